import CanonicalJSON

/// The expanded document as JSON: what `expand()` of the API gives, and what the conformance suite compares.
extension Expander {
  /// An array of node objects. Values of one property stand together, where the first of them stood.
  func json() -> JSONValue { .array(json(of: tree.root)) }

  private func json(of chain: ExpandedTree.Chain) -> [JSONValue] {
    var values: [JSONValue] = []
    var cell = chain.first
    while cell != 0 {
      let item = tree.item(cell)
      values.append(json(of: item.object))
      cell = item.next
    }
    return values
  }

  private func json(of id: ExpandedTree.ObjectID) -> JSONValue {
    let object = tree[id]
    var members: [JSONValue.Member] = []
    if object.keywords.contains(.id) { members.append(.init("@id", object.id.map { .string(string($0)) } ?? .null)) }
    if object.keywords.contains(.type) {
      let types = types(of: object)
      members.append(.init("@type", object.isValue ? types.first ?? .null : .array(types)))
    }
    if object.isValue { members.append(.init("@value", json(of: object.value))) }
    if let language = object.language { members.append(.init("@language", .string(string(language)))) }
    if let direction = object.direction { members.append(.init("@direction", direction == .ltr ? "ltr" : "rtl")) }
    if let index = object.index { members.append(.init("@index", .string(string(index)))) }
    if object.keywords.contains(.graph) { members.append(.init("@graph", .array(json(of: object.graph)))) }
    if object.keywords.contains(.included) { members.append(.init("@included", .array(json(of: object.included)))) }
    if object.isList { members.append(.init("@list", .array(json(of: object.items)))) }
    if object.keywords.contains(.reverse) {
      members.append(.init("@reverse", .object(self.members(of: object.reverse))))
    }
    return .object(members + self.members(of: object.properties))
  }

  private func types(of object: ExpandedTree.Object) -> [JSONValue] {
    var types: [JSONValue] = []
    var cell = object.types.first
    while cell != 0 {
      let item = tree.type(cell)
      types.append(.string(string(item.type)))
      cell = item.next
    }
    return types
  }

  private func members(of chain: ExpandedTree.Chain) -> [JSONValue.Member] {
    var names: [String] = []
    var places: [[UInt8]: Int] = [:]
    var values: [[JSONValue]] = []
    var cell = chain.first
    while cell != 0 {
      let property = tree.property(cell)
      let name = string(property.name)
      let place = places[Array(name.utf8)] ?? names.count
      if place == names.count {
        places[Array(name.utf8)] = place
        names.append(name)
        values.append([])
      }
      values[place] += json(of: property.values)
      cell = property.next
    }
    return zip(names, values).map { .init($0, .array($1)) }
  }

  private func json(of value: ExpandedTree.Value) -> JSONValue {
    switch value {
    case .null: .null
    case .scalar(let node), .json(let node): JSONValue(document, at: node)
    }
  }

  private func string(_ text: Text) -> String { withText(text) { String(utf8: $0) } }
}
