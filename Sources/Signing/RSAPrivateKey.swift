/// An RSA private key (RFC 8017 section 3.2) with two primes, as OpenSSL holds it and wipes it when the key ends.
///
/// It can be borrowed by several threads at once, since nothing changes it after it was made.
public struct RSAPrivateKey: ~Copyable, Sendable {
  /// The size of new keys: as strong as Ed25519 and P-256 (SP 800-57 part 1, table 2).
  public static let newBitCount = 3072

  private let key: OpenSSLKey
  public let publicKey: RSAPublicKey

  static let place = "the RSA private key"

  private init(_ key: consuming OpenSSLKey, _ publicKey: RSAPublicKey) {
    self.key = key
    self.publicKey = publicKey
  }

  /// Takes a key whose numbers belong together (SP 800-56B section 6.4.1.2).
  ///
  /// - Throws: ``KeyError`` with `public_key_mismatch`, or the codes of ``RSAPublicKey``.
  static func checked(_ key: consuming OpenSSLKey) throws(KeyError) -> RSAPrivateKey {
    guard let n = key.number(.n), let e = key.number(.e), key.number(.factor1) != nil, key.number(.factor3) == nil
    else {
      throw KeyError(.fileDamaged, at: Self.place)
    }
    let (modulus, exponent) = (n.withBytes { [UInt8](copying: $0) }, e.withBytes { [UInt8](copying: $0) })
    let publicKey = try RSAPublicKey(modulus: modulus.span, exponent: exponent.span)
    // With a wrong prime OpenSSL would sign all the same, by the slow way.
    guard key.isSoundPair else { throw KeyError(.publicKeyMismatch, at: Self.place) }
    return RSAPrivateKey(key, publicKey)
  }

  /// Reads the numbers of RFC 8017 section 3.2, big-endian: n, e, d, p, q, d mod p-1, d mod q-1, and the inverse of q.
  init(numbers: borrowing SecretNumbers) throws(KeyError) {
    var sequence = SecretBytes(capacity: 4096)
    sequence.append(Self.version.span)
    numbers.appendIntegers(to: &sequence)
    var wrapped = SecretBytes(capacity: 4096)
    sequence.withBytes { wrapped.append(.sequence, $0) }
    var info = SecretBytes(capacity: 4096)
    info.append(Self.version.span)
    info.append(Self.algorithm.span)
    wrapped.withBytes { info.append(.octetString, $0) }
    var der = SecretBytes(capacity: 4096)
    info.withBytes { der.append(.sequence, $0) }
    let key = try der.withBytes { der throws(KeyError) in try OpenSSLKey(pkcs8: der) }
    self = try .checked(key)
  }

  private static let version: [UInt8] = [0x02, 0x01, 0x00]
  // 1.2.840.113549.1.1.1 and NULL.
  static let algorithm: [UInt8] = [
    0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
  ]

  /// A new key with the exponent 65537.
  ///
  /// - Throws: ``KeyError`` with `key_size_not_supported` or `openssl_failed`.
  public static func generate(bits: Int = newBitCount) throws(KeyError) -> RSAPrivateKey {
    guard RSAPublicKey.bitCounts.contains(bits) else {
      throw KeyError(
        .keySizeNotSupported, at: place,
        expected: "\(RSAPublicKey.bitCounts.lowerBound) to \(RSAPublicKey.bitCounts.upperBound) bits", found: "\(bits)")
    }
    return try checked(OpenSSLKey.generateRSA(bits: bits, at: place))
  }

  /// The signature of `message` by RSASSA-PKCS1-v1_5 with SHA-256, as long as the modulus.
  ///
  /// A fault in one of the two halves of the computation would give the key away, so a signature leaves this function
  /// only after it was verified by the public path.
  ///
  /// - Throws: ``KeyError`` with `signature_faulty` or `openssl_failed`.
  public func sign(_ message: Span<UInt8>) throws(KeyError) -> [UInt8] {
    try sign(message, alteredBy: { $0 })
  }

  /// ``sign(_:)`` with a seam where a test puts the fault.
  func sign(_ message: Span<UInt8>, alteredBy fault: ([UInt8]) -> [UInt8]) throws(KeyError) -> [UInt8] {
    let signature = fault(try key.sign(message, at: Self.place))
    guard VerificationKey.rsa(publicKey).verify(signature.span, of: message) else {
      throw KeyError(.signatureFaulty, at: Self.place)
    }
    return signature
  }

  func pkcs8() throws(KeyError) -> SecretBytes { try key.pkcs8(at: Self.place) }

  /// The private JWK in its canonical form (RFC 8785), with the members of RFC 7518 section 6.3.2.
  public func jwk() throws(KeyError) -> SecretBytes {
    let jwk = publicKey.jwkMembers
    var text = SecretBytes(capacity: 8192)
    text.append(ascii: #"{"d":""#)
    try append(.d, to: &text)
    text.append(ascii: #"","dp":""#)
    try append(.exponent1, to: &text)
    text.append(ascii: #"","dq":""#)
    try append(.exponent2, to: &text)
    text.append(ascii: #"","e":""#)
    text.append(Array(jwk.e.utf8).span)
    text.append(ascii: #"","kty":"RSA","n":""#)
    text.append(Array(jwk.n.utf8).span)
    text.append(ascii: #"","p":""#)
    try append(.factor1, to: &text)
    text.append(ascii: #"","q":""#)
    try append(.factor2, to: &text)
    text.append(ascii: #"","qi":""#)
    try append(.coefficient1, to: &text)
    text.append(ascii: #""}"#)
    return text
  }

  private func append(_ name: OpenSSLKey.Name, to text: inout SecretBytes) throws(KeyError) {
    guard let number = key.number(name) else { throw OpenSSL.failure(Self.place) }
    number.withBytes { Base64URL.encode($0, into: &text) }
  }
}

/// Secret numbers one after the other, big-endian.
struct SecretNumbers: ~Copyable {
  private var bytes = SecretBytes(capacity: 4096)
  private var ends: [Int] = []

  init() {}

  /// Adds a number; zeros in front are left out.
  mutating func append(_ number: Span<UInt8>) {
    var start = 0
    while start < number.count, number[start] == 0 { start += 1 }
    bytes.append(number.extracting(droppingFirst: start))
    ends.append(bytes.count)
  }

  /// Appends each number as an INTEGER of DER.
  func appendIntegers(to der: inout SecretBytes) {
    bytes.withBytes { bytes in
      var start = 0
      for end in ends {
        var contents = SecretBytes(capacity: end - start + 1)
        // The first bit is a sign, and no number has no bytes.
        if start == end || bytes[start] >= 0x80 { contents.append(0) }
        contents.append(bytes.extracting(start..<end))
        contents.withBytes { der.append(.integer, $0) }
        start = end
      }
    }
  }
}
