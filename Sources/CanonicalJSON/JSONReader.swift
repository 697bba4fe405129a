/// Reads many texts, each into the document that ``JSONDocument/init(parsing:limits:)`` makes of it.
///
/// The badges of one class differ in a few strings: who, when, the signature. So the reader remembers the last few texts
/// that it read from scratch, and where a new one differs from one of them in string values alone, it takes that one's
/// tape over: only what differs is read again. Any other difference, also one in a name, sends the text down the ordinary
/// way. For one thread at a time.
public struct JSONReader: ~Copyable {
  /// Texts remembered at most: the badges of some issuers may come mixed.
  private static let capacity = 4
  /// Longer texts are not remembered, so that one of them does not stay in memory for all that come after.
  private static let longest = 1 << 16
  /// After so many texts in a row that were like none before, as many are read without looking.
  private static let patience = 64

  private let limits: JSONLimits
  /// The one that fitted last comes first.
  private var patterns: [TapePattern] = []
  private var misses = 0

  public init(limits: JSONLimits = .credential) {
    self.limits = limits
    patterns.reserveCapacity(Self.capacity)
  }

  /// Reads one JSON value that fills the whole text.
  ///
  /// - Throws: ``JSONError`` with the code and the byte offset of the first defect.
  public mutating func read(_ bytes: [UInt8]) throws(JSONError) -> JSONDocument {
    if misses < Self.patience, bytes.count <= limits.bytes {
      for index in patterns.indices {
        guard let tape = patterns[index].tape(for: bytes) else { continue }
        if index > 0 { patterns.swapAt(0, index) }
        misses = 0
        return JSONDocument(tape)
      }
    }
    misses = misses < 2 * Self.patience ? misses + 1 : 0
    let tape = try JSONParser.parse(bytes, limits: limits)
    if bytes.count <= Self.longest { remember(tape) }
    return JSONDocument(tape)
  }

  private mutating func remember(_ tape: Tape) {
    if patterns.count == Self.capacity { patterns.removeLast() }
    patterns.insert(TapePattern(tape), at: 0)
  }
}

/// A tape that serves as the model of others: texts with the same structure, names, numbers and literals, byte for byte,
/// white space included, and with other strings as values.
///
/// Such a text is well-formed if its own strings are, for between them stands what was read once already; it has the same
/// depth and names, so it meets the same limits and its members have the same order.
struct TapePattern {
  private let model: Tape

  init(_ tape: Tape) {
    model = tape
  }

  /// The tape of a text, or nil where it differs from the model's in more than a few strings, or where one of those has
  /// an escape or is malformed.
  func tape(for bytes: [UInt8]) -> Tape? {
    let old = model.text
    var changes: [UInt32] = []
    var counts = InlineArray<32, UInt32>(repeating: 0)
    // Offsets in the model's text and in the new one, up to which both are known to agree.
    var (from, to) = (0, 0)
    while true {
      let same = Self.commonPrefix(old.span, from, bytes.span, to)
      (from, to) = (from &+ same, to &+ same)
      if from == old.count, to == bytes.count { break }
      guard changes.count < counts.count, let value = value(at: from) else { return nil }
      let entry = model.entries[value]
      // The string is read from its start, for the difference may lie within a code point.
      let start = to &- (from &- Int(entry.start))
      let text = bytes.span
      guard let end = try? JSONParser.endOfUnescaped(text, from: start), text[end] == UInt8(ascii: "\"") else {
        return nil
      }
      counts[changes.count] = UInt32(truncatingIfNeeded: end &- start)
      if changes.isEmpty { changes.reserveCapacity(counts.count) }
      changes.append(UInt32(truncatingIfNeeded: value))
      (from, to) = (entry.range.upperBound &+ 1, end &+ 1)
    }
    return Tape(
      text: bytes, arena: model.arena, entries: entries(changes, counts), order: model.order, slack: model.slack,
      firstInexactNumber: model.firstInexactNumber, model: (model, changes))
  }

  /// The tape index of the string that the byte at an offset of the model's text belongs to, the closing quote included;
  /// nil where it belongs to none, or to a name, or to a string with an escape.
  private func value(at offset: Int) -> Int? {
    let entries = model.entries
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low &+ high) / 2
      if Self.order(middle, entries.span) < offset { low = middle &+ 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let entry = entries[low &- 1]
    let closing = entry.range.upperBound
    guard entry.kind == .string, !entry.flags.contains(.arena), offset <= closing, !isName(endingAt: closing) else {
      return nil
    }
    return low &- 1
  }

  /// Where a value or name starts, and for an object its first name, which keeps the order of the tape.
  private static func order(_ at: Int, _ entries: Span<Tape.Entry>) -> Int {
    let entry = entries[at]
    return switch entry.kind {
    case .string, .number: Int(entry.link)
    case .object where entry.count > 0: Int(entries[at &+ 1].link)
    case .null, .false, .true, .array, .object: Int(entry.start)
    }
  }

  /// Only a name is followed by a colon.
  private func isName(endingAt closing: Int) -> Bool {
    let text = model.text
    var i = closing &+ 1
    while i < text.count, text[i] <= 0x20 { i &+= 1 }
    return i < text.count && text[i] == UInt8(ascii: ":")
  }

  private func entries(_ changes: [UInt32], _ counts: InlineArray<32, UInt32>) -> [Tape.Entry] {
    var entries = model.entries
    var output = entries.mutableSpan
    var shift: UInt32 = 0
    var next = 0
    for (k, change) in changes.enumerated() {
      Self.move(&output, next..<Int(change), by: shift)
      next = Int(change)
      var entry = output[next].moved(by: shift)
      shift &+= counts[k] &- entry.count
      entry.count = counts[k]
      output[next] = entry
      next &+= 1
    }
    Self.move(&output, next..<output.count, by: shift)
    return entries
  }

  @inline(__always)
  private static func move(_ entries: inout MutableSpan<Tape.Entry>, _ range: Range<Int>, by shift: UInt32) {
    guard shift != 0 else { return }
    for index in range { entries[index] = entries[index].moved(by: shift) }
  }

  /// How many bytes of both texts are the same from two offsets on.
  private static func commonPrefix(_ a: Span<UInt8>, _ i: Int, _ b: Span<UInt8>, _ j: Int) -> Int {
    let count = min(a.count &- i, b.count &- j)
    // With what stands in the loops, this line is what makes the unsafe accesses below safe.
    precondition(i >= 0 && j >= 0 && count >= 0)
    guard count > 0 else { return 0 }
    return unsafe a.withUnsafeBytes { a in
      unsafe b.withUnsafeBytes { b in
        let x = unsafe a.baseAddress.unsafelyUnwrapped + i
        let y = unsafe b.baseAddress.unsafelyUnwrapped + j
        var k = 0
        while k &+ 32 <= count {
          let first = unsafe difference(x, y, k) | difference(x, y, k &+ 8)
          let second = unsafe difference(x, y, k &+ 16) | difference(x, y, k &+ 24)
          if first | second != 0 { break }
          k &+= 32
        }
        while k &+ 8 <= count {
          let difference = unsafe difference(x, y, k)
          if difference != 0 { return k &+ difference.trailingZeroBitCount >> 3 }
          k &+= 8
        }
        while k < count, unsafe x.load(fromByteOffset: k, as: UInt8.self) == y.load(fromByteOffset: k, as: UInt8.self) {
          k &+= 1
        }
        return k
      }
    }
  }

  /// Zero where the eight bytes from `k` on are the same; otherwise the first that differ are the lowest.
  @inline(__always)
  private static func difference(_ x: UnsafeRawPointer, _ y: UnsafeRawPointer, _ k: Int) -> UInt64 {
    let first = unsafe x.loadUnaligned(fromByteOffset: k, as: UInt64.self)
    let second = unsafe y.loadUnaligned(fromByteOffset: k, as: UInt64.self)
    return (first ^ second).littleEndian
  }
}
