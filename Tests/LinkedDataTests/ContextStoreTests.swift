import CanonicalJSON
import Testing

@testable import LinkedData

@Suite("The store of contexts")
struct ContextStoreTests {
  @Test("A URL is found by its bytes: Unicode's equivalence makes no two URLs one")
  func bytes() throws {
    var store = ContextStore()
    store.set(try json("{}"), at: "https://example.org/caf\u{e9}")
    #expect(store.contains("https://example.org/caf\u{e9}"))
    #expect(!store.contains("https://example.org/cafe\u{301}"))
  }

  @Test("A later document takes the place of an earlier one")
  func replacement() throws {
    var store = ContextStore()
    store.set(try json(#"{"@context": {"a": "ex:1"}}"#), at: "ex:c")
    store.set(try json(#"{"@context": {"a": "ex:2"}}"#), at: "ex:c")
    #expect(store.count == 1)
    var processor = JSONLDProcessor(contexts: store)
    let quads = try processor.dataset(of: json(#"{"@context": "ex:c", "a": "x"}"#)).canonicalNQuads()
    #expect(String(decoding: quads, as: UTF8.self) == "_:c14n0 <ex:2> \"x\" .\n")
  }

  @Test(
    "A URL that is not in the store is an error, whatever its scheme",
    arguments: [
      "https://example.org/c", "http://127.0.0.1/", "file:///etc/passwd", "urn:x",
    ])
  func unknown(url: String) throws {
    #expect(try failure(#"{"@context": "\#(url)", "a": 1}"#) == "loading_remote_context_failed /@context")
    let scoped = #"{"@context": {"a": {"@id": "ex:a", "@context": "\#(url)"}}, "a": 1}"#
    #expect(try failure(scoped) == "invalid_scoped_context /@context/a/@context")
    #expect(try failure(#"{"@context": {"@import": "\#(url)"}}"#) == "loading_remote_context_failed /@context/@import")
  }

  @Test("A document without a context is none", arguments: ["[]", "{}", "1", #"{"a": {"@context": {}}}"#])
  func noContext(text: String) throws {
    #expect(
      try failure(#"{"@context": "ex:c", "ex:a": 1}"#, contexts: ["ex:c": text]) == "invalid_remote_context ex:c")
  }
}
