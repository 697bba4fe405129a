import Badge

/// An https URL that may be retrieved.
struct WebAddress: Hashable, Sendable {
  /// Without its fragment.
  let url: String
  /// Scheme, host and port.
  let origin: String

  static let lengthLimit = 4096

  /// Nil for what is no https URL with a host name or address alone before its path: no user, no backslash, no character
  /// outside ASCII.
  init?(_ text: String) {
    let whole = String(text.prefix { $0 != "#" })
    guard whole.hasPrefix("https://"), whole.utf8.count <= Self.lengthLimit, URLSyntax.isAbsolute(whole),
      whole.utf8.allSatisfy({ $0 < 0x80 })
    else { return nil }
    let authority = whole.dropFirst(8).prefix { $0 != "/" && $0 != "?" }
    let isHost = authority.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"),
        UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard !authority.isEmpty, isHost, !authority.hasPrefix(":") else { return nil }
    url = whole
    origin = "https://\(authority)"
  }

  /// Where a did:web is published (did:web method specification, section 2.5.2); nil for another or an unsound DID.
  init?(didWeb did: String) {
    guard did.hasPrefix("did:web:"), DIDWeb.isSound(did) else { return nil }
    let parts = did.dropFirst(8).split(separator: ":", omittingEmptySubsequences: false)
    guard let first = parts.first else { return nil }
    // A sound one has no other escape in its host than the colon before a port.
    let host = first.replacing("%3A", with: ":").replacing("%3a", with: ":")
    let path = parts.count == 1 ? ".well-known" : parts.dropFirst().joined(separator: "/")
    self.init("https://\(host)/\(path)/did.json")
  }

  /// The set of keys of the same host.
  var keySet: WebAddress? { WebAddress(origin + "/.well-known/jwks.json") }
}
