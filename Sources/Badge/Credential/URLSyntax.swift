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
  private static func canStand(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
      UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
      false
    default: true
    }
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
