import ArgumentParser
import Badge
import CanonicalJSON
import Files
import LinkedData

/// JSON-LD contexts that the command is given, besides those that Badge brings.
struct ContextOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Take this file for the JSON-LD context at this URL; may be given several times.",
      discussion: "Nothing is ever fetched, and no context that badge brings is replaced.", valueName: "url=file"),
    completion: .file(), transform: ContextArgument.init(parsing:))
  var context: [ContextArgument] = []

  func validate() throws {
    for (k, argument) in context.enumerated() where context[..<k].contains(where: { $0.isFor(argument.url) }) {
      throw ValidationError("--context gives \(argument.url) twice")
    }
    guard context.count <= TrustedContext.Limits.count else {
      throw ValidationError("--context can be given \(TrustedContext.Limits.count) times")
    }
  }

  /// The contexts that documents are read with: Badge's, those of a trust file, and those that were named.
  ///
  /// - Throws: ``CommandError`` for a file that is no context, and where the trust file knows another content.
  func store(_ trust: TrustFile? = nil) throws(CommandError) -> ContextStore {
    guard !context.isEmpty || trust?.contexts.isEmpty == false else { return .bundled }
    var given: [TrustedContext] = []
    for argument in context { given.append(try argument.read()) }
    var store = ContextStore.bundled
    do throws(TrustedContextError) {
      if let trust {
        store = try trust.contexts(adding: given)
      } else {
        store = try TrustedContext.store(adding: given)
      }
    } catch {
      throw CommandError(error, isGiven: given.contains { $0.url.utf8.elementsEqual(error.url.utf8) })
    }
    for argument in context { try store.check(argument.url, in: argument.file) }
    return store
  }
}

/// One `--context url=file`.
struct ContextArgument: Sendable {
  let url: String
  let file: Path

  /// Reads `url=file`; the last `=` ends the URL, which may hold others.
  ///
  /// - Throws: `ValidationError`.
  init(parsing argument: String) throws {
    guard let equals = argument.utf8.lastIndex(of: UInt8(ascii: "=")),
      let file = Path(argument: String(argument[argument.utf8.index(after: equals)...]))
    else {
      throw ValidationError("it is a URL and a file, such as https://university.example/context/v1=context.json")
    }
    url = String(argument[..<equals])
    guard URLSyntax.isAbsolute(url) else {
      throw ValidationError("the context is named by its absolute URL, as badges have it")
    }
    guard !file.isStandardStream else { throw ValidationError("a context has to be a file") }
    self.file = file
  }

  func isFor(_ url: String) -> Bool { self.url.utf8.elementsEqual(url.utf8) }

  /// - Throws: ``CommandError``.
  func read() throws(CommandError) -> TrustedContext {
    TrustedContext(url: url, content: try InputFile.contents(of: file, limit: TrustedContext.Limits.bytes))
  }
}

extension ContextStore {
  /// Reads a context, so that what is wrong with it is not taken for a defect of the badges that name it.
  ///
  /// - Throws: ``CommandError``.
  func check(_ url: String, in file: Path) throws(CommandError) {
    var options = JSONLDOptions()
    // A document without any statement.
    options.isSafe = false
    var processor = JSONLDProcessor(contexts: self, options: options)
    let text = (["@context": .string(url)] as JSONValue).serialized()
    guard let document = try? JSONDocument(parsing: text) else { return }
    do throws(LinkedDataError) {
      _ = try processor.dataset(of: document)
    } catch {
      // The places are those of the document that was made here.
      let error = CommandError(LinkedDataError(error.code, value: error.value), in: file.description)
      // Nothing has been said of any badge.
      throw CommandError(error.code, error.message, hint: error.hint, status: .failed)
    }
  }
}

extension CommandError {
  /// A context that cannot be used.
  ///
  /// - Parameter isGiven: whether the command line names it; otherwise the trust file does.
  init(_ error: TrustedContextError, isGiven: Bool) {
    let place =
      isGiven ? "--context \(Terminal.quote(error.url))" : "the trust file's context \(Terminal.quote(error.url))"
    let hint =
      switch error.code {
      case .digestMismatch:
        "give the file that the trust file means, or change it with badge trust add-context --replace"
      case .repeated: "leave one of them out"
      case .bundled:
        isGiven
          ? "leave it out" : "take it out with badge trust remove-context \(Terminal.quote(error.url, columns: 2000))"
      case .invalid: "a context is a JSON object with '@context'"
      }
    self.init(
      Code(rawValue: error.code.rawValue), "\(place): \(Terminal.quote(error.message, columns: 600))", hint: hint,
      status: isGiven && error.code != .invalid ? .usage : .failed)
  }
}
