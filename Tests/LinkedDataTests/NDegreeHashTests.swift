import LinkedData
import Testing

/// What tells blank nodes apart beyond their own statements.
@Suite struct NDegreeHashTests {
  private func canonical(_ edges: [(Int, Int)], _ count: Int) throws -> String {
    String(decoding: try WorkBudgetTests.graph(count, edges).canonicalNQuads(), as: UTF8.self)
  }

  @Test func `Alike graphs have one form whatever their numbering; unlike ones with alike nodes have two`() throws {
    // A circle of six and two circles of three: in each every node has one edge out and one in.
    let six = (0..<6).map { ($0, ($0 + 1) % 6) }
    let threes = (0..<6).map { ($0, $0 / 3 * 3 + ($0 + 1) % 3) }
    let forms = try [six, threes].map { try canonical($0, 6) }
    #expect(forms[0] != forms[1])
    for _ in 0..<50 {
      let numbers = Array(0..<6).shuffled()
      for (edges, form) in zip([six, threes], forms) {
        #expect(try canonical(edges.shuffled().map { (numbers[$0], numbers[$1]) }, 6) == form)
      }
    }
  }

  @Test func `Every graph of four nodes has the form of all its numberings`() throws {
    let pairs = (0..<4).flatMap { a in (0..<4).map { (a, $0) } }
    // A prime step: some 130 of the 65,536 graphs.
    for mask in stride(from: 1, to: 1 << 16, by: 509) {
      let edges = pairs.indices.filter { mask >> $0 & 1 == 1 }.map { pairs[$0] }
      let form = try canonical(edges, 4)
      for numbers in [[1, 2, 3, 0], [3, 2, 1, 0], [0, 2, 1, 3]] {
        #expect(try canonical(edges.map { (numbers[$0], numbers[$1]) }, 4) == form)
      }
    }
  }

  @Test func `Where a blank node stands tells it apart: subject, object or graph`() throws {
    let lines = ["_:a <urn:p> _:b _:c .", "_:a <urn:p> _:c _:b .", "_:b <urn:p> _:a _:c ."]
    let forms = try lines.map { line in
      try NQuads.read(Array((line + "\n_:b <urn:q> _:c .\n_:c <urn:q> _:b .\n").utf8)).canonicalNQuads()
    }
    // The first two are one dataset with b and c exchanged.
    #expect(forms[0] == forms[1])
    #expect(forms[0] != forms[2])
  }

  @Test func `A related node that two graphs name is in the list of its hash twice`() throws {
    // As in the implementations that sign; the identifiers were compared with those of rdf-canonize 4.0.1.
    let text =
      "_:a <urn:p> _:b <urn:x> .\n_:a <urn:p> _:b <urn:y> .\n_:b <urn:p> _:a <urn:x> .\n_:b <urn:p> _:a <urn:y> .\n"
    let form = try NQuads.read(Array(text.utf8)).canonicalNQuads()
    #expect(
      String(decoding: form, as: UTF8.self) == text.replacing("_:a", with: "_:c14n0").replacing("_:b", with: "_:c14n1"))
  }

  @Test func `Mixed datasets of seeded chance do not depend on labels`() throws {
    var random = Seeded(state: 7)
    for _ in 0..<300 {
      let count = Int.random(in: 2...6, using: &random)
      var lines: Set<String> = []
      for _ in 0..<Int.random(in: 2...12, using: &random) {
        func node() -> String { "_:n\(Int.random(in: 0..<count, using: &random))" }
        let object = Bool.random(using: &random) ? node() : "\"\(Int.random(in: 0...1, using: &random))\""
        let graph = Int.random(in: 0...3, using: &random) == 0 ? " \(node())" : ""
        lines.insert("\(node()) <urn:\(Int.random(in: 0...1, using: &random))> \(object)\(graph) .\n")
      }
      let text = lines.sorted().joined()
      guard let form = try? NQuads.read(Array(text.utf8)).canonicalNQuads() else { continue }
      var other = lines.shuffled(using: &random).joined()
      for (number, label) in (0..<count).shuffled(using: &random).enumerated() {
        other = other.replacing("_:n\(number) ", with: "_:m\(label) ")
      }
      #expect(try NQuads.read(Array(other.utf8)).canonicalNQuads() == form, "\(text)")
    }
  }
}

/// SplitMix64.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
