/// A signature of ECDSA with P-256: r and s, 32 bytes each, big-endian (RFC 7518 section 3.4; IEEE P1363).
///
/// Whether the numbers are in range, neither zero nor as large as the order of the curve, is for OpenSSL to say.
struct ECDSASignature {
  private var words = InlineArray<64, UInt8>(repeating: 0)

  /// Nil unless there are exactly 64 bytes.
  init?(_ signature: Span<UInt8>) {
    guard signature.count == 64 else { return nil }
    for index in 0..<64 { words[index] = signature[index] }
  }

  /// Lends the Ecdsa-Sig-Value of RFC 3279 section 2.2.3 in DER, which is what OpenSSL reads and writes: a sequence of two
  /// integers, at most 72 bytes.
  func withDER<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    var der = InlineArray<72, UInt8>(repeating: 0)
    var end = 2
    for start in [0, 32] {
      // An integer has as few bytes as it takes, and its first bit is a sign.
      var first = start
      while first < start + 31, words[first] == 0 { first += 1 }
      let isPadded = words[first] >= 0x80
      der[end] = DERTag.integer.rawValue
      der[end + 1] = UInt8(start + 32 - first) + (isPadded ? 1 : 0)
      end += isPadded ? 3 : 2
      for index in first..<start + 32 {
        der[end] = words[index]
        end += 1
      }
    }
    der[0] = DERTag.sequence.rawValue
    der[1] = UInt8(end - 2)
    return body(der.span.extracting(first: end))
  }

  /// Reads what OpenSSL wrote.
  ///
  /// - Throws: ``KeyError/Code/fileDamaged`` where it is no sequence of two positive integers of at most 32 bytes.
  init(der: Span<UInt8>) throws(KeyError) {
    var cursor = DERCursor(der.indices)
    var numbers = try cursor.enter(.sequence, in: der)
    try cursor.checkEnd()
    for end in [32, 64] {
      let number = try numbers.readUnsigned(in: der)
      guard number.count <= 32 else { throw DERCursor.damaged }
      for (offset, index) in number.enumerated() { words[end - number.count + offset] = der[index] }
    }
    try numbers.checkEnd()
  }

  /// r and s, 64 bytes.
  var bytes: [UInt8] { [UInt8](copying: words.span) }
}
