/// The storage of a ``JSONDocument``: built once by ``JSONParser`` or ``TapePattern``, never changed after.
final class Tape: Sendable {
  /// One value or member name.
  struct Entry: BitwiseCopyable, Sendable {
    var kind: JSONDocument.Kind
    var flags: Flags
    /// String, number: first byte in the text or the arena. Object with members: first index in `order`. Anything else:
    /// its offset in the text.
    var start: UInt32
    /// String, number: bytes. Container: elements or members.
    var count: UInt32
    /// Container: index of the entry after its last descendant. String, number: its offset in the text.
    var link: UInt32

    /// The index of the entry after this value and all that is in it, where the entry stands at `index`.
    @inline(__always)
    func next(after index: Int) -> Int { kind.isContainer ? Int(link) : index &+ 1 }

    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(start) &+ Int(count) }

    /// The entry of the same value in a text where it stands `shift` bytes further on (modulo 2^32).
    @inline(__always)
    func moved(by shift: UInt32) -> Entry {
      // Without a branch: values of all kinds stand mixed.
      let linkIsOffset: UInt32 = kind == .string || kind == .number ? .max : 0
      let startIsNone = flags.contains(.arena) || (kind == .object && count > 0)
      var entry = self
      entry.link &+= shift & linkIsOffset
      entry.start &+= startIsNone ? 0 : shift
      return entry
    }
  }

  struct Flags: OptionSet, BitwiseCopyable, Sendable {
    let rawValue: UInt8
    /// The bytes at (start, count) are their own RFC 8785 form.
    static let plain = Flags(rawValue: 1)
    /// (start, count) lies in the arena, not in the text: a string that held an escape, decoded, or a number that was not
    /// in its RFC 8785 form, in that form.
    static let arena = Flags(rawValue: 2)
  }

  let text: [UInt8]
  let arena: [UInt8]
  let entries: [Entry]
  let order: [UInt32]
  /// How many bytes the canonical form may need beyond the length of the text: numbers such as `1e20` grow.
  let slack: Int
  let firstInexactNumber: UInt32?
  /// Where this tape was made after another one: which, and the strings that differ, as ascending tape indices.
  let model: (tape: Tape, changes: [UInt32])?

  init(
    text: [UInt8], arena: [UInt8], entries: [Entry], order: [UInt32], slack: Int, firstInexactNumber: UInt32?,
    model: (tape: Tape, changes: [UInt32])? = nil
  ) {
    self.model = model
    self.text = text
    self.arena = arena
    self.entries = entries
    self.order = order
    self.slack = slack
    self.firstInexactNumber = firstInexactNumber
  }

  @inline(__always)
  func next(_ at: Int) -> Int { entries[at].next(after: at) }

  @inline(__always)
  func withText<R>(_ entry: Entry, _ body: (Span<UInt8>) -> R) -> R {
    entry.flags.contains(.arena)
      ? Self.with(arena, entry.range, body) : Self.with(text, entry.range, body)
  }

  /// An argument is borrowed; a span of a property would first have to retain the array.
  @inline(__always)
  private static func with<R>(_ bytes: [UInt8], _ range: Range<Int>, _ body: (Span<UInt8>) -> R) -> R {
    body(bytes.span.extracting(range))
  }

  @inline(__always)
  func text(_ at: Int, equals other: Span<UInt8>) -> Bool {
    let entry = entries[at]
    guard Int(entry.count) == other.count else { return false }
    return withText(entry) { $0.isSame(as: other) }
  }

  func compare(_ at: Int, with other: Span<UInt8>) -> Int {
    withText(entries[at]) { UTF16Order.compare($0, other) }
  }

  /// Where a value or a name starts in the text.
  func offset(of at: Int) -> Int {
    let entry = entries[at]
    switch entry.kind {
    case .string, .number: return Int(entry.link)
    case .object where entry.count > 0:
      // An object has no room for its offset; its first name has one, and only white space stands between.
      var offset = Int(entries[at + 1].link) - 1
      while text[offset] != UInt8(ascii: "{") { offset -= 1 }
      return offset
    default: return Int(entry.start)
    }
  }

  /// Bytes that the canonical form of the value at `at` cannot exceed.
  func canonicalBound(of at: Int) -> Int {
    if at == 0 { return text.count + slack }
    var bound = 0
    for index in at..<next(at) {
      let entry = entries[index]
      switch entry.kind {
      // Six bytes are the longest escape; two quotes and a comma or colon go round it.
      case .string: bound += Int(entry.count) * (entry.flags.contains(.plain) ? 1 : 6) + 3
      case .number: bound += Int(entry.count) + 1
      default: bound += "false,".utf8.count
      }
    }
    return bound
  }
}

/// The order of RFC 8785 section 3.2.3: by UTF-16 code units, here on UTF-8 bytes.
enum UTF16Order {
  /// Negative, zero or positive, as the first text stands before, with or after the second. Both are valid UTF-8.
  static func compare(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Int {
    let shared = min(a.count, b.count)
    var i = 0
    // Names of megabytes may share megabytes.
    while i &+ 8 <= shared {
      // Inside both: i + 8 <= shared was just checked.
      let x = unsafe a.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)
      let y = unsafe b.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)
      if x != y { break }
      i &+= 8
    }
    while i < shared {
      if a[i] != b[i] { return rank(a[i]) < rank(b[i]) ? -1 : 1 }
      i += 1
    }
    return a.count - b.count
  }

  /// The place of a byte among the bytes that may stand where two texts first differ.
  ///
  /// Byte order and UTF-16 order agree but for one case: code points above U+FFFF (lead bytes F0 to F4) are surrogate
  /// pairs, D800 to DFFF, in UTF-16, and so stand before U+E000 to U+FFFF (lead bytes EE and EF). No other byte of valid
  /// UTF-8 is EE or above, so these two move behind.
  @inline(__always)
  static func rank(_ byte: UInt8) -> UInt8 { byte & 0xFE == 0xEE ? byte | 0x10 : byte }
}
