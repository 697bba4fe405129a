public import CanonicalJSON

/// What is read as a JSON-LD document: a JSON text, or one object in it, with some of its members changed. So a proof and
/// the document without its proofs are read from the text that holds both.
public struct JSONLDInput: Sendable {
  public var document: JSONDocument
  /// The value that is the document.
  public var node: JSONDocument.Node
  /// Changes of members of `node` whose names stand for properties. An array's elements are values of an unordered
  /// property.
  public var edits: [JSONDocument.MemberEdit]
  /// What stands in the place of the object's own `@context`; nil for that itself.
  public var context: JSONDocument.Node?

  public init(
    _ document: JSONDocument, at node: JSONDocument.Node? = nil, editing edits: [JSONDocument.MemberEdit] = [],
    context: JSONDocument.Node? = nil
  ) {
    self.document = document
    self.node = node ?? document.root
    self.edits = edits
    self.context = context
  }
}

/// Reads JSON-LD documents, one after the other, for one thread. What the contexts of the store amount to is worked out
/// once and kept.
public struct JSONLDProcessor: ~Copyable {
  var expander: Expander
  var writer: ToRDF

  public init(contexts: ContextStore, options: JSONLDOptions = JSONLDOptions()) {
    expander = Expander(store: contexts, options: options)
    writer = ToRDF(options: options)
  }

  /// The expanded form of a document (JSON-LD 1.1 API, section 5.1), an array of node objects.
  ///
  /// - Throws: ``LinkedDataError`` with one of the codes of the specification or, in safe mode, of what would be left out.
  public mutating func expand(_ document: JSONDocument) throws(LinkedDataError) -> JSONValue {
    try expand(JSONLDInput(document))
  }

  /// The same of a part of a text.
  public mutating func expand(_ input: JSONLDInput) throws(LinkedDataError) -> JSONValue {
    try expander.expand(input)
    return expander.json()
  }

  /// What a document says, as an RDF dataset (JSON-LD 1.1 API, section 8.1).
  ///
  /// - Throws: as ``expand(_:)``; in safe mode also where a statement would be left out. `datasetTooLarge`.
  public mutating func dataset(of document: JSONDocument) throws(LinkedDataError) -> Dataset {
    try dataset(of: JSONLDInput(document))
  }

  /// The same of a part of a text.
  ///
  /// - Parameter dataset: one whose memory is used again; what is in it goes.
  public mutating func dataset(
    of input: JSONLDInput, reusing dataset: consuming Dataset = Dataset()
  ) throws(LinkedDataError) -> Dataset {
    dataset.removeAll()
    try expander.expand(input)
    return try writer.dataset(of: expander, reusing: dataset)
  }
}
