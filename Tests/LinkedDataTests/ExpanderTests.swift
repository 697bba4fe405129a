import CanonicalJSON
import Testing

@testable import LinkedData

@Suite("Expansion")
struct ExpanderTests {
  @Test("A document with nothing but @graph stands for what is in it")
  func graph() throws {
    #expect(try expanded(#"{"@graph": [{"ex:p": "1"}]}"#) == #"[{"ex:p":[{"@value":"1"}]}]"#)
    #expect(try expanded(#"{"@graph": []}"#) == "[]")
    #expect(
      try expanded(#"{"@id": "ex:g", "@graph": [{"ex:p": "1"}]}"#)
        == #"[{"@graph":[{"ex:p":[{"@value":"1"}]}],"@id":"ex:g"}]"#)
  }

  @Test("Nesting has a limit of 128, and one more is an error, not the end of the stack")
  func depth() throws {
    func text(_ depth: Int) -> [UInt8] {
      Array((String(repeating: #"{"ex:p":"#, count: depth) + "1" + String(repeating: "}", count: depth)).utf8)
    }
    var processor = JSONLDProcessor(contexts: ContextStore())
    let limits = JSONLimits(bytes: 1 << 20, depth: 500, members: 1000)
    let deep = try JSONDocument(parsing: text(128), limits: limits)
    #expect(try processor.dataset(of: deep).quads.count == 128)
    let deeper = try JSONDocument(parsing: text(129), limits: limits)
    let code = code { () throws(LinkedDataError) in _ = try processor.dataset(of: deeper) }
    #expect(code == .documentTooDeep)
    // And the processor is as good as before.
    #expect(try processor.dataset(of: deep).quads.count == 128)
  }

  @Test("A wide object, with names that are defined nowhere, costs its length")
  func wide() throws {
    let members = (0..<5000).map { #""ex:p\#($0)": 1"# }.joined(separator: ",")
    var processor = JSONLDProcessor(contexts: ContextStore())
    #expect(try processor.dataset(of: json("{\(members)}")).quads.count == 5000)
  }

  @Test(
    "Scalars and arrays of arrays",
    arguments: [
      (#"{"ex:p": [["1", ["2"]], "3"]}"#, #"[{"ex:p":[{"@value":"1"},{"@value":"2"},{"@value":"3"}]}]"#),
      (#"{"ex:p": {"@list": [["1"], []]}}"#, #"[{"ex:p":[{"@list":[{"@value":"1"}]}]}]"#),
      (
        #"{"@context": {"l": {"@id": "ex:l", "@container": "@list"}}, "l": [["1"], []]}"#,
        #"[{"ex:l":[{"@list":[{"@list":[{"@value":"1"}]},{"@list":[]}]}]}]"#
      ),
      (#"{"ex:p": [true, 1.50, "x"]}"#, #"[{"ex:p":[{"@value":true},{"@value":1.5},{"@value":"x"}]}]"#),
    ])
  func values(text: String, result: String) throws { #expect(try expanded(text) == result) }
}
