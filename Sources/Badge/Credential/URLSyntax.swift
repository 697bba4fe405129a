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

  /// Whether every byte is one that URLs can hold.
  static func allCanStand(_ text: Span<UInt8>) -> Bool {
    var i = 0
    var cannot = SIMDMask<SIMD16<Int8>>(repeating: false)
    while i &+ 16 <= text.count {
      // Inside the text: i + 16 <= count was just checked.
      cannot = cannot .| cannotStand(unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: SIMD16<UInt8>.self))
      i &+= 16
    }
    var rest = SIMD16<UInt8>(repeating: UInt8(ascii: "a"))
    var lane = 0
    while i < text.count {
      rest[lane] = text[i]
      lane &+= 1
      i &+= 1
    }
    return !any(cannot .| cannotStand(rest))
  }

  /// Spaces, controls, and the delimiters that RFC 3986 appendix C keeps out of URLs. Bytes of non-ASCII characters may
  /// stand, since the URL standard takes them.
  @inline(__always)
  private static func cannotStand(_ bytes: SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>> {
    let braces = (bytes .>= UInt8(ascii: "{")) .& (bytes .<= UInt8(ascii: "}"))
    let quotes = (bytes .== UInt8(ascii: "\"")) .| (bytes .== UInt8(ascii: "<")) .| (bytes .== UInt8(ascii: ">"))
    let slashes = (bytes .== UInt8(ascii: "\\")) .| (bytes .== UInt8(ascii: "^")) .| (bytes .== UInt8(ascii: "`"))
    return (bytes .<= 0x20) .| (bytes .== 0x7F) .| quotes .| slashes .| braces
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
