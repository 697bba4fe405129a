import CanonicalJSON
import Signing

@testable import Badge

/// Tokens made by hand from the texts of their parts: nothing of the code that issues tokens has a part in them.
enum TokenSample {
  static func part(_ text: String) -> String { Base64URL.encode(Array(text.utf8).span) }

  static func part(_ value: JSONValue) -> String { Base64URL.encode(value.serialized().span) }

  /// The token of a header and a payload, signed with the Ed25519 key of that label.
  static func sign(_ header: String, _ payload: String, by label: String = "issuer") throws -> String {
    let signed = part(header) + "." + part(payload)
    let signature = try Sample.key(label).sign(Array(signed.utf8).span)
    return signed + "." + signature.withBytes { Base64URL.encode($0) }
  }

  static func sign(_ header: JSONValue, _ payload: JSONValue, by label: String = "issuer") throws -> String {
    try sign(
      String(decoding: header.serialized(), as: UTF8.self), String(decoding: payload.serialized(), as: UTF8.self),
      by: label)
  }

  static func header(_ label: String = "issuer") throws -> JSONValue {
    ["alg": "EdDSA", "typ": "JWT", "kid": .string(try Sample.method(label))]
  }

  /// 2026-01-15T09:00:00Z, the first moment of the sample badge.
  static let start = 1_768_467_600.0

  /// The claims that Open Badges asks for beside a badge.
  static func claims(_ badge: JSONValue) throws -> JSONValue {
    var claims: JSONValue = [:]
    claims["iss"] = badge[at: "/issuer/id"]
    claims["jti"] = badge["id"]
    claims["sub"] = badge[at: "/credentialSubject/id"]
    claims["nbf"] = .number(start)
    return claims
  }

  /// The payload of Open Badges 3.0: the credential and the claims side by side.
  static func payload(_ badge: JSONValue) throws -> JSONValue {
    guard case .object(let members) = badge, case .object(let claims) = try claims(badge) else { return badge }
    return .object(claims + members)
  }

  /// The payload of data model 1.1: the credential in `vc`.
  static func wrapped(_ badge: JSONValue) throws -> JSONValue {
    var payload = try claims(badge)
    payload["vc"] = badge
    return payload
  }

  /// A token that is accepted, with changes.
  static func token(
    _ change: (inout JSONValue) -> Void = { _ in }, header changeHeader: (inout JSONValue) -> Void = { _ in }
  ) throws -> String {
    var header = try header()
    changeHeader(&header)
    var payload = try payload(Sample.badge())
    change(&payload)
    return try sign(header, payload)
  }

  static func wrappedToken(_ change: (inout JSONValue) -> Void = { _ in }) throws -> String {
    var payload = try wrapped(Sample.badge())
    change(&payload)
    return try sign(header(), payload)
  }
}

extension String {
  /// The verdict on a token, with every issuer accepted unless the test says otherwise.
  func verdict(
    trust: TrustPolicy = TrustPolicy(unvouchedIssuers: .allow),
    documents: ControllerDocumentStore = ControllerDocumentStore(), recipient: RecipientIdentity? = nil,
    at time: Instant = .noon
  ) -> Verdict {
    Verifier(trust: trust, documents: documents, recipient: recipient).verify(Array(utf8), at: time)
  }
}
