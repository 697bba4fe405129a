public import CanonicalJSON

/// A public key of one of the kinds that badges are signed with.
///
/// The algorithm follows from the key: a signature is checked by the one algorithm that its key is for, whatever a header
/// beside it says.
public enum VerificationKey: Hashable, Sendable {
  case ed25519(PublicKey)
  case p256(P256PublicKey)
  case rsa(RSAPublicKey)

  /// The one algorithm that the key's signatures are made by.
  public var algorithm: JWSAlgorithm {
    switch self {
    case .ed25519: .edDSA
    case .p256: .es256
    case .rsa: .rs256
    }
  }

  /// The Ed25519 key; nil for one of another kind.
  public var ed25519: PublicKey? {
    if case .ed25519(let key) = self { return key }
    return nil
  }

  /// What the key is, for people: `Ed25519`, `P-256`, `RSA 3072`.
  public var kind: String {
    switch self {
    case .ed25519: "Ed25519"
    case .p256: "P-256"
    case .rsa(let key): "RSA \(key.bitCount)"
    }
  }

  /// Whether `signature` is this key's over `message`, as JSON Web Signatures have it: R and S of RFC 8032, 64 bytes, for
  /// Ed25519; r and s, 32 bytes each, big-endian, for P-256 (RFC 7518 section 3.4); as many bytes as the modulus for RSA
  /// (section 3.3).
  ///
  /// An OpenSSL that cannot answer, because memory ran out, counts as no. Whoever checks many signatures keeps a
  /// ``SignatureChecker``, which spares the set-up.
  public func verify(_ signature: Span<UInt8>, of message: Span<UInt8>) -> Bool {
    if case .ed25519(let key) = self {
      guard let signature = try? Signature(signature) else { return false }
      return key.verify(signature, of: message)
    }
    return DigestVerificationContext(for: self)?.verify(signature, of: message) ?? false
  }

  /// Reads a public JWK (RFC 7517): OKP with Ed25519, EC with P-256, or RSA. `use`, `key_ops` and `alg`, where present,
  /// must allow the key's signatures to be verified.
  ///
  /// - Throws: ``KeyError`` with `member_invalid`, `key_type_not_supported`, `private_key_exposed` where a member of a
  ///   private key is present, `key_use_not_allowed`, `encoding_invalid`, `text_too_long`, or the codes of the key's own
  ///   reader.
  public init(jwk node: JSONDocument.Node, of document: JSONDocument) throws(KeyError) {
    let jwk = JWKReader(document: document, node: node)
    let type = try jwk.type()
    try jwk.checkNoSecret()
    try jwk.checkUse(type, operation: "verify")
    self = try jwk.publicKey(type)
  }

  /// Reads a `publicKeyMultibase`, or the identifier of a `did:key` behind its second colon: Ed25519 or compressed P-256
  /// (Data Integrity ECDSA Cryptosuites 1.0, section 2.1.1).
  ///
  /// - Throws: as ``PublicKey/init(multikey:)``, and the codes of ``P256PublicKey/init(_:)``.
  public init(multikey text: Span<UInt8>) throws(KeyError) {
    self = try Multibase.withBase58Decoded(text, at: "the Multikey") { bytes throws(KeyError) in
      try VerificationKey(multicodec: bytes)
    }
  }

  /// The text of a `publicKeyMultibase`, which starts with `z6Mk` or `zDn`; nil for RSA, for which Controlled Identifiers
  /// 1.0 defines none.
  public var multikey: String? {
    switch self {
    case .ed25519(let key): key.multikey
    case .p256(let key): key.multikey
    case .rsa: nil
    }
  }

  /// The public JWK in its canonical form (RFC 8785), with the required members alone.
  ///
  /// This is also the text that RFC 7638 section 3 hashes.
  public var jwk: String {
    switch self {
    case .ed25519(let key): return key.jwk
    case .p256(let key):
      return #"{"crv":"P-256","kty":"EC","x":""# + Base64URL.encode(key.x.span) + #"","y":""#
        + Base64URL.encode(key.y.span) + #""}"#
    case .rsa(let key):
      let members = key.jwkMembers
      return #"{"e":""# + members.e + #"","kty":"RSA","n":""# + members.n + #""}"#
    }
  }

  /// The JWK thumbprint (RFC 7638): 43 characters of base64url.
  public var jwkThumbprint: String {
    Base64URL.encode(HashAlgorithm.sha256.digest(of: Array(jwk.utf8)).span)
  }
}
