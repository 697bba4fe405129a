import Testing

@testable import BadgeCLI

@Suite struct AgeArgumentTests {
  @Test(
    "An age is a number and a unit",
    arguments: [("30d", 2_592_000), ("12h", 43_200), ("45m", 2700), ("90s", 90), ("0s", 0)])
  func sound(_ text: String, _ seconds: Int) throws {
    #expect(try AgeArgument(parsing: text).seconds == seconds)
    #expect(AgeArgument.words(seconds) == text)
  }

  @Test(
    "Nothing else is one", arguments: ["", "d", "30", "-1d", "+1d", "1.5d", "30D", "1w", "1 d", "9999999999d", "٣d"])
  func unsound(_ text: String) { #expect(throws: (any Error).self) { try AgeArgument(parsing: text) } }
}
