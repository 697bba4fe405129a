/// Names that objects are asked for, all at once: one walk over an object finds those of its members that have one.
///
/// Asking for each name in turn compares each of them with each member. Here a name is recognised by its length, its
/// first and its last eight bytes, which are looked up in a table without collisions; only names of more than 16 bytes
/// are compared further.
public final class NameTable: Sendable {
  /// Names that one table holds at most.
  public static let capacity = 32

  /// What a name is recognised by.
  struct Key: Equatable, BitwiseCopyable, Sendable {
    var first: UInt64 = 0
    var last: UInt64 = 0
    var length: UInt32 = 0

    /// The place in the table; the multiplier spreads the bits, and the highest ones depend on all of them.
    @inline(__always)
    func slot(_ multiplier: UInt64) -> Int {
      let mixed = (first ^ (last << 23 | last >> 41) ^ UInt64(length)) &* multiplier
      return Int(truncatingIfNeeded: mixed >> (64 - NameTable.slotBits))
    }
  }

  private static let slotBits: UInt64 = 10

  let names: [StaticString]
  private let keys: [Key]
  /// The position of a name, plus 1, in the slot of its key.
  private let slots: [UInt8]
  private let multiplier: UInt64

  /// - Parameter names: at most ``capacity``, all different.
  public init(_ names: [StaticString]) {
    precondition(names.count <= Self.capacity)
    self.names = names
    let keys = names.map { name in
      name.withUTF8Buffer { Key(unsafe Span(_unsafeElements: $0)) }
    }
    var multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    var slots = Self.slots(keys, multiplier)
    // Of 32 names in 1024 slots two collide with a probability of 2 in 5; the next odd multiplier is another throw.
    while slots == nil {
      multiplier &+= 0x6A09_E667_F3BC_C908
      slots = Self.slots(keys, multiplier)
    }
    self.keys = keys
    self.slots = slots ?? []
    self.multiplier = multiplier
  }

  /// Nil where two names share a slot.
  private static func slots(_ keys: [Key], _ multiplier: UInt64) -> [UInt8]? {
    var slots = [UInt8](repeating: 0, count: 1 << Int(slotBits))
    for (position, key) in keys.enumerated() {
      let slot = key.slot(multiplier)
      precondition(slots[slot] == 0 || keys[Int(slots[slot]) - 1] != key, "two names are the same, or too alike")
      guard slots[slot] == 0 else { return nil }
      slots[slot] = UInt8(position + 1)
    }
    return slots
  }

  /// The position of the only name that a text can be; whether it is, is for the caller to see where it is longer than 16
  /// bytes.
  @inline(__always)
  func candidate(_ key: Key) -> Int? {
    let position = Int(slots[key.slot(multiplier)])
    guard position > 0, keys[position - 1] == key else { return nil }
    return position - 1
  }
}

extension NameTable.Key {
  @inline(__always)
  init(_ text: Span<UInt8>) {
    length = UInt32(truncatingIfNeeded: text.count)
    if text.count >= 8 {
      // Inside the text: it has at least eight bytes.
      unsafe first = text.bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)
      unsafe last = text.bytes.unsafeLoadUnaligned(fromByteOffset: text.count &- 8, as: UInt64.self)
    } else {
      for i in text.indices { first = first << 8 | UInt64(text[i]) }
    }
  }
}

/// The members of one object that have a name of a ``NameTable``.
public struct NamedMembers: BitwiseCopyable, Sendable {
  /// One bit for each name that the object has.
  public private(set) var present: UInt32 = 0
  @usableFromInline var nodes = InlineArray<32, UInt32>(repeating: 0)

  /// How many members have a name of the table.
  public var count: Int { present.nonzeroBitCount }

  /// The value of the member with the name at a position of the table; nil where the object has none.
  @inlinable
  public subscript(position: Int) -> JSONDocument.Node? {
    present >> UInt32(position) & 1 == 0 ? nil : JSONDocument.Node(index: nodes[position])
  }

  fileprivate mutating func set(_ position: Int, _ index: Int) {
    present |= 1 << UInt32(position)
    nodes[position] = UInt32(truncatingIfNeeded: index)
  }
}

extension JSONDocument {
  /// The members of an object that have a name of a table; none where `node` is no object.
  public func members(of node: Node, named table: NameTable) -> NamedMembers {
    Self.members(of: Int(node.index), table, tape.entries, tape.text, tape.arena)
  }

  /// Arguments are borrowed; spans of a class's properties would first have to retain the arrays.
  private static func members(
    of object: Int, _ table: NameTable, _ entries: [Tape.Entry], _ text: [UInt8], _ arena: [UInt8]
  ) -> NamedMembers {
    var members = NamedMembers()
    guard entries[object].kind == .object else { return members }
    let entries = entries.span
    var at = object + 1
    for _ in 0..<entries[object].count {
      let name = entries[at]
      let bytes = name.flags.contains(.arena) ? arena.span : text.span
      let span = bytes.extracting(name.range)
      if let position = table.candidate(NameTable.Key(span)),
        name.count <= 16 || isSame(span, table.names[position])
      {
        members.set(position, at + 1)
      }
      at = entries[at + 1].next(after: at + 1)
    }
    return members
  }

  private static func isSame(_ text: Span<UInt8>, _ name: StaticString) -> Bool {
    name.withUTF8Buffer { text.isSame(as: unsafe Span(_unsafeElements: $0)) }
  }
}
