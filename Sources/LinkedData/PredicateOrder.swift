/// The order of predicates, kept from one dataset to the next.
///
/// Badges take their predicates from a few vocabularies, and what stands before what follows from the texts alone. So the
/// order is worked out once for each predicate, and a dataset finds its own in a table.
struct PredicateOrder {
  /// Beyond so many, or so many bytes, everything is forgotten: no stranger's predicates fill the memory.
  private static let limit = 512
  private static let byteLimit = 1 << 16

  private var known = TextTable()
  /// Known predicates in their order.
  private var sorted: [UInt32] = []
  /// For each known predicate its place in `sorted`.
  private var places: [UInt32] = []
  private var entries: [UInt64] = []
  private var scratch: [UInt64] = []

  /// Sorts numbers of IRIs in `texts`, none of which is there twice; false where there are too many to be kept.
  mutating func sort(_ terms: inout [UInt32], _ texts: TextTable) -> Bool {
    guard terms.count <= Self.limit else { return false }
    entries.removeAll(keepingCapacity: true)
    let before = known.count
    for term in terms {
      guard let index = index(of: Int(term), in: texts) else { return false }
      entries.append(UInt64(index) << 32 | UInt64(term))
    }
    if known.count > before {
      reset(&places, count: known.count, to: 0)
      for (place, index) in sorted.enumerated() { places[Int(index)] = UInt32(place) }
    }
    for at in entries.indices {
      let place = places[Int(entries[at] >> 32)]
      entries[at] = UInt64(place) << 32 | entries[at] & 0xFFFF_FFFF
    }
    MergeSort.sort(&entries, 0..<entries.count, scratch: &scratch) { $0 < $1 }
    terms.removeAll(keepingCapacity: true)
    for entry in entries { terms.append(UInt32(truncatingIfNeeded: entry)) }
    return true
  }

  /// The number of a predicate among the known ones; a new one is put in its place.
  private mutating func index(of term: Int, in texts: TextTable) -> Int? {
    let bytes = texts.bytes.span
    let text = bytes.extracting(texts.range(of: term))
    let hash = texts.hashes[term]
    if let index = known.find(text, hash) { return index }
    guard known.count < Self.limit, known.bytes.count + text.count <= Self.byteLimit else {
      self = PredicateOrder()
      return nil
    }
    known.append(text)
    let index = known.keep(hash)
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if known.compare(Int(sorted[middle]), index) < 0 { low = middle + 1 } else { high = middle }
    }
    sorted.insert(UInt32(index), at: low)
    return index
  }
}
