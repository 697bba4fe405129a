import Testing

@testable import LinkedData

@Suite struct TextTableTests {
  @Test func `A text is found as long as it is there`() {
    var table = TextTable()
    for number in 0..<3000 {
      table.append("text ")
      table.append(Array("\(number)".utf8).span)
      let (index, hash) = table.find()
      #expect(index == nil)
      #expect(table.keep(hash) == number)
    }
    for number in 0..<3000 {
      let text = Array("text \(number)".utf8)
      #expect(table.find(text.span, table.hashes[number]) == number)
      #expect(Array(table.bytes[table.range(of: number)]) == text)
    }
    #expect(table.longest == 9)
    table.removeAll()
    table.append("text 1")
    #expect(table.find().index == nil)
  }

  @Test func `The first texts can stay when all others go, whatever came between`() {
    for kept in [0, 1, 7, 300] {
      var table = TextTable()
      for round in 0..<4 {
        for number in table.count..<[900, 310, 5000, 400][round] {
          table.append(Array("\(number < kept ? 0 : round) \(number)".utf8).span)
          let (index, hash) = table.find()
          #expect(index == nil)
          #expect(table.keep(hash) == number)
        }
        table.removeAll(from: kept)
        #expect(table.count == kept)
        for number in 0..<kept {
          let text = Array("0 \(number)".utf8)
          #expect(table.find(text.span, table.seed.hash(text.span)) == number)
        }
        let gone = Array("\(round) \(kept)".utf8)
        #expect(table.find(gone.span, table.seed.hash(gone.span)) == nil)
      }
    }
  }

  @Test func `What was discarded is not there`() {
    var table = TextTable()
    table.append("a")
    table.discard()
    table.append("b")
    let (index, hash) = table.find()
    #expect(index == nil)
    #expect(table.keep(hash) == 0)
    #expect(table.bytes == [0x62])
  }

  @Test func `Texts of all lengths have hashes of their own`() {
    let seed = TextHash.seed
    var hashes: Set<UInt32> = []
    for length in 0..<200 {
      let zeros = [UInt8](repeating: 0, count: length)
      hashes.insert(seed.hash(zeros.span))
      if length > 0 {
        for place in [0, length / 2, length - 1] {
          var bytes = zeros
          bytes[place] = 1
          hashes.insert(seed.hash(bytes.span))
        }
      }
    }
    // 797 at most, as the places of the shortest fall together; two of them may have one hash of 32 bits by chance.
    #expect(hashes.count > 780)
  }
}
