import CanonicalJSON
import Testing

@testable import Badge

struct TokenClaimsTests {
  private func claims(_ text: String) -> Result<TokenClaims, Reason> {
    guard let document = try? JSONDocument(text) else { return .failure(Reason(.jsonInvalid, "")) }
    return Result { () throws(Reason) in try TokenClaims(document) }
  }

  @Test(arguments: ["iss", "sub", "jti"])
  func `A claim that names something is a string`(_ name: String) {
    for value in ["null", "7", "[\"a\"]", "{}", "false"] {
      #expect(throws: Reason.self) { try claims(#"{"\#(name)":\#(value)}"#).get() }
    }
    #expect(throws: Never.self) { try claims(#"{"\#(name)":"a"}"#).get() }
  }

  @Test(arguments: ["nbf", "exp", "iat"])
  func `A claim that is a date is a number of seconds within ten thousand years`(_ name: String) {
    for value in ["null", "\"1768467600\"", "[1]", "{}", "1e300", "-1e300", "253402300800", "9223372036854775808"] {
      #expect(throws: Reason.self) { try claims(#"{"\#(name)":\#(value)}"#).get() }
    }
    for value in ["0", "-1", "1768467600", "1768467600.5", "1.7684676e9", "253402300799"] {
      #expect(throws: Never.self) { try claims(#"{"\#(name)":\#(value)}"#).get() }
    }
  }

  @Test func `A date keeps its fraction and counts backwards before 1970`() throws {
    #expect(try claims(#"{"nbf":1768467600.25}"#).get().notBefore == Instant("2026-01-15T09:00:00.25Z"))
    #expect(try claims(#"{"exp":-0.5}"#).get().expires == Instant("1969-12-31T23:59:59.5Z"))
    #expect(try claims(#"{"iat":0}"#).get().issuedAt == Instant("1970-01-01T00:00:00Z"))
  }

  // MARK: compared with the credential

  @Test func `Claims that say what the credential says are accepted in both forms`() throws {
    for token in [try TokenSample.token(), try TokenSample.wrappedToken()] {
      let verdict = token.verdict()
      #expect(verdict.outcome == .accepted, "\(verdict.decidingReason?.message ?? "")")
    }
  }

  @Test(
    arguments: [
      ("iss", "did:example:other", "/issuer/id"), ("sub", "did:example:bob", "/credentialSubject/id"),
      ("jti", "urn:uuid:other", "/id"), ("nbf", 1_768_467_601, "/validFrom"), ("nbf", 1_768_467_599, "/validFrom"),
      ("exp", 1_893_456_001, "/validUntil"), ("iss", "", "/issuer/id"),
      ("sub", "did:example:alicé", "/credentialSubject/id"),
    ] as [(String, JSONValue, String)])
  func `A claim that differs from the credential is rejected, with its place`(
    _ name: String, _ value: JSONValue, _ pointer: String
  ) throws {
    func change(_ payload: inout JSONValue, _ badge: (inout JSONValue) -> Void) {
      payload["exp"] = 1_893_456_000
      if var vc = payload["vc"] {
        badge(&vc)
        payload["vc"] = vc
      } else {
        badge(&payload)
      }
    }
    let until: (inout JSONValue) -> Void = { $0["validUntil"] = "2030-01-01T00:00:00Z" }
    for wraps in [false, true] {
      func token(_ more: (inout JSONValue) -> Void) throws -> Verdict {
        let body: (inout JSONValue) -> Void = {
          change(&$0, until)
          more(&$0)
        }
        return try (wraps ? TokenSample.wrappedToken(body) : TokenSample.token(body)).verdict()
      }
      #expect(try token { _ in }.outcome == .accepted)
      let verdict = try token { $0[name] = value }
      #expect(verdict.outcome == .rejected)
      #expect(verdict[.model].reason?.code == .claimMismatch)
      #expect(verdict[.model].reason?.pointer == pointer)
      #expect(verdict[.signature].isPassed)
      #expect(verdict.authentic == nil)
    }
  }

  @Test(arguments: ["iss", "sub", "jti", "nbf"])
  func `A claim that Open Badges asks for has to be there`(_ name: String) throws {
    let verdict = try TokenSample.token { $0[name] = nil }.verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.model].reason?.code == .claimMissing)
    let wrapped = try TokenSample.wrappedToken { $0[name] = nil }.verdict()
    #expect(wrapped[.model].reason?.code == .claimMissing)
  }

  @Test func `An end of validity has to stand in the claims too`() throws {
    let verdict = try TokenSample.token { $0["validUntil"] = "2030-01-01T00:00:00Z" }.verdict()
    #expect(verdict[.model].reason?.code == .claimMissing)
  }

  @Test func `A subject that is named by an address alone needs no claim`() throws {
    let token = try TokenSample.token {
      $0["sub"] = nil
      $0[at: "/credentialSubject/id"] = nil
      $0[at: "/credentialSubject/identifier"] = [
        [
          "type": "IdentityObject", "identityHash": "alice@example.org", "identityType": "emailAddress",
          "hashed": false,
        ]
      ]
    }
    #expect(token.verdict().outcome == .accepted)
  }

  @Test func `The rules of VC-JOSE-COSE ask for no claims, and still for no contradiction`() throws {
    func token(_ change: @escaping (inout JSONValue) -> Void) throws -> Verdict {
      try TokenSample.token({
        for name in ["iss", "sub", "jti", "nbf"] { $0[name] = nil }
        change(&$0)
      }) { $0["typ"] = "vc+jwt" }.verdict()
    }
    #expect(try token { _ in }.outcome == .accepted)
    #expect(try token { $0["iss"] = "did:example:other" }[.model].reason?.code == .claimMismatch)
    #expect(try token { $0["sub"] = "did:example:bob" }[.model].reason?.code == .claimMismatch)
    #expect(try token { $0["jti"] = "urn:uuid:other" }[.model].reason?.code == .claimMismatch)
    // There the dates are about the signature.
    #expect(try token { $0["exp"] = 1_893_456_000 }.outcome == .accepted)
    #expect(try token { $0["exp"] = 1_768_467_600 }[.dates].reason?.code == .expired)
    #expect(try token { $0["nbf"] = 1_893_456_000 }[.dates].reason?.code == .notYetValid)
  }

  @Test func `An issuer in the header has to be the credential's`() throws {
    let did = try Sample.did()
    #expect(
      try TokenSample.token { _ in
      } header: {
        $0["iss"] = .string(did)
      }.verdict().outcome == .accepted)
    let other = try TokenSample.token { _ in
    } header: {
      $0["iss"] = "did:example:other"
    }.verdict()
    #expect(other[.model].reason?.code == .claimMismatch)
  }

  // MARK: dates

  @Test func `A token is not accepted from the moment of its end on, and before its start`() throws {
    let token = try TokenSample.token { $0["exp"] = 1_793_456_000 }
    let end = Instant(seconds: 1_793_456_000)
    let last = token.verdict(at: end.adding(seconds: -1))
    #expect(last.outcome == .accepted)
    // The credential has no end of its own: the token's is told as its end.
    #expect(last.authentic?.validUntil == end)
    #expect(token.verdict(at: end)[.dates].reason?.code == .expired)
    #expect(token.verdict(at: end.adding(seconds: 1))[.dates].reason?.code == .expired)
    let start = Instant(seconds: Int64(TokenSample.start))
    #expect(token.verdict(at: start).outcome == .accepted)
    #expect(token.verdict(at: start.adding(seconds: -1))[.dates].reason?.code == .notYetValid)
  }

  @Test func `A token from the future is rejected, beyond what clocks differ by`() throws {
    let noon = Double(Instant.noon.seconds)
    #expect(try TokenSample.token { $0["iat"] = .number(noon + 300) }.verdict().outcome == .accepted)
    let late = try TokenSample.token { $0["iat"] = .number(noon + 301) }.verdict()
    #expect(late[.signature].reason?.code == .proofFromTheFuture)
  }

  @Test func `A token that is meant for somebody is undetermined`() throws {
    let verdict = try TokenSample.token { $0["aud"] = "https://verifier.example" }.verdict()
    #expect(verdict.outcome == .undetermined)
    #expect(verdict[.signature].reason?.code == .audienceNotOurs)
  }

  @Test func `Fractions of a second need not be repeated`() throws {
    let token = try TokenSample.token { $0["validFrom"] = "2026-01-15T09:00:00.750Z" }
    #expect(token.verdict().outcome == .accepted)
  }
}
