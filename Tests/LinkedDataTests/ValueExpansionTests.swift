import Testing

@testable import LinkedData

@Suite("Expansion of values")
struct ValueExpansionTests {
  @Test(
    "What a scalar becomes, by the definition of its property",
    arguments: [
      (#""@type": "@id""#, #""ex:a""#, #"{"@id":"ex:a"}"#), (#""@type": "@id""#, "1", #"{"@value":1}"#),
      (#""@type": "@vocab""#, #""p""#, #"{"@id":"ex:p"}"#),
      (#""@type": "@none""#, #""a""#, #"{"@language":"en","@value":"a"}"#),
      (#""@type": "ex:t""#, #""a""#, #"{"@type":"ex:t","@value":"a"}"#),
      (#""@type": "ex:t""#, "true", #"{"@type":"ex:t","@value":true}"#),
      (#""@language": "de""#, #""a""#, #"{"@language":"de","@value":"a"}"#),
      (#""@language": null"#, #""a""#, #"{"@value":"a"}"#), (#""@language": "de""#, "1", #"{"@value":1}"#),
      (#""@direction": "rtl""#, #""a""#, #"{"@direction":"rtl","@language":"en","@value":"a"}"#),
      (#""@container": "@set""#, #""a""#, #"{"@language":"en","@value":"a"}"#),
    ])
  func values(definition: String, value: String, result: String) throws {
    let text = "{\"@context\": {\"@language\": \"en\", \"p\": {\"@id\": \"ex:p\", \(definition)}}, \"p\": \(value)}"
    #expect(try expanded(text) == "[{\"ex:p\":[\(result)]}]")
  }

  @Test("A property's own context may change what its scalars are")
  func scoped() throws {
    let text = #"{"@context": {"p": {"@id": "ex:p", "@context": {"p": {"@id": "ex:x", "@type": "ex:t"}}}}, "p": "a"}"#
    #expect(try expanded(text) == #"[{"ex:p":[{"@type":"ex:t","@value":"a"}]}]"#)
  }
}
