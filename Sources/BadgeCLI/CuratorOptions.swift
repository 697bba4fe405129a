import ArgumentParser
import Badge
import Files
import Signing

/// Whose trust bundles are used.
struct CuratorOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Use a trust bundle of this curator; may be given several times.",
      discussion: """
        A key, as a file or a Multikey, or an identifier, whose keys are in it (did:key, did:jwk) or in --did-documents. A \
        bundle of anybody else is not used. A local trust file needs no curator.
        """, valueName: "key or id"))
  var curator: [String] = []

  @Option(
    help: ArgumentHelp(
      "Remember in this folder how new each trust bundle was, and refuse older ones.", valueName: "folder"))
  var trustState: Path?

  /// The pins.
  ///
  /// - Parameter own: a key whose bundles are accepted besides.
  /// - Throws: ``CommandError`` for what is neither a key nor an identifier.
  func pins(_ own: PublicKey? = nil) throws(CommandError) -> TrustBundle.CuratorPins {
    var pins = TrustBundle.CuratorPins(keys: own.map { [.ed25519($0)] } ?? [])
    for argument in curator {
      if argument.hasPrefix("did:") || argument.hasPrefix("https://") {
        guard URLSyntax.isAbsolute(argument) else {
          throw CommandError(
            .usage, "\(Terminal.quote(argument)) is no identifier of a curator", hint: "copy it again, whole",
            status: .usage)
        }
        pins.identifiers.append(argument)
      } else {
        pins.keys.append(try PublicKeyArgument.read(argument, option: "--curator"))
      }
    }
    return pins
  }

  /// The trust file or bundle that was named, or the one in the default place, or none. A bundle has to be a pinned
  /// curator's, and not older than one that was seen before.
  ///
  /// - Parameter time: the time that was asked about; nil for now.
  /// - Throws: ``CommandError``.
  func read(
    _ path: Path?, _ documents: DocumentOptions, at time: Instant?
  ) throws(CommandError) -> TrustFile? {
    guard let path = try TrustStore.existing(path) else { return nil }
    let bytes = try TrustStore.contents(of: path)
    guard TrustBundle.isBundle(bytes) else {
      try requireNoBundle(path)
      return try TrustStore.parse(bytes, path)
    }
    let bundle = try TrustStore.bundle(bytes, path)
    let check = TrustBundleCheck(bundle: bundle, path: path, time: time)
    let file = try check.authenticate(try pins(), documents)
    try check.remember(file, in: trustState)
    check.warnOfAge(file)
    return file
  }

  /// Whoever pins a curator, or remembers how new bundles were, expects a bundle: in its place a file that nobody signed
  /// would be anybody's word.
  ///
  /// - Throws: ``CommandError`` with `trust_curator_not_pinned`.
  func requireNoBundle(_ path: Path) throws(CommandError) {
    guard !curator.isEmpty || trustState != nil else { return }
    throw CommandError(
      CommandError.Code(rawValue: Reason.Code.trustCuratorNotPinned.rawValue),
      "\(path) is a local trust file, which no curator signed",
      hint: curator.isEmpty
        ? "leave --trust-state out, or name a trust bundle" : "leave --curator out, or name the curator's trust bundle",
      status: .undetermined)
  }
}

/// A public key on the command line: a Multikey, the did:key of one, or a key file.
enum PublicKeyArgument {
  /// - Throws: ``CommandError``.
  static func read(_ argument: String, option: String) throws(CommandError) -> VerificationKey {
    if let multikey = try? VerificationKey(multikey: Array(argument.utf8).span) { return multikey }
    if let own = IssuerChange.ownKey(of: argument) { return own }
    guard let path = Path(argument: argument) else {
      throw CommandError(.usage, "\(option) names no file", hint: "name a key file, or a Multikey", status: .usage)
    }
    return try KeyReading.keyFile(path, PassphraseSource()).verificationKey
  }
}

/// What has to hold of a bundle before anything is verified with it.
struct TrustBundleCheck {
  let bundle: TrustBundle
  let path: Path
  /// The time that was asked about; nil for now.
  let time: Instant?

  var moment: Instant { time ?? TimeArgument.now }

  /// Clocks of two machines may differ by so much.
  private static let clockTolerance: Int64 = 300

  /// - Throws: ``CommandError``, whose status is that of a missing piece where the curator is not pinned or its key is not
  ///   known, and of a file that cannot be used otherwise.
  func authenticate(
    _ pins: TrustBundle.CuratorPins, _ documents: DocumentOptions
  ) throws(CommandError) -> TrustFile {
    // Only a curator whose keys are not in its identifier needs documents, which may be many.
    let needsDocuments = pins.identifiers.contains { !$0.hasPrefix("did:key:") && !$0.hasPrefix("did:jwk:") }
    let store = needsDocuments ? try documents.store() : ControllerDocumentStore()
    if time == nil, bundle.curation.validFrom > moment.adding(seconds: Self.clockTolerance) {
      throw error(
        .trustBundleInvalid, "it is dated \(bundle.curation.validFrom), which is still to come",
        hint: "look at the clock of this machine")
    }
    do throws(Reason) {
      return try bundle.authenticate(pinnedTo: pins, documents: store, at: moment)
    } catch {
      switch error.code {
      case .trustCuratorNotPinned:
        throw self.error(
          error.code, error.message, hint: "if you know the curator, name its key or identifier with --curator",
          status: .undetermined)
      case .trustBundleInvalid: throw self.error(error.code, error.message, hint: "get the bundle again")
      case .verificationMethodUnknown:
        throw self.error(
          error.code, error.message, hint: "give the curator's document with --did-documents, or pin its key",
          status: .undetermined)
      default: throw self.error(error.code, error.message, hint: nil)
      }
    }
  }

  /// Compares the bundle with what was seen before, and remembers it.
  ///
  /// - Throws: ``CommandError`` with `trust_bundle_rolled_back`, `trust_bundle_contradictory` or `trust_state_invalid`.
  func remember(_ file: TrustFile, in folder: Path?) throws(CommandError) {
    guard let folder, let record = TrustBundleRecord(file) else { return }
    do throws(Reason) {
      try TrustStateFolder(folder).take(record)
    } catch {
      throw self.error(
        error.code, error.message,
        hint: error.code == .trustStateInvalid
          ? "look at the folder \(folder); without it nobody can say whether the bundle is an old one"
          : "get the newest bundle from its curator",
        status: error.code == .trustStateInvalid ? .undetermined : .failed)
    }
  }

  /// An old bundle is told of once for all badges.
  func warnOfAge(_ file: TrustFile) {
    switch file.freshness(at: moment) {
    case .fresh: return
    case .old(let words): Diagnostics.warn("the trust bundle \(path) is \(words)", hint: Self.renewal)
    case .refused(let reason): Diagnostics.warn(Terminal.quote(reason.message), hint: Self.renewal)
    }
  }

  static let renewal = "its curator makes a newer one with badge trust update and badge trust export"

  private func error(
    _ code: Reason.Code, _ message: String, hint: String?, status: ExitStatus = .failed
  ) -> CommandError {
    CommandError(
      CommandError.Code(rawValue: code.rawValue), "\(path): \(Terminal.quote(message, columns: 600))", hint: hint,
      status: status)
  }
}
