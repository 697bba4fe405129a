/// A signature of ECDSA with P-256: r and s, 32 bytes each, big-endian (RFC 7518 section 3.4; IEEE P1363).
///
/// Whether the numbers are in range, neither zero nor as large as the order of the curve, is for OpenSSL to say.
struct ECDSASignature {
  private var bytes = InlineArray<64, UInt8>(repeating: 0)

  /// Nil unless there are exactly 64 bytes.
  init?(_ signature: Span<UInt8>) {
    guard signature.count == 64 else { return nil }
    for index in 0..<64 { bytes[index] = signature[index] }
  }

  /// Lends the Ecdsa-Sig-Value of RFC 3279 section 2.2.3 in DER, which is what OpenSSL reads and writes: a sequence of two
  /// integers, at most 72 bytes.
  func withDER<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    var der = InlineArray<72, UInt8>(repeating: 0)
    var end = 2
    for start in [0, 32] {
      // An integer has as few bytes as it takes, and its first bit is a sign.
      var first = start
      while first < start + 31, bytes[first] == 0 { first += 1 }
      let isPadded = bytes[first] >= 0x80
      der[end] = DERTag.integer.rawValue
      der[end + 1] = UInt8(start + 32 - first) + (isPadded ? 1 : 0)
      end += isPadded ? 3 : 2
      for index in first..<start + 32 {
        der[end] = bytes[index]
        end += 1
      }
    }
    der[0] = DERTag.sequence.rawValue
    der[1] = UInt8(end - 2)
    return body(der.span.extracting(first: end))
  }

  /// Lends r and s, 64 bytes.
  func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result { body(bytes.span) }
}
