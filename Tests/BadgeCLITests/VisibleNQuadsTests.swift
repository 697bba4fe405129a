import LinkedData
import Testing

@testable import BadgeCLI

@Suite struct VisibleNQuadsTests {
  @Test("Text that can be seen is left as it is", arguments: ["", "<urn:a> <urn:b> \"Zürich 東京 \\u001B\" .\n"])
  func plain(_ text: String) {
    #expect(VisibleNQuads.of(Array(text.utf8)) == Array(text.utf8))
  }

  @Test("What hides or reorders becomes an escape of the same statement")
  func escapes() throws {
    let hidden = "\u{80}\u{9F}\u{AD}\u{200B}\u{202E}\u{2066}\u{2028}\u{FEFF}\u{E0041}\u{FE0F}"
    let text = Array("<urn:\u{202E}x> <urn:b> \"\(hidden)é\"@de .\n".utf8)
    let shown = VisibleNQuads.of(text)
    #expect(shown.filter { $0 >= 0x7F } == Array("é".utf8))
    #expect(String(decoding: shown, as: UTF8.self).contains("<urn:\\u202Ex>"))
    #expect(String(decoding: shown, as: UTF8.self).contains("\\U000E0041"))
    #expect(try NQuads.read(shown).canonicalNQuads() == NQuads.read(text).canonicalNQuads())
  }
}
