/// Puts the members of an object into the order of RFC 8785 and finds two with one name on the way.
///
/// A name is added when it is read, while its bytes are at hand. Objects end in the reverse order of their beginning, so
/// the members of the one that ends are always the last that were added.
struct MemberSorter {
  /// A member with the first eight bytes of its name as a number, big-endian, so that most comparisons are of one word.
  private struct Key: BitwiseCopyable {
    var prefix: UInt64
    var at: UInt32

    static let none = Key(prefix: 0, at: 0)
  }

  /// Insertion beats every other method on the few members that objects have; above it would be quadratic.
  private static let insertionLimit = 16

  /// The members of all objects that are open.
  private var keys: [Key] = []

  mutating func reserveCapacity(_ count: Int) { keys.reserveCapacity(count) }

  /// Adds a member of the innermost open object.
  ///
  /// - Parameters:
  ///   - at: Tape index of the name.
  ///   - prefix: What ``prefix(_:_:)`` gives for it.
  @inline(__always)
  mutating func add(_ at: Int, prefix: UInt64) {
    keys.append(Key(prefix: prefix, at: UInt32(truncatingIfNeeded: at)))
  }

  /// Takes the `count` members that were added last, and appends their tape indices to `order`, sorted.
  ///
  /// - Throws: `duplicateName` at the later of two equal names.
  mutating func sort(
    last count: Int, _ entries: Span<Tape.Entry>, _ text: Span<UInt8>, _ arena: [UInt8], into order: inout [UInt32]
  ) throws(JSONError) {
    let first = keys.count - count
    if count > Self.insertionLimit {
      try sortMany(from: first, entries, text, arena.span)
    } else {
      try sortFew(from: first, entries, text, arena.span)
    }
    for k in first..<keys.count { order.append(keys[k].at) }
    keys.removeLast(count)
  }

  @inline(__always)
  private mutating func sortFew(
    from first: Int, _ entries: Span<Tape.Entry>, _ text: Span<UInt8>, _ arena: Span<UInt8>
  ) throws(JSONError) {
    var all = keys.mutableSpan
    var end = first &+ 1
    while end < all.count {
      let key = all[end]
      var k = end
      while k > first {
        let before = all[k &- 1]
        let comparison = Self.compare(key, before, entries, text, arena)
        if comparison > 0 { break }
        if comparison == 0 { throw JSONError(.duplicateName, at: Int(entries[Int(key.at)].link)) }
        all[k] = before
        k &-= 1
      }
      all[k] = key
      end &+= 1
    }
  }

  /// A merge sort, n log n whatever the order of the input. The closure that `sort(by:)` takes could not hold spans.
  private mutating func sortMany(
    from first: Int, _ entries: Span<Tape.Entry>, _ text: Span<UInt8>, _ arena: Span<UInt8>
  ) throws(JSONError) {
    var from = [Key](keys[first...])
    var to = [Key](repeating: .none, count: from.count)
    var width = 1
    while width < from.count {
      Self.merge(runsOf: width, from.span, to: &to, entries, text, arena)
      swap(&from, &to)
      width *= 2
    }
    var duplicate: Int?
    for k in 1..<from.count where Self.compare(from[k - 1], from[k], entries, text, arena) == 0 {
      // The merge is stable: of two equal names the later one stands second.
      let offset = Int(entries[Int(from[k].at)].link)
      duplicate = min(duplicate ?? offset, offset)
    }
    if let duplicate { throw JSONError(.duplicateName, at: duplicate) }
    for k in from.indices { keys[first + k] = from[k] }
  }

  /// Merges each two neighbouring sorted runs of `width` members.
  private static func merge(
    runsOf width: Int, _ from: Span<Key>, to target: inout [Key], _ entries: Span<Tape.Entry>, _ text: Span<UInt8>,
    _ arena: Span<UInt8>
  ) {
    var to = target.mutableSpan
    var start = 0
    while start < from.count {
      let middle = min(start + width, from.count)
      let end = min(middle + width, from.count)
      var a = start
      var b = middle
      for k in start..<end {
        if b == end || (a < middle && compare(from[a], from[b], entries, text, arena) <= 0) {
          to[k] = from[a]
          a += 1
        } else {
          to[k] = from[b]
          b += 1
        }
      }
      start = end
    }
  }

  /// The first eight bytes of the name at `range` of `source`, zeros after its end.
  @inline(__always)
  static func prefix(_ source: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    if range.lowerBound &+ 8 <= source.count {
      // Inside the source: that was just checked.
      let word = unsafe source.bytes.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self).bigEndian
      return range.count >= 8 ? word : word & ~(UInt64.max &>> UInt64(range.count &* 8))
    }
    var word: UInt64 = 0
    for k in 0..<8 { word = word << 8 | (k < range.count ? UInt64(source[range.lowerBound + k]) : 0) }
    return word
  }

  @inline(__always)
  private static func compare(
    _ a: Key, _ b: Key, _ entries: Span<Tape.Entry>, _ text: Span<UInt8>, _ arena: Span<UInt8>
  ) -> Int {
    // Between ASCII prefixes byte order is UTF-16 order. Equal prefixes decide nothing: "a" and "a\0" share one.
    if a.prefix != b.prefix, (a.prefix | b.prefix) & 0x8080_8080_8080_8080 == 0 { return a.prefix < b.prefix ? -1 : 1 }
    return compareFully(entries[Int(a.at)], entries[Int(b.at)], text, arena)
  }

  private static func compareFully(
    _ a: Tape.Entry, _ b: Tape.Entry, _ text: Span<UInt8>, _ arena: Span<UInt8>
  ) -> Int {
    let first = a.flags.contains(.arena) ? arena : text
    let second = b.flags.contains(.arena) ? arena : text
    return UTF16Order.compare(first.extracting(a.range), second.extracting(b.range))
  }
}
