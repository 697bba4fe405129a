import COpenSSLFloor

/// What everything is measured beside: OpenSSL's Ed25519 verification of a 64-byte message on a context that is set up
/// already, on one core. No verifier on OpenSSL can be faster.
final class Floor {
  private let context: OpaquePointer
  private let message = [UInt8](repeating: 0x5A, count: 64)
  private var signature = [UInt8](repeating: 0, count: 64)

  init() {
    let seed = [UInt8](0..<32)
    var publicKey = [UInt8](repeating: 0, count: 32)
    var length = 32
    let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
    precondition(EVP_PKEY_get_raw_public_key(key, &publicKey, &length) == 1)
    guard let signer = EVP_MD_CTX_new(), let context = EVP_MD_CTX_new() else { preconditionFailure("no memory") }
    length = 64
    precondition(EVP_DigestSignInit(signer, nil, nil, nil, key) == 1)
    precondition(EVP_DigestSign(signer, &signature, &length, message, message.count) == 1)
    let half = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, publicKey.count)
    precondition(EVP_DigestVerifyInit(context, nil, nil, nil, half) == 1)
    self.context = context
  }

  func verify() {
    precondition(EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1)
  }

  /// Seconds for some verifications, on the clock and of the processor.
  func time(_ count: Int) -> (clock: Double, processor: Double) {
    var processor = 0.0
    let clock = seconds {
      processor = processorSeconds { for _ in 0..<count { verify() } }
    }
    return (clock, processor)
  }
}
