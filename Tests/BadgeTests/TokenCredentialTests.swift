import CanonicalJSON
import Testing

@testable import Badge

struct TokenCredentialTests {
  private func content(_ token: String) throws -> TokenCredential {
    var headers = TokenHeaderMemo()
    var reader = JSONReader(limits: .credential)
    return try TokenCredential(SignedToken(Array(token.utf8), memo: &headers), reader: &reader)
  }

  @Test func `The payload is the credential, byte for byte`() throws {
    let payload = try TokenSample.payload(Sample.badge())
    let token = try TokenSample.sign(TokenSample.header(), payload)
    #expect(try content(token).document.bytes == payload.serialized())
  }

  @Test(arguments: [false, true])
  func `A complete credential in the claim is read as it stands, wherever the claim is`(_ isLast: Bool) throws {
    let badge = String(decoding: try Sample.badge().serialized(.pretty), as: UTF8.self)
    let claims = String(decoding: try TokenSample.claims(Sample.badge()).serialized(), as: UTF8.self)
    let payload = isLast ? "\(claims.dropLast()) , \"vc\" : \(badge) } " : "{ \"vc\": \(badge) , \(claims.dropFirst())"
    let token = try TokenSample.sign(String(decoding: TokenSample.header().serialized(), as: UTF8.self), payload)
    let bytes = try content(token).document.bytes
    #expect(String(decoding: bytes, as: UTF8.self) == badge.dropLast())
    #expect(token.verdict().outcome == .accepted)
  }

  /// VCDM 1.1, section 6.3.1: the claims may stand "instead of" the members.
  @Test func `What the claims stand for may be missing in the credential`() throws {
    for version in [DataModel.version1, .version2] {
      let badge = try Sample.badge(of: version)
      var payload = try TokenSample.claims(badge)
      payload["exp"] = 1_893_456_000
      var vc = badge
      for name in ["id", "issuanceDate", "validFrom"] { vc[name] = nil }
      vc[at: "/issuer/id"] = nil
      vc[at: "/credentialSubject/id"] = nil
      payload["vc"] = vc
      let verdict = try TokenSample.sign(TokenSample.header(), payload).verdict()
      #expect(verdict.outcome == .accepted, "\(version): \(verdict.decidingReason?.message ?? "")")
      #expect(verdict.authentic?.id == badge["id"]?.text)
      #expect(verdict.authentic?.issuer == (try Sample.did()))
      #expect(verdict.authentic?.claimedIssuerName == "Example University")
      #expect(verdict.authentic?.recipient == "did:example:alice")
      #expect(verdict.authentic?.validFrom == Instant("2026-01-15T09:00:00Z"))
      #expect(verdict.authentic?.validUntil == Instant("2030-01-01T00:00:00Z"))
    }
  }

  @Test func `An issuer that is missing altogether is the one of the claim`() throws {
    let badge = try Sample.badge(of: .version1)
    let token = try TokenSample.sign(
      TokenSample.header(),
      {
        var payload = try TokenSample.wrapped(badge)
        payload[at: "/vc/issuer"] = nil
        return payload
      }())
    #expect(token.verdict().authentic?.issuer == (try Sample.did()))
  }

  @Test func `A claim never takes the place of what the credential says`() throws {
    let token = try TokenSample.wrappedToken { $0["sub"] = "did:example:bob" }
    #expect(try content(token).document.member("credentialSubject", of: content(token).document.root) != nil)
    #expect(token.verdict()[.model].reason?.code == .claimMismatch)
  }

  @Test(arguments: [
    "@context", "type", "id", "issuer", "credentialSubject", "credentialStatus", "validFrom", "validUntil",
    "issuanceDate",
    "expirationDate", "name", "proof", "vp", "verifiableCredential",
  ])
  func `A credential beside a credential is rejected`(_ name: String) throws {
    let badge = try Sample.badge()
    let token = try TokenSample.wrappedToken { $0[name] = badge[name] ?? "a" }
    let verdict = token.verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.model].reason?.code == .claimAmbiguous)
  }

  @Test func `What a token leaves for its holder to disclose is not known`() throws {
    for place in ["/_sd_alg", "/_sd", "/credentialSubject/_sd", "/credentialSubject/achievement/_sd"] {
      var payload = try TokenSample.payload(Sample.badge())
      payload[at: place] = place == "/_sd_alg" ? "sha-256" : ["X9RrrfWt_70gHzOcovGSIt4Fms9Tf2g2hjlWVI_cxZg"]
      let verdict = try TokenSample.sign(TokenSample.header(), payload).verdict()
      #expect(verdict.outcome == .undetermined && verdict[.model].reason?.code == .claimsWithheld)
      #expect(verdict[.signature].isPassed)
    }
    // A text is no member.
    var badge = try Sample.badge()
    badge["name"] = "_sd and \"_sd"
    #expect(try TokenSample.sign(TokenSample.header(), TokenSample.payload(badge)).verdict().outcome == .accepted)
  }

  @Test func `A credential has no claim of a presentation beside it`() throws {
    for type in ["JWT", "vc+jwt"] {
      var header = try TokenSample.header()
      header["typ"] = .string(type)
      var payload = try TokenSample.payload(Sample.badge())
      payload["vp"] = ["type": "VerifiablePresentation"]
      #expect(try TokenSample.sign(header, payload).verdict()[.model].reason?.code == .claimAmbiguous)
    }
  }

  @Test func `The type of VC-JOSE-COSE has no credential in a claim`() throws {
    var header = try TokenSample.header()
    header["typ"] = "vc+jwt"
    let token = try TokenSample.sign(header, TokenSample.wrapped(Sample.badge()))
    #expect(token.verdict()[.model].reason?.code == .claimAmbiguous)
  }

  @Test(
    arguments: [
      ("", .format, .jsonInvalid), ("{", .format, .jsonInvalid), ("[]", .model, .notACredential),
      ("7", .model, .notACredential), ("\"{}\"", .model, .notACredential), ("{}", .model, .notACredential),
      (#"{"iss":"a","iss":"b"}"#, .format, .jsonInvalid), (#"{"vc":{"a":1,"\u0061":2}}"#, .format, .jsonInvalid),
      (#"{"vc":[]}"#, .model, .claimInvalid), (#"{"vc":"a"}"#, .model, .claimInvalid),
      (#"{"vc":null}"#, .model, .claimInvalid), (#"{"iss":7}"#, .model, .claimInvalid),
      (#"{"a":"\ud800"}"#, .format, .jsonInvalid),
    ] as [(String, Check, Reason.Code)])
  func `A payload that is no credential is rejected`(_ payload: String, _ check: Check, _ code: Reason.Code) throws {
    let token = try TokenSample.sign(#"{"alg":"EdDSA"}"#, payload)
    let verdict = token.verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict[check].reason?.code == code)
  }
}
