import Testing

@testable import LinkedData

@Suite struct QuadOrderTests {
  @Test func `Texts compare byte by byte, at every length`() {
    for length in 0..<20 {
      let text = [UInt8](repeating: 0x61, count: length)
      #expect(text.span.compare(to: text.span) == 0)
      let longer = text + [0]
      #expect(text.span.compare(to: longer.span) < 0)
      #expect(longer.span.compare(to: text.span) > 0)
      for place in 0..<length {
        var other = text
        other[place] = 0x80
        #expect(text.span.compare(to: other.span) < 0)
        #expect(other.span.compare(to: text.span) > 0)
        other[place] = 0x60
        #expect(text.span.compare(to: other.span) > 0)
      }
    }
  }

  @Test func `Keys of a few quads and of all of them are in the order of the lines`() throws {
    var dataset = Dataset()
    var random = Seeded(state: 11)
    for _ in 0..<300 {
      func term(_ letter: String) throws -> Dataset.Term {
        let number = Int.random(in: 0...4, using: &random)
        return number == 4 ? try dataset.blankNode("\(number)") : try dataset.iri("urn:\(letter)\(number)")
      }
      let predicate = try dataset.iri("urn:p\(Int.random(in: 0...3, using: &random))")
      let object =
        Bool.random(using: &random) ? try term("o") : try dataset.literal("\(Int.random(in: 0...9, using: &random))")
      let graph = Bool.random(using: &random) ? try term("g") : .defaultGraph
      try dataset.add(term("s"), predicate, object, in: graph)
    }
    let written = NQuads.write(dataset).split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    var order = QuadOrder()
    order.rank(dataset)
    var all: [QuadOrder.Key] = []
    order.sortAll(&all, of: dataset, blankRanks: [0], blankCount: 1)
    #expect(all.map { written[QuadOrder.index(of: $0)] } == written.sorted())
    var few = dataset.quads.enumerated().map { order.key($1, $0, blankRank: 0) }
    order.sort(&few, of: dataset) { _ in 0 }
    #expect(few == all)
  }
}
