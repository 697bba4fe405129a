import ArgumentParser
import Badge
import Files
import LinkedData

extension Trust {
  struct AddContext: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add-context",
      abstract: "Take in a JSON-LD context, which badges may then be written in.",
      discussion: """
        A context says what the words of a badge mean, and so what its signature covers. Get it from whoever publishes it, \
        and look at it. The file's text goes into the trust file with its SHA-256; with --digest-only the digest alone, and \
        badge verify then needs the very same file with --context.

        Contexts that badge brings (credentials, Open Badges 3.0 and what goes with them) cannot be replaced.

        EXAMPLES
          badge trust add-context https://university.example/context/v1 context.json
          badge trust add-context https://university.example/context/v1 \\
            new.json --replace
        """)

    @Argument(help: ArgumentHelp("The context's URL, as badges have it.", valueName: "url"))
    var url: String

    @Argument(help: ArgumentHelp("The context, a JSON file.", valueName: "file"))
    var path: Path

    @Flag(help: "Keep the digest of the context, and not its text.")
    var digestOnly = false

    @Flag(help: "Take the context in place of another one that the file has for the URL.")
    var replace = false

    @OptionGroup var file: TrustFileOptions

    func validate() throws {
      guard URLSyntax.isAbsolute(url) else { throw ValidationError("a context is named by its absolute URL") }
      try ArgumentText.requireUTF8(url, "the URL")
    }

    func run() throws {
      let context = TrustedContext(
        url: url, content: try InputFile.contents(of: path, limit: TrustedContext.Limits.bytes))
      try check(context)
      let entry = digestOnly ? TrustedContext(url: url, sha256: context.sha256) : context
      let replaces = replace
      var verb = "added"
      let place = try TrustStore.edit(file.trust) { entries throws(CommandError) in
        guard let index = entries.contexts.firstIndex(where: { $0.isNamed(entry.url) }) else {
          entries.contexts.append(entry)
          return
        }
        let old = entries.contexts[index]
        guard old.sha256 == entry.sha256 || replaces else { throw Self.refusal(old, entry) }
        entries.contexts[index] = entry
        verb = "changed"
      }
      Diagnostics.write(
        "\(verb) the context \(Terminal.quote(url)) in \(place)\n  SHA-256 \(HexText.lowercase(context.sha256))\n")
    }

    /// Refuses what no badge could be read with. A context may name others that are in the file already.
    private func check(_ context: TrustedContext) throws(CommandError) {
      let present = try TrustStore.place(file.trust)
      let others = try InputFile.exists(present) ? TrustStore.load(present).contexts.filter { !$0.isNamed(url) } : []
      let store: ContextStore
      do throws(TrustedContextError) {
        store = try TrustedContext.store(adding: others + [context])
      } catch {
        throw CommandError(notTaken: error, path)
      }
      try store.check(url, in: path)
    }

    private static func refusal(_ old: TrustedContext, _ new: TrustedContext) -> CommandError {
      CommandError(
        .contextExists,
        "the trust file has \(Terminal.quote(new.url)) with SHA-256 \(HexText.lowercase(old.sha256)), and this file has "
          + HexText.lowercase(new.sha256), hint: "--replace takes this one in its place", status: .usage)
    }
  }

  struct RemoveContext: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove-context",
      abstract: "Take a JSON-LD context off the list.",
      discussion: """
        Badges that are written in it are undetermined from then on.

        EXAMPLES
          badge trust remove-context https://university.example/context/v1
        """)

    @Argument(help: ArgumentHelp("The context's URL.", valueName: "url"), completion: .trustedContexts)
    var url: String

    @OptionGroup var file: TrustFileOptions

    func run() throws {
      let wanted = url
      _ = try TrustStore.place(file.trust)
      guard try TrustStore.read(file.trust) != nil else { throw Self.missing(wanted) }
      let place = try TrustStore.edit(file.trust) { entries throws(CommandError) in
        guard let index = entries.contexts.firstIndex(where: { $0.isNamed(wanted) }) else {
          throw Self.missing(wanted)
        }
        entries.contexts.remove(at: index)
      }
      Diagnostics.write("removed the context \(Terminal.quote(url)) from \(place)\n")
    }

    private static func missing(_ url: String) -> CommandError {
      CommandError(
        .contextMissing, "the trust file has no context \(Terminal.quote(url))",
        hint: "badge trust show lists their URLs", status: .usage)
    }
  }
}

extension TrustedContext {
  fileprivate func isNamed(_ url: String) -> Bool { self.url.utf8.elementsEqual(url.utf8) }
}

extension CommandError {
  /// A context that badge would not use, and so is not taken in.
  fileprivate init(notTaken error: TrustedContextError, _ path: Path) {
    let isInvalid = error.code == .invalid
    self.init(
      Code(rawValue: error.code.rawValue),
      "\(isInvalid ? path.description : Terminal.quote(error.url)): \(Terminal.quote(error.message, columns: 400))",
      hint: isInvalid ? nil : "badges may use it without being told",
      status: isInvalid ? .rejected : .usage)
  }
}

extension CommandError.Code {
  static let contextExists = Self(rawValue: "context_exists")
  static let contextMissing = Self(rawValue: "context_missing")
}

extension CompletionKind {
  /// The URLs of the contexts in the default trust file.
  fileprivate static var trustedContexts: CompletionKind {
    .custom { _, _, _ in (try? TrustStore.read(nil))?.contexts.map(\.url) ?? [] }
  }
}
