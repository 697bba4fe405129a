import Testing

@testable import Badge

struct LanguageCodeTests {
  private func isOne(_ text: String) -> Bool { LanguageCode.isOne(Array(text.utf8).span) }

  @Test(arguments: ["en", "deu", "abcd", "zh-Hant", "zh-Hant-TW", "es-419", "en-GB", "sr-Latn-RS"])
  func `A language, a script and a region make a code`(_ code: String) {
    #expect(isOne(code))
  }

  @Test(arguments: [
    "", "e", "EN", "abcde", "en-", "en-gb", "en-Gb", "en-hant", "zh-Han", "zh-HantT", "en-4", "en-41", "en-4190",
    "en_GB",
    "en-GB-x", "zh-Hant-", "zh-TW-Hant", "en ", " en", "en-G1", "\u{e9}n",
  ])
  func `Anything else is none`(_ code: String) {
    #expect(!isOne(code))
  }
}
