import CanonicalJSON
import Signing

/// The cryptosuite `eddsa-jcs-2022` (Data Integrity EdDSA Cryptosuites 1.0, section 3.3): what exactly is signed.
struct EdDSAJCS2022: ~Copyable {
  private var digester = Digester(.sha256)
  private var forms = CanonicalMemo()
  private var buffer: [UInt8] = []
  private var documentDigest: (contexts: Int, digest: [UInt8])?
  private var budget = EdDSAJCS2022.byteBudget

  /// Text that is canonicalised for one credential: four times the largest one. Only chains of proofs over a large
  /// document need more, each of which is hashed with other proofs in it.
  private static let byteBudget = 4 * JSONLimits.credential.bytes

  /// A larger buffer is not kept for the next credential.
  private static let bufferLimit = 1 << 17

  init() {}

  /// Forgets the credential before.
  ///
  /// - Parameter isContinued: whether what was left of its budget is all that there is.
  mutating func begin(isContinued: Bool) {
    documentDigest = nil
    if !isContinued { budget = Self.byteBudget }
  }

  /// Appends SHA-256 of the canonical proof configuration, then SHA-256 of the canonical document (section 3.3.4).
  ///
  /// - Throws: a `Reason` with `proof_context_mismatch` or `time_budget_exceeded`.
  mutating func hash(_ covered: CoveredDocument, into hashData: inout [UInt8]) throws(Reason) {
    let (document, proof, previous) = (covered.document, covered.proof, covered.previous)
    append(document, proof.node, editing: [.init("proofValue", .omit)], &hashData)
    var edits: [JSONDocument.MemberEdit] = [.init("proof", previous.isEmpty ? .omit : .array(previous))]
    // What is hashed depends on the proof by its contexts and its previous proofs only. -1: the document's own contexts.
    var contexts = -1
    if let context = proof.context {
      contexts = try checkContext(context, document, contextCount: covered.contextCount)
      edits.append(.init("@context", .value(context)))
    }
    if previous.isEmpty, let documentDigest, documentDigest.contexts == contexts {
      hashData.append(contentsOf: documentDigest.digest)
      return
    }
    guard budget >= document.bytes.count else {
      throw Reason(.timeBudgetExceeded, "the document is too large for so many proofs")
    }
    budget -= document.bytes.count
    append(document, document.root, editing: edits, &hashData)
    if previous.isEmpty, covered.hasSeveralProofs { documentDigest = (contexts, Array(hashData.suffix(32))) }
  }

  private mutating func append(
    _ document: JSONDocument, _ node: JSONDocument.Node, editing edits: [JSONDocument.MemberEdit],
    _ hashData: inout [UInt8]
  ) {
    var canonical: [UInt8] = []
    swap(&canonical, &buffer)
    forms.canonicalize(document, node, editing: edits, into: &canonical)
    digester.append(of: canonical.span, to: &hashData)
    canonical.removeAll(keepingCapacity: canonical.capacity <= Self.bufferLimit)
    swap(&canonical, &buffer)
  }

  /// "Check that the securedDocument.@context starts with all values contained in the proofOptions.@context in the same
  /// order" (section 3.3.2, step 4).
  ///
  /// What is signed then is the document with the proof's contexts. Contexts that were appended to the document later are
  /// not part of it; those that the model of the credential was judged by have to be.
  private func checkContext(
    _ context: JSONDocument.Node, _ document: JSONDocument, contextCount: Int
  ) throws(Reason) -> Int {
    let isArray = document.kind(of: context) == .array
    let signed = isArray ? Array(document.elements(of: context)) : [context]
    let present = document.member("@context", of: document.root).map { Array(document.elements(of: $0)) } ?? []
    guard signed.count >= contextCount, signed.count <= present.count,
      zip(signed, present).allSatisfy({ isSame($0, $1, document) })
    else {
      throw Reason(
        .proofContextMismatch, "the contexts of the credential do not start with those that were signed",
        pointer: document.pointer(to: context))
    }
    // A string and an array of it are different documents to RFC 8785.
    return isArray ? signed.count : -2
  }

  private func isSame(_ a: JSONDocument.Node, _ b: JSONDocument.Node, _ document: JSONDocument) -> Bool {
    if document.kind(of: a) == .string { return document.isSameString(a, b) }
    var first: [UInt8] = []
    var second: [UInt8] = []
    document.canonicalize(a, into: &first)
    document.canonicalize(b, into: &second)
    return first == second
  }
}
