/// Keys of every kind as DER: SubjectPublicKeyInfo and PKCS#8.
extension VerificationKey {
  /// Reads a SubjectPublicKeyInfo in DER (RFC 8410 section 4, RFC 5480 section 2, RFC 3279 section 2.3.1).
  ///
  /// - Throws: ``KeyError`` with `file_damaged`, `key_type_not_supported`, or the codes of the key's own reader.
  public init(spki der: Span<UInt8>) throws(KeyError) {
    var file = DERCursor(der.indices)
    var info = try file.enter(.sequence, in: der)
    try file.checkEnd()
    let algorithm = try DERAlgorithm(&info, in: der, at: "the SPKI file")
    let bits = try info.read(.bitString, in: der)
    try info.checkEnd()
    guard !bits.isEmpty, der[bits.lowerBound] == 0 else { throw DERCursor.damaged }
    let key = der.extracting(bits.dropFirst())
    switch algorithm {
    case .ed25519: self = .ed25519(try PublicKey(key))
    case .p256: self = .p256(try P256PublicKey(key))
    case .rsa: self = .rsa(try RSAPublicKey(der: key))
    }
  }

  /// The SubjectPublicKeyInfo in DER.
  public var spki: [UInt8] {
    switch self {
    case .ed25519(let key): Self.ed25519Prefix + key.bytes
    case .p256(let key): Self.p256Prefix + key.uncompressed
    case .rsa(let key): key.spki
    }
  }

  // The algorithm, and a bit string without unused bits.
  private static let ed25519Prefix: [UInt8] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]
  private static let p256Prefix: [UInt8] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
    0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
  ]

  /// The SPKI in PEM, label `PUBLIC KEY`.
  public var spkiPEM: String {
    let der = spki
    var text = SecretBytes(capacity: 2 * der.count)
    PEMBlock.write(der.span, label: "PUBLIC KEY", to: &text)
    return text.withBytes { String(ascii: $0) }
  }
}

extension RSAPublicKey {
  /// Reads an RSAPublicKey (RFC 8017 appendix A.1.1).
  fileprivate init(der: Span<UInt8>) throws(KeyError) {
    var file = DERCursor(der.indices)
    var numbers = try file.enter(.sequence, in: der)
    try file.checkEnd()
    let modulus = try numbers.readUnsigned(in: der)
    let exponent = try numbers.readUnsigned(in: der)
    try numbers.checkEnd()
    self = try RSAPublicKey(modulus: der.extracting(modulus), exponent: der.extracting(exponent))
  }

  fileprivate var spki: [UInt8] {
    var numbers = SecretNumbers()
    numbers.append(modulus.span)
    numbers.append(exponentBytes.span)
    var integers = SecretBytes(capacity: modulus.count + 16)
    numbers.appendIntegers(to: &integers)
    var bits = SecretBytes(capacity: modulus.count + 32)
    bits.append(0)
    integers.withBytes { bits.append(.sequence, $0) }
    var info = SecretBytes(capacity: modulus.count + 64)
    let algorithm = RSAPrivateKey.algorithm
    info.append(algorithm.span)
    bits.withBytes { info.append(.bitString, $0) }
    var der = SecretBytes(capacity: modulus.count + 64)
    info.withBytes { der.append(.sequence, $0) }
    return der.withBytes { [UInt8](copying: $0) }
  }
}

extension SigningKey {
  /// Reads a OneAsymmetricKey (RFC 5958) in DER, with or without attributes and the public half.
  ///
  /// - Throws: ``KeyError`` with `file_damaged`, `key_type_not_supported`, `public_key_mismatch`, or the codes of
  ///   ``RSAPublicKey``.
  init(pkcs8 der: Span<UInt8>) throws(KeyError) {
    var file = DERCursor(der.indices)
    var info = try file.enter(.sequence, in: der)
    try file.checkEnd()
    guard let version = try info.readInteger(in: der), version <= 1 else { throw DERCursor.damaged }
    switch try DERAlgorithm(&info, in: der, at: "the PKCS#8 file") {
    case .ed25519: self = .ed25519(try PrivateKey(pkcs8: der))
    case .p256: self = .p256(try P256PrivateKey.checked(OpenSSLKey(pkcs8: der)))
    case .rsa: self = .rsa(try RSAPrivateKey.checked(OpenSSLKey(pkcs8: der)))
    }
  }
}
