import Testing

@testable import LinkedData

@Suite("Options of JSON-LD")
struct JSONLDOptionsTests {
  @Test(
    "A processor for 1.0 refuses what 1.1 added, with the specification's codes",
    arguments: [
      (#""@version": 1.1"#, "processing_mode_conflict"), (#""@propagate": true"#, "invalid_context_entry"),
      (#""@direction": "ltr""#, "invalid_context_entry"), (#""@import": "ex:c""#, "invalid_context_entry"),
      (#""@vocab": "relative""#, "invalid_vocab_mapping"),
      (#""t": {"@id": "ex:t", "@nest": "@nest"}"#, "invalid_term_definition"),
      (#""t": {"@id": "ex:t", "@container": "@id"}"#, "invalid_container_mapping"),
      (#""t": {"@id": "ex:t", "@context": {}}"#, "invalid_term_definition"),
      (#""t": {"@id": "ex:t", "@type": "@none"}"#, "invalid_type_mapping"),
    ])
  func version10(entry: String, code: String) throws {
    var old = options()
    old.processingMode = .jsonLD10
    let text = "{\"@context\": {\(entry)}, \"ex:p\": \"1\"}"
    #expect(try failure(text, old)?.hasPrefix(code + " ") == true)
  }

  @Test("A context can be given beside the document's own, and holds before it")
  func expandContext() throws {
    var given = options()
    given.expandContext = "ex:c"
    let contexts = ["ex:c": #"{"@context": {"p": "ex:given", "q": "ex:q"}}"#]
    let text = #"{"@context": {"p": "ex:own"}, "p": "1", "q": "2"}"#
    #expect(try nquads(text, given, contexts: contexts) == "_:c14n0 <ex:own> \"1\" .\n_:c14n0 <ex:q> \"2\" .\n")
    given.expandContext = "ex:none"
    #expect(try failure(text, given, contexts: contexts) == "loading_remote_context_failed ex:none")
  }
}
