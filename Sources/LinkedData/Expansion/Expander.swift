import CanonicalJSON

/// The property whose value is expanded.
enum ActiveProperty {
  /// None: the document itself, and what `@included` has.
  case none
  case graph, reverse
  /// By its name's number, nil where no context knows it.
  case term(TextID?)

  /// Whether a value here belongs to nothing.
  var isFree: Bool {
    switch self {
    case .none, .graph: true
    case .reverse, .term: false
    }
  }
}

/// What an element expands to.
enum Expanded {
  case null
  case object(ExpandedTree.ObjectID)
  case array(ExpandedTree.Chain)
}

/// Expansion (JSON-LD 1.1 API, section 5.1.2). It reads the tape, and leaves an ``ExpandedTree``. Without frames; the
/// numbers of steps are those of the Recommendation.
///
/// Everything that the algorithm leaves out goes through ``drop(_:at:)``, which in safe mode is an error.
struct Expander {
  var contexts: ContextProcessor
  var tree = ExpandedTree()
  var document = JSONDocument.null
  let isSafe: Bool
  /// What is expanded of the document, and what stands in the place of some of its members.
  private(set) var input = JSONLDInput(JSONDocument.null)
  private var depth = 0
  /// The strings of the document that are identifiers as they stand, where it is asked for.
  var identifiers: [IdentifierPlace]?

  init(store: ContextStore, options: JSONLDOptions) {
    contexts = ContextProcessor(store: store, options: options)
    isSafe = options.isSafe
  }

  var is10: Bool { contexts.options.processingMode == .jsonLD10 }

  /// Expands a document into the tree: `expand()` of section 9.1, as far as it concerns a document that is in memory.
  mutating func expand(_ input: JSONLDInput) throws(LinkedDataError) {
    self.input = input
    document = input.document
    depth = 0
    tree.removeAll()
    contexts.begin(document)
    var context = contexts.root
    if let url = contexts.options.expandContext {
      context = try contexts.apply(url: [UInt8](url.utf8), to: context)
    }
    switch try expand(input.node, of: .none, in: context, fromMap: false) {
    case .null: break
    case .array(let chain): tree.root = chain
    case .object(let id):
      var root = ExpandedTree.Chain()
      // 8.1. A map with nothing but @graph stands for what is in it.
      let object = tree[id]
      if object.keywords == KeywordSet(.graph), object.properties.isEmpty {
        root = object.graph
      } else {
        tree.append(id, to: &root)
      }
      tree.root = root
    }
  }

  /// The algorithm, for any element.
  mutating func expand(
    _ element: JSONDocument.Node, of property: ActiveProperty, in context: ContextID, fromMap: Bool
  ) throws(LinkedDataError) -> Expanded {
    switch document.kind(of: element) {
    case .null: return .null
    case .false, .true, .number, .string:
      // 4.
      if property.isFree {
        try drop(.valueDropped, at: element)
        return .null
      }
      var context = context
      if let scoped = scopedContext(of: property, in: context) {
        context = try contexts.apply(scoped, to: context, override: true, propagate: true)
      }
      return .object(try expandValue(element, of: property, in: context))
    case .array:
      // 5.
      try enter(element)
      var chain = ExpandedTree.Chain()
      let isList = definition(of: property, in: context)?.containers.contains(.list) ?? false
      for item in document.elements(of: element) {
        switch try expand(item, of: property, in: context, fromMap: fromMap) {
        case .null: break
        case .object(let object): tree.append(object, to: &chain)
        case .array(let items):
          if isList {
            tree.append(addList(items, at: item), to: &chain)
          } else {
            tree.append(items, to: &chain)
          }
        }
      }
      depth -= 1
      return .array(chain)
    case .object:
      try enter(element)
      let expanded = try expandObject(element, of: property, in: context, fromMap: fromMap)
      depth -= 1
      return expanded
    }
  }

  private mutating func enter(_ node: JSONDocument.Node) throws(LinkedDataError) {
    guard depth < JSONLDLimits.documentDepth else { throw error(.documentTooDeep, at: node) }
    depth += 1
  }
}

// MARK: - Identifiers

extension Expander {
  /// Notes a string that was expanded as an identifier, relative to the document.
  mutating func note(_ id: Text?, of node: JSONDocument.Node, in context: ContextID, vocabulary: Bool) {
    guard identifiers != nil, id == .node(node), isWellFormed(.node(node)) else { return }
    identifiers?.append(IdentifierPlace(node: node, context: context, vocabulary: vocabulary))
  }

  /// Whether a string of another document, in the same place, is an identifier as it stands too.
  mutating func isIdentifier(_ place: IdentifierPlace, in document: JSONDocument) -> Bool {
    self.document = document
    tree.bytes.removeAll(keepingCapacity: true)
    let id = expandIRI(place.node, in: place.context, documentRelative: true, vocabulary: place.vocabulary)
    return id == .node(place.node) && isWellFormed(.node(place.node))
  }
}

// MARK: - Errors

extension Expander {
  /// Leaves something out, or throws in safe mode.
  func drop(_ code: LinkedDataError.Code, at node: JSONDocument.Node) throws(LinkedDataError) {
    if isSafe { throw error(code, at: node) }
  }

  func error(_ code: LinkedDataError.Code, at node: JSONDocument.Node) -> LinkedDataError {
    LinkedDataError(code, pointer: document.pointer(to: node))
  }
}

// MARK: - Terms and texts

extension Expander {
  func definition(of term: TextID?, in context: ContextID) -> TermDefinition? {
    term.flatMap { contexts.definition(of: $0, in: context) }.map(contexts.definition)
  }

  func definition(of property: ActiveProperty, in context: ContextID) -> TermDefinition? {
    if case .term(let term) = property { return definition(of: term, in: context) }
    return nil
  }

  func scopedContext(of property: ActiveProperty, in context: ContextID) -> LocalContextID? {
    definition(of: property, in: context)?.context
  }

  /// The number of a string or a name of the document, if any context knows it.
  func known(_ node: JSONDocument.Node) -> TextID? {
    let document = document
    return document.withUTF8(of: node) { contexts.known($0) } ?? nil
  }

  /// IRI Expansion (section 5.2.2) of a string or a name of the document; nil for null.
  mutating func expandIRI(
    _ node: JSONDocument.Node, in context: ContextID, documentRelative: Bool = false, vocabulary: Bool = true
  ) -> Text? {
    let document = document
    return document.withUTF8(of: node) { value in
      expandIRI(value, as: .node(node), in: context, documentRelative: documentRelative, vocabulary: vocabulary)
    } ?? nil
  }

  /// The same of a text, given also as what it is returned as where it stays as it is.
  mutating func expandIRI(
    _ value: Span<UInt8>, as text: Text, in context: ContextID, documentRelative: Bool, vocabulary: Bool
  ) -> Text? {
    // 1, 4, 5.
    if let term = contexts.known(value) {
      if term.keyword != nil { return .interned(term) }
      if let definition = contexts.definition(of: term, in: context).map(contexts.definition) {
        if let iri = definition.iri, vocabulary || iri.keyword != nil { return .interned(iri) }
        if vocabulary { return nil }
      }
    }
    // 2.
    if Keyword.hasForm(value) { return nil }
    // 6.
    if let colon = ContextProcessor.colon(in: value) {
      let prefix = value.extracting(0..<colon)
      if prefix.equals("_") { return text }
      let suffix = value.extracting(colon + 1..<value.count)
      if suffix.count >= 2, suffix[0] == UInt8(ascii: "/"), suffix[1] == UInt8(ascii: "/") { return text }
      if let definition = definition(of: contexts.known(prefix), in: context), definition.isPrefix,
        let iri = definition.iri
      {
        return make(iri, suffix)
      }
      if IRIReference.hasScheme(value) { return text }
    }
    // 7, 8.
    if vocabulary, let vocabulary = contexts.vocabulary(of: context) { return make(vocabulary, value) }
    if documentRelative, let base = contexts.base(of: context) {
      let start = tree.bytes.count
      contexts.withText(base) { IRIReference.resolve(value, against: $0, into: &tree.bytes) }
      return .made(start: UInt32(start), count: UInt32(tree.bytes.count - start))
    }
    return text
  }

  /// Two texts in a row.
  private mutating func make(_ first: TextID, _ second: Span<UInt8>) -> Text {
    let start = tree.bytes.count
    contexts.withText(first) { text in
      for at in text.indices { tree.bytes.append(text[at]) }
    }
    for at in second.indices { tree.bytes.append(second[at]) }
    return .made(start: UInt32(start), count: UInt32(tree.bytes.count - start))
  }

  /// Whether a text can stand as an IRI in a dataset.
  func isWellFormed(_ text: Text) -> Bool {
    if case .interned(let id) = text { return contexts.isWellFormed(id) }
    return withText(text) { IRIReference.isWellFormed($0) }
  }

  func withText<R>(_ text: Text, _ body: (Span<UInt8>) -> R) -> R {
    switch text {
    case .interned(let id): contexts.withText(id, body)
    case .made(let start, let count): Self.with(tree.bytes, Int(start)..<Int(start + count), body)
    case .node(let node):
      if let result = document.withUTF8(of: node, body) { result } else { Self.with([], 0..<0, body) }
    }
  }

  /// An argument is borrowed; a span of a property would first have to retain the array.
  @inline(__always)
  private static func with<R>(_ bytes: [UInt8], _ range: Range<Int>, _ body: (Span<UInt8>) -> R) -> R {
    body(bytes.span.extracting(range))
  }
}
