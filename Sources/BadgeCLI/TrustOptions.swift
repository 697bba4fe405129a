import ArgumentParser
import Badge
import CanonicalJSON
import Files

/// Whom to believe, and whose keys to know.
struct TrustOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Accept the issuers of this trust file or trust bundle.",
      discussion: "Without it ~/.config/badge/trust.json is used where it exists.", valueName: "file"))
  var trust: Path?

  @OptionGroup var curators: CuratorOptions

  @Option(
    help: ArgumentHelp(
      "Accept this issuer and no other; may be given several times.", valueName: "id"))
  var issuer: [String] = []

  @Flag(help: "Accept every issuer that proves to hold its key. Nobody then vouches for its name.")
  var anyIssuer = false

  @Flag(
    help: ArgumentHelp(
      "Accept badges that define names of their own under @context.",
      discussion: "Without it their signature is checked, and the badge is undetermined: only its maker says what such "
        + "names mean."))
  var allowInlineContexts = false

  @OptionGroup var documents: DocumentOptions

  /// - Parameter time: the time that was asked about; nil for now.
  /// - Throws: ``CommandError`` for a trust file that cannot be used, and a bundle that is nobody's who is pinned.
  func policy(at time: Instant? = nil) throws(CommandError) -> TrustPolicy {
    TrustPolicy(
      trustFile: try curators.read(trust, documents, at: time), issuers: issuer,
      unvouchedIssuers: anyIssuer ? .allow : .deny, inlineContexts: allowInlineContexts ? .allow : .deny)
  }
}

/// DID and controller documents that the command is given.
struct DocumentOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A DID or controller document, or a folder of them; may be given several times.",
      discussion: "Whatever the files are called, a document is found by its id. Links are not followed.",
      valueName: "path"))
  var didDocuments: [Path] = []

  /// Reads every document. In a folder, files that are none are told and left out; a file that is named has to be one.
  ///
  /// - Throws: ``CommandError``.
  func store() throws(CommandError) -> ControllerDocumentStore {
    var store = ControllerDocumentStore()
    try forEach { _, document in store.insert(document) }
    return store
  }

  /// The texts of the documents for an identifier.
  ///
  /// - Throws: ``CommandError``, as ``store()`` does.
  func texts(of id: String) throws(CommandError) -> [[UInt8]] {
    var texts: [[UInt8]] = []
    try forEach { bytes, document in
      if document.id.utf8.elementsEqual(id.utf8), !texts.contains(bytes) { texts.append(bytes) }
    }
    return texts
  }

  func forEach(_ body: ([UInt8], ControllerDocument) -> Void) throws(CommandError) {
    for path in didDocuments {
      guard BadgeSource.isFolder(path) else {
        try read(path, body)
        continue
      }
      var walk: FolderWalk
      do throws(SystemError) {
        walk = try FolderWalk(path, where: { _ in true })
      } catch {
        throw CommandError(.fileUnreadable, "\(path) cannot be read: \(error.reason)")
      }
      while let step = walk.next() {
        switch step {
        case .unreadable(let path, let error): Diagnostics.warn("\(path) cannot be read: \(error.reason)")
        case .file(let path):
          do throws(CommandError) {
            try read(path, body)
          } catch {
            Diagnostics.warn("left out: \(error.message)")
          }
        }
      }
      if walk.skipped > 0 {
        Diagnostics.warn("left out: links and other entries of \(path) that are no files, \(walk.skipped) in all")
      }
    }
  }

  private func read(_ path: Path, _ body: ([UInt8], ControllerDocument) -> Void) throws(CommandError) {
    let bytes = try InputFile.contents(of: path)
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: bytes)
    } catch {
      throw CommandError(error, in: path.description)
    }
    do throws(Reason) {
      body(bytes, try ControllerDocument(document, at: document.root))
    } catch {
      throw CommandError(error, in: path.description)
    }
  }
}

extension CommandError {
  /// A document that breaks a rule.
  init(_ reason: Reason, in name: String) {
    let place = reason.pointer.map { $0.isEmpty ? "" : " (at \(Terminal.quote($0)))" } ?? ""
    self.init(
      Code(rawValue: reason.code.rawValue), "\(name): \(Terminal.quote(reason.message))\(place)", status: .rejected)
  }
}
