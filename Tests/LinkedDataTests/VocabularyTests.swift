import CanonicalJSON
import Testing

@testable import LinkedData

@Suite("Terms of vocabularies, which datasets keep")
struct VocabularyTests {
  private static let contexts = [
    "ex:c": #"{"@context": {"p": "ex:p", "q": {"@id": "ex:q", "@type": "@id"}, "T": "ex:T"}}"#
  ]

  @Test("A document with a vocabulary's IRIs as its own says the same in a new dataset and in one that is used again")
  func same() throws {
    var processor = JSONLDProcessor(contexts: try store(Self.contexts))
    var dataset = Dataset()
    let texts = [
      #"{"@context": "ex:c", "@type": "T", "p": "1", "q": "ex:p"}"#,
      #"{"@context": "ex:c", "@id": "ex:T", "q": ["ex:q", "ex:p", "ex:T"]}"#,
      #"{"@context": "ex:c", "@id": "ex:x", "ex:p": {"@id": "ex:T", "p": "ex:T"}}"#, #"{"@context": "ex:c", "p": "1"}"#,
    ]
    for text in texts + texts.reversed() + texts {
      let document = try json(text)
      dataset = try processor.dataset(of: JSONLDInput(document), reusing: dataset)
      var fresh = JSONLDProcessor(contexts: try store(Self.contexts))
      let expected = try fresh.dataset(of: document)
      #expect(NQuads.write(dataset) == NQuads.write(expected))
      #expect(try dataset.canonicalNQuads() == expected.canonicalNQuads())
    }
  }

  @Test("A dataset that another processor made before keeps nothing of that")
  func owners() throws {
    var one = JSONLDProcessor(contexts: try store(["ex:c": #"{"@context": {"p": "ex:one"}}"#]))
    var other = JSONLDProcessor(contexts: try store(["ex:c": #"{"@context": {"p": "ex:other"}}"#]))
    let document = try json(#"{"@context": "ex:c", "p": "1"}"#)
    var dataset = Dataset()
    for _ in 0..<3 {
      dataset = try one.dataset(of: JSONLDInput(document), reusing: dataset)
      #expect(String(decoding: NQuads.write(dataset), as: UTF8.self).contains("<ex:one>"))
      dataset = try other.dataset(of: JSONLDInput(document), reusing: dataset)
      #expect(String(decoding: NQuads.write(dataset), as: UTF8.self).contains("<ex:other>"))
    }
  }

  @Test("An IRI of a document's own context does not stay")
  func ownContexts() throws {
    var processor = JSONLDProcessor(contexts: ContextStore(), options: options())
    var dataset = Dataset()
    for name in ["a", "b", "a", "c"] {
      let document = try json(#"{"@context": {"p": "ex:\#(name)", "T": "ex:T\#(name)"}, "@type": "T", "p": "1"}"#)
      dataset = try processor.dataset(of: JSONLDInput(document), reusing: dataset)
      let text = String(decoding: NQuads.write(dataset), as: UTF8.self)
      #expect(text.contains("<ex:\(name)> \"1\"") && text.contains("<ex:T\(name)>"))
      #expect(dataset.texts.count == 4)
    }
  }

  @Test("More than are kept are written all the same")
  func limit() throws {
    let terms = (0..<1500).map { #""t\#($0)": "ex:t\#($0)""# }.joined(separator: ",")
    var processor = JSONLDProcessor(contexts: try store(["ex:c": "{\"@context\": {\(terms)}}"]))
    var dataset = Dataset()
    for range in [0..<700, 600..<1500, 0..<1500, 3..<4] {
      let members = range.map { #""t\#($0)": "v""# }.joined(separator: ",")
      let document = try json(#"{"@context": "ex:c", \#(members)}"#)
      dataset = try processor.dataset(of: JSONLDInput(document), reusing: dataset)
      #expect(dataset.quads.count == range.count)
      let lines = String(decoding: NQuads.write(dataset), as: UTF8.self).split(separator: "\n")
      #expect(zip(lines, range).allSatisfy { $0.contains("<ex:t\($1)>") })
    }
  }

  @Test("What a property means in an inner object does not depend on whether its context was used before")
  func memo() throws {
    let contexts = [
      "ex:c": #"{"@context": {"p": "ex:p"}}"#,
      "ex:d": #"{"@context": {"ex:l": {"@id": "ex:l", "@type": "@id"}}}"#,
    ]
    let document = try json(#"{"@context": "ex:c", "ex:l": {"@context": "ex:d", "@list": ["urn:a"]}}"#)
    var processor = JSONLDProcessor(contexts: try store(contexts))
    let first = try processor.dataset(of: document).canonicalNQuads()
    #expect(try processor.dataset(of: document).canonicalNQuads() == first)
    #expect(String(decoding: first, as: UTF8.self).contains("<urn:a>"))
  }

  @Test("A kept IRI that a document does not use is no term of its dataset")
  func unused() throws {
    var processor = JSONLDProcessor(contexts: try store(Self.contexts))
    let iri = Array("ex:p".utf8)
    var dataset = try processor.dataset(of: json(#"{"@context": "ex:c", "p": "1"}"#))
    #expect(dataset.term(iri: iri.span) != nil)
    dataset = try processor.dataset(
      of: JSONLDInput(json(#"{"@context": "ex:c", "q": "urn:a"}"#)), reusing: dataset)
    #expect(dataset.term(iri: iri.span) == nil)
    let term = try dataset.iri(iri.span)
    #expect(dataset.term(iri: iri.span) == term)
  }
}
