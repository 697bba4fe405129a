import CanonicalJSON
import LinkedData
import Testing

@testable import Badge
@testable import Signing

struct CredentialIssuerTests {
  private static let request = CredentialIssuer.Request(id: "urn:uuid:1", time: .noon)

  /// The least that a template holds.
  private static let template: JSONValue = [
    "name": "Teamwork",
    "credentialSubject": [
      "id": "did:example:alice",
      "achievement": [
        "id": "urn:example:a", "type": ["Achievement"], "name": "Teamwork", "description": "d", "criteria": [:],
      ],
    ],
  ]

  private func issue(
    _ template: JSONValue = template, _ request: CredentialIssuer.Request = request,
    by issuer: CredentialIssuer = CredentialIssuer(), key label: String = "issuer"
  ) throws -> JSONValue {
    JSONValue(try JSONDocument(parsing: issuer.issue(template, request, with: Sample.key(label))))
  }

  private func error(
    _ template: JSONValue = template, _ request: CredentialIssuer.Request = request,
    by issuer: CredentialIssuer = CredentialIssuer(), key label: String = "issuer"
  ) throws -> IssueError? {
    let key = try Sample.key(label)
    do throws(IssueError) {
      _ = try issuer.issue(template, request, with: key)
      return nil
    } catch {
      return error
    }
  }

  // MARK: what is written

  @Test func `What is issued verifies by the public path, from the bytes`() throws {
    let bytes = try CredentialIssuer().issue(Self.template, Self.request, with: Sample.key())
    #expect(bytes.last == 0x0A)
    let verdict = Verifier(trust: TrustPolicy(issuers: [try Sample.did()])).verify(bytes, at: .noon)
    #expect(verdict.outcome == .accepted)
    let other = Verifier(trust: TrustPolicy(issuers: [try Sample.did("other")])).verify(bytes, at: .noon)
    #expect(other.outcome == .undetermined)
  }

  @Test func `What goes into a picture is verified there, and leaves as it would without`() throws {
    for picture in [PNGSample.plain, Array(SVGSample.plain.utf8)] {
      var request = Self.request
      request.picture = try BlankPicture(picture)
      let bytes = try CredentialIssuer().issue(Self.template, request, with: Sample.key())
      #expect(try bytes == CredentialIssuer().issue(Self.template, Self.request, with: Sample.key()))
    }
  }

  @Test func `A badge that does not go into its picture is not issued`() throws {
    let padding = [UInt8](repeating: 0x20, count: BadgePicture.byteLimit - SVGSample.plain.utf8.count)
    var request = Self.request
    request.picture = try BlankPicture(Array(SVGSample.plain.utf8) + padding)
    #expect(try error(Self.template, request)?.code == .notBaked)
  }

  @Test func `What the template leaves open is filled in, in the order in which people read`() throws {
    let badge = try issue()
    guard case .object(let members) = badge else { throw CancellationError() }
    #expect(
      members.map(\.name)
        == ["@context", "id", "type", "name", "issuer", "validFrom", "credentialSubject", "proof"])
    #expect(badge["id"] == "urn:uuid:1")
    #expect(badge["issuer"] == ["id": .string(try Sample.did()), "type": ["Profile"]])
    #expect(badge["validFrom"] == "2026-11-24T12:00:00Z")
    #expect(badge[at: "/credentialSubject/type"] == ["AchievementSubject"])
    #expect(badge[at: "/proof/created"] == "2026-11-24T12:00:00Z")
  }

  @Test func `What the template has stands as it is`() throws {
    var template = Self.template
    template["id"] = "urn:uuid:2"
    template["validFrom"] = "2026-01-01T00:00:00Z"
    template["validUntil"] = "2027-01-01T00:00:00Z"
    template["type"] = ["VerifiableCredential", "AchievementCredential"]
    template["issuer"] = ["name": "University", "type": ["Profile", "https://example.org/Other"]]
    template["awardedDate"] = "2025-12-01T00:00:00Z"
    let badge = try issue(template)
    for name in ["id", "validFrom", "validUntil", "type", "awardedDate"] {
      #expect(badge[name] == template[name], "\(name)")
    }
    #expect(
      badge["issuer"] == [
        "id": .string(try Sample.did()), "type": ["Profile", "https://example.org/Other"], "name": "University",
      ])
  }

  @Test func `The request stands above the template's dates`() throws {
    var template = Self.template
    template["validFrom"] = "2026-01-01T00:00:00Z"
    template["validUntil"] = "2027-01-01T00:00:00Z"
    var request = Self.request
    request.validFrom = Instant("2026-02-01T00:00:00Z" as StaticString)
    request.validUntil = Instant("2028-01-01T00:00:00Z" as StaticString)
    request.proofExpires = Instant("2029-01-01T00:00:00Z" as StaticString)
    let badge = try issue(template, request)
    #expect(badge["validFrom"] == "2026-02-01T00:00:00Z")
    #expect(badge["validUntil"] == "2028-01-01T00:00:00Z")
    #expect(badge[at: "/proof/expires"] == "2029-01-01T00:00:00Z")
  }

  @Test func `A badge that begins later is issued today`() throws {
    var request = Self.request
    request.validFrom = Instant("2027-06-01T00:00:00Z" as StaticString)
    let badge = try issue(Self.template, request)
    #expect(badge.verdict().outcome == .rejected)
    #expect(badge.verdict(at: Instant("2027-06-01T00:00:00Z" as StaticString)).outcome == .accepted)
  }

  @Test func `A badge that can be revoked is issued, although its status is not known`() throws {
    var template = Self.template
    for status in [
      Sample.entry(), [Sample.suspension()], ["id": "https://a.example/1", "type": "https://example.org/Status"],
    ]
      as [JSONValue]
    {
      template["credentialStatus"] = status
      #expect(try issue(template)["credentialStatus"] == status)
    }
  }

  @Test func `A badge whose status entry is malformed is not issued`() {
    var template = Self.template
    template["credentialStatus"] = ["id": "https://a.example/1#2", "type": "BitstringStatusListEntry"]
    #expect(throws: IssueError.self) { try issue(template) }
  }

  // MARK: the recipient

  @Test(arguments: [nil, "pepper", ""] as [String?])
  func `A recipient is written in clear or as a salted hash, and recognised`(_ salt: String?) throws {
    var request = Self.request
    request.recipient = RecipientIdentity("email:alice@example.org")
    request.salt = salt
    let badge = try issue(Self.template, request)
    #expect(badge.verdict(recipient: request.recipient).outcome == .accepted)
    #expect(badge.verdict(recipient: RecipientIdentity("email:bob@example.org")).outcome == .rejected)
    let text = String(decoding: badge.serialized(), as: UTF8.self)
    #expect(text.contains("alice@example.org") == (salt == nil))
  }

  @Test func `An identifier becomes the subject's id`() throws {
    var request = Self.request
    request.recipient = RecipientIdentity("did:example:bob")
    #expect(try issue(Self.template, request)[at: "/credentialSubject/id"] == "did:example:bob")
  }

  @Test func `A recipient joins the identities that the template has`() throws {
    let one: JSONValue = ["type": "IdentityObject", "hashed": false, "identityHash": "7", "identityType": "userName"]
    var request = Self.request
    request.recipient = RecipientIdentity("email:alice@example.org")
    for present: JSONValue in [one, [one]] {
      var template = Self.template
      template[at: "/credentialSubject/identifier"] = present
      let badge = try issue(template, request)
      #expect(badge[at: "/credentialSubject/identifier/0"] == one)
      #expect(badge[at: "/credentialSubject/identifier/1/identityHash"] == "alice@example.org")
    }
  }

  // MARK: suites

  @Test func `A badge is signed with eddsa-rdfc-2022 unless something else is asked for`() throws {
    let badge = try issue()
    #expect(badge[at: "/proof/type"] == "DataIntegrityProof")
    #expect(badge[at: "/proof/cryptosuite"] == "eddsa-rdfc-2022")
    #expect(badge[at: "/proof/@context"] == nil)
    #expect(CredentialIssuer(cryptosuites: []).cryptosuites == [.eddsaRDFC2022])
  }

  @Test(
    arguments: [
      [.eddsaJCS2022], [.ed25519Signature2020], [.eddsaRDFC2022, .eddsaJCS2022], [.eddsaJCS2022, .eddsaRDFC2022],
      [.eddsaRDFC2022, .eddsaJCS2022, .ed25519Signature2020],
    ] as [[Cryptosuite]])
  func `Each suite that is asked for gets a proof of the set, in that order`(_ suites: [Cryptosuite]) throws {
    let badge = try issue(by: CredentialIssuer(cryptosuites: suites + suites))
    let verdict = badge.verdict()
    #expect(verdict.outcome == .accepted)
    #expect(verdict.proofs.map(\.cryptosuite) == suites.map(\.rawValue))
    #expect(verdict.proofs.allSatisfy { $0.signature.isPassed && $0.key.isPassed })
    let needsContext = suites.contains(.ed25519Signature2020)
    guard case .array(let contexts)? = badge["@context"] else { throw CancellationError() }
    #expect(contexts.contains("https://w3id.org/security/suites/ed25519-2020/v1") == needsContext)
  }

  @Test(
    arguments: [
      ("/extra", 1, "/extra"), ("/credentialSubject/extra", [], "/credentialSubject/extra"),
      ("/credentialSubject/achievement/type", ["Achievement", "Other"], "/credentialSubject/achievement/type/1"),
      ("/issuer", ["type": ["Profile"], "other": "x"], "/issuer/other"),
      ("/evidence", ["id": "https://a.example/e", "type": ["Evidence", "Other"]], "/evidence/type/1"),
    ] as [(String, JSONValue, String)])
  func `What would not be signed is refused at its pointer, before and while signing`(
    _ member: String, _ value: JSONValue, _ pointer: String
  ) throws {
    var template = Self.template
    template[at: member] = value
    let error = try #require(try error(template))
    #expect(error.code == .termUndefined)
    #expect(error.pointer == pointer)
    let key = try Sample.publicKey()
    do throws(IssueError) {
      try CredentialIssuer().check(template, Self.request, for: key)
      Issue.record("the check found nothing")
    } catch let found {
      #expect(found == error)
    }
    #expect(try self.error(template, by: CredentialIssuer(cryptosuites: [.eddsaJCS2022])) == nil)
  }

  @Test func `A context that is not known is named`() throws {
    var template = Self.template
    template["@context"] = [
      "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
      "https://example.org/c",
    ]
    template["extra"] = 1
    let error = try #require(try error(template))
    #expect(error.pointer == "/@context/2")
    #expect(error.message.contains("'https://example.org/c'"))
    var contexts = ContextStore.bundled
    try contexts.add(Array(#"{"@context":{"extra":"https://example.org/extra"}}"#.utf8), at: "https://example.org/c")
    let issuer = CredentialIssuer(contexts: contexts)
    #expect(try issue(template, by: issuer)["extra"] == 1)
  }

  @Test func `An issuer makes the same badge the second time as the first`() throws {
    let issuer = CredentialIssuer(cryptosuites: Cryptosuite.made)
    let first = try issue(by: issuer)
    _ = try error(["name": 1], by: issuer)
    #expect(try issue(by: issuer) == first)
    #expect(try issue(by: CredentialIssuer(cryptosuites: Cryptosuite.made)) == first)
  }

  // MARK: what is refused

  @Test(
    arguments: [
      ("/issuer", 7, .credentialInvalid, "/issuer"), ("/issuer", ["id": 7], .credentialInvalid, "/issuer/id"),
      ("/issuer", "did:example:other", .keyNotTheIssuers, "/issuer"),
      ("/issuer", ["id": "did:example:other"], .keyNotTheIssuers, "/issuer"),
      ("/credentialSubject", nil, .credentialInvalid, "/credentialSubject"),
      ("/credentialSubject", [], .credentialInvalid, "/credentialSubject"),
      ("/credentialSubject/achievement", [:], .credentialInvalid, "/credentialSubject/achievement"),
      ("/proof", [:], .templateInvalid, "/proof"), ("/proof", nil, .templateInvalid, "/proof"),
      ("/id", "no URL", .credentialInvalid, "/id"), ("/type", ["VerifiableCredential"], .credentialInvalid, "/type"),
      ("/validFrom", "today", .credentialInvalid, "/validFrom"),
      ("/validUntil", "2026-01-01T00:00:00Z", .credentialInvalid, "/validUntil"),
      ("/@context", ["https://www.w3.org/ns/credentials/v2"], .credentialInvalid, "/@context"),
      ("/@context", ["https://www.w3.org/2018/credentials/v1"], .credentialInvalid, "/@context/0"),
      ("/expirationDate", "2030-01-01T00:00:00Z", .credentialInvalid, "/expirationDate"),
    ] as [(String, JSONValue, IssueError.Code, String)])
  func `A template that makes no good badge is refused at its pointer`(
    _ member: String, _ value: JSONValue, _ code: IssueError.Code, _ pointer: String
  ) throws {
    var template = Self.template
    template[at: member] = value
    let error = try error(template)
    #expect(error?.code == code)
    #expect(error?.pointer == pointer)
  }

  @Test(arguments: ["x", [], nil] as [JSONValue])
  func `A template is an object`(_ template: JSONValue) throws {
    #expect(try error(template)?.code == .templateInvalid)
  }

  @Test func `A proof that ends before it begins leaves nothing`() throws {
    var request = Self.request
    request.proofExpires = Instant("2026-01-01T00:00:00Z" as StaticString)
    #expect(try error(Self.template, request)?.code == .verificationFailed)
  }

  // MARK: the key

  @Test func `A key under the name of another one does not sign`() throws {
    let swapped = CredentialIssuer(verificationMethod: try Sample.method("other"))
    #expect(try error(by: swapped)?.code == .keyNotTheIssuers)
    let jwk = Base64URL.encode(Array(try Sample.publicKey("other").jwk.utf8).span)
    #expect(try error(by: CredentialIssuer(verificationMethod: "did:jwk:\(jwk)#0"))?.code == .keyNotTheIssuers)
    let store = try Sample.store(Sample.document("did:web:a.example", key: "other"))
    let web = CredentialIssuer(verificationMethod: "did:web:a.example#key-1", documents: store)
    #expect(try error(by: web)?.code == .keyNotTheIssuers)
    #expect(try error(by: web, key: "other") == nil)
  }

  @Test func `A key whose document is not here, does not list it or revoked it leaves nothing`() throws {
    let method = "did:web:a.example#key-1"
    #expect(try error(by: CredentialIssuer(verificationMethod: method))?.code == .verificationFailed)
    for (pointer, value) in [
      ("/assertionMethod", []), ("/verificationMethod/0/revoked", "2026-11-24T12:00:00Z"),
      ("/verificationMethod/0/controller", "did:web:b.example"),
    ] as [(String, JSONValue)] {
      var document = try Sample.document("did:web:a.example")
      document[at: pointer] = value
      let issuer = CredentialIssuer(verificationMethod: method, documents: try Sample.store(document))
      #expect(try error(by: issuer)?.code == .verificationFailed, "\(pointer)")
    }
  }

  @Test(arguments: ["", "key-1", "did:web:a.example", "#key-1", "did:web:a.example#"])
  func `A key without a proper name does not sign`(_ method: String) throws {
    #expect(try error(by: CredentialIssuer(verificationMethod: method))?.code == .credentialInvalid)
  }

  @Test(arguments: 0..<512)
  func `A signature with one bit turned by a fault never leaves the key`(_ bit: Int) throws {
    let key = try Sample.key()
    let message: [UInt8] = Array(repeating: 7, count: 64)
    #expect(throws: KeyError.self) {
      _ = try key.sign(
        message.span,
        alteredBy: { signature in
          var bytes = signature.bytes
          bytes[bit / 8] ^= 1 << (bit % 8)
          return (try? Signature(bytes.span)) ?? signature
        })
    }
  }
}
