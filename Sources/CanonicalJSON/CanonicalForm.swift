extension JSONDocument {
  /// One member of the object that is canonicalised, and what stands in its place.
  public struct MemberEdit: Sendable {
    public enum Change: Sendable {
      /// The member is left out.
      case omit
      /// The member has the value of another node of this document.
      case value(Node)
      /// The member's value is an array of other nodes of this document.
      case array([Node])
    }

    public var name: StaticString
    public var change: Change

    public init(_ name: StaticString, _ change: Change) {
      self.name = name
      self.change = change
    }
  }

  /// Appends the RFC 8785 (JSON Canonicalization Scheme) form of a value, UTF-8, leaving out one member of it.
  ///
  /// The member is left out of the object `node` itself, not of objects inside it.
  public func canonicalize(_ node: Node, excluding name: StaticString? = nil, into bytes: inout [UInt8]) {
    if let name {
      canonicalize(node, editing: [MemberEdit(name, .omit)], into: &bytes)
    } else {
      canonicalize(node, editing: [], into: &bytes)
    }
  }

  /// Appends the RFC 8785 form of an object with some of its members changed. An edit of a name that the object does not
  /// have changes nothing.
  public func canonicalize(_ node: Node, editing edits: [MemberEdit], into bytes: inout [UInt8]) {
    // Whatever is edited in, is in the document already: it comes once in its place and at most once in another's.
    let bound = (tape.text.count + tape.slack) * (edits.isEmpty ? 1 : 2) + 64
    let form = unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      var writer = unsafe CanonicalWriter(buffer: buffer)
      writer.write(Int(node.index), editing: edits, of: tape)
      count = writer.count
    }
    if bytes.isEmpty { bytes = form } else { bytes.append(contentsOf: form) }
  }

  /// The RFC 8785 form of the whole document.
  public func canonicalBytes() -> [UInt8] {
    var bytes: [UInt8] = []
    canonicalize(root, into: &bytes)
    return bytes
  }
}

/// Writes canonical JSON into a buffer that is known to be large enough; each write checks that again.
@safe
private struct CanonicalWriter {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private let capacity: Int
  private(set) var count = 0

  /// A container that is being written: `left` values to come, the next at `cursor` of the tape (array) or of the
  /// member order (object).
  private struct Frame {
    var cursor: UInt32
    var left: UInt32
    var isObject: Bool
  }

  init(buffer: UnsafeMutableBufferPointer<UInt8>) {
    unsafe self.buffer = buffer
    capacity = buffer.count
  }

  mutating func write(_ at: Int, editing edits: [JSONDocument.MemberEdit], of tape: Tape) {
    let entry = tape.entries[at]
    guard !edits.isEmpty, entry.kind == .object else {
      value(at, of: tape)
      return
    }
    put(UInt8(ascii: "{"))
    var isFirst = true
    for position in Int(entry.start)..<Int(entry.start) + Int(entry.count) {
      let name = Int(tape.order[position])
      let edit = edits.first { edit in
        edit.name.withUTF8Buffer { unsafe tape.text(name, equals: Span(_unsafeElements: $0)) }
      }
      if case .omit = edit?.change { continue }
      if !isFirst { put(UInt8(ascii: ",")) }
      isFirst = false
      string(tape.entries[name], of: tape)
      put(UInt8(ascii: ":"))
      switch edit?.change {
      case .value(let node): value(Int(node.index), of: tape)
      case .array(let nodes):
        put(UInt8(ascii: "["))
        for (k, node) in nodes.enumerated() {
          if k > 0 { put(UInt8(ascii: ",")) }
          value(Int(node.index), of: tape)
        }
        put(UInt8(ascii: "]"))
      case .omit, nil: value(name + 1, of: tape)
      }
    }
    put(UInt8(ascii: "}"))
  }

  private mutating func value(_ at: Int, of tape: Tape) {
    let entry = tape.entries[at]
    guard entry.kind.isContainer else {
      scalar(entry, of: tape)
      return
    }
    var open: [Frame] = []
    open.append(begin(entry, at))
    while var frame = open.popLast() {
      guard frame.left > 0 else {
        put(frame.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        continue
      }
      // A bracket was the last byte exactly when this is the first value of its container.
      let last = unsafe buffer[count - 1]
      if last != UInt8(ascii: "{"), last != UInt8(ascii: "[") { put(UInt8(ascii: ",")) }
      frame.left -= 1
      let child: Int
      if frame.isObject {
        let name = Int(tape.order[Int(frame.cursor)])
        frame.cursor += 1
        string(tape.entries[name], of: tape)
        put(UInt8(ascii: ":"))
        child = name + 1
      } else {
        child = Int(frame.cursor)
        frame.cursor = UInt32(truncatingIfNeeded: tape.next(child))
      }
      open.append(frame)
      let entry = tape.entries[child]
      if entry.kind.isContainer {
        open.append(begin(entry, child))
      } else {
        scalar(entry, of: tape)
      }
    }
  }

  private mutating func begin(_ entry: Tape.Entry, _ at: Int) -> Frame {
    let isObject = entry.kind == .object
    put(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
    return Frame(
      cursor: isObject ? entry.start : UInt32(truncatingIfNeeded: at + 1), left: entry.count, isObject: isObject)
  }

  @inline(__always)
  private mutating func scalar(_ entry: Tape.Entry, of tape: Tape) {
    switch entry.kind {
    case .string: string(entry, of: tape)
    case .number:
      if entry.flags.contains(.plain) {
        tape.withText(entry) { put($0) }
      } else {
        let double = tape.withText(entry) { NumberText(scanning: $0).value }
        var text: [UInt8] = []
        ECMAScriptNumber.append(double, to: &text)
        put(text.span)
      }
    case .true: put("true")
    case .false: put("false")
    default: put("null")
    }
  }

  @inline(__always)
  private mutating func string(_ entry: Tape.Entry, of tape: Tape) {
    guard entry.flags.contains(.plain) else {
      var text: [UInt8] = []
      tape.withText(entry) { JSONText.appendString($0, to: &text) }
      put(text.span)
      return
    }
    put(UInt8(ascii: "\""))
    tape.withText(entry) { put($0) }
    put(UInt8(ascii: "\""))
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    precondition(count < capacity)
    unsafe buffer[count] = byte
    count &+= 1
  }

  @inline(__always)
  private mutating func put(_ text: StaticString) {
    text.withUTF8Buffer { unsafe put(Span(_unsafeElements: $0)) }
  }

  @inline(__always)
  private mutating func put(_ text: Span<UInt8>) {
    precondition(text.count <= capacity - count)
    unsafe text.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress, let target = unsafe buffer.baseAddress else { return }
      unsafe (target + count).update(from: base, count: source.count)
    }
    count &+= text.count
  }
}
