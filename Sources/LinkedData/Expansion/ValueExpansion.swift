import CanonicalJSON

extension Expander {
  /// Value Expansion (JSON-LD 1.1 API, section 5.3.2) of a scalar.
  mutating func expandValue(
    _ value: JSONDocument.Node, of property: ActiveProperty, in context: ContextID
  ) throws(LinkedDataError) -> ExpandedTree.ObjectID {
    try expandValue(value, by: definition(of: property, in: context), in: context)
  }

  /// The same by the definition of the property.
  ///
  /// - Parameter value: a scalar, or a name.
  mutating func expandValue(
    _ value: JSONDocument.Node, by definition: TermDefinition?, in context: ContextID
  ) throws(LinkedDataError) -> ExpandedTree.ObjectID {
    var object = ExpandedTree.Object(source: value)
    let isString = document.kind(of: value) == .string
    let type = definition?.type
    // 1, 2.
    if isString, type == Keyword.id.id || type == Keyword.vocab.id {
      object.keywords = KeywordSet(.id)
      object.id = expandIRI(
        value, in: context, documentRelative: true, vocabulary: type == Keyword.vocab.id)
      try checkID(object.id, at: value)
      if identifiers != nil { note(object.id, of: value, in: context, vocabulary: type == Keyword.vocab.id) }
      return tree.add(object)
    }
    // 3.
    object.keywords = KeywordSet(.value)
    object.value = .scalar(value)
    if let type, type != Keyword.id.id, type != Keyword.vocab.id, type != Keyword.none.id {
      object.keywords.insert(.type)
      tree.append(type: .interned(type), to: &object.types)
    } else if isString {
      switch definition?.language ?? .absent {
      case .absent: object.language = contexts.language(of: context).map(Text.interned)
      case .null: break
      case .value(let language): object.language = .interned(language)
      }
      switch definition?.direction ?? .absent {
      case .absent: object.direction = contexts.direction(of: context)
      case .null: break
      case .value(let direction): object.direction = direction
      }
      if object.language != nil { object.keywords.insert(.language) }
      if object.direction != nil { object.keywords.insert(.direction) }
    }
    return tree.add(object)
  }

  /// A list object.
  mutating func addList(_ items: ExpandedTree.Chain, at source: JSONDocument.Node) -> ExpandedTree.ObjectID {
    var list = ExpandedTree.Object(source: source)
    list.keywords = KeywordSet(.list)
    list.items = items
    return tree.add(list)
  }

  /// A graph object.
  mutating func addGraph(_ item: ExpandedTree.ObjectID, at source: JSONDocument.Node) -> ExpandedTree.ObjectID {
    var graph = ExpandedTree.Object(source: source)
    graph.keywords = KeywordSet(.graph)
    tree.append(item, to: &graph.graph)
    return tree.add(graph)
  }

  /// In safe mode an identifier has to be one that a dataset can have.
  func checkID(_ id: Text?, at node: JSONDocument.Node) throws(LinkedDataError) {
    guard isSafe else { return }
    guard let id, isWellFormed(id) || isBlankNode(id) else { throw error(.idRelative, at: node) }
  }

  /// The same for a type.
  func checkType(_ type: Text?, at node: JSONDocument.Node) throws(LinkedDataError) {
    guard isSafe else { return }
    guard let type, isWellFormed(type) || isBlankNode(type) else { throw error(.typeUndefined, at: node) }
  }

  func isBlankNode(_ text: Text) -> Bool { withText(text) { $0.isBlankNodeIdentifier } }
}
