import Testing

@testable import LinkedData

@Suite("Expansion of properties and their containers")
struct PropertyExpansionTests {
  @Test(
    "Containers",
    arguments: [
      (
        #""@container": "@language""#, #"{"en": ["a", null], "@none": "b", "DE": "c"}"#,
        #"[{"@language":"en","@value":"a"},{"@value":"b"},{"@language":"de","@value":"c"}]"#
      ),
      (
        #""@container": "@index""#, #"{"x": "a", "@none": "b"}"#, #"[{"@index":"x","@value":"a"},{"@value":"b"}]"#
      ),
      (
        #""@container": "@id""#, #"{"ex:a": {"ex:q": "1"}, "ex:b": {"@id": "ex:c"}}"#,
        #"[{"@id":"ex:a","ex:q":[{"@value":"1"}]},{"@id":"ex:c"}]"#
      ),
      (
        #""@container": "@type""#, #"{"ex:A": {"@type": "ex:B", "ex:q": "1"}, "ex:C": "ex:d"}"#,
        #"[{"@type":["ex:A","ex:B"],"ex:q":[{"@value":"1"}]},{"@id":"ex:d","@type":["ex:C"]}]"#
      ),
      (#""@container": "@graph""#, #"{"ex:q": "1"}"#, #"[{"@graph":[{"ex:q":[{"@value":"1"}]}]}]"#),
      (
        #""@container": ["@graph", "@id"]"#, #"{"ex:g": {"ex:q": "1"}}"#,
        #"[{"@graph":[{"ex:q":[{"@value":"1"}]}],"@id":"ex:g"}]"#
      ),
      (#""@container": "@list""#, "1", #"[{"@list":[{"@value":1}]}]"#),
      (#""@container": "@list""#, #"{"@list": [1]}"#, #"[{"@list":[{"@value":1}]}]"#),
      (#""@container": "@set""#, "1", #"[{"@value":1}]"#),
      (
        #""@container": "@index", "@index": "ex:i""#, #"{"x": {"ex:q": "1"}}"#,
        #"[{"ex:i":[{"@value":"x"}],"ex:q":[{"@value":"1"}]}]"#
      ),
      (#""@type": "@json""#, #"{"b": [1.0], "a": null}"#, #"[{"@type":"@json","@value":{"a":null,"b":[1]}}]"#),
      (#""@type": "@json""#, "null", #"[{"@type":"@json","@value":null}]"#),
    ])
  func containers(definition: String, value: String, result: String) throws {
    let text = "{\"@context\": {\"p\": {\"@id\": \"ex:p\", \(definition)}}, \"p\": \(value)}"
    #expect(try expanded(text) == "[{\"ex:p\":\(result)}]")
  }

  @Test("Malformed maps")
  func malformed() throws {
    let language = #""@context": {"p": {"@id": "ex:p", "@container": "@language"}}"#
    #expect(try failure("{\(language), \"p\": {\"en\": [\"a\", 1]}}") == "invalid_language_map_value /p/en/1")
    let index = #""@context": {"p": {"@id": "ex:p", "@container": "@index", "@index": "ex:i"}}"#
    #expect(try failure("{\(index), \"p\": {\"x\": \"a\"}}") == "invalid_value_object /p/x")
    let reverse = #""@context": {"p": {"@reverse": "ex:p"}}"#
    #expect(try failure("{\(reverse), \"p\": \"a\"}") == "invalid_reverse_property_value /p")
  }
}
