import CanonicalJSON

/// The syntax of absolute URLs as far as an identifier needs it: a scheme, and no character that a URL cannot hold.
///
/// VCDM 2.0 (section 4.4) and Controlled Identifiers ask for strings that conform to the URL standard. An identifier is
/// compared byte for byte and never opened here, so host, port and path are not taken apart.
enum URLSyntax {
  static func isAbsolute(_ node: JSONDocument.Node, in document: JSONDocument) -> Bool {
    document.withUTF8(of: node) { isAbsolute($0) } ?? false
  }

  static func isAbsolute(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { isAbsolute(unsafe Span(_unsafeElements: $0)) }
  }

  static func isAbsolute(_ text: Span<UInt8>) -> Bool {
    // scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ) (RFC 3986 section 3.1)
    guard text.count >= 3, isLetter(text[0]) else { return false }
    var i = 1
    while i < text.count, text[i] != UInt8(ascii: ":") {
      guard isLetter(text[i]) || isDigit(text[i]) || text[i] == 0x2B || text[i] == 0x2D || text[i] == 0x2E else {
        return false
      }
      i += 1
    }
    guard i + 1 < text.count else { return false }
    // http and https name a host (RFC 9110 section 4.2).
    if startsWith(text, "http:") || startsWith(text, "https:") {
      guard i + 3 < text.count, text[i + 1] == 0x2F, text[i + 2] == 0x2F, text[i + 3] != 0x2F else { return false }
    }
    // A DID is ASCII with a method and an identifier (DID Core section 3.1).
    if startsWith(text, "did:"), !DIDSyntax.isURL(text) { return false }
    i += 1
    while i < text.count {
      guard canStand(text[i]) else { return false }
      i += 1
    }
    return true
  }

  /// Not a space, a control, or one of the delimiters that RFC 3986 appendix C keeps out of URLs. Bytes of non-ASCII
  /// characters may stand, since the URL standard takes them.
  @inline(__always)
  private static func canStand(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte < 0x40 ? lowMask : highMask) >> UInt64(byte & 0x3F) & 1 == 1
  }

  /// One bit for each of the bytes 00 to 3F: all but the controls, the space, `"`, `<` and `>`.
  private static let lowMask: UInt64 = 0xFFFF_FFFF_0000_0000 & ~(1 << 0x20 | 1 << 0x22 | 1 << 0x3C | 1 << 0x3E)
  /// And 40 to 7F: all but the backslash, `^`, the backquote, the braces with the bar between them, and DEL.
  private static let highMask: UInt64 =
    ~(1 << 0x1C | 1 << 0x1E | 1 << 0x20 | 1 << 0x3B | 1 << 0x3C | 1 << 0x3D | 1 << 0x3F)

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
