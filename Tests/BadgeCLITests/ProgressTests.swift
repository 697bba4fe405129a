import Testing

@testable import BadgeCLI

@Suite struct ProgressTests {
  @Test("The line tells rate, count and time left")
  func line() {
    #expect(
      Progress.line(12_000, of: 100_000, "badges", after: .milliseconds(1500))
        == "12,000 of 100,000 badges, 8,000 a second, 11 s left")
    #expect(Progress.line(999, of: nil, "badges", after: .seconds(3)) == "999 badges, 333 a second")
    #expect(Progress.line(1, of: 1_000_000, "badges", after: .seconds(1)).hasSuffix("1 a second, 277 h left"))
    #expect(Progress.line(0, of: 5, "badges", after: .zero) == "0 of 5 badges, 0 a second")
    #expect(Progress.line(5, of: 5, "badges", after: .seconds(1)) == "5 of 5 badges, 5 a second")
  }
}
