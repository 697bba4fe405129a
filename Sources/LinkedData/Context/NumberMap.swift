/// Numbers by number. A `Dictionary` would do; but the first use of one has the runtime look up in the whole program what
/// its types conform to, which takes longer than all that is kept here for one badge.
struct NumberMap: Sendable {
  private struct Slot: BitwiseCopyable, Sendable {
    var key: UInt64
    /// The value plus 1; 0 where the slot is free.
    var value: UInt64
  }

  private var slots: [Slot] = []
  private(set) var count = 0

  subscript(key: UInt64) -> UInt32? {
    get {
      guard !slots.isEmpty else { return nil }
      let slot = slots[index(of: key)]
      return slot.value == 0 ? nil : UInt32(truncatingIfNeeded: slot.value &- 1)
    }
    set {
      // Nothing is ever taken out of it.
      guard let newValue else { return }
      if (count &+ 1) &* 2 > slots.count { grow() }
      let at = index(of: key)
      if slots[at].value == 0 { count &+= 1 }
      slots[at] = Slot(key: key, value: UInt64(newValue) &+ 1)
    }
  }

  /// The slot of a key, or the free one where it would stand. The table is never full.
  private func index(of key: UInt64) -> Int {
    let mask = slots.count &- 1
    // With the secret of the process: a document can have some influence on the numbers of its contexts.
    let seed = TextHash.seed
    var at = Int(truncatingIfNeeded: TextHash.mix(key ^ seed.first, seed.second)) & mask
    while slots[at].value != 0, slots[at].key != key { at = (at &+ 1) & mask }
    return at
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(key: 0, value: 0), count: max(old.count * 2, 16))
    for slot in old where slot.value != 0 { slots[index(of: slot.key)] = slot }
  }
}
