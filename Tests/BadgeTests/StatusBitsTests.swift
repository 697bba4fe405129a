import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct StatusBitsTests {
  @Test func `Index 0 is the most significant bit of the first byte`() throws {
    for index in 0..<16 {
      var bits = try StatusBits()
      bits.set(1, at: index)
      #expect(bits.bytes[0] == (index < 8 ? 0x80 >> index : 0))
      #expect(bits.bytes[1] == (index >= 8 ? 0x80 >> (index - 8) : 0))
      for other in 0..<16 { #expect(bits.value(at: other) == (other == index ? 1 : 0)) }
      #expect(bits.setCount == 1)
    }
  }

  @Test func `A value of several bits has its most significant one first and touches no neighbour`() throws {
    for size in 2...5 {
      var bits = try StatusBits(statusSize: size)
      let highest = UInt32(1) << size - 1
      for index in [0, 1, 7, 1000, bits.length - 1] {
        bits.set(1, at: index)
        #expect(bits.value(at: index) == 1)
        bits.set(highest, at: index)
        #expect(bits.value(at: index) == highest)
        if index > 1 { #expect(bits.value(at: index - 1) == 0 && bits.value(at: index + 1) ?? 0 == 0) }
        bits.set(0, at: index)
      }
      #expect(bits.bytes.allSatisfy { $0 == 0 })
    }
    var bits = try StatusBits(statusSize: 2)
    bits.set(2, at: 1)
    #expect(bits.bytes[0] == 0b0010_0000)
  }

  @Test func `What does not fit is not set`() throws {
    var bits = try StatusBits()
    let results = [bits.set(2, at: 0), bits.set(1, at: -1), bits.set(1, at: bits.length)]
    #expect(results == [false, false, false])
    #expect(bits.setCount == 0)
    #expect(bits.value(at: bits.length) == nil)
    #expect(bits.value(at: -1) == nil)
  }

  @Test(arguments: [0, -1, 131_071])
  func `A list of fewer than 131,072 entries is not made`(_ length: Int) {
    #expect(throws: Reason.self) { try StatusBits(length: length) }
  }

  @Test(arguments: [(Int.max, 1), (Int.max, 2), (131_072, 0), (131_072, -1), (131_072, 21), (16 << 23 + 1, 1)])
  func `A list of more than 16 MiB is not made`(_ length: Int, _ size: Int) {
    #expect(throws: Reason.self) { try StatusBits(length: length, statusSize: size) }
  }

  @Test func `A position beyond 64 bits is beyond the list`() {
    let bytes = [UInt8](repeating: 0xFF, count: 16)
    #expect(StatusBits.value(at: 127, size: 1, in: bytes.span) == 1)
    #expect(StatusBits.value(at: 128, size: 1, in: bytes.span) == nil)
    #expect(StatusBits.value(at: 63, size: 2, in: bytes.span) == 3)
    #expect(StatusBits.value(at: 64, size: 2, in: bytes.span) == nil)
    #expect(StatusBits.value(at: 42, size: 3, in: bytes.span) == nil)
    #expect(StatusBits.value(at: .max, size: 1, in: bytes.span) == nil)
    #expect(StatusBits.value(at: 1 << 63, size: 2, in: bytes.span) == nil)
    #expect(StatusBits.value(at: 0, size: 1, in: [UInt8]().span) == nil)
  }

  @Test func `An encoded list is read as it was written`() throws {
    var random = SplitMix(seed: 7)
    for size in [1, 2, 7] {
      var bits = try StatusBits(length: 131_072 + size, statusSize: size)
      for _ in 0..<2000 {
        bits.set(.random(in: 0..<1 << UInt32(size), using: &random), at: .random(in: 0..<bits.length, using: &random))
      }
      #expect(try StatusBits(encoded: bits.encoded(), statusSize: size) == bits)
    }
  }

  @Test func `A list of zeros is short`() throws {
    let text = try StatusBits().encoded()
    #expect(text.utf8.count < 100)
    #expect(text.hasPrefix("uH4sI"))
  }

  @Test(arguments: ["", "z6Mk", "U", "mH4sIAAAAAAAAAwMAAAAAAAAAAAA", "eJwDAAAAAAE"])
  func `Another multibase than base64url is not read`(_ text: String) {
    #expect(code { () throws(Reason) in _ = try StatusBits(encoded: text) } == .statusListEncodingNotSupported)
  }

  @Test func `Base64 of gzip is read without multibase too`() throws {
    let bits = try StatusBits()
    #expect(try StatusBits(encoded: String(bits.encoded().dropFirst())) == bits)
  }

  @Test(arguments: [
    "H4sI", "H4sI AAAA", "H4sI+_AA", "HHHH", "u", "uH4sI AAAA", "uH4sIAA==", "uH4sI+/AA", "uH4s", "uAAAA",
    "ueJwDAAAAAAE",
  ])
  func `What is no gzip in base64url is refused`(_ text: String) {
    #expect(code { () throws(Reason) in _ = try StatusBits(encoded: text) } == .statusListInvalid)
  }

  @Test func `The limit of the expanded list is 16 MiB, and a list of that size is read`() throws {
    let limit = [UInt8](repeating: 0, count: StatusBits.byteLimit)
    let text = "u" + Base64URL.encode(Gzip.compress(limit.span).span)
    #expect(try StatusBits(encoded: text).length == StatusBits.byteLimit * 8)
    let more = limit + [0]
    let over = "u" + Base64URL.encode(Gzip.compress(more.span).span)
    #expect(code { () throws(Reason) in _ = try StatusBits(encoded: over) } == .statusListTooLarge)
  }
}

/// The code of the reason that `body` throws, or nil.
func code(_ body: () throws(Reason) -> Void) -> Reason.Code? {
  do {
    try body()
    return nil
  } catch {
    return error.code
  }
}
