import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct TrustLimitsTests {
  private static let start = Instant("2026-01-01T00:00:00Z" as StaticString)

  private func bundle(_ limits: TrustLimits) throws -> TrustFile {
    let until = Self.start.adding(seconds: 400 * 86400)
    let bytes = try TrustBundleTests.signed(
      TrustBundleTests.contents(limits: limits), from: Self.start, until: until)
    return try TrustBundle(parsing: bytes).unverifiedContents
  }

  private func days(_ days: Int64) -> Instant { Self.start.adding(seconds: days * 86400) }

  @Test func `A bundle is old, and then refused, after the ages that it says`() throws {
    let file = try bundle(TrustLimits(warnAge: 10 * 86400, refuseAge: 20 * 86400))
    #expect(file.freshness(at: days(10)) == .fresh)
    #expect(file.freshness(at: days(10).adding(seconds: 1)) == .old("10 days old, older than it should be"))
    #expect(file.freshness(at: days(20)) == .old("20 days old, older than it should be"))
    guard case .refused(let reason) = file.freshness(at: days(20).adding(seconds: 1)) else {
      Issue.record("it is refused")
      return
    }
    #expect(reason.code == .trustBundleStale)
  }

  @Test func `A bundle that says nothing is old after 30 days and refused after 180`() throws {
    let file = try bundle(TrustLimits())
    #expect(file.freshness(at: days(30)) == .fresh)
    #expect(file.freshness(at: days(31)) == .old("31 days old, older than it should be"))
    guard case .refused = file.freshness(at: days(181)) else {
      Issue.record("it is refused")
      return
    }
  }

  @Test func `A bundle is good up to its last moment`() throws {
    let file = try bundle(TrustLimits(warnAge: 1000 * 86400, refuseAge: 1000 * 86400))
    #expect(file.freshness(at: days(400)) == .fresh)
    guard case .refused(let reason) = file.freshness(at: days(400).adding(seconds: 1)) else {
      Issue.record("it is refused")
      return
    }
    #expect(reason.code == .trustBundleExpired && reason.message.contains("get a newer one"))
  }

  @Test func `A local file has no age`() throws {
    let file = try TrustBundleTests.contents(limits: TrustLimits(warnAge: 1, refuseAge: 1))
    #expect(file.freshness(at: days(9999)) == .fresh)
  }

  @Test func `The ages of lists are those of the issuer, or else of the file`() throws {
    let own = StatusListLimits(warnAge: 5)
    let file = try TrustFile(
      name: nil, issuers: [TrustedIssuer(id: Sample.did(), name: "A", statusList: own)],
      limits: TrustLimits(listWarnAge: 10, listRefuseAge: 86400))
    #expect(file.statusListLimits(of: file.issuers[0]) == StatusListLimits(warnAge: 5, refuseAge: 86400))
    #expect(file.statusListLimits(of: nil) == StatusListLimits(warnAge: 10, refuseAge: 86400))
    let badge = try Sample.badge(status: Sample.entry())
    let verdict = badge.verdict(lists: [try Sample.list()], trust: TrustPolicy(trustFile: file))
    #expect(verdict.statusCode == .statusListStale)
    #expect(try TrustFile(parsing: file.serialized()).limits == file.limits)
  }
}
