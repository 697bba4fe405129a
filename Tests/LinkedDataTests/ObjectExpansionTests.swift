import Testing

@testable import LinkedData

@Suite("Expansion of objects")
struct ObjectExpansionTests {
  @Test("A type's context holds in its object and not further in; a property's holds further in")
  func propagation() throws {
    let context = #"""
      "@context": {"p": "ex:p", "T": {"@id": "ex:T", "@context": {"q": "ex:fromT"}}, "r": {"@id": "ex:r", "@context": {"q": "ex:fromR"}}}
      """#
    let typed = "{\(context), \"@type\": \"T\", \"q\": \"1\", \"p\": {\"q\": \"2\"}}"
    #expect(try failure(typed) == "property_undefined /p/q")
    let scoped = "{\(context), \"r\": {\"q\": \"1\", \"p\": {\"q\": \"2\"}}}"
    #expect(try nquads(scoped).contains("<ex:fromR> \"2\""))
  }

  @Test("The contexts of several types hold in the order of the types as texts, wherever they stand")
  func typeOrder() throws {
    let context = #"""
      "@context": {"A": {"@id": "ex:A", "@context": {"q": "ex:a"}}, "B": {"@id": "ex:B", "@context": {"q": "ex:b"}}}
      """#
    for types in [#"["A", "B"]"#, #"["B", "A"]"#] {
      #expect(try nquads("{\(context), \"@type\": \(types), \"q\": \"1\"}").contains("<ex:b> \"1\""))
    }
    #expect(
      try nquads("{\(context), \"@type\": \"A\", \"@type\\u0041\": 1}", options(safe: false)).contains("<ex:A>"))
  }

  @Test("What is nested belongs to the object, with the nesting property's own context")
  func nest() throws {
    let text = #"""
      {"@context": {"n": {"@id": "@nest", "@context": {"p": "ex:inNest"}}, "p": "ex:p"},
       "p": "1", "n": [{"p": "2"}, {"n": {"p": "3"}}]}
      """#
    #expect(
      try nquads(text) == """
        _:c14n0 <ex:inNest> "2" .
        _:c14n0 <ex:inNest> "3" .
        _:c14n0 <ex:p> "1" .

        """)
    #expect(try failure(#"{"@nest": "x"}"#) == "invalid_nest_value /@nest")
    #expect(try failure(#"{"@nest": [{"@value": "x"}]}"#) == "invalid_nest_value /@nest/0")
  }
}
