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
///  "status":[{"purpose":"revocation","list":"https://…","index":"94567","value":0,"listValidFrom":"…"}]}
/// ```
///
/// `credential` and `status` are there only once the signature was found to be the issuer's; `value` where the list could
/// be used and has the entry. The same verdict and the same input give
/// the same bytes.
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
    let claims = verdict.authentic.map(Claims.init)
    bytes.append(addingCapacity: bound(claims)) { append(claims, to: &$0) }
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

  /// Bytes that the report cannot exceed: its fixed parts, and every text as if each byte of it had the longest escape.
  private func bound(_ claims: Claims?) -> Int {
    var texts = input.name.utf8.count + (input.sha256?.count ?? 0) + (verdict.vouchedIssuerName?.utf8.count ?? 0)
    for finding in verdict.findings {
      switch finding.result {
      case .passed(let message): texts += message.utf8.count
      case .failed(let reason), .unknown(let reason), .skipped(let reason):
        texts += reason.message.utf8.count + (reason.pointer?.utf8.count ?? 0)
      }
    }
    if let claims {
      let document = claims.credential.document
      texts += count(claims.issuer, document) + count(claims.issuerName, document) + count(claims.id, document)
      texts += count(claims.title, document) + count(claims.recipient, document)
    }
    for proof in verdict.proofs {
      texts += proof.cryptosuite.utf8.count + count(proof.proof.verificationMethod, proof.document)
    }
    for status in verdict.statuses {
      texts += count(status.entry.purposeNode, status.document) + count(status.entry.list, status.document)
      texts += count(status.entry.indexNode, status.document) + count(status.messageNode, status.document)
    }
    // Names, brackets, quotes, dates, digests, codes and problem types: no finding has 320 bytes of them.
    return 6 * texts + 1024 + 320 * (verdict.findings.count + verdict.proofs.count + verdict.statuses.count)
  }

  private func count(_ node: JSONDocument.Node?, _ document: JSONDocument) -> Int {
    node.flatMap { document.withUTF8(of: $0) { $0.count } } ?? 0
  }

  private func append(_ claims: Claims?, to bytes: inout OutputSpan<UInt8>) {
    append(#"{"input":"#, input.name, to: &bytes)
    if let line = input.line {
      JSONText.append(#","line":"#, to: &bytes)
      for byte in line.description.utf8 { bytes.append(byte) }
    }
    if let digest = input.sha256 {
      JSONText.append(#","sha256":""#, to: &bytes)
      Hexadecimal.append(digest, to: &bytes)
      JSONText.append(#"""#, to: &bytes)
    }
    JSONText.append(verdict.outcome.fragment, to: &bytes)
    append(#","at":""#, time, to: &bytes)
    if let claims { append(claims, to: &bytes) }
    JSONText.append(#","findings":["#, to: &bytes)
    for (k, finding) in verdict.findings.enumerated() {
      if k > 0 { bytes.append(UInt8(ascii: ",")) }
      append(finding, to: &bytes)
    }
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
      append(#","nameIs":"vouched","name":"#, name, to: &bytes)
    } else {
      append(#","nameIs":"claimed","name":"#, claims.issuerName, document, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
    append(#","id":"#, claims.id, document, to: &bytes)
    append(#","title":"#, claims.title, document, to: &bytes)
    append(#","recipient":"#, claims.recipient, document, to: &bytes)
    if let instant = credential.validFrom { append(#","validFrom":""#, instant, to: &bytes) }
    if let instant = credential.validUntil { append(#","validUntil":""#, instant, to: &bytes) }
    bytes.append(UInt8(ascii: "}"))
  }

  private func append(_ finding: Finding, to bytes: inout OutputSpan<UInt8>) {
    JSONText.append(finding.check.fragment, to: &bytes)
    switch finding.result {
    case .passed(let message): append(#""passed","message":"#, message, to: &bytes)
    case .failed(let reason): append(#""failed""#, reason, to: &bytes)
    case .unknown(let reason): append(#""unknown""#, reason, to: &bytes)
    case .skipped(let reason): append(#""skipped""#, reason, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private func append(_ result: StaticString, _ reason: Reason, to bytes: inout OutputSpan<UInt8>) {
    JSONText.append(result, to: &bytes)
    append(#","code":"#, reason.code.rawValue, to: &bytes)
    append(#","message":"#, reason.message, to: &bytes)
    if let pointer = reason.pointer { append(#","pointer":"#, pointer, to: &bytes) }
    if let type = reason.code.problemType {
      JSONText.append(#","type":""#, to: &bytes)
      JSONText.append(type, to: &bytes)
      JSONText.append(#"""#, to: &bytes)
    }
  }

  private func append(_ proof: ProofReport, to bytes: inout OutputSpan<UInt8>) {
    append(#"{"cryptosuite":"#, proof.cryptosuite, to: &bytes)
    append(#","verificationMethod":"#, proof.proof.verificationMethod, proof.document, to: &bytes)
    if let created = proof.created { append(#","created":""#, created, to: &bytes) }
    JSONText.append(#","key":""#, to: &bytes)
    JSONText.append(proof.key.name, to: &bytes)
    JSONText.append(#"","signature":""#, to: &bytes)
    JSONText.append(proof.signature.name, to: &bytes)
    JSONText.append(#""}"#, to: &bytes)
  }

  private func append(_ status: StatusReport, to bytes: inout OutputSpan<UInt8>) {
    let document = status.document
    append(#"{"purpose":"#, status.entry.purposeNode, document, to: &bytes)
    append(#","list":"#, status.entry.list, document, to: &bytes)
    append(#","index":"#, status.entry.indexNode, document, to: &bytes)
    if let value = status.value {
      JSONText.append(#","value":"#, to: &bytes)
      for digit in value.description.utf8 { bytes.append(digit) }
    }
    append(#","message":"#, status.messageNode, document, to: &bytes)
    if let instant = status.listValidFrom { append(#","listValidFrom":""#, instant, to: &bytes) }
    bytes.append(UInt8(ascii: "}"))
  }

  private func append(_ fragment: StaticString, _ text: String, to bytes: inout OutputSpan<UInt8>) {
    JSONText.append(fragment, to: &bytes)
    var text = text
    let isASCII = text.withUTF8 { utf8 in
      let utf8 = unsafe Span(_unsafeElements: utf8)
      guard Self.isASCII(utf8) else { return false }
      JSONText.append(utf8, to: &bytes)
      return true
    }
    guard !isASCII else { return }
    text = Self.interchangeable(text)
    text.withUTF8 { JSONText.append(unsafe Span(_unsafeElements: $0), to: &bytes) }
  }

  private static func isASCII(_ text: Span<UInt8>) -> Bool {
    var bits: UInt64 = 0
    var i = 0
    while i &+ 8 <= text.count {
      // Inside the text: i + 8 <= count was just checked.
      bits |= unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)
      i &+= 8
    }
    while i < text.count {
      bits |= UInt64(text[i])
      i &+= 1
    }
    return bits & 0x8080_8080_8080_8080 == 0
  }

  /// A text of the badge is I-JSON already; names of files and arguments may hold the noncharacters of Unicode, which
  /// would make the report a text that strict readers refuse (RFC 7493 section 2.1).
  private static func interchangeable(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { kept.append(scalar.properties.isNoncharacterCodePoint ? "\u{FFFD}" : scalar) }
    return String(kept)
  }

  /// A member with a text of the badge itself; none where the badge does not have it.
  private func append(
    _ fragment: StaticString, _ node: JSONDocument.Node?, _ document: JSONDocument, to bytes: inout OutputSpan<UInt8>
  ) {
    guard let node else { return }
    JSONText.append(fragment, to: &bytes)
    _ = document.withUTF8(of: node) { JSONText.append($0, to: &bytes) }
  }

  private func append(_ fragment: StaticString, _ instant: Instant, to bytes: inout OutputSpan<UInt8>) {
    JSONText.append(fragment, to: &bytes)
    instant.append(to: &bytes)
    JSONText.append(#"""#, to: &bytes)
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

extension Check {
  fileprivate var fragment: StaticString {
    switch self {
    case .format: #"{"check":"format","result":"#
    case .model: #"{"check":"model","result":"#
    case .key: #"{"check":"key","result":"#
    case .signature: #"{"check":"signature","result":"#
    case .issuer: #"{"check":"issuer","result":"#
    case .dates: #"{"check":"dates","result":"#
    case .status: #"{"check":"status","result":"#
    case .recipient: #"{"check":"recipient","result":"#
    }
  }
}
