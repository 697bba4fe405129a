/// base64url without padding (RFC 4648 section 5, as RFC 7515 section 2 uses it), strict: no padding, no other
/// alphabet, no white space, and the bits left over in the last character are zero, so that one value has one text.
public enum Base64URL {
  /// - Throws: ``KeyError`` with `encoding_invalid`.
  public static func decode(_ text: Span<UInt8>) throws(KeyError) -> [UInt8] {
    try decode(text, at: "the base64url text")
  }

  public static func encode(_ bytes: Span<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count * 4 + 2) / 3)
    Base64Alphabet.url.encode(bytes) { text.append($0) }
    return String(ascii: text.span)
  }

  static func decode(_ text: Span<UInt8>, at place: String) throws(KeyError) -> [UInt8] {
    // Four characters at a time: tokens are long, and every byte of them goes through here.
    let whole = text.count & ~3
    let values = Self.values.span
    var defects: UInt8 = 0
    var bytes = [UInt8](capacity: text.count / 4 * 3 + 2) { output in
      var i = 0
      while i < whole {
        let (a, b) = (values[Int(text[i])], values[Int(text[i &+ 1])])
        let (c, d) = (values[Int(text[i &+ 2])], values[Int(text[i &+ 3])])
        defects |= a | b | c | d
        let bits = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
        output.append(UInt8(truncatingIfNeeded: bits >> 16))
        output.append(UInt8(truncatingIfNeeded: bits >> 8))
        output.append(UInt8(truncatingIfNeeded: bits))
        i &+= 4
      }
    }
    // Values have six bits; what is none has them all.
    guard defects < 64 else {
      throw KeyError(.encodingInvalid, at: place, expected: "base64url without padding")
    }
    try Base64Alphabet.url.decode(text.extracting(droppingFirst: whole), at: place) { bytes.append($0) }
    return bytes
  }

  /// The six bits of a character, and 255 for a byte that is none.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    let characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for (value, character) in characters.utf8.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()

  /// The same for secrets.
  static func decode(_ text: Span<UInt8>, at place: String, into secret: inout SecretBytes) throws(KeyError) {
    try Base64Alphabet.url.decode(text, at: place) { secret.append($0) }
  }

  static func encode(_ bytes: Span<UInt8>, into secret: inout SecretBytes) {
    Base64Alphabet.url.encode(bytes) { secret.append($0) }
  }
}

/// The two alphabets of RFC 4648, each with the padding rule of the formats that use it here.
struct Base64Alphabet {
  /// Section 5, without padding: JWK and multibase.
  static let url = Base64Alphabet(value62: UInt8(ascii: "-"), value63: UInt8(ascii: "_"), isPadded: false)
  /// Section 4, with padding: PEM bodies (RFC 7468) and OpenSSH lines.
  static let standard = Base64Alphabet(value62: UInt8(ascii: "+"), value63: UInt8(ascii: "/"), isPadded: true)

  let value62: UInt8
  let value63: UInt8
  let isPadded: Bool

  /// Gives the decoded bytes to `write`, one by one.
  ///
  /// - Throws: ``KeyError`` with `encoding_invalid`, after the bytes before the defect were written.
  @inline(__always)
  func decode(_ text: Span<UInt8>, at place: String, _ write: (UInt8) -> Void) throws(KeyError) {
    var end = text.count
    if isPadded {
      guard end % 4 == 0 else { throw invalid(place) }
      if end > 0, text[end - 1] == UInt8(ascii: "=") { end -= 1 }
      if end > 0, end < text.count, text[end - 1] == UInt8(ascii: "=") { end -= 1 }
    }
    guard end % 4 != 1 else { throw invalid(place) }
    var bits: UInt32 = 0
    var bitCount: UInt32 = 0
    for index in 0..<end {
      guard let value = value(of: text[index]) else { throw invalid(place) }
      bits = bits << 6 | UInt32(value)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        write(UInt8(truncatingIfNeeded: bits >> bitCount))
        bits &= (1 << bitCount) - 1
      }
    }
    guard bits == 0 else { throw invalid(place) }
  }

  /// Gives the characters to `write`, one by one.
  @inline(__always)
  func encode(_ bytes: Span<UInt8>, _ write: (UInt8) -> Void) {
    var bits: UInt32 = 0
    var bitCount: UInt32 = 0
    for index in bytes.indices {
      bits = bits << 8 | UInt32(bytes[index])
      bitCount += 8
      while bitCount >= 6 {
        bitCount -= 6
        write(character(of: UInt8(truncatingIfNeeded: bits >> bitCount)))
        bits &= (1 << bitCount) - 1
      }
    }
    if bitCount > 0 { write(character(of: UInt8(truncatingIfNeeded: bits << (6 - bitCount)))) }
    if isPadded { for _ in 0..<(3 - bytes.count % 3) % 3 { write(UInt8(ascii: "=")) } }
  }

  private func value(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
    case value62: 62
    case value63: 63
    default: nil
    }
  }

  private func character(of value: UInt8) -> UInt8 {
    switch value {
    case 0..<26: UInt8(ascii: "A") + value
    case 26..<52: UInt8(ascii: "a") + value - 26
    case 52..<62: UInt8(ascii: "0") + value - 52
    case 62: value62
    default: value63
    }
  }

  private func invalid(_ place: String) -> KeyError {
    KeyError(.encodingInvalid, at: place, expected: isPadded ? "base64" : "base64url without padding")
  }
}
