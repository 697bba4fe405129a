import CanonicalJSON
import Testing

@testable import BadgeCLI

@Suite struct VisibleJSONTests {
  @Test(
    "Text that can be seen is left as it is",
    arguments: ["{\n  \"a\": 1\n}\n", "{\"a\":\"Zürich 東京 ü e\u{301}\"}", "[]", "\"\\u001b\""])
  func plain(_ json: String) {
    #expect(VisibleJSON.of(Array(json.utf8)) == Array(json.utf8))
  }

  @Test("What hides or reorders becomes an escape of the same value")
  func escapes() throws {
    var text = "\u{7F}\u{80}\u{9F}\u{AD}\u{61C}\u{200B}\u{200E}\u{202A}\u{202E}\u{2066}\u{2069}\u{2028}\u{2029}\u{FEFF}"
    text += "\u{E0041}\u{FE0F}\u{3164}é"
    let json = VisibleJSON.of(JSONValue.string(text).serialized())
    #expect(json.filter { $0 >= 0x7F } == Array("é".utf8))
    #expect(String(decoding: json, as: UTF8.self).contains("\\u202e"))
    #expect(String(decoding: json, as: UTF8.self).contains("\\udb40\\udc41"))
    let document = try JSONDocument(parsing: json)
    #expect(document.text(at: document.root).map { Array($0.utf8) } == Array(text.utf8))
  }
}
