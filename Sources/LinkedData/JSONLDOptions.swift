/// How a JSON-LD document is read (JSON-LD 1.1 API, section 9.4, "JsonLdOptions"; what is not here is what would fetch,
/// order or frame).
public struct JSONLDOptions: Hashable, Sendable {
  public enum ProcessingMode: Hashable, Sendable {
    /// Refuses what 1.1 added.
    case jsonLD10
    case jsonLD11
  }

  /// What becomes of the base direction of a value; none of both is normative.
  public enum RDFDirection: Hashable, Sendable {
    /// A datatype of `https://www.w3.org/ns/i18n#`.
    case i18nDatatype
    /// A blank node with `rdf:value`, `rdf:language` and `rdf:direction`.
    case compoundLiteral
  }

  /// The base IRI of the document, against which relative references are resolved, also those to contexts. Without one
  /// they stay relative, which safe mode refuses.
  public var base: String?
  public var processingMode = ProcessingMode.jsonLD11
  public var rdfDirection: RDFDirection?
  /// Whether what the algorithms would leave out is an error instead: a property, a type, an identifier or a value that
  /// has no IRI or a relative one. Whoever signs or verifies must not turn it off: what is left out is not signed.
  public var isSafe = true
  /// Whether a document may bring definitions of its own under `@context`, or take away those it has (null). Without, it
  /// can only name contexts.
  public var allowsInlineContexts = false
  /// Whether a document has to say everything where those who read it by names would look: without `@graph`, `@included`,
  /// `@reverse` and `@nest`, without terms that are reverse properties, without `@index`, which no statement holds, and
  /// with identifiers under `id` or `@id`, the document's own under `id`. One dataset can be written in many ways; these let
  /// a statement stand far from what it is about.
  public var isPlain = false
  /// The URL of a context, in the store, that holds before the document's own.
  public var expandContext: String?

  public init() {}
}

/// Bounds of context processing, so that no document makes more work than its size warrants. Each has a code.
public enum JSONLDLimits {
  /// Contexts of the store that include one another in a row, and entries of one array: `context_overflow`.
  public static let contexts = 64
  /// Context documents, scoped contexts and terms that depend on one another in a row: `context_too_deep`.
  public static let contextDepth = 128
  /// Bytes of one context in a document: `context_too_large`.
  public static let inlineContextBytes = 256 << 10
  /// Definitions that all contexts of one document take, created and copied: `context_overflow`.
  public static let contextWork = 500_000
  /// Arrays and objects in one another, as in the default of JSONLimits: `document_too_deep`.
  public static let documentDepth = 128
}
