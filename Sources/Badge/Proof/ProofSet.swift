import CanonicalJSON

/// The proofs of a credential: one, or a set, some of which may be chained by `previousProof` (Verifiable Credential Data
/// Integrity 1.0, sections 2.1.1 and 2.1.2).
struct ProofSet: Sendable {
  /// At most this many proofs are looked at; each may cost a signature check.
  static let limit = 16

  private(set) var proofs: [DataIntegrityProof]
  /// For each proof the positions of the proofs that it names, in the order of the set; empty where none names any.
  private let links: [[Int]]

  /// - Throws: a `Reason` for a missing or malformed proof, or a chain that names a proof that is not there or itself.
  init(of credential: CredentialModel, memo: borrowing ModelMemo) throws(Reason) {
    if let proofs = memo.proofs(of: credential.document) {
      self = proofs
    } else {
      try self.init(of: credential.secured)
    }
  }

  init(of credential: CredentialModel) throws(Reason) { try self.init(of: credential.secured) }

  /// - Throws: a `Reason` for a missing or malformed proof, or a chain that names a proof that is not there or itself.
  init(of secured: SecuredDocument) throws(Reason) {
    let document = secured.document
    guard let proof = secured.proof else {
      throw Reason(.proofMissing, "the credential is not signed: it has no 'proof'", pointer: "")
    }
    var proofs: [DataIntegrityProof] = []
    if document.kind(of: proof) == .array {
      guard document.count(of: proof) > 0 else {
        throw Reason(.proofMissing, "the credential is not signed: 'proof' is empty", pointer: "/proof")
      }
      guard document.count(of: proof) <= Self.limit else {
        throw Reason(.tooManyEntries, "there are more than \(Self.limit) proofs", pointer: "/proof")
      }
      for element in document.elements(of: proof) { proofs.append(try DataIntegrityProof(element, in: document)) }
    } else {
      guard document.kind(of: proof) != .null else {
        throw Reason(.proofMissing, "the credential is not signed: 'proof' is null", pointer: "/proof")
      }
      proofs.append(try DataIntegrityProof(proof, in: document))
    }
    self.proofs = proofs
    links = try Self.links(proofs, document)
    if !links.isEmpty { try checkForCycles(document) }
  }

  /// The same proof of a document with the same nodes, where it is the only one; nil where it has to be read anew.
  func with(_ document: JSONDocument) -> ProofSet? {
    guard proofs.count == 1, links.isEmpty, let proof = proofs[0].with(document) else { return nil }
    var result = self
    result.proofs[0] = proof
    return result
  }

  /// The positions of the proofs that a proof names in `previousProof`.
  func previous(of proof: Int) -> [Int] { links.isEmpty ? [] : links[proof] }

  /// The nodes of the proofs that a proof covers beside the document.
  func previousNodes(of proof: Int) -> [JSONDocument.Node] {
    previous(of: proof).map { proofs[$0].node }
  }

  private static func links(_ proofs: [DataIntegrityProof], _ document: JSONDocument) throws(Reason) -> [[Int]] {
    guard proofs.contains(where: { !$0.previousProofs.isEmpty }) else { return [] }
    for i in proofs.indices {
      guard let id = proofs[i].id else { continue }
      for k in proofs.indices where k > i {
        if let other = proofs[k].id, document.isSameString(id, other) {
          throw Reason(
            .previousProofInvalid, "two proofs have one 'id', so 'previousProof' cannot say which is meant",
            pointer: document.pointer(to: other))
        }
      }
    }
    var links: [[Int]] = []
    for proof in proofs {
      var named: [Int] = []
      for name in proof.previousProofs {
        guard let k = proofs.firstIndex(where: { $0.id.map { document.isSameString($0, name) } ?? false }) else {
          throw Reason(
            .previousProofInvalid, "'previousProof' names a proof that is not there",
            pointer: document.pointer(to: name))
        }
        if !named.contains(k) { named.append(k) }
      }
      links.append(named.sorted())
    }
    return links
  }

  /// A proof cannot, over any number of steps, cover itself.
  private func checkForCycles(_ document: JSONDocument) throws(Reason) {
    // Each round settles the proofs all of whose predecessors are settled; a cycle never is. At most `limit` rounds.
    var settled = Set<Int>()
    while settled.count < proofs.count {
      let before = settled.count
      for i in proofs.indices where links[i].allSatisfy(settled.contains) { settled.insert(i) }
      guard settled.count > before else {
        let unsettled = proofs.indices.first { !settled.contains($0) } ?? 0
        throw Reason(
          .previousProofInvalid, "the chain of 'previousProof' runs in a circle",
          pointer: document.pointer(to: proofs[unsettled].node))
      }
    }
  }
}
