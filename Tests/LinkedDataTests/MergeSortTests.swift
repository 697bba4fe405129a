import Testing

@testable import LinkedData

@Suite struct MergeSortTests {
  @Test func `Any number of elements is sorted, and equal ones stay in order`() {
    var random = Seeded(state: 1)
    for count in Array(0...40) + [63, 64, 65, 127, 128, 129, 1000] {
      for range in [1, 3, 1 << 20] {
        let items = (0..<count).map { UInt64(Int.random(in: 0..<range, using: &random)) << 32 | UInt64($0) }
        var sorted = items
        var scratch: [UInt64] = []
        MergeSort.sort(&sorted, 0..<count, scratch: &scratch) { $0 >> 32 < $1 >> 32 }
        #expect(sorted == items.sorted())
      }
    }
  }

  @Test func `What is outside the range stays`() {
    for count in [5, 30] {
      var items = [UInt32](repeating: 0, count: count).indices.map { UInt32(count - $0) }
      let before = items
      var scratch: [UInt32] = []
      MergeSort.sort(&items, 2..<count - 2, scratch: &scratch) { $0 < $1 }
      #expect(items[..<2] == before[..<2])
      #expect(items[(count - 2)...] == before[(count - 2)...])
      #expect(Array(items[2..<count - 2]) == before[2..<count - 2].sorted())
    }
  }

  @Test func `Sorted and reversed input takes n log n comparisons`() {
    for items in [Array(0..<UInt32(1 << 14)), (0..<UInt32(1 << 14)).reversed()] {
      var sorted = items
      var scratch: [UInt32] = []
      var comparisons = 0
      MergeSort.sort(&sorted, 0..<items.count, scratch: &scratch) {
        comparisons += 1
        return $0 < $1
      }
      #expect(comparisons < 16 << 14)
    }
  }
}
