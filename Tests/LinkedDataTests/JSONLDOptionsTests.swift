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

  @Test(
    "A plain document has no keyword, nor a term for one, that lets a statement stand elsewhere",
    arguments: [
      (#""@included": []"#, "/@included"), (#""@nest": {}"#, "/@nest"), (#""@reverse": {}"#, "/@reverse"),
      (#""@graph": []"#, "/@graph"), (#""@index": "i""#, "/@index"), (#""more": {}"#, "/more"),
      (#""isPartOf": {"@id": "ex:o"}"#, "/isPartOf"), (#""@id": "ex:s""#, "/@id"), (#""uid": "ex:s""#, "/uid"),
      (#""p": {"uid": "ex:s"}"#, "/p/uid"), (#""p": {"@included": []}"#, "/p/@included"),
    ])
  func plain(member: String, pointer: String) throws {
    var plain = options()
    plain.isPlain = true
    let contexts = [
      "ex:c": """
      {"@context": {"p": "ex:p", "id": "@id", "uid": "@id", "more": "@nest", "isPartOf": {"@reverse": "ex:part"}}}
      """
    ]
    let text = "{\"@context\": \"ex:c\", \(member), \"p\": {\"id\": \"ex:o\", \"ex:q\": \"1\"}}"
    let isTwice = member.hasPrefix("\"p\"")
    let document = isTwice ? "{\"@context\": \"ex:c\", \(member)}" : text
    #expect(try failure(document, plain, contexts: contexts) == "keyword_refused \(pointer)")
    #expect(try failure(#"{"@context": "ex:c", "id": "ex:s", "p": {"@id": "ex:o"}}"#, plain, contexts: contexts) == nil)
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
