/// An Ed25519 signature (RFC 8032 section 5.1.6): R and S, 64 bytes, as a value without heap memory.
///
/// Any 64 bytes make one. Whether S is in range and R fits is for ``PublicKey/verify(_:of:)`` to say.
public struct Signature: Hashable, Sendable, BitwiseCopyable {
  public static let byteCount = 64

  // In the byte order of memory, so that the value's own storage is the encoding. Words of 8 bytes for the reason that
  // `PublicKey` gives.
  private let r0, r1, r2, r3, s0, s1, s2, s3: UInt64

  /// - Throws: ``KeyError/Code/lengthWrong`` unless there are exactly 64 bytes.
  public init(_ bytes: Span<UInt8>) throws(KeyError) {
    guard bytes.count == Self.byteCount else {
      throw KeyError(.lengthWrong, at: "the signature", expected: "64 bytes", found: "\(bytes.count)")
    }
    r0 = UInt64(inMemoryOrder: bytes, at: 0)
    r1 = UInt64(inMemoryOrder: bytes, at: 8)
    r2 = UInt64(inMemoryOrder: bytes, at: 16)
    r3 = UInt64(inMemoryOrder: bytes, at: 24)
    s0 = UInt64(inMemoryOrder: bytes, at: 32)
    s1 = UInt64(inMemoryOrder: bytes, at: 40)
    s2 = UInt64(inMemoryOrder: bytes, at: 48)
    s3 = UInt64(inMemoryOrder: bytes, at: 56)
  }

  /// Reads a `proofValue` (Data Integrity EdDSA Cryptosuites 1.0, section 2.2.1: multibase, base58-btc, 64 bytes).
  ///
  /// - Throws: ``KeyError`` with `multibase_not_supported`, `text_too_long` (over 128 characters, before anything is
  ///   decoded), `encoding_invalid` or `length_wrong`.
  public init(multibase text: Span<UInt8>) throws(KeyError) {
    self = try Multibase.withBase58Decoded(text, at: "the signature") { bytes throws(KeyError) in
      try Signature(bytes)
    }
  }

  /// R and S, 64 bytes.
  public var bytes: [UInt8] { withBytes { [UInt8](copying: $0) } }

  /// The text of a `proofValue`: `z` and base58-btc, at most 89 characters.
  public var multibase: String { withBytes { Multibase.base58($0) } }

  /// Lends R and S, 64 bytes.
  public func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe withUnsafeBytes(of: self) { buffer throws(Failure) in
      // SAFETY: eight UInt64 are 64 initialised bytes without padding, and the span cannot leave `body`.
      try body(unsafe Span<UInt8>(_unsafeElements: buffer.assumingMemoryBound(to: UInt8.self)))
    }
  }
}
