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
    check(signed, "@included")
  }

  @Test(arguments: ["@included", "@nest", "@reverse", "@graph", "@index"])
  func `What lets statements stand elsewhere, or is none, is refused at every level`(_ keyword: String) throws {
    for place in ["", "/issuer", "/credentialSubject", "/credentialSubject/achievement", "/credentialStatus", "/proof"]
    {
      var signed = try Sample.sign(badge(), .eddsaRDFC2022)
      signed[at: "\(place)/\(keyword)"] = keyword == "@index" ? "a" : [:]
      let verdict = signed.verdict()
      #expect(verdict.outcome == .rejected)
      #expect(verdict[.signature].reason?.code == .statementHidden)
      #expect(verdict[.signature].reason?.pointer == "\(place)/\(keyword)")
    }
  }

  @Test func `The credential's identifier stands under its name`() throws {
    var signed = try Sample.sign(badge(), .eddsaRDFC2022)
    let id = signed["id"]
    signed["id"] = nil
    signed["@id"] = id
    let verdict = signed.verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.signature].reason?.code == .statementHidden)
  }

  @Test func `A value that states nothing does not stand for one that is hidden`() throws {
    var signed = try Sample.sign(badge(), .eddsaRDFC2022)
    signed["validUntil"] = [.null]
    signed[Self.credentials + "validUntil"] = ending
    let verdict = signed.verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.signature].reason?.code == .statementHidden)
  }

  @Test func `Two entries with one identifier are refused, and the place is told`() throws {
    var badge = try badge()
    var entry = Sample.entry()
    entry["id"] = "https://example.org/status/3#1"
    badge["credentialStatus"] = [entry, entry]
    // Badge does not sign it either.
    #expect(throws: IssueError.self) { try Sample.sign(badge, .eddsaRDFC2022) }
    badge["proof"] = try Sample.proveLinked(badge, Sample.linkedOptions())
    let reason = badge.verdict()[.signature].reason
    #expect(reason?.code == .statementHidden)
    #expect(reason?.pointer == "/credentialStatus/1/id")
  }

  @Test func `A second achievement under its IRI is seen to be hidden`() throws {
    var signed = try Sample.sign(badge(), .eddsaRDFC2022)
    let achievement = signed[at: "/credentialSubject/achievement"]
    signed[at: "/credentialSubject/achievement"] = nil
    guard case .object(var members)? = signed["credentialSubject"], let achievement else { throw CancellationError() }
    members.append(.init("https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement", achievement))
    signed["credentialSubject"] = .object(members)
    let verdict = signed.verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict.proofs.first?.signature.reason?.code == .statementHidden)
  }

  @Test func `The date of a proof under another name is seen to be hidden`() throws {
    var signed = try Sample.sign(badge(), .eddsaRDFC2022)
    guard case .object(var members)? = signed["proof"] else { throw CancellationError() }
    members.removeAll { $0.name == "created" }
    members.append(
      .init("http://purl.org/dc/terms/created", ["@type": .string(Self.dateTime), "@value": "2026-01-15T09:00:00Z"]))
    signed["proof"] = .object(members)
    check(signed, "created")
  }

  @Test func `A credential that another one is about is no credential by itself`() throws {
    // Signed: a record that contains a badge. Shown: the badge, with the record as its evidence.
    var inner = try badge()
    inner["validUntil"] = nil
    inner["credentialStatus"] = nil
    inner[at: "/credentialSubject/achievement/related"] = [
      "id": "https://example.org/related", "type": ["Related"],
      "https://example.org/of": ["id": inner["id"] ?? .null],
    ]
    // Badge does not sign it either.
    #expect(throws: IssueError.self) { try Sample.sign(inner, .eddsaRDFC2022) }
    inner["proof"] = try Sample.proveLinked(inner, Sample.linkedOptions())
    let reason = inner.verdict()[.signature].reason
    #expect(reason?.code == .statementHidden)
    #expect(reason?.pointer == "/id")
  }

  @Test func `A service to refresh a credential may have its identifier`() throws {
    var badge = try badge()
    badge["validUntil"] = nil
    badge["credentialStatus"] = nil
    badge["refreshService"] = ["id": badge["id"] ?? .null, "type": "https://example.org/Refresh"]
    badge["id"] = "https://example.org/badges/1"
    badge[at: "/refreshService/id"] = "https://example.org/badges/1"
    #expect(try Sample.sign(badge, .eddsaRDFC2022).verdict()[.signature].isPassed)
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
    signed[Self.credentials + "credentialStatus"] = set
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

  @Test func `What is hidden in one badge is not taken over as checked by the next`() throws {
    var scratch = VerifierScratch()
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow))
    for name in ["A", "B", "C", "D"] {
      var badge = try badge()
      badge["name"] = .string(name)
      var signed = try Sample.sign(badge, .eddsaRDFC2022)
      let good = verifier.verify(signed.serialized(), at: .noon, using: &scratch)
      #expect(good[.signature].isPassed)
      signed["validUntil"] = nil
      signed[Self.credentials + "validUntil"] = ending
      let verdict = verifier.verify(signed.serialized(), at: .noon, using: &scratch)
      #expect(verdict[.signature].reason?.code == .statementHidden)
    }
  }

  @Test func `Names that say nothing of a credential may be IRIs`() throws {
    var badge = try badge()
    badge["validUntil"] = nil
    badge["credentialStatus"] = nil
    badge["https://example.org/more"] = "x"
    #expect(try Sample.sign(badge, .eddsaRDFC2022).verdict().outcome == .accepted)
  }
}
