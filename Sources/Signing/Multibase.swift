/// The two multibase encodings of W3C Controlled Identifiers 1.0, section 2.4: `z`, base58-btc, and `u`, base64url
/// without padding.
public enum Multibase {
  /// Characters of a text, the prefix included. A signature takes at most 89 and a key 48; base58 costs the square of
  /// the length, so the bound holds before anything is decoded.
  public static let maximumLength = Base58.maximumLength + 1

  /// Decodes `z` or `u` and the text behind it. Meant to look at a value; keys and signatures are read by their own
  /// types, which ask for `z`.
  ///
  /// - Throws: ``KeyError`` with `multibase_not_supported`, `text_too_long` or `encoding_invalid`.
  public static func decode(_ text: Span<UInt8>) throws(KeyError) -> [UInt8] {
    let place = "the multibase text"
    if text.count > 0, text[0] == UInt8(ascii: "u") {
      try checkLength(text, place)
      return try Base64URL.decode(text.extracting(droppingFirst: 1), at: place)
    }
    return try withBase58Decoded(text, at: place) { bytes throws(KeyError) in [UInt8](copying: bytes) }
  }

  /// `z` and the base58-btc text of at most 92 bytes.
  public static func base58(_ bytes: Span<UInt8>) -> String {
    Base58.withEncoded(bytes, prefix: UInt8(ascii: "z")) { String(ascii: $0) }
  }

  /// Lends what `z` and base58-btc stand for; the bytes are wiped afterwards.
  static func withBase58Decoded<Result: ~Copyable>(
    _ text: Span<UInt8>, at place: String, _ body: (Span<UInt8>) throws(KeyError) -> Result
  ) throws(KeyError) -> Result {
    guard text.count > 0, text[0] == UInt8(ascii: "z") else {
      let found = text.isEmpty ? "nothing" : KeyError.quote(text.extracting(first: 1))
      throw KeyError(.multibaseNotSupported, at: place, expected: "z (base58-btc)", found: found)
    }
    try checkLength(text, place)
    guard let result = try Base58.withDecoded(text.extracting(droppingFirst: 1), body) else {
      throw KeyError(.encodingInvalid, at: place, expected: "base58-btc")
    }
    return result
  }

  private static func checkLength(_ text: Span<UInt8>, _ place: String) throws(KeyError) {
    guard text.count <= maximumLength else {
      throw KeyError(.textTooLong, at: place, expected: "at most \(maximumLength) characters", found: "\(text.count)")
    }
  }
}
