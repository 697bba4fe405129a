import COpenSSL

/// base58-btc (draft-msporny-base58-03), for texts and values of the size of a key or a signature.
///
/// Both directions are a change of base on limbs, which costs the product of the two lengths. Reading takes ten
/// characters at a time (58^10 is the largest power of 58 below 2^64) on limbs of eight bytes; writing, of which there
/// is less, four bytes at a time on limbs of five characters (58^5 is the largest power below 2^32). All of it stays on the stack and is wiped, because private keys pass here
/// too.
enum Base58 {
  /// The longest text that is decoded.
  static let maximumLength = 127
  /// The longest value that is encoded: any 92 bytes fit in `maximumLength` characters.
  static let maximumByteCount = 92

  /// Lends the decoded bytes to `body`; nil where a character is none of the alphabet.
  static func withDecoded<Result: ~Copyable, Failure: Error>(
    _ text: Span<UInt8>, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    precondition(text.count <= maximumLength, "the length is bounded before decoding")
    var decoder = Base58Decoder()
    defer { wipe(&decoder) }
    guard decoder.read(text) else { return nil }
    return try body(decoder.bytes.span.extracting(droppingFirst: decoder.start))
  }

  /// Lends the text of `bytes`, with `prefix` before it, to `body`.
  static func withEncoded<Result: ~Copyable, Failure: Error>(
    _ bytes: Span<UInt8>, prefix: UInt8, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(bytes.count <= maximumByteCount, "base58 is for keys and signatures")
    var encoder = Base58Encoder()
    defer { wipe(&encoder) }
    encoder.write(bytes, prefix: prefix)
    return try body(encoder.text.span.extracting(droppingFirst: encoder.start))
  }
}

/// 58^5.
private let fiveDigits: UInt64 = 656_356_768

private struct Base58Decoder: BitwiseCopyable {
  /// The decoded bytes fill the end, from `start` on: at most 127, for 127 leading `1`.
  private(set) var bytes = InlineArray<128, UInt8>(repeating: 0)
  private(set) var start = 128
  /// Least significant first; 58^127 is below 2^744.
  private var limbs = InlineArray<12, UInt64>(repeating: 0)
  private var limbCount = 0

  /// False where a character is none of the alphabet.
  mutating func read(_ text: Span<UInt8>) -> Bool {
    var at = 0
    while at < text.count {
      // The first group takes the odd characters, so that all others are full.
      let end = at == 0 ? (text.count - 1) % 10 + 1 : at + 10
      var factor: UInt64 = 1
      var group: UInt64 = 0
      while at < end {
        let digit = Base58Alphabet.digit(of: text[at])
        guard digit < 58 else { return false }
        factor *= 58
        group = group * 58 + UInt64(digit)
        at += 1
      }
      multiplyAdd(factor, group)
    }
    writeBytes(leadingZeros: text.countLeading(Base58Alphabet.zero))
    return true
  }

  private mutating func multiplyAdd(_ factor: UInt64, _ addend: UInt64) {
    var carry = addend
    for index in 0..<limbCount {
      // At most (2^64 - 1) * 58^10 + 2^64, whose upper half is below 2^59.
      let product = limbs[index].multipliedFullWidth(by: factor)
      let (sum, overflow) = product.low.addingReportingOverflow(carry)
      limbs[index] = sum
      carry = product.high &+ (overflow ? 1 : 0)
    }
    if carry > 0 {
      limbs[limbCount] = carry
      limbCount += 1
    }
  }

  private mutating func writeBytes(leadingZeros: Int) {
    for index in 0..<limbCount {
      var limb = limbs[index]
      for _ in 0..<8 {
        start -= 1
        bytes[start] = UInt8(truncatingIfNeeded: limb)
        limb >>= 8
      }
    }
    while start < 128, bytes[start] == 0 { start += 1 }
    // Each leading `1` stands for a zero byte, which is what the buffer holds there.
    start -= leadingZeros
  }
}

private struct Base58Encoder: BitwiseCopyable {
  /// The text fills the end, from `start` on: at most 127 characters and the prefix.
  private(set) var text = InlineArray<136, UInt8>(repeating: 0)
  private(set) var start = 136
  /// Five characters each, least significant first; 2^736 is below 58^126.
  private var limbs = InlineArray<26, UInt32>(repeating: 0)
  private var limbCount = 0

  mutating func write(_ bytes: Span<UInt8>, prefix: UInt8) {
    var at = 0
    while at < bytes.count {
      // The first group takes the odd bytes, so that all others are full.
      let end = at == 0 ? (bytes.count - 1) % 4 + 1 : at + 4
      let shift = UInt64(8 * (end - at))
      var group: UInt64 = 0
      while at < end {
        group = group << 8 | UInt64(bytes[at])
        at += 1
      }
      shiftAdd(shift, group)
    }
    writeText(leadingOnes: bytes.countLeading(0), prefix: prefix)
  }

  private mutating func shiftAdd(_ shift: UInt64, _ addend: UInt64) {
    var carry = addend
    for index in 0..<limbCount {
      // Below 58^5 * 2^32, so that the carry stays below 2^32.
      let sum = UInt64(limbs[index]) << shift &+ carry
      limbs[index] = UInt32(truncatingIfNeeded: sum % fiveDigits)
      carry = sum / fiveDigits
    }
    while carry > 0 {
      limbs[limbCount] = UInt32(truncatingIfNeeded: carry % fiveDigits)
      carry /= fiveDigits
      limbCount += 1
    }
  }

  private mutating func writeText(leadingOnes: Int, prefix: UInt8) {
    for index in 0..<limbCount {
      var limb = limbs[index]
      for _ in 0..<5 {
        start -= 1
        text[start] = Base58Alphabet.character(of: limb % 58)
        limb /= 58
      }
    }
    while start < 136, text[start] == Base58Alphabet.zero { start += 1 }
    for _ in 0..<leadingOnes {
      start -= 1
      text[start] = Base58Alphabet.zero
    }
    start -= 1
    text[start] = prefix
  }
}

private enum Base58Alphabet {
  static let zero = UInt8(ascii: "1")

  /// The value of a character, 0 to 57, or 255 where it is none of the alphabet.
  static func digit(of character: UInt8) -> UInt8 { character < 128 ? digits[Int(character)] : 255 }

  static func character(of digit: UInt32) -> UInt8 { characters[Int(digit)] }

  // Literals, because the compiler lays those out as constants: a table that is computed at first use costs a check for
  // that at every character.

  /// The figures and letters without 0, O, I and l, which look like others.
  private static let characters: InlineArray<58, UInt8> = [
    49, 50, 51, 52, 53, 54, 55, 56, 57, 65, 66, 67, 68, 69, 70, 71, 72, 74, 75, 76,
    77, 78, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 97, 98, 99, 100, 101, 102, 103,
    104, 105, 106, 107, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122,
  ]

  private static let digits: InlineArray<128, UInt8> = [
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 255, 255, 255, 255, 255, 255,
    255, 9, 10, 11, 12, 13, 14, 15, 16, 255, 17, 18, 19, 20, 21, 255,
    22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 255, 255, 255, 255, 255,
    255, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 255, 44, 45, 46,
    47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 255, 255, 255, 255, 255,
  ]
}

extension Span<UInt8> {
  fileprivate func countLeading(_ byte: UInt8) -> Int {
    var count = 0
    while count < self.count, self[count] == byte { count += 1 }
    return count
  }
}

/// Overwrites a value on the stack so that the compiler cannot leave the write out (OPENSSL_cleanse(3)).
func wipe<Value: BitwiseCopyable>(_ value: inout Value) {
  // SAFETY: a BitwiseCopyable value is plain memory; it is not read again.
  unsafe withUnsafeMutableBytes(of: &value) { buffer in
    unsafe OPENSSL_cleanse(buffer.baseAddress, buffer.count)
  }
}
