/// Sorting in n log n comparisons whatever the input, without memory of its own from one use to the next.
enum MergeSort {
  /// Runs that are sorted by insertion: for so few elements nothing is faster.
  private static let run = 8

  /// Sorts the elements of `range` and leaves the others. Equal ones stay in their order.
  @inline(__always)
  static func sort<Element: BitwiseCopyable>(
    _ array: inout [Element], _ range: Range<Int>, scratch: inout [Element],
    _ isBefore: (Element, Element) -> Bool
  ) {
    guard range.count > 1 else { return }
    var items = array.mutableSpan
    var start = range.lowerBound
    while start < range.upperBound {
      let end = min(start &+ run, range.upperBound)
      var next = start &+ 1
      while next < end {
        let item = items[next]
        var at = next
        while at > start, isBefore(item, items[at &- 1]) {
          items[at] = items[at &- 1]
          at &-= 1
        }
        items[at] = item
        next &+= 1
      }
      start = end
    }
    guard range.count > run else { return }
    reset(&scratch, count: range.count, to: items[range.lowerBound])
    var left = scratch.mutableSpan
    var width = run
    while width < range.count {
      start = range.lowerBound
      while start &+ width < range.upperBound {
        merge(&items, start, start &+ width, min(start &+ width &+ width, range.upperBound), &left, isBefore)
        start &+= width &+ width
      }
      width &*= 2
    }
  }

  /// Merges two neighbouring sorted runs.
  @inline(__always)
  private static func merge<Element: BitwiseCopyable>(
    _ items: inout MutableSpan<Element>, _ start: Int, _ middle: Int, _ end: Int,
    _ scratch: inout MutableSpan<Element>, _ isBefore: (Element, Element) -> Bool
  ) {
    // The left run moves out; the right one is always read before it is written over.
    let count = middle &- start
    var k = 0
    while k < count {
      scratch[k] = items[start &+ k]
      k &+= 1
    }
    var left = 0
    var right = middle
    var at = start
    while left < count {
      if right < end, isBefore(items[right], scratch[left]) {
        items[at] = items[right]
        right &+= 1
      } else {
        items[at] = scratch[left]
        left &+= 1
      }
      at &+= 1
    }
  }
}
