import CanonicalJSON
import Testing

@testable import Badge

struct LintPassTests {
  /// `error /pointer code`, in order.
  private func found(_ value: JSONValue, _ change: (inout JSONValue) -> Void = { _ in }) throws -> [String] {
    var value = value
    change(&value)
    return CredentialLint().report(on: try JSONDocument(value)).findings.map {
      "\($0.severity.rawValue) \($0.reason.pointer ?? "") \($0.reason.code.rawValue)"
    }
  }

  private static let presentation: JSONValue = [
    "@context": ["https://www.w3.org/ns/credentials/v2"], "type": "VerifiablePresentation",
    "holder": "did:example:i", "verifiableCredential": [CredentialRulesTests.credential],
  ]

  // MARK: drafts

  @Test func `Whoever signs a draft adds the issuer; a badge is complete but for its proof`() throws {
    #expect(try found(CredentialRulesTests.credential) { $0["issuer"] = nil } == ["warning  member_missing"])
    #expect(try found(CredentialRulesTests.credential) { $0["issuer"] = [:] } == ["warning /issuer member_missing"])
    #expect(
      try found(CredentialRulesTests.credential) { $0["issuer"] = ["id": nil] }.contains(
        "error /issuer/id member_invalid"))
    #expect(try found(Sample.badge()) { $0["issuer"] = nil } == ["error  member_missing"])
  }

  @Test func `What is signed has an issuer`() throws {
    let proof: JSONValue = ["type": "Ed25519Signature2020", "proofPurpose": "assertionMethod"]
    #expect(
      try found(CredentialRulesTests.credential) {
        $0["issuer"] = nil
        $0["proof"] = proof
      } == ["warning  member_missing"])
    #expect(
      try found(CredentialRulesTests.credential) {
        $0["issuer"] = nil
        $0["proof"] = proof
        $0[at: "/proof/verificationMethod"] = "did:example:i#k"
      } == ["error  member_missing"])
  }

  @Test func `Everything is found, in the order of the text`() throws {
    #expect(
      try found(Sample.badge()) {
        $0["id"] = "no URL"
        $0["type"] = ["VerifiableCredential", "OpenBadgeCredential", 7]
        $0[at: "/issuer/type"] = "Other"
        $0["validFrom"] = "2027-01-01T00:00:00Z"
        $0[at: "/credentialSubject/achievement/criteria"] = nil
        $0["validUntil"] = "2026-01-01T00:00:00Z"
      }.filter { !$0.contains("term_undefined") && !$0.contains("json_ld") && !$0.contains("id_relative") } == [
        "error /id member_invalid", "error /type/2 member_invalid", "error /issuer/type member_invalid",
        "error /credentialSubject/achievement member_missing", "error /validUntil member_invalid",
      ])
  }

  @Test func `A proof has the members that every suite has`() throws {
    #expect(try found(Sample.signedBadge()).isEmpty)
    #expect(
      try found(CredentialRulesTests.credential) { $0["proof"] = [["created": "now"]] } == [
        "error /proof/0 proof_invalid", "error /proof/0 proof_invalid", "error /proof/0/created proof_invalid",
      ])
    #expect(
      try found(CredentialRulesTests.credential) {
        $0["proof"] = ["type": "DataIntegrityProof", "proofPurpose": "assertionMethod"]
      } == ["error /proof proof_invalid"])
    #expect(try found(CredentialRulesTests.credential) { $0["proof"] = "x" } == ["error /proof proof_invalid"])
  }

  // MARK: parts

  @Test func `An endorsement is judged as a credential at each level`() throws {
    for place in ["/endorsement", "/issuer/endorsement", "/credentialSubject/achievement/endorsement"] {
      #expect(try found(Sample.badge()) { $0[at: place] = [CredentialRulesTests.endorsement] }.isEmpty)
      let found = try found(Sample.badge()) {
        $0[at: place] = [CredentialRulesTests.endorsement]
        $0[at: place + "/0/validFrom"] = nil
        $0[at: place + "/0/issuanceDate"] = "2026-01-15T09:00:00Z"
      }
      // Its contexts say what it is, as if it stood by itself.
      #expect(
        try self.found(Sample.badge()) {
          $0[at: place] = [CredentialRulesTests.endorsement]
          $0[at: place + "/0/@context"] = ["https://www.w3.org/ns/credentials/v2"]
        } == ["error \(place)/0/@context context_invalid"])
      #expect(
        try self.found(Sample.badge()) {
          $0[at: place] = [CredentialRulesTests.endorsement]
          $0[at: place + "/0/type"] = "EndorsementCredential"
        }.filter { $0.hasPrefix("error") } == ["error \(place)/0/type member_invalid"])
      // Data model 2.0 has neither this name nor a credential of Open Badges without the other.
      #expect(found.contains("error \(place)/0 member_missing"))
      #expect(found.contains("error \(place)/0/issuanceDate member_invalid"))
    }
  }

  @Test func `The credentials of a record are judged as what they are`() throws {
    let badge = try Sample.badge()
    let place = "/credentialSubject/verifiableCredential"
    #expect(try found(CredentialRulesTests.record) { $0[at: place] = [badge] }.isEmpty)
    #expect(
      try found(CredentialRulesTests.record) {
        $0[at: place] = [badge, badge]
        $0[at: place + "/1/id"] = nil
      } == ["error \(place)/1 member_missing"])
  }

  // MARK: presentations

  @Test func `A presentation is judged by its shape, and its credentials by their rules`() throws {
    #expect(try found(Self.presentation).isEmpty)
    #expect(try found(Self.presentation) { $0["holder"] = ["name": "H"] }.first == "error /holder member_missing")
    #expect(try found(Self.presentation) { $0["holder"] = "nobody" }.first == "error /holder member_invalid")
    #expect(
      try found(Self.presentation) { $0["verifiableCredential"] = ["a.b.c"] }.first
        == "error /verifiableCredential/0 member_invalid")
    #expect(
      try found(Self.presentation) { $0[at: "/verifiableCredential/0/credentialSubject"] = [:] }
        == ["error /verifiableCredential/0/credentialSubject member_invalid"])
    #expect(try found(Self.presentation) { $0["type"] = ["Other"] }.contains("error /type member_invalid"))
    #expect(
      try found(Self.presentation) { $0["@context"] = ["https://example.org/"] }.first
        == "error /@context/0 context_invalid")
  }

  @Test func `A credential that only the presentation secures is the holder's`() throws {
    #expect(
      try found(Self.presentation) { $0["holder"] = "did:example:other" }
        == ["warning /verifiableCredential/0/issuer member_invalid"])
    #expect(
      try found(Self.presentation) { $0["holder"] = nil } == ["warning /verifiableCredential/0/issuer member_invalid"])
  }

  @Test func `An envelope is a data URL with the type of one`() throws {
    let envelope: JSONValue = [
      "@context": "https://www.w3.org/ns/credentials/v2", "type": "EnvelopedVerifiableCredential",
      "id": "data:application/vc+jwt,YQ.YQ.YQ",
    ]
    #expect(try found(Self.presentation) { $0["verifiableCredential"] = [envelope] }.isEmpty)
    #expect(
      try found(Self.presentation) {
        $0["verifiableCredential"] = [envelope]
        $0[at: "/verifiableCredential/0/id"] = "https://example.org/"
      } == ["error /verifiableCredential/0/id member_invalid"])
    #expect(
      try found(Self.presentation) {
        $0["verifiableCredential"] = [envelope]
        $0[at: "/verifiableCredential/0/@context"] = nil
      }.contains("error /verifiableCredential/0 member_missing"))
  }

  // MARK: recommendations

  @Test func `An empty list is an error by the data model, and a warning in a badge, whose schema allows it`() throws {
    for name in ["credentialSchema", "termsOfUse", "refreshService", "evidence", "relatedResource"] {
      #expect(try found(CredentialRulesTests.credential) { $0[name] = [] } == ["error /\(name) member_invalid"])
      #expect(try found(Sample.badge()) { $0[name] = [] } == ["warning /\(name) member_invalid"])
    }
  }

  @Test func `A recommendation is a warning`() throws {
    #expect(
      try found(Sample.badge()) {
        $0[at: "/@context"] = .array([
          "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
          "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ])
        $0[at: "/credentialSubject/achievement/criteria"] = [:]
        $0[at: "/credentialSubject/identifier"] = [
          "type": "IdentityObject", "hashed": true, "identityHash": "sha256$00", "identityType": "emailAddress",
        ]
      } == [
        "warning /@context/2 context_invalid", "warning /credentialSubject/achievement/criteria member_missing",
        "warning /credentialSubject/identifier member_missing",
      ])
  }

  @Test func `Of many credentials the first are judged, and it is said`() throws {
    var broken = CredentialRulesTests.credential
    broken["credentialSubject"] = [:]
    let found = try found(Self.presentation) {
      $0["verifiableCredential"] = .array(Array(repeating: broken, count: 80))
    }
    #expect(found.count { $0.hasPrefix("error") } == 64)
    #expect(found.contains("warning /verifiableCredential/64 too_many_entries"))
  }
}
