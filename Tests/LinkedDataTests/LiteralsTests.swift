import Testing

@testable import LinkedData

@Suite("Literals of JSON-LD documents")
struct LiteralsTests {
  static let xsd = "http://www.w3.org/2001/XMLSchema#"

  @Test(
    "Native values and datatypes",
    arguments: [
      ("true", #""true"^^<xsd:boolean>"#), ("1", #""1"^^<xsd:integer>"#), ("1.0", #""1"^^<xsd:integer>"#),
      ("1.5", #""1.5E0"^^<xsd:double>"#), ("1e30", #""1.0E30"^^<xsd:double>"#), (#""a\nb""#, #""a\nb""#),
      (#"{"@value": 1, "@type": "http://www.w3.org/2001/XMLSchema#double"}"#, #""1.0E0"^^<xsd:double>"#),
      (#"{"@value": 1.5, "@type": "ex:t"}"#, #""1.5E0"^^<ex:t>"#),
      (#"{"@value": true, "@type": "ex:t"}"#, #""true"^^<ex:t>"#),
      (#"{"@value": "a", "@type": "http://www.w3.org/2001/XMLSchema#string"}"#, #""a""#),
      (
        #"{"@value": {"b": 1e0, "a": "é"}, "@type": "@json"}"#,
        #""{\"a\":\"é\",\"b\":1}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>"#
      ),
    ])
  func literals(value: String, literal: String) throws {
    let expected = literal.replacing("<xsd:", with: "<" + Self.xsd)
    #expect(try nquads("{\"@id\": \"ex:a\", \"ex:p\": \(value)}") == "<ex:a> <ex:p> \(expected) .\n")
  }

  @Test("A direction is kept as a datatype, or as a node, where that is asked for")
  func directions() throws {
    let text = #"{"@id": "ex:a", "ex:p": {"@value": "x", "@language": "ar-EG", "@direction": "rtl"}}"#
    var i18n = options()
    i18n.rdfDirection = .i18nDatatype
    #expect(try nquads(text, i18n) == "<ex:a> <ex:p> \"x\"^^<https://www.w3.org/ns/i18n#ar-eg_rtl> .\n")
    var compound = options()
    compound.rdfDirection = .compoundLiteral
    let quads = try nquads(text, compound)
    for part in ["#value> \"x\"", "#language> \"ar-eg\"", "#direction> \"rtl\"", "<ex:a> <ex:p> _:c14n0"] {
      #expect(quads.contains(part))
    }
    // The same value twice is one value of a property, as in a node map.
    let twice = text.replacing(
      #"{"@value""#, with: #"[{"@value": "x", "@language": "ar-EG", "@direction": "rtl"}, {"@value""#
    )
    .replacing("\"rtl\"}}", with: "\"rtl\"}]}")
    #expect(try nquads(twice, compound) == quads)
  }

  @Test(
    "A language tag has subtags of one to eight letters and digits",
    arguments: [
      ("en", true), ("de-DE-1996", true), ("x-y", true), ("", false), ("a-", false), ("-a", false), ("1a", false),
      ("toolonglang", false), ("en_US", false), ("en us", false),
    ])
  func tags(tag: String, isTag: Bool) {
    let bytes = Array(tag.utf8)
    let result = ToRDF.isLanguageTag(bytes.span)
    #expect(result == isTag)
  }
}
