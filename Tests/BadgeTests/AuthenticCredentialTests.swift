import CanonicalJSON
import Testing

@testable import Badge

struct AuthenticCredentialTests {
  private func credential(_ change: (inout JSONValue) throws -> Void = { _ in }) throws -> AuthenticCredential {
    var badge = try Sample.badge()
    try change(&badge)
    return try #require(try Sample.sign(badge).verdict().authentic)
  }

  @Test func `What a badge says is read from it`() throws {
    let credential = try credential { $0["validUntil"] = "2030-01-01T00:00:00Z" }
    #expect(credential.id == "urn:uuid:11111111-2222-4333-8444-555555555555")
    #expect(credential.issuer == (try Sample.did()))
    #expect(credential.claimedIssuerName == "Example University")
    #expect(credential.title == "Teamwork")
    #expect(credential.recipient == "did:example:alice")
    #expect(credential.validFrom == Instant("2026-01-15T09:00:00Z" as StaticString))
    #expect(credential.validUntil == Instant("2030-01-01T00:00:00Z" as StaticString))
  }

  @Test(
    arguments: [
      ("Plain", "Plain"), (["@value": "A", "@language": "en"], "A"), ([["@value": "B"], ["@value": "C"]], "B"),
    ] as [(JSONValue, String)])
  func `A name is a string, or the first of its language values`(_ name: JSONValue, _ text: String) throws {
    #expect(try credential { $0[at: "/issuer/name"] = name }.claimedIssuerName == text)
  }

  @Test func `An issuer without a name claims none`() throws {
    #expect(try credential { $0[at: "/issuer/name"] = nil }.claimedIssuerName == nil)
    #expect(try credential { $0["issuer"] = .string(try Sample.did()) }.claimedIssuerName == nil)
  }

  @Test func `The title is the achievement's name, whatever the credential is called`() throws {
    #expect(try credential { $0["name"] = "PhD" }.title == "Teamwork")
  }

  @Test func `The recipient is an identity in clear, else the subject's name or id`() throws {
    func identity(_ value: String, hashed: Bool) -> JSONValue {
      ["type": "IdentityObject", "hashed": .bool(hashed), "identityHash": .string(value), "identityType": "name"]
    }
    let both = try credential {
      $0[at: "/credentialSubject/identifier"] = [identity("sha256$00", hashed: true), identity("Alice", hashed: false)]
    }
    #expect(both.recipient == "Alice")
    let one = try credential { $0[at: "/credentialSubject/identifier"] = identity("Alice", hashed: false) }
    #expect(one.recipient == "Alice")
    let hashed = try credential {
      $0[at: "/credentialSubject/identifier"] = [identity("sha256$00", hashed: true)]
      $0[at: "/credentialSubject/id"] = nil
    }
    #expect(hashed.recipient == nil)
  }

  @Test func `Claims inside the proof are shown by nothing`() throws {
    let badge = try Sample.badge()
    var options = try Sample.options(badge)
    options["name"] = "FAKE"
    options["credentialSubject"] = ["name": "FAKE"]
    options["issuer"] = ["id": "urn:fake:1", "name": "FAKE"]
    let verdict = badge.adding(try Sample.prove(badge, options)).verdict()
    #expect(verdict.outcome == .accepted)
    #expect(!String(decoding: VerdictReport.bytes(verdict), as: UTF8.self).contains("FAKE"))
  }
}
