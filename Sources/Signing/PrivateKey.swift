import COpenSSL

/// An Ed25519 private key (RFC 8032 section 5.1.5): the 32-byte seed in one buffer that is wiped when the key ends.
///
/// It can be borrowed by several threads at once, since nothing changes it after it was made.
public struct PrivateKey: ~Copyable, Sendable {
  /// Length of the seed in bytes.
  public static let seedLength = 32

  private let seed: SecretBytes
  /// The public half, derived from the seed when the key was made.
  public let publicKey: PublicKey

  /// Copies the seed.
  ///
  /// - Throws: ``KeyError`` with `length_wrong`, or `openssl_failed`.
  public init(seed: borrowing SecretBytes) throws(KeyError) {
    self = try seed.withBytes { bytes throws(KeyError) in try PrivateKey(seedBytes: bytes) }
  }

  /// Copies the seed out of memory that the caller wipes.
  init(seedBytes: Span<UInt8>) throws(KeyError) {
    guard seedBytes.count == Self.seedLength else {
      throw KeyError(.lengthWrong, at: "the Ed25519 private key", expected: "32 bytes", found: "\(seedBytes.count)")
    }
    let seed = SecretBytes(copying: seedBytes)
    publicKey = try LoadedPrivateKey(seed).publicKey()
    self.seed = seed
  }

  /// A new key from OpenSSL's generator for private values (RAND_priv_bytes(3)).
  ///
  /// - Throws: ``KeyError`` with `openssl_failed` where the system gives no randomness.
  public static func generate() throws(KeyError) -> PrivateKey {
    var seed = SecretBytes(capacity: seedLength)
    var result: CInt = 0
    seed.append(addingCapacity: seedLength) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, count in
        // SAFETY: the buffer has room for `seedLength` bytes, and OpenSSL writes all of them where it gives 1.
        result = unsafe RAND_priv_bytes(buffer.baseAddress, CInt(seedLength))
        if result == 1 { count = seedLength }
      }
    }
    try OpenSSL.require(result, "the random number generator")
    return try PrivateKey(seed: seed)
  }

  /// The signature of `message` (RFC 8032 section 5.1.6), which is deterministic.
  ///
  /// A fault while signing can give away the key to whoever sees the broken signature, so a signature leaves this
  /// function only after it was verified by the public path.
  ///
  /// - Throws: ``KeyError`` with `signature_faulty`, `public_key_mismatch` or `openssl_failed`.
  public func sign(_ message: Span<UInt8>) throws(KeyError) -> Signature {
    try sign(message, alteredBy: { $0 })
  }

  /// ``sign(_:)`` with a seam where a test puts the fault.
  func sign(_ message: Span<UInt8>, alteredBy fault: (Signature) -> Signature) throws(KeyError) -> Signature {
    let loaded = try LoadedPrivateKey(seed)
    // S depends on the public half (RFC 8032 section 5.1.6, step 4). Two signatures of one message with different halves
    // give the secret scalar away, so the half that OpenSSL will use is compared with the one derived at the start.
    guard try loaded.publicKey() == publicKey else { throw KeyError(.publicKeyMismatch, at: "the Ed25519 public key") }
    let signature = fault(try loaded.sign(message))
    guard publicKey.verify(signature, of: message) else { throw KeyError(.signatureFaulty, at: "the Ed25519 key") }
    return signature
  }

  /// - Throws: ``KeyError/Code/publicKeyMismatch`` unless `recorded` is the half that was derived from the seed.
  func checkPublicHalf(_ recorded: Span<UInt8>, at place: String) throws(KeyError) {
    guard recorded.equals(publicKey.bytes) else { throw KeyError(.publicKeyMismatch, at: "the public key in \(place)") }
  }

  /// Lends the 32-byte seed to the writers of key files.
  func withSeed<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try seed.withBytes(body)
  }
}

/// The key as OpenSSL holds it, for the time of one operation. OpenSSL wipes its copy of the seed when it is freed.
@safe private struct LoadedPrivateKey: ~Copyable {
  // SAFETY: owned by this value alone and freed once in deinit.
  private let key: OpaquePointer

  init(_ seed: borrowing SecretBytes) throws(KeyError) {
    let key = unsafe seed.withBytes { bytes in
      unsafe bytes.withUnsafeBufferPointer { buffer in
        // SAFETY: OpenSSL copies the bytes and derives the public half from them.
        unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, buffer.baseAddress, buffer.count)
      }
    }
    guard let key = unsafe key else { throw OpenSSL.failure("the Ed25519 private key") }
    unsafe self.key = key
  }

  deinit { unsafe EVP_PKEY_free(key) }

  func publicKey() throws(KeyError) -> PublicKey {
    var bytes = InlineArray<32, UInt8>(repeating: 0)
    var length = bytes.count
    var span = bytes.mutableSpan
    // SAFETY: OpenSSL writes at most `length` bytes and says in `length` how many.
    let result = unsafe span.withUnsafeMutableBufferPointer { buffer in
      unsafe EVP_PKEY_get_raw_public_key(key, buffer.baseAddress, &length)
    }
    try OpenSSL.require(result, "the Ed25519 public key")
    return try PublicKey(bytes.span.extracting(first: length))
  }

  func sign(_ message: Span<UInt8>) throws(KeyError) -> Signature {
    guard let context = unsafe EVP_MD_CTX_new() else { throw OpenSSL.failure("the signing context") }
    defer { unsafe EVP_MD_CTX_free(context) }
    try OpenSSL.require(unsafe EVP_DigestSignInit(context, nil, nil, nil, key), "the signing context")
    var bytes = InlineArray<64, UInt8>(repeating: 0)
    var length = bytes.count
    var span = bytes.mutableSpan
    // SAFETY: OpenSSL reads `message`, writes at most `length` bytes and says in `length` how many.
    let result = unsafe message.withUnsafeBufferPointer { message in
      unsafe span.withUnsafeMutableBufferPointer { buffer in
        unsafe EVP_DigestSign(context, buffer.baseAddress, &length, message.baseAddress, message.count)
      }
    }
    try OpenSSL.require(result, "the Ed25519 signature")
    return try Signature(bytes.span.extracting(first: length))
  }
}
