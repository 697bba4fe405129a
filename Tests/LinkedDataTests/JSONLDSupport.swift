import CanonicalJSON

@testable import LinkedData

/// A JSON text.
func json(_ text: String) throws -> JSONDocument { try JSONDocument(parsing: Array(text.utf8)) }

/// A store with these texts.
func store(_ contexts: [String: String]) throws -> ContextStore {
  var store = ContextStore()
  for (url, text) in contexts { store.set(try json(text), at: url) }
  return store
}

/// Options that a test needs: safe, with contexts in the document.
func options(safe: Bool = true, base: String? = nil) -> JSONLDOptions {
  var options = JSONLDOptions()
  options.isSafe = safe
  options.base = base
  options.allowsInlineContexts = true
  return options
}

/// The expanded document as canonical JSON.
func expanded(
  _ text: String, _ options: JSONLDOptions = options(), contexts: [String: String] = [:]
) throws -> String {
  var processor = JSONLDProcessor(contexts: try store(contexts), options: options)
  return String(decoding: try processor.expand(json(text)).canonicalBytes(), as: UTF8.self)
}

/// The canonical N-Quads of a document.
func nquads(
  _ text: String, _ options: JSONLDOptions = options(), contexts: [String: String] = [:]
) throws -> String {
  var processor = JSONLDProcessor(contexts: try store(contexts), options: options)
  return String(decoding: try processor.dataset(of: json(text)).canonicalNQuads(), as: UTF8.self)
}

/// The error of a document as code and pointer, or nil where there is none.
func failure(
  _ text: String, _ options: JSONLDOptions = options(), contexts: [String: String] = [:]
) throws -> String? {
  var processor = JSONLDProcessor(contexts: try store(contexts), options: options)
  let document = try json(text)
  do throws(LinkedDataError) {
    _ = try processor.dataset(of: document)
    return nil
  } catch {
    return error.code.rawValue + " " + (error.pointer ?? error.value ?? "")
  }
}
