/// A private key of one of the kinds that badges are signed with.
public enum SigningKey: ~Copyable, Sendable {
  case ed25519(PrivateKey)
  case p256(P256PrivateKey)
  case rsa(RSAPrivateKey)

  public var publicKey: VerificationKey {
    switch self {
    case .ed25519(let key): .ed25519(key.publicKey)
    case .p256(let key): .p256(key.publicKey)
    case .rsa(let key): .rsa(key.publicKey)
    }
  }

  /// The signature of `message`, as ``VerificationKey/verify(_:of:)`` takes it. It is verified by the public path before
  /// it leaves.
  ///
  /// - Throws: ``KeyError`` with `signature_faulty`, `public_key_mismatch` or `openssl_failed`.
  public func sign(_ message: Span<UInt8>) throws(KeyError) -> [UInt8] {
    switch self {
    case .ed25519(let key): try key.sign(message).bytes
    case .p256(let key): try key.sign(message)
    case .rsa(let key): try key.sign(message)
    }
  }

  /// The private JWK in its canonical form (RFC 8785).
  ///
  /// - Throws: ``KeyError/Code/opensslFailed``.
  public func jwk() throws(KeyError) -> SecretBytes {
    switch self {
    case .ed25519(let key): key.jwk()
    case .p256(let key): try key.jwk()
    case .rsa(let key): try key.jwk()
    }
  }

  /// The text of a `secretKeyMultibase`; nil for RSA, which has none.
  ///
  /// - Throws: ``KeyError/Code/opensslFailed``.
  public func secretMultikey() throws(KeyError) -> SecretBytes? {
    switch self {
    case .ed25519(let key): key.secretMultikey()
    case .p256(let key): try key.secretMultikey()
    case .rsa: nil
    }
  }

  /// The unencrypted PKCS#8 in PEM, label `PRIVATE KEY`. Whoever reads the file has the key.
  ///
  /// - Throws: ``KeyError/Code/opensslFailed``.
  public func pkcs8PEM() throws(KeyError) -> SecretBytes {
    let der = try pkcs8()
    var text = SecretBytes(capacity: 2 * der.count)
    der.withBytes { PEMBlock.write($0, label: "PRIVATE KEY", to: &text) }
    return text
  }

  func pkcs8() throws(KeyError) -> SecretBytes {
    switch self {
    case .ed25519(let key): key.pkcs8()
    case .p256(let key): try key.pkcs8()
    case .rsa(let key): try key.pkcs8()
    }
  }

  /// Reads a `secretKeyMultibase` of Ed25519 or P-256.
  ///
  /// - Throws: as ``PrivateKey/init(secretMultikey:)``.
  public init(secretMultikey text: Span<UInt8>) throws(KeyError) {
    self = try Multibase.withBase58Decoded(text, at: "the secret Multikey") { bytes throws(KeyError) in
      let codec = try Multicodec(startOf: bytes)
      let key = bytes.extracting(droppingFirst: 2)
      switch codec {
      case .ed25519PrivateKey: return .ed25519(try PrivateKey(seedBytes: key))
      case .p256PrivateKey: return .p256(try P256PrivateKey(scalar: key))
      case .ed25519PublicKey, .p256PublicKey:
        throw KeyError(.wrongHalf, at: "the secret Multikey", expected: "a private key", found: "a public key")
      default: throw codec.notSupported("Ed25519 or P-256")
      }
    }
  }
}
