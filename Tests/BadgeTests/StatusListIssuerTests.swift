import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct StatusListIssuerTests {
  @Test func `A list is a signed credential that says what it was made from`() throws {
    var bits = try StatusBits()
    bits.set(1, at: 94567)
    let request = StatusListIssuer.Request(
      url: Sample.listURL, purposes: [.revocation], bits: bits, time: .noon,
      validFrom: Instant("2026-11-24T11:00:00Z" as StaticString),
      validUntil: Instant("2026-12-24T11:00:00Z" as StaticString), timeToLive: 3_600_000, description: "Edition 7")
    let bytes = try StatusListIssuer().issue(request, with: Sample.key())
    let json = JSONValue(try JSONDocument(parsing: bytes))
    #expect(json["@context"] == ["https://www.w3.org/ns/credentials/v2"])
    #expect(json["type"] == ["VerifiableCredential", "BitstringStatusListCredential"])
    #expect(json["id"] == .string(Sample.listURL))
    #expect(json["issuer"] == .string(try Sample.did()))
    #expect(json["validFrom"] == "2026-11-24T11:00:00Z")
    #expect(json["validUntil"] == "2026-12-24T11:00:00Z")
    #expect(json["description"] == "Edition 7")
    #expect(json["credentialSubject"]?["id"] == .string(Sample.listURL + "#list"))
    #expect(json["credentialSubject"]?["type"] == "BitstringStatusList")
    #expect(json["credentialSubject"]?["statusPurpose"] == "revocation")
    #expect(json["credentialSubject"]?["ttl"] == 3_600_000)
    #expect(json["credentialSubject"]?["statusSize"] == nil)

    let list = try StatusListCredential(parsing: bytes)
    #expect(try list.bits() == bits)
    #expect(list.description == "Edition 7")
  }

  @Test func `Several purposes are an array, and messages say their size`() throws {
    var bits = try StatusBits(statusSize: 2)
    bits.set(3, at: 5)
    let request = StatusListIssuer.Request(
      url: Sample.listURL, purposes: [.message, .refresh], bits: bits, time: .noon, messages: ["a", "b", "c", "d"])
    let list = try StatusListCredential(parsing: StatusListIssuer().issue(request, with: Sample.key()))
    #expect(list.purposes == [.message, .refresh])
    #expect(list.statusSize == 2)
    #expect(try list.bits().value(at: 5) == 3)
    let json = JSONValue(list.document)
    #expect(json["credentialSubject"]?["statusMessages"]?[at: "/3"] == ["status": "0x3", "message": "d"])
  }

  @Test func `A list is signed with eddsa-rdfc-2022, and with another suite where no context has its terms`() throws {
    func suites(_ issuer: StatusListIssuer, _ bits: StatusBits, _ purposes: [StatusPurpose]) throws -> [String] {
      let request = StatusListIssuer.Request(url: Sample.listURL, purposes: purposes, bits: bits, time: .noon)
      let list = JSONValue(try JSONDocument(parsing: issuer.issue(request, with: Sample.key())))
      guard case .array(let proofs)? = list["proof"] else { return [list["proof"]?["cryptosuite"]?.text ?? "2020"] }
      return proofs.map { $0["cryptosuite"]?.text ?? "2020" }
    }
    let bits = try StatusBits()
    #expect(try suites(StatusListIssuer(), bits, [.revocation]) == ["eddsa-rdfc-2022"])
    #expect(try suites(StatusListIssuer(), StatusBits(statusSize: 2), [.message]) == ["eddsa-jcs-2022"])
    #expect(
      try suites(StatusListIssuer(cryptosuites: [.eddsaJCS2022, .eddsaRDFC2022]), bits, [.revocation])
        == ["eddsa-jcs-2022", "eddsa-rdfc-2022"])
    #expect(try suites(StatusListIssuer(cryptosuites: [.ed25519Signature2020]), bits, [.revocation]) == ["2020"])
    #expect(throws: IssueError.self) {
      try suites(StatusListIssuer(cryptosuites: [.eddsaRDFC2022]), StatusBits(statusSize: 2), [.message])
    }
  }

  @Test(arguments: [("", [StatusPurpose.revocation]), ("no url", [.revocation]), (Sample.listURL, [])])
  func `A list that the public path refuses is not handed out`(_ url: String, _ purposes: [StatusPurpose]) throws {
    let request = StatusListIssuer.Request(url: url, purposes: purposes, bits: try StatusBits(), time: .noon)
    #expect(throws: IssueError.self) { try StatusListIssuer().issue(request, with: Sample.key()) }
  }

  @Test func `A key that is not the one of the verification method signs no list`() throws {
    let request = StatusListIssuer.Request(
      url: Sample.listURL, purposes: [.revocation], bits: try StatusBits(), time: .noon)
    let issuer = StatusListIssuer(verificationMethod: try Sample.method("other"))
    #expect(throws: IssueError.self) { try issuer.issue(request, with: Sample.key()) }
  }

  @Test func `A list that ends before it begins is not made`() throws {
    let request = StatusListIssuer.Request(
      url: Sample.listURL, purposes: [.revocation], bits: try StatusBits(), time: .noon,
      validUntil: Instant.noon.adding(seconds: -1))
    #expect(throws: IssueError.self) { try StatusListIssuer().issue(request, with: Sample.key()) }
  }
}
