public import CanonicalJSON

/// Reads JSON-LD documents, one after the other, for one thread. What the contexts of the store amount to is worked out
/// once and kept.
public struct JSONLDProcessor: ~Copyable {
  private var expander: Expander

  public init(contexts: ContextStore, options: JSONLDOptions = JSONLDOptions()) {
    expander = Expander(store: contexts, options: options)
  }

  /// The expanded form of a document (JSON-LD 1.1 API, section 5.1), an array of node objects.
  ///
  /// - Throws: ``LinkedDataError`` with one of the codes of the specification or, in safe mode, of what would be left out.
  public mutating func expand(_ document: JSONDocument) throws(LinkedDataError) -> JSONValue {
    try expander.expand(document)
    return expander.json()
  }

  /// What a document says, as an RDF dataset (JSON-LD 1.1 API, section 8.1).
  ///
  /// - Throws: as ``expand(_:)``; in safe mode also where a statement would be left out. `datasetTooLarge`.
  public mutating func dataset(of document: JSONDocument) throws(LinkedDataError) -> Dataset {
    try expander.expand(document)
    var writer = ToRDF(options: expander.contexts.options, reusing: Dataset())
    try writer.add(expander)
    return writer.dataset
  }
}
