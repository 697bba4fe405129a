import CanonicalJSON

/// The tokens of N-Quads that are checked alike in a text and in what is given to a ``Dataset``.
enum NQuadsSyntax {
  /// Where the language tag ends that starts at `start`, behind the `@`; nil where there is none.
  ///
  /// LANGTAG: `[a-zA-Z]+ ('-' [a-zA-Z0-9]+)*`.
  static func languageTag(in text: Span<UInt8>, at start: Int) -> Int? {
    var at = start
    while at < text.count, text[at].isLetter { at += 1 }
    guard at > start else { return nil }
    while at + 1 < text.count, text[at] == UInt8(ascii: "-"), text[at + 1].isLetter || text[at + 1].isDigit {
      at += 1
      while at < text.count, text[at].isLetter || text[at].isDigit { at += 1 }
    }
    return at
  }

  /// Where the label ends that starts at `start`, behind `_:`; nil where there is none. `text` is valid UTF-8.
  ///
  /// BLANK_NODE_LABEL: `(PN_CHARS_U | [0-9]) ((PN_CHARS | '.')* PN_CHARS)?`.
  static func blankNodeLabel(in text: Span<UInt8>, at start: Int) -> Int? {
    var at = start
    // A full stop belongs to the label only if more of it follows.
    var end: Int?
    while at < text.count {
      let byte = text[at]
      var length = 1
      if byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") {
        end = at + 1
      } else if byte == UInt8(ascii: "-") {
        guard at > start else { return nil }
        end = at + 1
      } else if byte == UInt8(ascii: ".") {
        guard at > start else { return nil }
      } else if byte >= 0x80, let scalar = scalar(in: text, at: at) {
        guard isNameStart(scalar.value) || (at > start && isNamePart(scalar.value)) else { return end }
        length = scalar.length
        end = at + length
      } else {
        return end
      }
      at += length
    }
    return end
  }

  /// The character at `at`, which is beyond ASCII, in valid UTF-8; nil in any other.
  static func scalar(in text: Span<UInt8>, at: Int) -> (value: UInt32, length: Int)? {
    let lead = text[at]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, at + length <= text.count else { return nil }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for k in 1..<length { value = value << 6 | UInt32(text[at + k] & 0x3F) }
    return (value, length)
  }

  /// PN_CHARS_BASE beyond ASCII.
  private static func isNameStart(_ c: UInt32) -> Bool {
    switch c {
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F,
      0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
      true
    default: false
    }
  }

  /// What PN_CHARS has beyond PN_CHARS_U and ASCII.
  private static func isNamePart(_ c: UInt32) -> Bool {
    switch c {
    case 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: false
    }
  }
}

/// What an IRI has to be to stand in a dataset.
enum IRISyntax {
  /// A scheme (RFC 3986, section 3.1), and no character that N-Quads rules out of an IRIREF: U+0000 to U+0020, and
  /// `<>"{}|^` + "`" + `\`.
  static func isAbsolute(_ iri: Span<UInt8>) -> Bool { numberSigns(inAbsolute: iri) != nil }

  /// How many number signs an absolute IRI has; nil for what is none. One walk for all that is asked of an IRI.
  static func numberSigns(inAbsolute iri: Span<UInt8>) -> Int? {
    guard iri.count > 1, iri[0].isLetter else { return nil }
    var at = 1
    while at < iri.count, isInScheme(iri[at]) { at &+= 1 }
    guard at < iri.count, iri[at] == UInt8(ascii: ":") else { return nil }
    var signs = 0
    while at &+ 8 <= iri.count {
      // Inside the IRI: at + 8 <= count was just checked.
      let word = unsafe iri.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      guard areAllowed(word) else { return nil }
      signs &+= numberSigns(word)
      at &+= 8
    }
    while at < iri.count {
      guard isAllowed(iri[at]) else { return nil }
      if iri[at] == UInt8(ascii: "#") { signs &+= 1 }
      at &+= 1
    }
    return signs
  }

  /// A letter, a digit, `+`, `-` or `.`.
  @inline(__always)
  private static func isInScheme(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == 0x2B || byte == 0x2D || byte == 0x2E
  }

  /// How many of eight bytes are `#`.
  @inline(__always)
  private static func numberSigns(_ word: UInt64) -> Int {
    let x = word ^ 0x2323_2323_2323_2323
    let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    // The top bit of each byte that is zero, and of no other.
    return (~(((x & lows) &+ lows) | x | lows)).nonzeroBitCount
  }

  /// ``isAllowed(_:)`` for eight bytes at once.
  @inline(__always)
  private static func areAllowed(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    // The top bit of a byte that is zero; above one also of others, but none where there is no zero at all.
    func zeros(_ x: UInt64) -> UInt64 { (x &- ones) & ~x }
    var forbidden = (word &- ones &* 0x21) & ~word
    forbidden |= zeros(word ^ ones &* 0x22) | zeros(word ^ ones &* 0x60)
    // `<` and `>`, and `\` and `^`, differ in one bit.
    let masked = word & ~(ones &* 2)
    forbidden |= zeros(masked ^ ones &* 0x3C) | zeros(masked ^ ones &* 0x5C)
    // `{`, `|` and `}`.
    forbidden |= zeros(word ^ ones &* 0x7B) | zeros(word ^ ones &* 0x7C) | zeros(word ^ ones &* 0x7D)
    return forbidden & tops == 0
  }

  @inline(__always)
  static func isAllowed(_ byte: UInt8) -> Bool {
    // One bit for each byte below 0x80.
    let low: UInt64 = 0xFFFF_FFFE_0000_0000 & ~(1 << 0x22 | 1 << 0x3C | 1 << 0x3E)
    let high: UInt64 = ~(1 << 0x1C | 1 << 0x1E | 1 << 0x20 | 1 << 0x3B | 1 << 0x3C | 1 << 0x3D)
    if byte >= 0x80 { return true }
    return (byte < 0x40 ? low : high) >> UInt64(byte & 0x3F) & 1 == 1
  }
}

extension UInt8 {
  @inline(__always) var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }
}

extension Span<UInt8> {
  func equals(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { isSame(as: unsafe Span(_unsafeElements: $0)) }
  }
}

extension String {
  /// Text that explains an error; what is not UTF-8 is repaired.
  init(utf8 bytes: Span<UInt8>) {
    // SAFETY: the buffer is read before the borrow ends, and String keeps a copy.
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
