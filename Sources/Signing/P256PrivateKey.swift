/// A private key of P-256 (FIPS 186-5 section 6.2), as OpenSSL holds it and wipes it when the key ends.
///
/// It can be borrowed by several threads at once, since nothing changes it after it was made.
public struct P256PrivateKey: ~Copyable, Sendable {
  private let key: OpenSSLKey
  /// The public half, derived from the private number when the key was made.
  public let publicKey: P256PublicKey

  static let place = "the P-256 private key"

  private init(_ key: consuming OpenSSLKey, _ publicKey: P256PublicKey) {
    self.key = key
    self.publicKey = publicKey
  }

  /// Takes a key whose halves belong together.
  ///
  /// - Throws: ``KeyError`` with `public_key_mismatch`, or `public_key_not_canonical` where the number is out of range.
  static func checked(_ key: consuming OpenSSLKey) throws(KeyError) -> P256PrivateKey {
    let publicKey = try P256PublicKey(key)
    guard key.isP256, key.isSoundPair else { throw KeyError(.publicKeyMismatch, at: Self.place) }
    return P256PrivateKey(key, publicKey)
  }

  /// Reads the private number, 32 bytes, big-endian (RFC 7518 section 6.2.2.1).
  ///
  /// - Throws: ``KeyError`` with `length_wrong`, or a code of ``P256PublicKey`` where the number is out of range.
  init(scalar: Span<UInt8>) throws(KeyError) {
    guard scalar.count == 32 else {
      throw KeyError(.lengthWrong, at: Self.place, expected: "32 bytes", found: "\(scalar.count)")
    }
    var der = SecretBytes(capacity: 67)
    der.append(Self.pkcs8Prefix.span)
    der.append(scalar)
    let key = try der.withBytes { der throws(KeyError) in try OpenSSLKey(pkcs8: der) }
    self = try .checked(key)
  }

  // A sequence of 65 bytes: version 0, the algorithm (1.2.840.10045.2.1) with its curve (1.2.840.10045.3.1.7), and an
  // octet string with the ECPrivateKey of RFC 5915: version 1 and the number.
  private static let pkcs8Prefix: [UInt8] = [
    0x30, 0x41, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x04, 0x27, 0x30, 0x25, 0x02, 0x01, 0x01, 0x04, 0x20,
  ]

  /// A new key from OpenSSL's generator.
  ///
  /// - Throws: ``KeyError`` with `openssl_failed`.
  public static func generate() throws(KeyError) -> P256PrivateKey {
    try checked(OpenSSLKey.generateP256(at: place))
  }

  /// The signature of `message` by ECDSA with SHA-256: r and s, 64 bytes. OpenSSL draws a new random number for each
  /// one, so that no two are alike.
  ///
  /// A signature leaves this function only after it was verified by the public path.
  ///
  /// - Throws: ``KeyError`` with `signature_faulty` or `openssl_failed`.
  public func sign(_ message: Span<UInt8>) throws(KeyError) -> [UInt8] {
    try sign(message, alteredBy: { $0 })
  }

  /// ``sign(_:)`` with a seam where a test puts the fault.
  func sign(_ message: Span<UInt8>, alteredBy fault: ([UInt8]) -> [UInt8]) throws(KeyError) -> [UInt8] {
    let der = try key.sign(message, at: Self.place)
    let signature = fault(try ECDSASignature(der: der.span).bytes)
    guard VerificationKey.p256(publicKey).verify(signature.span, of: message) else {
      throw KeyError(.signatureFaulty, at: Self.place)
    }
    return signature
  }

  /// OneAsymmetricKey with the public half in it.
  func pkcs8() throws(KeyError) -> SecretBytes { try key.pkcs8(at: Self.place) }

  /// The private number, 32 bytes.
  func scalar() throws(KeyError) -> SecretBytes {
    guard let scalar = key.number(.priv, length: 32) else { throw OpenSSL.failure(Self.place) }
    return scalar
  }

  /// The private JWK in its canonical form (RFC 8785), with the required members alone.
  public func jwk() throws(KeyError) -> SecretBytes {
    let scalar = try scalar()
    var text = SecretBytes(capacity: 240)
    text.append(ascii: #"{"crv":"P-256","d":""#)
    scalar.withBytes { Base64URL.encode($0, into: &text) }
    text.append(ascii: #"","kty":"EC","x":""#)
    publicKey.withCoordinates { Base64URL.encode($0.extracting(first: 32), into: &text) }
    text.append(ascii: #"","y":""#)
    publicKey.withCoordinates { Base64URL.encode($0.extracting(last: 32), into: &text) }
    text.append(ascii: #""}"#)
    return text
  }

  /// The text of a `secretKeyMultibase` (Data Integrity ECDSA Cryptosuites 1.0, section 2.1.1: 0x86 0x26 and the private
  /// number).
  public func secretMultikey() throws(KeyError) -> SecretBytes {
    let scalar = try scalar()
    return scalar.withBytes { scalar in
      var prefixed = InlineArray<34, UInt8>(repeating: 0)
      defer { wipe(&prefixed) }
      Multicodec.p256PrivateKey.write(before: scalar, to: &prefixed)
      return Base58.withEncoded(prefixed.span, prefix: UInt8(ascii: "z")) { SecretBytes(copying: $0) }
    }
  }
}
