import Testing

@testable import Badge

@Suite struct MarkupTests {
  @Test("What HTML gives a meaning is a reference, in content and in attributes alike")
  func escaping() {
    var markup = Markup()
    markup.text("<a href=\"x\" title='y'>&amp;</a>")
    #expect(
      String(decoding: markup.bytes, as: UTF8.self)
        == "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;")
  }

  @Test("No byte below 0x20 and no invisible character comes out of a text", arguments: Sample.hostileTexts)
  func visible(text: String) {
    var markup = Markup()
    markup.text(text)
    let result = String(decoding: markup.bytes, as: UTF8.self)
    for scalar in result.unicodeScalars {
      #expect(scalar.value >= 0x20 && !scalar.properties.isDefaultIgnorableCodePoint)
      #expect(scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format)
      #expect(!["<", ">", "\"", "'"].contains(scalar))
    }
  }

  @Test("Foreign text is isolated, so that its direction is its own")
  func isolated() {
    var markup = Markup()
    markup.foreign("שלום")
    markup.identifier("did:key:z6Mk")
    #expect(
      String(decoding: markup.bytes, as: UTF8.self) == "<bdi>שלום</bdi><bdi class=\"id\">did:key:z6Mk</bdi>")
  }

  @Test("A text is cut where a page would be nothing else")
  func cut() {
    var markup = Markup()
    markup.text(String(repeating: "<", count: 1_000_000))
    #expect(markup.bytes.count < 4 * Markup.columns + 8)
    #expect(String(decoding: markup.bytes, as: UTF8.self).hasSuffix("…"))
  }
}
