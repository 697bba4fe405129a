import Testing

@testable import Badge

struct HexadecimalTests {
  @Test func `Bytes are written in lower case, and read in both`() {
    #expect(Hexadecimal.string([0x00, 0x9A, 0xFF]) == "009aff")
    #expect(Hexadecimal.bytes("009aFf") == [0x00, 0x9A, 0xFF])
    #expect(Hexadecimal.bytes("") == [])
  }

  @Test(arguments: ["0", "000", "0g", " 0", "0x", "００", "0\u{301}a"])
  func `What is no hexadecimal is nil`(_ text: String) {
    #expect(Hexadecimal.bytes(text) == nil)
  }
}
