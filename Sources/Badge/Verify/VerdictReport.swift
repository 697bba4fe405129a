import CanonicalJSON

/// A verdict for machines: one JSON object.
///
/// ```json
/// {"input":"class.jsonl","line":7,"sha256":"…","outcome":"rejected","at":"2026-11-24T12:00:00Z",
///  "credential":{"issuer":{"id":"did:key:…","nameIs":"claimed","name":"…"},"id":"urn:uuid:…","title":"Teamwork",
///                "recipient":"alice@example.org","validFrom":"…","validUntil":"…"},
///  "findings":[{"check":"format","result":"passed","message":"JSON"}, …,
///              {"check":"dates","result":"failed","code":"expired","message":"…","pointer":"/validUntil",
///               "type":"https://www.w3.org/TR/vc-data-model#RANGE_ERROR"}],
///  "proofs":[{"cryptosuite":"eddsa-jcs-2022","verificationMethod":"…","created":"…","key":"passed",
///             "signature":"passed"}],
///  "status":[{"purpose":"revocation","list":"https://…","index":"94567","value":0,"listValidFrom":"…",
///            "listSha256":"…"}]}
/// ```
///
/// Of a token the signature stands among the proofs as
/// `{"alg":"ES256","kid":"#key-1","typ":"JWT","verificationMethod":"…","created":"…","key":"passed","signature":"passed"}`.
///
/// A badge with endorsements in it, a learner's record and a presentation have `nested` at the end: the same object for
/// each, with `kind` and `pointer` in place of `input`, and without `at`; `nestedCount` says how many there are where not
/// all were looked at. A presentation has `presentation` in the place of `credential`.
///
/// `credential` and `status` are there only once the signature was found to be the issuer's; `value` where the list could
/// be used and has the entry, `index` where it has numbered ones, and `listId` where it calls itself otherwise than `list`.
/// The same verdict and the same input give the same bytes.
public struct VerdictReport: Sendable {
  /// What was verified.
  public struct Input: Sendable {
    /// The file as it was named, or `-`.
    public var name: String
    /// The line, 1-based, of a file with a badge on each.
    public var line: Int?
    /// SHA-256 of the badge's bytes; nil where they could not be read.
    public var sha256: [UInt8]?

    public init(name: String, line: Int? = nil, sha256: [UInt8]?) {
      self.name = name
      self.line = line
      self.sha256 = sha256
    }
  }

  public let verdict: Verdict
  public let input: Input
  public let time: Instant

  public init(_ verdict: Verdict, of input: Input, at time: Instant) {
    self.verdict = verdict
    self.input = input
    self.time = time
  }

  /// Appends the object as one line, without a line break at its end.
  public func append(to bytes: inout [UInt8]) {
    var scratch = VerifierScratch()
    append(to: &bytes, using: &scratch)
  }

  /// Appends the object as one line, with storage that a worker keeps from badge to badge.
  public func append(to bytes: inout [UInt8], using scratch: inout VerifierScratch) {
    let claims = verdict.authentic.map(Claims.init)
    scratch.reports.write(verdict.findings, at: time)
    bytes.append(addingCapacity: bound(claims) + scratch.reports.count) { append(claims, scratch.reports, to: &$0) }
  }

  /// Where the texts of the badge that the report shows stand, found once.
  private struct Claims {
    let credential: AuthenticCredential
    let issuer: JSONDocument.Node
    let issuerName: JSONDocument.Node?
    let id: JSONDocument.Node?
    let title: JSONDocument.Node?
    let recipient: JSONDocument.Node?

    init(_ credential: AuthenticCredential) {
      self.credential = credential
      issuer = credential.issuerNode
      issuerName = credential.claimedIssuerNameNode
      id = credential.idNode
      title = credential.titleNode
      recipient = credential.recipientNode
    }
  }

  /// Bytes that the report without its findings cannot exceed: its fixed parts, and every text as if each byte of it had
  /// the longest escape.
  private func bound(_ claims: Claims?) -> Int {
    var texts = input.name.utf8.count + (input.sha256?.count ?? 0) + (verdict.vouchedIssuerName?.utf8.count ?? 0)
    if let claims {
      let document = claims.credential.document
      texts += count(claims.issuer, document) + count(claims.issuerName, document) + count(claims.id, document)
      texts += count(claims.title, document) + count(claims.recipient, document)
    }
    for proof in verdict.proofs {
      texts += proof.cryptosuite.utf8.count
      if let embedded = proof.embedded { texts += count(embedded.proof.verificationMethod, embedded.document) }
      if let token = proof.token {
        texts += (token.keyID?.utf8.count ?? 0) + (token.type?.utf8.count ?? 0)
        texts += token.verificationMethod?.utf8.count ?? 0
      }
      // A context has a digest, or the name of an edition, and names and quotes.
      for use in proof.contexts { texts += use.url.utf8.count + (use.edition?.utf8.count ?? 64) + 16 }
    }
    for status in verdict.statuses {
      texts += count(status.entry.purposeNode, status.document) + count(status.entry.list, status.document)
      if let index = status.entry.indexNode { texts += count(index, status.document) + 20 }
      texts += count(status.messageNode, status.document) + (status.listID?.utf8.count ?? 0)
    }
    // Names, brackets, quotes, dates and the digest: no proof and no status has 400 bytes of them.
    return 6 * texts + 1024 + 400 * (verdict.proofs.count + verdict.statuses.count)
  }

  private func count(_ node: JSONDocument.Node?, _ document: JSONDocument) -> Int {
    node.map { document.utf8Count(of: $0) } ?? 0
  }

  private func append(_ claims: Claims?, _ memo: ReportMemo, to bytes: inout OutputSpan<UInt8>) {
    ReportText.append(#"{"input":"#, input.name, to: &bytes)
    if let line = input.line {
      JSONText.append(#","line":"#, to: &bytes)
      ReportText.append(line, to: &bytes)
    }
    if let digest = input.sha256 {
      JSONText.append(#","sha256":""#, to: &bytes)
      Hexadecimal.append(digest, to: &bytes)
      JSONText.append(#"""#, to: &bytes)
    }
    JSONText.append(verdict.outcome.fragment, to: &bytes)
    JSONText.append(written: memo.time.span, to: &bytes)
    if let claims { append(claims, to: &bytes) }
    for finding in memo.findings { JSONText.append(written: finding.bytes.span, to: &bytes) }
    for (k, proof) in verdict.proofs.enumerated() {
      JSONText.append(k == 0 ? #"],"proofs":["# : ",", to: &bytes)
      append(proof, to: &bytes)
    }
    for (k, status) in verdict.statuses.enumerated() {
      JSONText.append(k == 0 ? #"],"status":["# : ",", to: &bytes)
      append(status, to: &bytes)
    }
    JSONText.append("]}", to: &bytes)
  }

  /// The object with line breaks, as people read it, ending in one.
  public func pretty() -> [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    // What was just written is read again: a second writer could say something else.
    guard let document = try? JSONDocument(parsing: bytes) else { return bytes }
    return JSONValue(document).serialized(.pretty)
  }

  private func append(_ claims: Claims, to bytes: inout OutputSpan<UInt8>) {
    let credential = claims.credential
    let document = credential.document
    // The issuer always has an identifier, so it comes first and every other member brings its comma.
    append(#","credential":{"issuer":{"id":"#, claims.issuer, document, to: &bytes)
    if let name = verdict.vouchedIssuerName {
      ReportText.append(#","nameIs":"vouched","name":"#, name, to: &bytes)
    } else {
      append(#","nameIs":"claimed","name":"#, claims.issuerName, document, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
    append(#","id":"#, claims.id, document, to: &bytes)
    append(#","title":"#, claims.title, document, to: &bytes)
    append(#","recipient":"#, claims.recipient, document, to: &bytes)
    if let instant = credential.validFrom { ReportText.append(#","validFrom":""#, instant, to: &bytes) }
    if let instant = credential.validUntil { ReportText.append(#","validUntil":""#, instant, to: &bytes) }
    bytes.append(UInt8(ascii: "}"))
  }

  private func append(_ proof: ProofReport, to bytes: inout OutputSpan<UInt8>) {
    if let token = proof.token {
      ReportText.append(#"{"alg":"#, token.algorithm, to: &bytes)
      if let kid = token.keyID { ReportText.append(#","kid":"#, kid, to: &bytes) }
      if let type = token.type { ReportText.append(#","typ":"#, type, to: &bytes) }
      if let method = token.verificationMethod { ReportText.append(#","verificationMethod":"#, method, to: &bytes) }
    } else {
      ReportText.append(#"{"cryptosuite":"#, proof.cryptosuite, to: &bytes)
      if let embedded = proof.embedded {
        append(#","verificationMethod":"#, embedded.proof.verificationMethod, embedded.document, to: &bytes)
      }
    }
    if let created = proof.created { ReportText.append(#","created":""#, created, to: &bytes) }
    JSONText.append(#","key":""#, to: &bytes)
    JSONText.append(proof.key.name, to: &bytes)
    JSONText.append(#"","signature":""#, to: &bytes)
    JSONText.append(proof.signature.name, to: &bytes)
    JSONText.append(#"""#, to: &bytes)
    for (k, use) in proof.contexts.enumerated() {
      ReportText.append(k == 0 ? #","contexts":[{"url":"# : #",{"url":"#, use.url, to: &bytes)
      if let edition = use.edition { ReportText.append(#","edition":"#, edition, to: &bytes) }
      if let sha256 = use.sha256 {
        JSONText.append(#","sha256":""#, to: &bytes)
        Hexadecimal.append(sha256, to: &bytes)
        JSONText.append(#"""#, to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
    if !proof.contexts.isEmpty { bytes.append(UInt8(ascii: "]")) }
    bytes.append(UInt8(ascii: "}"))
  }

  private func append(_ status: StatusReport, to bytes: inout OutputSpan<UInt8>) {
    let document = status.document
    if let purpose = status.entry.purposeNode {
      append(#"{"purpose":"#, purpose, document, to: &bytes)
    } else {
      JSONText.append(#"{"purpose":"revocation""#, to: &bytes)
    }
    append(#","list":"#, status.entry.list, document, to: &bytes)
    if let index = status.entry.indexNode, document.kind(of: index) == .string {
      append(#","index":"#, index, document, to: &bytes)
    } else if let index = status.index {
      ReportText.append(#","index":"#, index, to: &bytes)
    }
    if let value = status.value {
      JSONText.append(#","value":"#, to: &bytes)
      ReportText.append(Int(value), to: &bytes)
    }
    append(#","message":"#, status.messageNode, document, to: &bytes)
    if let instant = status.listValidFrom { ReportText.append(#","listValidFrom":""#, instant, to: &bytes) }
    if let instant = status.listRetrieved { ReportText.append(#","listRetrieved":""#, instant, to: &bytes) }
    if let id = status.listID { ReportText.append(#","listId":"#, id, to: &bytes) }
    if let digest = status.listSHA256 {
      JSONText.append(#","listSha256":""#, to: &bytes)
      Hexadecimal.append(digest, to: &bytes)
      JSONText.append(#"""#, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// A member with a text of the badge itself; none where the badge does not have it.
  private func append(
    _ fragment: StaticString, _ node: JSONDocument.Node?, _ document: JSONDocument, to bytes: inout OutputSpan<UInt8>
  ) {
    guard let node else { return }
    JSONText.append(fragment, to: &bytes)
    document.appendString(node, to: &bytes)
  }
}

extension Verdict.Outcome {
  fileprivate var fragment: StaticString {
    switch self {
    case .accepted: #","outcome":"accepted""#
    case .rejected: #","outcome":"rejected""#
    case .undetermined: #","outcome":"undetermined""#
    }
  }
}
