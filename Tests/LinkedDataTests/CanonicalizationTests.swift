import LinkedData
import Signing
import Testing

@Suite struct CanonicalizationTests {
  private func canonical(_ text: String, _ algorithm: HashAlgorithm = .sha256) throws -> String {
    let dataset = try NQuads.read(Array(text.utf8))
    return String(decoding: try dataset.canonicalNQuads(algorithm), as: UTF8.self)
  }

  @Test func `The first example of the specification: every hash is of one node (section 4.6.2)`() throws {
    let text = """
      <http://example.com/#p> <http://example.com/#q> _:e0 .
      <http://example.com/#p> <http://example.com/#r> _:e1 .
      _:e0 <http://example.com/#s> <http://example.com/#u> .
      _:e1 <http://example.com/#t> <http://example.com/#u> .

      """
    // The hashes there start with 21d1 for e0 and 6fa0 for e1.
    #expect(try canonical(text) == text.replacing("_:e", with: "_:c14n"))
  }

  @Test func `The second example: two nodes share a hash (section 4.8.2)`() throws {
    let text = """
      <http://example.com/#p> <http://example.com/#q> _:e0 .
      <http://example.com/#p> <http://example.com/#q> _:e1 .
      _:e0 <http://example.com/#p> _:e2 .
      _:e1 <http://example.com/#p> _:e3 .
      _:e2 <http://example.com/#r> _:e3 .

      """
    let dataset = try NQuads.read(Array(text.utf8))
    var canonicalizer = Canonicalizer()
    var output: [UInt8] = []
    try canonicalizer.canonicalize(dataset, into: &output)
    let map = canonicalizer.issuedIdentifiers(in: dataset)
    #expect(map == ["e0": "c14n3", "e1": "c14n2", "e2": "c14n0", "e3": "c14n1"])
  }

  @Test func `Lines are sorted by code points, an end before everything`() throws {
    let lines = [
      "<urn:a1> <urn:p> \"a\" .", "<urn:a> <urn:p> \"a\" .", "<urn:a> <urn:p> \"a\" <urn:a> .",
      "<urn:a> <urn:p> \"a\" <urn:b> .",
      "<urn:a> <urn:p> \"a\"@en .", "<urn:a> <urn:p> \"a\"@en-GB .", "<urn:a> <urn:p> \"a\"^^<urn:a> .",
      "<urn:a> <urn:p> \"ab\" .", "<urn:a> <urn:p> \"\u{FB33}\" .", "<urn:a> <urn:p> \"\u{1F600}\" .",
      "<urn:a> <urn:p> <urn:a> .", "<urn:a> <urn:pp> \"a\" .", "<urn:aa> <urn:p> \"a\" .",
      "<urn:é> <urn:p> \"a\" .",
    ]
    #expect(lines.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) } == lines)
    for _ in 0..<20 {
      #expect(try canonical(lines.shuffled().joined(separator: "\n")) == lines.map { $0 + "\n" }.joined())
    }
  }

  @Test func `Identifiers sort as texts, 10 before 2`() throws {
    for count in [1, 2, 9, 10, 11, 12, 99, 100, 101, 110, 999, 1000, 1001, 1234] {
      let text = (0..<count).map { "_:n\($0) <urn:p> \"\($0)\" .\n_:n\($0) <urn:q> _:n\($0) _:n\($0) .\n" }.joined()
      let form = try NQuads.read(Array(text.utf8)).canonicalNQuads()
      let lines = form.split(separator: 0x0A)
      #expect(lines.count == 2 * count)
      #expect(zip(lines, lines.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    }
  }

  @Test func `No statement: no bytes`() throws {
    #expect(try canonical("") == "")
    var dataset = Dataset()
    _ = try dataset.blankNode()
    #expect(try dataset.canonicalNQuads() == [])
  }

  @Test func `The form is appended, and after an error nothing is`() throws {
    let dataset = try NQuads.read(Array("_:a <urn:p> _:b .\n_:b <urn:p> _:a .\n".utf8))
    var output = Array("before".utf8)
    var canonicalizer = Canonicalizer()
    try canonicalizer.canonicalize(dataset, into: &output)
    #expect(String(decoding: output, as: UTF8.self).hasPrefix("before_:c14n0 <urn:p> _:c14n1 .\n"))
    let none = WorkBudget(callsPerBlankNode: 0, mostCalls: 0, stepsPerCall: 0, mostSteps: 0)
    canonicalizer = Canonicalizer(budget: none)
    output = []
    #expect(throws: LinkedDataError(.workBudgetExceeded)) { try canonicalizer.canonicalize(dataset, into: &output) }
    #expect(output.isEmpty)
  }

  /// Ten blank nodes in two graphs, some of them alike.
  static let sample = [
    "_:s <urn:type> <urn:Subject> .", "<urn:a> <urn:subject> _:s .", "_:s <urn:has> _:a .", "_:s <urn:has> _:b .",
    "_:a <urn:name> \"same\" .", "_:b <urn:name> \"same\" .", "_:a <urn:part> _:c .", "_:b <urn:part> _:d .",
    "_:c <urn:name> \"part\" .", "_:d <urn:name> \"part\" .", "_:c <urn:next> _:d .", "_:e <urn:in> _:f _:g .",
    "_:f <urn:in> _:e _:g .", "_:g <urn:is> \"graph\" .", "_:h <urn:x> _:h .", "_:i <urn:x> _:i .",
    "_:i <urn:x> _:h _:h .",
  ]

  @Test func `Neither labels nor the order of statements change the form (RDFC-1.0 section 4.1)`() throws {
    let form = try canonical(Self.sample.joined(separator: "\n"))
    #expect(form.split(separator: "\n").count == Self.sample.count)
    for round in 0..<200 {
      let labels = (0..<9).map { "\(["x", "b", "c14n", "é"][round % 4])\($0)" }.shuffled()
      let names: [Character] = ["s", "a", "b", "c", "d", "e", "f", "g", "h"]
      let map = Dictionary(uniqueKeysWithValues: zip(names, labels))
      let text = Self.sample.shuffled().map { line in
        line.split(separator: " ").map { word in
          guard word.hasPrefix("_:"), let name = word.dropFirst(2).first, let label = map[name] else {
            return String(word)
          }
          return "_:" + label
        }.joined(separator: " ")
      }
      #expect(try canonical(text.joined(separator: "\n")) == form)
    }
  }

  @Test func `A change in any statement changes the form`() throws {
    let form = try canonical(Self.sample.joined(separator: "\n"))
    for index in Self.sample.indices {
      var lines = Self.sample
      lines.remove(at: index)
      #expect(try canonical(lines.joined(separator: "\n")) != form)
      lines.append(Self.sample[index].replacing("<urn:", with: "<urn:y:"))
      #expect(try canonical(lines.joined(separator: "\n")) != form)
    }
  }

  @Test func `SHA-384 gives an order of its own`() throws {
    let text = (0..<8).map { "_:n\($0) <urn:p> \"\($0)\" .\n" }.joined()
    #expect(try canonical(text, .sha384) != canonical(text))
  }

  @Test func `A canonicalizer that has seen other datasets gives the same`() throws {
    var canonicalizer = Canonicalizer()
    // More predicates than it keeps, and then again the first ones.
    for start in [0, 300, 600, 900, 0, 450] {
      var dataset = Dataset()
      let node = try dataset.blankNode()
      for number in (start..<start + 400).shuffled() {
        let predicate = Array("urn:p\(number)".utf8)
        try dataset.add(node, dataset.iri(predicate.span), node)
      }
      var output: [UInt8] = []
      try canonicalizer.canonicalize(dataset, into: &output)
      #expect(try output == dataset.canonicalNQuads())
      let lines = output.split(separator: 0x0A)
      #expect(lines.count == 400)
      #expect(zip(lines, lines.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    }
  }

  @Test func `A form beyond the limit is refused before it is made`() throws {
    var dataset = Dataset()
    let long = Array(("urn:" + String(repeating: "a", count: 1 << 16)).utf8)
    let term = try dataset.iri(long.span)
    // 3 times 64 KiB in each line: 32 MiB hold 170.
    for number in 0..<170 {
      let predicate = Array("urn:\(number)".utf8)
      try dataset.add(term, dataset.iri(predicate.span), term, in: term)
    }
    #expect(try dataset.canonicalNQuads().count <= Dataset.Limits.canonicalBytes)
    try dataset.add(term, term, term, in: term)
    #expect(throws: LinkedDataError(.canonicalFormTooLarge)) { try dataset.canonicalNQuads() }
  }
}
