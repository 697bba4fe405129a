import CanonicalJSON
import Testing

@testable import LinkedData

@Suite("Parts of a text as documents")
struct JSONLDProcessorTests {
  private let contexts = [
    "ex:c": #"{"@context": {"p": "ex:p", "proof": {"@id": "ex:proof", "@container": "@graph"}}}"#
  ]

  @Test("A member can be left out, replaced, or be an array of other values")
  func edits() throws {
    let document = try json(#"{"@context": "ex:c", "p": "1", "proof": [{"p": "a"}, {"p": "b"}, {"p": "c"}]}"#)
    let proofs = Array(document.elements(of: try #require(document.member("proof", of: document.root))))
    var processor = JSONLDProcessor(contexts: try store(contexts))
    for (change, count) in [
      (.omit, 1), (.value(proofs[1]), 3), (.array([proofs[0], proofs[2]]), 5), (.array([]), 1),
    ] as [(JSONDocument.MemberEdit.Change, Int)] {
      let input = JSONLDInput(document, editing: [.init("proof", change)])
      #expect(try processor.dataset(of: input).quads.count == count)
    }
    #expect(try processor.dataset(of: document).quads.count == 7)
  }

  @Test("An edit is of the document's own members, not of members further in")
  func depth() throws {
    let document = try json(#"{"@context": "ex:c", "p": {"p": {"ex:q": "1"}}}"#)
    let inner = try #require(document.member("p", of: document.root))
    var processor = JSONLDProcessor(contexts: try store(contexts))
    let context = document.member("@context", of: document.root)
    let input = JSONLDInput(document, at: inner, editing: [.init("p", .omit)], context: context)
    #expect(throws: LinkedDataError(.valueDropped, pointer: "/p")) { try processor.dataset(of: input) }
    let whole = JSONLDInput(document, editing: [.init("ex:q", .omit)])
    #expect(try processor.dataset(of: whole).quads.count == 3)
  }

  @Test("The context that is given stands in the place of the object's own")
  func context() throws {
    let document = try json(#"{"@context": "ex:c", "proof": {"@context": "ex:none", "p": "1"}}"#)
    let proof = try #require(document.member("proof", of: document.root))
    var processor = JSONLDProcessor(contexts: try store(contexts))
    let context = document.member("@context", of: document.root)
    #expect(try processor.dataset(of: JSONLDInput(document, at: proof, context: context)).quads.count == 1)
    #expect(throws: LinkedDataError.self) { try processor.dataset(of: JSONLDInput(document, at: proof)) }
  }

  @Test("A dataset that is used again holds only what is new")
  func reuse() throws {
    var processor = JSONLDProcessor(contexts: try store(contexts))
    let (first, second) = (try json(#"{"@context": "ex:c", "p": "1"}"#), try json(#"{"@context": "ex:c", "p": "2"}"#))
    let dataset = try processor.dataset(of: first)
    let again = try processor.dataset(of: JSONLDInput(second), reusing: dataset)
    #expect(try String(decoding: again.canonicalNQuads(), as: UTF8.self) == "_:c14n0 <ex:p> \"2\" .\n")
  }
}
