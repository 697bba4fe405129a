import CanonicalJSON
import Testing

@testable import Badge

struct ValidityPeriodTests {
  private func period(_ dates: [String: String], of model: DataModel = .version1) throws -> ValidityPeriod {
    let document = try JSONDocument(.object(dates.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }))
    return ValidityPeriod(document, TopLevel(document), model)
  }

  private static let dates = ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T01:00:00+02:00"]

  @Test func `Data model 2.0 has its own two names and no others`() throws {
    let period = try period(
      ["validFrom": Self.dates[0], "issuanceDate": Self.dates[1], "validUntil": Self.dates[2]], of: .version2)
    #expect(period.from == Instant(Self.dates[0]))
    #expect(period.until == Instant(Self.dates[2]))
    #expect(try self.period(["expirationDate": Self.dates[0]], of: .version2).until == nil)
  }

  @Test func `Of the names of both data models, 1.1 goes by the later start and the earlier end`() throws {
    for (a, b) in [(0, 1), (1, 0), (1, 2), (2, 1), (0, 0)] {
      let from = try period(["issuanceDate": Self.dates[a], "validFrom": Self.dates[b]])
      #expect(from.from == Instant(Self.dates[max(a, b)]))
      let until = try period(["expirationDate": Self.dates[a], "validUntil": Self.dates[b]])
      #expect(until.until == Instant(Self.dates[min(a, b)]))
    }
  }

  @Test func `The member is known from which each end was read`() throws {
    for (name, other, isEnd) in [
      ("issuanceDate", "validFrom", false), ("validFrom", "issuanceDate", false),
      ("expirationDate", "validUntil", true), ("validUntil", "expirationDate", true),
    ] {
      let (own, far) = isEnd ? (Self.dates[0], Self.dates[1]) : (Self.dates[1], Self.dates[0])
      let document = try JSONDocument(.object([.init(name, .string(own)), .init(other, .string(far))]))
      let period = ValidityPeriod(document, TopLevel(document), .version1)
      let node = try #require(isEnd ? period.untilNode : period.fromNode)
      #expect(document.pointer(to: node) == "/" + name)
    }
  }

  @Test(arguments: [
    ("issuanceDate", "2027-01-01T00:00:00Z", Reason.Code.notYetValid),
    ("validFrom", "2027-01-01T00:00:00Z", .notYetValid), ("expirationDate", "2026-11-24T11:59:59Z", .expired),
    ("validUntil", "2026-11-24T12:59:59+01:00", .expired), ("expirationDate", "2026-01-01T00:00:00Z", .memberInvalid),
  ])
  func `A badge of 1.1 outside its period is refused at the member that says so`(
    _ name: String, _ date: String, _ code: Reason.Code
  ) throws {
    var badge = try Sample.badge(of: .version1)
    badge[name] = .string(date)
    let reason = try Sample.sign(badge).verdict()[.dates].reason
    #expect(reason?.code == code)
    #expect(reason?.pointer == "/" + name)
  }

  @Test func `One badge at three moments has three verdicts`() throws {
    var badge = try Sample.badge(of: .version1)
    badge["expirationDate"] = "2026-11-24T12:00:00Z"
    let signed = try Sample.sign(badge)
    for (time, code) in [
      ("2026-01-15T08:59:59Z", Reason.Code.notYetValid), ("2026-11-24T12:00:00Z", nil),
      ("2026-11-24T12:00:01Z", .expired),
    ] {
      let verdict = signed.verdict(at: try #require(Instant(time)))
      // A proof that is dated ahead is refused before the dates are looked at.
      if verdict[.signature].isPassed { #expect(verdict[.dates].reason?.code == code, "\(time)") }
      #expect((verdict.outcome == .accepted) == (code == nil))
    }
  }
}
