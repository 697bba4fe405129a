import CanonicalJSON
import Testing

@testable import LinkedData

@Suite struct LiteralTextTests {
  private func text(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    let length = LiteralText.length(of: bytes.span)
    output.append(addingCapacity: length) { LiteralText.append(bytes.span, to: &$0) }
    #expect(output.count == length)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func `Each ASCII character, at each place in a word of eight`() {
    let letters: [UInt8: String] = [8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: "\\\"", 92: "\\\\"]
    for byte in UInt8(0)...127 {
      let hex = String(byte, radix: 16, uppercase: true)
      let escape = byte < 32 || byte == 127 ? "\\u" + String(repeating: "0", count: 4 - hex.count) + hex : nil
      let expected = letters[byte] ?? escape ?? String(Unicode.Scalar(byte))
      for place in 0..<18 {
        var bytes = [UInt8](repeating: 0x61, count: 17)
        bytes.insert(byte, at: place)
        let before = String(repeating: "a", count: place)
        let after = String(repeating: "a", count: 17 - place)
        #expect(text(bytes) == "\"\(before)\(expected)\(after)\"")
      }
    }
  }

  @Test(arguments: [
    ("\u{80}\u{9F}", "\u{80}\u{9F}"), ("\u{FFFD}", "\u{FFFD}"), ("\u{FFFE}", "\\uFFFE"), ("a\u{FFFF}b", "a\\uFFFFb"),
    ("\u{FFBE}\u{FEFF}\u{1FFFE}", "\u{FFBE}\u{FEFF}\u{1FFFE}"), ("ﾾ\u{FFFE}", "ﾾ\\uFFFE"), ("🌃é", "🌃é"),
  ])
  func `Beyond ASCII only what is no Char of XML 1.1 is escaped`(_ lexicalForm: String, _ expected: String) {
    #expect(text(Array(lexicalForm.utf8)) == "\"\(expected)\"")
    #expect(text(Array(("1234567" + lexicalForm).utf8)) == "\"1234567\(expected)\"")
  }

  @Test func `Bytes that are no UTF-8 are no trap`() {
    #expect(text([0xEF]) == "\"\u{FFFD}\"")
    #expect(text([0xEF, 0xBF]).count > 2)
  }
}
