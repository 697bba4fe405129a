/// A strict JSON text (RFC 8259, and RFC 7493 "I-JSON") as a tape over its own bytes.
///
/// Parsing does not build a tree. It leaves one 16-byte entry for each value and each member name, in document order:
///
/// ```
/// text     {"b":[1,"x"],"a\u0062":null}
/// tape     object b array 1 x ab null        an entry a value; a name stands before its value
///             │      └── next ──▲            a container knows the entry after its last descendant
///             └ order: [5, 1]                its members by name, in UTF-16 order, as tape indices
/// arena    ab                                decoded strings that held an escape, numbers in their RFC 8785 form
/// ```
///
/// 0 < index < next(index) <= tape.count holds for every entry, and every (start, count) lies inside the text or the
/// arena. The document is immutable, so it can be shared by threads, and `Node` is a plain index: no reference counting
/// on the way to a hash.
public struct JSONDocument: Sendable {
  /// A handle of one value. It belongs to the document that gave it out.
  public struct Node: Hashable, Comparable, Sendable, BitwiseCopyable {
    @usableFromInline let index: UInt32

    @usableFromInline
    init(index: UInt32) {
      self.index = index
    }

    /// Whether a value stands before another in the text.
    @inlinable
    public static func < (a: Node, b: Node) -> Bool { a.index < b.index }
  }

  public enum Kind: UInt8, Hashable, Sendable, BitwiseCopyable {
    case null, `false`, `true`, number, string, array, object
  }

  let tape: Tape

  init(_ tape: Tape) {
    self.tape = tape
  }

  /// Reads one JSON value that fills the whole text.
  ///
  /// - Throws: ``JSONError`` with the code and the byte offset of the first defect.
  public init(parsing bytes: [UInt8], limits: JSONLimits = .credential) throws(JSONError) {
    tape = try JSONParser.parse(bytes, limits: limits)
  }

  /// The text as it was given.
  public var bytes: [UInt8] { tape.text }

  public var root: Node { Node(index: 0) }

  /// The first number, if any, whose digits a double cannot hold, so that its canonical form is a different decimal.
  ///
  /// RFC 8785 hashes what the double holds. Whoever shows such a number must show the canonical form.
  public var firstInexactNumber: Node? { tape.firstInexactNumber.map(Node.init(index:)) }

  public func kind(of node: Node) -> Kind { tape.entries[Int(node.index)].kind }

  /// Elements of an array or members of an object; 0 for anything else.
  public func count(of node: Node) -> Int {
    let entry = tape.entries[Int(node.index)]
    return entry.kind.isContainer ? Int(entry.count) : 0
  }

  /// The member's value, or nil where `node` is no object or has no such member.
  public func member(_ name: StaticString, of node: Node) -> Node? {
    name.withUTF8Buffer { buffer in
      unsafe member(named: Span(_unsafeElements: buffer), of: node)
    }
  }

  /// The member's value by the name's UTF-8 bytes (unescaped), compared byte for byte.
  public func member(named name: Span<UInt8>, of node: Node) -> Node? {
    let entry = tape.entries[Int(node.index)]
    guard entry.kind == .object else { return nil }
    if entry.count <= 16 {
      var at = Int(node.index) + 1
      for _ in 0..<entry.count {
        if tape.text(at, equals: name) { return Node(index: UInt32(at + 1)) }
        at = tape.next(at + 1)
      }
      return nil
    }
    var low = Int(entry.start)
    var high = low + Int(entry.count)
    while low < high {
      let middle = (low + high) / 2
      let at = Int(tape.order[middle])
      let order = tape.compare(at, with: name)
      if order == 0 { return Node(index: UInt32(at + 1)) }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The decoded text of a string.
  ///
  /// - Throws: ``JSONError/Code/notAString``.
  public func string(at node: Node) throws(JSONError) -> String {
    guard let text = text(at: node) else { throw JSONError(.notAString, at: offset(of: node)) }
    return text
  }

  /// The decoded text of a string, or nil where `node` is none.
  public func text(at node: Node) -> String? {
    let entry = tape.entries[Int(node.index)]
    guard entry.kind == .string else { return nil }
    // The bytes were validated when they were read, so nothing is repaired here.
    return tape.withText(entry) { span in
      unsafe span.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
  }

  /// The decoded UTF-8 bytes of a string; nil where `node` is none.
  @inlinable
  @inline(__always)
  public func withUTF8<R>(of node: Node, _ body: (Span<UInt8>) -> R) -> R? {
    // Only what is not generic lies in this module: from another one it would be called for a type that is not known.
    var result: R?
    visitUTF8(of: node) { result = body($0) }
    return result
  }

  @usableFromInline
  func visitUTF8(of node: Node, _ body: (Span<UInt8>) -> Void) {
    let entry = tape.entries[Int(node.index)]
    if entry.kind == .string { tape.withText(entry, body) }
  }

  /// The length of a string in UTF-8 bytes; 0 for anything else.
  public func utf8Count(of node: Node) -> Int {
    let entry = tape.entries[Int(node.index)]
    return entry.kind == .string ? Int(entry.count) : 0
  }

  /// Appends a string as JSON: at most ``JSONText/bound(_:)`` bytes, the same that RFC 8785 asks for. Nothing for a value
  /// of another kind.
  public func appendString(_ node: Node, to output: inout OutputSpan<UInt8>) {
    let entry = tape.entries[Int(node.index)]
    guard entry.kind == .string else { return }
    if entry.flags == .plain {
      // It stands in the text between its quotes.
      let text = tape.text
      JSONText.copy(text.span, Int(entry.start) &- 1..<Int(entry.start) &+ Int(entry.count) &+ 1, to: &output)
    } else {
      tape.withText(entry) { JSONText.append($0, to: &output) }
    }
  }

  /// Whether `node` is a string of exactly these bytes. No Unicode equivalence is applied.
  public func isString(_ node: Node, _ value: StaticString) -> Bool {
    value.withUTF8Buffer { buffer in
      tape.entries[Int(node.index)].kind == .string
        && (unsafe tape.text(Int(node.index), equals: Span(_unsafeElements: buffer)))
    }
  }

  /// Whether both nodes are strings of the same bytes.
  public func isSameString(_ a: Node, _ b: Node) -> Bool {
    kind(of: a) == .string && kind(of: b) == .string
      && tape.withText(tape.entries[Int(b.index)]) { tape.text(Int(a.index), equals: $0) }
  }

  /// The value of a number as the nearest double; nil where `node` is none.
  public func number(at node: Node) -> Double? {
    let entry = tape.entries[Int(node.index)]
    guard entry.kind == .number else { return nil }
    return tape.withText(entry) { NumberText(scanning: $0).value($0) }
  }

  /// The elements of an array, in order; none for anything else.
  public func elements(of node: Node) -> Elements {
    Elements(document: self, array: node)
  }

  /// The members of an object, in document order; none for anything else.
  public func members(of node: Node) -> Members {
    Members(document: self, object: node)
  }

  /// The text from the start of a value up to the start of the value or name behind it: all of the value, and what
  /// separates the two. Where two such texts are the same, so are the values.
  public func withSource<R>(of node: Node, _ body: (Span<UInt8>) -> R) -> R {
    let next = tape.next(Int(node.index))
    let end = next < tape.entries.count ? tape.offset(of: next) : tape.text.count
    let text = tape.text
    return body(text.span.extracting(tape.offset(of: Int(node.index))..<end))
  }

  /// Whether a value is `container` or stands somewhere in it.
  public func contains(_ node: Node, in container: Node) -> Bool {
    container <= node && Int(node.index) < tape.next(Int(container.index))
  }

  /// The document that a ``JSONReader`` read before, where this one differs from it in the values of strings alone: the
  /// same nodes of both are of the same kind, with the same names, numbers and literals.
  public var precedent: JSONDocument? { tape.model.map { JSONDocument($0.tape) } }

  /// Whether a condition holds for all strings in which this document differs from its ``precedent``; asked in the order
  /// of the text, up to the first for which it does not.
  public func changesSatisfy(_ condition: (Node) -> Bool) -> Bool {
    tape.model?.changes.allSatisfy { condition(Node(index: $0)) } ?? true
  }

  /// Whether both are one and the same document, not only equal ones.
  public func isIdentical(to other: JSONDocument) -> Bool { tape === other.tape }

  /// The byte offset, 0-based, at which a value or a name starts: its opening bracket or quote, its first digit, sign or
  /// letter.
  public func offset(of node: Node) -> Int { tape.offset(of: Int(node.index)) }

  /// The JSON pointer (RFC 6901) of a value, `""` for the root. Costs a walk from the root: for messages.
  public func pointer(to node: Node) -> String {
    var pointer = ""
    var at = 0
    while at != Int(node.index) {
      let entry = tape.entries[at]
      let isObject = entry.kind == .object
      var child = at + 1
      var position = 0
      while true {
        let value = isObject ? child + 1 : child
        let next = tape.next(value)
        if Int(node.index) < next {
          let token = isObject ? text(at: Node(index: UInt32(child))).map(Self.escapeForPointer) : nil
          pointer += "/" + (token ?? "\(position)")
          // A node that is the member's name stands for the member.
          if isObject, Int(node.index) == child { return pointer }
          at = value
          break
        }
        child = next
        position += 1
      }
    }
    return pointer
  }

  private static func escapeForPointer(_ name: String) -> String {
    var escaped = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "~": escaped += "~0"
      case "/": escaped += "~1"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

extension JSONDocument {
  /// The elements of one array.
  public struct Elements: Sequence, IteratorProtocol {
    private let document: JSONDocument
    private var at: Int
    private var left: UInt32

    init(document: JSONDocument, array node: Node) {
      let entry = document.tape.entries[Int(node.index)]
      self.document = document
      at = Int(node.index) + 1
      left = entry.kind == .array ? entry.count : 0
    }

    public mutating func next() -> Node? {
      guard left > 0 else { return nil }
      left -= 1
      defer { at = document.tape.next(at) }
      return Node(index: UInt32(at))
    }
  }

  /// The members of one object.
  public struct Members: Sequence, IteratorProtocol {
    private let document: JSONDocument
    private var at: Int
    private var left: UInt32

    init(document: JSONDocument, object node: Node) {
      let entry = document.tape.entries[Int(node.index)]
      self.document = document
      at = Int(node.index) + 1
      left = entry.kind == .object ? entry.count : 0
    }

    public mutating func next() -> (name: Node, value: Node)? {
      guard left > 0 else { return nil }
      left -= 1
      defer { at = document.tape.next(at + 1) }
      return (Node(index: UInt32(at)), Node(index: UInt32(at + 1)))
    }
  }
}

extension JSONDocument.Kind {
  var isContainer: Bool { rawValue >= JSONDocument.Kind.array.rawValue }
}
