import CanonicalJSON
import Testing

@testable import Badge

/// Endorsements and the badges of a learner's record have verdicts of their own, which change nothing around them. Threat
/// row G5.
struct NestedCredentialsTests {
  /// Where an endorsement can stand, what it then has to be about, and how it is put there.
  struct Level: Sendable, CustomTestStringConvertible {
    let pointer: String
    let id: String
    let put: @Sendable (inout JSONValue, JSONValue) -> Void

    var testDescription: String { pointer }
  }

  private static let organization = "https://example.org/alliance"

  private static func profile(_ member: String, _ value: JSONValue) -> JSONValue {
    var profile: JSONValue = ["id": .string(organization), "type": ["Profile"], "name": "An organization"]
    profile[member] = value
    return profile
  }

  private static func levels() throws -> [Level] {
    let issuer = try Sample.did()
    return [
      Level(pointer: "/endorsement", id: Sample.badgeID) { $0["endorsement"] = $1 },
      Level(pointer: "/endorsement/0", id: Sample.badgeID) { $0["endorsement"] = [$1] },
      Level(pointer: "/issuer/endorsement/0", id: issuer) { $0["issuer"]?["endorsement"] = [$1] },
      Level(pointer: "/issuer/parentOrg/endorsement/0", id: organization) {
        $0["issuer"]?["parentOrg"] = profile("endorsement", [$1])
      },
      Level(pointer: "/issuer/parentOrg/parentOrg/endorsement/0", id: organization) {
        $0["issuer"]?["parentOrg"] = profile("parentOrg", profile("endorsement", [$1]))
      },
      Level(pointer: "/credentialSubject/endorsement/0", id: "did:example:alice") {
        $0["credentialSubject"]?["endorsement"] = [$1]
      },
      Level(pointer: "/credentialSubject/achievement/endorsement/0", id: Sample.achievementID) {
        $0["credentialSubject"]?["achievement"]?["endorsement"] = [$1]
      },
      Level(pointer: "/credentialSubject/achievement/creator/endorsement/0", id: organization) {
        $0["credentialSubject"]?["achievement"]?["creator"] = profile("endorsement", [$1])
      },
      Level(pointer: "/credentialSubject/source/endorsement/0", id: organization) {
        $0["credentialSubject"]?["source"] = profile("endorsement", [$1])
      },
    ]
  }

  private func verdict(
    _ endorsement: JSONValue, at level: Level? = nil, _ suite: Cryptosuite = .eddsaJCS2022,
    _ change: (inout JSONValue) -> Void = { _ in }
  ) throws -> Verdict {
    var badge = try Sample.badge()
    try (level ?? Self.levels()[1]).put(&badge, endorsement)
    change(&badge)
    return try Sample.sign(badge, suite).verdictOfAnyIssuer()
  }

  @Test(arguments: [Cryptosuite.eddsaJCS2022, .eddsaRDFC2022])
  func `An endorsement at each level has an accepted verdict of its own`(_ suite: Cryptosuite) throws {
    for level in try Self.levels() {
      // No context of the subject has a term for endorsements: that proof would cover none.
      if suite.isLinkedData, level.pointer.hasPrefix("/credentialSubject/endorsement") { continue }
      let verdict = try verdict(Sample.endorsement(of: level.id, suite), at: level, suite)
      #expect(verdict.outcome == .accepted)
      #expect(verdict.nestedCount == 1)
      let nested = try #require(verdict.nested.first)
      #expect(nested.kind == .endorsement)
      #expect(nested.pointer == level.pointer)
      #expect(nested.verdict.outcome == .accepted, "\(nested.verdict.findings)")
      #expect(nested.verdict.authentic?.claimedIssuerName == "Example Alliance")
      #expect(nested.verdict[.model] == .passed("an endorsement of '\(level.id)'"))
    }
  }

  @Test func `An endorsement that was tampered with, at any level, leaves its badge accepted`() throws {
    for level in try Self.levels() {
      var endorsement = try Sample.endorsement(of: level.id)
      endorsement["credentialSubject"]?["endorsementComment"] = "Best of all."
      let verdict = try verdict(endorsement, at: level)
      #expect(verdict.outcome == .accepted)
      #expect(verdict.verified != nil)
      let nested = try #require(verdict.nested.first?.verdict)
      #expect(nested.outcome == .rejected)
      #expect(nested[.signature].reason?.code == .signatureInvalid)
      #expect(nested.authentic == nil)
    }
  }

  @Test func `An endorsement of something else endorses nothing here`() throws {
    for level in try Self.levels() {
      let verdict = try verdict(Sample.endorsement(of: "https://example.org/achievements/other"), at: level)
      #expect(verdict.outcome == .accepted)
      let nested = try #require(verdict.nested.first?.verdict)
      #expect(nested.outcome == .rejected)
      #expect(nested[.model].reason?.code == .endorsementOfAnother)
      #expect(nested[.model].reason?.pointer == "/credentialSubject/id")
      #expect(nested[.signature].isPassed)
    }
  }

  @Test func `An expired endorsement, and one with an unknown status, say so themselves`() throws {
    let expired = try verdict(Sample.endorsement(of: Sample.badgeID) { $0["validUntil"] = "2026-02-01T00:00:00Z" })
    #expect(expired.outcome == .accepted)
    #expect(expired.nested.first?.verdict[.dates].reason?.code == .expired)
    let open = try verdict(Sample.endorsement(of: Sample.badgeID) { $0["credentialStatus"] = Sample.entry() })
    #expect(open.outcome == .accepted)
    #expect(open.nested.first?.verdict.outcome == .undetermined)
    #expect(open.nested.first?.verdict.statusCode == .statusNotChecked)
  }

  @Test func `An endorser is trusted by the same rules as an issuer`() throws {
    var badge = try Sample.badge()
    badge["endorsement"] = [try Sample.endorsement(of: Sample.badgeID)]
    badge = try Sample.sign(badge)
    let trust = TrustPolicy(issuers: [try Sample.did()])
    let verdict = Verifier(trust: trust).verify(badge.serialized(), at: .noon)
    #expect(verdict.outcome == .accepted)
    #expect(verdict.nested.first?.verdict.outcome == .undetermined)
    #expect(verdict.nested.first?.verdict[.issuer].reason?.code == .issuerNotTrusted)
    // Nor does the trust in an endorser become one in the issuer.
    let other = TrustPolicy(issuers: [try Sample.did("endorser")])
    let untrusted = Verifier(trust: other).verify(badge.serialized(), at: .noon)
    #expect(untrusted.outcome == .undetermined)
    #expect(untrusted.nested.first?.verdict.outcome == .accepted)
  }

  @Test func `A good endorsement makes no bad badge better, and says nothing where nothing is believed`() throws {
    let endorsement = try Sample.endorsement(of: Sample.badgeID)
    let expired = try verdict(endorsement) { $0["validUntil"] = "2026-02-01T00:00:00Z" }
    #expect(expired.outcome == .rejected)
    #expect(expired.nested.first?.verdict.outcome == .accepted)
    var badge = try Sample.badge()
    badge["endorsement"] = [endorsement]
    badge = try Sample.sign(badge)
    badge["name"] = "Leadership"
    let forged = badge.verdictOfAnyIssuer()
    #expect(forged.outcome == .rejected)
    #expect(forged.nested.isEmpty)
    #expect(forged.nestedCount == 0)
  }

  @Test func `What stands among the endorsements and is none is no endorsement`() throws {
    // The shape of a badge's own model allows more than one type.
    let other = try Sample.sign(
      Sample.unsignedEndorsement(of: Sample.badgeID) {
        $0["type"] = ["VerifiableCredential", "EndorsementCredential", "OpenBadgeCredential"]
        $0["credentialSubject"]?["type"] = ["EndorsementSubject", "AchievementSubject"]
        $0["credentialSubject"]?["achievement"] = (try? Sample.badge())?["credentialSubject"]?["achievement"]
      }, by: "endorser")
    let nested = try #require(try verdict(other).nested.first?.verdict)
    #expect(nested.outcome == .rejected)
    #expect(nested[.model].reason?.code == .endorsementInvalid)
  }

  @Test func `Sixteen are looked at, in the order of the document, and all are counted`() throws {
    let endorsement = try Sample.endorsement(of: Sample.badgeID)
    let onAchievement = try Sample.endorsement(of: Sample.achievementID)
    let verdict = try verdict(endorsement) { badge in
      badge["endorsement"] = .array(Array(repeating: endorsement, count: 10))
      badge["credentialSubject"]?["achievement"]?["endorsement"] = .array(Array(repeating: onAchievement, count: 10))
    }
    #expect(verdict.outcome == .accepted)
    #expect(verdict.nestedCount == 20)
    #expect(verdict.nested.count == NestedVerdict.limit)
    #expect(verdict.nested.allSatisfy { $0.verdict.outcome == .accepted })
    let pointers = verdict.nested.map(\.pointer)
    #expect(Set(pointers).count == 16)
    #expect(pointers.prefix(6) == pointers.prefix(6).sorted()[...])
  }

  @Test func `Nobody looks two levels deep`() throws {
    let inner = try Sample.endorsement(of: Sample.did("endorser"), by: "third")
    let outer = try Sample.endorsement(of: Sample.badgeID) { $0["issuer"]?["endorsement"] = [inner] }
    let verdict = try verdict(outer)
    #expect(verdict.nestedCount == 1)
    #expect(verdict.nested.first?.verdict.outcome == .accepted)
    #expect(verdict.nested.first?.verdict.nested.isEmpty ?? false)
    #expect(verdict.nested.first?.verdict.nestedCount == 0)
  }

  @Test func `Nobody asks whom an endorsement was awarded to`() throws {
    var badge = try Sample.badge()
    badge["endorsement"] = [try Sample.endorsement(of: Sample.badgeID)]
    let recipient = RecipientIdentity(type: "id", value: "did:example:alice")
    let verdict = try Sample.sign(badge).verdictOfAnyIssuer(recipient: recipient)
    #expect(verdict.nested.first?.verdict.outcome == .accepted)
    #expect(verdict.nested.first?.verdict[.recipient].reason?.code == .recipientNotAsked)
  }

  @Test(arguments: [Cryptosuite.eddsaJCS2022, .eddsaRDFC2022])
  func `Each badge of a learner's record has a verdict of its own`(_ suite: Cryptosuite) throws {
    let good = try Sample.sign(Sample.badge(), suite)
    let expired = try Sample.sign(
      Sample.badge().adding {
        $0["id"] = "urn:uuid:2"
        $0["validUntil"] = "2026-02-01T00:00:00Z"
      }, suite)
    var forged = try Sample.sign(Sample.badge().adding { $0["id"] = "urn:uuid:3" }, suite)
    forged["name"] = "Leadership"
    let verdict = try Sample.learnerRecord([good, expired, forged], suite).verdictOfAnyIssuer()
    #expect(verdict[.signature].isPassed)
    #expect(verdict.nested.map(\.kind) == [.credential, .credential, .credential])
    #expect(verdict.nested.map(\.pointer) == (0..<3).map { "/credentialSubject/verifiableCredential/\($0)" })
    #expect(verdict.nested.map(\.verdict.outcome) == [.accepted, .rejected, .rejected])
    #expect(verdict.nested[1].verdict[.dates].reason?.code == .expired)
    #expect(verdict.nested[2].verdict[.signature].reason?.code == .signatureInvalid)
    // What they come to is nothing to the record.
    let alone = try Sample.learnerRecord([good], suite).verdictOfAnyIssuer()
    #expect(alone.outcome == verdict.outcome)
    #expect(alone.findings == verdict.findings)
  }

  @Test func `Nested verdicts do not depend on what was verified before`() throws {
    var scratch = VerifierScratch()
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow))
    var badge = try Sample.badge()
    badge["endorsement"] = [try Sample.endorsement(of: Sample.badgeID)]
    let good = try Sample.sign(badge).serialized()
    badge["endorsement"] = [try Sample.endorsement(of: "urn:uuid:other")]
    let bad = try Sample.sign(badge).serialized()
    for (bytes, outcome) in [(good, Verdict.Outcome.accepted), (bad, .rejected), (good, .accepted), (bad, .rejected)] {
      let verdict = verifier.verify(bytes, at: .noon, using: &scratch)
      #expect(verdict.outcome == .accepted)
      #expect(verdict.nested.first?.verdict.outcome == outcome)
      var report: [UInt8] = []
      let input = VerdictReport.Input(name: "a", sha256: nil)
      VerdictReport(verdict, of: input, at: .noon).append(to: &report, using: &scratch)
      var fresh: [UInt8] = []
      VerdictReport(verifier.verify(bytes, at: .noon), of: input, at: .noon).append(to: &fresh)
      #expect(report == fresh)
    }
  }

  @Test func `The report has each of them, and says where not all were looked at`() throws {
    let verdict = try verdict(Sample.endorsement(of: Sample.badgeID)) { badge in
      guard case .array(let one)? = badge["endorsement"] else { return }
      badge["endorsement"] = .array(Array(repeating: one[0], count: 17))
    }
    var bytes: [UInt8] = []
    VerdictReport(verdict, of: .init(name: "a", sha256: nil), at: .noon).append(to: &bytes)
    let report = JSONValue(try JSONDocument(parsing: bytes))
    #expect(report["nestedCount"] == 17)
    guard case .array(let nested)? = report["nested"] else {
      Issue.record("no nested verdicts")
      return
    }
    #expect(nested.count == 16)
    #expect(nested[15]["kind"] == "endorsement")
    #expect(nested[15]["pointer"] == "/endorsement/15")
    #expect(nested[15]["outcome"] == "accepted")
    #expect(nested[15]["input"] == nil)
    #expect(nested[15]["at"] == nil)
    #expect(nested[15]["credential"]?["issuer"]?["name"] == "Example Alliance")
  }

  @Test func `The bytes of a credential are its own text, whatever is in its strings`() throws {
    let texts = [
      #"{"a":"}"}"#, #"{ "a" : "\"}" }"#, #"{"a":"\\"}"#, #"{"a":["]",{"b":"{"}]}"#, "{}", #"{"a":{}}"#,
    ]
    for text in texts {
      for around in ["{\"x\":\(text)}", "{\"x\":\(text) , \"y\":1}", "[\(text),\(text)]", "[[\(text) ]\n]"] {
        let document = try JSONDocument(parsing: Array(around.utf8))
        var node = document.root
        for _ in 0..<(around.hasPrefix("[[") ? 2 : 1) {
          node =
            document.member("x", of: node) ?? document.elements(of: node).first { _ in true } ?? document.root
        }
        #expect(document.credentialBytes(of: node) == Array(text.utf8))
      }
    }
    let token = try JSONDocument(parsing: Array(#"["e\u0079.a.b"]"#.utf8))
    let node = try #require(token.elements(of: token.root).first { _ in true })
    #expect(token.credentialBytes(of: node) == Array("ey.a.b".utf8))
  }
}

extension JSONValue {
  fileprivate func adding(_ change: (inout JSONValue) -> Void) -> JSONValue {
    var value = self
    change(&value)
    return value
  }
}
