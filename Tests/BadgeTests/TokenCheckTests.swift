import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct TokenCheckTests {
  @Test func `A token is accepted with its algorithm and its key in the report`() throws {
    let token = try TokenSample.token()
    let verdict = token.verdict()
    #expect(verdict.outcome == .accepted)
    #expect(verdict[.format] == .passed("JSON Web Token"))
    #expect(verdict[.signature] == .passed("JSON Web Token, EdDSA"))
    let report = try JSONValue(JSONDocument(parsing: VerdictReport.bytes(verdict)))
    #expect(
      report[at: "/proofs/0"] == [
        "alg": "EdDSA", "kid": .string(try Sample.method()), "typ": "JWT",
        "verificationMethod": .string(try Sample.method()), "key": "passed", "signature": "passed",
      ])
  }

  @Test(arguments: ["\n", " ", "\r\n", "\"", "png", "svg"])
  func `A token is read within white space, quotes and pictures`(_ wrapping: String) throws {
    let token = try TokenSample.token()
    let bytes: [UInt8] =
      switch wrapping {
      case "\"": Array("\"\(token)\"".utf8)
      case "png": try BadgePicture.bake(Array(token.utf8), into: PNGSample.plain)
      case "svg": try BadgePicture.bake(Array(token.utf8), into: Array(SVGSample.plain.utf8))
      default: Array((wrapping + token + wrapping).utf8)
      }
    let verdict = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow)).verify(bytes, at: .noon)
    #expect(verdict.outcome == .accepted)
    #expect(Array(verdict.findings.dropFirst()) == Array(token.verdict().findings.dropFirst()))
  }

  @Test(
    arguments: [
      ("none", .rejected, .algorithmNotAllowed), ("None", .rejected, .algorithmNotAllowed),
      ("HS256", .rejected, .algorithmNotAllowed), ("hs512", .rejected, .algorithmNotAllowed),
      ("ES384", .undetermined, .algorithmNotSupported), ("PS256", .undetermined, .algorithmNotSupported),
      ("ES256K", .undetermined, .algorithmNotSupported), ("", .undetermined, .algorithmNotSupported),
    ] as [(String, Verdict.Outcome, Reason.Code)])
  func `What is no signature is rejected, and what cannot be checked is undetermined`(
    _ name: String, _ outcome: Verdict.Outcome, _ code: Reason.Code
  ) throws {
    let token = try TokenSample.token { _ in
    } header: {
      $0["alg"] = .string(name)
    }
    for text in [token, token.split(separator: ".").dropLast().joined(separator: ".") + "."] {
      let verdict = text.verdict()
      #expect(verdict.outcome == outcome)
      #expect(verdict[.signature].reason?.code == code)
      #expect(verdict.authentic == nil)
    }
  }

  @Test func `A type that is no credential's is undetermined`() throws {
    for type in ["at+jwt", "kb+jwt", "vc+sd-jwt"] {
      let verdict = try TokenSample.token { _ in
      } header: {
        $0["typ"] = .string(type)
      }.verdict()
      #expect(verdict.outcome == .undetermined)
      #expect(verdict[.signature].reason?.code == .tokenTypeNotSupported)
    }
  }

  @Test func `Every bit of a token that is changed makes it no token of the issuer's`() throws {
    let token = Array(try TokenSample.token().utf8)
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow))
    var scratch = VerifierScratch()
    for i in stride(from: 0, to: token.count, by: 7) {
      var changed = token
      changed[i] = changed[i] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
      #expect(verifier.verify(changed, at: .noon, using: &scratch).outcome != .accepted, "byte \(i)")
    }
    for end in [0, 1, token.count / 2, token.count - 1] {
      #expect(verifier.verify(Array(token.prefix(end)), at: .noon, using: &scratch).outcome != .accepted)
    }
  }

  @Test func `A signature of another message or key does not hold`() throws {
    let parts = try TokenSample.token().split(separator: ".")
    let others = try TokenSample.token { $0["name"] = "Other" }.split(separator: ".")
    #expect("\(parts[0]).\(parts[1]).\(others[2])".verdict()[.signature].reason?.code == .signatureInvalid)
    #expect("\(parts[0]).\(others[1]).\(parts[2])".verdict()[.signature].reason?.code == .signatureInvalid)
    #expect("\(parts[0]).\(parts[1]).".verdict()[.signature].reason?.code == .signatureInvalid)
    #expect("\(parts[0]).\(parts[1]).AAAA".verdict()[.signature].reason?.code == .signatureInvalid)
  }

  @Test func `A rule of the data model that is broken is told with the signature`() throws {
    let verdict = try TokenSample.token { $0["credentialSubject"] = [:] }.verdict()
    #expect(verdict.outcome == .rejected)
    #expect([.memberInvalid, .memberMissing].contains(verdict[.model].reason?.code))
    #expect(verdict[.signature].isPassed)
    #expect(verdict.authentic == nil)
  }

  @Test func `All checks of a badge in JSON run on a token`() throws {
    let token = try TokenSample.token {
      $0["credentialStatus"] = [
        "id": "https://example.org/status/3#7", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": "7", "statusListCredential": "https://example.org/status/3",
      ]
    }
    #expect(token.verdict()[.status].reason?.code == .statusNotChecked)
    #expect(token.verdict(trust: TrustPolicy())[.issuer].reason?.code == .issuerNotTrusted)
    let bob = RecipientIdentity(type: "id", value: "did:example:bob")
    #expect(try TokenSample.token().verdict(recipient: bob)[.recipient].reason?.code == .recipientMismatch)
    #expect(try TokenSample.token { $0["type"] = ["VerifiableCredential"] }.verdict().outcome == .undetermined)
  }

  /// C7 of the threats.
  @Test func `One badge in its forms is one badge in the report`() throws {
    var badge = try Sample.badge()
    badge["validUntil"] = "2030-01-01T00:00:00Z"
    badge["name"] = "Zusammenarbeit und Ärger"
    var payload = try TokenSample.payload(badge)
    payload["exp"] = 1_893_456_000
    var wrapped = try TokenSample.wrapped(badge)
    wrapped["exp"] = 1_893_456_000
    let header = try TokenSample.header()
    var jose = header
    jose["typ"] = "vc+jwt"
    let forms: [[UInt8]] = [
      try Sample.sign(badge, .eddsaJCS2022).serialized(),
      try Sample.sign(badge, .eddsaRDFC2022).serialized(.pretty),
      Array(try TokenSample.sign(header, payload).utf8), Array(try TokenSample.sign(header, wrapped).utf8),
      Array(try TokenSample.sign(jose, badge).utf8),
      try BadgePicture.bake(Array(TokenSample.sign(header, payload).utf8), into: PNGSample.plain),
    ]
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow))
    var credentials: Set<JSONValue> = []
    for form in forms {
      let verdict = verifier.verify(form, at: .noon)
      #expect(verdict.authentic != nil, "\(verdict.decidingReason?.message ?? "")")
      let report = try JSONValue(JSONDocument(parsing: VerdictReport.bytes(verdict)))
      credentials.insert(report["credential"] ?? nil)
      #expect(verdict[.dates] == .passed("valid from 2026-01-15 to 2030-01-01"))
    }
    #expect(credentials.count == 1)
  }

  @Test func `A worker that has seen other tokens gives the same verdict`() throws {
    let tokens = [
      try TokenSample.token(), try TokenSample.token { $0["name"] = "Other" }, try TokenSample.wrappedToken(),
      try TokenSample.token { $0["sub"] = "did:example:bob" }, try TokenSample.token { $0["exp"] = 1_768_467_601 },
      try TokenSample.token { _ in
      } header: {
        $0["kid"] = "#a"
      }, try Sample.did(),
    ]
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow))
    var scratch = VerifierScratch()
    for token in tokens + tokens.reversed() + tokens {
      let bytes = Array(token.utf8)
      let fresh = VerdictReport.bytes(verifier.verify(bytes, at: .noon))
      #expect(VerdictReport.bytes(verifier.verify(bytes, at: .noon, using: &scratch)) == fresh)
    }
  }
}
