/// The syntax of DIDs and DID URLs (DID Core 1.0, section 3), and of `did:web` in particular.
enum DIDSyntax {
  /// The longest DID that is looked at, in bytes.
  static let longest = 2048

  /// `did:method:identifier`, ASCII, without path, query or fragment.
  static func isDID(_ text: Span<UInt8>) -> Bool {
    guard text.count <= longest, let end = endOfDID(text) else { return false }
    return end == text.count
  }

  /// A DID with, at most, a path, a query and a fragment of URL characters.
  static func isURL(_ text: Span<UInt8>) -> Bool {
    guard text.count <= 2 * longest, var i = endOfDID(text), i <= longest else { return false }
    guard
      i == text.count || text[i] == UInt8(ascii: "/") || text[i] == UInt8(ascii: "?") || text[i] == UInt8(ascii: "#")
    else { return false }
    while i < text.count {
      guard text[i] > 0x20, text[i] < 0x7F else { return false }
      i += 1
    }
    return URLSyntax.allCanStand(text)
  }

  /// The offset behind the last character of the DID; nil where the text starts with none.
  private static func endOfDID(_ text: Span<UInt8>) -> Int? {
    guard URLSyntax.startsWith(text, "did:") else { return nil }
    var i = 4
    // method-name = 1*( %x61-7A / DIGIT )
    while i < text.count, isLowerOrDigit(text[i]) { i += 1 }
    guard i > 4, i < text.count, text[i] == UInt8(ascii: ":") else { return nil }
    i += 1
    let start = i
    // method-specific-id = *( *idchar ":" ) 1*idchar, idchar = ALPHA / DIGIT / "." / "-" / "_" / pct-encoded
    while i < text.count {
      if isIdentifierByte(text[i]) {
        i += 1
      } else if text[i] == UInt8(ascii: "%"), i + 2 < text.count, hexDigit(text[i + 1]) != nil,
        hexDigit(text[i + 2]) != nil
      {
        i += 3
      } else {
        break
      }
    }
    guard i > start, text[i - 1] != UInt8(ascii: ":") else { return nil }
    return i
  }

  /// A byte of an idchar, or the colon between two of them.
  @inline(__always)
  private static func isIdentifierByte(_ byte: UInt8) -> Bool {
    byte < 0x80 && (byte < 0x40 ? lowMask : highMask) >> UInt64(byte & 0x3F) & 1 == 1
  }

  /// One bit for each of the bytes 00 to 3F: `-`, `.`, the digits and the colon.
  private static let lowMask: UInt64 = 0x07FF_6000_0000_0000
  /// And 40 to 7F: the letters and `_`.
  private static let highMask: UInt64 = 0x07FF_FFFE_87FF_FFFE

  private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
    byte &- 0x61 < 26 || byte &- 0x30 <= 9
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 0x57
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 0x37
    default: nil
    }
  }

  // MARK: did:web

  /// Whether a DID is a sound `did:web` (did:web method specification, section 2.1): a host name, at most one `%3A` and a
  /// port, then path segments. A segment that decodes to a path operator, a separator, a control or no UTF-8 is refused,
  /// whether a file of that name exists or not.
  static func isSoundWebDID(_ did: Span<UInt8>) -> Bool {
    guard URLSyntax.startsWith(did, "did:web:"), isDID(did) else { return false }
    var start = 8
    var isHost = true
    while start <= did.count {
      var end = start
      while end < did.count, did[end] != UInt8(ascii: ":") { end += 1 }
      let segment = did.extracting(start..<end)
      guard isHost ? isHostAndPort(segment) : isPathSegment(segment) else { return false }
      isHost = false
      start = end + 1
    }
    return true
  }

  private static func isHostAndPort(_ segment: Span<UInt8>) -> Bool {
    var end = 0
    while end < segment.count, segment[end] != UInt8(ascii: "%") { end += 1 }
    guard isHostName(segment.extracting(0..<end)) else { return false }
    guard end < segment.count else { return true }
    // The only escape in a host is the colon before a port.
    guard segment.count - end >= 4, segment.count - end <= 8, segment[end + 1] == UInt8(ascii: "3"),
      segment[end + 2] | 0x20 == UInt8(ascii: "a")
    else { return false }
    var port = 0
    for i in end + 3..<segment.count {
      guard segment[i] &- 0x30 <= 9 else { return false }
      port = port * 10 + Int(segment[i] - 0x30)
    }
    return (1...65535).contains(port)
  }

  private static func isHostName(_ host: Span<UInt8>) -> Bool {
    guard host.count > 0, host.count <= 253 else { return false }
    var label = 0
    for i in 0...host.count {
      if i == host.count || host[i] == UInt8(ascii: ".") {
        guard label > 0, label <= 63, host[i - 1] != UInt8(ascii: "-"), host[i - label] != UInt8(ascii: "-") else {
          return false
        }
        label = 0
      } else {
        guard host[i] != UInt8(ascii: "_") else { return false }
        label += 1
      }
    }
    return true
  }

  private static func isPathSegment(_ segment: Span<UInt8>) -> Bool {
    var decoded: [UInt8] = []
    var i = 0
    while i < segment.count {
      var byte = segment[i]
      if byte == UInt8(ascii: "%"), let high = hexDigit(segment[i + 1]), let low = hexDigit(segment[i + 2]) {
        byte = high << 4 | low
        i += 2
      }
      i += 1
      switch byte {
      case 0...0x20, 0x7F, UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "%"), UInt8(ascii: ":"),
        UInt8(ascii: "?"), UInt8(ascii: "#"):
        return false
      default: decoded.append(byte)
      }
    }
    return !decoded.isEmpty && decoded != [0x2E] && decoded != [0x2E, 0x2E]
      && String(validating: decoded, as: UTF8.self) != nil
  }
}

/// The syntax of `did:web` identifiers.
public enum DIDWeb {
  /// Whether an identifier is a sound `did:web`: a host name, perhaps a port, and path segments none of which decodes to a
  /// path operator, a separator or a control (did:web method specification, section 2.1).
  public static func isSound(_ did: String) -> Bool {
    let bytes = Array(did.utf8)
    return DIDSyntax.isSoundWebDID(bytes.span)
  }
}
