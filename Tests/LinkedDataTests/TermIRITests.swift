import Testing

@testable import LinkedData

@Suite("IRIs of terms")
struct TermIRITests {
  @Test(
    "What a name stands for",
    arguments: [
      (#""p": "http://e/""#, "p:a", "http://e/a"),
      (#""p": "http://e/x""#, "p:a", "p:a"),
      (#""p": {"@id": "http://e/x", "@prefix": true}"#, "p:a", "http://e/xa"),
      (#""p": {"@id": "http://e/"}"#, "p:a", "p:a"),
      (#""p": "http://e/", "t": "p:t""#, "t", "http://e/t"),
      (#""t": "p:t", "p": "http://e/""#, "t", "http://e/t"),
      (#""p": "http://e/", "p:t": {"@type": "@id"}"#, "p:t", "http://e/t"),
      (#""@vocab": "http://v/", "t": {"@type": "@id"}"#, "t", "http://v/t"),
      (#""@vocab": "http://v/""#, "any thing".filter { $0 != " " }, "http://v/anything"),
      (#""@vocab": "http://v/", "a/b": {}"#, "a/b", "http://v/a/b"),
      (#""@vocab": "http://v/", "t": "@ignored""#, "t", "http://v/t"),
      (#""http": "http://e/""#, "http://x/y", "http://x/y"),
      (#""tag": "http://e/""#, "tag:a,2020:b", "http://e/a,2020:b"),
    ])
  func names(context: String, name: String, iri: String) throws {
    let text = try expanded("{\"@context\": {\(context)}, \"\(name)\": \"1\"}", options(safe: false))
    #expect(text.contains("\"\(iri)\":["), "\(text)")
  }

  @Test(
    "A term that is null, or of the form of a keyword, stands for nothing",
    arguments: [
      #""@vocab": "http://v/", "t": null"#, #""@vocab": "http://v/", "t": {"@id": null}"#, #""t": "@ignored""#,
      #""t": {"@reverse": "@ignored"}"#,
    ])
  func nothing(context: String) throws {
    let text = "{\"@context\": {\(context)}, \"t\": \"1\"}"
    #expect(try expanded(text, options(safe: false)) == "[]")
    #expect(try failure(text) == "property_undefined /t")
  }
}
