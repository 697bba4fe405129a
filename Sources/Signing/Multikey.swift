/// Multikey texts (W3C Controlled Identifiers 1.0, section 2.2.2): `z`, base58-btc of a multicodec prefix and the key.
///
/// For Ed25519 the prefixes are 0xed 0x01 for the public key and 0x80 0x26 for the seed (Data Integrity EdDSA
/// Cryptosuites 1.0, section 2.1.1). The texts start with `z6Mk` and `z3u2`.
extension PublicKey {
  /// Reads a `publicKeyMultibase`, or the identifier of a `did:key` behind its second colon.
  ///
  /// - Throws: ``KeyError`` with the codes of ``Multibase/decode(_:)``, `codec_unknown`, `key_type_not_supported`,
  ///   `private_key_exposed`, or those of ``init(_:)``.
  public init(multikey text: Span<UInt8>) throws(KeyError) {
    self = try Multibase.withBase58Decoded(text, at: "the Multikey") { bytes throws(KeyError) in
      let codec = try Multicodec(startOf: bytes)
      guard codec != .ed25519PrivateKey else { throw KeyError(.privateKeyExposed, at: "the Multikey") }
      guard codec == .ed25519PublicKey else { throw codec.notSupported("Ed25519") }
      return try PublicKey(bytes.extracting(droppingFirst: 2))
    }
  }

  /// The text of a `publicKeyMultibase`: 48 characters that start with `z6Mk`.
  public var multikey: String {
    withBytes { bytes in
      var prefixed = InlineArray<34, UInt8>(repeating: 0)
      Multicodec.ed25519PublicKey.write(before: bytes, to: &prefixed)
      return Multibase.base58(prefixed.span)
    }
  }
}

extension PrivateKey {
  /// Reads a `secretKeyMultibase`.
  ///
  /// - Throws: ``KeyError`` with the codes of ``Multibase/decode(_:)``, `codec_unknown`, `key_type_not_supported`,
  ///   `wrong_half` for a public key, `length_wrong` or `openssl_failed`.
  public init(secretMultikey text: Span<UInt8>) throws(KeyError) {
    self = try Multibase.withBase58Decoded(text, at: "the secret Multikey") { bytes throws(KeyError) in
      let codec = try Multicodec(startOf: bytes)
      guard codec != .ed25519PublicKey else {
        throw KeyError(.wrongHalf, at: "the secret Multikey", expected: "a private key", found: "a public key")
      }
      guard codec == .ed25519PrivateKey else { throw codec.notSupported("Ed25519") }
      return try PrivateKey(seedBytes: bytes.extracting(droppingFirst: 2))
    }
  }

  /// The text of a `secretKeyMultibase`, which starts with `z3u2`.
  public func secretMultikey() -> SecretBytes {
    withSeed { seed in
      var prefixed = InlineArray<34, UInt8>(repeating: 0)
      defer { wipe(&prefixed) }
      Multicodec.ed25519PrivateKey.write(before: seed, to: &prefixed)
      return Base58.withEncoded(prefixed.span, prefix: UInt8(ascii: "z")) { SecretBytes(copying: $0) }
    }
  }
}

extension P256PublicKey {
  /// The text of a `publicKeyMultibase`: 49 characters that start with `zDn` (Data Integrity ECDSA Cryptosuites 1.0,
  /// section 2.1.1: 0x80 0x24 and the compressed point).
  public var multikey: String {
    let prefixed = Multicodec.p256PublicKey.varint + compressed
    return Multibase.base58(prefixed.span)
  }
}

extension VerificationKey {
  /// Reads a multicodec and the public key behind it.
  init(multicodec bytes: Span<UInt8>) throws(KeyError) {
    let codec = try Multicodec(startOf: bytes)
    let key = bytes.extracting(droppingFirst: 2)
    switch codec {
    case .ed25519PublicKey: self = .ed25519(try PublicKey(key))
    case .p256PublicKey:
      guard key.count == 33 else {
        throw KeyError(.lengthWrong, at: P256PublicKey.place, expected: "33 bytes", found: "\(key.count)")
      }
      self = .p256(try P256PublicKey(key))
    case .ed25519PrivateKey, .p256PrivateKey: throw KeyError(.privateKeyExposed, at: "the Multikey")
    default: throw codec.notSupported("Ed25519 or P-256")
    }
  }
}

extension KeyMaterial {
  /// Reads a Multikey of either half.
  init(multikey text: Span<UInt8>) throws(KeyError) {
    let codec = try Multibase.withBase58Decoded(text, at: "the Multikey") { bytes throws(KeyError) in
      try Multicodec(startOf: bytes)
    }
    switch codec {
    case .ed25519PrivateKey, .p256PrivateKey: self = .privateKey(try SigningKey(secretMultikey: text))
    default: self = .publicKey(try VerificationKey(multikey: text))
    }
  }
}

/// The entries of the multicodec table that stand before keys. Those that Badge does not use are there to be named.
enum Multicodec: UInt32 {
  case secp256k1PublicKey = 0xe7
  case bls12381G1PublicKey = 0xea
  case bls12381G2PublicKey = 0xeb
  case x25519PublicKey = 0xec
  case ed25519PublicKey = 0xed
  case p256PublicKey = 0x1200
  case p384PublicKey = 0x1201
  case p521PublicKey = 0x1202
  case ed448PublicKey = 0x1203
  case x448PublicKey = 0x1204
  case rsaPublicKey = 0x1205
  case sm2PublicKey = 0x1206
  case ed25519PrivateKey = 0x1300
  case secp256k1PrivateKey = 0x1301
  case x25519PrivateKey = 0x1302
  case rsaPrivateKey = 0x1305
  case p256PrivateKey = 0x1306
  case p384PrivateKey = 0x1307
  case p521PrivateKey = 0x1308

  /// Reads the two-byte varint at the start. Codes of keys lie between 2^7 and 2^14, so all of them take two bytes.
  ///
  /// - Throws: ``KeyError/Code/codecUnknown``.
  init(startOf bytes: Span<UInt8>) throws(KeyError) {
    // The low seven bits come first, and the top bit says that more follow.
    guard bytes.count >= 2, bytes[0] >= 0x80, (0x01...0x7f).contains(bytes[1]),
      let codec = Multicodec(rawValue: UInt32(bytes[0] & 0x7f) | UInt32(bytes[1]) << 7)
    else { throw KeyError(.codecUnknown, at: "the Multikey") }
    self = codec
  }

  /// Writes the varint and the 32 bytes of `key`.
  func write(before key: Span<UInt8>, to output: inout InlineArray<34, UInt8>) {
    output[0] = UInt8(truncatingIfNeeded: rawValue) | 0x80
    output[1] = UInt8(truncatingIfNeeded: rawValue >> 7)
    for index in 0..<32 { output[index + 2] = key[index] }
  }

  /// The two bytes of the varint.
  var varint: [UInt8] { [UInt8(truncatingIfNeeded: rawValue) | 0x80, UInt8(truncatingIfNeeded: rawValue >> 7)] }

  func notSupported(_ expected: String) -> KeyError {
    KeyError(.keyTypeNotSupported, at: "the Multikey", expected: expected, found: name)
  }

  private var name: String {
    switch self {
    case .secp256k1PublicKey, .secp256k1PrivateKey: "secp256k1"
    case .bls12381G1PublicKey, .bls12381G2PublicKey: "BLS12-381"
    case .x25519PublicKey, .x25519PrivateKey: "X25519 (for encryption)"
    case .ed25519PublicKey, .ed25519PrivateKey: "Ed25519"
    case .p256PublicKey, .p256PrivateKey: "P-256"
    case .p384PublicKey, .p384PrivateKey: "P-384"
    case .p521PublicKey, .p521PrivateKey: "P-521"
    case .ed448PublicKey: "Ed448"
    case .x448PublicKey: "X448 (for encryption)"
    case .rsaPublicKey, .rsaPrivateKey: "RSA"
    case .sm2PublicKey: "SM2"
    }
  }
}
