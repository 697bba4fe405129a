import CanonicalJSON
import Signing

/// Whether the issuer's key signed a token.
enum TokenCheck {
  /// - Parameters:
  ///   - credential: the model of the credential in the token, which names the issuer.
  ///   - time: the moment at which the key has to be good.
  static func run(
    _ token: SignedToken, _ content: TokenCredential, _ credential: CredentialModel, resolver: KeyResolver,
    at time: Instant, using scratch: inout VerifierScratch
  ) -> ProofReport {
    let header = token.header
    func report(
      _ key: Finding.Result, _ signature: Finding.Result, method: String? = nil, isOthers: Bool = false
    ) -> ProofReport {
      ProofReport(
        key: key, signature: signature, isOthers: isOthers,
        token: TokenProof(header, content.claims, verificationMethod: method))
    }
    switch header.algorithm {
    case .allowed: break
    case .refused: return report(.skipped(header.algorithmReason), .failed(header.algorithmReason))
    case .unknown: return report(.skipped(header.algorithmReason), .unknown(header.algorithmReason))
    }
    guard header.kind != .other else {
      let reason = Reason(
        .tokenTypeNotSupported, "tokens of the type '\(header.typeName ?? "")' are not read as credentials")
      return report(.skipped(reason), .unknown(reason))
    }
    let keys: [TokenKey]
    switch resolver.resolve(
      header, issuer: credential.issuer, in: credential.document, signed: content.signed, at: time,
      memo: &scratch.methods)
    {
    case .keys(let found): keys = found
    case .failed(let reason):
      return report(
        .failed(reason), .skipped(.earlierCheckFailed), isOthers: reason.code == .keyNotTheIssuers)
    case .unknown(let reason): return report(.unknown(reason), .skipped(.earlierCheckFailed))
    }
    let owner = Finding.Result.passed("the key is the issuer's")
    guard let key = keys.first(where: { token.isSigned(by: $0.key, using: &scratch.signatures) }) else {
      let reason = Reason(
        .signatureInvalid, "the signature does not belong to this token and this key: one of them was changed")
      return report(owner, .failed(reason), method: keys.first?.method)
    }
    // With a key that signed, its own name is told, not the first one's.
    return report(owner, times(content.claims, header, key, time), method: key.method)
  }

  /// What is to be said of a signature that holds.
  private static func times(
    _ claims: TokenClaims, _ header: TokenHeader, _ key: TokenKey, _ time: Instant
  ) -> Finding.Result {
    if let signed = claims.issuedAt, signed > time.adding(seconds: ProofCheck.clockTolerance) {
      return .failed(
        Reason(.proofFromTheFuture, "the token is dated \(signed) (its claim 'iat'), which is still to come"))
    }
    // "Each principal intended to process the JWT MUST identify itself with a value in the audience claim" (RFC 7519,
    // section 4.1.3). A verifier has no name here.
    guard !claims.hasAudience else {
      return .unknown(
        Reason(
          .audienceNotOurs, "the token is meant for somebody (its claim 'aud'), and whether that is you is not asked"))
    }
    return .passed("JSON Web Token, \(key.key.algorithm.rawValue)")
  }
}

/// What a token says of its own signature.
public struct TokenProof: Hashable, Sendable {
  /// `alg`, as the header has it.
  public let algorithm: String
  /// `kid`, as the header has it.
  public let keyID: String?
  /// `typ`, as the header has it.
  public let type: String?
  /// The URL under which the key is the issuer's; nil where no key was found.
  public let verificationMethod: String?
  /// The claim `iat`.
  public let created: Instant?

  init(_ header: TokenHeader, _ claims: TokenClaims, verificationMethod: String? = nil) {
    algorithm = header.algorithmName
    keyID = header.keyID
    type = header.typeName
    self.verificationMethod = verificationMethod
    created = claims.issuedAt
  }
}
