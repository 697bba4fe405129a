import CanonicalJSON

/// Literals as canonical N-Quads writes them (RDFC-1.0, appendix A).
enum LiteralText {
  /// The bytes that a lexical form has as STRING_LITERAL_QUOTE, with both quotes.
  static func length(of text: Span<UInt8>) -> Int {
    var length = text.count + 2
    var at = 0
    while let special = nextSpecial(in: text, from: at) {
      length += special.escape - special.length
      at = special.at + special.length
    }
    return length
  }

  /// Appends a lexical form in quotes: ``length(of:)`` bytes.
  static func append(_ text: Span<UInt8>, to output: inout OutputSpan<UInt8>) {
    output.append(UInt8(ascii: "\""))
    var at = 0
    while let special = nextSpecial(in: text, from: at) {
      JSONText.append(written: text.extracting(at..<special.at), to: &output)
      output.append(UInt8(ascii: "\\"))
      let byte = text[special.at]
      if special.escape == 2 {
        output.append(letter(for: byte))
      } else {
        // U+FFFE and U+FFFF take three bytes, all others one.
        let value: UInt16 = special.length == 1 ? UInt16(byte) : 0xFFFE | UInt16(text[special.at + 2] & 1)
        output.append(UInt8(ascii: "u"))
        for shift in [12, 8, 4, 0] {
          let digit = UInt8(truncatingIfNeeded: value >> UInt16(shift)) & 15
          output.append(digit < 10 ? 0x30 + digit : 0x37 + digit)
        }
      }
      at = special.at + special.length
    }
    JSONText.append(written: text.extracting(at..<text.count), to: &output)
    output.append(UInt8(ascii: "\""))
  }

  /// The next character that does not stand as it is, its bytes, and the bytes of its escape.
  private static func nextSpecial(in text: Span<UInt8>, from start: Int) -> (at: Int, length: Int, escape: Int)? {
    var at = start
    while at < text.count {
      // Eight bytes at a time while none of them is special.
      while at &+ 8 <= text.count {
        // Inside the text: at + 8 <= count was just checked.
        let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
        let candidates = candidates(word)
        if candidates != 0 {
          at &+= candidates.trailingZeroBitCount >> 3
          break
        }
        at &+= 8
      }
      guard at < text.count else { return nil }
      let byte = text[at]
      switch byte {
      case 0x08, 0x09, 0x0A, 0x0C, 0x0D, 0x22, 0x5C: return (at, 1, 2)
      case 0x00...0x1F, 0x7F: return (at, 1, 6)
      // EF BF BE and EF BF BF are U+FFFE and U+FFFF, which are no Char of XML 1.1.
      case 0xEF where at + 2 < text.count && text[at + 1] == 0xBF && text[at + 2] >= 0xBE: return (at, 3, 6)
      default: at &+= 1
      }
    }
    return nil
  }

  /// A bit in each byte of a word that may be special, exact in the lowest one that has a bit: controls, `"`, `\`, DEL and
  /// EF.
  @inline(__always)
  private static func candidates(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    func zeros(_ x: UInt64) -> UInt64 { (x &- ones) & ~x & tops }
    let controls = (word &- ones &* 0x20) & ~word & tops
    return controls | zeros(word ^ ones &* 0x22) | zeros(word ^ ones &* 0x5C) | zeros(word ^ ones &* 0x7F)
      | zeros(word ^ ones &* 0xEF)
  }

  private static func letter(for byte: UInt8) -> UInt8 {
    switch byte {
    case 0x08: UInt8(ascii: "b")
    case 0x09: UInt8(ascii: "t")
    case 0x0A: UInt8(ascii: "n")
    case 0x0C: UInt8(ascii: "f")
    case 0x0D: UInt8(ascii: "r")
    default: byte
    }
  }
}
