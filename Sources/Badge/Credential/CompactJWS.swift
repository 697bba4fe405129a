/// The compact form of a JSON Web Signature (RFC 7515, section 7.1): three base64url parts with dots between, of which
/// the payload may be empty.
enum CompactJWS {
  static func isOne(_ text: Span<UInt8>, signatureMayBeEmpty: Bool = false) -> Bool {
    var dots = 0
    var length = 0
    for i in text.indices {
      switch text[i] {
      case UInt8(ascii: "."):
        guard dots > 0 || length > 0 else { return false }
        dots += 1
        length = 0
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        length += 1
      default: return false
      }
    }
    return dots == 2 && (length > 0 || signatureMayBeEmpty)
  }
}
