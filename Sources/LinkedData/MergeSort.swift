/// Sorting in n log n comparisons whatever the input, without memory of its own from one use to the next.
enum MergeSort {
  /// Runs that are sorted by insertion: for so few elements nothing is faster.
  private static let run = 8

  /// Sorts the elements of `range` and leaves the others. Equal ones stay in their order.
  @inline(__always)
  static func sort<Element: BitwiseCopyable>(
    _ items: inout [Element], _ range: Range<Int>, scratch: inout [Element],
    _ isBefore: (Element, Element) -> Bool
  ) {
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
    var width = run
    while width < range.count {
      merge(&items, range, width, &scratch, isBefore)
      width &*= 2
    }
  }

  /// Merges each two neighbouring sorted runs of `width` elements.
  @inline(__always)
  private static func merge<Element: BitwiseCopyable>(
    _ items: inout [Element], _ range: Range<Int>, _ width: Int, _ scratch: inout [Element],
    _ isBefore: (Element, Element) -> Bool
  ) {
    var start = range.lowerBound
    while start &+ width < range.upperBound {
      let middle = start &+ width
      let end = min(middle &+ width, range.upperBound)
      // The left run moves out; the right one is always read before it is written over.
      scratch.removeAll(keepingCapacity: true)
      var k = start
      while k < middle {
        scratch.append(items[k])
        k &+= 1
      }
      var left = 0
      var right = middle
      var at = start
      while left < width {
        if right < end, isBefore(items[right], scratch[left]) {
          items[at] = items[right]
          right &+= 1
        } else {
          items[at] = scratch[left]
          left &+= 1
        }
        at &+= 1
      }
      start = end
    }
  }
}
