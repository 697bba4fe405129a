/// The order of quads as the lines of canonical N-Quads that they would be, without the lines.
///
/// Terms end with a space in a line, and no term holds a byte below it, so that lines compare term by term. Subjects and
/// predicates are ranked once for each dataset; then most comparisons of quads are of one number. Only quads with one
/// subject and one predicate are compared by what their objects and graphs are as texts. Within the bound of the canonical
/// form (``Dataset/Limits/canonicalBytes``) this costs no more than n log n on its bytes.
struct QuadOrder {
  /// A quad's rank of the subject, of the predicate, and its number among the quads: 22, 20 and 19 bits.
  typealias Key = UInt64
  private static let indexBits: UInt64 = 19
  private static let predicateBits: UInt64 = 20

  /// For each IRI that is a predicate its place among those, from 1.
  private var predicateRanks: [UInt32] = []
  private var predicates: [UInt32] = []
  /// The same for subjects.
  private var subjectRanks: [UInt32] = []
  private var subjects: [UInt32] = []
  private var predicateOrder = PredicateOrder()
  private var rankScratch: [UInt32] = []
  private var counts: [UInt32] = []
  private var byPredicate: [UInt32] = []
  private var keyScratch: [Key] = []

  /// Ranks the subjects and predicates of a dataset.
  mutating func rank(_ dataset: Dataset) {
    reset(&predicateRanks, count: dataset.texts.count, to: 0)
    reset(&subjectRanks, count: dataset.texts.count, to: 0)
    predicates.removeAll(keepingCapacity: true)
    subjects.removeAll(keepingCapacity: true)
    Self.collect(dataset.quads, { $0.predicate }, &predicateRanks, &predicates)
    Self.collect(dataset.quads, { $0.subject }, &subjectRanks, &subjects)
    if !predicateOrder.sort(&predicates, dataset.texts) { Self.sort(&predicates, dataset.texts, &rankScratch) }
    Self.sort(&subjects, dataset.texts, &rankScratch)
    Self.number(predicates, &predicateRanks)
    Self.number(subjects, &subjectRanks)
  }

  /// Ranks the subjects of a dataset anew that has other texts in the place of some, and is otherwise the one that was
  /// ranked.
  mutating func rankSubjects(_ texts: TextTable) {
    Self.sort(&subjects, texts, &rankScratch)
    Self.number(subjects, &subjectRanks)
  }

  // What follows is static with arguments: a span of a property would keep the whole value from being used.

  private static func sort(_ terms: inout [UInt32], _ texts: TextTable, _ scratch: inout [UInt32]) {
    MergeSort.sort(&terms, 0..<terms.count, scratch: &scratch) { texts.compare(Int($0), Int($1)) < 0 }
  }

  /// Lists the IRIs in one place of the quads, each once, and marks them.
  @inline(__always)
  private static func collect(
    _ quads: [Dataset.Quad], _ place: (Dataset.Quad) -> Dataset.Term, _ marks: inout [UInt32],
    _ terms: inout [UInt32]
  ) {
    let quads = quads.span
    var marks = marks.mutableSpan
    for at in quads.indices {
      let term = place(quads[at])
      if term.isText, marks[term.index] == 0 {
        marks[term.index] = 1
        terms.append(UInt32(truncatingIfNeeded: term.index))
      }
    }
  }

  private static func number(_ terms: [UInt32], _ ranks: inout [UInt32]) {
    let terms = terms.span
    var ranks = ranks.mutableSpan
    for at in terms.indices { ranks[Int(terms[at])] = UInt32(truncatingIfNeeded: at &+ 1) }
  }

  /// Blank nodes stand behind all IRIs.
  @inline(__always)
  private var blankStart: UInt32 { UInt32(truncatingIfNeeded: subjects.count &+ 1) }

  /// The key of a quad; `blankRank` is the place of the subject among blank nodes, from 0, where it is one. IRIs stand
  /// before blank nodes, `<` before `_`.
  @inline(__always)
  func key(_ quad: Dataset.Quad, _ index: Int, blankRank: UInt32) -> Key {
    let subject = quad.subject.isText ? subjectRanks[quad.subject.index] : blankStart &+ blankRank
    return Self.key(subject, predicateRanks[quad.predicate.index], index)
  }

  @inline(__always)
  private static func key(_ subject: UInt32, _ predicate: UInt32, _ index: Int) -> Key {
    (UInt64(subject) << predicateBits | UInt64(predicate)) << indexBits | UInt64(index)
  }

  @inline(__always)
  static func index(of key: Key) -> Int { Int(key & (1 << indexBits &- 1)) }

  /// Sorts the keys of a few quads; `blankRank` gives the place of a blank node among them.
  @inline(__always)
  mutating func sort(_ keys: inout [Key], of dataset: Dataset, blankRank: (Int) -> UInt32) {
    MergeSort.sort(&keys, 0..<keys.count, scratch: &keyScratch) { a, b in
      if a >> Self.indexBits != b >> Self.indexBits { return a < b }
      return Self.tailIsBefore(a, b, dataset, blankRank)
    }
  }

  /// Makes the sorted keys of all quads; `blankRanks` has the place of each blank node, below `blankCount`.
  ///
  /// Ranks are small numbers: counting sorts by them, the predicate first, then the subject.
  mutating func sortAll(_ keys: inout [Key], of dataset: Dataset, blankRanks: [UInt32], blankCount: Int) {
    let count = dataset.quads.count
    reset(&counts, count: predicates.count &+ 2, to: 0)
    reset(&byPredicate, count: count, to: 0)
    Self.sortByPredicate(dataset.quads, predicateRanks, &counts, &byPredicate)
    reset(&counts, count: subjects.count &+ blankCount &+ 3, to: 0)
    reset(&keyScratch, count: count, to: 0)
    Self.makeKeys(
      dataset.quads, byPredicate, subjectRanks, predicateRanks, blankRanks, blankStart: blankStart, &counts,
      &keyScratch)
    reset(&keys, count: count, to: 0)
    Self.sortBySubject(keyScratch, &counts, &keys)
    sortTies(&keys, of: dataset, blankRanks)
  }

  /// The numbers of the quads in the order of their predicates.
  private static func sortByPredicate(
    _ quads: [Dataset.Quad], _ ranks: [UInt32], _ counts: inout [UInt32], _ sorted: inout [UInt32]
  ) {
    let quads = quads.span
    let ranks = ranks.span
    var counts = counts.mutableSpan
    var sorted = sorted.mutableSpan
    for at in quads.indices { counts[Int(ranks[quads[at].predicate.index]) &+ 1] &+= 1 }
    accumulate(&counts)
    for at in quads.indices {
      let rank = Int(ranks[quads[at].predicate.index])
      sorted[Int(counts[rank])] = UInt32(truncatingIfNeeded: at)
      counts[rank] &+= 1
    }
  }

  /// The keys of the quads in an order, and where those of each subject will start.
  private static func makeKeys(
    _ quads: [Dataset.Quad], _ order: [UInt32], _ subjectRanks: [UInt32], _ predicateRanks: [UInt32],
    _ blankRanks: [UInt32], blankStart: UInt32, _ counts: inout [UInt32], _ keys: inout [Key]
  ) {
    let quads = quads.span
    let order = order.span
    let subjectRanks = subjectRanks.span
    let predicateRanks = predicateRanks.span
    let blankRanks = blankRanks.span
    var counts = counts.mutableSpan
    var keys = keys.mutableSpan
    for at in order.indices {
      let quad = quads[Int(order[at])]
      let subject =
        quad.subject.isText ? subjectRanks[quad.subject.index] : blankStart &+ blankRanks[quad.subject.index]
      keys[at] = key(subject, predicateRanks[quad.predicate.index], Int(order[at]))
      counts[Int(subject) &+ 1] &+= 1
    }
    accumulate(&counts)
  }

  private static func sortBySubject(_ keys: [Key], _ counts: inout [UInt32], _ sorted: inout [Key]) {
    let keys = keys.span
    var counts = counts.mutableSpan
    var sorted = sorted.mutableSpan
    for at in keys.indices {
      let subject = subject(of: keys[at])
      sorted[Int(counts[subject])] = keys[at]
      counts[subject] &+= 1
    }
  }

  private mutating func sortTies(_ keys: inout [Key], of dataset: Dataset, _ blankRanks: [UInt32]) {
    var start = 0
    while start < keys.count {
      let prefix = keys[start] >> Self.indexBits
      var end = start &+ 1
      while end < keys.count, keys[end] >> Self.indexBits == prefix { end &+= 1 }
      if end > start &+ 1 {
        MergeSort.sort(&keys, start..<end, scratch: &keyScratch) { a, b in
          Self.tailIsBefore(a, b, dataset) { blankRanks[$0] }
        }
      }
      start = end
    }
  }

  /// From how many there are of each to where each starts.
  private static func accumulate(_ counts: inout MutableSpan<UInt32>) {
    var sum: UInt32 = 0
    for at in counts.indices {
      sum &+= counts[at]
      counts[at] = sum
    }
  }

  @inline(__always)
  private static func subject(of key: Key) -> Int { Int(key >> (indexBits &+ predicateBits)) }

  /// The order of two quads with one subject and one predicate.
  @inline(__always)
  private static func tailIsBefore(_ a: Key, _ b: Key, _ dataset: Dataset, _ blankRank: (Int) -> UInt32) -> Bool {
    let one = dataset.quads[index(of: a)]
    let other = dataset.quads[index(of: b)]
    let object = compare(one.object, other.object, dataset, blankRank)
    return object != 0 ? object < 0 : compare(one.graph, other.graph, dataset, blankRank) < 0
  }

  /// The order of two objects or two graphs in a line. A line without a graph goes on with a full stop, which stands
  /// before `<` and `_`.
  @inline(__always)
  private static func compare(
    _ a: Dataset.Term, _ b: Dataset.Term, _ dataset: Dataset, _ blankRank: (Int) -> UInt32
  ) -> Int {
    if a == b { return 0 }
    if a.isText, b.isText { return dataset.texts.compare(a.index, b.index) }
    if a.isBlankNode, b.isBlankNode { return Int(blankRank(a.index)) &- Int(blankRank(b.index)) }
    return place(a) &- place(b)
  }

  private static func place(_ term: Dataset.Term) -> Int { term == .defaultGraph ? 0 : term.isText ? 1 : 2 }
}

/// Makes an array of `count` equal elements, in the memory that it has.
func reset<Element: BitwiseCopyable>(_ array: inout [Element], count: Int, to element: Element) {
  array.removeAll(keepingCapacity: true)
  array.append(contentsOf: repeatElement(element, count: count))
}

extension TextTable {
  /// Negative, zero or positive, as one text stands before, with or after another, byte by byte.
  func compare(_ a: Int, _ b: Int) -> Int {
    let span = bytes.span
    return span.extracting(range(of: a)).compare(to: span.extracting(range(of: b)))
  }
}

extension Span<UInt8> {
  /// Negative, zero or positive, as these bytes stand before, with or after others. For UTF-8 it is the order of code
  /// points.
  @inline(__always)
  func compare(to other: Span<UInt8>) -> Int {
    let shared = Swift.min(count, other.count)
    var i = 0
    while i &+ 8 <= shared {
      // Inside both: i + 8 <= shared was just checked.
      let x = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)
      let y = unsafe other.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)
      if x != y { return x.bigEndian < y.bigEndian ? -1 : 1 }
      i &+= 8
    }
    while i < shared {
      if self[i] != other[i] { return Int(self[i]) &- Int(other[i]) }
      i &+= 1
    }
    return count &- other.count
  }
}
