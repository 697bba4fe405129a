import CanonicalJSON

/// One proof of a credential (Verifiable Credential Data Integrity 1.0, section 2.1), read and checked for its shape.
struct DataIntegrityProof: Sendable {
  let node: JSONDocument.Node
  /// Nil for a suite that is not implemented; then nothing below was asked of the proof.
  let name: CryptosuiteName?
  let id: JSONDocument.Node?
  let verificationMethod: JSONDocument.Node?
  let proofPurpose: JSONDocument.Node?
  let proofValue: JSONDocument.Node?
  /// The contexts under which the document was signed, where the proof carries its own and its suite heeds them.
  let context: JSONDocument.Node?
  private(set) var created: Instant?
  private(set) var expires: Instant?
  private let createdNode: JSONDocument.Node?
  private let expiresNode: JSONDocument.Node?
  /// The values of `previousProof`, strings all.
  let previousProofs: [JSONDocument.Node]

  /// - Throws: a `Reason` with `proof_invalid` and the JSON pointer.
  init(_ node: JSONDocument.Node, in document: JSONDocument) throws(Reason) {
    self.node = node
    guard document.kind(of: node) == .object else {
      throw Reason(.proofInvalid, "a proof has to be an object", pointer: document.pointer(to: node))
    }
    let members = Members(document, node)
    let type = try members.string(.type, isRequired: true) ?? node
    let cryptosuite = try members.string(
      .cryptosuite, isRequired: document.isString(type, "DataIntegrityProof"))
    name = CryptosuiteName(type: type, cryptosuite: cryptosuite, in: document)
    id = try members.string(.id)
    previousProofs = try members.previousProofs()
    verificationMethod = try members.string(.verificationMethod, isRequired: name != nil)
    proofPurpose = try members.string(.proofPurpose, isRequired: name != nil)
    proofValue = try members.string(.proofValue, isRequired: name != nil)
    context = members[.context]
    createdNode = members[.created]
    expiresNode = members[.expires]
    created = try members.date(.created)
    expires = try members.date(.expires)
    _ = try members.string(.challenge)
    _ = try members.string(.nonce)
    try members.checkDomain()
  }

  /// The same proof of a document with the same nodes; nil where a text in it differs that is more than a value to be
  /// checked later, or a date is none.
  func with(_ document: JSONDocument) -> DataIntegrityProof? {
    guard
      document.changesSatisfy({ change in
        change == proofValue || change == createdNode || change == expiresNode || change == verificationMethod
          || !document.contains(change, in: node)
      })
    else { return nil }
    var proof = self
    proof.created = createdNode.flatMap { document.instant(at: $0) }
    proof.expires = expiresNode.flatMap { document.instant(at: $0) }
    guard (proof.created == nil) == (createdNode == nil), (proof.expires == nil) == (expiresNode == nil) else {
      return nil
    }
    return proof
  }

  var suite: Cryptosuite? { name?.suite }

  /// The cryptosuite's name, or the type where the proof has none: as the proof says it.
  func suiteName(in document: JSONDocument) -> String {
    if let name { return name.text }
    let name = document.member("cryptosuite", of: node) ?? document.member("type", of: node)
    return name.flatMap { document.text(at: $0) } ?? ""
  }
}

/// The members of a proof by name, found in one walk.
private struct Members {
  enum Name: Int {
    case type, cryptosuite, id, previousProof, verificationMethod, proofPurpose, proofValue, context, created, expires
    case challenge, nonce, domain
  }

  private static let names: [StaticString] = [
    "type", "cryptosuite", "id", "previousProof", "verificationMethod", "proofPurpose", "proofValue", "@context",
    "created", "expires", "challenge", "nonce", "domain",
  ]
  private static let table = NameTable(names)

  private let document: JSONDocument
  private let proof: JSONDocument.Node
  private let members: NamedMembers

  init(_ document: JSONDocument, _ proof: JSONDocument.Node) {
    self.document = document
    self.proof = proof
    members = document.members(of: proof, named: Self.table)
  }

  subscript(name: Name) -> JSONDocument.Node? { members[name.rawValue] }

  /// A string member; nil only where it is not required and not there.
  func string(_ name: Name, isRequired: Bool = false) throws(Reason) -> JSONDocument.Node? {
    guard let member = self[name] else {
      guard isRequired else { return nil }
      throw Reason(
        .proofInvalid, "the proof needs the member '\(Self.names[name.rawValue])'",
        pointer: document.pointer(to: proof))
    }
    guard document.kind(of: member) == .string else { throw invalid(name, member, "a string") }
    return member
  }

  func date(_ name: Name) throws(Reason) -> Instant? {
    guard let member = self[name] else { return nil }
    guard let instant = document.instant(at: member) else {
      throw invalid(name, member, "a date and time with a time zone, such as 2026-01-31T09:00:00Z")
    }
    return instant
  }

  /// A string, or an array of strings (section 2.1).
  func previousProofs() throws(Reason) -> [JSONDocument.Node] {
    guard let member = self[.previousProof] else { return [] }
    let values = document.kind(of: member) == .array ? Array(document.elements(of: member)) : [member]
    guard !values.isEmpty, values.count <= ProofSet.limit, values.allSatisfy({ document.kind(of: $0) == .string })
    else {
      throw Reason(
        .previousProofInvalid, "'previousProof' has to be a string, or an array of 1 to \(ProofSet.limit) strings",
        pointer: document.pointer(to: member))
    }
    return values
  }

  func checkDomain() throws(Reason) {
    guard let domain = self[.domain], document.kind(of: domain) != .string else { return }
    guard document.kind(of: domain) == .array,
      document.elements(of: domain).allSatisfy({ document.kind(of: $0) == .string })
    else { throw invalid(.domain, domain, "a string, or an array of strings") }
  }

  private func invalid(_ name: Name, _ member: JSONDocument.Node, _ expectation: String) -> Reason {
    Reason(
      .proofInvalid, "'\(Self.names[name.rawValue])' of a proof has to be \(expectation)",
      pointer: document.pointer(to: member))
  }
}
