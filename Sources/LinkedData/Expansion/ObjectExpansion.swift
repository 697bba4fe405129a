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

extension Expander {
  /// Steps 7 to 19 of Expansion: an object.
  mutating func expandObject(
    _ element: JSONDocument.Node, of property: ActiveProperty, in context: ContextID, fromMap: Bool
  ) throws(LinkedDataError) -> Expanded {
    var context = context
    let scoped = scopedContext(of: property, in: context)
    // 7. A context that is not propagated ends where a node object starts.
    if !fromMap, let previous = contexts.previous(of: context), startsNode(element, in: context) { context = previous }
    // 8.
    if let scoped { context = try contexts.apply(scoped, to: context, override: true, propagate: true) }
    // 9.
    let replaced = element == input.node ? input.context : nil
    if let local = replaced ?? document.member("@context", of: element) {
      context = try contexts.apply(local, to: context)
    }
    // 10, 11.
    let typeScoped = context
    let typeKeys = typeKeys(of: element, in: context)
    for key in typeKeys { context = try applyTypes(key.value, of: typeScoped, to: context) }
    // 12.
    let frame = ObjectFrame(
      property: property, context: context, typeScoped: typeScoped,
      isJSON: isJSON(typeKeys.first?.value, in: context))
    var object = ExpandedTree.Object(source: element)
    try expandMembers(of: element, frame, into: &object)
    return try finish(&object, of: property)
  }

  /// Whether the object is more than a value object or a reference: one without an entry for `@value`, and not with one
  /// for `@id` alone.
  private func startsNode(_ element: JSONDocument.Node, in context: ContextID) -> Bool {
    let document = document
    let isSingle = document.count(of: element) == 1
    for member in document.members(of: element) {
      switch keyword(member.name, in: context) {
      case .value: return false
      case .id where isSingle: return false
      default: continue
      }
    }
    return true
  }

  /// The keyword that a name stands for.
  func keyword(_ name: JSONDocument.Node, in context: ContextID) -> Keyword? {
    guard let term = known(name) else { return nil }
    return term.keyword ?? definition(of: term, in: context)?.iri?.keyword
  }

  /// The members that stand for `@type`, by name in the order of code points.
  private func typeKeys(
    of element: JSONDocument.Node, in context: ContextID
  ) -> [(name: JSONDocument.Node, value: JSONDocument.Node)] {
    let document = document
    var keys: [(name: JSONDocument.Node, value: JSONDocument.Node)] = []
    for member in document.members(of: element) where keyword(member.name, in: context) == .type { keys.append(member) }
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
      if let scoped = definition(of: known(value), in: typeScoped)?.context {
        context = try contexts.apply(scoped, to: context, override: false, propagate: false)
      }
      return context
    }
    // Types without a scoped context do nothing here: only the others need an order.
    var types: [(node: JSONDocument.Node, context: LocalContextID)] = []
    for type in document.elements(of: value) {
      if let scoped = definition(of: known(type), in: typeScoped)?.context { types.append((type, scoped)) }
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

  /// Steps 13 and 14.
  mutating func expandMembers(
    of element: JSONDocument.Node, _ frame: ObjectFrame, into object: inout ExpandedTree.Object
  ) throws(LinkedDataError) {
    let document = document
    let isEdited = element == input.node && !input.edits.isEmpty
    var nests: [(name: JSONDocument.Node, value: JSONDocument.Node)] = []
    for member in document.members(of: element) {
      // 13.1.
      if document.isString(member.name, "@context") { continue }
      if isEdited, edited(member).isEmpty { continue }
      // 13.2, 13.3.
      let term = known(member.name)
      let expanded: Text?
      if let term, let definition = definition(of: term, in: frame.context) {
        expanded = definition.iri.map(Text.interned)
      } else {
        expanded = expandIRI(member.name, in: frame.context)
      }
      guard let expanded, expanded.keyword != nil || withText(expanded, { ContextProcessor.hasColon($0) }) else {
        try drop(.propertyUndefined, at: member.name)
        continue
      }
      if let keyword = expanded.keyword {
        if keyword == .nest {
          if case .reverse = frame.property { throw error(.invalidReversePropertyMap, at: member.name) }
          nests.append(member)
        } else {
          try expandKeyword(keyword, member.name, member.value, frame, into: &object)
        }
      } else {
        try checkProperty(expanded, at: member.name)
        for value in isEdited ? edited(member) : [member.value] {
          try expandProperty(expanded, term, member.name, value, frame, into: &object)
        }
      }
    }
    // 14.
    for nest in nests {
      if document.kind(of: nest.value) == .array {
        for value in document.elements(of: nest.value) { try expandNest(nest.name, value, frame, into: &object) }
      } else {
        try expandNest(nest.name, nest.value, frame, into: &object)
      }
    }
  }

  /// The values of a member of the document itself, after the edits.
  private func edited(_ member: (name: JSONDocument.Node, value: JSONDocument.Node)) -> [JSONDocument.Node] {
    for edit in input.edits where document.isString(member.name, edit.name) {
      switch edit.change {
      case .omit: return []
      case .value(let node): return [node]
      case .array(let nodes): return nodes
      }
    }
    return [member.value]
  }

  /// In safe mode a property has to be one that a dataset can have.
  private func checkProperty(_ property: Text, at name: JSONDocument.Node) throws(LinkedDataError) {
    guard isSafe, !isWellFormed(property) else { return }
    throw error(isBlankNode(property) ? .propertyBlankNode : .propertyUndefined, at: name)
  }

  /// Step 14.2: what a nesting property has becomes part of the object, with the nesting property's scoped context.
  private mutating func expandNest(
    _ name: JSONDocument.Node, _ value: JSONDocument.Node, _ frame: ObjectFrame,
    into object: inout ExpandedTree.Object
  ) throws(LinkedDataError) {
    let document = document
    guard document.kind(of: value) == .object else { throw error(.invalidNestValue, at: value) }
    var context = frame.context
    let property = ActiveProperty.term(known(name))
    if let scoped = scopedContext(of: property, in: context) {
      context = try contexts.apply(scoped, to: context, override: true, propagate: true)
    }
    for member in document.members(of: value) where keyword(member.name, in: context) == .value {
      throw error(.invalidNestValue, at: value)
    }
    let nested = ObjectFrame(
      property: property, context: context, typeScoped: frame.typeScoped, isJSON: frame.isJSON)
    try expandMembers(of: value, nested, into: &object)
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
