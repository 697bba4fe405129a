import COpenSSL

/// An Ed25519 public key (RFC 8032 section 5.1.5): the 32-byte encoding of a curve point, as a value without heap
/// memory.
///
/// A value of this type has passed the checks that OpenSSL leaves out, so no caller can forget them.
public struct PublicKey: Hashable, Sendable, BitwiseCopyable {
  public static let byteCount = 32

  // In the byte order of memory, so that the value's own storage is the encoding. Words of 8 bytes, because debug
  // builds of Swift 6.3.1 crash where a task captures several values that are aligned to 16.
  private let word0, word1, word2, word3: UInt64

  /// Reads the 32-byte encoding.
  ///
  /// RFC 8032 section 5.1.3 decodes y from the first 255 bits and the sign of x from the last one, and fails where y
  /// >= p (step 1) or x = 0 with a set sign (step 4). OpenSSL 3.0 takes both. It also takes the points of small
  /// order, for which R = the identity and S = 0 verify every message. All are refused here.
  ///
  /// Step 3, a y that belongs to no point, needs field arithmetic and is left to OpenSSL: such a key can be made, and
  /// ``verify(_:of:)`` is false for every signature.
  ///
  /// - Throws: ``KeyError`` with `length_wrong`, `public_key_not_canonical` or `public_key_small_order`.
  public init(_ bytes: Span<UInt8>) throws(KeyError) {
    guard bytes.count == Self.byteCount else {
      throw KeyError(.lengthWrong, at: "the Ed25519 public key", expected: "32 bytes", found: "\(bytes.count)")
    }
    word0 = UInt64(inMemoryOrder: bytes, at: 0)
    word1 = UInt64(inMemoryOrder: bytes, at: 8)
    word2 = UInt64(inMemoryOrder: bytes, at: 16)
    word3 = UInt64(inMemoryOrder: bytes, at: 24)

    let encoding = FieldNumber(
      UInt64(littleEndian: word3), UInt64(littleEndian: word2), UInt64(littleEndian: word1),
      UInt64(littleEndian: word0))
    let y = encoding.clearingTopBit
    let xIsNegative = y != encoding
    if y >= .p || (xIsNegative && (y == .one || y == .minusOne)) {
      throw KeyError(.publicKeyNotCanonical, at: "the Ed25519 public key")
    }
    if FieldNumber.smallOrder.contains(y) { throw KeyError(.publicKeySmallOrder, at: "the Ed25519 public key") }
  }

  /// The 32-byte encoding.
  public var bytes: [UInt8] { withBytes { [UInt8](copying: $0) } }

  /// Lends the 32-byte encoding.
  public func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe withUnsafeBytes(of: self) { buffer throws(Failure) in
      // SAFETY: four UInt64 are 32 initialised bytes without padding, and the span cannot leave `body`.
      try body(unsafe Span<UInt8>(_unsafeElements: buffer.assumingMemoryBound(to: UInt8.self)))
    }
  }

  /// Whether `signature` is this key's over `message` (RFC 8032 section 5.1.7, with the cofactorless equation).
  ///
  /// An OpenSSL that cannot answer, because memory ran out, counts as no. Whoever checks many signatures keeps a
  /// ``SignatureChecker``, which spares the set-up.
  public func verify(_ signature: Signature, of message: Span<UInt8>) -> Bool {
    VerificationContext(for: self)?.verify(signature, of: message) ?? false
  }
}

/// A number below 2^256, as much of one as it takes to compare an encoding with what RFC 8032 rules out.
private struct FieldNumber: Equatable {
  /// 64 bits each, the most significant first.
  private let word3, word2, word1, word0: UInt64

  init(_ word3: UInt64, _ word2: UInt64, _ word1: UInt64, _ word0: UInt64) {
    (self.word3, self.word2, self.word1, self.word0) = (word3, word2, word1, word0)
  }

  /// Without bit 255, the sign of x.
  var clearingTopBit: FieldNumber { FieldNumber(word3 & (.max >> 1), word2, word1, word0) }

  static func >= (a: FieldNumber, b: FieldNumber) -> Bool {
    (a.word3, a.word2, a.word1, a.word0) >= (b.word3, b.word2, b.word1, b.word0)
  }

  /// p = 2^255 - 19.
  static let p = FieldNumber(.max >> 1, .max, .max, .max - 18)
  static let zero = FieldNumber(0, 0, 0, 0)
  static let one = FieldNumber(0, 0, 0, 1)
  static let minusOne = FieldNumber(.max >> 1, .max, .max, .max - 19)

  /// The y of the eight points whose order divides the cofactor 8; x has either sign where it is not 0.
  ///
  /// Order 1: y = 1. Order 2: y = -1. Order 4, whose double has y = -1 and x = 0: y = 0. Order 8, whose double has y
  /// = 0, so that y^2 = -x^2: with the curve -x^2 + y^2 = 1 + d x^2 y^2 this is d y^4 + 2 y^2 - 1 = 0, with two roots
  /// in the field, each the other's negative.
  static let smallOrder: [FieldNumber] = [
    zero, one, minusOne,
    FieldNumber(0x05fc_536d_8802_38b1, 0x3933_c6d3_05ac_dfd5, 0xf098_eff2_89f4_c345, 0xb027_b2c2_8f95_e826),
    FieldNumber(0x7a03_ac92_77fd_c74e, 0xc6cc_392c_fa53_202a, 0x0f67_100d_760b_3cba, 0x4fd8_4d3d_706a_17c7),
  ]
}
