import CanonicalJSON
import Testing

@testable import LinkedData

@Suite("The memo of contexts")
struct ContextProcessorTests {
  private let contexts = [
    "ex:a": #"{"@context": {"p": "ex:p", "T": {"@id": "ex:T", "@context": {"q": "ex:q"}}}}"#,
    "ex:b": #"{"@context": {"r": {"@id": "ex:r", "@context": {"p": "ex:p2"}}}}"#,
  ]

  @Test("A document is read the same with contexts that were worked out before, and after one that brings its own")
  func repeated() throws {
    var processor = JSONLDProcessor(contexts: try store(contexts), options: options())
    let first = try json(#"{"@context": ["ex:a", "ex:b"], "@type": "T", "q": "1", "r": {"p": "2"}}"#)
    let own = try json(
      #"{"@context": ["ex:a", {"p": "ex:own", "r": {"@id": "ex:r", "@context": {"q": "ex:qq"}}}], "p": "1", "r": {"q": "2"}}"#
    )
    let later = try json(#"{"@context": ["ex:b", "ex:a"], "@type": "T", "q": "1", "r": {"p": "2"}}"#)
    var texts: [[String]] = []
    for _ in 0..<3 {
      var round: [String] = []
      for document in [first, own, later] {
        round.append(String(decoding: try processor.dataset(of: document).canonicalNQuads(), as: UTF8.self))
      }
      texts.append(round)
    }
    #expect(texts[0] == texts[1] && texts[1] == texts[2])
    #expect(texts[0][0] == texts[0][2])
    #expect(texts[0][1].contains("<ex:own> \"1\"") && texts[0][1].contains("<ex:qq> \"2\""))
    #expect(texts[0][0].contains("<ex:p2> \"2\"") && texts[0][0].contains("<ex:q> \"1\""))
  }

  @Test("What a document brings itself is forgotten with it")
  func forgotten() throws {
    var processor = JSONLDProcessor(contexts: try store(contexts), options: options())
    _ = try processor.dataset(of: json(#"{"@context": {"secret": "ex:s"}, "secret": "1"}"#))
    let document = try json(#"{"@context": "ex:a", "secret": "1"}"#)
    #expect(throws: LinkedDataError(.propertyUndefined, pointer: "/secret")) { try processor.dataset(of: document) }
  }

  @Test(
    "A document may bring no context of its own unless that is allowed",
    arguments: [
      (#"{"@context": {"p": "ex:x"}, "p": "1"}"#, "/@context"), (#"{"@context": null}"#, "/@context"),
      (#"{"@context": ["ex:a", {}], "p": "1"}"#, "/@context/1"),
      (#"{"@context": "ex:a", "p": {"@context": {"@vocab": "ex:"}, "z": "1"}}"#, "/p/@context"),
    ])
  func inline(text: String, pointer: String) throws {
    #expect(try failure(text, JSONLDOptions(), contexts: contexts) == "inline_context " + pointer)
  }

  @Test("Whether a document meets the limit of work does not depend on those before it")
  func work() throws {
    let definitions = (0..<1500).map { #""t\#($0)": "ex:t\#($0)""# }.joined(separator: ",")
    let scoped = (0..<20).map { #""p\#($0)": {"@id": "ex:p\#($0)", "@context": {}}"# }.joined(separator: ",")
    let wide = ["ex:wide": "{\"@context\": {\(definitions), \(scoped)}}"]
    // Each way to an object is a context of its own, of 1,520 definitions: 420 of them.
    let inner = (0..<20).map { #""p\#($0)": {}"# }.joined(separator: ",")
    let outer = (0..<20).map { "\"p\($0)\": {\(inner)}" }.joined(separator: ",")
    let text = "{\"@context\": \"ex:wide\", \(outer)}"
    let results = try [1, 2].map { runs in
      var processor = JSONLDProcessor(contexts: try store(wide), options: options())
      var last: String?
      for _ in 0..<runs { last = result(&processor, try json(text)) }
      return last
    }
    #expect(results == ["context_overflow", "context_overflow"])
  }

  private func result(_ processor: inout JSONLDProcessor, _ document: JSONDocument) -> String {
    do throws(LinkedDataError) {
      return "\(try processor.dataset(of: document).quads.count)"
    } catch {
      return error.code.rawValue
    }
  }
}
