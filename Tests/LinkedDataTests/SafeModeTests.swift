import CanonicalJSON
import Testing

@testable import LinkedData

/// What the algorithms would leave out of the dataset is an error that names its place; with safe mode off it is left out.
@Suite("Safe mode")
struct SafeModeTests {
  static let context = #"""
    "@context": {"p": "ex:p", "id": "@id", "type": "@type", "T": "ex:T", "ref": {"@id": "ex:ref", "@type": "@id"},
      "voc": {"@id": "ex:voc", "@type": "@vocab"}, "bn": "_:b", "gone": null, "odd": "ex:a b",
      "list": {"@id": "ex:list", "@container": "@list"}, "byType": {"@id": "ex:bt", "@container": "@type"},
      "byID": {"@id": "ex:bi", "@container": "@id"}, "nested": "@nest", "dated": {"@id": "ex:d", "@type": "ex:date"}}
    """#

  static let dropped = [
    (#""unknown": "1""#, "property_undefined /unknown"),
    (#""unknown": null"#, "property_undefined /unknown"),
    (#""gone": "1""#, "property_undefined /gone"),
    (#""odd": "1""#, "property_undefined /odd"),
    (#""@unknown": "1""#, "property_undefined /@unknown"),
    (#""relative/iri": "1""#, "property_undefined /relative~1iri"),
    (#""bn": "1""#, "property_blank_node /bn"),
    (#""_:b": "1""#, "property_blank_node /_:b"),
    (#""@container": "1""#, "value_dropped /@container"),
    (#""p": {"unknown": {"p": "1"}}"#, "property_undefined /p/unknown"),
    (#""p": [{"p": "1"}, {"p": {"x": 1}}]"#, "property_undefined /p/1/p/x"),
    (#""nested": {"unknown": "1"}"#, "property_undefined /nested/unknown"),
    (#""@included": [{"unknown": "1"}]"#, "property_undefined /@included/0/unknown"),
    (#""@reverse": {"unknown": {"p": "1"}}"#, "property_undefined /@reverse/unknown"),
    (#""@graph": [{"unknown": "1"}]"#, "property_undefined /@graph/0/unknown"),
    (#""type": "Unknown""#, "type_undefined /type"),
    (#""type": ["T", "Unknown"]"#, "type_undefined /type/1"),
    (#""p": {"type": "Unknown"}"#, "type_undefined /p/type"),
    (#""type": "@foo""#, "type_undefined /type"),
    (#""type": "ex:a b""#, "type_undefined /type"),
    (#""byType": {"Unknown": {"p": "1"}}"#, "type_undefined /byType/Unknown"),
    (#""id": "relative", "p": "1""#, "id_relative /id"),
    (#""id": "", "p": "1""#, "id_relative /id"),
    (#""id": "@foo", "p": "1""#, "id_relative /id"),
    (#""id": "ex:a b", "p": "1""#, "id_relative /id"),
    (#""p": {"id": "?query"}"#, "id_relative /p/id"),
    (#""ref": "relative""#, "id_relative /ref"),
    (#""ref": ["ex:a", "../b"]"#, "id_relative /ref/1"),
    (#""voc": "undefined""#, "id_relative /voc"),
    (#""list": [{"id": "x"}]"#, "id_relative /list/0/id"),
    (#""byID": {"x": {"p": "1"}}"#, "id_relative /byID/x"),
    (#""p": {"@value": null}"#, "value_dropped /p"),
    (#""p": {"@language": "en"}"#, "value_dropped /p"),
    (#""p": {"@value": "1", "@language": "not a tag"}"#, "value_dropped /p"),
    (#""p": {"@value": "1", "@direction": "rtl"}"#, "direction_dropped /p"),
    (#""@graph": ["free"]"#, "value_dropped /@graph/0"),
    (#""@graph": [{"@value": "free"}]"#, "value_dropped /@graph/0"),
    (#""@graph": [{"@id": "ex:alone"}]"#, "value_dropped /@graph/0"),
    (#""@graph": [{"@list": ["free"]}]"#, "value_dropped /@graph/0/@list"),
    (#""p": "1", "@list": []"#, "value_dropped /@list"),
  ]

  @Test("What would be left out is an error, at every level", arguments: dropped)
  func isError(member: String, expected: String) throws {
    let text = "{\(Self.context), \(member)}"
    #expect(try failure(text) == expected)
    #expect(try failure(text, options(safe: false)) == nil)
  }

  @Test(
    "The document itself may not be a value, nor say nothing",
    arguments: [
      ("1", ""), (#""text""#, ""), ("{}", ""), (#"["a"]"#, "/0"), (#"{"@id": "ex:a"}"#, ""), (#"{"@value": "a"}"#, ""),
    ])
  func document(text: String, pointer: String) throws {
    #expect(try failure(text) == "value_dropped " + pointer)
    #expect(try nquads(text, options(safe: false)) == "")
  }

  @Test(
    "Null and an empty array as the value of a term say that there is none: that is kept",
    arguments: [
      #""p": null"#, #""p": []"#, #""p": {"@set": []}"#, #""p": [null]"#, #""type": []"#,
    ])
  func nothing(member: String) throws {
    #expect(try nquads("{\(Self.context), \(member), \"ref\": \"ex:a\"}") == "_:c14n0 <ex:ref> <ex:a> .\n")
  }

  @Test("Safe mode is what one gets without asking")
  func byDefault() { #expect(JSONLDOptions().isSafe && !JSONLDOptions().allowsInlineContexts) }
}
