import Badge
import Testing

@testable import BadgeCLI

@Suite struct TimeArgumentTests {
  @Test(
    "A moment, or a day that starts in UTC",
    arguments: [
      ("2026-11-24T12:00:00Z", "2026-11-24T12:00:00Z"), ("2026-11-24", "2026-11-24T00:00:00Z"),
      ("2026-11-24T01:00:00+02:00", "2026-11-23T23:00:00Z"), ("2024-02-29", "2024-02-29T00:00:00Z"),
    ])
  func times(_ argument: String, _ time: String) throws {
    #expect(try TimeArgument(parsing: argument).instant == Instant(time))
  }

  @Test(
    "Nothing else is a time",
    arguments: [
      "", "now", "2026", "2026-11", "2026-11-31", "2026-02-29", "24.11.2026", "2026-11-24T12:00:00", "1795521600",
    ])
  func wrong(_ argument: String) {
    #expect(throws: (any Error).self) { try TimeArgument(parsing: argument) }
  }

  @Test("The clock is read once for a run, and is past the day this was written")
  func now() {
    #expect(TimeArgument.now > Instant(seconds: 1_700_000_000))
  }
}
