import Testing

@testable import LinkedData

@Suite("Term definitions")
struct TermCreationTests {
  /// One malformed entry each, and the specification's code for it.
  static let malformed = [
    (#""": "ex:a""#, "invalid_term_definition"), (#""t": 1"#, "invalid_term_definition"),
    (#""t": {"@id": "ex:a", "x": 1}"#, "invalid_term_definition"), (#""@id": "ex:a""#, "keyword_redefinition"),
    (#""@type": {"@container": "@list"}"#, "keyword_redefinition"), (#""@type": {}"#, "keyword_redefinition"),
    (#""t": {"@id": 5}"#, "invalid_iri_mapping"), (#""t": "relative""#, "invalid_iri_mapping"),
    (#""t": "@context""#, "invalid_keyword_alias"), (#""t": {"@id": "ex:a", "@type": 1}"#, "invalid_type_mapping"),
    (#""t": {"@id": "ex:a", "@type": "@set"}"#, "invalid_type_mapping"),
    (#""t": {"@id": "ex:a", "@type": "_:b"}"#, "invalid_type_mapping"),
    (#""t": {"@reverse": "ex:a", "@id": "ex:b"}"#, "invalid_reverse_property"),
    (#""t": {"@reverse": 1}"#, "invalid_iri_mapping"),
    (#""t": {"@reverse": "ex:a", "@container": "@list"}"#, "invalid_reverse_property"),
    (#""t": {"@id": "ex:a", "@container": "@foo"}"#, "invalid_container_mapping"),
    (#""t": {"@id": "ex:a", "@container": ["@list", "@set"]}"#, "invalid_container_mapping"),
    (#""t": {"@id": "ex:a", "@container": []}"#, "invalid_container_mapping"),
    (#""t": {"@id": "ex:a", "@container": ["@id", "@id"]}"#, "invalid_container_mapping"),
    (#""t": {"@id": "ex:a", "@index": "ex:i"}"#, "invalid_term_definition"),
    (#""t": {"@id": "ex:a", "@container": "@index", "@index": "@id"}"#, "invalid_term_definition"),
    (#""t": {"@id": "ex:a", "@context": 5}"#, "invalid_scoped_context"),
    (#""t": {"@id": "ex:a", "@language": 5}"#, "invalid_language_mapping"),
    (#""t": {"@id": "ex:a", "@direction": "up"}"#, "invalid_base_direction"),
    (#""t": {"@id": "ex:a", "@nest": "@id"}"#, "invalid_nest_value"),
    (#""t": {"@id": "ex:a", "@prefix": 1}"#, "invalid_prefix_value"),
    (#""t:u": {"@id": "t:u", "@prefix": true}"#, "invalid_term_definition"),
    (#""t": {"@id": "@type", "@prefix": true}"#, "invalid_term_definition"),
    (#""t": {"@id": "ex:a", "@protected": 1}"#, "invalid_protected_value"),
    (#""t": {"@id": "u:x"}, "u": {"@id": "t:x"}"#, "cyclic_iri_mapping"),
    (#""t": {"@id": "ex:a", "@container": "@type", "@type": "ex:b"}"#, "invalid_type_mapping"),
    (#""ex:t": "ex:other""#, "invalid_iri_mapping"),
  ]

  @Test("A malformed definition has the specification's code", arguments: malformed)
  func isError(entry: String, code: String) throws {
    let error = try #require(try failure("{\"@context\": {\(entry)}}", options(safe: false)))
    #expect(error.hasPrefix(code + " /@context"), "\(error)")
  }

  @Test("Two definitions are the same if they say the same, with their scoped contexts")
  func sameness() throws {
    let protected = #"{"@protected": true, "T": {"@id": "ex:T", "@context": {"p": "ex:p", "q": "ex:q"}}}"#
    let same = #"{"T": {"@context": {"q": "ex:q", "p": "ex:p"}, "@id": "ex:T"}}"#
    let other = #"{"T": {"@id": "ex:T", "@context": {"p": "ex:p"}}}"#
    #expect(try failure("{\"@context\": [\(protected), \(same)], \"ex:p\": \"1\"}") == nil)
    #expect(
      try failure("{\"@context\": [\(protected), \(other)], \"ex:p\": \"1\"}")
        == "protected_term_redefinition /@context/1/T")
  }
}
