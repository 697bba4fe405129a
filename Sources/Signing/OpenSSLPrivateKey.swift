import COpenSSL

/// Private keys of the kinds whose numbers OpenSSL keeps for us: how they come in, go out and sign.
extension OpenSSLKey {
  /// A new key of P-256.
  static func generateP256(at place: String) throws(KeyError) -> OpenSSLKey {
    try unsafe generate(.ec, at: place) { context in
      unsafe EVP_PKEY_CTX_set_group_name(context, Name.prime256v1.pointer)
    }
  }

  /// A new RSA key with the exponent 65537.
  static func generateRSA(bits: Int, at place: String) throws(KeyError) -> OpenSSLKey {
    try unsafe generate(.rsa, at: place) { context in unsafe EVP_PKEY_CTX_set_rsa_keygen_bits(context, CInt(bits)) }
  }

  private static func generate(
    _ type: Name, at place: String, _ setUp: (OpaquePointer) -> CInt
  ) throws(KeyError) -> OpenSSLKey {
    guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, type.pointer, nil) else { throw OpenSSL.failure(place) }
    // SAFETY: the context is freed once; the key it makes is ours.
    defer { unsafe EVP_PKEY_CTX_free(context) }
    try OpenSSL.require(unsafe EVP_PKEY_keygen_init(context), place)
    try OpenSSL.require(unsafe setUp(context), place)
    var key: OpaquePointer?
    try OpenSSL.require(unsafe EVP_PKEY_generate(context, &key), place)
    guard let key = unsafe key else { throw OpenSSL.failure(place) }
    return unsafe OpenSSLKey(owning: key)
  }

  /// Reads a PrivateKeyInfo (RFC 5208) whose algorithm is known already. OpenSSL derives the public half of a key of
  /// P-256 where the file has none.
  ///
  /// - Throws: ``KeyError/Code/fileDamaged``.
  init(pkcs8 der: Span<UInt8>) throws(KeyError) {
    let key: OpaquePointer? = unsafe der.withUnsafeBufferPointer { der in
      // SAFETY: OpenSSL reads `count` bytes, moves its copy of the pointer, and keeps copies, which it wipes.
      var start = der.baseAddress
      guard let info = unsafe d2i_PKCS8_PRIV_KEY_INFO(nil, &start, der.count) else { return nil }
      defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
      return unsafe EVP_PKCS82PKEY(info)
    }
    guard let key = unsafe key else {
      ERR_clear_error()
      throw DERCursor.damaged
    }
    unsafe self.init(owning: key)
  }

  /// Whether the key is one of P-256, whatever else the file named.
  var isP256: Bool {
    var name = InlineArray<32, CChar>(repeating: 0)
    var length = 0
    var span = name.mutableSpan
    // SAFETY: OpenSSL writes at most 32 bytes and says in `length` how many.
    let result = unsafe span.withUnsafeMutableBufferPointer { buffer in
      unsafe EVP_PKEY_get_group_name(key, buffer.baseAddress, buffer.count, &length)
    }
    return OpenSSL.succeeded(result) && length == 10 && Self.isPrime256v1(name.span)
  }

  private static func isPrime256v1(_ name: Span<CChar>) -> Bool {
    let expected: [UInt8] = Array("prime256v1".utf8)
    return expected.indices.allSatisfy { UInt8(bitPattern: name[$0]) == expected[$0] }
  }

  /// Whether the private number is in range and the public half is its own.
  var isSoundPair: Bool {
    guard let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, key, nil) else {
      ERR_clear_error()
      return false
    }
    // SAFETY: the context is freed once and keeps a reference of its own to the key.
    defer { unsafe EVP_PKEY_CTX_free(context) }
    return OpenSSL.succeeded(unsafe EVP_PKEY_private_check(context))
      && OpenSSL.succeeded(unsafe EVP_PKEY_pairwise_check(context))
  }

  /// The PrivateKeyInfo in DER.
  func pkcs8(at place: String) throws(KeyError) -> SecretBytes {
    guard let info = unsafe EVP_PKEY2PKCS8(key) else { throw OpenSSL.failure(place) }
    // SAFETY: the structure is wiped and freed once. Without a buffer the function gives the length; then it writes as
    // much and moves its copy of the pointer.
    defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
    let length = unsafe Int(i2d_PKCS8_PRIV_KEY_INFO(info, nil))
    guard length > 0 else { throw OpenSSL.failure(place) }
    var der = SecretBytes(capacity: length)
    der.append(addingCapacity: length) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, count in
        var start = buffer.baseAddress
        count = unsafe max(Int(i2d_PKCS8_PRIV_KEY_INFO(info, &start)), 0)
      }
    }
    guard der.count == length else { throw OpenSSL.failure(place) }
    return der
  }

  /// The signature over SHA-256 of `message`: for P-256 in DER, for RSA by PKCS#1 v1.5.
  func sign(_ message: Span<UInt8>, at place: String) throws(KeyError) -> [UInt8] {
    guard let context = unsafe EVP_MD_CTX_new() else { throw OpenSSL.failure(place) }
    defer { unsafe EVP_MD_CTX_free(context) }
    try OpenSSL.require(unsafe EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key), place)
    // Of P-256 at most 72 bytes, of RSA those of the largest modulus.
    let room = RSAPublicKey.bitCounts.upperBound / 8
    var signature: [UInt8] = []
    var result: CInt = 0
    signature.append(addingCapacity: room) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, count in
        unsafe message.withUnsafeBufferPointer { message in
          var length = room
          // SAFETY: OpenSSL reads `message`, writes at most `length` bytes and says in `length` how many.
          result = unsafe EVP_DigestSign(context, buffer.baseAddress, &length, message.baseAddress, message.count)
          if result == 1 { count = length }
        }
      }
    }
    try OpenSSL.require(result, place)
    return signature
  }
}
