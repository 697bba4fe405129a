import ArgumentParser
import Badge
import Files
import Signing

struct Trust: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust",
    abstract: "Keep the list of the issuers that you accept.",
    discussion: """
      The list is one file. It is ~/.config/badge/trust.json unless --trust names another one, and badge verify uses it \
      from there. Add an issuer only if you know its identifier from somebody that you trust, and never from a badge: \
      a badge may claim any name.

      The list may also hold JSON-LD contexts that badges are written in, besides those that badge brings, the documents \
      with the issuers' keys, and their status lists, as they were when badge trust update took them in.

      A curator signs such a list as a bundle with badge trust export. Who uses the bundle names the curator, and needs \
      nothing else to verify badges offline.

      EXAMPLES
        badge trust add --name "Example University" did:key:z6Mk…
        badge trust show
        badge trust remove did:key:z6Mk…
        badge trust add-context https://university.example/context/v1 context.json
        badge trust update --online --trust unis.json -o unis-new.json
        badge trust export --trust unis.json --key curator.pem --valid-for 90d \\
          -o unis-bundle.json
      """,
    subcommands: [
      Init.self, Add.self, Remove.self, AddContext.self, RemoveContext.self, Import.self, Update.self, Export.self,
      Verify.self, Show.self, Diff.self,
    ])
}

/// The trust file that a command works on.
struct TrustFileOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The trust file, instead of ~/.config/badge/trust.json.", valueName: "file"))
  var trust: Path?
}

extension Trust {
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove",
      abstract: "Take an issuer off the list.",
      discussion: """
        Its badges are undetermined from then on. To keep what a lost key signed from ever being accepted, do not remove \
        the issuer, but set --revoked with badge trust add.

        EXAMPLES
          badge trust remove did:key:z6Mk…
        """)

    @Argument(help: ArgumentHelp("The issuer's identifier.", valueName: "id"), completion: .trustedIssuers)
    var id: String

    @OptionGroup var file: TrustFileOptions

    func run() throws {
      let wanted = id
      // What is not there has no issuers, and is not made for the sake of removing one.
      _ = try TrustStore.place(file.trust)
      guard try TrustStore.read(file.trust) != nil else { throw Self.missing(id) }
      var name = ""
      let place = try TrustStore.edit(file.trust) { entries throws(CommandError) in
        guard let index = entries.issuers.firstIndex(where: { $0.id.utf8.elementsEqual(wanted.utf8) }) else {
          throw Self.missing(wanted)
        }
        name = entries.issuers.remove(at: index).name
      }
      Diagnostics.write("removed \(Terminal.quote(name)), \(Terminal.quote(id)), from \(place)\n")
    }

    private static func missing(_ id: String) -> CommandError {
      CommandError(
        .issuerMissing, "\(Terminal.quote(id)) is not in the trust file",
        hint: "badge trust show lists the identifiers", status: .usage)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show the issuers and the contexts on the list, and what else is in it.",
      discussion: """
        Of a bundle it is shown what its curator says of itself. Whether that is so, badge trust verify tells.

        EXAMPLES
          badge trust show
          badge trust show --trust issuers.json --format json
        """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
      case text, json
    }

    @Option(help: "How it is shown; json is the file itself.")
    var format = Format.text

    @OptionGroup var file: TrustFileOptions

    func run() throws {
      let place = try TrustStore.place(file.trust)
      let path = try TrustStore.existing(file.trust)
      guard let empty = try? TrustFile(name: nil, issuers: []) else { return }
      let (trust, bytes) = try path.map { path throws(CommandError) in try TrustStore.unverified(path) } ?? (empty, [])
      switch format {
      case .text: try StandardOutput.write(TrustText(file: trust).lines)
      case .json:
        try StandardOutput.write(VisibleJSON.of(trust.curation == nil ? trust.serialized() : bytes))
      }
      guard trust.issuers.isEmpty else { return }
      Diagnostics.hint("\(place) names no issuer; add one with badge trust add")
    }
  }
}

/// The issuers of a trust file for people.
struct TrustText {
  let file: TrustFile

  private var issuers: [TrustedIssuer] { file.issuers }
  private var contexts: [TrustedContext] { file.contexts }

  var lines: String {
    var head = file.curation.map { "NOT VERIFIED; badge trust verify asks whose it is\n" + Self.header(file, $0) } ?? ""
    if file.curation == nil { head = limitLines }
    return [head, issuerLines, contextLines, listLines].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// What a bundle says of itself.
  static func header(_ file: TrustFile, _ curation: TrustCuration) -> String {
    var text = "  bundle   \(Terminal.quote(file.name ?? "without a name")), version \(curation.version)\n"
    text += "  curator  \(Terminal.quote(curation.curator))"
    if let name = curation.curatorName { text += ", which calls itself \(Terminal.quote(name))" }
    text += "\n  good     from \(curation.validFrom) to \(curation.validUntil)\n"
    text += "  SHA-256  \(HexText.lowercase(curation.sha256))\n"
    text += "  holds    \(file.issuers.count) issuers, \(file.contexts.count) contexts, "
    text += "\(file.statusLists.count) status lists\n"
    return text + TrustText(file: file).limitLines
  }

  private var limitLines: String {
    let limits = file.limits
    var parts: [String] = []
    if let age = limits.warnAge { parts.append("old after \(AgeArgument.words(age))") }
    if let age = limits.refuseAge { parts.append("refused after \(AgeArgument.words(age))") }
    if let age = limits.listWarnAge { parts.append("lists old after \(AgeArgument.words(age))") }
    if let age = limits.listRefuseAge { parts.append("lists refused after \(AgeArgument.words(age))") }
    return parts.isEmpty ? "" : "  limits   \(parts.joined(separator: ", "))\n"
  }

  private var listLines: String {
    guard !file.statusLists.isEmpty else { return "" }
    var text = "STATUS LIST\n"
    for list in file.statusLists {
      text += "\(Terminal.quote(list.url))\n"
      if list.snapshots.isEmpty { text += "    not retrieved yet: badge trust update --online does\n" }
      for snapshot in list.snapshots {
        text += "    retrieved \(snapshot.retrieved), \(snapshot.content.count) bytes"
        if let confirmed = snapshot.confirmed { text += ", unchanged on \(confirmed)" }
        if let url = snapshot.url { text += ", from \(Terminal.quote(url))" }
        text += "\n"
      }
    }
    return text
  }

  /// `, from …, until …, REVOKED on …`
  static func period(_ key: AcceptedKey) -> String {
    var text = ""
    if let from = key.from { text += ", from \(from)" }
    if let until = key.until { text += ", until \(until)" }
    if let revoked = key.revoked { text += ", REVOKED on \(revoked)" }
    return text
  }

  private var contextLines: String {
    guard !contexts.isEmpty else { return "" }
    var text = "CONTEXT\n"
    for context in contexts {
      text += "\(Terminal.quote(context.url))\n    SHA-256 \(HexText.lowercase(context.sha256))\n"
      text +=
        context.content.map { "    \($0.count) bytes\n" }
        ?? "    its text is not in the file: badge verify needs --context\n"
    }
    return text
  }

  private var issuerLines: String {
    guard !issuers.isEmpty else { return "" }
    let names = issuers.map { Terminal.quote($0.name, columns: 60) }
    let width = max(4, names.map { Terminal.columns(of: $0) }.max() ?? 0)
    var text = "NAME".padded(to: width) + "  ISSUER\n"
    for (name, issuer) in zip(names, issuers) {
      text += "\(name.padded(to: width))  \(Terminal.quote(issuer.id))\n"
      for line in Self.keys(of: issuer) { text += String(repeating: " ", count: width + 4) + line + "\n" }
    }
    return text
  }

  private static func keys(of issuer: TrustedIssuer) -> [String] {
    var lines = issuer.keys.map { key in
      var line = "key \(key.key.name)"
      if let id = key.id { line += " named \(Terminal.quote(id))" }
      return line + period(key)
    }
    if let homePage = issuer.homePage { lines.insert(Terminal.quote(homePage), at: 0) }
    lines += issuer.documents.map { document in
      var line = "keys in its document, retrieved \(document.retrieved)"
      if let confirmed = document.confirmed { line += ", unchanged on \(confirmed)" }
      return line
    }
    if issuer.controllerDocument != nil { lines.append("keys in the document that the file holds") }
    if issuer.keys.isEmpty, issuer.controllerDocument == nil, issuer.documents.isEmpty,
      !issuer.id.hasPrefix("did:key:"), !issuer.id.hasPrefix("did:jwk:")
    {
      lines.append("its keys are not in the file: badge verify needs --did-documents")
    }
    if let limits = issuer.statusList {
      lines += limits.issuers.map { "status lists also by \(Terminal.quote($0))" }
      if let length = limits.minimumLength { lines.append("status lists of at least \(length) entries") }
      if let age = limits.warnAge { lines.append("status lists are old after \(age) seconds") }
      if let age = limits.refuseAge { lines.append("status lists are refused after \(age) seconds") }
    }
    return lines
  }
}

extension VerificationKey {
  /// The key in a word or two: its Multikey, or its kind and thumbprint where it has none.
  var name: String { multikey ?? "\(kind) \(jwkThumbprint)" }
}

extension CompletionKind {
  /// The identifiers in the default trust file.
  fileprivate static var trustedIssuers: CompletionKind {
    .custom { _, _, _ in (try? TrustStore.read(nil))?.issuers.map(\.id) ?? [] }
  }
}
