import CanonicalJSON
import Testing

@testable import Badge

/// What data model 1.1 asks of the top level; what 2.0 asks is in ``CredentialModelTests``.
struct CredentialClassesTests {
  private func reason(_ change: (inout JSONValue) throws -> Void) throws -> Reason? {
    try CredentialModelTests.reason(Sample.badge(of: .version1), change)
  }

  @Test func `A good badge of 1.1 keeps the rules, with all that it may have`() throws {
    #expect(try reason { _ in } == nil)
    let entry: JSONValue = ["id": "https://example.org/1", "type": "Example"]
    let reason = try reason { badge in
      badge["expirationDate"] = "2027-01-01T00:00:00Z"
      badge["validFrom"] = "2026-02-01T00:00:00Z"
      badge["validUntil"] = "2027-01-01T00:00:00Z"
      badge["issued"] = "2026-01-15T09:00:00Z"
      badge["credentialStatus"] = entry
      badge["credentialSchema"] = [entry, entry]
      badge["refreshService"] = entry
      badge["termsOfUse"] = ["type": "IssuerPolicy"]
      badge["evidence"] = ["type": ["Evidence"], "narrative": "A report."]
      badge["image"] = ["id": "https://example.org/i.png", "type": "Image"]
      badge["awardedDate"] = "2026-01-15T09:00:00Z"
      badge["description"] = "A badge."
    }
    #expect(reason == nil)
  }

  @Test(arguments: ["id", "issuer", "issuanceDate", "credentialSubject", "name"])
  func `A badge of 1.1 needs this member`(_ name: String) throws {
    let reason = try reason { $0[name] = nil }
    #expect(reason?.code == .memberMissing)
    #expect(reason?.pointer == "")
  }

  @Test func `validFrom does not stand for issuanceDate`() throws {
    let reason = try reason { badge in
      badge["validFrom"] = badge["issuanceDate"]
      badge["issuanceDate"] = nil
    }
    #expect(reason?.code == .memberMissing)
  }

  @Test(arguments: ["issuanceDate", "expirationDate", "validFrom", "validUntil", "awardedDate"])
  func `A date of 1.1 is a date and time with a zone`(_ name: String) throws {
    #expect(try reason { $0[name] = "2026-01-15T09:00:00.5+05:30" } == nil)
    for value: JSONValue in [
      "2026-01-15", "2026-02-30T00:00:00Z", "2026-01-15T09:00:00", "2026-1-15T09:00:00Z", "20260-01-15T09:00:60Z", "",
      7,
      nil, ["2026-01-15T09:00:00Z"],
    ] {
      let reason = try reason { $0[name] = value }
      #expect(reason?.code == .memberInvalid, "\(value)")
      #expect(reason?.pointer == "/" + name)
    }
  }

  @Test(
    arguments: [
      ("credentialStatus", [], "/credentialStatus"), ("credentialStatus", ["id": "urn:a:b"], "/credentialStatus"),
      ("credentialSchema", ["type": "A"], "/credentialSchema"), ("refreshService", ["type": "A"], "/refreshService"),
      ("termsOfUse", [["id": "urn:a:b"]], "/termsOfUse/0"), ("issuer", "Example University", "/issuer"),
      ("issuer", ["type": "Profile"], "/issuer"), ("credentialSubject", [], "/credentialSubject"),
    ] as [(String, JSONValue, String)])
  func `A member of another shape is refused`(_ name: String, _ value: JSONValue, _ pointer: String) throws {
    #expect(try reason { $0[name] = value }?.pointer == pointer)
  }

  @Test func `The issuer may be a URL, and a status may have no id`() throws {
    let did = try Sample.did()
    #expect(try reason { $0["issuer"] = .string(did) } == nil)
    #expect(try reason { $0["credentialStatus"] = ["type": "Example"] } == nil)
  }

  @Test func `A credential of 1.1 that is no badge needs neither id nor name`() throws {
    func reason(_ change: (inout JSONValue) -> Void) throws -> Reason? {
      try self.reason { badge in
        badge["type"] = ["VerifiableCredential"]
        badge["id"] = nil
        badge["name"] = nil
        change(&badge)
      }
    }
    #expect(try reason { _ in } == nil)
    #expect(try reason { $0["issuanceDate"] = nil }?.code == .memberMissing)
  }

  @Test func `A refresh service of 2.0 needs an id in a badge, and only a type elsewhere`() throws {
    func reason(_ types: JSONValue) throws -> Reason? {
      try CredentialModelTests.reason { badge in
        badge["type"] = types
        badge["refreshService"] = ["type": "Example"]
      }
    }
    #expect(try reason(["VerifiableCredential"]) == nil)
    #expect(try reason(["VerifiableCredential", "OpenBadgeCredential"])?.pointer == "/refreshService")
  }
}
