import CanonicalJSON
import Testing

@testable import Badge

/// What is asked of credentials that are no badges; what is asked of badges is in ``CredentialModelTests``.
struct CredentialRulesTests {
  static let endorsement: JSONValue = [
    "@context": [
      "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ],
    "id": "urn:uuid:1", "type": ["VerifiableCredential", "EndorsementCredential"], "name": "Endorsement",
    "issuer": ["id": "https://accreditor.example/", "type": "Profile"], "validFrom": "2026-01-15T09:00:00Z",
    "credentialSubject": ["id": "https://university.example/", "type": "EndorsementSubject"],
  ]

  static let record: JSONValue = [
    "@context": [
      "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ],
    "id": "urn:uuid:2", "type": ["VerifiableCredential", "ClrCredential"], "name": "Record",
    "issuer": ["id": "https://university.example/", "type": "Profile"], "validFrom": "2026-01-15T09:00:00Z",
    "partial": true,
    "credentialSubject": [
      "type": "ClrSubject", "id": "did:example:alice",
      "verifiableCredential": [["@context": ["https://www.w3.org/ns/credentials/v2"]]],
      "association": [
        ["type": "Association", "associationType": "isChildOf", "sourceId": "urn:a:1", "targetId": "urn:a:2"]
      ],
    ],
  ]

  static let credential: JSONValue = [
    "@context": ["https://www.w3.org/ns/credentials/v2"], "type": "VerifiableCredential", "issuer": "did:example:i",
    "credentialSubject": ["id": "did:example:s"],
  ]

  private func rules(_ value: JSONValue) throws -> CredentialRules {
    let document = try JSONDocument(value)
    var memo = ModelMemo()
    return try CredentialRules(document, at: document.root, memo: &memo)
  }

  private func pointer(_ value: JSONValue, _ change: (inout JSONValue) -> Void) throws -> String? {
    try CredentialModelTests.reason(value) { change(&$0) }?.pointer
  }

  @Test func `A credential is judged by the rules of what it is`() throws {
    #expect(try rules(Self.endorsement).kind == .endorsement)
    #expect(try rules(Self.record).kind == .learnerRecord)
    #expect(try rules(Self.credential).kind == .other)
    #expect(try rules(Sample.badge()).kind == .openBadge)
  }

  @Test func `Without the context that defines its type only the data model is known`() throws {
    for value in [Self.endorsement, Self.record] {
      var value = value
      value["@context"] = ["https://www.w3.org/ns/credentials/v2", "https://example.org/context"]
      value["name"] = nil
      #expect(try rules(value).kind == .other)
    }
  }

  @Test(arguments: [
    ("name", ""), ("id", ""), ("validFrom", ""), ("issuer", ""), ("credentialSubject", ""),
  ])
  func `An endorsement and a record need this member`(_ name: String, _ place: String) throws {
    for value in [Self.endorsement, Self.record] {
      #expect(try pointer(value) { $0[name] = nil } == place, "\(name)")
    }
  }

  @Test func `The parts of an endorsement are those of its class`() throws {
    #expect(try pointer(Self.endorsement) { $0[at: "/credentialSubject/id"] = nil } == "/credentialSubject")
    #expect(try pointer(Self.endorsement) { $0[at: "/credentialSubject/type"] = "Other" } == "/credentialSubject/type")
    #expect(try pointer(Self.endorsement) { $0[at: "/issuer/type"] = "Other" } == "/issuer/type")
    #expect(try pointer(Self.endorsement) { $0["issuer"] = "https://accreditor.example/" } == nil)
    #expect(
      try pointer(Self.endorsement) { value in
        let subject = value["credentialSubject"] ?? .null
        value["credentialSubject"] = [subject, subject]
      } == "/credentialSubject")
  }

  @Test func `The parts of a record are those of its class`() throws {
    let subject = "/credentialSubject"
    #expect(
      try pointer(Self.record) { $0[at: subject + "/verifiableCredential"] = [] } == subject + "/verifiableCredential")
    #expect(try pointer(Self.record) { $0[at: subject + "/verifiableCredential"] = nil } == subject)
    #expect(try pointer(Self.record) { $0[at: subject + "/verifiableCredential"] = ["a.b.c"] } == nil)
    #expect(
      try pointer(Self.record) { $0[at: subject + "/verifiableCredential"] = ["x"] } == subject
        + "/verifiableCredential/0")
    #expect(try pointer(Self.record) { $0["partial"] = "yes" } == "/partial")
    #expect(
      try pointer(Self.record) { $0[at: subject + "/association/0/associationType"] = "ext:other" }
        == subject + "/association/0/associationType")
    #expect(
      try pointer(Self.record) { $0[at: subject + "/association/0/targetId"] = nil } == subject + "/association/0")
  }

  @Test(
    arguments: [
      ("issuer", ["id": "did:example:i", "name": ["@value": "I", "x": 1]], "/issuer/name"),
      ("issuer", ["id": "did:example:i", "description": 7], "/issuer/description"),
      ("issuer", ["name": "I"], "/issuer"), ("issuer", ["id": nil], "/issuer/id"),
      ("credentialSubject", ["id": ["did:example:1", "did:example:2"]], "/credentialSubject/id"),
      ("credentialSubject", [["id": "did:example:1"], [:]], "/credentialSubject/1"),
      ("credentialSubject", ["id": "somebody"], "/credentialSubject/id"),
      ("renderMethod", ["id": "urn:a:b"], "/renderMethod"),
      ("confidenceMethod", [["type": "T"], 7], "/confidenceMethod/1"),
    ] as [(String, JSONValue, String)])
  func `A credential of any type keeps the rules of its data model`(
    _ name: String, _ value: JSONValue, _ place: String
  ) throws {
    #expect(try pointer(Self.credential) { $0[name] = value } == place)
  }

  @Test func `A subject's identifier may be a DID with a padded text, an issuer's may not`() throws {
    #expect(try pointer(Self.credential) { $0[at: "/credentialSubject/id"] = "did:jwk:eyJhIjoxfQ==" } == nil)
    #expect(try pointer(Self.credential) { $0["issuer"] = "did:jwk:eyJhIjoxfQ==" } == "/issuer")
    for id in ["did:", "did:a", "did:a:", "did::a", "did:a:\u{e4}", "did:a:b c"] {
      #expect(
        try pointer(Self.credential) { $0[at: "/credentialSubject/id"] = .string(id) } == "/credentialSubject/id",
        "\(id)")
    }
  }

  @Test func `A message says what was found and which clause asks for something else`() throws {
    let reason = try CredentialModelTests.reason { $0["validFrom"] = "2026-13-01T00:00:00Z" }
    #expect(
      reason?.message
        == "'validFrom' of AchievementCredential has to be a date and time with a time zone, such as "
        + "2026-01-31T09:00:00Z; found '2026-13-01T00:00:00Z' (VCDM 2.0, 4.9)")
  }

  @Test func `All rules that are broken are collected, each at its place`() throws {
    var badge = try Sample.badge()
    badge["validFrom"] = 7
    badge["id"] = nil
    badge[at: "/issuer/url"] = "no URL"
    badge[at: "/credentialSubject/achievement/name"] = nil
    badge[at: "/credentialSubject/achievement/criteria"] = nil
    let document = try JSONDocument(badge)
    var memo = ModelMemo.collecting()
    _ = try CredentialRules(document, at: document.root, memo: &memo)
    let places = (memo.faults ?? []).map { "\($0.reason.pointer ?? "") \($0.missing?.description ?? "")" }
    #expect(
      Set(places) == [
        "/validFrom ", " id", "/issuer/url ", "/credentialSubject/achievement name",
        "/credentialSubject/achievement criteria",
      ])
  }
}
