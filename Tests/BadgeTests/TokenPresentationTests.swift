import CanonicalJSON
import Testing

@testable import Badge

/// Tokens that are presentations, in presentations, in envelopes, and as endorsements.
struct TokenPresentationTests {
  private static let asked = PresentationPolicy(challenge: "4711", domain: "hr.example")

  private static func header(_ type: String? = "vp+jwt", by label: String = "holder") throws -> JSONValue {
    var header: JSONValue = ["alg": "EdDSA", "kid": .string(try Sample.method(label))]
    header["typ"] = type.map { .string($0) }
    return header
  }

  /// A token of VC-JOSE-COSE: the payload is the presentation.
  private static func token(
    _ header: JSONValue? = nil, by label: String = "holder", _ change: (inout JSONValue) throws -> Void = { _ in }
  ) throws -> String {
    var payload = try Sample.unsignedPresentation([Sample.sign(Sample.badge(of: 1))])
    payload["nonce"] = "4711"
    payload["aud"] = "hr.example"
    try change(&payload)
    return try TokenSample.sign(try header ?? Self.header(by: label), payload, by: label)
  }

  /// A token of data model 1.1: the presentation is a claim.
  private static func wrapped(
    _ header: JSONValue? = nil, by label: String = "holder", _ change: (inout JSONValue) throws -> Void = { _ in }
  ) throws -> String {
    var payload: JSONValue = [
      "iss": .string(try Sample.did("holder")), "nonce": "4711", "aud": ["hr.example"],
      "vp": try Sample.unsignedPresentation([Sample.sign(Sample.badge(of: 1))]) { $0["holder"] = nil },
    ]
    try change(&payload)
    return try TokenSample.sign(try header ?? Self.header("JWT", by: label), payload, by: label)
  }

  private func verdict(_ token: String, _ policy: PresentationPolicy = asked, at time: Instant = .noon) -> Verdict {
    Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), presentations: policy).verify(Array(token.utf8), at: time)
  }

  @Test func `A presentation in a token of either form is accepted`() throws {
    let holder = try Sample.did("holder")
    for token in [
      try Self.token(), try Self.wrapped(), try Self.token(Self.header(nil)), try Self.wrapped(Self.header(nil)),
      try Self.token(Self.header("application/vp+jwt")), try Self.token(["alg": "EdDSA", "typ": "vp+jwt"]),
      try Self.token(["alg": "EdDSA", "kid": .string(holder)]),
    ] {
      let verdict = verdict(token)
      #expect(verdict.outcome == .accepted, "\(verdict.findings)")
      #expect(verdict.presentation?.holder == holder)
      #expect(verdict.presentation?.domains == ["hr.example"])
      #expect(verdict.nested.map(\.pointer) == ["/verifiableCredential/0"])
    }
  }

  @Test func `Nonce and audience are those that were asked for`() throws {
    for (token, code) in [
      (try Self.token { $0["nonce"] = "4712" }, Reason.Code.challengeMismatch),
      (try Self.token { $0["nonce"] = nil }, .challengeMismatch),
      (try Self.wrapped { $0["nonce"] = nil }, .challengeMismatch),
      (try Self.token { $0["aud"] = "a.example" }, .domainMismatch),
      (try Self.wrapped { $0["aud"] = [] }, .domainMismatch),
    ] {
      #expect(verdict(token).outcome == .rejected)
      #expect(verdict(token)[.signature].reason?.code == code)
    }
    let unasked = verdict(try Self.token(), PresentationPolicy())
    #expect(unasked.outcome == .undetermined)
    #expect(unasked[.signature].reason?.code == .domainNotAsked)
  }

  @Test func `Another's key, a changed payload and another algorithm are refused`() throws {
    let stolen = verdict(try Self.token(by: "thief"))
    #expect(stolen.outcome == .rejected)
    #expect(stolen[.key].reason?.code == .keyNotTheHolders)
    #expect(verdict(try Self.wrapped(by: "thief"))[.key].reason?.code == .keyNotTheHolders)
    let forged = verdict(try Self.token(Self.header(), by: "thief"))
    #expect(forged.outcome == .rejected)
    #expect(verdict(try TokenSample.sign(Self.header(), JSONValue("x"), by: "holder")).outcome == .rejected)
    for name in ["none", "HS256"] {
      var header = try Self.header()
      header["alg"] = .string(name)
      #expect(verdict(try Self.token(header)).outcome == .rejected)
    }
    var header = try Self.header()
    header["alg"] = "ES256"
    #expect(verdict(try Self.token(header))[.key].reason?.code == .algorithmMismatch)
    header["alg"] = "ES384"
    #expect(verdict(try Self.token(header)).outcome == .undetermined)
  }

  @Test func `A token is good within its own time`() throws {
    let noon = 1_795_521_600.0
    #expect(Instant.noon.seconds == Int64(noon))
    for (name, value, isGood) in [
      ("exp", noon + 1, true), ("exp", noon, false), ("nbf", noon, true), ("nbf", noon + 1, false),
      ("iat", noon + 200, true), ("iat", noon + 400, false),
    ] {
      let verdict = verdict(try Self.token { $0[name] = .number(value) })
      #expect((verdict.outcome == .accepted) == isGood, "\(name) \(value)")
    }
  }

  @Test func `What is said twice is the same, and there is one presentation`() throws {
    #expect(verdict(try Self.token { $0["iss"] = .string(try Sample.did("holder")) }).outcome == .accepted)
    #expect(
      verdict(try Self.token { $0["iss"] = .string(try Sample.did("thief")) })[.model].reason?.code == .claimMismatch)
    #expect(
      verdict(
        try Self.token {
          $0["id"] = "urn:uuid:1"
          $0["jti"] = "urn:uuid:2"
        })[.model].reason?.code == .claimMismatch)
    #expect(verdict(try Self.wrapped { $0["verifiableCredential"] = [] })[.model].reason?.code == .claimAmbiguous)
    #expect(verdict(try Self.wrapped(Self.header("vp+jwt")))[.model].reason?.code == .claimAmbiguous)
    #expect(verdict(try Self.wrapped { $0["vp"] = "x" }).outcome == .rejected)
    for (name, value) in [("nonce", 5), ("aud", 5), ("aud", [5])] as [(String, JSONValue)] {
      #expect(verdict(try Self.token { $0[name] = value })[.model].reason?.code == .claimInvalid)
    }
  }

  // MARK: tokens within

  @Test func `A badge in an envelope is verified as the token it is`() throws {
    let token = try TokenSample.token()
    let policy = PresentationPolicy(challenge: "4711")
    let subject = RecipientIdentity(type: "id", value: "did:example:alice")
    let good = try Sample.presentation([Sample.enveloped(token)]).verdict(policy, recipient: subject)
    #expect(good.outcome == .accepted, "\(good.findings) \(good.nested)")
    let broken = try Sample.presentation([Sample.enveloped(token.dropLast(8) + "AAAAAAAA")]).verdict(policy)
    #expect(broken.outcome == .rejected)
    #expect(broken[.signature].reason?.pointer == "/verifiableCredential/0")
  }

  @Test(
    arguments: [
      "https://example.org/badge", "data:application/vc+jwt;base64,AAAA", "data:text/plain,a.b.c",
      "data:application/vc+jwt,{}", "data:application/vc+jwt", "data:application/vp+jwt,ey.ey.ab", "",
    ])
  func `An envelope holds a token in a data URL, and nothing else`(_ id: String) throws {
    var envelope = Sample.enveloped("")
    envelope["id"] = .string(id)
    let verdict = try Sample.presentation([envelope]).verdict(PresentationPolicy(challenge: "4711"))
    #expect(verdict.outcome == .rejected)
    #expect(verdict.nested.first?.verdict[.format].reason?.code == .envelopeInvalid)
    #expect(envelope.verdict(PresentationPolicy()).outcome == .rejected)
  }

  @Test func `An envelope by itself is what is in it`() throws {
    let badge = Sample.enveloped(try TokenSample.token()).verdict(PresentationPolicy())
    #expect(badge.outcome == .accepted, "\(badge.findings)")
    #expect(badge.authentic?.title == "Teamwork")
    let presentation: JSONValue = [
      "@context": "https://www.w3.org/ns/credentials/v2", "type": "EnvelopedVerifiablePresentation",
      "id": .string("data:application/vp+jwt," + (try Self.token())),
    ]
    let verdict = presentation.verdict(Self.asked)
    #expect(verdict.outcome == .accepted, "\(verdict.findings)")
    #expect(verdict.nested.count == 1)
  }

  @Test func `A presentation of data model 1.1 has tokens as strings`() throws {
    let token = try TokenSample.token()
    let presentation = try Sample.presentation([.string(token)]) {
      $0["@context"] = ["https://www.w3.org/2018/credentials/v1"]
    }
    let subject = RecipientIdentity(type: "id", value: "did:example:alice")
    let verdict = presentation.verdict(PresentationPolicy(challenge: "4711"), recipient: subject)
    #expect(verdict.outcome == .accepted, "\(verdict.findings)")
  }

  @Test func `An endorsement in a token has a verdict of its own, good or not`() throws {
    let endorsement = try Sample.unsignedEndorsement(of: Sample.badgeID)
    let header = try TokenSample.header("endorser")
    let token = try TokenSample.sign(header, TokenSample.payload(endorsement), by: "endorser")
    let forged = try TokenSample.sign(header, TokenSample.payload(endorsement), by: "thief")
    let other = try TokenSample.sign(
      header, TokenSample.payload(Sample.unsignedEndorsement(of: "urn:uuid:other")), by: "endorser")
    var badge = try Sample.badge()
    badge["endorsementJwt"] = [.string(token), .string(forged), .string(other)]
    let verdict = try Sample.sign(badge).verdict(PresentationPolicy())
    #expect(verdict.outcome == .accepted)
    #expect(verdict.nested.map(\.pointer) == ["/endorsementJwt/0", "/endorsementJwt/1", "/endorsementJwt/2"])
    #expect(verdict.nested.map(\.verdict.outcome) == [.accepted, .rejected, .rejected])
    #expect(verdict.nested[1].verdict[.signature].reason?.code == .signatureInvalid)
    #expect(verdict.nested[2].verdict[.model].reason?.code == .endorsementOfAnother)
  }
}
