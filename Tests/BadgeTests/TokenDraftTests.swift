import CanonicalJSON
import Signing
import Testing

@testable import Badge

/// Tokens that are issued.
struct TokenDraftTests {
  private static let request = CredentialIssuer.Request(id: "urn:uuid:1", time: .noon)

  private static let template: JSONValue = [
    "name": "Teamwork",
    "credentialSubject": [
      "id": "did:example:alice",
      "achievement": [
        "id": "urn:example:a", "type": ["Achievement"], "name": "Teamwork", "description": "d", "criteria": [:],
      ],
    ],
  ]

  private func parts(_ token: [UInt8]) throws -> (header: JSONValue, payload: JSONValue) {
    var memo = TokenHeaderMemo()
    let signed = try SignedToken(token, memo: &memo)
    let header = try #require(String(decoding: token, as: UTF8.self).split(separator: ".").first)
    return (
      JSONValue(try JSONDocument(parsing: try Base64URL.decode(Array(header.utf8).span))),
      JSONValue(try JSONDocument(parsing: signed.payload))
    )
  }

  private func error(_ template: JSONValue, _ request: CredentialIssuer.Request = request) throws -> IssueError? {
    let key = try Sample.key()
    do throws(IssueError) {
      _ = try CredentialIssuer().issueToken(template, request, with: key)
      return nil
    } catch {
      return error
    }
  }

  @Test func `A token has the credential as its payload and the claims of Open Badges beside it`() throws {
    var request = Self.request
    request.validFrom = Instant("2026-01-15T09:00:00Z")
    request.validUntil = Instant("2030-01-01T00:00:00Z")
    let token = try CredentialIssuer().issueToken(Self.template, request, with: Sample.key())
    let (header, payload) = try parts(token)
    #expect(header == ["alg": "EdDSA", "kid": .string(try Sample.method()), "typ": "JWT"])
    #expect(payload["iss"] == .string(try Sample.did()))
    #expect(payload["jti"] == "urn:uuid:1" && payload["id"] == "urn:uuid:1")
    #expect(payload["sub"] == "did:example:alice")
    #expect(payload["nbf"] == 1_768_467_600 && payload["validFrom"] == "2026-01-15T09:00:00Z")
    #expect(payload["exp"] == 1_893_456_000 && payload["validUntil"] == "2030-01-01T00:00:00Z")
    #expect(payload["iat"] == .number(Double(Instant.noon.seconds)))
    #expect(payload["vc"] == nil && payload["proof"] == nil)
    let verdict = String(decoding: token, as: UTF8.self).verdict()
    #expect(verdict.outcome == .accepted)
    #expect(verdict.authentic?.title == "Teamwork")
  }

  @Test func `A recipient without an identifier leaves out the claim for it`() throws {
    var template = Self.template
    template[at: "/credentialSubject/id"] = nil
    var request = Self.request
    request.recipient = RecipientIdentity(type: "emailAddress", value: "alice@example.org")
    request.salt = "salt"
    let token = try CredentialIssuer().issueToken(template, request, with: Sample.key())
    #expect(try parts(token).payload["sub"] == nil)
    #expect(String(decoding: token, as: UTF8.self).verdict(recipient: request.recipient).outcome == .accepted)
  }

  @Test func `A key of P-256 signs with ES256, and is its own issuer`() throws {
    let signer = TokenSigner(.p256(try P256PrivateKey.generate()))
    let token = try CredentialIssuer().issueToken(Self.template, Self.request, by: signer)
    let (header, payload) = try parts(token)
    #expect(header["alg"] == "ES256")
    #expect(payload["iss"]?.text?.hasPrefix("did:key:zDn") ?? false)
    let verdict = String(decoding: token, as: UTF8.self).verdict()
    #expect(verdict.outcome == .accepted, "\(verdict.decidingReason?.message ?? "")")
    #expect(verdict[.signature] == .passed("JSON Web Token, ES256"))
  }

  @Test func `An RSA key signs with RS256 where it is published, and is refused without a name`() throws {
    let signer = TokenSigner(
      .rsa(try RSAPrivateKey.generate(bits: 2048)), verificationMethod: "did:web:example.org#key-1")
    var document = try Sample.document("did:web:example.org")
    document[at: "/verificationMethod/0"] = [
      "id": "did:web:example.org#key-1", "type": "JsonWebKey", "controller": "did:web:example.org",
      "publicKeyJwk": signer.key.publicKey.jwkValue,
    ]
    let store = try Sample.store(document)
    let token = try CredentialIssuer(documents: store).issueToken(Self.template, Self.request, by: signer)
    let text = String(decoding: token, as: UTF8.self)
    #expect(try parts(token).header["alg"] == "RS256")
    #expect(text.verdict(documents: store)[.signature] == .passed("JSON Web Token, RS256"))
    #expect(text.verdict(documents: store).outcome == .accepted)
    #expect(text.verdict().outcome == .undetermined)
    let nameless = TokenSigner(.rsa(try RSAPrivateKey.generate(bits: 2048)))
    #expect(throws: IssueError.self) {
      try CredentialIssuer(documents: store).issueToken(Self.template, Self.request, by: nameless)
    }
    // The document has another key under that name.
    let other = TokenSigner(
      .rsa(try RSAPrivateKey.generate(bits: 2048)), verificationMethod: "did:web:example.org#key-1")
    #expect(throws: IssueError.self) {
      try CredentialIssuer(documents: store).issueToken(Self.template, Self.request, by: other)
    }
  }

  @Test(arguments: ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "vc", "vp"])
  func `A member of the template that is a claim is refused`(_ name: String) throws {
    var template = Self.template
    template[name] = "a"
    #expect(try error(template)?.code == .templateInvalid)
    #expect(try error(template)?.pointer == "/\(name)")
  }

  @Test func `What makes no badge makes no token`() throws {
    var request = Self.request
    request.proofExpires = .noon
    #expect(try error(Self.template, request)?.code == .credentialInvalid)
    var template = Self.template
    template["validFrom"] = "today"
    #expect(try error(template)?.code == .credentialInvalid)
    template = Self.template
    template["validUntil"] = "2020-01-01T00:00:00Z"
    #expect(try error(template)?.code == .credentialInvalid)
    template = Self.template
    template[at: "/credentialSubject/achievement"] = nil
    #expect(try error(template)?.code == .credentialInvalid)
    template = Self.template
    template["issuer"] = .string(try Sample.did("other"))
    #expect(try error(template)?.code == .keyNotTheIssuers)
  }

  @Test func `A token with a status is issued, and says it`() throws {
    var request = Self.request
    request.statusEntries = [
      StatusListEntry(purpose: .revocation, statusListCredential: Sample.listURL, statusListIndex: 7)
    ]
    let token = try CredentialIssuer().issueToken(Self.template, request, with: Sample.key())
    #expect(try parts(token).payload[at: "/credentialStatus/statusListIndex"] == "7")
    #expect(String(decoding: token, as: UTF8.self).verdict()[.status].reason?.code == .statusNotChecked)
  }
}
