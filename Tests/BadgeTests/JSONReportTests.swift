import CanonicalJSON
import Testing

@testable import Badge

@Suite struct JSONReportTests {
  private static func report(_ badges: [(JSONValue, String)]) throws -> [UInt8] {
    var report = JSONReport(Sample.provenance())
    var bytes = report.head
    var counts = OutcomeCounts()
    for (badge, name) in badges {
      let verdict = try Sample.verdict(badge)
      counts.add(verdict.outcome)
      var line: [UInt8] = []
      VerdictReport(verdict, of: Sample.input(name, badge.serialized()), at: .noon).append(to: &line)
      report.append(line.span, to: &bytes)
    }
    return bytes + report.tail(counts)
  }

  @Test("One object: with what, the verdicts in order, and how many", arguments: [0, 1, 2])
  func whole(count: Int) throws {
    let badge = try Sample.signedBadge()
    let value = JSONValue(
      try JSONDocument(parsing: Self.report((0..<count).map { (badge, "badge-\($0).json") })))
    #expect(value["type"] == "BadgeReport" && value["version"] == 1)
    #expect(value["tool"] == "badge 0.0.0" && value["at"] == .string(Instant.noon.description))
    #expect(value[at: "/trust/file"] == "issuers.json" && value[at: "/trust/kind"] == "local")
    #expect(value[at: "/counts/accepted"] == .number(Double(count)))
    guard case .array(let badges)? = value["badges"] else { throw Defect() }
    #expect(badges.count == count)
    for (k, badge) in badges.enumerated() {
      #expect(badge["input"] == .string("badge-\(k).json") && badge["outcome"] == "accepted")
    }
  }

  private struct Defect: Error {}

  @Test(
    "A badge has one line, whatever its texts hold, and a strict reader takes the report",
    arguments: Sample.hostileTexts)
  func hostile(text: String) throws {
    let bytes = try Self.report([(Sample.hostileBadge(text), text), (Sample.signedBadge(), "b")])
    // The head, two badges, the end of the array, the counts, and what stands behind the last line feed.
    #expect(bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).count == 7)
    let value = JSONValue(try JSONDocument(parsing: bytes))
    #expect(value[at: "/badges/0/credential/title"] == .string(text))
    #expect(value[at: "/badges/0/outcome"] == "accepted" && value[at: "/badges/1/outcome"] == "accepted")
  }
}
