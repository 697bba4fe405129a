import Testing

@testable import Signing

@Suite struct Base64URLTests {
  private func decode(_ text: String) throws(KeyError) -> [UInt8] { try Base64URL.decode(Array(text.utf8).span) }

  @Test(
    "RFC 4648 section 10, without padding",
    arguments: [
      ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
      ("foobar", "Zm9vYmFy"),
    ])
  func rfc4648(_ plain: String, _ text: String) throws {
    #expect(try decode(text) == Array(plain.utf8))
    #expect(Base64URL.encode(Array(plain.utf8).span) == text)
  }

  @Test("All 64 characters stand for their values")
  func alphabet() throws {
    let text = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    let bytes = try decode(text)
    let again = Base64URL.encode(bytes.span)
    #expect(again == text)
    #expect(try decode("-_-_") == [0xfb, 0xff, 0xbf])
  }

  @Test("Every length comes back")
  func roundTrip() throws {
    for count in 0..<100 {
      let text = Base64URL.encode(bytes(count).span)
      #expect(try decode(text) == bytes(count))
    }
  }

  @Test(
    "Padding, the other alphabet, white space, odd lengths and set tail bits are refused",
    arguments: [
      "Zg==", "Zm8=", "Zg=", "=", "+_+_", "-/-_", "Zm 9v", "Zm9v\n", " Zm9v", "Zm9v\0", "Zm9v\t", "A", "Zm9vY", "Zh",
      "Zm9", "Zm9vé", "Zm9v.Zg",
    ])
  func defects(_ text: String) {
    #expect(code { () throws(KeyError) in _ = try decode(text) } == .encodingInvalid)
  }

  private func decodePadded(_ text: String) throws(KeyError) -> [UInt8] {
    var bytes: [UInt8] = []
    try Base64Alphabet.standard.decode(Array(text.utf8).span, at: "the test") { bytes.append($0) }
    return bytes
  }

  @Test("The padded alphabet reads and writes RFC 4648 section 4", arguments: ["", "Zg==", "Zm8=", "Zm9v", "+/+/"])
  func padded(_ text: String) throws {
    var again: [UInt8] = []
    let bytes = try decodePadded(text)
    Base64Alphabet.standard.encode(bytes.span) { again.append($0) }
    #expect(String(decoding: again, as: UTF8.self) == text)
  }

  @Test(
    "The padded alphabet refuses missing, misplaced and extra padding, and set tail bits",
    arguments: ["Zg", "Zg=", "Zm8", "Z===", "====", "Zg==Zg==", "Zm9v====", "Zh==", "Zm9=", "-_-_", "Zm9v\n", "=g=="])
  func paddedDefects(_ text: String) {
    #expect(code { () throws(KeyError) in _ = try decodePadded(text) } == .encodingInvalid)
  }
}
