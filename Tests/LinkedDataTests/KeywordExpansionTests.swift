import Testing

@testable import LinkedData

@Suite("Expansion of keywords")
struct KeywordExpansionTests {
  static let malformed = [
    (#""@id": 1"#, "invalid_id_value /@id"), (#""@type": 1"#, "invalid_type_value /@type"),
    (#""@type": ["ex:T", {}]"#, "invalid_type_value /@type/1"), (#""@index": 1"#, "invalid_index_value /@index"),
    (#""@reverse": 1"#, "invalid_reverse_value /@reverse"),
    (#""@reverse": {"@id": "ex:a"}"#, "invalid_reverse_property_map /@reverse/@id"),
    (#""@reverse": {"ex:p": "1"}"#, "invalid_reverse_property_value /@reverse/ex:p"),
    (#""@included": "x""#, "value_dropped /@included"),
    (#""@included": {"@list": []}"#, "value_dropped /@included/@list"),
    (#""ex:p": {"@value": {}}"#, "invalid_value_object_value /ex:p/@value"),
    (#""ex:p": {"@value": 1, "@language": "en"}"#, "invalid_language_tagged_value /ex:p/@value"),
    (#""ex:p": {"@value": "1", "@language": 1}"#, "invalid_language_tagged_string /ex:p/@language"),
    (#""ex:p": {"@value": "1", "@direction": "up"}"#, "invalid_base_direction /ex:p/@direction"),
    (#""ex:p": {"@value": "1", "@type": "ex:t", "@language": "en"}"#, "invalid_value_object /ex:p"),
    (#""ex:p": {"@value": "1", "ex:q": "2"}"#, "invalid_value_object /ex:p"),
    (#""ex:p": {"@value": "1", "@type": ["ex:t", "ex:u"]}"#, "invalid_typed_value /ex:p"),
    (#""ex:p": {"@list": [], "@id": "ex:a"}"#, "invalid_set_or_list_object /ex:p"),
    (#""ex:p": {"@set": [], "ex:q": "2"}"#, "invalid_set_or_list_object /ex:p"),
  ]

  @Test("A malformed value has the specification's code and its place", arguments: malformed)
  func isError(member: String, expected: String) throws { #expect(try failure("{\(member)}") == expected) }

  @Test("A keyword may not be given twice under different names; types and included nodes may")
  func collisions() throws {
    let context = #""@context": {"id": "@id", "type": "@type", "rev": "@reverse", "back": {"@reverse": "ex:back"}}"#
    #expect(try failure("{\(context), \"id\": \"ex:a\", \"@id\": \"ex:b\"}") == "colliding_keywords /@id")
    #expect(
      try failure("{\(context), \"@reverse\": {}, \"rev\": {}, \"ex:p\": 1}") == "colliding_keywords /rev")
    let types = try nquads("{\(context), \"type\": \"ex:A\", \"@type\": \"ex:B\"}")
    #expect(types.contains("<ex:A>") && types.contains("<ex:B>"))
  }

  @Test("A reverse term and @reverse may stand in one object, in both orders")
  func reverse() throws {
    let context = #""@context": {"back": {"@reverse": "ex:back"}}"#
    let (a, b) = (#""back": {"@id": "ex:a"}"#, #""@reverse": {"ex:p": {"@id": "ex:b"}}"#)
    let first = try nquads("{\(context), \"@id\": \"ex:s\", \(a), \(b)}")
    #expect(try first == nquads("{\(context), \"@id\": \"ex:s\", \(b), \(a)}"))
    #expect(first == "<ex:a> <ex:back> <ex:s> .\n<ex:b> <ex:p> <ex:s> .\n")
  }
}
