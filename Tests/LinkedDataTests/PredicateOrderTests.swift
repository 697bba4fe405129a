import Testing

@testable import LinkedData

@Suite struct PredicateOrderTests {
  private func table(_ texts: [String]) -> TextTable {
    var table = TextTable()
    for text in texts {
      table.append(Array(text.utf8).span)
      _ = table.keep(table.find().hash)
    }
    return table
  }

  @Test func `Terms come in the order of their texts, with those of datasets before and without`() {
    var random = Seeded(state: 3)
    var kept = PredicateOrder()
    for round in 0..<30 {
      let texts = Set((0..<40).map { _ in "<urn:\(Int.random(in: 0...(10 + round * 4), using: &random))> " })
      let table = table(texts.shuffled(using: &random))
      for isNew in [false, true] {
        var terms = (0..<UInt32(table.count)).shuffled(using: &random)
        var order = isNew ? PredicateOrder() : kept
        #expect(order.sort(&terms, table))
        if !isNew { kept = order }
        let sorted = terms.map { String(decoding: table.bytes[table.range(of: Int($0))], as: UTF8.self) }
        #expect(sorted == texts.sorted())
      }
    }
  }

  @Test func `More than it keeps is refused, and then it starts anew`() {
    var order = PredicateOrder()
    let many = table((0..<513).map { "<urn:\($0)> " })
    var terms = Array(0..<UInt32(513))
    #expect(!order.sort(&terms, many))
    #expect(terms == Array(0..<UInt32(513)))
    for start in [0, 300] {
      let some = table((start..<start + 300).map { "<urn:\($0)> " })
      var terms = Array(0..<UInt32(300))
      // The second 300 do not fit beside the first.
      #expect(order.sort(&terms, some) == (start == 0))
    }
    let long = table(["<urn:" + String(repeating: "a", count: 1 << 16) + "> "])
    var one: [UInt32] = [0]
    #expect(!order.sort(&one, long))
    let short = table(["<urn:b> ", "<urn:a> "])
    var two: [UInt32] = [0, 1]
    #expect(order.sort(&two, short))
    #expect(two == [1, 0])
  }
}
