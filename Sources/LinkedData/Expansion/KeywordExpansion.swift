import CanonicalJSON

extension Expander {
  /// Step 13.4 of Expansion: a member whose name stands for a keyword, other than `@nest`.
  mutating func expandKeyword(
    _ keyword: Keyword, _ name: JSONDocument.Node, _ value: JSONDocument.Node, _ frame: ObjectFrame,
    into object: inout ExpandedTree.Object
  ) throws(LinkedDataError) {
    if case .reverse = frame.property { throw error(.invalidReversePropertyMap, at: name) }
    // What terms that are reverse properties have added to `@reverse` is no second keyword: it must not matter which of
    // the two stands first.
    let isGiven = keyword == .reverse ? object.isReverseGiven : object.keywords.contains(keyword)
    if isGiven, is10 || (keyword != .included && keyword != .type) { throw error(.collidingKeywords, at: name) }
    switch keyword {
    case .id:
      guard document.kind(of: value) == .string else { throw error(.invalidIDValue, at: value) }
      object.id = expandIRI(value, in: frame.context, documentRelative: true, vocabulary: false)
      try checkID(object.id, at: value)
      if identifiers != nil { note(object.id, of: value, in: frame.context, vocabulary: false) }
    case .type: try expandType(value, frame, into: &object)
    case .graph:
      object.graph = array(try expand(value, of: .graph, in: frame.context, fromMap: false))
    case .included:
      if is10 { return try drop(.valueDropped, at: name) }
      try expandIncluded(value, frame, into: &object)
    case .value:
      if frame.isJSON {
        guard !is10 else { throw error(.invalidValueObjectValue, at: value) }
        object.value = .json(value)
      } else {
        switch document.kind(of: value) {
        case .array, .object: throw error(.invalidValueObjectValue, at: value)
        case .null: object.value = .null
        case .false, .true, .number, .string: object.value = .scalar(value)
        }
      }
    case .language:
      guard document.kind(of: value) == .string else { throw error(.invalidLanguageTaggedString, at: value) }
      object.language = language(value)
    case .direction:
      if is10 { return try drop(.valueDropped, at: name) }
      if document.isString(value, "ltr") {
        object.direction = .ltr
      } else if document.isString(value, "rtl") {
        object.direction = .rtl
      } else {
        throw error(.invalidBaseDirection, at: value)
      }
    case .index:
      guard document.kind(of: value) == .string else { throw error(.invalidIndexValue, at: value) }
      object.index = .node(value)
    case .list:
      if frame.property.isFree { return try drop(.valueDropped, at: name) }
      object.items = array(try expand(value, of: frame.property, in: frame.context, fromMap: false))
    case .set:
      switch try expand(value, of: frame.property, in: frame.context, fromMap: false) {
      case .null: object.isSetNull = true
      case let expanded: object.items = array(expanded)
      }
    case .reverse:
      return try expandReverse(value, frame, into: &object)
    case .base, .container, .context, .import, .json, .nest, .none, .prefix, .propagate, .protected, .version, .vocab:
      return try drop(.valueDropped, at: name)
    }
    object.keywords.insert(keyword)
  }

  /// A row of what an element expands to, whether it is one or an array.
  mutating func array(_ expanded: Expanded) -> ExpandedTree.Chain {
    switch expanded {
    case .null: return ExpandedTree.Chain()
    case .array(let chain): return chain
    case .object(let object):
      var chain = ExpandedTree.Chain()
      tree.append(object, to: &chain)
      return chain
    }
  }

  /// A language tag in lower case.
  mutating func language(_ node: JSONDocument.Node) -> Text {
    let document = document
    let start = tree.bytes.count
    _ = document.withUTF8(of: node) { text in
      for at in text.indices { tree.bytes.append(text[at].lowercased) }
    }
    return .made(start: UInt32(start), count: UInt32(tree.bytes.count - start))
  }

  private mutating func expandType(
    _ value: JSONDocument.Node, _ frame: ObjectFrame, into object: inout ExpandedTree.Object
  ) throws(LinkedDataError) {
    let document = document
    if object.keywords.contains(.type) { object.isTypeArray = true }
    switch document.kind(of: value) {
    case .string: try addType(value, frame, into: &object)
    case .array:
      object.isTypeArray = true
      for type in document.elements(of: value) {
        guard document.kind(of: type) == .string else { throw error(.invalidTypeValue, at: type) }
        try addType(type, frame, into: &object)
      }
    default: throw error(.invalidTypeValue, at: value)
    }
  }

  private mutating func addType(
    _ node: JSONDocument.Node, _ frame: ObjectFrame, into object: inout ExpandedTree.Object
  ) throws(LinkedDataError) {
    let type = expandIRI(node, in: frame.typeScoped, documentRelative: true)
    if type?.keyword != .json { try checkType(type, at: node) }
    if let type { tree.append(type: type, to: &object.types) }
  }

  private mutating func expandIncluded(
    _ value: JSONDocument.Node, _ frame: ObjectFrame, into object: inout ExpandedTree.Object
  ) throws(LinkedDataError) {
    let expanded = try expand(value, of: .none, in: frame.context, fromMap: false)
    if case .null = expanded { throw error(.invalidIncludedValue, at: value) }
    let included = array(expanded)
    var cell = included.first
    while cell != 0 {
      let item = tree.item(cell)
      guard tree[item.object].isNode else { throw error(.invalidIncludedValue, at: value) }
      cell = item.next
    }
    tree.append(included, to: &object.included)
  }

  /// Step 13.4.13.
  private mutating func expandReverse(
    _ value: JSONDocument.Node, _ frame: ObjectFrame, into object: inout ExpandedTree.Object
  ) throws(LinkedDataError) {
    guard document.kind(of: value) == .object else { throw error(.invalidReverseValue, at: value) }
    object.isReverseGiven = true
    guard case .object(let id) = try expand(value, of: .reverse, in: frame.context, fromMap: false) else { return }
    let reversed = tree[id]
    // What is reversed twice stands as it is.
    var cell = reversed.reverse.first
    while cell != 0 {
      let property = tree.property(cell)
      tree.append(property.name, from: property.source, property.values, to: &object.properties)
      cell = property.next
    }
    cell = reversed.properties.first
    while cell != 0 {
      let property = tree.property(cell)
      try checkReverse(property.values, at: property.source)
      tree.append(property.name, from: property.source, property.values, to: &object.reverse)
      cell = property.next
    }
    if !object.reverse.isEmpty { object.keywords.insert(.reverse) }
  }

  /// Only node objects can have a property that points back.
  func checkReverse(_ values: ExpandedTree.Chain, at source: JSONDocument.Node) throws(LinkedDataError) {
    var cell = values.first
    while cell != 0 {
      let item = tree.item(cell)
      guard tree[item.object].isNode else { throw error(.invalidReversePropertyValue, at: source) }
      cell = item.next
    }
  }

  /// Steps 15 to 19: what an object turns out to be.
  mutating func finish(
    _ object: inout ExpandedTree.Object, of property: ActiveProperty
  ) throws(LinkedDataError) -> Expanded {
    let source = object.source
    if object.keywords.contains(.value) {
      // 15.
      guard try isValue(&object) else {
        try drop(.valueDropped, at: source)
        return .null
      }
    } else if object.keywords.contains(.set) || object.keywords.contains(.list) {
      // 17.
      let other = object.keywords.subtracting(KeywordSet(object.keywords.contains(.set) ? .set : .list))
      guard object.properties.isEmpty, other.subtracting(KeywordSet(.index)).isEmpty else {
        throw error(.invalidSetOrListObject, at: source)
      }
      if object.keywords.contains(.set) { return object.isSetNull ? .null : .array(object.items) }
    }
    // 18.
    if object.keywords == KeywordSet(.language), object.properties.isEmpty {
      try drop(.valueDropped, at: source)
      return .null
    }
    // 19.
    if property.isFree {
      let isEmpty = object.keywords.isEmpty && object.properties.isEmpty
      let isReference = object.keywords == KeywordSet(.id) && object.properties.isEmpty
      if isEmpty || isReference || object.keywords.contains(.value) || object.keywords.contains(.list) {
        try drop(.valueDropped, at: source)
        return .null
      }
    }
    return .object(tree.add(object))
  }

  /// Step 15 for an object with `@value`; false where it stands for nothing.
  private func isValue(_ object: inout ExpandedTree.Object) throws(LinkedDataError) -> Bool {
    let source = object.source
    let keywords = object.keywords
    let allowed = KeywordSet(.direction, .index, .language, .type, .value)
    guard object.properties.isEmpty, keywords.subtracting(allowed).isEmpty,
      !keywords.contains(.type) || (!keywords.contains(.language) && !keywords.contains(.direction))
    else { throw error(.invalidValueObject, at: source) }
    if keywords.contains(.type), !object.isTypeArray, !object.types.isEmpty,
      tree.type(object.types.first).type.keyword == .json
    {
      return true
    }
    switch object.value {
    case .null: return false
    case .scalar(let node):
      if keywords.contains(.language), document.kind(of: node) != .string {
        throw error(.invalidLanguageTaggedValue, at: node)
      }
    case .json: break
    }
    if keywords.contains(.type) {
      guard !object.isTypeArray, !object.types.isEmpty else { throw error(.invalidTypedValue, at: source) }
      let type = tree.type(object.types.first).type
      guard type.keyword == nil, withText(type, { IRIReference.isWellFormed($0) }) else {
        throw error(.invalidTypedValue, at: source)
      }
    }
    return true
  }
}
