import CanonicalJSON

/// What a verification found, one finding for each check in a fixed order.
public struct Verdict: Sendable {
  public enum Outcome: String, CaseIterable, Hashable, Sendable {
    /// Every check ran and passed.
    case accepted
    /// Something is wrong with the badge.
    case rejected
    /// Something that is needed to decide is missing.
    case undetermined
  }

  public internal(set) var outcome: Outcome
  /// One for each case of ``Check``, in that order.
  public let findings: [Finding]
  /// One for each proof, in the order of the document; empty where the proofs could not be read.
  public let proofs: [ProofReport]
  /// What the issuer's key signed, once that is proven. Nothing in a badge is shown as fact without it.
  public let authentic: AuthenticCredential?
  /// The credential that every check passed for: not nil exactly when it is accepted.
  public let verified: VerifiedCredential?
  /// The issuer's name as the trust file has it; nil where nobody vouches for it.
  public let vouchedIssuerName: String?
  /// What the entries of `credentialStatus` came to, in the order of the document; empty where nothing in the badge is
  /// believed, or it has none.
  public let statuses: [StatusReport]
  /// The endorsements and credentials in the badge, or the credentials in the presentation, each with a verdict of its
  /// own, in the order of the document; empty where nothing in the document is believed.
  public internal(set) var nested: [NestedVerdict] = []
  /// How many of them there are, of which at most ``NestedVerdict/limit`` are looked at.
  public internal(set) var nestedCount = 0
  /// Not nil exactly where the document is a presentation of credentials, and no badge itself.
  public internal(set) var presentation: PresentationReport?

  init(
    findings: [Finding], proofs: [ProofReport], authentic: AuthenticCredential?, verified: VerifiedCredential?,
    vouchedIssuerName: String? = nil, statuses: [StatusReport] = []
  ) {
    self.findings = findings
    self.proofs = proofs
    self.authentic = authentic
    self.verified = verified
    self.vouchedIssuerName = vouchedIssuerName
    self.statuses = statuses
    outcome = Self.outcome(of: findings, verified)
  }

  public subscript(check: Check) -> Finding.Result { findings[check.rawValue].result }

  private static func outcome(of findings: [Finding], _ verified: VerifiedCredential?) -> Outcome {
    var outcome = Outcome.accepted
    for finding in findings {
      switch finding.result {
      case .failed: return .rejected
      case .unknown: outcome = .undetermined
      case .passed, .skipped: break
      }
    }
    // A verdict that nothing failed and nothing passed for is no acceptance.
    return verified == nil ? .undetermined : outcome
  }
}

/// The checks, in the order in which they run and are reported.
public enum Check: Int, CaseIterable, Hashable, Sendable {
  /// The bytes are a JSON document within the limits, or a token or picture that holds one.
  case format
  /// The document is a credential, and an Open Badge, by its data models; the proofs have their shape, and the claims of
  /// a token say what the credential says.
  case model
  /// The proof's key is known, good at the time, meant for assertions, and the issuer's.
  case key
  /// The signature is that key's over this document.
  case signature
  /// Somebody the verifier trusts vouches for the issuer.
  case issuer
  /// The time lies within the credential's validity.
  case dates
  /// The credential is not revoked or suspended.
  case status
  /// The credential was awarded to the person that was asked about.
  case recipient

  /// The check's name in reports.
  public var name: StaticString {
    switch self {
    case .format: "format"
    case .model: "model"
    case .key: "key"
    case .signature: "signature"
    case .issuer: "issuer"
    case .dates: "dates"
    case .status: "status"
    case .recipient: "recipient"
    }
  }
}

extension Verdict.Outcome {
  /// The outcome's name in reports.
  public var name: StaticString {
    switch self {
    case .accepted: "accepted"
    case .rejected: "rejected"
    case .undetermined: "undetermined"
    }
  }
}

/// What one check found.
public struct Finding: Hashable, Sendable {
  public enum Result: Hashable, Sendable {
    /// The check ran and found nothing wrong; the text says what was established, and may hold text of the badge.
    case passed(String)
    /// Something is wrong with the badge.
    case failed(Reason)
    /// The check could not be decided.
    case unknown(Reason)
    /// The check was not run.
    case skipped(Reason)
  }

  public let check: Check
  public let result: Result
}

extension Finding.Result {
  /// The result's name in reports.
  public var name: StaticString {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .unknown: "unknown"
    case .skipped: "skipped"
    }
  }

  public var reason: Reason? {
    switch self {
    case .passed: nil
    case .failed(let reason), .unknown(let reason), .skipped(let reason): reason
    }
  }

  public var isPassed: Bool {
    if case .passed = self { true } else { false }
  }
}

/// What became of one proof of the credential: one within it, or the signature of the token that holds it.
public struct ProofReport: Sendable {
  /// Whether the key is known and the issuer's.
  public let key: Finding.Result
  /// Whether the signature is that key's.
  public internal(set) var signature: Finding.Result
  /// Somebody else than the issuer signed; whatever came out says nothing about the badge.
  public let isOthers: Bool
  /// The contexts that the proof holds under, where their URLs do not say all; empty for suites that read none, and for
  /// tokens.
  public let contexts: [ContextUse]
  /// What a token says of its signature; nil for a proof within the credential.
  public let token: TokenProof?
  /// Where a proof within the credential stands; nil for a token.
  let embedded: Embedded?

  struct Embedded: Sendable {
    let document: JSONDocument
    let proof: DataIntegrityProof
  }

  init(
    key: Finding.Result, signature: Finding.Result, isOthers: Bool, contexts: [ContextUse], document: JSONDocument,
    proof: DataIntegrityProof
  ) {
    self.key = key
    self.signature = signature
    self.isOthers = isOthers
    self.contexts = contexts
    token = nil
    embedded = Embedded(document: document, proof: proof)
  }

  init(key: Finding.Result, signature: Finding.Result, isOthers: Bool, token: TokenProof) {
    self.key = key
    self.signature = signature
    self.isOthers = isOthers
    contexts = []
    self.token = token
    embedded = nil
  }

  /// The cryptosuite's name, or the proof's type where it has none, or the algorithm of a token: as the badge says it.
  public var cryptosuite: String {
    embedded.map { $0.proof.suiteName(in: $0.document) } ?? token?.algorithm ?? ""
  }
  /// The URL of the key: as the proof says it, or under which a token's key is the issuer's.
  public var verificationMethod: String? {
    guard let embedded else { return token?.verificationMethod }
    return embedded.proof.verificationMethod.flatMap { embedded.document.text(at: $0) }
  }
  /// When it was signed, as the proof or the token says it.
  public var created: Instant? { embedded?.proof.created ?? token?.created }
}

extension Verdict {
  /// The verdict on a badge that is larger than the limit, and so was not read.
  public static var inputTooLarge: Verdict {
    notRead(.failed(Reason(.inputTooLarge, "the input is larger than \(JSONLimits.credential.bytes >> 20) MiB")))
  }

  /// The verdict on a badge that the caller could not read.
  public static func unreadable(_ why: String) -> Verdict {
    notRead(.unknown(Reason(.inputUnreadable, why)))
  }

  private static func notRead(_ result: Finding.Result) -> Verdict {
    let findings = Check.allCases.map { check in
      Finding(check: check, result: check == .format ? result : .skipped(.earlierCheckFailed))
    }
    return Verdict(findings: findings, proofs: [], authentic: nil, verified: nil)
  }
}
