/// An RSA public key (RFC 8017 section 3.1) of 2048 to 8192 bits.
///
/// 2048 bits are the least that RFC 7518 section 3.3 allows for RS256. More than 8192 protect nothing that a badge could
/// need, and let a stranger make each check of a signature expensive.
///
/// The exponent is odd, at least 3 (RFC 8017 section 3.1), and has at most 64 bits, as all that are in use. Small ones are
/// a danger only to whoever compares less than the whole padding: OpenSSL encodes it anew and compares all of it.
public struct RSAPublicKey: Hashable, Sendable {
  public static let bitCounts = 2048...8192

  /// Big-endian, without zeros in front.
  public let modulus: [UInt8]
  public let exponent: UInt64

  /// Reads the two numbers, big-endian and without zeros in front (RFC 7518 section 2, Base64urlUInt).
  ///
  /// - Throws: ``KeyError`` with `key_size_not_supported` or `public_key_invalid`.
  public init(modulus: Span<UInt8>, exponent: Span<UInt8>) throws(KeyError) {
    guard modulus.count > 0, modulus[0] != 0 else {
      throw KeyError(.publicKeyInvalid, at: "the modulus of the RSA public key", found: "zeros in front")
    }
    let bits = modulus.count * 8 - modulus[0].leadingZeroBitCount
    guard Self.bitCounts.contains(bits) else {
      throw KeyError(
        .keySizeNotSupported, at: Self.place,
        expected: "\(Self.bitCounts.lowerBound) to \(Self.bitCounts.upperBound) bits", found: "\(bits)")
    }
    guard modulus[modulus.count - 1] & 1 == 1 else {
      throw KeyError(.publicKeyInvalid, at: "the modulus of the RSA public key", found: "an even number")
    }
    guard exponent.count > 0, exponent[0] != 0, exponent.count <= 8 else {
      throw KeyError(
        .publicKeyInvalid, at: "the exponent of the RSA public key",
        expected: "1 to 8 bytes without zeros in front", found: "\(exponent.count) bytes")
    }
    var number: UInt64 = 0
    for index in exponent.indices { number = number << 8 | UInt64(exponent[index]) }
    guard number >= 3, number & 1 == 1 else {
      throw KeyError(
        .publicKeyInvalid, at: "the exponent of the RSA public key", expected: "an odd number, 3 or more",
        found: "\(number)")
    }
    self.modulus = [UInt8](copying: modulus)
    self.exponent = number
  }

  static let place = "the RSA public key"

  /// The length of the modulus in bits.
  public var bitCount: Int { modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0) }

  /// The members of the JWK (RFC 7518 section 6.3.1).
  var jwkMembers: (e: String, n: String) {
    (Base64URL.encode(exponentBytes.span), Base64URL.encode(modulus.span))
  }

  /// The exponent in as few bytes as it takes, big-endian.
  public var exponentBytes: [UInt8] {
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: exponent >> (56 - 8 * $0)) }
    return Array(bytes.drop { $0 == 0 })
  }
}
