import CanonicalJSON

/// What expanding the members of an object takes: steps 13 and 14 of Expansion.
struct ObjectFrame {
  let property: ActiveProperty
  /// The active context, with all that the object brings.
  var context: ContextID
  /// The one before the scoped contexts of its types, in which types are expanded.
  let typeScoped: ContextID
  /// Whether the type is `@json`.
  let isJSON: Bool
}

/// A member of an object.
struct NamedMember: BitwiseCopyable {
  let name: JSONDocument.Node
  let value: JSONDocument.Node
  /// The number of the name, if any context knew it when the object was opened.
  let term: TextID?
}

extension Expander {
  /// Steps 7 to 19 of Expansion: an object.
  mutating func expandObject(
    _ element: JSONDocument.Node, of property: ActiveProperty, in context: ContextID, fromMap: Bool
  ) throws(LinkedDataError) -> Expanded {
    var context = context
    let scoped = scopedContext(of: property)
    let members = openMembers(of: element)
    // 7. A context that is not propagated ends where a node object starts.
    if !fromMap, let previous = contexts.previous(of: context), startsNode(members, in: context) { context = previous }
    // 8.
    if let scoped { context = try contexts.apply(scoped, to: context, override: true, propagate: true) }
    // 9.
    let replaced = element == input.node ? input.context : nil
    if let local = replaced ?? self.members[members].first(where: { $0.term == Keyword.context.id })?.value {
      let count = contexts.texts.count
      context = try contexts.apply(local, to: context)
      // A context that the document brings, or that is used for the first time, may know more of the names.
      if contexts.texts.count != count { renameMembers(members) }
    }
    // 10, 11.
    let typeScoped = context
    let (firstType, typeCount) = firstType(members, in: context)
    if let firstType {
      let count = contexts.texts.count
      if typeCount == 1 {
        context = try applyTypes(self.members[firstType].value, of: typeScoped, to: context)
      } else {
        for key in typeKeys(members, in: typeScoped) {
          context = try applyTypes(key.value, of: typeScoped, to: context)
        }
      }
      if contexts.texts.count != count { renameMembers(members) }
    }
    // 12.
    let frame = ObjectFrame(
      property: property, context: context, typeScoped: typeScoped,
      isJSON: isJSON(firstType.map { self.members[$0].value }, in: context))
    var object = ExpandedTree.Object(source: element)
    try expandMembers(members, of: element, frame, into: &object)
    closeMembers(members)
    return try finish(&object, of: property)
  }

  /// Puts the members of an object behind those of the objects around it: each name is looked up once.
  func noted(_ member: (name: JSONDocument.Node, value: JSONDocument.Node)) -> NamedMember {
    NamedMember(name: member.name, value: member.value, term: known(member.name))
  }

  private mutating func openMembers(of element: JSONDocument.Node) -> Range<Int> {
    let document = document
    let start = members.count
    for member in document.members(of: element) { members.append(noted(member)) }
    return start..<members.count
  }

  private mutating func renameMembers(_ range: Range<Int>) {
    for at in range { members[at] = noted((members[at].name, members[at].value)) }
  }

  private mutating func closeMembers(_ range: Range<Int>) { members.removeSubrange(range.lowerBound...) }

  /// Whether the object is more than a value object or a reference: one without an entry for `@value`, and not with one
  /// for `@id` alone.
  private func startsNode(_ range: Range<Int>, in context: ContextID) -> Bool {
    for at in range {
      switch keyword(members[at].term, in: context) {
      case .value: return false
      case .id where range.count == 1: return false
      default: continue
      }
    }
    return true
  }

  /// The keyword that a name stands for.
  func keyword(_ name: JSONDocument.Node, in context: ContextID) -> Keyword? { keyword(known(name), in: context) }

  @inline(__always)
  private func keyword(_ term: TextID?, in context: ContextID) -> Keyword? {
    guard let term else { return nil }
    if let keyword = term.keyword { return keyword }
    guard let definition = contexts.definition(of: term, in: context) else { return nil }
    return contexts.definition(definition).iri?.keyword
  }

  /// The first member that stands for `@type`, by name in the order of code points, and how many there are.
  private func firstType(_ range: Range<Int>, in context: ContextID) -> (first: Int?, count: Int) {
    var first: Int?
    var count = 0
    for at in range where keyword(members[at].term, in: context) == .type {
      count += 1
      guard let other = first else {
        first = at
        continue
      }
      if document.isBefore(members[at].name, members[other].name) { first = at }
    }
    return (first, count)
  }

  /// All of them, in this order.
  private func typeKeys(_ range: Range<Int>, in context: ContextID) -> [NamedMember] {
    var keys: [NamedMember] = []
    for at in range where keyword(members[at].term, in: context) == .type { keys.append(members[at]) }
    let document = document
    if keys.count > 1 { keys.sort { document.isBefore($0.name, $1.name) } }
    return keys
  }

  /// Step 11: the scoped contexts of types.
  private mutating func applyTypes(
    _ value: JSONDocument.Node, of typeScoped: ContextID, to context: ContextID
  ) throws(LinkedDataError) -> ContextID {
    let document = document
    var context = context
    if document.kind(of: value) == .string {
      if let scoped = scopedContext(of: definition(of: known(value), in: typeScoped)) {
        context = try contexts.apply(scoped, to: context, override: false, propagate: false)
      }
      return context
    }
    // Types without a scoped context do nothing here: only the others need an order.
    var types: [(node: JSONDocument.Node, context: LocalContextID)] = []
    for type in document.elements(of: value) {
      if let scoped = scopedContext(of: definition(of: known(type), in: typeScoped)) { types.append((type, scoped)) }
    }
    if types.count > 1 { types.sort { document.isBefore($0.node, $1.node) } }
    for type in types { context = try contexts.apply(type.context, to: context, override: false, propagate: false) }
    return context
  }

  /// Step 12: whether the last type is `@json`.
  private func isJSON(_ value: JSONDocument.Node?, in context: ContextID) -> Bool {
    guard let value else { return false }
    let document = document
    var last: JSONDocument.Node? = value
    if document.kind(of: value) == .array {
      last = nil
      for type in document.elements(of: value) { last = type }
    }
    guard let last, document.kind(of: last) == .string else { return false }
    return keyword(last, in: context) == .json
  }

  /// What ``JSONLDOptions/isPlain`` asks of a name that stands for a keyword.
  private func checkPlain(
    _ keyword: Keyword, _ name: JSONDocument.Node, of element: JSONDocument.Node
  ) throws(LinkedDataError) {
    let isOtherID =
      keyword == .id && !document.isString(name, "id") && (element == input.node || !document.isString(name, "@id"))
    guard isOtherID || keyword.isDetour else { return }
    throw error(.keywordRefused, at: name)
  }

  /// Steps 13 and 14.
  private mutating func expandMembers(
    _ range: Range<Int>, of element: JSONDocument.Node, _ frame: ObjectFrame, into object: inout ExpandedTree.Object
  ) throws(LinkedDataError) {
    let isEdited = element == input.node && !input.edits.isEmpty
    var nests: [NamedMember] = []
    for at in range {
      let member = members[at]
      let term = member.term
      // 13.1.
      if term == Keyword.context.id { continue }
      let change = isEdited ? change(of: member) : nil
      if let change, change.isEmpty { continue }
      // 13.2, 13.3.
      let definition = definition(of: term, in: frame.context)
      let expanded: Text?
      if let definition {
        expanded = contexts.definition(definition).iri.map(Text.interned)
      } else {
        expanded = expandIRI(member.name, in: frame.context)
      }
      guard let expanded, expanded.keyword != nil || isIRI(expanded) else {
        try drop(.propertyUndefined, at: member.name)
        continue
      }
      if let keyword = expanded.keyword {
        if isPlain { try checkPlain(keyword, member.name, of: element) }
        if keyword == .nest {
          if case .reverse = frame.property { throw error(.invalidReversePropertyMap, at: member.name) }
          nests.append(member)
        } else {
          try expandKeyword(keyword, member.name, member.value, frame, into: &object)
        }
      } else {
        try checkProperty(expanded, at: member.name)
        let property = ActiveProperty.term(member.name, definition)
        if let change {
          for value in change { try expandProperty(expanded, property, member.name, value, frame, into: &object) }
        } else {
          try expandProperty(expanded, property, member.name, member.value, frame, into: &object)
        }
      }
    }
    // 14.
    let document = document
    for nest in nests {
      if document.kind(of: nest.value) == .array {
        for value in document.elements(of: nest.value) { try expandNest(nest, value, frame, into: &object) }
      } else {
        try expandNest(nest, nest.value, frame, into: &object)
      }
    }
  }

  /// Whether what a name expands to is an IRI or a blank node identifier: it has a colon.
  @inline(__always)
  private func isIRI(_ text: Text) -> Bool {
    if case .interned(let id) = text, contexts.isWellFormed(id) { return true }
    return withText(text) { ContextProcessor.hasColon($0) }
  }

  /// The values of a member of the document itself that is changed by an edit; nil for any other.
  private func change(of member: NamedMember) -> [JSONDocument.Node]? {
    for edit in input.edits where document.isString(member.name, edit.name) {
      switch edit.change {
      case .omit: return []
      case .value(let node): return [node]
      case .array(let nodes): return nodes
      }
    }
    return nil
  }

  /// In safe mode a property has to be one that a dataset can have.
  private func checkProperty(_ property: Text, at name: JSONDocument.Node) throws(LinkedDataError) {
    guard isSafe, !isWellFormed(property) else { return }
    throw error(isBlankNode(property) ? .propertyBlankNode : .propertyUndefined, at: name)
  }

  /// Step 14.2: what a nesting property has becomes part of the object, with the nesting property's scoped context.
  private mutating func expandNest(
    _ nest: NamedMember, _ value: JSONDocument.Node, _ frame: ObjectFrame, into object: inout ExpandedTree.Object
  ) throws(LinkedDataError) {
    guard document.kind(of: value) == .object else { throw error(.invalidNestValue, at: value) }
    var context = frame.context
    let property = ActiveProperty.term(nest.name, definition(of: nest.term, in: context))
    if let scoped = scopedContext(of: property) {
      context = try contexts.apply(scoped, to: context, override: true, propagate: true)
    }
    let members = openMembers(of: value)
    for at in members where keyword(self.members[at].term, in: context) == .value {
      throw error(.invalidNestValue, at: value)
    }
    let nested = ObjectFrame(
      property: property, context: context, typeScoped: frame.typeScoped, isJSON: frame.isJSON)
    try expandMembers(members, of: value, nested, into: &object)
    closeMembers(members)
  }
}

extension JSONDocument {
  /// The order of two strings by code points, which is that of their bytes in UTF-8.
  func isBefore(_ a: Node, _ b: Node) -> Bool {
    withUTF8(of: a) { a in
      withUTF8(of: b) { b in
        for at in 0..<min(a.count, b.count) where a[at] != b[at] { return a[at] < b[at] }
        return a.count < b.count
      } ?? false
    } ?? false
  }
}

extension ContextProcessor {
  static func hasColon(_ text: Span<UInt8>) -> Bool {
    for at in text.indices where text[at] == UInt8(ascii: ":") { return true }
    return false
  }
}
