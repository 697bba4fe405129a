/// A JSON value as a tree: for building credentials and for literals. What is read and verified stays a
/// ``JSONDocument``.
///
/// Objects keep the order of their members, and names are compared as UTF-8 bytes, so that no two names are merged that
/// Unicode calls equivalent.
public indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  /// A finite double.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  public struct Member: Hashable, Sendable {
    public var name: String
    public var value: JSONValue

    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }

    public static func == (a: Member, b: Member) -> Bool {
      a.name.utf8.elementsEqual(b.name.utf8) && a.value == b.value
    }

    public func hash(into hasher: inout Hasher) {
      for byte in name.utf8 { hasher.combine(byte) }
      hasher.combine(value)
    }
  }

  /// The tree of one value of a document. Its depth is bounded by the document's ``JSONLimits/depth``.
  public init(_ document: JSONDocument, at node: JSONDocument.Node) {
    switch document.kind(of: node) {
    case .null: self = .null
    case .true: self = .bool(true)
    case .false: self = .bool(false)
    case .number: self = .number(document.number(at: node) ?? 0)
    case .string: self = .string(document.text(at: node) ?? "")
    case .array: self = .array(document.elements(of: node).map { JSONValue(document, at: $0) })
    case .object:
      self = .object(
        document.members(of: node).map { member in
          Member(document.text(at: member.name) ?? "", JSONValue(document, at: member.value))
        })
    }
  }

  public init(_ document: JSONDocument) {
    self.init(document, at: document.root)
  }

  /// The value of an object's member, by the name's bytes; setting nil removes it, setting a new name appends it.
  public subscript(name: String) -> JSONValue? {
    get {
      guard case .object(let members) = self else { return nil }
      return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }
    set {
      guard case .object(var members) = self else { return }
      let at = members.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
      switch (at, newValue) {
      case (let at?, let value?): members[at].value = value
      case (let at?, nil): members.remove(at: at)
      case (nil, let value?): members.append(Member(name, value))
      case (nil, nil): return
      }
      self = .object(members)
    }
  }

  public func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .bool(let value): writer.bool(value)
    case .number(let value): writer.number(value)
    case .string(let value): writer.string(value)
    case .array(let values):
      writer.beginArray()
      for value in values { value.write(to: &writer) }
      writer.endArray()
    case .object(let members):
      writer.beginObject()
      for member in members {
        writer.name(member.name)
        member.value.write(to: &writer)
      }
      writer.endObject()
    }
  }

  /// JSON text, UTF-8, members in their order; a line feed ends `.pretty` text.
  public func serialized(_ style: JSONWriter.Style = .compact) -> [UInt8] {
    var writer = JSONWriter(style)
    write(to: &writer)
    if style == .pretty { writer.endLine() }
    return writer.bytes
  }

  /// The RFC 8785 form.
  ///
  /// - Throws: ``JSONError`` where the tree is no I-JSON: two members with one name, a noncharacter in a string.
  public func canonicalBytes() throws(JSONError) -> [UInt8] {
    try JSONDocument(parsing: serialized()).canonicalBytes()
  }
}

extension JSONValue: Hashable {
  public static func == (a: JSONValue, b: JSONValue) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a == b
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .number(let value): hasher.combine(value)
    case .string(let value): for byte in value.utf8 { hasher.combine(byte) }
    case .array(let values): hasher.combine(values)
    case .object(let members): hasher.combine(members)
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
  public init(nilLiteral: ()) { self = .null }
}
