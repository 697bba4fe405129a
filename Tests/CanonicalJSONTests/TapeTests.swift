import Testing

@testable import CanonicalJSON

@Suite struct TapeTests {
  /// What the documentation of ``JSONDocument`` promises of every tape.
  private func check(_ tape: Tape) {
    #expect(tape.next(0) == tape.entries.count)
    for (index, entry) in tape.entries.enumerated() {
      #expect(index < tape.next(index) && tape.next(index) <= tape.entries.count)
      switch entry.kind {
      case .string, .number:
        #expect(entry.range.upperBound <= (entry.flags.contains(.arena) ? tape.arena : tape.text).count)
      case .object where entry.count > 0:
        #expect(entry.range.upperBound <= tape.order.count)
        for at in tape.order[entry.range] {
          #expect(Int(at) > index && Int(at) < tape.next(index) && tape.entries[Int(at)].kind == .string)
        }
      default: #expect(Int(entry.start) < tape.text.count)
      }
    }
  }

  @Test(arguments: 1...6)
  func `Every index of a random document lies inside`(_ seed: UInt64) throws {
    var json = RandomJSON(seed: seed)
    for _ in 0..<40 { check(try JSONDocument(parsing: json.write(json.value())).tape) }
  }

  @Test func `An entry has 16 bytes`() {
    #expect(MemoryLayout<Tape.Entry>.stride == 16)
  }

  @Test(arguments: [
    "0", "[]", "{}", "\"\"", "[[],[],[]]", "[1,1,1,1]", "{\"\":1}", "[{\"\":1},{\"\":1}]", "[[[[[[1]]]]]]",
    "{\"\":{\"\":{\"\":1}}}",
  ])
  func `The densest texts have room on their tape`(_ text: String) throws {
    check(try document(text).tape)
  }

  @Test(arguments: ["[", "{\"\":", "[[],", "[1,", "{\"\":{},\"a\":"])
  func `A text that stops with every level open has room on its tape`(_ unit: String) {
    for count in 1...128 {
      let text = Array(String(repeating: unit, count: count).utf8)
      #expect(refusal(of: text) != nil)
    }
  }

  @Test(arguments: 1...4)
  func `The bound of a canonical form is never below it`(_ seed: UInt64) throws {
    var json = RandomJSON(seed: seed)
    for _ in 0..<40 {
      let document = try JSONDocument(parsing: json.write(json.value()))
      for index in document.tape.entries.indices {
        var bytes: [UInt8] = []
        document.canonicalize(JSONDocument.Node(index: UInt32(index)), into: &bytes)
        #expect(bytes.count <= document.tape.canonicalBound(of: index))
      }
    }
  }

  @Test func `The order of two texts is that of their UTF-16 code units`() {
    var json = RandomJSON(seed: 9)
    for _ in 0..<5000 {
      let stem = String(repeating: "s", count: json.random.below(12))
      let (a, b) = (stem + json.string(), stem + json.string())
      let order = UTF16Order.compare(Array(a.utf8).span, Array(b.utf8).span)
      #expect((order < 0) == Array(a.utf16).lexicographicallyPrecedes(Array(b.utf16)))
      #expect((order == 0) == (Array(a.utf8) == Array(b.utf8)))
    }
  }
}
