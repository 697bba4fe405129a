import CanonicalJSON
import Testing

@testable import Badge

/// Under linked data the same statements can be written in many ways. None may take what a check reads out of its sight.
struct StatementCheckTests {
  private static let credentials = "https://www.w3.org/2018/credentials#"
  private static let dateTime = "http://www.w3.org/2001/XMLSchema#dateTime"

  private func badge() throws -> JSONValue {
    var badge = try Sample.badge()
    badge["validUntil"] = "2026-02-01T00:00:00Z"
    badge["credentialStatus"] = Sample.entry()
    return badge
  }

  private func check(_ rewritten: JSONValue, _ name: String) {
    let verdict = rewritten.verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.signature].reason?.code == .statementHidden)
    #expect(verdict[.signature].reason?.message.contains("'\(name)'") ?? false)
    #expect(verdict.authentic == nil)
  }

  private var ending: JSONValue { ["@type": .string(Self.dateTime), "@value": "2026-02-01T00:00:00Z"] }

  @Test func `The badge is signed as it stands`() throws {
    let verdict = try Sample.sign(badge(), .eddsaRDFC2022).verdict()
    #expect(verdict[.signature].isPassed)
    #expect(verdict[.dates].reason?.code == .expired)
  }

  @Test func `An end under its IRI is seen to be hidden`() throws {
    var signed = try Sample.sign(badge(), .eddsaRDFC2022)
    signed["validUntil"] = nil
    signed[Self.credentials + "validUntil"] = ending
    check(signed, "validUntil")
  }

  @Test func `A status under its IRI is seen to be hidden`() throws {
    var signed = try Sample.sign(badge(), .eddsaRDFC2022)
    let status = signed["credentialStatus"]
    signed["credentialStatus"] = nil
    signed[Self.credentials + "credentialStatus"] = status
    check(signed, "credentialStatus")
  }

  @Test func `An end in another object of the credential's identifier is seen to be hidden`() throws {
    var signed = try Sample.sign(badge(), .eddsaRDFC2022)
    signed["validUntil"] = nil
    let other: JSONValue = [
      "id": signed["id"] ?? .null, "type": "VerifiableCredential", "validUntil": "2026-02-01T00:00:00Z",
    ]
    signed["@included"] = [other]
    check(signed, "validUntil")
  }

  @Test func `One entry twice does not stand for two`() throws {
    var badge = try badge()
    var clear = Sample.entry()
    clear["id"] = "https://example.org/status/3#1"
    var set = Sample.entry()
    set["id"] = "https://example.org/status/3#2"
    badge["credentialStatus"] = [clear, set]
    var signed = try Sample.sign(badge, .eddsaRDFC2022)
    signed["credentialStatus"] = [clear, clear]
    signed["@included"] = [
      ["id": signed["id"] ?? .null, "type": "VerifiableCredential", "credentialStatus": set]
    ]
    check(signed, "credentialStatus")
  }

  @Test func `The size of an entry under its IRI is seen to be hidden`() throws {
    var badge = try badge()
    badge[at: "/credentialStatus/statusSize"] = 2
    badge[at: "/credentialStatus/statusMessage"] = nil
    var signed = try Sample.sign(badge, .eddsaRDFC2022)
    signed[at: "/credentialStatus/statusSize"] = nil
    guard case .object(var members)? = signed["credentialStatus"] else { throw CancellationError() }
    members.append(
      .init(
        "https://www.w3.org/ns/credentials/status#statusSize",
        ["@type": "http://www.w3.org/2001/XMLSchema#integer", "@value": "2"]))
    signed["credentialStatus"] = .object(members)
    check(signed, "statusSize")
  }

  @Test(arguments: ["https://w3id.org/security#expiration"])
  func `The end of a proof under another name is seen to be hidden`(_ name: String) throws {
    var signed = try Sample.sign(badge(), .eddsaRDFC2022) {
      $0.expires = Instant("2026-02-01T00:00:00Z" as StaticString)
    }
    guard case .object(var members)? = signed["proof"] else { throw CancellationError() }
    members.removeAll { $0.name == "expires" }
    members.append(.init(name, ending))
    signed["proof"] = .object(members)
    check(signed, "expires")
  }

  @Test func `Names that say nothing of a credential may be IRIs`() throws {
    var badge = try badge()
    badge["validUntil"] = nil
    badge["credentialStatus"] = nil
    badge["https://example.org/more"] = "x"
    #expect(try Sample.sign(badge, .eddsaRDFC2022).verdict().outcome == .accepted)
  }
}
