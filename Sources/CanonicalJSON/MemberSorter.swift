/// Puts the members of an object into the order of RFC 8785 and finds two with one name on the way.
struct MemberSorter {
  /// A member with the first eight bytes of its name as a number, big-endian, so that most comparisons are of one word.
  private struct Key {
    var prefix: UInt64
    var at: UInt32
  }

  /// Insertion beats every other method on the few members that objects have; above it would be quadratic.
  private static let insertionLimit = 16

  private var keys: [Key] = []

  /// Appends the tape indices of the names of the object at `object` to `order`, sorted.
  ///
  /// - Throws: `duplicateName` at the later of two equal names.
  mutating func sort(
    membersOf object: Int, entries: [Tape.Entry], text: Span<UInt8>, arena: [UInt8], into order: inout [UInt32]
  ) throws(JSONError) {
    let count = Int(entries[object].count)
    keys.removeAll(keepingCapacity: true)
    var at = object + 1
    for _ in 0..<count {
      var k = keys.count
      let key = Key(prefix: Self.prefix(of: entries[at], text, arena), at: UInt32(truncatingIfNeeded: at))
      keys.append(key)
      if count <= Self.insertionLimit {
        while k > 0 {
          let before = keys[k - 1]
          let comparison = Self.compare(key, before, entries, text, arena)
          if comparison > 0 { break }
          if comparison == 0 { throw JSONError(.duplicateName, at: Int(entries[at].link)) }
          keys[k] = before
          k -= 1
        }
        keys[k] = key
      }
      let value = entries[at + 1]
      at = value.kind.isContainer ? Int(value.link) : at + 2
    }
    if count > Self.insertionLimit { try sortMany(entries, text, arena) }
    for key in keys { order.append(key.at) }
  }

  private mutating func sortMany(_ entries: [Tape.Entry], _ text: Span<UInt8>, _ arena: [UInt8]) throws(JSONError) {
    // A span cannot be captured by the closure that `sort(by:)` takes, so this is a merge sort over two buffers, n log n
    // whatever the order of the input.
    var from = keys
    var to = keys
    var width = 1
    while width < from.count {
      var start = 0
      while start < from.count {
        let middle = min(start + width, from.count)
        let end = min(middle + width, from.count)
        var a = start
        var b = middle
        for k in start..<end {
          if b == end || (a < middle && Self.compare(from[a], from[b], entries, text, arena) <= 0) {
            to[k] = from[a]
            a += 1
          } else {
            to[k] = from[b]
            b += 1
          }
        }
        start = end
      }
      swap(&from, &to)
      width *= 2
    }
    keys = from
    var duplicate: Int?
    for k in 1..<keys.count where Self.compare(keys[k - 1], keys[k], entries, text, arena) == 0 {
      // The merge is stable: of two equal names the later one stands second.
      let offset = Int(entries[Int(keys[k].at)].link)
      duplicate = min(duplicate ?? offset, offset)
    }
    if let duplicate { throw JSONError(.duplicateName, at: duplicate) }
  }

  @inline(__always)
  private static func prefix(of entry: Tape.Entry, _ text: Span<UInt8>, _ arena: [UInt8]) -> UInt64 {
    let start = Int(entry.start)
    let count = Int(entry.count)
    if !entry.flags.contains(.arena), start &+ 8 <= text.count {
      // Inside the text: start + 8 <= count was just checked.
      let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self).bigEndian
      return count >= 8 ? word : word & ~(UInt64.max >> UInt64(count * 8))
    }
    var word: UInt64 = 0
    for k in 0..<8 {
      let byte = k >= count ? 0 : entry.flags.contains(.arena) ? arena[start + k] : text[start + k]
      word = word << 8 | UInt64(byte)
    }
    return word
  }

  @inline(__always)
  private static func compare(
    _ a: Key, _ b: Key, _ entries: [Tape.Entry], _ text: Span<UInt8>, _ arena: [UInt8]
  ) -> Int {
    // Between ASCII prefixes byte order is UTF-16 order. Equal prefixes decide nothing: "a" and "a\0" share one.
    if a.prefix != b.prefix, (a.prefix | b.prefix) & 0x8080_8080_8080_8080 == 0 { return a.prefix < b.prefix ? -1 : 1 }
    return compareFully(entries[Int(a.at)], entries[Int(b.at)], text, arena)
  }

  private static func compareFully(
    _ a: Tape.Entry, _ b: Tape.Entry, _ text: Span<UInt8>, _ arena: [UInt8]
  ) -> Int {
    let first = a.flags.contains(.arena) ? arena.span : text
    let second = b.flags.contains(.arena) ? arena.span : text
    return UTF16Order.compare(
      first.extracting(Int(a.start)..<Int(a.start) + Int(a.count)),
      second.extracting(Int(b.start)..<Int(b.start) + Int(b.count)))
  }
}
