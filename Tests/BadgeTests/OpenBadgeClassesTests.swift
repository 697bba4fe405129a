import CanonicalJSON
import Testing

@testable import Badge

struct OpenBadgeClassesTests {
  private static let achievement = "/credentialSubject/achievement"

  @Test(arguments: [
    ("/credentialSubject/achievement", "/credentialSubject"), ("/credentialSubject/type", "/credentialSubject"),
    ("\(achievement)/id", achievement), ("\(achievement)/type", achievement), ("\(achievement)/name", achievement),
    ("\(achievement)/description", achievement), ("\(achievement)/criteria", achievement),
    ("/issuer/type", "/issuer"), ("/issuer/id", "/issuer"),
  ])
  func `A class without one of its members is named`(_ member: String, _ pointer: String) throws {
    let reason = try CredentialModelTests.reason { $0[at: member] = nil }
    #expect(reason?.code == .memberMissing)
    #expect(reason?.pointer == pointer)
  }

  /// Members of the vocabulary with a value that is right and one that is not, and where the fault lies.
  @Test(
    arguments: [
      ("/image", ["id": "https://a.example/i.png", "type": "Image"], ["id": "https://a.example/i.png"], ""),
      ("/image", "https://a.example/i.png", "i.png", ""), ("/image", "data:image/png;base64,AA", ["urn:a:b"], ""),
      ("/issuer/image", "https://a.example/i.png", 7, ""),
      ("/credentialSubject/activityEndDate", "2026-01-15", "2026-02-30", ""),
      ("/credentialSubject/activityStartDate", "2026-01-15T09:00:00", "2026-01-15T09:00", ""),
      ("/credentialSubject/activityStartDate", "2026-01-15T09:00:00Z", "15.1.2026", ""),
      (
        "/image", ["id": "urn:a:b", "type": "Image", "caption": "c"], ["id": "urn:a:b", "type": "Image", "x": 1], "/x"
      ),
      ("/evidence", [["type": ["Evidence"], "genre": "g"]], [["type": ["Evidence"], "genre": 7]], "/0/genre"),
      ("/evidence", ["type": "Evidence"], ["narrative": "n"], ""),
      ("/endorsementJwt", ["a.b.c"], ["a.b.c", "a.b"], "/1"),
      ("/credentialSchema", [["id": "urn:a:b", "type": "T"]], [["id": "urn:a:b"]], "/0"),
      ("/refreshService", ["id": "urn:a:b", "type": "T"], ["id": "urn:a:b"], ""),
      ("/termsOfUse", ["type": "T"], [["type": "T"], "x"], "/1"),
      ("/relatedResource", [["id": "urn:a:b", "digestSRI": "x"]], [["digestSRI": "x"]], "/0"),
      ("/relatedResource", [["id": "urn:a:b", "digestMultibase": "u"]], [["id": "urn:a:b"]], "/0"),
      (
        "/relatedResource", [["id": "urn:a:b", "digestSRI": "x"], ["id": "urn:a:c", "digestSRI": "x"]],
        [["id": "urn:a:b", "digestSRI": "x"], ["id": "urn:a:b", "digestSRI": "x"]], "/1/id"
      ),
      ("/issuer/parentOrg", ["id": "urn:a:b", "type": "Profile"], ["id": "urn:a:b", "type": "Other"], "/type"),
      ("/issuer/address", ["type": "Address"], ["type": "Address", "geo": ["type": "GeoCoordinates"]], "/geo"),
      (
        "/issuer/otherIdentifier", [["type": "IdentifierEntry", "identifier": "1", "identifierType": "identifier"]],
        [["type": "IdentifierEntry", "identifier": "1", "identifierType": "other"]], "/0/identifierType"
      ),
      ("/issuer/dateOfBirth", "1990-01-01", "1990-02-30", ""),
      (
        "/credentialSubject/identifier",
        [["type": "IdentityObject", "hashed": true, "identityHash": "sha256$0", "identityType": "ext:a"]],
        [["type": "IdentityObject", "hashed": "true", "identityHash": "a", "identityType": "name"]], "/0/hashed"
      ),
      ("/credentialSubject/creditsEarned", 3.5, "3.5", ""),
      (
        "/credentialSubject/result", [["type": ["Result"], "status": "Completed"]],
        [["type": ["Result"], "status": "ext:Done"]],
        "/0/status"
      ),
      (
        "/credentialSubject/result", [["type": ["Result"], "achievedLevel": "urn:a:b"]],
        [["type": ["Result"], "achievedLevel": "high"]], "/0/achievedLevel"
      ),
      ("\(achievement)/achievementType", "ext:Other", "Other", ""),
      ("\(achievement)/inLanguage", "zh-Hant", "Chinese", ""),
      ("\(achievement)/tag", ["a", "b"], ["a", 1], "/1"),
      (
        "\(achievement)/alignment", [["type": ["Alignment"], "targetName": "n", "targetUrl": "https://a.example/"]],
        [["type": ["Alignment"], "targetName": "n"]], "/0"
      ),
      ("\(achievement)/related", [["id": "urn:a:b", "type": ["Related"]]], [["type": ["Related"]]], "/0"),
      (
        "\(achievement)/resultDescription",
        [["id": "urn:a:b", "type": ["ResultDescription"], "name": "n", "resultType": "Percent"]],
        [["id": "urn:a:b", "type": ["ResultDescription"], "name": "n", "resultType": "Per cent"]], "/0/resultType"
      ),
      (
        "\(achievement)/resultDescription",
        [
          [
            "id": "urn:a:b", "type": "ResultDescription", "name": "n", "resultType": "RubricCriterionLevel",
            "rubricCriterionLevel": [["id": "urn:a:c", "type": "RubricCriterionLevel", "name": "n"]],
          ]
        ],
        [
          [
            "id": "urn:a:b", "type": "ResultDescription", "name": "n", "resultType": "RubricCriterionLevel",
            "rubricCriterionLevel": [["id": "urn:a:c", "type": "RubricCriterionLevel"]],
          ]
        ], "/0/rubricCriterionLevel/0"
      ),
      ("\(achievement)/creator", ["id": "urn:a:b", "type": ["Profile"]], "urn:a:b", ""),
    ] as [(String, JSONValue, JSONValue, String)])
  func `A member of the vocabulary has its form, and a fault in it has its pointer`(
    _ member: String, _ good: JSONValue, _ bad: JSONValue, _ place: String
  ) throws {
    #expect(try CredentialModelTests.reason { $0[at: member] = good } == nil)
    #expect(try CredentialModelTests.reason { $0[at: member] = bad }?.pointer == member + place)
  }

  private func endorsement() throws -> JSONValue {
    [
      "@context": [
        "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
      ],
      "id": "urn:uuid:1", "type": ["VerifiableCredential", "EndorsementCredential"], "name": "Endorsement",
      "issuer": "https://b.example/", "validFrom": "2020-01-01T00:00:00Z", "validUntil": "2021-01-01T00:00:00Z",
      "credentialSubject": ["id": "urn:uuid:2", "type": ["EndorsementSubject"]],
    ]
  }

  @Test(arguments: ["@context", "type", "id", "name", "issuer", "validFrom", "credentialSubject"])
  func `An endorsement has the shape of a credential`(_ name: String) throws {
    let endorsement = try endorsement()
    #expect(try CredentialModelTests.reason { $0["endorsement"] = [endorsement] } == nil)
    let reason = try CredentialModelTests.reason {
      var half = endorsement
      half[name] = nil
      $0["endorsement"] = [half]
    }
    #expect(reason?.code == .memberMissing)
    #expect(reason?.pointer == "/endorsement/0")
  }

  @Test func `An endorsement, expired or forged, raises and lowers nothing`() throws {
    var badge = try Sample.badge()
    var forged = try endorsement()
    forged["proof"] = try Sample.signedBadge()["proof"]
    badge["endorsement"] = [forged]
    #expect(try Sample.sign(badge).verdict().outcome == .accepted)
    // Not even one that is signed by the trusted issuer lends its trust to the badge around it.
    var borrowed = try Sample.badge(issuer: Sample.did("attacker"))
    borrowed["endorsement"] = [try Sample.sign(endorsement())]
    let verdict = try Sample.sign(borrowed, by: "attacker").verdict(trust: TrustPolicy(issuers: [Sample.did()]))
    #expect(verdict.outcome == .undetermined)
    #expect(verdict[.issuer].reason?.code == .issuerNotTrusted)
  }

  @Test func `Profiles inside profiles are judged to the limit of depth`() throws {
    func nested(_ depth: Int, innermost: JSONValue) -> JSONValue {
      var profile: JSONValue = ["id": "urn:a:b", "type": "Profile"]
      profile["parentOrg"] = depth == 0 ? innermost : nested(depth - 1, innermost: innermost)
      return profile
    }
    #expect(
      try CredentialModelTests.reason {
        $0[at: "/issuer/parentOrg"] = nested(100, innermost: ["id": "urn:a:b", "type": "Profile"])
      } == nil)
    let reason = try CredentialModelTests.reason { $0[at: "/issuer/parentOrg"] = nested(100, innermost: "x") }
    #expect(reason?.pointer == "/issuer" + String(repeating: "/parentOrg", count: 102))
  }
}
