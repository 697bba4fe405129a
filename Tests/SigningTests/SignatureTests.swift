import Signing
import Testing

/// Row B11 of the threat table: the encodings of a `proofValue`.
@Suite struct SignatureTests {
  @Test("A signature keeps its bytes and has no heap memory")
  func bytesRoundTrip() throws {
    #expect(try Signature(bytes(64)).bytes == bytes(64))
    #expect(MemoryLayout<Signature>.size == 64)
  }

  @Test("Signatures are equal when all bytes are")
  func equality() throws {
    let signature = try Signature(bytes(64))
    #expect(try signature == Signature(bytes(64)))
    for index in 0..<64 {
      var other = bytes(64)
      other[index] ^= 1
      #expect(try signature != Signature(other))
    }
  }

  @Test("Another length than 64 bytes is refused", arguments: [0, 1, 32, 63, 65, 128])
  func length(_ count: Int) {
    #expect(code { () throws(KeyError) in _ = try Signature(bytes(count)) } == .lengthWrong)
  }

  @Test("Multibase text round trip, leading zero bytes included", arguments: [0, 1, 2, 63, 64])
  func multibaseRoundTrip(_ zeros: Int) throws {
    let signature = try Signature([UInt8](repeating: 0, count: zeros) + bytes(64 - zeros))
    #expect(try Signature(multibase: signature.multibase) == signature)
  }

  private static let text = (try? Signature(bytes(64)).multibase) ?? ""

  @Test(
    "Another multibase prefix is refused",
    arguments: ["", "u" + text.dropFirst(), "Z" + text.dropFirst(), "m" + text.dropFirst(), String(text.dropFirst())])
  func prefix(_ text: String) {
    #expect(code { () throws(KeyError) in _ = try Signature(multibase: text) } == .multibaseNotSupported)
  }

  @Test(
    "White space and characters outside base58-btc are refused",
    arguments: [" ", "\n", "\t", "\0", "0", "O", "I", "l", "é", "=", "+", "\u{200b}"], [1, 40, 88])
  func characters(_ intruder: String, _ place: Int) {
    let text = Self.text.prefix(place) + intruder + Self.text.dropFirst(place)
    #expect(code { () throws(KeyError) in _ = try Signature(multibase: String(text)) } == .encodingInvalid)
  }

  @Test("An extra zero byte at the front is refused")
  func extraZero() {
    #expect(code { () throws(KeyError) in _ = try Signature(multibase: "z1" + Self.text.dropFirst()) } == .lengthWrong)
  }

  @Test("63 and 65 bytes are refused", arguments: [63, 65])
  func nearLengths(_ count: Int) {
    let text = Multibase.base58(bytes(count).span)
    #expect(code { () throws(KeyError) in _ = try Signature(multibase: text) } == .lengthWrong)
  }

  @Test("200 kB of base58 are refused by length, before decoding")
  func large() {
    let text = "z" + String(repeating: "z", count: 200_000)
    #expect(code { () throws(KeyError) in _ = try Signature(multibase: text) } == .textTooLong)
  }
}
