import COpenSSL

/// Verifies many signatures by few keys: the scratch of one worker.
///
/// For each of the last few keys it keeps OpenSSL's set-up, which would cost 4 % of every verification. It gives the
/// same answers as ``PublicKey/verify(_:of:)`` whatever it was asked before. Not for sharing between threads.
public struct SignatureChecker: ~Copyable {
  /// Keys of one kind kept at most. A comparison costs about a nanosecond and a context about a kilobyte.
  public static let capacity = 16

  private var keys: [PublicKey] = []
  private var contexts: [VerificationContext] = []
  private var oldest = 0
  // Keys of the other kinds are larger, and fewer: they do not lie in the way of those.
  private var otherKeys: [VerificationKey] = []
  private var otherContexts: [DigestVerificationContext] = []
  private var oldestOther = 0

  public init() {
    keys.reserveCapacity(Self.capacity)
    contexts.reserveCapacity(Self.capacity)
  }

  /// Whether `signature` is the signature of `key` over `message`; see ``PublicKey/verify(_:of:)``.
  public mutating func verify(_ signature: Signature, of message: Span<UInt8>, by key: PublicKey) -> Bool {
    for index in keys.indices where keys[index] == key {
      return contexts[index].verify(signature, of: message)
    }
    guard let context = VerificationContext(for: key) else { return false }
    remember(context, for: key)
    return context.verify(signature, of: message)
  }

  /// Whether `signature`, in the form of JSON Web Signatures, is the signature of `key` over `message`; see
  /// ``VerificationKey/verify(_:of:)``.
  public mutating func verify(_ signature: Span<UInt8>, of message: Span<UInt8>, by key: VerificationKey) -> Bool {
    if case .ed25519(let key) = key {
      guard let signature = try? Signature(signature) else { return false }
      return verify(signature, of: message, by: key)
    }
    for index in otherKeys.indices where otherKeys[index] == key {
      return otherContexts[index].verify(signature, of: message)
    }
    guard let context = DigestVerificationContext(for: key) else { return false }
    if otherKeys.count < Self.capacity {
      otherKeys.append(key)
      otherContexts.append(context)
    } else {
      otherKeys[oldestOther] = key
      otherContexts[oldestOther] = context
      oldestOther = (oldestOther + 1) % Self.capacity
    }
    return context.verify(signature, of: message)
  }

  /// First in, first out: a key that is evicted too early costs one set-up, and no hit pays for bookkeeping.
  private mutating func remember(_ context: VerificationContext, for key: PublicKey) {
    if keys.count < Self.capacity {
      keys.append(key)
      contexts.append(context)
    } else {
      keys[oldest] = key
      contexts[oldest] = context
      oldest = (oldest + 1) % Self.capacity
    }
  }
}

/// OpenSSL's set-up to verify by one key.
@safe final class VerificationContext {
  // SAFETY: owned by this object alone, freed once in deinit, and used by one thread at a time: the class is not
  // Sendable.
  private let context: OpaquePointer

  /// Nil where OpenSSL has no memory left.
  init?(for key: PublicKey) {
    let loaded = unsafe key.withBytes { bytes in
      unsafe bytes.withUnsafeBufferPointer { buffer in
        // SAFETY: OpenSSL copies the 32 bytes.
        unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, buffer.baseAddress, buffer.count)
      }
    }
    // SAFETY: EVP_PKEY_free takes null. The context keeps a reference of its own to the key.
    defer { unsafe EVP_PKEY_free(loaded) }
    guard let loaded = unsafe loaded, let context = unsafe EVP_MD_CTX_new() else {
      ERR_clear_error()
      return nil
    }
    unsafe self.context = context
    // Ed25519 hashes by itself, so the digest stays null (EVP_SIGNATURE-ED25519(7)).
    guard OpenSSL.succeeded(unsafe EVP_DigestVerifyInit(context, nil, nil, nil, loaded)) else { return nil }
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  func verify(_ signature: Signature, of message: Span<UInt8>) -> Bool {
    // From OpenSSL 3.2 on, a context verifies once until it is initialised again. Without a key that only resets it, at
    // 0.04 µs (EVP_DigestVerifyInit(3)).
    guard OpenSSL.succeeded(unsafe EVP_DigestVerifyInit(context, nil, nil, nil, nil)) else { return false }
    let result = signature.withBytes { signature in
      unsafe signature.withUnsafeBufferPointer { signature in
        unsafe message.withUnsafeBufferPointer { message in
          // SAFETY: OpenSSL reads both buffers within their lengths and keeps neither.
          unsafe EVP_DigestVerify(context, signature.baseAddress, signature.count, message.baseAddress, message.count)
        }
      }
    }
    return OpenSSL.succeeded(result)
  }
}
