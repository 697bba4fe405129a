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
    writer.string(input.name)
    if let line = input.line {
      writer.name("line")
      writer.integer(line)
    }
    if let digest = input.sha256 {
      writer.name("sha256")
      var digits: [UInt8] = []
      digits.reserveCapacity(2 * digest.count)
      Hexadecimal.append(digest, to: &digits)
      writer.string(digits.span)
    }
    writer.name("outcome")
    writer.string(verdict.outcome.name)
    write("at", time, to: &writer)
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
    let document = credential.document
    writer.name("credential")
    writer.beginObject()
    write("id", credential.idNode, document, to: &writer)
    write("title", credential.titleNode, document, to: &writer)
    writer.name("issuer")
    writer.beginObject()
    write("id", credential.issuerNode, document, to: &writer)
    if let name = verdict.vouchedIssuerName {
      writer.name("name")
      writer.string(name)
      writer.name("nameIs")
      writer.string("vouched")
    } else if let name = credential.claimedIssuerNameNode {
      write("name", name, document, to: &writer)
      writer.name("nameIs")
      writer.string("claimed")
    }
    writer.endObject()
    write("recipient", credential.recipientNode, document, to: &writer)
    write("validFrom", credential.validFrom, to: &writer)
    write("validUntil", credential.validUntil, to: &writer)
    writer.endObject()
  }

  private func write(_ finding: Finding, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.name("check")
    writer.string(finding.check.name)
    writer.name("result")
    writer.string(finding.result.name)
    switch finding.result {
    case .passed(let message):
      writer.name("message")
      writer.string(message)
    case .failed(let reason), .unknown(let reason), .skipped(let reason):
      writer.name("code")
      writer.string(reason.code.rawValue)
      writer.name("message")
      writer.string(reason.message)
      if let pointer = reason.pointer {
        writer.name("pointer")
        writer.string(pointer)
      }
      if let type = reason.code.problemType {
        writer.name("type")
        writer.string(type)
      }
    }
    writer.endObject()
  }

  private func write(_ proof: ProofReport, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.name("cryptosuite")
    writer.string(proof.cryptosuite)
    write("verificationMethod", proof.proof.verificationMethod, proof.document, to: &writer)
    write("created", proof.created, to: &writer)
    writer.name("key")
    writer.string(proof.key.name)
    writer.name("signature")
    writer.string(proof.signature.name)
    writer.endObject()
  }

  /// A member with the text of the badge itself; none where the badge does not have it.
  private func write(
    _ name: StaticString, _ node: JSONDocument.Node?, _ document: JSONDocument, to writer: inout JSONWriter
  ) {
    guard let node else { return }
    writer.name(name)
    writer.string(at: node, of: document)
  }

  private func write(_ name: StaticString, _ instant: Instant?, to writer: inout JSONWriter) {
    guard let instant else { return }
    writer.name(name)
    var text: [UInt8] = []
    text.reserveCapacity(24)
    instant.append(to: &text)
    writer.string(text.span)
  }
}
