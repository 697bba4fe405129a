import ArgumentParser
import Badge
import CanonicalJSON
import Files
import Signing

extension Trust {
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Put an issuer on the list, or a key of it.",
      discussion: """
        The key of a did:key or did:jwk stands in the identifier. For another issuer name its keys with --key, or take \
        its document in with --controller-document, or give the document whenever you verify. An issuer with keys in \
        the file has no others.

        A key in the file that is named with --key gets the dates that are given. A badge that was signed before --from \
        or after --until is refused, and after --revoked every badge that the key ever signed is.

        EXAMPLES
          badge trust add --name "Example University" did:key:z6Mk…
          badge trust add --name "Example University" did:web:university.example \\
            --key university.pub.pem
          badge trust add did:web:university.example --key z6Mk… --revoked 2026-11-24
          badge trust add --name "Example University" did:web:university.example \\
            --status-list https://university.example/status/1
        """)

    @Argument(help: ArgumentHelp("The issuer's identifier: a DID or an https URL.", valueName: "id"))
    var id: String

    @Option(help: ArgumentHelp("The issuer's name, which you vouch for.", valueName: "text"))
    var name: String?

    @Option(
      help: ArgumentHelp("A key that the issuer signs with: a key file, or a Multikey.", valueName: "file or multikey"),
      completion: .file())
    var key: String?

    @Option(
      help: ArgumentHelp("The name of the key in the issuer's badges, where it has one.", valueName: "url"))
    var keyId: String?

    @Option(
      help: ArgumentHelp("The issuer signs with the key from this time on.", valueName: "time"),
      transform: TimeArgument.init(parsing:))
    var from: TimeArgument?

    @Option(
      help: ArgumentHelp("The issuer signs with the key up to this time.", valueName: "time"),
      transform: TimeArgument.init(parsing:))
    var until: TimeArgument?

    @Option(
      help: ArgumentHelp("From this time on nothing is believed that the key signed.", valueName: "time"),
      transform: TimeArgument.init(parsing:))
    var revoked: TimeArgument?

    @Option(
      help: ArgumentHelp("Take in the issuer's DID or controller document.", valueName: "file"))
    var controllerDocument: Path?

    @Option(
      help: ArgumentHelp(
        "Let somebody else sign the issuer's status lists; may be given several times.", valueName: "id"))
    var statusListIssuer: [String] = []

    @Option(help: ArgumentHelp("Where people can read about the issuer.", valueName: "url"))
    var homePage: String?

    @Option(
      help: ArgumentHelp(
        "The URL of one of the issuer's status lists, for badge trust update to take in; may be given several times.",
        valueName: "url"))
    var statusList: [String] = []

    @Flag(help: "Change the name, the document or the dates of a key that are in the file.")
    var replace = false

    @OptionGroup var file: TrustFileOptions

    func validate() throws {
      if let name { try ArgumentText.requireUTF8(name, "the name") }
      if let name, name.isEmpty { throw ValidationError("--name takes a name") }
      guard id.hasPrefix("did:") || id.hasPrefix("https://") else {
        throw ValidationError("an issuer is named by a DID or an https URL")
      }
      guard statusListIssuer.allSatisfy({ $0.hasPrefix("did:") || $0.hasPrefix("https://") }) else {
        throw ValidationError("--status-list-issuer takes a DID or an https URL")
      }
      guard statusList.allSatisfy(TrustedStatusList.isURL) else {
        throw ValidationError("--status-list takes the URL of a list, as the issuer's badges have it")
      }
      if let homePage, !TrustedIssuer.isHomePage(homePage) {
        throw ValidationError("--home-page takes an http or https URL")
      }
      if let from, let until, until.instant <= from.instant {
        throw ValidationError("--until has to be later than --from")
      }
      if let keyId, !Self.isName(keyId, ofKeyOf: id) {
        throw ValidationError(
          "--key-id is the issuer's identifier with the key's name behind it, such as \(id)#key-1")
      }
      guard key == nil, !id.hasPrefix("did:key:") else { return }
      guard keyId == nil, from == nil, until == nil, revoked == nil else {
        throw ValidationError("--key-id, --from, --until and --revoked are about a key: name it with --key")
      }
    }

    /// `did:web:university.example#key-1`: a key with another controller is not this issuer's (Controlled Identifiers 1.0,
    /// section 3.3), and nobody would look for it under this one.
    private static func isName(_ keyID: String, ofKeyOf id: String) -> Bool {
      let controller = keyID.utf8.prefix { $0 != UInt8(ascii: "#") }
      return controller.elementsEqual(id.utf8) && keyID.utf8.count > controller.count + 1 && URLSyntax.isAbsolute(keyID)
    }

    func run() throws {
      let change = IssuerChange(
        id: id, name: name, key: try acceptedKey(), controllerDocument: try document(),
        statusListIssuers: statusListIssuer, homePage: homePage, addsLists: !statusList.isEmpty, replaces: replace)
      let lists = statusList
      try checkIdentifier()
      var outcome = IssuerChange.Outcome.changed
      var issuer: TrustedIssuer?
      let place = try TrustStore.edit(file.trust) { entries throws(CommandError) in
        outcome = try change.apply(to: &entries.issuers)
        for url in lists where !entries.statusLists.contains(where: { $0.url.utf8.elementsEqual(url.utf8) }) {
          entries.statusLists.append(TrustedStatusList(url: url))
        }
        issuer = entries.issuers.first { $0.id.utf8.elementsEqual(change.id.utf8) }
      }
      report(outcome, issuer, place)
    }

    /// A did:key with a slip of the pen would never match anything.
    private func checkIdentifier() throws(CommandError) {
      guard id.hasPrefix("did:key:") else { return }
      do throws(KeyError) {
        _ = try VerificationKey(multikey: Array(id.utf8.dropFirst(8)).span)
      } catch {
        throw CommandError(
          .usage, "\(Terminal.quote(id)) is no did:key of an Ed25519 or P-256 key: \(Terminal.quote(error.message))",
          hint: "copy the identifier again, whole", status: .usage)
      }
    }

    private func acceptedKey() throws(CommandError) -> AcceptedKey? {
      guard let key = try publicKey() else { return nil }
      return AcceptedKey(
        key: key, id: keyId, from: from?.instant, until: until?.instant, revoked: revoked?.instant)
    }

    private func publicKey() throws(CommandError) -> VerificationKey? {
      guard let key else {
        // The dates of a did:key can only be those of its one key.
        return keyId == nil && from == nil && until == nil && revoked == nil ? nil : IssuerChange.ownKey(of: id)
      }
      return try PublicKeyArgument.read(key, option: "--key")
    }

    private func document() throws(CommandError) -> JSONDocument? {
      guard let path = controllerDocument else { return nil }
      let bytes = try InputFile.contents(of: path)
      do throws(JSONError) {
        return try JSONDocument(parsing: bytes)
      } catch {
        throw CommandError(error, in: path.description)
      }
    }

    private func report(_ outcome: IssuerChange.Outcome, _ issuer: TrustedIssuer?, _ place: Path) {
      let name = "\(Terminal.quote(issuer?.name ?? "")), \(Terminal.quote(id)),"
      switch outcome {
      case .added: Diagnostics.write("added \(name) to \(place)\n")
      case .keyAdded: Diagnostics.write("added a key of \(name) to \(place)\n")
      case .changed: Diagnostics.write("changed \(name) in \(place)\n")
      }
      guard let issuer, issuer.keys.isEmpty, issuer.controllerDocument == nil, issuer.documents.isEmpty,
        !id.hasPrefix("did:key:"),
        !id.hasPrefix("did:jwk:")
      else { return }
      Diagnostics.hint(
        "the file does not know its keys: add one with --key, take its document in with badge trust update, or verify "
          + "with --did-documents")
    }
  }
}
