import CanonicalJSON
import Testing

@testable import Badge

struct UnverifiedCredentialTests {
  private func credential(_ change: (inout JSONValue) throws -> Void = { _ in }) throws -> UnverifiedCredential {
    var badge = try Sample.signedBadge()
    try change(&badge)
    return try UnverifiedCredential(parsing: badge.serialized())
  }

  @Test func `A badge is shown as it stands, signed or not`() throws {
    let credential = try credential { $0["name"] = "changed" }
    #expect(credential.finding == .passed("Open Badges 3.0"))
    #expect(credential.title == "Teamwork")
    #expect(credential.issuer.id == (try Sample.did()))
    #expect(credential.issuer.name == "Example University")
    #expect(credential.types.first == ["VerifiableCredential", "OpenBadgeCredential"])
    #expect(credential.recipients.first.map(\.value) == ["did:example:alice"])
    #expect(credential.validFrom == "2026-01-15T09:00:00Z")
    #expect(credential.proofs.first.map(\.cryptosuite) == ["eddsa-jcs-2022"])
  }

  @Test func `The dates of data model 1.1 are shown as they stand`() throws {
    var badge = try Sample.badge(of: .version1)
    badge["expirationDate"] = "2027-01-01T00:00:00+01:00"
    badge = try Sample.sign(badge)
    func shown(_ change: (inout JSONValue) -> Void = { _ in }) throws -> UnverifiedCredential {
      var changed = badge
      change(&changed)
      return try UnverifiedCredential(parsing: changed.serialized())
    }
    let credential = try shown()
    #expect(credential.finding == .passed("Open Badges 3.0 on data model 1.1"))
    #expect(credential.validFrom == "2026-01-15T09:00:00Z")
    #expect(credential.validUntil == "2027-01-01T00:00:00+01:00")
    // Of two the one that a verifier goes by.
    #expect(try shown { $0["validUntil"] = "2026-06-01T00:00:00Z" }.validUntil == "2026-06-01T00:00:00Z")
    #expect(try shown { $0["validUntil"] = "2028-06-01T00:00:00Z" }.validUntil == "2027-01-01T00:00:00+01:00")
    #expect(try shown { $0["issuanceDate"] = "today" }.validFrom == "today")
  }

  @Test func `A badge that breaks a rule is shown with the rule`() throws {
    let credential = try credential {
      $0["validFrom"] = "today"
      $0["proof"] = nil
    }
    #expect(credential.finding.reason?.pointer == "/validFrom")
    #expect(credential.validFrom == "today")
    #expect(credential.proofs.count == 0)
  }

  @Test(arguments: [nil, 7, "x", [], [:], [nil], [[:]], [[["a": 1]]]] as [JSONValue])
  func `Members of any kind are read without a trap`(_ value: JSONValue) throws {
    for name in ["id", "type", "issuer", "credentialSubject", "credentialStatus", "proof", "validFrom"] {
      let credential = try credential { $0[name] = value }
      _ = (credential.id, credential.title, credential.issuer, credential.achievement, credential.awardedDate)
      let counts = [
        credential.types.count, credential.recipients.count, credential.statusEntries.count, credential.proofs.count,
      ]
      #expect(counts.allSatisfy { $0 >= 0 })
      #expect(credential.finding.isPassed == false, "\(name)")
    }
  }

  @Test func `Of a long list the first sixteen are read, and all are counted`() throws {
    let credential = try credential { $0["type"] = .array(Array(repeating: "VerifiableCredential", count: 40)) }
    #expect(credential.types.first.count == UnverifiedCredential.entryLimit)
    #expect(credential.types.count == 40)
  }

  @Test func `An identity that does not say that it is in clear is taken for a hash`() throws {
    let credential = try credential {
      $0[at: "/credentialSubject/identifier"] = [
        ["identityHash": "a", "hashed": false], ["identityHash": "b", "hashed": true], ["identityHash": "c"],
        ["identityHash": "d", "hashed": nil],
      ]
    }
    #expect(credential.recipients.first.map(\.isHashed) == [false, false, true, true, true])
  }

  @Test func `A token is shown as the badge in it, with what it says of its signature`() throws {
    let token = try TokenSample.token { $0["iat"] = 1_768_467_600 }
    let credential = try UnverifiedCredential(parsing: Array(token.utf8))
    #expect(credential.form == .jwt)
    #expect(credential.finding == .passed("Open Badges 3.0"))
    #expect(credential.title == "Teamwork")
    #expect(credential.proofs.count == 0)
    #expect(credential.token?.algorithm == "EdDSA")
    #expect(credential.token?.keyID == (try Sample.method()))
    #expect(credential.token?.created == Instant("2026-01-15T09:00:00Z"))
    let odd = try TokenSample.token { $0["sub"] = "did:example:bob" }
    #expect(try UnverifiedCredential(parsing: Array(odd.utf8)).finding.reason?.code == .claimMismatch)
  }

  @Test(
    arguments: [("[]", .notACredential), ("{", .jsonInvalid), ("a.b.c", .tokenMalformed)] as [(String, Reason.Code)])
  func `What is no JSON object cannot be shown`(_ text: String, _ code: Reason.Code) {
    var found: Reason.Code?
    do throws(Reason) {
      _ = try UnverifiedCredential(parsing: Array(text.utf8))
    } catch {
      found = error.code
    }
    #expect(found == code)
  }
}
