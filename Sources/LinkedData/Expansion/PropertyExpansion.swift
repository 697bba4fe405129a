import CanonicalJSON

extension Expander {
  /// Steps 13.5 to 13.14 of Expansion: a member whose name stands for a property.
  ///
  /// - Parameter active: the name, by what it means in the object's context.
  mutating func expandProperty(
    _ property: Text, _ active: ActiveProperty, _ name: JSONDocument.Node, _ value: JSONDocument.Node,
    _ frame: ObjectFrame, into object: inout ExpandedTree.Object
  ) throws(LinkedDataError) {
    var containers: KeywordSet = []
    var isJSON = false
    var isReverse = false
    if let id = active.definition {
      let definition = contexts.definition(id)
      containers = definition.containers
      isJSON = definition.type == Keyword.json.id
      isReverse = definition.isReverse
    }
    var expanded: Expanded
    if isJSON {
      expanded = .object(addJSON(value))
    } else if !containers.isEmpty, document.kind(of: value) == .object, containers.contains(.language) {
      expanded = .array(try expandLanguageMap(value, active.definition.map(contexts.definition), frame))
    } else if !containers.isEmpty, document.kind(of: value) == .object,
      containers.contains(.index) || containers.contains(.type) || containers.contains(.id)
    {
      expanded = .array(try expandMap(value, active, active.definition.map(contexts.definition), frame))
    } else {
      expanded = try expand(value, of: active, in: frame.context, fromMap: false)
    }
    // 13.10.
    if case .null = expanded { return }
    // 13.11.
    if containers.contains(.list) {
      var isList = false
      if case .object(let id) = expanded { isList = tree[id].isList }
      if !isList { expanded = .object(addList(array(expanded), at: value)) }
    }
    var values = array(expanded)
    // 13.12.
    if containers.contains(.graph), !containers.contains(.id), !containers.contains(.index) {
      var graphs = ExpandedTree.Chain()
      var cell = values.first
      while cell != 0 {
        let item = tree.item(cell)
        tree.append(addGraph(item.object, at: tree[item.object].source), to: &graphs)
        cell = item.next
      }
      values = graphs
    }
    // 13.13, 13.14.
    if isReverse {
      if isPlain { throw error(.keywordRefused, at: name) }
      try checkReverse(values, at: value)
      tree.append(property, from: name, values, to: &object.reverse)
      object.keywords.insert(.reverse)
    } else {
      tree.append(property, from: name, values, to: &object.properties)
    }
  }

  private mutating func addJSON(_ value: JSONDocument.Node) -> ExpandedTree.ObjectID {
    var object = ExpandedTree.Object(source: value)
    object.keywords = KeywordSet(.value, .type)
    object.value = .json(value)
    tree.append(type: .interned(Keyword.json.id), to: &object.types)
    return tree.add(object)
  }

  /// Step 13.7: texts by their languages.
  private mutating func expandLanguageMap(
    _ value: JSONDocument.Node, _ definition: TermDefinition?, _ frame: ObjectFrame
  ) throws(LinkedDataError) -> ExpandedTree.Chain {
    let document = document
    var chain = ExpandedTree.Chain()
    var direction = contexts.direction(of: frame.context)
    switch definition?.direction ?? .absent {
    case .absent: break
    case .null: direction = nil
    case .value(let value): direction = value
    }
    for member in document.members(of: value) {
      let isNone = keyword(member.name, in: frame.context) == Keyword.none
      let language = isNone ? nil : language(member.name)
      let isArray = document.kind(of: member.value) == .array
      for item in isArray ? Array(document.elements(of: member.value)) : [member.value] {
        switch document.kind(of: item) {
        case .null: continue
        case .string: break
        default: throw error(.invalidLanguageMapValue, at: item)
        }
        var object = ExpandedTree.Object(source: item)
        object.keywords = KeywordSet(.value)
        object.value = .scalar(item)
        object.language = language
        object.direction = direction
        if language != nil { object.keywords.insert(.language) }
        if direction != nil { object.keywords.insert(.direction) }
        tree.append(tree.add(object), to: &chain)
      }
    }
    return chain
  }

  /// Step 13.8: values by their indexes, identifiers or types.
  private mutating func expandMap(
    _ value: JSONDocument.Node, _ active: ActiveProperty, _ definition: TermDefinition?, _ frame: ObjectFrame
  ) throws(LinkedDataError) -> ExpandedTree.Chain {
    let document = document
    let containers = definition?.containers ?? []
    var chain = ExpandedTree.Chain()
    for member in document.members(of: value) {
      var context = frame.context
      if containers.contains(.id) || containers.contains(.type) {
        context = contexts.previous(of: context) ?? context
      }
      if containers.contains(.type),
        let scoped = scopedContext(of: self.definition(of: known(member.name), in: context))
      {
        context = try contexts.apply(scoped, to: context, override: false, propagate: true)
      }
      let isNone = keyword(member.name, in: frame.context) == Keyword.none
      var cell = array(try expand(member.value, of: property(active, in: context), in: context, fromMap: true)).first
      while cell != 0 {
        let item = tree.item(cell)
        cell = item.next
        var object = item.object
        if containers.contains(.graph), !tree[object].isGraph { object = addGraph(object, at: tree[object].source) }
        if !isNone { try setIndex(of: object, member.name, containers, definition, frame) }
        tree.append(object, to: &chain)
      }
    }
    return chain
  }

  /// Steps 13.8.3.7.2 to 13.8.3.7.5: what the name of a member says about an item in it.
  private mutating func setIndex(
    of id: ExpandedTree.ObjectID, _ name: JSONDocument.Node, _ containers: KeywordSet, _ definition: TermDefinition?,
    _ frame: ObjectFrame
  ) throws(LinkedDataError) {
    if containers.contains(.index) {
      if let index = definition?.index, index != Keyword.index.id {
        let indexDefinition = self.definition(of: index, in: frame.context)
        let value = try expandValue(name, by: indexDefinition, in: frame.context)
        let property = expandIndexKey(index, in: frame.context)
        guard !tree[id].isValue else { throw error(.invalidValueObject, at: tree[id].source) }
        guard let property, property.keyword == nil else { return try drop(.propertyUndefined, at: name) }
        var values = ExpandedTree.Chain()
        tree.append(value, to: &values)
        var properties = tree[id].properties
        tree.prepend(property, from: name, values, to: &properties)
        tree[id].properties = properties
      } else if tree[id].index == nil {
        tree[id].index = .node(name)
        tree[id].keywords.insert(.index)
      }
    } else if containers.contains(.id) {
      guard !tree[id].keywords.contains(.id) else { return }
      let iri = expandIRI(name, in: frame.context, documentRelative: true, vocabulary: false)
      try checkID(iri, at: name)
      tree[id].id = iri
      tree[id].keywords.insert(.id)
    } else {
      let type = expandIRI(name, in: frame.context)
      try checkType(type, at: name)
      guard let type else { return }
      var types = tree[id].types
      tree.prepend(type: type, to: &types)
      tree[id].types = types
      tree[id].isTypeArray = true
      tree[id].keywords.insert(.type)
    }
  }

  private mutating func expandIndexKey(_ index: TextID, in context: ContextID) -> Text? {
    let bytes = contexts.bytes(of: index)
    return expandIRI(bytes.span, as: .interned(index), in: context, documentRelative: false, vocabulary: true)
  }
}
