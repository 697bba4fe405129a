import Testing

@testable import LinkedData

@Suite struct NQuadsSyntaxTests {
  private func label(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    return NQuadsSyntax.blankNodeLabel(in: bytes.span, at: 0)
  }

  private func tag(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    return NQuadsSyntax.languageTag(in: bytes.span, at: 0)
  }

  @Test func `A label ends before a full stop that nothing follows`() {
    #expect(label("a .") == 1)
    #expect(label("a.") == 1)
    #expect(label("a..b. ") == 4)
    #expect(label("a.\u{F0000}") == 1)
    #expect(label("é\u{300}<") == 4)
    #expect(label("-a") == nil)
    #expect(label("") == nil)
  }

  @Test func `A language tag ends before a hyphen that nothing follows`() {
    #expect(tag("en-GB-oed x") == 9)
    #expect(tag("en-") == 2)
    #expect(tag("en--ltr") == 2)
    #expect(tag("en1") == 2)
    #expect(tag("1") == nil)
  }

  @Test func `The characters that an IRI cannot have are those of the grammar`() {
    let forbidden = Set(UInt8(0)...0x20).union("<>\"{}|^`\\".utf8)
    for byte in UInt8.min ... .max { #expect(IRISyntax.isAllowed(byte) == !forbidden.contains(byte)) }
  }
}
