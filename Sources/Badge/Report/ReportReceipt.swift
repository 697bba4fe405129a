import CanonicalJSON
public import Signing

/// The signature of whoever verified, under a report: a verifiable credential with the digest of the report's file, what
/// the badges were verified with, and the outcome of each.
///
/// ```json
/// {
///   "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/undefined-terms/v2"],
///   "type": ["VerifiableCredential", "BadgeReportReceipt"],
///   "issuer": "did:key:z6Mk…",
///   "validFrom": "2026-11-24T12:00:05Z",
///   "credentialSubject": {
///     "type": "BadgeReport", "mediaType": "text/html", "sha256": "…", "tool": "badge 0.1.0", "at": "…",
///     "trust": {"file": "issuers.json", "sha256": "…", "kind": "local"}, "policy": {…},
///     "counts": {"accepted": 1, "rejected": 0, "undetermined": 0},
///     "badges": [{"input": "alice.json", "sha256": "…", "outcome": "accepted"}]
///   },
///   "proof": {"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", …}
/// }
/// ```
///
/// `validFrom` is the moment of signing, `at` that of the verdicts. `badges` is left out where there are more than
/// ``Rows/limit``, or their names are very long: the report, whose digest is signed, has them all.
public enum ReportReceipt {
  /// One badge in a receipt.
  public struct Row: Sendable {
    public var input: VerdictReport.Input
    public var outcome: Verdict.Outcome

    public init(input: VerdictReport.Input, outcome: Verdict.Outcome) {
      self.input = input
      self.outcome = outcome
    }

    fileprivate var json: JSONValue {
      var value: JSONValue = ["input": .string(input.name.interchangeable)]
      value["line"] = input.line.map { .number(Double($0)) }
      value["sha256"] = input.sha256.map { .string(Hexadecimal.string($0)) }
      value["outcome"] = .string(outcome.rawValue)
      return value
    }
  }

  /// The badges of a report, as long as they are few enough to be named in a receipt.
  public struct Rows: Sendable {
    public static let limit = 10_000
    private static let byteLimit = 2 << 20

    /// Nil where there are too many.
    public private(set) var rows: [Row]? = []
    private var bytes = 0

    public init() {}

    public mutating func add(_ row: Row) {
      bytes += row.input.name.utf8.count
      if (rows?.count ?? 0) < Self.limit, bytes <= Self.byteLimit {
        rows?.append(row)
      } else {
        rows = nil
      }
    }
  }

  /// What is signed.
  public struct Contents: Sendable {
    public var mediaType: String
    /// SHA-256 of the report's file.
    public var sha256: [UInt8]
    public var provenance: ReportProvenance
    public var counts: OutcomeCounts
    public var rows: Rows

    public init(
      mediaType: String, sha256: [UInt8], provenance: ReportProvenance, counts: OutcomeCounts, rows: Rows
    ) {
      self.mediaType = mediaType
      self.sha256 = sha256
      self.provenance = provenance
      self.counts = counts
      self.rows = rows
    }
  }

  /// Signs with `eddsa-jcs-2022`, in the name of the key's `did:key`, and verifies what was signed.
  ///
  /// - Parameter time: the moment of signing.
  /// - Returns: the receipt, UTF-8 JSON.
  /// - Throws: ``IssueError``.
  public static func issue(
    _ contents: Contents, at time: Instant, with key: borrowing PrivateKey
  ) throws(IssueError) -> [UInt8] {
    let options = ProofOptions(didKey: key.publicKey, cryptosuite: .eddsaJCS2022, created: time)
    let issuer = "did:key:\(key.publicKey.multikey)"
    let signed = try DataIntegritySigner.sign(credential(contents, issuer, time), options: options, with: key)
    let bytes = signed.serialized(.pretty)
    let verdict = ReceiptVerdict(bytes, report: contents.sha256, signers: [issuer], at: time)
    guard verdict.outcome == .accepted else {
      throw IssueError(.verificationFailed, verdict.reason?.message ?? "the receipt does not verify")
    }
    return bytes
  }

  static let type: StaticString = "BadgeReportReceipt"

  private static func credential(_ contents: Contents, _ issuer: String, _ time: Instant) -> JSONValue {
    var subject: JSONValue = [
      "type": "BadgeReport", "mediaType": .string(contents.mediaType),
      "sha256": .string(Hexadecimal.string(contents.sha256)),
    ]
    if case .object(let members) = contents.provenance.json {
      for member in members { subject[member.name] = member.value.interchangeable }
    }
    subject["counts"] = contents.counts.json
    if let rows = contents.rows.rows { subject["badges"] = .array(rows.map(\.json)) }
    return [
      // The second one gives a meaning to every term that has none yet: those of the subject.
      "@context": [
        "https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/undefined-terms/v2",
      ],
      "type": ["VerifiableCredential", .string(type.description)], "issuer": .string(issuer),
      "validFrom": .string(time.description), "credentialSubject": subject,
    ]
  }
}

/// Whether a receipt is under a certain report, and whose.
public struct ReceiptVerdict: Sendable {
  /// What was asked, in this order.
  public enum Question: String, CaseIterable, Hashable, Sendable {
    /// The file is a receipt, and its signature is that of its issuer.
    case signature
    /// The report is the one that was signed.
    case report
    /// The issuer is one of those who may sign.
    case signer
  }

  /// One for each question.
  public let findings: [(question: Question, result: Finding.Result)]
  /// The issuer of the receipt, once its signature is known to be its.
  public let signer: String?

  /// - Parameters:
  ///   - sha256: SHA-256 of the report's file.
  ///   - signers: the identifiers of those whose signature counts.
  ///   - documents: documents with the keys of signers that are no `did:key`.
  public init(
    _ receipt: [UInt8], report sha256: [UInt8], signers: [String],
    documents: ControllerDocumentStore = ControllerDocumentStore(), at time: Instant
  ) {
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), documents: documents)
    let verdict = verifier.verify(receipt, at: time)
    guard let credential = verdict.authentic else {
      // That it is no badge is no defect of a receipt.
      let reasons = verdict.findings.filter { $0.result.reason.map { $0.code != .credentialTypeNotSupported } ?? false }
      let open = (reasons.first { if case .failed = $0.result { true } else { false } } ?? reasons.first)?.result
      findings = [
        (.signature, open ?? .unknown(.notAReceipt)), (.report, .skipped(.earlierCheckFailed)),
        (.signer, .skipped(.earlierCheckFailed)),
      ]
      signer = nil
      return
    }
    signer = credential.issuer
    let document = credential.document
    let isReceipt = document.member("type", of: document.root).map {
      document.contains(ReportReceipt.type, in: $0)
    }
    let signature: Finding.Result
    if isReceipt != true {
      signature = .failed(.notAReceipt)
    } else if verdict[.dates].isPassed {
      signature = .passed("signed at \(credential.validFrom?.description ?? "an unknown time")")
    } else {
      signature = verdict[.dates]
    }
    findings = [
      (.signature, signature), (.report, Self.compare(document, sha256)),
      (.signer, Self.compare(credential.issuer, signers)),
    ]
  }

  private static func compare(_ document: JSONDocument, _ sha256: [UInt8]) -> Finding.Result {
    let subject = document.member("credentialSubject", of: document.root)
    let digest = subject.flatMap { document.member("sha256", of: $0) }.flatMap { document.text(at: $0) }
    guard digest == Hexadecimal.string(sha256) else {
      return .failed(
        Reason(
          .reportMismatch, "the receipt is for another report: this file is not the one that was signed",
          pointer: "/credentialSubject/sha256"))
    }
    return .passed("the report is the file that was signed")
  }

  private static func compare(_ issuer: String, _ signers: [String]) -> Finding.Result {
    guard !signers.isEmpty else {
      return .unknown(
        Reason(
          .signerNotNamed, "it is signed by '\(issuer)'; say who may sign with --signer", pointer: "/issuer"))
    }
    guard signers.contains(where: { $0.utf8.elementsEqual(issuer.utf8) }) else {
      return .failed(Reason(.signerMismatch, "it is signed by '\(issuer)', who was not named", pointer: "/issuer"))
    }
    return .passed(issuer)
  }

  public var outcome: Verdict.Outcome {
    var outcome = Verdict.Outcome.accepted
    for finding in findings {
      switch finding.result {
      case .failed: return .rejected
      case .unknown, .skipped: outcome = .undetermined
      case .passed: break
      }
    }
    return outcome
  }

  /// What the outcome comes from.
  public var reason: Reason? {
    let reasons = findings.compactMap { $0.result.reason }
    return reasons.first { $0.code != .earlierCheckFailed }
  }
}

extension Reason {
  fileprivate static let notAReceipt = Reason(
    .notAReceipt, "this is no receipt of a report: 'BadgeReportReceipt' is not among its types", pointer: "/type")
}

extension String {
  /// The text without the noncharacters of Unicode, which names of files may hold and I-JSON may not (RFC 7493 section
  /// 2.1).
  fileprivate var interchangeable: String {
    guard unicodeScalars.contains(where: { $0.properties.isNoncharacterCodePoint }) else { return self }
    var kept = String.UnicodeScalarView()
    for scalar in unicodeScalars { kept.append(scalar.properties.isNoncharacterCodePoint ? "\u{FFFD}" : scalar) }
    return String(kept)
  }
}

extension JSONValue {
  fileprivate var interchangeable: JSONValue {
    switch self {
    case .string(let text): .string(text.interchangeable)
    case .array(let values): .array(values.map(\.interchangeable))
    case .object(let members): .object(members.map { Member($0.name, $0.value.interchangeable) })
    default: self
    }
  }
}
