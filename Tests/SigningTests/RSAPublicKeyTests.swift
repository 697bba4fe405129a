import Signing
import Testing

@Suite struct RSAPublicKeyTests {
  /// An odd number of this many bits.
  private func modulus(_ bits: Int) -> [UInt8] {
    var number = [UInt8](repeating: 0, count: (bits + 7) / 8)
    number[0] = 1 << UInt8((bits - 1) % 8)
    number[number.count - 1] |= 1
    return number
  }

  private func read(_ modulus: [UInt8], _ exponent: [UInt8] = [1, 0, 1]) throws(KeyError) -> RSAPublicKey {
    try RSAPublicKey(modulus: modulus.span, exponent: exponent.span)
  }

  @Test("Keys have 2048 to 8192 bits, counted and not by their bytes")
  func sizes() throws {
    for bits in [2048, 2049, 3072, 4096, 8192] { #expect(try read(modulus(bits)).bitCount == bits) }
    for bits in [512, 1024, 2041, 2047, 8193, 8200, 16384] {
      #expect(code { () throws(KeyError) in _ = try read(modulus(bits)) } == .keySizeNotSupported, "\(bits) bits")
    }
  }

  @Test("A modulus without bytes, with zeros in front, or even is refused")
  func moduli() {
    #expect(code { () throws(KeyError) in _ = try read([]) } == .publicKeyInvalid)
    #expect(code { () throws(KeyError) in _ = try read([0] + modulus(2048)) } == .publicKeyInvalid)
    var even = modulus(2048)
    even[255] = 0x10
    #expect(code { () throws(KeyError) in _ = try read(even) } == .publicKeyInvalid)
  }

  @Test("The exponent is odd, 3 or more, of at most 64 bits and without zeros in front")
  func exponents() throws {
    for (bytes, number) in [([3], 3), ([1, 0, 1], 65537), ([UInt8](repeating: 255, count: 8), UInt64.max)]
      as [(
        [UInt8], UInt64
      )]
    {
      let key = try read(modulus(2048), bytes)
      #expect(key.exponent == number)
      #expect(key.exponentBytes == bytes)
    }
    for bytes in [[], [0], [1], [2], [0, 3], [1, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0, 1]] as [[UInt8]] {
      #expect(code { () throws(KeyError) in _ = try read(modulus(2048), bytes) } == .publicKeyInvalid, "\(bytes)")
    }
  }
}
