import Testing

@testable import LinkedData

@Suite("Datasets of JSON-LD documents")
struct ToRDFTests {
  @Test(
    "Lists, types, references and graphs",
    arguments: [
      (#"{"@id": "ex:a", "@type": ["ex:T", "ex:T"]}"#, "<ex:a> <rdf:type> <ex:T> .\n"),
      (#"{"@id": "ex:a", "ex:p": [{"@list": []}]}"#, "<ex:a> <ex:p> <rdf:nil> .\n"),
      (
        #"{"@id": "ex:a", "ex:p": {"@list": ["1"]}}"#,
        "<ex:a> <ex:p> _:c14n0 .\n_:c14n0 <rdf:first> \"1\" .\n_:c14n0 <rdf:rest> <rdf:nil> .\n"
      ),
      (#"{"@id": "ex:g", "@graph": {"@id": "ex:a", "ex:p": "1"}}"#, "<ex:a> <ex:p> \"1\" <ex:g> .\n"),
      (#"{"@id": "ex:a", "@included": {"@id": "ex:b", "ex:p": "1"}}"#, "<ex:b> <ex:p> \"1\" .\n"),
      (#"{"@id": "ex:a", "@reverse": {"ex:p": [{"@id": "ex:b"}]}}"#, "<ex:b> <ex:p> <ex:a> .\n"),
      (#"{"@id": "_:x", "ex:p": {"@id": "_:x"}}"#, "_:c14n0 <ex:p> _:c14n0 .\n"),
      (#"{"@id": "_:a b", "ex:p": {"@id": "_:a b"}}"#, "_:c14n0 <ex:p> _:c14n0 .\n"),
      (#"{"@id": "ex:a", "ex:p": ["1", "1", {"@value": "1"}]}"#, "<ex:a> <ex:p> \"1\" .\n"),
    ])
  func quads(text: String, expected: String) throws {
    let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    #expect(try nquads(text) == expected.replacing("<rdf:", with: "<" + rdf))
  }

  @Test("With safe mode off a relative subject goes, and what stands in it stays")
  func relative() throws {
    let text = #"{"@id": "a", "ex:p": {"@id": "ex:b", "ex:q": "1"}, "@graph": {"@id": "ex:c", "ex:q": "2"}}"#
    #expect(try nquads(text, options(safe: false)) == "<ex:b> <ex:q> \"1\" .\n")
  }

  @Test("An item of a list that RDF cannot have leaves its place in the list")
  func listItem() throws {
    let text = #"{"@id": "ex:a", "ex:p": {"@list": [{"@id": "relative"}, "1"]}}"#
    #expect(try nquads(text, options(safe: false)).split(separator: "\n").count == 4)
  }

  @Test("A node has one index in a graph")
  func indexes() throws {
    let conflict = #"{"@graph": [{"@id": "ex:a", "@index": "1", "ex:p": "1"}, {"@id": "ex:a", "@index": "2"}]}"#
    #expect(try failure(conflict, options(safe: false)) == "conflicting_indexes /@graph/1")
    let same = #"{"@graph": [{"@id": "ex:a", "@index": "1", "ex:p": "1"}, {"@id": "ex:a", "@index": "1"}]}"#
    #expect(try failure(same, options(safe: false)) == nil)
    let graphs =
      #"[{"@id": "ex:a", "@index": "1", "ex:p": {"@id": "ex:g", "@graph": [{"@id": "ex:a", "@index": "2"}]}}]"#
    #expect(try failure(graphs, options(safe: false)) == nil)
  }
}
