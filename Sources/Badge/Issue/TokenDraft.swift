import CanonicalJSON
public import Signing

/// A private key that signs tokens, with its name in the issuer's DID or controller document.
public final class TokenSigner: Sendable {
  public let key: SigningKey
  /// The URL of the key; nil for the name that the issuer's key has otherwise.
  public let verificationMethod: String?

  public init(_ key: consuming SigningKey, verificationMethod: String? = nil) {
    self.key = key
    self.verificationMethod = verificationMethod
  }
}

/// A token that waits for its signature, in the form of Open Badges 3.0 (sections 8.2.3 and 8.2.4): the payload is the
/// credential with the claims that repeat it, which is a credential by the rules of VC-JOSE-COSE too.
struct TokenDraft {
  let credential: JSONValue
  /// What is signed: header, dot, payload.
  let signed: [UInt8]

  /// - Parameters:
  ///   - credential: complete but for a proof.
  ///   - method: the URL of the key, which becomes `kid`.
  /// - Throws: ``IssueError`` for a credential with members that are claims, or without its dates.
  init(
    _ credential: JSONValue, _ request: CredentialIssuer.Request, _ algorithm: JWSAlgorithm, method: String
  ) throws(IssueError) {
    self.credential = credential
    guard request.proofExpires == nil else {
      throw IssueError(.credentialInvalid, "a token has no end of its own beside that of the badge")
    }
    let header: JSONValue = ["alg": .string(algorithm.rawValue), "kid": .string(method), "typ": "JWT"]
    let payload = try Self.payload(credential, request)
    signed = Array(
      (Base64URL.encode(header.serialized().span) + "." + Base64URL.encode(payload.serialized().span)).utf8)
  }

  func token(_ signature: [UInt8]) -> [UInt8] {
    signed + [UInt8(ascii: ".")] + Array(Base64URL.encode(signature.span).utf8)
  }

  private static let reserved = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "vc", "vp"]

  private static func payload(
    _ credential: JSONValue, _ request: CredentialIssuer.Request
  ) throws(IssueError) -> JSONValue {
    guard case .object(let members) = credential else {
      throw IssueError(.templateInvalid, "the template has to be a JSON object", pointer: "")
    }
    for name in reserved where credential[name] != nil {
      throw IssueError(
        .templateInvalid, "the template has the member '\(name)', which is a claim of the token", pointer: "/\(name)")
    }
    guard let start = credential.instant("validFrom") else {
      throw IssueError(
        .credentialInvalid, "'validFrom' has to be a date and time with a time zone", pointer: "/validFrom")
    }
    var claims: JSONValue = [:]
    claims["iss"] = credential["issuer"]?["id"] ?? credential["issuer"]
    claims["jti"] = credential["id"]
    if let subject = credential["credentialSubject"]?["id"] { claims["sub"] = subject }
    claims["nbf"] = .number(Double(start.seconds))
    if credential["validUntil"] != nil {
      guard let end = credential.instant("validUntil") else {
        throw IssueError(
          .credentialInvalid, "'validUntil' has to be a date and time with a time zone", pointer: "/validUntil")
      }
      claims["exp"] = .number(Double(end.seconds))
    }
    claims["iat"] = .number(Double(request.time.seconds))
    guard case .object(let first) = claims else { return credential }
    return .object(first + members)
  }
}

extension JSONValue {
  /// The moment that a member names; nil where it is none.
  func instant(_ name: String) -> Instant? {
    guard case .string(let text)? = self[name] else { return nil }
    return Instant(text)
  }
}
