import COpenSSLFloor

/// What everything is measured beside: OpenSSL's Ed25519 verification of 64-byte messages on a context that is set up
/// already, on one core. No verifier on OpenSSL can be faster.
///
/// It is another signature each time, as with badges. Over one and the same signature the processor learns the branches
/// that depend on its digits, and `openssl speed`, which does that, shows a rate that no two signatures have.
final class Floor {
  private let context: OpaquePointer
  private let signed: [(message: [UInt8], signature: [UInt8])]
  private var next = 0

  /// - Parameter count: how many signatures there are.
  init(signatures count: Int = 4096) {
    let seed = [UInt8](0..<32)
    var publicKey = [UInt8](repeating: 0, count: 32)
    var length = 32
    let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
    precondition(EVP_PKEY_get_raw_public_key(key, &publicKey, &length) == 1)
    guard let signer = EVP_MD_CTX_new(), let context = EVP_MD_CTX_new() else { preconditionFailure("no memory") }
    signed = (0..<count).map { number in
      let message = (0..<64).map { UInt8(truncatingIfNeeded: number >> ($0 % 2 * 8) &+ $0) }
      var signature = [UInt8](repeating: 0, count: 64)
      var length = 64
      precondition(EVP_DigestSignInit(signer, nil, nil, nil, key) == 1)
      precondition(EVP_DigestSign(signer, &signature, &length, message, message.count) == 1)
      precondition(EVP_MD_CTX_reset(signer) == 1)
      return (message, signature)
    }
    let half = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, publicKey.count)
    precondition(EVP_DigestVerifyInit(context, nil, nil, nil, half) == 1)
    self.context = context
  }

  func verify() {
    let (message, signature) = signed[next]
    next = next + 1 == signed.count ? 0 : next + 1
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
