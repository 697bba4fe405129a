import CanonicalJSON
import FuzzSupport
import LinkedData

/// Contexts that a document can name beside those that it brings: scoped, importing, protected, and in a circle.
private let contexts: ContextStore = {
  var store = ContextStore()
  let texts = [
    (
      "ex:a",
      #"{"@context": {"p": "ex:p", "T": {"@id": "ex:T", "@context": {"q": "ex:q", "p": {"@id": "ex:r", "@type": "@id"}}}}}"#
    ),
    (
      "ex:b",
      #"{"@context": ["ex:a", {"@protected": true, "id": "@id", "type": "@type", "x": {"@id": "ex:x", "@context": "ex:b"}}]}"#
    ),
    ("ex:c", #"{"@context": {"@import": "ex:a", "@propagate": false, "@vocab": "ex:v/"}}"#),
    ("ex:d", #"{"@context": ["ex:e"]}"#), ("ex:e", #"{"@context": "ex:d"}"#),
  ]
  for (url, text) in texts {
    // A text of this file: a target without its contexts tests nothing.
    guard let document = try? JSONDocument(parsing: Array(text.utf8)) else { fatalError("the context is JSON") }
    store.set(document, at: url)
  }
  return store
}()

/// One processor for all inputs, as in a worker; what one document leaves behind must not change the next.
private struct Processors: ~Copyable {
  var safe: JSONLDProcessor
  var lax: JSONLDProcessor
  /// What takes over the datasets of texts before that were like it, with the reader that finds them.
  var reader = JSONReader()
  var canonicalizer: JSONLDCanonicalizer

  static func options(safe: Bool) -> JSONLDOptions {
    var options = JSONLDOptions()
    options.isSafe = safe
    options.allowsInlineContexts = true
    options.base = safe ? nil : "https://example.org/a/b?c"
    options.rdfDirection = safe ? nil : .compoundLiteral
    return options
  }

  init() {
    safe = JSONLDProcessor(contexts: contexts, options: Self.options(safe: true))
    lax = JSONLDProcessor(contexts: contexts, options: Self.options(safe: false))
    canonicalizer = JSONLDCanonicalizer(contexts: contexts, options: Self.options(safe: false))
  }
}

// Unsafe for threads and safe here: the fuzzer calls the target from one thread.
nonisolated(unsafe) private var processors = Processors()

/// JSON-LD documents: contexts, expansion, datasets. A dataset can be written and read again, and safe mode leaves
/// nothing out: where it has no objection, the document says the same without it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSONLD(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let document = try? JSONDocument(parsing: bytes(start, count)) else { return 0 }
  var texts: [[UInt8]?] = []
  for processor in 0..<2 {
    var fresh = JSONLDProcessor(contexts: contexts, options: Processors.options(safe: processor == 0))
    let first = result { () throws(LinkedDataError) in try fresh.dataset(of: document) }
    let again = result { () throws(LinkedDataError) in
      processor == 0 ? try processors.safe.dataset(of: document) : try processors.lax.dataset(of: document)
    }
    switch (first, again) {
    case (.success(let a), .success(let b)):
      expect(a.quads.count == b.quads.count, "a document is read the same after others")
      let text = NQuads.write(a)
      expect(text == NQuads.write(b), "a document says the same after others")
      // To end the process is how a target tells the fuzzer that a rule is broken, here and below.
      guard let read = try? NQuads.read(text) else { fatalError("what is written can be read") }
      expect(read.quads.count == a.quads.count, "what is written is all there")
      texts.append(text)
    case (.failure(let a), .failure(let b)):
      expect(a == b, "a document is refused the same after others")
      consumed &+= a.description.utf8.count
      texts.append(nil)
    default: fatalError("whether a document is refused depends on others")
    }
  }
  if let document = try? processors.reader.read(bytes(start, count)) {
    let full = result { () throws(LinkedDataError) in try processors.lax.dataset(of: document) }
    var form: [UInt8] = []
    var failure: LinkedDataError?
    do throws(LinkedDataError) {
      try processors.canonicalizer.canonicalize(JSONLDInput(document), into: &form)
    } catch {
      failure = error
    }
    do throws(LinkedDataError) {
      let expected = try full.get().canonicalNQuads()
      expect(failure == nil && form == expected, "a document that is like another one has its own form")
    } catch {
      expect(failure == error, "a document that is like another one has its own error")
    }
  }
  if let safe = texts[0] { consumed &+= safe.count }
  if let expanded = try? processors.lax.expand(document) {
    expect((try? expanded.canonicalBytes()) != nil, "an expanded document is JSON")
  }
  return 0
}

private func result(_ body: () throws(LinkedDataError) -> Dataset) -> Result<Dataset, LinkedDataError> {
  do throws(LinkedDataError) { return .success(try body()) } catch { return .failure(error) }
}
