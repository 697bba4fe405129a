import Signing
import Testing

@Suite struct MultibaseTests {
  private func decode(_ text: String) throws(KeyError) -> [UInt8] { try Multibase.decode(Array(text.utf8).span) }

  @Test("z is base58-btc and u is base64url: one value, two texts")
  func twoBases() throws {
    #expect(try decode("z2NEpo7TZRRrLZSi2U") == Array("Hello World!".utf8))
    #expect(try decode("uSGVsbG8gV29ybGQh") == Array("Hello World!".utf8))
    #expect(Multibase.base58(Array("Hello World!".utf8).span) == "z2NEpo7TZRRrLZSi2U")
  }

  @Test("The prefix alone is the empty value")
  func empty() throws {
    #expect(try decode("z") == [])
    #expect(try decode("u") == [])
  }

  @Test(
    "Other prefixes of the multibase table are refused", arguments: ["", "m", "M", "f00", "b", "Z2", "k", "\0", "é"])
  func prefixes(_ text: String) {
    #expect(code { () throws(KeyError) in _ = try decode(text) } == .multibaseNotSupported)
  }

  @Test("128 characters are decoded and 129 are not", arguments: ["z", "u"])
  func bound(_ prefix: String) throws {
    // 129 characters of base64url have one too many as well, so the bound must come first.
    #expect(try !decode(prefix + String(repeating: "A", count: prefix == "z" ? 127 : 126)).isEmpty)
    let long = prefix + String(repeating: "A", count: 128)
    #expect(code { () throws(KeyError) in _ = try decode(long) } == .textTooLong)
  }
}
