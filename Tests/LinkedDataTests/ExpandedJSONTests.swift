import Testing

@testable import LinkedData

@Suite("The expanded document as JSON")
struct ExpandedJSONTests {
  @Test("Values of terms with one IRI stand together, and the IRI stands once")
  func merged() throws {
    let text = #"{"@context": {"a": "ex:p", "b": "ex:p"}, "a": "1", "ex:q": "2", "b": ["3", "4"]}"#
    #expect(
      try expanded(text) == #"[{"ex:p":[{"@value":"1"},{"@value":"3"},{"@value":"4"}],"ex:q":[{"@value":"2"}]}]"#)
  }

  @Test("All members of objects are written")
  func members() throws {
    let text = #"""
      {"@id": "ex:a", "@type": "ex:T", "@index": "i", "@reverse": {"ex:r": {"@id": "ex:b"}},
       "@included": {"ex:p": 1}, "@graph": {"ex:p": 2}, "ex:l": {"@list": [3], "@index": "j"}}
      """#
    #expect(
      try expanded(text) == #"""
        [{"@graph":[{"ex:p":[{"@value":2}]}],"@id":"ex:a","@included":[{"ex:p":[{"@value":1}]}],"@index":"i",
        """#.filter { $0 != "\n" }
          + #"""
          "@reverse":{"ex:r":[{"@id":"ex:b"}]},"@type":["ex:T"],"ex:l":[{"@index":"j","@list":[{"@value":3}]}]}]
          """#.filter { $0 != "\n" })
  }
}
