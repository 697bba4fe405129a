import CanonicalJSON

/// A text of an expanded document, wherever it lies.
enum Text: Hashable, Sendable {
  /// A text that contexts know, or a keyword.
  case interned(TextID)
  /// A string, or a name, of the document.
  case node(JSONDocument.Node)
  /// Bytes that were made: a compact IRI without its prefix, a resolved reference.
  case made(start: UInt32, count: UInt32)

  var keyword: Keyword? {
    if case .interned(let id) = self { return id.keyword }
    return nil
  }
}

/// What expansion makes: objects that know each other by number, in a few arrays.
///
/// Properties of one name stand apart as they come; who writes the tree as JSON puts them together, and who makes quads
/// of it has no need to.
struct ExpandedTree: Sendable {
  /// A node object, a value object, a list object, or what is not yet known to be one of them: a map, by what is in it.
  struct Object: Sendable {
    /// The keywords that are present. `@type` is where `types` is not empty, or an empty array was given.
    var keywords = KeywordSet()
    /// Where it stands in the document, for messages.
    let source: JSONDocument.Node
    /// Nil where it expands to null.
    var id: Text?
    var types = Chain()
    var isTypeArray = false
    var value = Value.null
    var language: Text?
    var direction: Direction?
    var index: Text?
    /// The content of `@graph`, `@included`, `@list` or `@set`.
    var graph = Chain()
    var included = Chain()
    /// Of `@list`, or of `@set` until it takes its place.
    var items = Chain()
    var isSetNull = false
    var properties = Chain()
    /// What `@reverse` and properties that are defined to be reverse have.
    var reverse = Chain()
    var isReverseGiven = false

    var isValue: Bool { keywords.contains(.value) }
    var isList: Bool { keywords.contains(.list) }
    var isNode: Bool { !isValue && !isList && !keywords.contains(.set) }
    /// A graph object (syntax, section 9.4): a node object with `@graph` and besides only `@id` and `@index`.
    var isGraph: Bool {
      keywords.contains(.graph) && properties.isEmpty
        && keywords.subtracting(KeywordSet(.graph, .id, .index)).isEmpty
    }
  }

  enum Value: Sendable {
    case null
    /// A scalar, or a name, of the document.
    case scalar(JSONDocument.Node)
    /// Any value, as a JSON literal.
    case json(JSONDocument.Node)
  }

  /// Some cells in a row. 0 is none.
  struct Chain: Sendable, BitwiseCopyable {
    var first: UInt32 = 0
    var last: UInt32 = 0

    var isEmpty: Bool { first == 0 }
  }

  /// An object in a row of them.
  struct Item: Sendable, BitwiseCopyable {
    var next: UInt32
    let object: ObjectID
  }

  /// One of the types of an object.
  struct TypeItem: Sendable {
    var next: UInt32
    let type: Text
  }

  /// A property and its values.
  struct Property: Sendable {
    var next: UInt32
    let name: Text
    /// Where it stands in the document.
    let source: JSONDocument.Node
    let values: Chain
  }

  struct ObjectID: Hashable, Sendable, BitwiseCopyable {
    let number: UInt32
  }

  private(set) var objects: [Object] = []
  private(set) var items: [Item] = []
  private(set) var types: [TypeItem] = []
  private(set) var properties: [Property] = []
  /// The bytes of texts that were made.
  var bytes: [UInt8] = []
  /// The expanded document.
  var root = Chain()

  mutating func removeAll() {
    objects.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    types.removeAll(keepingCapacity: true)
    properties.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    root = Chain()
  }

  subscript(id: ObjectID) -> Object {
    @inline(__always) get { objects[Int(id.number)] }
    @inline(__always) _modify { yield &objects[Int(id.number)] }
  }

  mutating func add(_ object: Object) -> ObjectID {
    objects.append(object)
    return ObjectID(number: UInt32(objects.count - 1))
  }

  mutating func append(_ object: ObjectID, to chain: inout Chain) {
    items.append(Item(next: 0, object: object))
    let cell = UInt32(items.count)
    if chain.isEmpty { chain.first = cell } else { items[Int(chain.last) - 1].next = cell }
    chain.last = cell
  }

  /// Puts all objects of one row behind those of another. The cells are the same ones: the row is not to be used further.
  mutating func append(_ other: Chain, to chain: inout Chain) {
    guard !other.isEmpty else { return }
    if chain.isEmpty { chain.first = other.first } else { items[Int(chain.last) - 1].next = other.first }
    chain.last = other.last
  }

  mutating func append(type: Text, to chain: inout Chain) {
    types.append(TypeItem(next: 0, type: type))
    let cell = UInt32(types.count)
    if chain.isEmpty { chain.first = cell } else { types[Int(chain.last) - 1].next = cell }
    chain.last = cell
  }

  mutating func prepend(type: Text, to chain: inout Chain) {
    types.append(TypeItem(next: chain.first, type: type))
    chain.first = UInt32(types.count)
    if chain.last == 0 { chain.last = chain.first }
  }

  mutating func append(_ name: Text, from source: JSONDocument.Node, _ values: Chain, to chain: inout Chain) {
    properties.append(Property(next: 0, name: name, source: source, values: values))
    let cell = UInt32(properties.count)
    if chain.isEmpty { chain.first = cell } else { properties[Int(chain.last) - 1].next = cell }
    chain.last = cell
  }

  mutating func prepend(_ name: Text, from source: JSONDocument.Node, _ values: Chain, to chain: inout Chain) {
    properties.append(Property(next: chain.first, name: name, source: source, values: values))
    chain.first = UInt32(properties.count)
    if chain.last == 0 { chain.last = chain.first }
  }

  func item(_ cell: UInt32) -> Item { items[Int(cell) - 1] }
  func type(_ cell: UInt32) -> TypeItem { types[Int(cell) - 1] }
  func property(_ cell: UInt32) -> Property { properties[Int(cell) - 1] }
}
