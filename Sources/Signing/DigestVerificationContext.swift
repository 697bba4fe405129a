import COpenSSL

/// OpenSSL's set-up to verify signatures over SHA-256 by one key: ECDSA with P-256, or RSASSA-PKCS1-v1_5.
@safe final class DigestVerificationContext {
  // SAFETY: owned by this object alone, freed once in deinit, and used by one thread at a time: the class is not
  // Sendable.
  private let context: OpaquePointer
  private let form: Form
  private var digester = Digester(.sha256)
  private var digest: [UInt8] = []

  private enum Form {
    /// r and s, as many bytes each.
    case ecdsa
    /// As many bytes as the modulus.
    case pkcs1(Int)
  }

  /// Nil for an Ed25519 key, and where OpenSSL has no memory left.
  init?(for key: VerificationKey) {
    let loaded: OpenSSLKey?
    switch key {
    case .ed25519: return nil
    case .p256(let key):
      form = .ecdsa
      let point = key.uncompressed
      loaded = OpenSSLKey.p256(point: point.span)
    case .rsa(let key):
      form = .pkcs1(key.modulus.count)
      loaded = OpenSSLKey.rsa(modulus: key.modulus.span, exponent: key.exponent)
    }
    guard let loaded else { return nil }
    // SAFETY: the context keeps a reference of its own to the key.
    let made = unsafe loaded.withPointer { unsafe EVP_PKEY_CTX_new_from_pkey(nil, $0, nil) }
    guard let context = unsafe made else {
      ERR_clear_error()
      return nil
    }
    unsafe self.context = context
    guard OpenSSL.succeeded(unsafe EVP_PKEY_verify_init(context)),
      OpenSSL.succeeded(unsafe EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()))
    else { return nil }
    if case .pkcs1 = form {
      guard OpenSSL.succeeded(unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING)) else { return nil }
    }
  }

  deinit { unsafe EVP_PKEY_CTX_free(context) }

  /// Whether a signature in the form of JSON Web Signatures is the key's over `message`.
  func verify(_ signature: Span<UInt8>, of message: Span<UInt8>) -> Bool {
    switch form {
    case .ecdsa:
      guard let signature = ECDSASignature(signature) else { return false }
      return signature.withDER { verify(raw: $0, of: message) }
    case .pkcs1(let length):
      // RFC 8017 section 8.2.2, step 1.
      return signature.count == length && verify(raw: signature, of: message)
    }
  }

  /// Whether a signature in the form that OpenSSL takes, which for ECDSA is DER, is the key's over `message`.
  func verify(raw signature: Span<UInt8>, of message: Span<UInt8>) -> Bool {
    digest.removeAll(keepingCapacity: true)
    digester.append(of: message, to: &digest)
    let result = unsafe signature.withUnsafeBufferPointer { signature in
      unsafe digest.withUnsafeBufferPointer { digest in
        // SAFETY: OpenSSL reads both buffers within their lengths and keeps neither. A context that was initialised may
        // verify any number of times (EVP_PKEY_verify(3)).
        unsafe EVP_PKEY_verify(context, signature.baseAddress, signature.count, digest.baseAddress, digest.count)
      }
    }
    return OpenSSL.succeeded(result)
  }
}
