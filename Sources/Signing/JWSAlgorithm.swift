/// The signature algorithms of JSON Web Signatures that Badge makes and verifies (RFC 7518 section 3.1, RFC 8037 section
/// 3.1). The enumeration is the allow-list: what is not a case of it, `none` and the HMAC algorithms among it, is never
/// tried.
public enum JWSAlgorithm: String, CaseIterable, Hashable, Sendable {
  /// Ed25519. RFC 9864 names it `Ed25519` as well.
  case edDSA = "EdDSA"
  /// ECDSA with P-256 and SHA-256.
  case es256 = "ES256"
  /// RSASSA-PKCS1-v1_5 with SHA-256.
  case rs256 = "RS256"

  /// The algorithm that an `alg` names; nil for every other one. Names are case-sensitive (RFC 7515 section 4.1.1).
  public init?(name: Span<UInt8>) {
    if name.equals("EdDSA") || name.equals("Ed25519") {
      self = .edDSA
    } else if name.equals("ES256") {
      self = .es256
    } else if name.equals("RS256") {
      self = .rs256
    } else {
      return nil
    }
  }
}
