import Testing

@testable import LinkedData

@Suite("Numbers of texts and definitions")
struct TermDefinitionTests {
  @Test("The lowest numbers are keywords, and no others")
  func keywords() {
    let count = UInt32(Keyword.allCases.count)
    #expect(TextID(0).keyword == .base)
    #expect(TextID(count - 1).keyword == .vocab)
    #expect(TextID(count).keyword == nil)
  }

  @Test("Absent, null and a value are three things")
  func mappings() {
    #expect(Mapping<Int>.absent != .null)
    #expect(Mapping.value(1) != Mapping.value(2))
    #expect(Mapping<Int>.null != .value(0))
  }
}
