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

    /// Whether both change the same member in the same way. False also where two names are equal and not the same
    /// literal of a program; asked to see quickly whether one is used again.
    public func isSame(as other: Self) -> Bool {
      guard unsafe name.utf8Start == other.name.utf8Start, name.utf8CodeUnitCount == other.name.utf8CodeUnitCount else {
        return false
      }
      return switch (change, other.change) {
      case (.omit, .omit): true
      case (.value(let a), .value(let b)): a == b
      default: false
      }
    }

    /// The nodes that come in.
    fileprivate var nodes: [Node] {
      switch change {
      case .omit: []
      case .value(let node): [node]
      case .array(let nodes): nodes
      }
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
  /// have changes nothing; of two edits of one name the first counts.
  public func canonicalize(_ node: Node, editing edits: [MemberEdit], into bytes: inout [UInt8]) {
    var unused: [UInt32] = []
    _ = canonicalize(node, editing: edits, into: &bytes, recording: &unused)
  }

  /// - Parameter places: where not empty, zeros, one for each entry of the tape; those of strings that are values are set
  ///   to the offset, counted from 1, at which the string was written.
  /// - Returns: false where such a string was written in two places.
  func canonicalize(
    _ node: Node, editing edits: [MemberEdit], into bytes: inout [UInt8], recording places: inout [UInt32]
  ) -> Bool {
    var bound = tape.canonicalBound(of: Int(node.index))
    for edit in edits {
      bound += 2
      for node in edit.nodes { bound += tape.canonicalBound(of: Int(node.index)) + 1 }
    }
    let (entries, order, text, arena) = (tape.entries, tape.order, tape.text, tape.arena)
    var writer = CanonicalWriter()
    swap(&writer.places, &places)
    bytes.append(addingCapacity: bound + CanonicalWriter.spare) { output in
      writer.write(
        Int(node.index), editing: edits, of: tape, entries.span, order.span, text.span, arena.span, into: &output)
    }
    swap(&writer.places, &places)
    return !writer.isWrittenTwice
  }

  /// The RFC 8785 form of the whole document.
  public func canonicalBytes() -> [UInt8] {
    var bytes: [UInt8] = []
    canonicalize(root, into: &bytes)
    return bytes
  }
}

/// Writes canonical JSON from a tape.
///
/// The parts of the tape come as spans, taken once: reading them from the tape's properties costs reference counting at
/// each value. They are parameters, since a struct could hold them only with the experimental `Lifetimes`.
private struct CanonicalWriter {
  /// A container that is being written: `left` values to come, the next at `cursor` of the tape (array) or of the
  /// member order (object).
  private struct Frame {
    var cursor: Int
    var left: UInt32
    var isObject: Bool
  }

  /// Bytes of room beyond the output that let its last texts be copied by whole blocks.
  static let spare = 16

  /// What the container that is being written stands in.
  private var enclosing: [Frame] = []
  /// Where strings were written; empty where nobody asks.
  var places: [UInt32] = []
  /// A string of which a place is asked for was written in two.
  private(set) var isWrittenTwice = false

  mutating func write(
    _ at: Int, editing edits: [JSONDocument.MemberEdit], of tape: Tape, _ entries: Span<Tape.Entry>,
    _ order: Span<UInt32>, _ text: Span<UInt8>, _ arena: Span<UInt8>, into output: inout OutputSpan<UInt8>
  ) {
    let entry = entries[at]
    guard !edits.isEmpty, entry.kind == .object else {
      value(at, entries, order, text, arena, into: &output)
      return
    }
    output.append(UInt8(ascii: "{"))
    var isFirst = true
    for position in 0..<Int(entry.count) {
      let name = Int(order[Int(entry.start) + position])
      let edit = edits.first { edit in
        edit.name.withUTF8Buffer { unsafe tape.text(name, equals: Span(_unsafeElements: $0)) }
      }
      if case .omit = edit?.change { continue }
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      string(entries[name], text, arena, into: &output)
      output.append(UInt8(ascii: ":"))
      switch edit?.change {
      case .value(let node): value(Int(node.index), entries, order, text, arena, into: &output)
      case .array(let nodes):
        output.append(UInt8(ascii: "["))
        for (k, node) in nodes.enumerated() {
          if k > 0 { output.append(UInt8(ascii: ",")) }
          value(Int(node.index), entries, order, text, arena, into: &output)
        }
        output.append(UInt8(ascii: "]"))
      case .omit, nil: value(name + 1, entries, order, text, arena, into: &output)
      }
    }
    output.append(UInt8(ascii: "}"))
  }

  private mutating func value(
    _ at: Int, _ entries: Span<Tape.Entry>, _ order: Span<UInt32>, _ text: Span<UInt8>, _ arena: Span<UInt8>,
    into output: inout OutputSpan<UInt8>
  ) {
    let entry = entries[at]
    guard entry.kind.isContainer else {
      scalar(entry, at, text, arena, into: &output)
      return
    }
    var frame = begin(entry, at, into: &output)
    while true {
      guard frame.left > 0 else {
        output.append(frame.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        guard let outer = enclosing.popLast() else { return }
        frame = outer
        if frame.left > 0 { output.append(UInt8(ascii: ",")) }
        continue
      }
      frame.left &-= 1
      let child: Int
      let entry: Tape.Entry
      if frame.isObject {
        let name = Int(order[frame.cursor])
        frame.cursor &+= 1
        string(entries[name], text, arena, into: &output)
        output.append(UInt8(ascii: ":"))
        child = name &+ 1
        entry = entries[child]
      } else {
        child = frame.cursor
        entry = entries[child]
        frame.cursor = entry.next(after: child)
      }
      if entry.kind.isContainer {
        enclosing.append(frame)
        frame = begin(entry, child, into: &output)
      } else {
        scalar(entry, child, text, arena, into: &output)
        if frame.left > 0 { output.append(UInt8(ascii: ",")) }
      }
    }
  }

  private func begin(_ entry: Tape.Entry, _ at: Int, into output: inout OutputSpan<UInt8>) -> Frame {
    let isObject = entry.kind == .object
    output.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
    return Frame(cursor: isObject ? Int(entry.start) : at + 1, left: entry.count, isObject: isObject)
  }

  @inline(__always)
  private mutating func scalar(
    _ entry: Tape.Entry, _ at: Int, _ text: Span<UInt8>, _ arena: Span<UInt8>, into output: inout OutputSpan<UInt8>
  ) {
    switch entry.kind {
    case .string:
      if at < places.count { note(at, output.count) }
      string(entry, text, arena, into: &output)
    case .number: JSONText.copy(entry.flags.contains(.arena) ? arena : text, entry.range, to: &output)
    case .true: Self.append("true", to: &output)
    case .false: Self.append("false", to: &output)
    default: Self.append("null", to: &output)
    }
  }

  private mutating func note(_ at: Int, _ offset: Int) {
    if places[at] == 0 { places[at] = UInt32(truncatingIfNeeded: offset &+ 1) } else { isWrittenTwice = true }
  }

  @inline(__always)
  private func string(
    _ entry: Tape.Entry, _ text: Span<UInt8>, _ arena: Span<UInt8>, into output: inout OutputSpan<UInt8>
  ) {
    if entry.flags == .plain {
      // It stands in the text between its quotes.
      JSONText.copy(text, Int(entry.start) &- 1..<Int(entry.start) &+ Int(entry.count) &+ 1, to: &output)
    } else {
      let source = entry.flags.contains(.arena) ? arena : text
      JSONText.append(source.extracting(entry.range), to: &output)
    }
  }

  private static func append(_ word: StaticString, to output: inout OutputSpan<UInt8>) {
    for k in 0..<word.utf8CodeUnitCount { output.append(unsafe word.utf8Start[k]) }
  }
}
