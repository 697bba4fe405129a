import Testing

@testable import Signing

@Suite struct BytesTests {
  @Test("A text is found where it stands, and never beyond the end")
  func holds() {
    let bytes = Array("abc".utf8)
    let found = [0, 1, 2, 3].map { bytes.span.holds("bc", at: $0) }
    #expect(found == [false, true, false, false])
    let whole = [bytes.span.equals("abc"), bytes.span.equals("ab"), bytes.span.equals("abcd")]
    #expect(whole == [true, false, false])
    let atEnd = bytes.span.holds("", at: 3)
    #expect(atEnd)
  }

  @Test("White space is trimmed at both ends and nowhere else")
  func trimmed() {
    for (text, expected) in [("", 0..<0), (" \t\r\n", 4..<4), ("a b", 0..<3), (" a b\n", 1..<4)] {
      let range = Array(text.utf8).span.trimmed
      #expect(range == expected)
    }
  }

  @Test("A word keeps the order of the bytes in memory")
  func words() {
    let bytes: [UInt8] = [0, 1, 2, 3, 4, 5, 6, 7, 8]
    let word = UInt64(inMemoryOrder: bytes.span, at: 1)
    #expect(UInt64(littleEndian: word) == 0x0807_0605_0403_0201)
  }
}
