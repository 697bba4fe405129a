import Testing

@testable import LinkedData

@Suite("Keywords")
struct KeywordTests {
  @Test("Each keyword is found by its text, under its own number")
  func numbers() {
    var processor = ContextProcessor(store: ContextStore(), options: JSONLDOptions())
    for keyword in Keyword.allCases {
      let id = processor.intern(keyword.text)
      #expect(id == keyword.id)
      #expect(id.keyword == keyword)
    }
    #expect(processor.intern("@foo").keyword == nil)
  }

  @Test(
    "The form of a keyword is an at sign and letters",
    arguments: [
      ("@id", true), ("@ignoreMe", true), ("@", false), ("@foo.bar", false), ("@1", false), ("id", false), ("", false),
      ("@é", false),
    ])
  func form(text: String, hasForm: Bool) {
    let bytes = Array(text.utf8)
    let result = Keyword.hasForm(bytes.span)
    #expect(result == hasForm)
  }

  @Test("A set has the keywords that were put in, and no others")
  func sets() {
    var set = KeywordSet(.id, .vocab)
    #expect(set.contains(.id) && set.contains(.vocab) && !set.contains(.type))
    set.insert(.type)
    #expect(set == KeywordSet(.type, .vocab, .id))
  }
}
