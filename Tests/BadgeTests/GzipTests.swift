import Testing

@testable import Badge

struct GzipTests {
  private static let text = Array("left-most bit first, ".utf8)
  private static let member = Gzip.compress(text.span)

  private func expand(_ bytes: [UInt8], limit: Int = 1 << 20) -> Result<[UInt8], Gzip.Defect> {
    Result { () throws(Gzip.Defect) in try Gzip.decompress(bytes.span, limit: limit) }
  }

  @Test func `Bytes come back as they were`() {
    var random = SplitMix(seed: 1)
    for count in [0, 1, 100, 65_535, 65_536, 65_537, 300_000] {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...3, using: &random) }
      #expect(expand(Gzip.compress(bytes.span)) == .success(bytes))
    }
  }

  @Test func `Members that follow each other are read as one stream`() {
    #expect(expand(Self.member + Self.member + Self.member) == .success(Self.text + Self.text + Self.text))
    let empty = Gzip.compress([UInt8]().span)
    #expect(expand(empty + Self.member + empty) == .success(Self.text))
  }

  @Test func `A stream that is cut off anywhere is refused`() {
    for length in 2..<Self.member.count {
      #expect(expand(Array(Self.member.prefix(length))) == .failure(.truncated), "\(length)")
      #expect(expand(Self.member + Self.member.prefix(length)) == .failure(.truncated), "second, \(length)")
    }
  }

  @Test func `A flipped bit never gives other bytes`() {
    for position in Self.member.indices {
      for bit in 0..<8 {
        var bytes = Self.member
        bytes[position] ^= 1 << bit
        let result = expand(bytes)
        // Bits of the header's date and system mean nothing to the data.
        if case .success(let expanded) = result { #expect(expanded == Self.text, "byte \(position), bit \(bit)") }
      }
    }
  }

  @Test func `A wrong checksum or length is refused`() {
    for back in 1...8 {
      var bytes = Self.member
      bytes[bytes.count - back] ^= 1
      #expect(expand(bytes) == .failure(.damaged))
    }
  }

  @Test(arguments: [[0], [0x1F], [0x1F, 0x8A], Array("x".utf8), [0, 0, 0, 0]] as [[UInt8]])
  func `What follows the stream and is no member is refused`(_ rest: [UInt8]) {
    #expect(expand(Self.member + rest) == .failure(.trailingBytes))
  }

  @Test func `Only gzip is read, not zlib's own format or bare deflate`() {
    #expect(expand([]) == .failure(.notGzip))
    #expect(expand([0x1F]) == .failure(.notGzip))
    #expect(expand([0x78, 0x9C, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01]) == .failure(.notGzip))
    #expect(expand(Array(Self.member[10...])) == .failure(.notGzip))
  }

  @Test func `The limit is exact, over all members`() {
    let count = Self.text.count
    #expect(expand(Self.member, limit: count) == .success(Self.text))
    #expect(expand(Self.member, limit: count - 1) == .failure(.tooLarge))
    #expect(expand(Self.member + Self.member, limit: 2 * count) == .success(Self.text + Self.text))
    #expect(expand(Self.member + Self.member, limit: 2 * count - 1) == .failure(.tooLarge))
    #expect(expand(Self.member, limit: 0) == .failure(.tooLarge))
  }

  @Test func `A gibibyte in a mebibyte ends at the limit`() {
    // The same member of 16 MiB of zeros again and again.
    let zeros = [UInt8](repeating: 0, count: 16 << 20)
    let member = Gzip.compress(zeros.span)
    let bomb = Array(repeatElement(member, count: 64).joined())
    #expect(bomb.count < 2 << 20)
    #expect(expand(bomb, limit: StatusBits.byteLimit) == .failure(.tooLarge))
  }
}
