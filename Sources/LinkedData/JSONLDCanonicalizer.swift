public import Signing

/// Canonical N-Quads of JSON-LD documents, one after the other, for one thread: what is hashed to sign them
/// (Data Integrity EdDSA Cryptosuites, section 3.2.3, "Transformation").
public struct JSONLDCanonicalizer: ~Copyable {
  private var processor: JSONLDProcessor
  private var canonicalizer: Canonicalizer
  private var dataset = Dataset()

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
    var dataset = Dataset()
    swap(&dataset, &self.dataset)
    dataset = try processor.dataset(of: input, reusing: dataset)
    swap(&dataset, &self.dataset)
    try canonicalizer.canonicalize(self.dataset, into: &output)
  }
}
