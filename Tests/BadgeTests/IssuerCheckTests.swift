import CanonicalJSON
import Testing

@testable import Badge

struct IssuerCheckTests {
  private func file(_ name: String?, id: String) throws -> TrustFile {
    try TrustFile(name: name, issuers: [TrustedIssuer(id: id, name: "Real name")])
  }

  @Test func `An issuer of the trust file is vouched for by name, and the file is named`() throws {
    let named = TrustPolicy(trustFile: try file("unis", id: Sample.did()))
    #expect(
      try Sample.signedBadge().verdict(trust: named)[.issuer] == .passed("Real name (in the local trust file 'unis')"))
    let nameless = TrustPolicy(trustFile: try file(nil, id: Sample.did()))
    #expect(
      try Sample.signedBadge().verdict(trust: nameless)[.issuer] == .passed("Real name (in the local trust file)"))
  }

  @Test func `An issuer that is asked for by identifier has a claimed name only`() throws {
    let verdict = try Sample.signedBadge().verdict(trust: TrustPolicy(issuers: [Sample.did()]))
    #expect(verdict.outcome == .accepted)
    #expect(verdict.vouchedIssuerName == nil)
    #expect(verdict[.issuer] == .passed("asked for by its identifier; its name is only claimed"))
  }

  @Test func `Any issuer that holds its key is told to have nobody who vouches for its name`() throws {
    let verdict = try Sample.signedBadge().verdict(trust: TrustPolicy(unvouchedIssuers: .allow))
    #expect(verdict.outcome == .accepted)
    #expect(verdict.vouchedIssuerName == nil)
    #expect(verdict[.issuer] == .passed("holds the key to its identifier; nobody vouches for its name"))
  }

  @Test func `An issuer that nothing vouches for is undetermined, with its identifier`() throws {
    let verdict = try Sample.signedBadge().verdict(trust: TrustPolicy())
    #expect(verdict.outcome == .undetermined)
    #expect(verdict[.issuer].reason?.code == .issuerNotTrusted)
    #expect(verdict[.issuer].reason?.pointer == "/issuer/id")
    #expect(verdict[.issuer].reason?.message.contains(try Sample.did()) ?? false)
    // The signature is proven all the same, so what it says may be shown.
    #expect(verdict.authentic != nil)
  }
}
