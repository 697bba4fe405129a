import CanonicalJSON

/// The syntax of absolute URLs as far as an identifier needs it: a scheme, and no character that a URL cannot hold.
///
/// VCDM 2.0 (section 4.4) and Controlled Identifiers ask for strings that conform to the URL standard. An identifier is
/// compared byte for byte and never opened here, so host, port and path are not taken apart.
public enum URLSyntax {
  static func isAbsolute(_ node: JSONDocument.Node, in document: JSONDocument) -> Bool {
    document.withUTF8(of: node) { isAbsolute($0) } ?? false
  }

  /// Whether the whole text is one.
  public static func isAbsolute(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { isAbsolute(unsafe Span(_unsafeElements: $0)) }
  }

  static func isAbsolute(_ text: Span<UInt8>) -> Bool {
    guard let colon = endOfScheme(text), colon + 1 < text.count else { return false }
    // http and https name a host (RFC 9110 section 4.2).
    if startsWith(text, "http:") || startsWith(text, "https:") {
      guard colon + 3 < text.count, text[colon + 1] == 0x2F, text[colon + 2] == 0x2F, text[colon + 3] != 0x2F else {
        return false
      }
    } else if startsWith(text, "did:") {
      // A DID is ASCII with a method and an identifier (DID Core section 3.1), which is more than is asked below.
      return DIDSyntax.isURL(text)
    }
    return allCanStand(text)
  }

  /// The same for the identifier of a subject, which nothing is resolved from: a DID need only be a URL of ASCII
  /// characters. Wallets are found that pad the text of a did:jwk, which the grammar of DIDs has no character for.
  static func isSubjectID(_ text: Span<UInt8>) -> Bool {
    guard startsWith(text, "did:") else { return isAbsolute(text) }
    var colon = 4
    while colon < text.count, text[colon] != UInt8(ascii: ":") { colon += 1 }
    return colon > 4 && colon + 1 < text.count && allCanStand(text) && text.indices.allSatisfy { text[$0] < 0x80 }
  }

  /// scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ) (RFC 3986 section 3.1); the offset of the colon behind it.
  private static func endOfScheme(_ text: Span<UInt8>) -> Int? {
    guard text.count > 0, isLetter(text[0]) else { return nil }
    for i in text.indices {
      let byte = text[i]
      if byte == UInt8(ascii: ":") { return i }
      guard isLetter(byte) || isDigit(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E else { return nil }
    }
    return nil
  }

  /// Whether every byte is one that URLs can hold: not a space, a control, or one of the delimiters that RFC 3986 appendix
  /// C keeps out of them. Bytes of non-ASCII characters may stand, since the URL standard takes them.
  static func allCanStand(_ text: Span<UInt8>) -> Bool {
    var i = 0
    while i &+ 8 <= text.count {
      // Inside the text: i + 8 <= count was just checked.
      let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)
      if mayHoldOther(word) {
        for k in i..<i &+ 8 where !canStand(text[k]) { return false }
      }
      i &+= 8
    }
    while i < text.count {
      guard canStand(text[i]) else { return false }
      i &+= 1
    }
    return true
  }

  @inline(__always)
  private static func canStand(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
      UInt8(ascii: "`"), UInt8(ascii: "{")...UInt8(ascii: "}"), 0x7F:
      false
    default: true
    }
  }

  /// False only where all eight bytes can stand, which is the rule: each term finds one kind of the others in the high bit
  /// of its byte. `~` is taken for one of its neighbours, the braces.
  @inline(__always)
  private static func mayHoldOther(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high = ones << 7
    func holds(_ byte: UInt8) -> UInt64 {
      let zeros = word ^ (ones &* UInt64(byte))
      return (zeros &- ones) & ~zeros
    }
    let controls = (word &- ones &* 0x21) & ~word
    let braces = ((word & ~high) &+ ones &* 5) & ~word
    let quotes = holds(UInt8(ascii: "\"")) | holds(UInt8(ascii: "<")) | holds(UInt8(ascii: ">"))
    let slashes = holds(UInt8(ascii: "\\")) | holds(UInt8(ascii: "^")) | holds(UInt8(ascii: "`"))
    return (controls | braces | quotes | slashes) & high != 0
  }

  static func startsWith(_ text: Span<UInt8>, _ prefix: StaticString) -> Bool {
    guard text.count >= prefix.utf8CodeUnitCount else { return false }
    for k in 0..<prefix.utf8CodeUnitCount where text[k] != (unsafe prefix.utf8Start[k]) { return false }
    return true
  }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
}
