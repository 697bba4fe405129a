import Files
import Testing

@testable import BadgeCLI

@Suite struct TerminalTests {
  @Test(
    "Text of letters is shown as it is",
    arguments: [
      "", "Example University", "Universität Zürich", "東京大学", "Δοκιμή", "مثال", "e\u{301}", "👩🏽‍🎓".replacingZWJ,
      "a b c", "https://example.org/?a=1&b=[2]#c",
    ])
  func plain(_ text: String) {
    #expect(Terminal.quote(text) == text)
  }

  @Test(
    "What moves, hides or reorders is shown as an escape",
    arguments: [
      ("\u{1B}[2J", "\\u{1B}[2J"), ("a\nACCEPTED", "a\\u{A}ACCEPTED"), ("a\r\nb", "a\\u{D}\\u{A}b"),
      ("\u{0}", "\\u{0}"), ("\u{7}\u{8}\u{9}", "\\u{7}\\u{8}\\u{9}"), ("\u{7F}", "\\u{7F}"),
      ("\u{80}\u{9B}\u{9F}", "\\u{80}\\u{9B}\\u{9F}"), ("a\u{202E}b", "a\\u{202E}b"),
      ("\u{202A}\u{202B}\u{202C}\u{202D}", "\\u{202A}\\u{202B}\\u{202C}\\u{202D}"),
      ("\u{2066}\u{2067}\u{2068}\u{2069}", "\\u{2066}\\u{2067}\\u{2068}\\u{2069}"),
      ("\u{200E}\u{200F}\u{61C}", "\\u{200E}\\u{200F}\\u{61C}"),
      ("a\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}\u{AD}", "a\\u{200B}\\u{200C}\\u{200D}\\u{2060}\\u{FEFF}\\u{AD}"),
      ("\u{2028}\u{2029}\u{85}", "\\u{2028}\\u{2029}\\u{85}"), ("\u{E0041}\u{E007F}", "\\u{E0041}\\u{E007F}"),
      ("a\u{FE0F}\u{E0100}", "a\\u{FE0F}\\u{E0100}"), ("\u{3164}\u{115F}", "\\u{3164}\\u{115F}"),
      ("\u{E000}\u{10FFFF}", "\\u{E000}\\u{10FFFF}"), ("\u{FFF9}", "\\u{FFF9}"),
    ])
  func escaped(_ text: String, _ shown: String) {
    #expect(Terminal.quote(text) == shown)
  }

  @Test("An escape cannot be imitated")
  func backslash() {
    #expect(Terminal.quote(#"\u{202E}"#) == #"\\u{202E}"#)
  }

  @Test("Spaces cannot push the rest to another row")
  func spaces() {
    #expect(Terminal.quote("a   b") == "a \\u{20}\\u{20}b")
    #expect(Terminal.quote("a \u{3000}\u{A0}b") == "a \\u{3000}\\u{A0}b")
  }

  @Test("Marks neither start a text nor pile up")
  func marks() {
    #expect(Terminal.quote("\u{301}a") == "\\u{301}a")
    #expect(Terminal.quote("o" + String(repeating: "\u{301}", count: 6)).hasSuffix("\\u{301}\\u{301}"))
  }

  @Test("Every scalar that Unicode calls a control, a format or a separator of lines is escaped")
  func everyScalar() {
    // The planes that have characters; the others are unassigned and private.
    for value in Array(0...UInt32(0x3FFFF)) + Array(0xE0000...0xE0FFF) + [0xF0000, 0x10FFFD, 0x10FFFF] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        let shown = Terminal.quote("a\(scalar)b")
        #expect(shown.hasPrefix("a\\u{") && shown.utf8.allSatisfy { 0x20 <= $0 && $0 < 0x7F })
      default: break
      }
    }
  }

  @Test("Text is cut at its columns, with a mark")
  func cut() {
    let fits = String(repeating: "a", count: 200)
    #expect(Terminal.quote(fits) == fits)
    #expect(Terminal.quote(fits + "a") == String(repeating: "a", count: 199) + "…")
    #expect(Terminal.quote(String(repeating: "東", count: 100)) == String(repeating: "東", count: 100))
    #expect(Terminal.quote(String(repeating: "東", count: 101)) == String(repeating: "東", count: 99) + "…")
    #expect(Terminal.quote("abcdef", columns: 5) == "abcd…")
    // An escape is shown whole or not at all.
    #expect(Terminal.quote("abc\u{202E}", columns: 6) == "abc…")
  }

  @Test("A long text costs no more than what is shown of it")
  func long() {
    let clock = ContinuousClock()
    let text = String(repeating: "\u{202E}é", count: 400_000)
    #expect(clock.measure { _ = Terminal.quote(text) } < .milliseconds(10))
  }

  @Test("No colour where nobody reads it on a terminal")
  func noColor() throws {
    let descriptor = try FileDescriptor(opening: Path("/dev/null"), 0)
    #expect(Terminal.paint("passed", .green, on: descriptor) == "passed")
  }
}

extension String {
  /// The same without its joiners, which are invisible.
  fileprivate var replacingZWJ: String {
    String(String.UnicodeScalarView(unicodeScalars.filter { $0 != "\u{200D}" }))
  }
}
