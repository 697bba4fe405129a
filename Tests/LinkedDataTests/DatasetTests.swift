import Testing

@testable import LinkedData

@Suite struct DatasetTests {
  @Test func `One term is one number, however often it comes`() throws {
    var dataset = Dataset()
    let a = try dataset.iri("urn:a")
    let b = try dataset.iri("urn:b")
    #expect(a != b)
    #expect(try dataset.iri("urn:a") == a)
    let literal = try dataset.literal("urn:a")
    #expect(literal != a)
    #expect(try dataset.literal("urn:a") == literal)
    #expect(dataset.texts.count == 3)
    #expect(dataset.texts.pending.isEmpty)
  }

  @Test func `A prefix and what follows it are the IRI of both`() throws {
    var dataset = Dataset()
    let whole = try dataset.iri("https://schema.org/name")
    let prefix = Array("https://schema.org/".utf8)
    let suffix = Array("name".utf8)
    #expect(try dataset.iri(prefix.span, suffix.span) == whole)
  }

  @Test func `Ten thousand terms keep their numbers`() throws {
    var dataset = Dataset()
    for number in 0..<10_000 { #expect(try dataset.iri("urn:\(number)").index == number) }
    for number in 0..<10_000 { #expect(try dataset.iri("urn:\(number)").index == number) }
  }

  @Test func `Literals differ by lexical form, datatype and language`() throws {
    var dataset = Dataset()
    let terms = [
      try dataset.literal("1"), try dataset.literal("01"),
      try dataset.literal("1", datatype: "http://www.w3.org/2001/XMLSchema#integer"),
      try dataset.literal("1", language: "en"), try dataset.literal("1", language: "EN"),
      try dataset.literal("1", language: "en-GB"),
    ]
    #expect(Set(terms).count == terms.count)
    #expect(terms.map(dataset.text) == [#""1""#, #""01""#, integer, #""1"@en"#, #""1"@EN"#, #""1"@en-GB"#])
  }
  private let integer = ##""1"^^<http://www.w3.org/2001/XMLSchema#integer>"##

  @Test func `The datatype xsd:string is none (RDFC-1.0 appendix A)`() throws {
    var dataset = Dataset()
    let plain = try dataset.literal("a")
    #expect(try dataset.literal("a", datatype: "http://www.w3.org/2001/XMLSchema#string") == plain)
    #expect(dataset.text(plain) == #""a""#)
  }

  @Test(arguments: [
    "", "a", "/a", "a b:c", "1a:b", ":a", "urn:a b", "urn:a>", "urn:a<", "urn:\"", "urn:{", "urn:}", "urn:|", "urn:^",
    "urn:`", "urn:\\", "urn:\u{0}", "urn:\n", "urn:\u{1f}", "ürn:a",
  ])
  func `What is no absolute IRI is refused, and leaves nothing behind`(_ text: String) throws {
    var dataset = Dataset()
    #expect(code { () throws(LinkedDataError) in _ = try dataset.iri(text) } == .iriInvalid)
    #expect(code { () throws(LinkedDataError) in _ = try dataset.literal("a", datatype: text) } == .iriInvalid)
    #expect(dataset.texts.count == 0)
    #expect(dataset.texts.bytes.isEmpty)
  }

  @Test func `A character that no IRI has is found in every place`() {
    var dataset = Dataset()
    for byte in Array(0...0x20) + Array("<>\"{}|^`\\".utf8) {
      for place in 0..<40 {
        var iri = Array("urn:".utf8) + [UInt8](repeating: 0x7F, count: 40)
        iri[4 + place] = byte
        #expect(code { () throws(LinkedDataError) in _ = try dataset.iri(iri) } == .iriInvalid)
        let start = Array(iri[..<10])
        let end = Array(iri[10...])
        let twoParts = code { () throws(LinkedDataError) in _ = try dataset.iri(start.span, end.span) }
        #expect(twoParts == .iriInvalid)
      }
    }
    #expect(dataset.texts.bytes.isEmpty)
  }

  @Test func `Every other byte may stand in every place`() throws {
    var dataset = Dataset()
    let allowed = (UInt8(0x21)...0x7F).filter { !"<>\"{}|^`\\".utf8.contains($0) } + [0xC3, 0xA9, 0xBF, 0xDC, 0xFF]
    for byte in allowed {
      for place in 0..<20 {
        var iri = Array("urn:".utf8) + [UInt8](repeating: 0x61, count: 20)
        iri[4 + place] = byte
        #expect(try dataset.iri(iri).kind == .iri)
      }
    }
  }

  @Test func `An IRI is no literal of the same text`() throws {
    var dataset = Dataset()
    let literal = try dataset.literal("urn:a")
    let iri = try dataset.iri("urn:a")
    #expect(literal.kind == .literal && iri.kind == .iri)
    #expect(dataset.text(literal) == #""urn:a""#)
    #expect(dataset.text(iri) == "<urn:a>")
  }

  @Test(arguments: [
    "urn:", "a:b", "a+-.1:b", "urn:ä", "urn:\u{1F303}", "did:key:z6Mk#z6Mk", "urn:~", "urn:!#$%&'()*+,;=?@[]_",
  ])
  func `An absolute IRI stands as it is`(_ text: String) throws {
    var dataset = Dataset()
    let term = try dataset.iri(text)
    #expect(dataset.text(term) == "<\(text)>")
  }

  @Test(arguments: ["", "1", "-", "en-", "en--x", "e1", "en_GB", "en ", "é"])
  func `What is no language tag is refused`(_ tag: String) {
    var dataset = Dataset()
    #expect(code { () throws(LinkedDataError) in _ = try dataset.literal("a", language: tag) } == .languageTagInvalid)
  }

  @Test func `Blank nodes without a label are all different`() throws {
    var dataset = Dataset()
    let labelled = try dataset.blankNode("b0")
    #expect(try dataset.blankNode() != dataset.blankNode())
    #expect(try dataset.blankNode("b0") == labelled)
    #expect(try dataset.blankNode("b1") != labelled)
    #expect(dataset.blankNodeCount == 4)
  }

  @Test(arguments: ["a", "0", "_", "a.b", "a..b", "a-", "ä", "a\u{B7}", "\u{10000}", "a1_-.x"])
  func `A label of the grammar is taken`(_ label: String) throws {
    var dataset = Dataset()
    #expect(try dataset.blankNode(label).kind == .blankNode)
  }

  @Test(arguments: ["", ".", "a.", "-a", ".a", "a b", "a:b", "\u{B7}", "\u{D7}", "a\u{F0000}", "a/"])
  func `Another label is refused`(_ label: String) {
    var dataset = Dataset()
    #expect(code { () throws(LinkedDataError) in _ = try dataset.blankNode(label) } == .blankNodeLabelInvalid)
    #expect(dataset.blankNodeCount == 0)
    #expect(dataset.labels.bytes.isEmpty)
  }

  @Test func `A quad is there once`() throws {
    var dataset = Dataset()
    let a = try dataset.iri("urn:a")
    let b = try dataset.blankNode()
    #expect(try dataset.add(a, a, b))
    #expect(try !dataset.add(a, a, b))
    #expect(try dataset.add(a, a, b, in: b))
    #expect(try dataset.add(a, a, a))
    #expect(dataset.quads.count == 3)
    for number in 0..<5000 { try dataset.add(a, a, dataset.literal("\(number)")) }
    for number in 0..<5000 { #expect(try !dataset.add(a, a, dataset.literal("\(number)"))) }
    #expect(dataset.quads.count == 5003)
  }

  @Test func `A term stands only where RDF has its kind`() throws {
    var dataset = Dataset()
    let iri = try dataset.iri("urn:a")
    let literal = try dataset.literal("a")
    let blank = try dataset.blankNode()
    func isRefused(_ s: Dataset.Term, _ p: Dataset.Term, _ o: Dataset.Term, _ g: Dataset.Term) -> Bool {
      code { () throws(LinkedDataError) in try dataset.add(s, p, o, in: g) } == .quadInvalid
    }
    #expect(isRefused(literal, iri, iri, .defaultGraph))
    #expect(isRefused(iri, literal, iri, .defaultGraph))
    #expect(isRefused(iri, blank, iri, .defaultGraph))
    #expect(isRefused(iri, iri, iri, literal))
    #expect(isRefused(.defaultGraph, iri, iri, .defaultGraph))
    #expect(isRefused(iri, .defaultGraph, iri, .defaultGraph))
    #expect(isRefused(iri, iri, .defaultGraph, .defaultGraph))
    #expect(!isRefused(blank, iri, literal, blank))
  }

  @Test func `Terms of another dataset are refused, not looked up`() throws {
    var other = Dataset()
    _ = try other.iri("urn:a")
    let iri = try other.iri("urn:b")
    let blank = try other.blankNode()
    var dataset = Dataset()
    let a = try dataset.iri("urn:a")
    #expect(code { () throws(LinkedDataError) in try dataset.add(iri, a, a) } == .quadInvalid)
    #expect(code { () throws(LinkedDataError) in try dataset.add(blank, a, a) } == .quadInvalid)
  }

  @Test func `After it was emptied nothing is left`() throws {
    var dataset = Dataset()
    for number in 0..<2000 {
      let blank = try dataset.blankNode("a\(number)")
      try dataset.add(blank, dataset.iri("urn:\(number)"), blank)
    }
    dataset.removeAll()
    #expect(dataset.quads.isEmpty)
    #expect(dataset.blankNodeCount == 0)
    let a = try dataset.iri("urn:7")
    #expect(a.index == 0)
    #expect(try dataset.blankNode("a7").index == 0)
    #expect(try dataset.add(a, a, a))
  }

  @Test func `Terms beyond the limit are refused`() throws {
    var dataset = Dataset()
    let megabyte = [UInt8](repeating: 0x61, count: 1 << 20)
    var count = 0
    var refusal: LinkedDataError.Code?
    while refusal == nil, count < 100 {
      let text = Array("\(count)".utf8) + megabyte
      refusal = code { () throws(LinkedDataError) in _ = try dataset.literal(text.span) }
      count += 1
    }
    #expect(refusal == .datasetTooLarge)
    #expect(count == 32)
  }
}
