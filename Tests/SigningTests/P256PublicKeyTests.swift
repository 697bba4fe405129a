import Testing

@testable import Signing

@Suite struct P256PublicKeyTests {
  // The generator of the curve (SP 800-186 section 3.2.1.3): a point that is on it.
  static let x = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
  static let y = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
  // p - y: the other point with this x.
  static let otherY = "b01cbd1c01e58065711814b583f061e9d431cca994cea1313449bf97c840ae0a"
  static let p = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"
  private static let zero = String(repeating: "0", count: 64)

  private func read(_ hex: String) throws(KeyError) -> P256PublicKey {
    let bytes = [UInt8](hex: hex)
    return try P256PublicKey(bytes.span)
  }

  @Test("A point is one in both forms, and both are written")
  func forms() throws {
    for (sign, y) in [("03", Self.y), ("02", Self.otherY)] {
      let key = try read("04" + Self.x + y)
      #expect(try read(sign + Self.x) == key)
      #expect(key.x.hex == Self.x && key.y.hex == y)
      #expect(key.compressed.hex == sign + Self.x)
      #expect(key.uncompressed.hex == "04" + Self.x + y)
    }
    #expect(try read("02" + Self.x) != read("03" + Self.x))
  }

  @Test(
    "What is not the encoding of a point of the curve is refused",
    arguments: [
      "04" + x + String(y.dropLast()) + "4", "04" + x + zero, "04" + zero + zero, "04" + y + x,
      // x and y that are no residues: p itself, and one more than the generator's.
      "04" + p + y, "02" + p, "03" + p, "02" + String(repeating: "f", count: 64),
      // No point has this x.
      "02" + String(zero.dropLast()) + "7",
      // The hybrid forms, the point at infinity filled up, and forms that do not exist.
      "06" + x + otherY, "07" + x + y, "06" + x + y, "00" + x + y, "00" + x, "05" + x + y,
      "01" + x,
    ])
  func refused(_ hex: String) {
    let expected: KeyError.Code = [33, 65].contains(hex.utf8.count / 2) ? .publicKeyNotCanonical : .lengthWrong
    #expect(code { () throws(KeyError) in _ = try read(hex) } == expected)
  }

  @Test("Other lengths than 33 and 65 bytes are refused", arguments: [0, 1, 32, 34, 64, 66])
  func lengths(_ count: Int) {
    let point = [UInt8](repeating: 4, count: count)
    #expect(code { () throws(KeyError) in _ = try P256PublicKey(point.span) } == .lengthWrong)
  }

  @Test("Coordinates have 32 bytes each, with their zeros in front")
  func coordinates() throws {
    let (x, y) = ([UInt8](hex: Self.x), [UInt8](hex: Self.y))
    #expect(try P256PublicKey(x: x.span, y: y.span) == read("03" + Self.x))
    let longer = [0] + x
    let shorter = Array(y.dropFirst())
    #expect(code { () throws(KeyError) in _ = try P256PublicKey(x: longer.span, y: y.span) } == .lengthWrong)
    #expect(code { () throws(KeyError) in _ = try P256PublicKey(x: x.span, y: shorter.span) } == .lengthWrong)
  }

  @Test("A refused point leaves no error behind for the next caller")
  func errorQueue() {
    _ = try? read("02" + Self.p)
    let isClean = !OpenSSL.hasPendingError
    #expect(isClean)
  }
}
