import CanonicalJSON
import LinkedData

/// A proof, and what it covers.
struct CoveredDocument {
  let document: JSONDocument
  let proof: DataIntegrityProof
  /// The proofs that the proof names in `previousProof`: the document is covered with these as its `proof` (Data Integrity
  /// 1.0, section 4.5), otherwise without one.
  let previous: [JSONDocument.Node]
  /// How many contexts the model relies on, which the proof's own have to include.
  let contextCount: Int
  /// Whether it is worth keeping the document's hash for another proof.
  let hasSeveralProofs: Bool
}

/// What exactly the proofs of a credential sign: 64 bytes for each, by its suite.
struct ProofHasher: ~Copyable {
  /// SHA-256 of the proof's options, then SHA-256 of the document, both in the canonical form of the suite.
  private(set) var hashData: [UInt8] = []
  private var jcs = EdDSAJCS2022()
  private var contexts: KnownContexts?
  private var madeRDFC: EdDSARDFC2022?
  private var isBegun = false
  /// Nil for credentials that have budgets of their own; otherwise whether one of those that share them came before.
  private var together: (jcs: Bool, rdfc: Bool)?

  init() {
    hashData.reserveCapacity(64)
  }

  /// Forgets the credential before.
  mutating func begin(_ contexts: KnownContexts) {
    jcs.begin(isContinued: together?.jcs ?? false)
    together?.jcs = true
    self.contexts = contexts
    isBegun = false
  }

  /// From here on credentials share the budgets of one, so that a document with many in it takes no more.
  mutating func beginTogether() { together = (false, false) }

  mutating func endTogether() { together = nil }

  /// Hashes a credential as one of its proofs covers it.
  ///
  /// - Parameter edition: that of a context, for suites that read contexts; nil for the newest of all.
  /// - Throws: a `Reason`: `proof_context_mismatch`, a code of linked data, or that of a limit.
  mutating func hash(_ covered: CoveredDocument, _ suite: Cryptosuite, edition: ContextEdition?) throws(Reason) {
    hashData.removeAll(keepingCapacity: true)
    switch suite {
    // The suites of ECDSA hash as those of EdDSA do, with SHA-256 for P-256.
    case .eddsaJCS2022, .ecdsaJCS2019: try jcs.hash(covered, into: &hashData)
    case .eddsaRDFC2022, .ed25519Signature2020, .ecdsaRDFC2019: try rdfc().hash(covered, edition, into: &hashData)
    }
  }

  /// Finds what is wrong with the linked data of a document that has no proof yet.
  mutating func checkLinkedData(_ document: JSONDocument) throws(Reason) { try rdfc().check(document) }

  /// The contexts of a credential whose URLs do not say all, as a proof of linked data is checked with them.
  mutating func contextUses(in document: JSONDocument) -> [ContextUse] { rdfc().uses(in: document) }

  /// Whether the credential at hand brought definitions of its own, under which its statements were read.
  var hasReadInlineContexts: Bool { isBegun && madeRDFC?.hasReadInlineContexts ?? false }

  /// The other editions of a credential's contexts, newest first. One context at a time is taken in another edition.
  func otherEditions(for uses: [ContextUse]) -> [ContextEdition] {
    guard let contexts else { return [] }
    var editions: [ContextEdition] = []
    for use in uses where use.edition != nil {
      editions += contexts.store.editions(of: use.url).filter { $0.name != use.edition }
    }
    return Array(editions.prefix(Self.editionLimit))
  }

  /// At most this many editions are tried after the newest.
  private static let editionLimit = 8

  private mutating func rdfc() -> EdDSARDFC2022 {
    let contexts = contexts ?? KnownContexts(ContextStore())
    let rdfc: EdDSARDFC2022
    if let madeRDFC, madeRDFC.contexts === contexts {
      rdfc = madeRDFC
    } else {
      rdfc = EdDSARDFC2022(contexts: contexts)
      madeRDFC = rdfc
    }
    if !isBegun {
      rdfc.begin(isContinued: together?.rdfc ?? false)
      together?.rdfc = true
      isBegun = true
    }
    return rdfc
  }
}
