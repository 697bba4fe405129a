/// Ed25519 keys as DER: SubjectPublicKeyInfo and PKCS#8 (RFC 8410), in PEM. `DERKeys.swift` has the other kinds.
extension PublicKey {
  /// The SPKI in PEM, label `PUBLIC KEY` (RFC 8410 section 4).
  public var spkiPEM: String {
    var der = SecretBytes(capacity: 44)
    der.append(Self.spkiPrefix.span)
    withBytes { der.append($0) }
    var text = SecretBytes(capacity: 128)
    der.withBytes { PEMBlock.write($0, label: "PUBLIC KEY", to: &text) }
    return text.withBytes { String(ascii: $0) }
  }

  // A sequence of 42 bytes: the algorithm (1.3.101.112, no parameters) and a bit string without unused bits.
  private static let spkiPrefix: [UInt8] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]

  /// Reads a SubjectPublicKeyInfo.
  init(spki der: Span<UInt8>) throws(KeyError) {
    var file = DERCursor(der.indices)
    var info = try file.enter(.sequence, in: der)
    try file.checkEnd()
    try DERAlgorithm(&info, in: der, at: "the SPKI file").requireEd25519(at: "the SPKI file")
    let bits = try info.read(.bitString, in: der)
    try info.checkEnd()
    guard bits.count == 33, der[bits.lowerBound] == 0 else { throw DERCursor.damaged }
    self = try PublicKey(der.extracting(bits.dropFirst()))
  }
}

extension PrivateKey {
  /// The unencrypted PKCS#8 in PEM, label `PRIVATE KEY` (RFC 8410 section 7). Whoever reads the file has the key.
  public func pkcs8PEM() -> SecretBytes {
    let der = pkcs8()
    var text = SecretBytes(capacity: 128)
    der.withBytes { PEMBlock.write($0, label: "PRIVATE KEY", to: &text) }
    return text
  }

  /// OneAsymmetricKey without the public half, which every reader can derive.
  func pkcs8() -> SecretBytes {
    var der = SecretBytes(capacity: 48)
    der.append(Self.pkcs8Prefix.span)
    withSeed { der.append($0) }
    return der
  }

  // A sequence of 46 bytes: version 0, the algorithm, and an octet string that holds an octet string with the seed.
  private static let pkcs8Prefix: [UInt8] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]

  /// Reads a OneAsymmetricKey (RFC 5958), with or without attributes and the public half.
  ///
  /// - Throws: ``KeyError`` with `file_damaged`, `key_type_not_supported`, `public_key_mismatch`.
  init(pkcs8 der: Span<UInt8>) throws(KeyError) {
    var file = DERCursor(der.indices)
    var info = try file.enter(.sequence, in: der)
    try file.checkEnd()
    guard let version = try info.readInteger(in: der), version <= 1 else { throw DERCursor.damaged }
    try DERAlgorithm(&info, in: der, at: "the PKCS#8 file").requireEd25519(at: "the PKCS#8 file")
    var wrapped = DERCursor(try info.read(.octetString, in: der))
    let seed = try wrapped.read(.octetString, in: der)
    try wrapped.checkEnd()
    _ = try info.readOptional(.constructed0, in: der)
    let recorded = try Self.publicBits(&info, in: der)
    try info.checkEnd()
    let key = try PrivateKey(seedBytes: der.extracting(seed))
    if let recorded { try key.checkPublicHalf(der.extracting(recorded), at: "the PKCS#8 file") }
    self = key
  }

  /// The recorded public half, 32 bytes. RFC 5958 tags the bit string implicitly; ring and others wrap it.
  private static func publicBits(_ info: inout DERCursor, in der: Span<UInt8>) throws(KeyError) -> Range<Int>? {
    var bits = try info.readOptional(.implicit1, in: der)
    if bits == nil, let wrapper = try info.readOptional(.constructed1, in: der) {
      var wrapped = DERCursor(wrapper)
      bits = try wrapped.read(.bitString, in: der)
      try wrapped.checkEnd()
    }
    guard let bits else { return nil }
    guard bits.count == 33, der[bits.lowerBound] == 0 else { throw DERCursor.damaged }
    return bits.dropFirst()
  }
}
