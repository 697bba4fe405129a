import CanonicalJSON

/// Deserialize JSON-LD to RDF (JSON-LD 1.1 API, section 8.1.2), from the tree that ``Expander`` leaves.
///
/// The specification first makes a node map (section 7.2), which brings together what is said of one node in several
/// places. A dataset is a set of quads, in which that needs no step of its own: each object is written where it stands,
/// and a node without an identifier gets its blank node there. What of the node map can still be seen is kept: indexes
/// that conflict are an error, and equal compound literals of one property are one.
///
/// A term that RDF cannot have is nil; quads with one are left out, what stands inside is not.
struct ToRDF {
  typealias Term = Dataset.Term
  typealias ObjectID = ExpandedTree.ObjectID
  typealias Chain = ExpandedTree.Chain

  /// An index of a node, in one graph.
  private struct NodeKey: Hashable {
    let graph: Term
    let node: Term
  }

  /// What makes two compound literals of one property the same value object.
  struct CompoundKey: Hashable {
    let subject: Term
    let predicate: Term
    let graph: Term
    let value: Term
    let language: [UInt8]
    let direction: Direction?
    let index: [UInt8]?
  }

  /// The term of a text that contexts know, in one document.
  private struct Known: BitwiseCopyable {
    var document: UInt64 = 0
    var term: Term?
  }

  var dataset = Dataset()
  let rdfDirection: JSONLDOptions.RDFDirection?
  /// By the numbers of texts, which come again and again.
  private var terms: [Known] = []
  private var document: UInt64 = 0
  /// Blank nodes whose labels are none that N-Quads could have.
  private var odd: [[UInt8]: Term] = [:]
  private var indexes: [NodeKey: [UInt8]] = [:]
  var compounds: [CompoundKey: Term] = [:]
  /// Where the terms of the dataset come from, where it is asked for.
  var origins: TermOrigins?

  init(options: JSONLDOptions) { rdfDirection = options.rdfDirection }

  /// The dataset of what an expanded document says.
  ///
  /// - Parameter empty: an empty dataset.
  mutating func dataset(
    of expander: borrowing Expander, reusing empty: consuming Dataset
  ) throws(LinkedDataError) -> Dataset {
    dataset = empty
    document &+= 1
    if !odd.isEmpty { odd = [:] }
    if !indexes.isEmpty { indexes = [:] }
    if !compounds.isEmpty { compounds = [:] }
    try addNodes(expander.tree.root, in: .defaultGraph, expander)
    var result = Dataset()
    swap(&result, &dataset)
    return result
  }

  /// Adds the node objects of a graph.
  private mutating func addNodes(
    _ chain: Chain, in graph: Term?, _ expander: borrowing Expander
  ) throws(LinkedDataError) {
    var cell = chain.first
    while cell != 0 {
      let item = expander.tree.item(cell)
      if expander.tree[item.object].isNode { _ = try addNode(item.object, in: graph, expander) }
      cell = item.next
    }
  }

  /// Adds what a node object says, and all that stands in it.
  ///
  /// - Returns: its term.
  mutating func addNode(
    _ id: ObjectID, in graph: Term?, _ expander: borrowing Expander
  ) throws(LinkedDataError) -> Term? {
    let object = expander.tree[id]
    let subject: Term?
    if object.keywords.contains(.id) {
      subject = try object.id.map { (id) throws(LinkedDataError) in try term(id, expander) } ?? nil
      if subject == nil { try expander.drop(.idRelative, at: object.source) }
      if let index = object.index { try check(index, of: subject, in: graph, object.source, expander) }
    } else {
      subject = try dataset.blankNode()
    }
    try addTypes(of: object, subject, in: graph, expander)
    if object.keywords.contains(.reverse) { try addReverse(object.reverse, subject, in: graph, expander) }
    if object.keywords.contains(.graph) { try addNodes(object.graph, in: subject, expander) }
    try addNodes(object.included, in: graph, expander)
    var cell = object.properties.first
    while cell != 0 {
      let property = expander.tree.property(cell)
      try addValues(of: property, subject, in: graph, expander)
      cell = property.next
    }
    return subject
  }

  private mutating func addTypes(
    of object: ExpandedTree.Object, _ subject: Term?, in graph: Term?, _ expander: borrowing Expander
  ) throws(LinkedDataError) {
    var cell = object.types.first
    guard cell != 0 else { return }
    let predicate = try iri(RDFTerm.type)
    while cell != 0 {
      let item = expander.tree.type(cell)
      let type = try term(item.type, expander)
      if type == nil { try expander.drop(.typeUndefined, at: object.source) }
      try emit(subject, predicate, type, in: graph)
      cell = item.next
    }
  }

  private mutating func addReverse(
    _ chain: Chain, _ subject: Term?, in graph: Term?, _ expander: borrowing Expander
  ) throws(LinkedDataError) {
    var cell = chain.first
    while cell != 0 {
      let property = expander.tree.property(cell)
      let predicate = try predicate(property, expander)
      var value = property.values.first
      while value != 0 {
        let item = expander.tree.item(value)
        try emit(try addNode(item.object, in: graph, expander), predicate, subject, in: graph)
        value = item.next
      }
      cell = property.next
    }
  }

  private mutating func addValues(
    of property: ExpandedTree.Property, _ subject: Term?, in graph: Term?, _ expander: borrowing Expander
  ) throws(LinkedDataError) {
    let predicate = try predicate(property, expander)
    var cell = property.values.first
    while cell != 0 {
      let item = expander.tree.item(cell)
      let compound = CompoundPlace(subject: subject, predicate: predicate, graph: graph)
      let object = try addObject(item.object, in: graph, of: compound, expander)
      try emit(subject, predicate, object, in: graph)
      cell = item.next
    }
  }

  /// Object to RDF Conversion (section 8.2.2).
  mutating func addObject(
    _ id: ObjectID, in graph: Term?, of place: CompoundPlace?, _ expander: borrowing Expander
  ) throws(LinkedDataError) -> Term? {
    let object = expander.tree[id]
    if object.isValue { return try addLiteral(object, in: graph, of: place, expander) }
    if object.isList { return try addList(object.items, in: graph, expander) }
    return try addNode(id, in: graph, expander)
  }

  /// List to RDF Conversion (section 8.3.2).
  private mutating func addList(
    _ chain: Chain, in graph: Term?, _ expander: borrowing Expander
  ) throws(LinkedDataError) -> Term? {
    let (first, rest, none) = (try iri(RDFTerm.first), try iri(RDFTerm.rest), try iri(RDFTerm.none))
    var cell = chain.first
    guard cell != 0 else { return none }
    let head = try dataset.blankNode()
    var subject = head
    while cell != 0 {
      let item = expander.tree.item(cell)
      try emit(subject, first, try addObject(item.object, in: graph, of: nil, expander), in: graph)
      let next = item.next == 0 ? none : try dataset.blankNode()
      try emit(subject, rest, next, in: graph)
      subject = next
      cell = item.next
    }
    return head
  }

  /// Adds a quad, unless RDF cannot have one of its terms.
  mutating func emit(
    _ subject: Term?, _ predicate: Term?, _ object: Term?, in graph: Term?
  ) throws(LinkedDataError) {
    guard let subject, let predicate, let object, let graph else { return }
    let isNew = try dataset.add(subject, predicate, object, in: graph)
    if isNew, origins != nil { origins?.note(quad: dataset.quads.count - 1, object) }
  }

  /// A node has one index in a graph (section 7.2.2, step 6.8).
  private mutating func check(
    _ index: Text, of node: Term?, in graph: Term?, _ source: JSONDocument.Node, _ expander: borrowing Expander
  ) throws(LinkedDataError) {
    guard let node, let graph else { return }
    origins?.isClosed = true
    let key = NodeKey(graph: graph, node: node)
    let index = expander.bytes(of: index)
    if let other = indexes[key], other != index { throw expander.error(.conflictingIndexes, at: source) }
    indexes[key] = index
  }
}

// MARK: - Terms

extension ToRDF {
  /// The term of a property; nil where it is none that RDF can have as a predicate.
  private mutating func predicate(
    _ property: ExpandedTree.Property, _ expander: borrowing Expander
  ) throws(LinkedDataError) -> Term? {
    let term = try term(property.name, expander)
    if let term, term.kind == .iri { return term }
    try expander.drop(term == nil ? .propertyUndefined : .propertyBlankNode, at: property.source)
    return nil
  }

  /// The term of an IRI or a blank node identifier; nil for what is neither.
  mutating func term(_ text: Text, _ expander: borrowing Expander) throws(LinkedDataError) -> Term? {
    let term = try knownTerm(text, expander)
    if origins != nil { origins?.note(term, of: text) }
    return term
  }

  @inline(__always)
  private mutating func knownTerm(_ text: Text, _ expander: borrowing Expander) throws(LinkedDataError) -> Term? {
    guard case .interned(let id) = text else { return try newTerm(text, expander) }
    let at = Int(id.number)
    if at < terms.count {
      if terms[at].document == document { return terms[at].term }
    } else {
      terms.append(contentsOf: repeatElement(Known(), count: at + 1 - terms.count))
    }
    let term = try newTerm(text, expander)
    terms[at] = Known(document: document, term: term)
    return term
  }

  private mutating func newTerm(_ text: Text, _ expander: borrowing Expander) throws(LinkedDataError) -> Term? {
    let result: Result<Term?, LinkedDataError> = expander.withText(text) { text in
      do throws(LinkedDataError) {
        if text.isBlankNodeIdentifier { return .success(try blankNode(text.extracting(2..<text.count))) }
        guard IRIReference.isWellFormed(text) else { return .success(nil) }
        return .success(try dataset.iri(text))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private mutating func blankNode(_ label: Span<UInt8>) throws(LinkedDataError) -> Term {
    if NQuadsSyntax.blankNodeLabel(in: label, at: 0) == label.count { return try dataset.blankNode(label) }
    var bytes: [UInt8] = []
    for at in label.indices { bytes.append(label[at]) }
    if let term = odd[bytes] { return term }
    let term = try dataset.blankNode()
    odd[bytes] = term
    return term
  }

  mutating func iri(_ text: StaticString) throws(LinkedDataError) -> Term {
    let result: Result<Term, LinkedDataError> = text.withUTF8Buffer { buffer in
      do throws(LinkedDataError) {
        return .success(try dataset.iri(unsafe Span(_unsafeElements: buffer)))
      } catch {
        return .failure(error)
      }
    }
    let term = try result.get()
    if origins != nil { origins?.others.append(term) }
    return term
  }
}

/// Where a value stands, as far as it matters for whether another one is the same.
struct CompoundPlace {
  let subject: Dataset.Term?
  let predicate: Dataset.Term?
  let graph: Dataset.Term?
}

/// The IRIs of RDF and of XML Schema's datatypes that the algorithm writes.
enum RDFTerm {
  static let type: StaticString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
  static let first: StaticString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first"
  static let rest: StaticString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest"
  static let none: StaticString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"
  static let value: StaticString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"
  static let language: StaticString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#language"
  static let direction: StaticString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#direction"
  static let json: StaticString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON"
  static let boolean: StaticString = "http://www.w3.org/2001/XMLSchema#boolean"
  static let integer: StaticString = "http://www.w3.org/2001/XMLSchema#integer"
  static let double: StaticString = "http://www.w3.org/2001/XMLSchema#double"
  static let i18n: StaticString = "https://www.w3.org/ns/i18n#"
}

extension Expander {
  func bytes(of text: Text) -> [UInt8] {
    withText(text) { text in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.count)
      for at in text.indices { bytes.append(text[at]) }
      return bytes
    }
  }
}
