import CanonicalJSON
import Testing

@testable import Badge

struct VerdictTests {
  private static let reason = Reason(.expired, "")
  private static let results: [Finding.Result] = [.passed(""), .failed(reason), .unknown(reason), .skipped(reason)]

  @Test func `Every combination of results has the outcome that the worst of them asks for`() throws {
    let verified = try #require(try Sample.signedBadge().verdict().verified)
    // Eight checks of four results each: 65,536 combinations.
    for combination in 0..<(1 << 16) {
      let findings = Check.allCases.enumerated().map {
        Finding(check: $1, result: Self.results[combination >> (2 * $0) & 3])
      }
      let expected: Verdict.Outcome =
        if findings.contains(where: { $0.result == Self.results[1] }) {
          .rejected
        } else if findings.contains(where: { $0.result == Self.results[2] }) {
          .undetermined
        } else {
          .accepted
        }
      let with = Verdict(findings: findings, proofs: [], authentic: nil, verified: verified)
      let without = Verdict(findings: findings, proofs: [], authentic: nil, verified: nil)
      guard with.outcome == expected, without.outcome == (expected == .accepted ? .undetermined : expected) else {
        Issue.record("\(findings.map(\.result.name))")
        return
      }
    }
  }

  @Test func `A badge is accepted exactly where there is a verified credential`() throws {
    var unsigned = try Sample.signedBadge()
    unsigned["proof"] = nil
    var status = try Sample.badge()
    status["credentialStatus"] = ["type": "BitstringStatusListEntry"]
    let badges = [try Sample.signedBadge(), unsigned, try Sample.sign(status)]
    for badge in badges {
      for trust in [TrustPolicy(), TrustPolicy(unvouchedIssuers: .allow), TrustPolicy(issuers: [try Sample.did()])] {
        let verdict = badge.verdict(trust: trust)
        #expect((verdict.outcome == .accepted) == (verdict.verified != nil))
      }
    }
  }

  @Test func `The checks are reported in their order, each with a name of its own`() throws {
    let verdict = try Sample.signedBadge().verdict()
    #expect(verdict.findings.map(\.check) == Check.allCases)
    #expect(Set(Check.allCases.map(\.name.description)).count == Check.allCases.count)
    for check in Check.allCases { #expect(verdict[check] == verdict.findings.first { $0.check == check }?.result) }
  }

  @Test func `A badge that is too large is rejected, and one that cannot be read is undetermined`() {
    #expect(Verdict.inputTooLarge.outcome == .rejected)
    #expect(Verdict.inputTooLarge[.format].reason?.code == .inputTooLarge)
    #expect(Verdict.unreadable("no such file").outcome == .undetermined)
    #expect(Verdict.unreadable("no such file")[.format].reason?.message == "no such file")
    #expect(Verdict.unreadable("").findings.map(\.check) == Check.allCases)
  }
}
