import CanonicalJSON

/// One proof of a credential (Verifiable Credential Data Integrity 1.0, section 2.1), read and checked for its shape.
struct DataIntegrityProof: Sendable {
  let node: JSONDocument.Node
  /// Nil for a suite that is not implemented; then nothing below was asked of the proof.
  let suite: Cryptosuite?
  let id: JSONDocument.Node?
  let verificationMethod: JSONDocument.Node?
  let proofPurpose: JSONDocument.Node?
  let proofValue: JSONDocument.Node?
  /// The contexts under which the document was signed, where the proof carries its own.
  let context: JSONDocument.Node?
  let created: Instant?
  let expires: Instant?
  /// The values of `previousProof`, strings all.
  let previousProofs: [JSONDocument.Node]

  /// - Throws: a `Reason` with `proof_invalid` and the JSON pointer.
  init(_ node: JSONDocument.Node, in document: JSONDocument) throws(Reason) {
    self.node = node
    guard document.kind(of: node) == .object else {
      throw Reason(.proofInvalid, "a proof has to be an object", pointer: document.pointer(to: node))
    }
    _ = try Self.string("type", of: node, document, isRequired: true)
    let isDataIntegrity = document.member("type", of: node).map { document.isString($0, "DataIntegrityProof") } ?? false
    _ = try Self.string("cryptosuite", of: node, document, isRequired: isDataIntegrity)
    suite = Cryptosuite(proof: node, in: document)
    id = try Self.string("id", of: node, document, isRequired: false)
    previousProofs = try Self.previousProofs(of: node, document)
    let isKnown = suite != nil
    verificationMethod = try Self.string("verificationMethod", of: node, document, isRequired: isKnown)
    proofPurpose = try Self.string("proofPurpose", of: node, document, isRequired: isKnown)
    proofValue = try Self.string("proofValue", of: node, document, isRequired: isKnown)
    context = document.member("@context", of: node)
    created = try Self.date("created", of: node, document)
    expires = try Self.date("expires", of: node, document)
    _ = try Self.string("challenge", of: node, document, isRequired: false)
    _ = try Self.string("nonce", of: node, document, isRequired: false)
    try Self.checkDomain(of: node, document)
  }

  /// The cryptosuite's name, or the type where the proof has none: as the proof says it.
  func suiteName(in document: JSONDocument) -> String {
    if let suite { return suite.rawValue }
    let name = document.member("cryptosuite", of: node) ?? document.member("type", of: node)
    return name.flatMap { document.text(at: $0) } ?? ""
  }

  private static func string(
    _ name: StaticString, of node: JSONDocument.Node, _ document: JSONDocument, isRequired: Bool
  ) throws(Reason) -> JSONDocument.Node? {
    guard let member = document.member(name, of: node) else {
      guard isRequired else { return nil }
      throw Reason(.proofInvalid, "the proof needs the member '\(name)'", pointer: document.pointer(to: node))
    }
    guard document.kind(of: member) == .string else {
      throw Reason(.proofInvalid, "'\(name)' of a proof has to be a string", pointer: document.pointer(to: member))
    }
    return member
  }

  private static func date(
    _ name: StaticString, of node: JSONDocument.Node, _ document: JSONDocument
  ) throws(Reason) -> Instant? {
    guard let member = document.member(name, of: node) else { return nil }
    guard let instant = document.instant(at: member) else {
      throw Reason(
        .proofInvalid,
        "'\(name)' of a proof has to be a date and time with a time zone, such as 2026-01-31T09:00:00Z",
        pointer: document.pointer(to: member))
    }
    return instant
  }

  /// A string, or an array of strings (section 2.1).
  private static func previousProofs(
    of node: JSONDocument.Node, _ document: JSONDocument
  ) throws(Reason) -> [JSONDocument.Node] {
    guard let member = document.member("previousProof", of: node) else { return [] }
    let values = document.kind(of: member) == .array ? Array(document.elements(of: member)) : [member]
    guard !values.isEmpty, values.count <= ProofSet.limit, values.allSatisfy({ document.kind(of: $0) == .string })
    else {
      throw Reason(
        .previousProofInvalid, "'previousProof' has to be a string, or an array of 1 to \(ProofSet.limit) strings",
        pointer: document.pointer(to: member))
    }
    return values
  }

  private static func checkDomain(of node: JSONDocument.Node, _ document: JSONDocument) throws(Reason) {
    guard let domain = document.member("domain", of: node) else { return }
    let isSound =
      document.kind(of: domain) == .string
      || (document.kind(of: domain) == .array
        && document.elements(of: domain).allSatisfy { document.kind(of: $0) == .string })
    guard isSound else {
      throw Reason(
        .proofInvalid, "'domain' of a proof has to be a string, or an array of strings",
        pointer: document.pointer(to: domain))
    }
  }
}
