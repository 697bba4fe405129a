/// Reads a text into a ``Tape``, strictly: RFC 8259 grammar, RFC 7493 restrictions, the whole text consumed.
///
/// The reader keeps its own stack of open containers, so that no nesting of the input can overflow the program's.
struct JSONParser {
  /// An array or object that is open.
  private struct Container {
    /// Its tape index.
    var at: Int
    var kind: JSONDocument.Kind
    /// Elements or members that began.
    var count = 0

    /// What the root value stands in: nothing that a byte could close.
    static let outside = Container(at: 0, kind: .null)
  }

  /// The offset of the next byte.
  private var i = 0
  private var container = Container.outside
  /// What `container` stands in, from the outside.
  private var enclosing: [Container] = []
  private var order: [UInt32] = []
  private var arena: [UInt8] = []
  private var slack = 0
  private var firstInexactNumber: UInt32?
  private let limits: JSONLimits

  static func parse(_ bytes: [UInt8], limits: JSONLimits) throws(JSONError) -> Tape {
    guard bytes.count <= limits.bytes else { throw JSONError(.tooLarge, at: limits.bytes) }
    var parser = JSONParser(limits: limits)
    // Enough for a credential, so that nothing grows on the way; more where it is needed costs little.
    parser.order.reserveCapacity(bytes.count / 32 + 8)
    parser.enclosing.reserveCapacity(16)
    // Every value is followed by a comma, a colon or a bracket, but for the last in each container that is still open:
    // no text has more entries than half its bytes and those. Room that is not used is never touched, so it costs
    // addresses and no memory, and the tape need not grow while it is written.
    let most = bytes.count / 2 + min(limits.depth, bytes.count) + 2
    let text = bytes.span
    let entries = try [Tape.Entry](capacity: most) { (tape: inout OutputSpan<Tape.Entry>) throws(JSONError) in
      try parser.document(text, &tape)
    }
    return Tape(
      text: bytes, arena: parser.arena, entries: entries, order: parser.order, slack: parser.slack,
      firstInexactNumber: parser.firstInexactNumber)
  }

  private init(limits: JSONLimits) {
    self.limits = limits
  }

  // The text and the tape are parameters of every function below: a struct could hold them only with the experimental
  // `Lifetimes`, and an array in a property costs a reference count and a uniqueness check at each use.

  private mutating func document(_ text: Span<UInt8>, _ tape: inout OutputSpan<Tape.Entry>) throws(JSONError) {
    if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { throw JSONError(.byteOrderMark, at: 0) }
    skipWhiteSpace(text)
    guard i < text.count else { throw JSONError(.emptyInput, at: i) }
    try value(text, &tape)
    while container.kind != .null {
      skipWhiteSpace(text)
      guard i < text.count else { throw JSONError(.unexpectedEnd, at: i) }
      if text[i] == (container.kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
        i &+= 1
        try end(text, &tape)
        continue
      }
      if container.count > 0 {
        guard text[i] == UInt8(ascii: ",") else { throw unexpected(text) }
        i &+= 1
        skipWhiteSpace(text)
      }
      container.count &+= 1
      if container.kind == .object { try name(text, &tape) }
      try value(text, &tape)
    }
    skipWhiteSpace(text)
    guard i == text.count else { throw JSONError(.trailingBytes, at: i) }
  }

  /// Reads a member's name and the colon.
  @inline(__always)
  private mutating func name(_ text: Span<UInt8>, _ tape: inout OutputSpan<Tape.Entry>) throws(JSONError) {
    guard i < text.count, text[i] == UInt8(ascii: "\"") else { throw unexpected(text) }
    guard container.count <= limits.members else { throw JSONError(.tooManyMembers, at: i) }
    try string(text, &tape)
    skipWhiteSpace(text)
    guard i < text.count, text[i] == UInt8(ascii: ":") else { throw unexpected(text) }
    i &+= 1
    skipWhiteSpace(text)
  }

  /// Reads a scalar, or the opening bracket of a container, which then is `container`.
  @inline(__always)
  private mutating func value(_ text: Span<UInt8>, _ tape: inout OutputSpan<Tape.Entry>) throws(JSONError) {
    guard i < text.count else { throw JSONError(.unexpectedEnd, at: i) }
    switch text[i] {
    case UInt8(ascii: "\""): try string(text, &tape)
    case UInt8(ascii: "{"): try begin(.object, &tape)
    case UInt8(ascii: "["): try begin(.array, &tape)
    case UInt8(ascii: "t"): tape.append(try literal("true", .true, text))
    case UInt8(ascii: "f"): tape.append(try literal("false", .false, text))
    case UInt8(ascii: "n"): tape.append(try literal("null", .null, text))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): tape.append(try number(text, at: tape.count))
    default: throw unexpected(text)
    }
  }

  private mutating func begin(
    _ kind: JSONDocument.Kind, _ tape: inout OutputSpan<Tape.Entry>
  ) throws(JSONError) {
    guard enclosing.count < limits.depth else { throw JSONError(.tooDeep, at: i) }
    enclosing.append(container)
    container = Container(at: tape.count, kind: kind)
    tape.append(Tape.Entry(kind: kind, flags: [], start: UInt32(truncatingIfNeeded: i), count: 0, link: 0))
    i &+= 1
  }

  private mutating func end(_ text: Span<UInt8>, _ tape: inout OutputSpan<Tape.Entry>) throws(JSONError) {
    var entry = tape[container.at]
    entry.count = UInt32(truncatingIfNeeded: container.count)
    entry.link = UInt32(truncatingIfNeeded: tape.count)
    if container.kind == .object, container.count > 0 {
      entry.start = UInt32(truncatingIfNeeded: order.count)
      try MemberSorter.sort(container.count, from: container.at + 1, tape.span, text, arena, into: &order)
    }
    tape[container.at] = entry
    container = enclosing.removeLast()
  }

  @inline(__always)
  private mutating func skipWhiteSpace(_ text: Span<UInt8>) {
    while i < text.count {
      let byte = text[i]
      // The first comparison answers for nearly every byte that is none.
      guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      i &+= 1
    }
  }

  private mutating func literal(
    _ word: StaticString, _ kind: JSONDocument.Kind, _ text: Span<UInt8>
  ) throws(JSONError) -> Tape.Entry {
    let start = i
    for k in 0..<word.utf8CodeUnitCount {
      guard i < text.count, text[i] == (unsafe word.utf8Start[k]) else { throw unexpected(text) }
      i += 1
    }
    return Tape.Entry(kind: kind, flags: .plain, start: UInt32(truncatingIfNeeded: start), count: 0, link: 0)
  }

  private mutating func number(_ text: Span<UInt8>, at index: Int) throws(JSONError) -> Tape.Entry {
    let start = i
    let number = NumberText(scanning: text.extracting(start..<text.count))
    i += number.length
    guard number.isWellFormed else {
      if i < text.count, text[i] >= 0x80 { throw unexpected(text) }
      throw JSONError(i < text.count ? .invalidNumber : .unexpectedEnd, at: i)
    }
    var entry = Tape.Entry(
      kind: .number, flags: .plain, start: UInt32(truncatingIfNeeded: start),
      count: UInt32(truncatingIfNeeded: number.length), link: UInt32(truncatingIfNeeded: start))
    if !number.isPlain { try normalize(number, text.extracting(start..<i), &entry, at: index) }
    return entry
  }

  /// Puts the ECMAScript form of a number into the arena, as the decoded text of a string is put there.
  private mutating func normalize(
    _ number: NumberText, _ text: Span<UInt8>, _ entry: inout Tape.Entry, at index: Int
  ) throws(JSONError) {
    let value = number.value(text)
    guard value.isFinite else { throw JSONError(.numberOverflow, at: Int(entry.link)) }
    let digits = ShortestDigits(value)
    if firstInexactNumber == nil, !number.isSame(text, as: digits) {
      firstInexactNumber = UInt32(truncatingIfNeeded: index)
    }
    let start = arena.count
    arena.append(addingCapacity: ECMAScriptNumber.longest) {
      ECMAScriptNumber.append(digits, isNegative: value < 0, to: &$0)
    }
    entry.flags = [.plain, .arena]
    entry.start = UInt32(truncatingIfNeeded: start)
    entry.count = UInt32(truncatingIfNeeded: arena.count - start)
    slack += max(0, arena.count - start - text.count)
  }

  // MARK: strings

  private mutating func string(_ text: Span<UInt8>, _ tape: inout OutputSpan<Tape.Entry>) throws(JSONError) {
    let quote = i
    i &+= 1
    try skipUnescaped(text)
    guard text[i] == UInt8(ascii: "\"") else {
      tape.append(try escapedString(text, quote: quote))
      return
    }
    tape.append(
      Tape.Entry(
        kind: .string, flags: .plain, start: UInt32(truncatingIfNeeded: quote &+ 1),
        count: UInt32(truncatingIfNeeded: i &- quote &- 1), link: UInt32(truncatingIfNeeded: quote)))
    i &+= 1
  }

  /// Goes on to the next quote or backslash. Everything on the way is checked.
  @inline(__always)
  private mutating func skipUnescaped(_ text: Span<UInt8>) throws(JSONError) {
    i = try Self.endOfUnescaped(text, from: i)
  }

  /// The offset of the next quote or backslash. Everything on the way is checked.
  @inline(__always)
  static func endOfUnescaped(_ text: Span<UInt8>, from start: Int) throws(JSONError) -> Int {
    var i = start
    while true {
      // Eight bytes at a time while all are printable ASCII other than the quote and the backslash.
      while i &+ 8 <= text.count {
        // Inside the text: i + 8 <= count was just checked.
        let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self).littleEndian
        let special = BytesInWord.controlsQuotesAndBackslashes(word) | (word & BytesInWord.high)
        if special != 0 {
          i &+= special.trailingZeroBitCount >> 3
          break
        }
        i &+= 8
      }
      guard i < text.count else { throw JSONError(.unexpectedEnd, at: i) }
      let byte = text[i]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return i }
      if byte < 0x20 { throw JSONError(.controlCharacter, at: i) }
      if byte < 0x80 { i &+= 1 } else { i = try UTF8Scalar.check(text, at: i) }
    }
  }

  /// The rest of a string that holds an escape at `i`: decoded into the arena.
  private mutating func escapedString(_ text: Span<UInt8>, quote: Int) throws(JSONError) -> Tape.Entry {
    let start = arena.count
    if start == 0 { arena.reserveCapacity(min(text.count - quote, 512)) }
    var copied = quote + 1
    var isPlain = true
    while true {
      append(text, copied..<i)
      if text[i] == UInt8(ascii: "\"") { break }
      try escape(text, isPlain: &isPlain)
      copied = i
      try skipUnescaped(text)
    }
    i += 1
    return Tape.Entry(
      kind: .string, flags: isPlain ? [.plain, .arena] : .arena, start: UInt32(truncatingIfNeeded: start),
      count: UInt32(truncatingIfNeeded: arena.count - start), link: UInt32(truncatingIfNeeded: quote))
  }

  private mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
    unsafe text.extracting(range).withUnsafeBufferPointer { unsafe arena.append(contentsOf: $0) }
  }

  private mutating func escape(_ text: Span<UInt8>, isPlain: inout Bool) throws(JSONError) {
    let backslash = i
    guard i + 1 < text.count else { throw JSONError(.unexpectedEnd, at: text.count) }
    i += 2
    switch text[backslash + 1] {
    case UInt8(ascii: "\""): arena.append(0x22)
    case UInt8(ascii: "\\"): arena.append(0x5C)
    case UInt8(ascii: "/"):
      arena.append(0x2F)
      return
    case UInt8(ascii: "b"): arena.append(0x08)
    case UInt8(ascii: "f"): arena.append(0x0C)
    case UInt8(ascii: "n"): arena.append(0x0A)
    case UInt8(ascii: "r"): arena.append(0x0D)
    case UInt8(ascii: "t"): arena.append(0x09)
    case UInt8(ascii: "u"):
      let scalar = try unicodeEscape(text, backslash: backslash)
      UTF8Scalar.append(scalar, to: &arena)
      if scalar >= 0x20, scalar != 0x22, scalar != 0x5C { return }
    default: throw JSONError(.invalidEscape, at: backslash)
    }
    isPlain = false
  }

  private mutating func unicodeEscape(_ text: Span<UInt8>, backslash: Int) throws(JSONError) -> UInt32 {
    let unit = try hexDigits(text, backslash: backslash)
    var scalar = unit
    if unit & 0xF800 == 0xD800 {
      guard unit < 0xDC00, i + 1 < text.count, text[i] == UInt8(ascii: "\\"), text[i + 1] == UInt8(ascii: "u") else {
        throw JSONError(.loneSurrogate, at: backslash)
      }
      let second = i
      i += 2
      let low = try hexDigits(text, backslash: second)
      guard low & 0xFC00 == 0xDC00 else { throw JSONError(.loneSurrogate, at: backslash) }
      scalar = 0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF)
    }
    guard !UTF8Scalar.isNoncharacter(scalar) else { throw JSONError(.noncharacter, at: backslash) }
    return scalar
  }

  /// Four hexadecimal digits at `i`.
  private mutating func hexDigits(_ text: Span<UInt8>, backslash: Int) throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard i < text.count else { throw JSONError(.unexpectedEnd, at: i) }
      let byte = text[i]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt32(byte - 0x57)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt32(byte - 0x37)
      default: throw JSONError(.invalidEscape, at: backslash)
      }
      i += 1
    }
    return unit
  }

  /// The error of a byte that the grammar does not allow at `i`; bytes that are not even UTF-8 are named as such.
  private func unexpected(_ text: Span<UInt8>) -> JSONError {
    guard i < text.count else { return JSONError(.unexpectedEnd, at: i) }
    if text[i] >= 0x80 {
      do throws(JSONError) { _ = try UTF8Scalar.check(text, at: i) } catch { return error }
    }
    return JSONError(.unexpectedByte, at: i)
  }
}

/// Looks at eight bytes at once, as a little-endian number.
enum BytesInWord {
  static let high: UInt64 = 0x8080_8080_8080_8080

  /// The high bit of each byte that is a control, a quote or a backslash. A borrow may mark further bytes above the
  /// lowest such one, so only the lowest counts.
  @inline(__always)
  static func controlsQuotesAndBackslashes(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let control = (word &- ones &* 0x20) & ~word
    let quotes = word ^ (ones &* 0x22)
    let slashes = word ^ (ones &* 0x5C)
    return (control | ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes)) & high
  }
}

/// Single code points in UTF-8 (RFC 3629).
enum UTF8Scalar {
  /// Checks the code point of two to four bytes at `at` and gives the offset behind it.
  ///
  /// - Throws: `invalidUTF8` or `noncharacter`.
  static func check(_ text: Span<UInt8>, at: Int) throws(JSONError) -> Int {
    let lead = text[at]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    // C0 and C1 would be overlong, F5 and above lie beyond U+10FFFF, 80 to BF continue nothing.
    guard lead >= 0xC2, lead <= 0xF4, at + length <= text.count else { throw JSONError(.invalidUTF8, at: at) }
    var scalar = UInt32(lead) & (0xFF >> UInt32(length + 1))
    for k in 1..<length {
      let byte = text[at + k]
      guard byte & 0xC0 == 0x80 else { throw JSONError(.invalidUTF8, at: at) }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard scalar >= smallest, scalar <= 0x10FFFF, scalar & 0xFFFF_F800 != 0xD800 else {
      throw JSONError(.invalidUTF8, at: at)
    }
    guard !isNoncharacter(scalar) else { throw JSONError(.noncharacter, at: at) }
    return at + length
  }

  /// U+FDD0 to U+FDEF and the last two code points of each plane.
  @inline(__always)
  static func isNoncharacter(_ scalar: UInt32) -> Bool {
    scalar & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar)
  }

  static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    if scalar < 0x80 {
      bytes.append(UInt8(scalar))
      return
    }
    if scalar < 0x800 {
      bytes.append(UInt8(0xC0 | scalar >> 6))
    } else {
      if scalar < 0x10000 {
        bytes.append(UInt8(0xE0 | scalar >> 12))
      } else {
        bytes.append(UInt8(0xF0 | scalar >> 18))
        bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      }
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    }
    bytes.append(UInt8(0x80 | scalar & 0x3F))
  }
}
