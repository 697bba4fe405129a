import CanonicalJSON
import LinkedData
import Signing

/// The cryptosuite `eddsa-rdfc-2022` (Data Integrity EdDSA Cryptosuites 1.0, section 3.2), and `Ed25519Signature2020`
/// (appendix A), which hashes the same way: what exactly is signed.
///
/// An object, and made for the first proof that needs it: whoever reads no JSON-LD pays nothing for it.
final class EdDSARDFC2022 {
  /// Reads JSON-LD under one edition of a context; without one, under those of the store.
  private final class Reader {
    let edition: ContextEdition?
    var canonicalizer: JSONLDCanonicalizer

    init(_ contexts: KnownContexts, _ edition: ContextEdition?) {
      self.edition = edition
      var options = JSONLDOptions()
      // So that `StatementCheck` need not search the whole dataset for what the members do not show.
      options.isPlain = true
      options.allowsInlineContexts = contexts.readsInlineContexts
      canonicalizer = JSONLDCanonicalizer(
        contexts: edition.map { contexts.store.choosing($0) } ?? contexts.store, options: options,
        mayBeTakenOver: { StatementCheck.passes($0, $1) })
    }
  }

  /// Text that is read and canonical N-Quads that are made for one credential, in bytes: four times the largest one. The
  /// last document that fits may go beyond, by the limits of a dataset.
  private static let byteBudget = 4 * JSONLimits.credential.bytes
  /// After larger credentials memory is given back.
  private static let keptText = 1 << 17

  let contexts: KnownContexts
  private var readers: [Reader] = []
  private var digester = Digester(.sha256)
  private var nquads: [UInt8] = []

  // Of the credential at hand.
  private var budget = EdDSARDFC2022.byteBudget
  private var workBudget = WorkBudget.credential
  /// SHA-256 of the document without its proofs, by edition: the proofs of a set, of both suites, cover the same.
  private var documentDigests: [(edition: ContextEdition?, digest: [UInt8])] = []

  /// Whether the credential, or the options of one of its proofs, brought definitions of its own.
  private(set) var hasReadInlineContexts = false

  init(contexts: KnownContexts) {
    self.contexts = contexts
  }

  /// Forgets the credential before.
  ///
  /// - Parameter isContinued: whether what was left of its budgets is all that there is.
  func begin(isContinued: Bool) {
    documentDigests.removeAll(keepingCapacity: true)
    if !isContinued {
      budget = Self.byteBudget
      workBudget = .credential
    }
    hasReadInlineContexts = false
  }

  /// Appends the two hashes of a proof under an edition of a context: of its options, and of what it covers.
  ///
  /// - Throws: a `Reason` where something would be left out of the dataset, a context is not known, or a limit is met.
  func hash(
    _ covered: CoveredDocument, _ edition: ContextEdition?, into hashData: inout [UInt8]
  ) throws(Reason) {
    let document = covered.document
    try append(Self.options(covered), document.withSource(of: covered.proof.node) { $0.count }, edition, &hashData)
    let isShared = covered.previous.isEmpty && covered.hasSeveralProofs
    if isShared, let known = documentDigests.first(where: { $0.edition == edition }) {
      hashData.append(contentsOf: known.digest)
      return
    }
    try append(Self.document(covered), document.bytes.count, edition, &hashData)
    if isShared { documentDigests.append((edition, Array(hashData.suffix(32)))) }
  }

  /// Finds what is wrong with the linked data of a document that has no proof yet.
  ///
  /// - Throws: as ``hash(_:_:into:)``.
  func check(_ document: JSONDocument) throws(Reason) {
    var hashData: [UInt8] = []
    try append(JSONLDInput(document), document.bytes.count, nil, &hashData)
  }

  /// The proof configuration: the proof without its value, under the contexts of the document (section 3.2.5). A context
  /// that the proof has itself gives way to them.
  static func options(_ covered: CoveredDocument) -> JSONLDInput {
    let document = covered.document
    return JSONLDInput(
      document, at: covered.proof.node, editing: [.init("proofValue", .omit)],
      context: document.member("@context", of: document.root))
  }

  /// The document without its proofs (section 3.2.2), or with those that the proof builds on (Data Integrity 1.0, section
  /// 4.5).
  static func document(_ covered: CoveredDocument) -> JSONLDInput {
    let proofs = covered.previous
    return JSONLDInput(covered.document, editing: [.init("proof", proofs.isEmpty ? .omit : .array(proofs))])
  }

  /// Sections 3.2.3 and 3.2.4: JSON-LD to a dataset, RDFC-1.0, SHA-256.
  private func append(
    _ input: JSONLDInput, _ size: Int, _ edition: ContextEdition?, _ hashData: inout [UInt8]
  ) throws(Reason) {
    guard budget >= size else {
      throw Reason(.timeBudgetExceeded, "the document is too large for so many proofs")
    }
    budget -= size
    var canonical: [UInt8] = []
    swap(&canonical, &nquads)
    let reader = reader(edition)
    reader.canonicalizer.budget = workBudget
    do throws(LinkedDataError) {
      defer { workBudget.subtract(reader.canonicalizer.workTaken) }
      try reader.canonicalizer.canonicalize(input, into: &canonical)
    } catch {
      throw Reason(error)
    }
    if reader.canonicalizer.hasReadInlineContexts { hasReadInlineContexts = true }
    // Of a dataset that was taken over from another document the answer is the same as it was there: what is asked are
    // predicates and how many statements have them, and which identifiers are different.
    if !reader.canonicalizer.hasTakenOver { try StatementCheck.check(input, reader.canonicalizer.dataset) }
    budget -= min(canonical.count, budget)
    digester.append(of: canonical.span, to: &hashData)
    if size > Self.keptText || canonical.count > 4 * Self.keptText { return release() }
    canonical.removeAll(keepingCapacity: true)
    swap(&canonical, &nquads)
  }

  private func reader(_ edition: ContextEdition?) -> Reader {
    for reader in readers where reader.edition == edition { return reader }
    let reader = Reader(contexts, edition)
    readers.append(reader)
    return reader
  }

  /// Gives the memory of a large credential back, so that none of it stays for the badges that come after.
  private func release() {
    readers.removeAll()
    nquads = []
  }

  // MARK: what the report says

  /// The texts of all `@context` members of the last credential that was asked about, and what came of them.
  private var usesOf: [UInt8] = []
  private var uses: [ContextUse] = []

  /// The contexts that the credential and all credentials within it name, where their URLs do not say all.
  func uses(in document: JSONDocument) -> [ContextUse] {
    var nodes: [JSONDocument.Node] = []
    Self.collect(document.root, document, &nodes)
    var texts: [UInt8] = []
    for node in nodes {
      document.withSource(of: node) { text in for at in text.indices { texts.append(text[at]) } }
      texts.append(0)
    }
    if texts != usesOf {
      uses = contexts.uses(nodes, in: document)
      usesOf = texts
    }
    return uses
  }

  /// The values of all members `@context`. JSON nests no deeper than its limit.
  private static func collect(
    _ node: JSONDocument.Node, _ document: JSONDocument, _ contexts: inout [JSONDocument.Node]
  ) {
    switch document.kind(of: node) {
    case .object:
      for member in document.members(of: node) {
        if document.isString(member.name, "@context") {
          contexts.append(member.value)
        } else {
          collect(member.value, document, &contexts)
        }
      }
    case .array: for element in document.elements(of: node) { collect(element, document, &contexts) }
    case .null, .false, .true, .number, .string: return
    }
  }
}
