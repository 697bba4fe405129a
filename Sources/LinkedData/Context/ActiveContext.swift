/// What terms mean at one place of a document (JSON-LD 1.1 API, section 4.1). The inverse context, which compaction needs,
/// is not part of it.
struct ActiveContext: Sendable {
  /// The base IRI; nil where it is null.
  var base: TextID?
  /// The original base URL, to which a null context returns.
  var originalBase: TextID?
  var vocabulary: TextID?
  var language: TextID?
  var direction: Direction?
  /// The context to go back to where a node object starts, in one that is not propagated.
  var previous: ContextID?
  var terms = TermMap()
  /// Whether all that is in it comes of bundled tables; then steps can be left out for the next (``TableScope``).
  var isOfTables = true
  /// What it took to make it out of the one before, in term definitions created and copied.
  var work = 0
  /// The document that was last charged for it.
  var charged: UInt64 = 0

  init(base: TextID?) {
    self.base = base
    originalBase = base
  }
}

/// Definitions by the number of their term: a hash table that is copied as one block of memory.
struct TermMap: Sendable {
  private struct Slot: BitwiseCopyable, Sendable {
    /// The term's number plus 1; 0 where the slot is free.
    var term: UInt32
    /// The definition's number plus 1; 0 where the term has none any more.
    var definition: UInt32
  }

  private var slots: [Slot] = []
  /// Slots in use, also by terms that have lost their definition.
  private(set) var count = 0

  subscript(term: TextID) -> DefinitionID? {
    get {
      guard !slots.isEmpty else { return nil }
      let slot = slots[index(of: term)]
      return slot.definition == 0 ? nil : DefinitionID(number: slot.definition &- 1)
    }
    set {
      let definition = newValue.map { $0.number &+ 1 } ?? 0
      if slots.isEmpty || (count &+ 1) &* 2 > slots.count {
        guard definition != 0 else { return }
        grow()
      }
      let at = index(of: term)
      if slots[at].term == 0 {
        guard definition != 0 else { return }
        count &+= 1
      }
      slots[at] = Slot(term: term.number &+ 1, definition: definition)
    }
  }

  /// All definitions, in no order that means anything.
  var definitions: [DefinitionID] {
    slots.compactMap { $0.definition == 0 ? nil : DefinitionID(number: $0.definition - 1) }
  }

  /// All terms that have a definition, with it; in no order that means anything.
  var all: [(term: TextID, definition: DefinitionID)] {
    slots.compactMap {
      $0.definition == 0 ? nil : (TextID($0.term &- 1), DefinitionID(number: $0.definition &- 1))
    }
  }

  /// The slot of a term, or the free one where it would stand. The table is never full.
  @inline(__always)
  private func index(of term: TextID) -> Int {
    let mask = slots.count &- 1
    let key = term.number &+ 1
    // Numbers are given in the order in which texts come. The multiplier spreads neighbours over the table.
    var at = Int((key &* 0x9E37_79B1) >> UInt32(mask.leadingZeroBitCount &- 32))
    while slots[at].term != key, slots[at].term != 0 { at = (at &+ 1) & mask }
    return at
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(term: 0, definition: 0), count: max(old.count * 2, 32))
    count = 0
    for slot in old where slot.definition != 0 {
      let at = index(of: TextID(slot.term &- 1))
      slots[at] = slot
      count += 1
    }
  }
}
