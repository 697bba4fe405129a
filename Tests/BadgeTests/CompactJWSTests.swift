import Testing

@testable import Badge

struct CompactJWSTests {
  private func isOne(_ text: String, emptySignature: Bool = false) -> Bool {
    CompactJWS.isOne(Array(text.utf8).span, signatureMayBeEmpty: emptySignature)
  }

  @Test(arguments: ["a.b.c", "eyJh-_0.e30.AZaz09-_", "a..c"])
  func `Three parts of base64url make a token, of which the payload may be empty`(_ text: String) {
    #expect(isOne(text))
  }

  @Test(arguments: [
    "", ".", "..", "a.b", "a.b.", ".b.c", "a.b.c.d", "a.b.c.", "a.b.c=", "a+.b.c", "a/.b.c", "a.b.c ", " a.b.c",
    "a.\nb.c", "a.b.\u{e9}", String(repeating: "a.", count: 500_000),
  ])
  func `Anything else is none`(_ text: String) {
    #expect(!isOne(text))
  }

  @Test func `An unsigned token has the form too, where that is asked`() {
    #expect(isOne("a.b.", emptySignature: true))
    #expect(!isOne("a.b", emptySignature: true))
  }
}
