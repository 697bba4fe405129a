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

      The list may also hold JSON-LD contexts that badges are written in, besides those that badge brings.

      EXAMPLES
        badge trust add --name "Example University" did:key:z6Mk…
        badge trust show
        badge trust remove did:key:z6Mk…
        badge trust add-context https://university.example/context/v1 context.json
      """,
    subcommands: [Add.self, Remove.self, AddContext.self, RemoveContext.self, Show.self])
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
      abstract: "Show the issuers and the contexts on the list.",
      discussion: """
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
      guard let trust = try TrustStore.read(file.trust) ?? (try? TrustFile(name: nil, issuers: [])) else { return }
      switch format {
      case .text: try StandardOutput.write(TrustText(issuers: trust.issuers, contexts: trust.contexts).lines)
      case .json: try StandardOutput.write(VisibleJSON.of(trust.serialized()))
      }
      guard trust.issuers.isEmpty else { return }
      Diagnostics.hint("\(place) names no issuer; add one with badge trust add")
    }
  }
}

/// The issuers of a trust file for people.
struct TrustText {
  let issuers: [TrustedIssuer]
  let contexts: [TrustedContext]

  var lines: String { issuerLines + (issuers.isEmpty || contexts.isEmpty ? "" : "\n") + contextLines }

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
      var line = "key \(key.key.multikey ?? "\(key.key.kind) \(key.key.jwkThumbprint)")"
      if let id = key.id { line += " named \(Terminal.quote(id))" }
      if let from = key.from { line += ", from \(from)" }
      if let until = key.until { line += ", until \(until)" }
      if let revoked = key.revoked { line += ", REVOKED on \(revoked)" }
      return line
    }
    if issuer.controllerDocument != nil { lines.append("keys in the document that the file holds") }
    if lines.isEmpty, !issuer.id.hasPrefix("did:key:"), !issuer.id.hasPrefix("did:jwk:") {
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

extension CompletionKind {
  /// The identifiers in the default trust file.
  fileprivate static var trustedIssuers: CompletionKind {
    .custom { _, _, _ in (try? TrustStore.read(nil))?.issuers.map(\.id) ?? [] }
  }
}
