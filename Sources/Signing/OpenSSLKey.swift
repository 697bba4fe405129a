import COpenSSL

/// A key as OpenSSL holds it. OpenSSL wipes what is secret in it when it is freed.
@safe struct OpenSSLKey: ~Copyable {
  // SAFETY: owned by this value alone, not null, and freed once in deinit. Nothing outside the extensions of this type
  // uses it.
  let key: OpaquePointer

  /// Takes over a key that nobody else frees.
  init(owning key: OpaquePointer) { unsafe self.key = key }

  deinit { unsafe EVP_PKEY_free(key) }

  /// Lends OpenSSL's pointer, which must not leave `body`.
  func withPointer<Result: ~Copyable, Failure: Error>(
    _ body: (OpaquePointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(key)
  }

  /// The public key of a point of P-256, compressed or not (SEC 1 section 2.3.4). OpenSSL checks that the point is on the
  /// curve.
  static func p256(point: Span<UInt8>) -> OpenSSLKey? {
    let key = unsafe point.withUnsafeBufferPointer { point in
      // SAFETY: OpenSSL reads the parameters within their lengths while it makes the key, and writes to none of them.
      var parameters = unsafe [
        OSSL_PARAM_construct_utf8_string(
          Name.group.pointer, UnsafeMutablePointer(mutating: Name.prime256v1.pointer), 0),
        OSSL_PARAM_construct_octet_string(
          Name.pub.pointer, UnsafeMutableRawPointer(mutating: point.baseAddress), point.count),
        OSSL_PARAM_construct_end(),
      ]
      return unsafe publicKey(Name.ec, &parameters)
    }
    guard let key = unsafe key else { return nil }
    return unsafe OpenSSLKey(owning: key)
  }

  /// The public key of a modulus, big-endian, and an exponent.
  static func rsa(modulus: Span<UInt8>, exponent: UInt64) -> OpenSSLKey? {
    var exponent = exponent
    // OSSL_PARAM has numbers in the byte order of the machine.
    var number: [UInt8] = []
    number.reserveCapacity(modulus.count)
    for index in modulus.indices {
      number.append(modulus[Int(littleEndian: 1) == 1 ? modulus.count - 1 - index : index])
    }
    let key = unsafe number.withUnsafeMutableBufferPointer { number in
      unsafe withUnsafeMutablePointer(to: &exponent) { exponent in
        // SAFETY: as above.
        var parameters = unsafe [
          OSSL_PARAM_construct_BN(Name.n.pointer, number.baseAddress, number.count),
          OSSL_PARAM_construct_uint64(Name.e.pointer, exponent), OSSL_PARAM_construct_end(),
        ]
        return unsafe publicKey(Name.rsa, &parameters)
      }
    }
    guard let key = unsafe key else { return nil }
    return unsafe OpenSSLKey(owning: key)
  }

  @unsafe private static func publicKey(_ type: Name, _ parameters: inout [OSSL_PARAM]) -> OpaquePointer? {
    guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, type.pointer, nil) else {
      ERR_clear_error()
      return nil
    }
    // SAFETY: the context is freed once; the key it makes is ours.
    defer { unsafe EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    guard OpenSSL.succeeded(unsafe EVP_PKEY_fromdata_init(context)),
      OpenSSL.succeeded(unsafe EVP_PKEY_fromdata(context, &key, BadgePublicKeySelection, &parameters))
    else { return nil }
    return unsafe key
  }

  /// A number of the key, big-endian in exactly `length` bytes, or in as many as it takes; nil where the key has none of
  /// this name, or it is longer.
  func number(_ name: Name, length: Int? = nil) -> SecretBytes? {
    var number: OpaquePointer?
    // SAFETY: OpenSSL makes a new number, which is wiped and freed here; it writes `length` bytes where it gives that.
    guard OpenSSL.succeeded(unsafe EVP_PKEY_get_bn_param(key, name.pointer, &number)) else { return nil }
    defer { unsafe BN_clear_free(number) }
    let bits = unsafe Int(BN_num_bits(number))
    let length = length ?? (bits + 7) / 8
    var bytes = SecretBytes(capacity: length)
    bytes.append(addingCapacity: length) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, count in
        if unsafe BN_bn2binpad(number, buffer.baseAddress, CInt(length)) == CInt(length) { count = length }
      }
    }
    guard bytes.count == length else {
      ERR_clear_error()
      return nil
    }
    return bytes
  }

  /// The names of OpenSSL's parameters, as text that stays where it is while the process runs.
  struct Name: Sendable {
    private let text: StaticString

    private init(_ text: StaticString) { self.text = text }

    // SAFETY: a literal of more than one character is null-terminated and never freed.
    var pointer: UnsafePointer<CChar> { unsafe UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self) }

    static let ec = Name("EC")
    static let rsa = Name("RSA")
    static let group = Name("group")
    static let prime256v1 = Name("prime256v1")
    static let pub = Name("pub")
    static let qx = Name("qx")
    static let qy = Name("qy")
    static let priv = Name("priv")
    static let n = Name("n\0")
    static let e = Name("e\0")
    static let d = Name("d\0")
    static let factor1 = Name("rsa-factor1")
    static let factor2 = Name("rsa-factor2")
    static let factor3 = Name("rsa-factor3")
    static let exponent1 = Name("rsa-exponent1")
    static let exponent2 = Name("rsa-exponent2")
    static let coefficient1 = Name("rsa-coefficient1")
  }
}

// SAFETY: nothing here changes the key after it was made; OpenSSL counts references and keeps what it derives from a key
// (blinding, Montgomery forms, exports to a provider) under locks, so that threads may use one key at once.
extension OpenSSLKey: @unchecked Sendable {}
