import Testing

@testable import Badge

@Suite struct VisibleTextTests {
  @Test("Ordinary text in any script stays as it is", arguments: ["Teamwork", "Zürich", "日本語", "עברית", "a b"])
  func plain(text: String) { #expect(VisibleText.quote(text, columns: 200) == text) }

  @Test("What could move, hide or reorder its neighbours is an escape that cannot be imitated")
  func escapes() {
    #expect(VisibleText.quote("a\u{202E}b", columns: 200) == "a\\u{202E}b")
    #expect(VisibleText.quote("a\\u{202E}b", columns: 200) == "a\\\\u{202E}b")
    #expect(VisibleText.quote("a\r\nb", columns: 200) == "a\\u{D}\\u{A}b")
    #expect(VisibleText.quote("a  b", columns: 200) == "a \\u{20}b")
    #expect(VisibleText.quote("\u{301}a", columns: 200) == "\\u{301}a")
  }

  @Test("What is too wide is cut, and says so")
  func cut() {
    #expect(VisibleText.quote("abcdef", columns: 4) == "abc…")
    #expect(VisibleText.quote("日本語", columns: 5) == "日本…")
    #expect(VisibleText.quote("abcd", columns: 4) == "abcd")
  }
}
