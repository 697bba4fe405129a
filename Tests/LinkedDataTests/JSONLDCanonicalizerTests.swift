import CanonicalJSON
import Signing
import Testing

@testable import LinkedData

@Suite("Documents to canonical N-Quads")
struct JSONLDCanonicalizerTests {
  private let contexts = ["ex:c": #"{"@context": {"p": "ex:p"}}"#]

  @Test("The form is appended, and after an error nothing is")
  func appends() throws {
    var canonicalizer = JSONLDCanonicalizer(contexts: try store(contexts))
    var output: [UInt8] = Array("before\n".utf8)
    #expect(throws: LinkedDataError(.propertyUndefined, pointer: "/q")) {
      try canonicalizer.canonicalize(JSONLDInput(try json(#"{"@context": "ex:c", "p": "1", "q": "2"}"#)), into: &output)
    }
    try canonicalizer.canonicalize(JSONLDInput(try json(#"{"@context": "ex:c", "p": "1"}"#)), into: &output)
    #expect(String(decoding: output, as: UTF8.self) == "before\n_:c14n0 <ex:p> \"1\" .\n")
  }

  @Test("The hash algorithm and the budget hold for documents in full and after the model of others")
  func parameters() throws {
    func text(_ value: String) -> [UInt8] {
      let nodes = (0..<4).map { _ in #"{"ex:q": {"p": "\#(value)"}}"# }.joined(separator: ",")
      return Array(#"{"@context": "ex:c", "@graph": [\#(nodes)]}"#.utf8)
    }
    var reader = JSONReader()
    let none = WorkBudget(callsPerBlankNode: 0, mostCalls: 0, stepsPerCall: 0, mostSteps: 0)
    var canonicalizer = JSONLDCanonicalizer(contexts: try store(contexts), budget: none)
    for value in ["a", "b", "c"] {
      let document = try reader.read(text(value))
      var output: [UInt8] = []
      #expect(throws: LinkedDataError(.workBudgetExceeded)) {
        try canonicalizer.canonicalize(JSONLDInput(document), into: &output)
      }
      #expect(output.isEmpty)
    }
    var long = JSONLDCanonicalizer(contexts: try store(contexts), algorithm: .sha384)
    var processor = JSONLDProcessor(contexts: try store(contexts))
    for value in ["d", "e"] {
      let document = try reader.read(text(value))
      var output: [UInt8] = []
      try long.canonicalize(JSONLDInput(document), into: &output)
      #expect(try output == processor.dataset(of: document).canonicalNQuads(.sha384))
    }
    #expect(long.takeovers == 2)
  }

  @Test("The work is that of the document by itself, also where nothing of it differs that is read")
  func work() throws {
    func text(_ value: String, _ other: String) -> [UInt8] {
      let nodes = (0..<4).map { _ in #"{"ex:q": {"p": "\#(value)"}}"# }.joined(separator: ",")
      return Array(#"{"@context": "ex:c", "ex:all": [\#(nodes)], "proof": "\#(other)"}"#.utf8)
    }
    var reader = JSONReader()
    var memo = JSONLDCanonicalizer(contexts: try store(contexts))
    var (first, second): ([UInt8], [UInt8]) = ([], [])
    for (value, other) in [("a", "b"), ("a", "c"), ("b", "c"), ("a", "d")] {
      let input = JSONLDInput(try reader.read(text(value, other)), editing: [.init("proof", .omit)])
      // Another document before it, which takes no work.
      try memo.canonicalize(JSONLDInput(try json(#"{"@context": "ex:c", "p": "1"}"#)), into: &first)
      #expect(memo.workTaken == WorkBudget.Taken())
      var fresh = JSONLDCanonicalizer(contexts: try store(contexts))
      first.removeAll()
      second.removeAll()
      try memo.canonicalize(input, into: &first)
      try fresh.canonicalizeInFull(input, into: &second)
      #expect(first == second)
      #expect(memo.workTaken == fresh.workTaken && memo.workTaken.calls > 0)
    }
    #expect(memo.takeovers == 3)
    memo.budget = WorkBudget(callsPerBlankNode: 64, mostCalls: 1, stepsPerCall: 32, mostSteps: 1)
    let last = JSONLDInput(try reader.read(text("a", "e")), editing: [.init("proof", .omit)])
    #expect(throws: LinkedDataError(.workBudgetExceeded)) { try memo.canonicalize(last, into: &first) }
  }
}
