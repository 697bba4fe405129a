/// Puts the members of an object into the order of RFC 8785 and finds two with one name on the way.
enum MemberSorter {
  /// A member with the first eight bytes of its name as a number, so that most comparisons are of one word.
  private struct Key: BitwiseCopyable {
    var prefix: UInt64
    var at: UInt32

    static let none = Key(prefix: 0, at: 0)
  }

  /// Insertion beats every other method on the few members that objects have; above it would be quadratic.
  private static let insertionLimit = 16

  /// Appends the tape indices of the names of an object to `order`, sorted.
  ///
  /// - Parameters:
  ///   - count: How many members it has.
  ///   - first: The tape index of the first name.
  /// - Throws: `duplicateName` at the later of two equal names.
  static func sort(
    _ count: Int, from first: Int, _ entries: Span<Tape.Entry>, _ text: Span<UInt8>, _ arenaBytes: [UInt8],
    into order: inout [UInt32]
  ) throws(JSONError) {
    let arena = arenaBytes.span
    guard count <= insertionLimit else { return try sortMany(count, from: first, entries, text, arena, into: &order) }
    var keys = InlineArray<16, Key>(repeating: .none)
    var at = first
    for end in 0..<count {
      let key = key(of: at, entries, text, arena)
      var k = end
      while k > 0 {
        let comparison = compare(key, keys[k &- 1], entries, text, arena)
        if comparison > 0 { break }
        if comparison == 0 { throw JSONError(.duplicateName, at: Int(entries[at].link)) }
        keys[k] = keys[k &- 1]
        k &-= 1
      }
      keys[k] = key
      at = entries[at &+ 1].next(after: at &+ 1)
    }
    for k in 0..<count { order.append(keys[k].at) }
  }

  /// A merge sort, n log n whatever the order of the input. The closure that `sort(by:)` takes could not hold spans.
  private static func sortMany(
    _ count: Int, from first: Int, _ entries: Span<Tape.Entry>, _ text: Span<UInt8>, _ arena: Span<UInt8>,
    into order: inout [UInt32]
  ) throws(JSONError) {
    var from: [Key] = []
    from.reserveCapacity(count)
    var at = first
    for _ in 0..<count {
      from.append(key(of: at, entries, text, arena))
      at = entries[at + 1].next(after: at + 1)
    }
    var to = [Key](repeating: .none, count: count)
    var width = 1
    while width < count {
      merge(runsOf: width, from.span, to: &to, entries, text, arena)
      swap(&from, &to)
      width *= 2
    }
    var duplicate: Int?
    for k in 1..<count where compare(from[k - 1], from[k], entries, text, arena) == 0 {
      // The merge is stable: of two equal names the later one stands second.
      let offset = Int(entries[Int(from[k].at)].link)
      duplicate = min(duplicate ?? offset, offset)
    }
    if let duplicate { throw JSONError(.duplicateName, at: duplicate) }
    for key in from { order.append(key.at) }
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

  /// The key of the name at `at`: its first eight bytes, big-endian, each by its rank; zeros after its end.
  @inline(__always)
  private static func key(
    of at: Int, _ entries: Span<Tape.Entry>, _ text: Span<UInt8>, _ arena: Span<UInt8>
  ) -> Key {
    let entry = entries[at]
    let index = UInt32(truncatingIfNeeded: at)
    let start = Int(entry.start)
    if !entry.flags.contains(.arena), start &+ 8 <= text.count {
      // Inside the text: start + 8 <= count was just checked.
      var word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self).bigEndian
      if entry.count < 8 { word &= ~(UInt64.max &>> UInt64(entry.count &* 8)) }
      if word & BytesInWord.high == 0 { return Key(prefix: word, at: index) }
    }
    let source = entry.flags.contains(.arena) ? arena : text
    return Key(prefix: rankedPrefix(source.extracting(entry.range)), at: index)
  }

  private static func rankedPrefix(_ name: Span<UInt8>) -> UInt64 {
    var word: UInt64 = 0
    for k in 0..<8 { word = word << 8 | (k < name.count ? UInt64(UTF16Order.rank(name[k])) : 0) }
    return word
  }

  @inline(__always)
  private static func compare(
    _ a: Key, _ b: Key, _ entries: Span<Tape.Entry>, _ text: Span<UInt8>, _ arena: Span<UInt8>
  ) -> Int {
    // Equal prefixes decide nothing: "a" and "a\0" share one.
    if a.prefix != b.prefix { return a.prefix < b.prefix ? -1 : 1 }
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
