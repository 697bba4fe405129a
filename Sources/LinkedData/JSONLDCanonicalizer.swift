import CanonicalJSON
public import Signing

/// Canonical N-Quads of JSON-LD documents, one after the other, for one thread: what is hashed to sign them
/// (Data Integrity EdDSA Cryptosuites, section 3.2.3, "Transformation").
///
/// The badges of one class differ in a few strings. Of a document that a ``JSONReader`` read after the model of another
/// one, the dataset is that one's with other texts, where the strings allow it (``CanonicalPrecedent``); all others are
/// processed in full. The bytes, and the errors, are the same.
public struct JSONLDCanonicalizer: ~Copyable {
  /// Two, of document and proof, for each text that a reader remembers.
  private static let capacity = 8
  /// Larger forms are not kept: they would stay in memory for all that come after.
  private static let mostBytes = 1 << 18

  /// What is remembered of a document.
  private struct Memory: Sendable {
    let input: JSONLDInput
    /// Nil where it says nothing about others.
    var precedent: CanonicalPrecedent?

    func isPrecedent(_ document: JSONDocument, of other: JSONLDInput) -> Bool {
      input.document.isIdentical(to: document) && input.isSamePart(as: other)
    }
  }

  private var processor: JSONLDProcessor
  private var canonicalizer: Canonicalizer
  private var dataset = Dataset()
  private var memories: [Memory] = []
  private var oldest = 0
  /// How many documents took over another one's dataset.
  private(set) var takeovers = 0

  public init(
    contexts: ContextStore, options: JSONLDOptions = JSONLDOptions(), algorithm: HashAlgorithm = .sha256,
    budget: WorkBudget = .credential
  ) {
    processor = JSONLDProcessor(contexts: contexts, options: options)
    canonicalizer = Canonicalizer(algorithm, budget: budget)
  }

  /// Appends what a document says in the form of RDFC-1.0.
  ///
  /// - Throws: what ``JSONLDProcessor/dataset(of:)`` and ``Canonicalizer/canonicalize(_:into:)`` throw; then nothing was
  ///   appended.
  public mutating func canonicalize(_ input: JSONLDInput, into output: inout [UInt8]) throws(LinkedDataError) {
    if let earlier = input.document.precedent, input.onlyOmits {
      let at = memory(of: earlier, input)
      if try memories[at].precedent?.canonicalize(
        input.document, &processor.expander, &canonicalizer, into: &output) == true
      {
        takeovers &+= 1
        return
      }
    }
    try canonicalizeInFull(input, into: &output)
  }

  /// The same without looking at other documents.
  mutating func canonicalizeInFull(_ input: JSONLDInput, into output: inout [UInt8]) throws(LinkedDataError) {
    var dataset = Dataset()
    swap(&dataset, &self.dataset)
    dataset = try processor.dataset(of: input, reusing: dataset)
    swap(&dataset, &self.dataset)
    try canonicalizer.canonicalize(self.dataset, into: &output)
  }

  /// The number of what is remembered of an earlier document, which is worked out where it is needed for the first time.
  private mutating func memory(of earlier: JSONDocument, _ input: JSONLDInput) -> Int {
    for at in memories.indices where memories[at].isPrecedent(earlier, of: input) { return at }
    var part = input
    part.document = earlier
    let memory = Memory(input: part, precedent: precedent(part))
    if memories.count < Self.capacity {
      memories.append(memory)
      return memories.count - 1
    }
    let at = oldest
    memories[at] = memory
    oldest = (oldest + 1) % Self.capacity
    return at
  }

  /// Processes a document to serve as the precedent of others; nil where it cannot.
  private mutating func precedent(_ input: JSONLDInput) -> CanonicalPrecedent? {
    processor.expander.identifiers = []
    processor.writer.origins = TermOrigins()
    defer {
      processor.expander.identifiers = nil
      processor.writer.origins = nil
    }
    var output: [UInt8] = []
    do throws(LinkedDataError) { try canonicalizeInFull(input, into: &output) } catch { return nil }
    // What a document's own contexts have made goes with it.
    guard !processor.expander.contexts.hasOwnContexts, output.count <= Self.mostBytes,
      let identifiers = processor.expander.identifiers, let origins = processor.writer.origins, !origins.isClosed
    else { return nil }
    return CanonicalPrecedent(
      input, dataset, identifiers, origins, canonicalizer.found, output,
      generation: processor.expander.contexts.generation)
  }
}
