public import CanonicalJSON

/// A verdict for machines: one JSON object.
///
/// ```json
/// {"input":"class.jsonl","line":7,"sha256":"…","outcome":"rejected","at":"2026-11-24T12:00:00Z",
///  "credential":{"id":"urn:uuid:…","title":"Teamwork","issuer":{"id":"did:key:…","name":"…","nameIs":"claimed"},
///                "recipient":"alice@example.org","validFrom":"…","validUntil":"…"},
///  "findings":[{"check":"format","result":"passed","message":"JSON"}, …,
///              {"check":"dates","result":"failed","code":"expired","message":"…","pointer":"/validUntil",
///               "type":"https://www.w3.org/TR/vc-data-model#RANGE_ERROR"}],
///  "proofs":[{"cryptosuite":"eddsa-jcs-2022","verificationMethod":"…","created":"…","key":"passed",
///             "signature":"passed"}]}
/// ```
///
/// `credential` is there only once the signature was found to be the issuer's. The same verdict and the same input give
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

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.name("input")
    writer.string(Self.interchangeable(input.name))
    if let line = input.line {
      writer.name("line")
      writer.integer(line)
    }
    if let digest = input.sha256 {
      writer.name("sha256")
      writer.string(Hexadecimal.string(digest))
    }
    writer.name("outcome")
    writer.string(verdict.outcome.rawValue)
    writer.name("at")
    writer.string(time.description)
    if let credential = verdict.authentic { write(credential, to: &writer) }
    writer.name("findings")
    writer.beginArray()
    for finding in verdict.findings { write(finding, to: &writer) }
    writer.endArray()
    if !verdict.proofs.isEmpty {
      writer.name("proofs")
      writer.beginArray()
      for proof in verdict.proofs { write(proof, to: &writer) }
      writer.endArray()
    }
    writer.endObject()
  }

  private func write(_ credential: AuthenticCredential, to writer: inout JSONWriter) {
    writer.name("credential")
    writer.beginObject()
    member("id", credential.id, to: &writer)
    member("title", credential.title, to: &writer)
    writer.name("issuer")
    writer.beginObject()
    member("id", credential.issuer, to: &writer)
    if let name = verdict.vouchedIssuerName ?? credential.claimedIssuerName {
      member("name", name, to: &writer)
      writer.name("nameIs")
      writer.string(verdict.vouchedIssuerName == nil ? "claimed" : "vouched")
    }
    writer.endObject()
    member("recipient", credential.recipient, to: &writer)
    member("validFrom", credential.validFrom?.description, to: &writer)
    member("validUntil", credential.validUntil?.description, to: &writer)
    writer.endObject()
  }

  private func write(_ finding: Finding, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.name("check")
    writer.string(finding.check.name)
    writer.name("result")
    writer.string(finding.result.name)
    switch finding.result {
    case .passed(let message): member("message", message, to: &writer)
    case .failed(let reason), .unknown(let reason), .skipped(let reason):
      member("code", reason.code.rawValue, to: &writer)
      member("message", reason.message, to: &writer)
      member("pointer", reason.pointer, to: &writer)
      if let type = reason.code.problemType {
        writer.name("type")
        writer.string(type)
      }
    }
    writer.endObject()
  }

  private func write(_ proof: ProofReport, to writer: inout JSONWriter) {
    writer.beginObject()
    member("cryptosuite", proof.cryptosuite, to: &writer)
    member("verificationMethod", proof.verificationMethod, to: &writer)
    member("created", proof.created?.description, to: &writer)
    writer.name("key")
    writer.string(proof.key.name)
    writer.name("signature")
    writer.string(proof.signature.name)
    writer.endObject()
  }

  private func member(_ name: StaticString, _ value: String?, to writer: inout JSONWriter) {
    guard let value else { return }
    writer.name(name)
    writer.string(Self.interchangeable(value))
  }

  /// A text of the badge is I-JSON already; names of files and arguments may hold the noncharacters of Unicode, which
  /// would make the report a text that strict readers refuse (RFC 7493 section 2.1).
  private static func interchangeable(_ text: String) -> String {
    // All of them start with 0xEF or a larger byte in UTF-8, as few other characters do.
    guard text.utf8.contains(where: { $0 >= 0xEF }) else { return text }
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { kept.append(scalar.properties.isNoncharacterCodePoint ? "\u{FFFD}" : scalar) }
    return String(kept)
  }
}
