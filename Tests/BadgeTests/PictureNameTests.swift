import Testing

@testable import Badge

struct PictureNameTests {
  @Test(arguments: [
    ("Teamwork", "Teamwork"), ("  a \n\t b\u{A0}\u{3000}c\u{2028}d ", "a b c d"), ("", ""), (" \u{200B}", ""),
    ("a\u{202E}b\u{2066}c\u{200F}d\u{61C}e", "abcde"), ("a\u{0}b\u{1B}c\u{7F}d\u{9B}e", "abcde"),
    ("a\u{FFFE}bc\u{1FFFF}d\u{FEFF}e\u{AD}f", "abcdef"), ("نامه\u{200C}ای", "نامه\u{200C}ای"),
    ("👩\u{200D}🚀", "👩\u{200D}🚀"),
    ("e\u{301}", "e\u{301}"), ("a\r\nb", "a b"),
  ])
  func `A name is one line of what is to be seen`(_ name: String, _ text: String) {
    #expect(Array(PictureName(name).text.unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test func `A name is cut off at the limit with an ellipsis`() {
    let limit = DefaultPicture.nameLimit
    let longest = String(repeating: "é", count: limit)
    #expect(PictureName(longest).text == longest)
    #expect(PictureName(longest + "x").text == longest + "…")
    #expect(PictureName(longest + "  \u{202E} ").text == longest)
    #expect(PictureName(String(repeating: "x ", count: 1 << 17)).text.count <= 2 * limit + 1)
  }

  @Test func `A tower of marks is cut off`() {
    #expect(PictureName("a" + String(repeating: "\u{301}", count: 100_000) + "b").text.unicodeScalars.count == 17)
  }

  @Test func `Markup is text`() {
    #expect(PictureName("<b a='\"'>&amp;]]>").escaped == "&lt;b a='&quot;'&gt;&amp;amp;]]&gt;")
  }

  @Test(arguments: [
    ("abc", false), ("", false), ("123", false), ("שלום", true), ("(12) עברית", true), ("العربية abc", true),
    ("abc العربية", false), ("𞤀", true), ("ﷲ", true), ("中文", false),
  ])
  func `The first letter decides about the direction`(_ name: String, _ isRightToLeft: Bool) {
    #expect(PictureName(name).isRightToLeft == isRightToLeft)
  }
}
