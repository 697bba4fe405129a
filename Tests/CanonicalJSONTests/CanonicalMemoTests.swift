import Testing

@testable import CanonicalJSON

@Suite struct CanonicalMemoTests {
  private static let edits: [[JSONDocument.MemberEdit]] = [
    [], [.init("a", .omit)], [.init("b", .omit), .init("a", .omit)],
  ]

  private func isCanonicalAsEver(
    _ document: JSONDocument, _ node: JSONDocument.Node, _ edits: [JSONDocument.MemberEdit], _ memo: inout CanonicalMemo
  ) -> Bool {
    var (remembered, fresh): ([UInt8], [UInt8]) = ([0x2A], [0x2A])
    memo.canonicalize(document, node, editing: edits, into: &remembered)
    document.canonicalize(node, editing: edits, into: &fresh)
    return remembered == fresh
  }

  @Test(arguments: 1...8)
  func `The canonical form is the same, whatever was canonicalised before`(_ seed: UInt64) throws {
    var json = RandomJSON(seed: seed)
    var reader = JSONReader()
    var memo = CanonicalMemo()
    for _ in 0..<30 {
      let text = json.write(.object([.init("a", json.value()), .init("b", json.value()), .init("c", json.value())]))
      _ = try? reader.read(text)
      for _ in 0..<20 {
        guard let document = try? reader.read(json.changed(text)) else { continue }
        for edits in Self.edits { #expect(isCanonicalAsEver(document, document.root, edits, &memo)) }
        if let b = document.member("b", of: document.root) { #expect(isCanonicalAsEver(document, b, [], &memo)) }
      }
    }
  }

  @Test func `Strings are put in their sorted places`() throws {
    var reader = JSONReader()
    var memo = CanonicalMemo()
    _ = try reader.read(Array(#"{"c":"1","b":{"z":"2","y":"3"},"a":"4"}"#.utf8))
    let document = try reader.read(Array(#"{"c":"one","b":{"z":"two","y":"ü"},"a":""}"#.utf8))
    #expect(document.precedent != nil)
    var bytes: [UInt8] = []
    memo.canonicalize(document, document.root, editing: [], into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == #"{"a":"","b":{"y":"ü","z":"two"},"c":"one"}"#)
  }

  @Test func `A value that comes in by an edit may differ too`() throws {
    var reader = JSONReader()
    var memo = CanonicalMemo()
    for word in ["first", "second", "third"] {
      let document = try reader.read(Array(#"{"a":"1","p":{"a":["\#(word)"]}}"#.utf8))
      let proof = try #require(document.member("p", of: document.root))
      let value = try #require(document.member("a", of: proof))
      #expect(isCanonicalAsEver(document, document.root, [.init("p", .omit), .init("a", .value(value))], &memo))
      // Here the string is written twice.
      #expect(isCanonicalAsEver(document, document.root, [.init("a", .value(value))], &memo))
      #expect(isCanonicalAsEver(document, document.root, [.init("a", .array([value, value]))], &memo))
    }
  }
}
