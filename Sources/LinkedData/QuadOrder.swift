/// The order of quads as the lines of canonical N-Quads that they would be, without the lines.
///
/// Terms end with a space in a line, and no term holds a byte below it, so that lines compare term by term. Subjects and
/// predicates are ranked once for each dataset; then most comparisons of quads are of one number. Only quads with one
/// subject and one predicate are compared by what their objects and graphs are as texts. Within the bound of the canonical
/// form (``Dataset/Limits/canonicalBytes``) this costs no more than n log n on its bytes.
struct QuadOrder {
  /// A quad's rank of the subject, of the predicate, and its number among the quads: 22, 21 and 19 bits.
  typealias Key = UInt64
  private static let indexBits: UInt64 = 19
  private static let predicateBits: UInt64 = 21

  /// For each IRI that is a subject or a predicate its place among them, from 1.
  private var ranks: [UInt32] = []
  private var ranked: [UInt32] = []
  private var rankScratch: [UInt32] = []
  private var keyScratch: [Key] = []

  /// Ranks the subjects and predicates of a dataset.
  mutating func rank(_ dataset: Dataset) {
    reset(&ranks, count: dataset.texts.count, to: 0)
    ranked.removeAll(keepingCapacity: true)
    for quad in dataset.quads {
      note(quad.predicate)
      if quad.subject.isText { note(quad.subject) }
    }
    let texts = dataset.texts
    MergeSort.sort(&ranked, 0..<ranked.count, scratch: &rankScratch) { a, b in
      texts.compare(Int(a), Int(b)) < 0
    }
    var rank: UInt32 = 0
    for term in ranked {
      rank &+= 1
      ranks[Int(term)] = rank
    }
  }

  @inline(__always)
  private mutating func note(_ term: Dataset.Term) {
    guard ranks[term.index] == 0 else { return }
    ranks[term.index] = 1
    ranked.append(UInt32(term.index))
  }

  /// The key of a quad; `blankRank` is the place of the subject among blank nodes, from 0, where it is one. IRIs stand
  /// before blank nodes, `<` before `_`.
  @inline(__always)
  func key(_ quad: Dataset.Quad, _ index: Int, blankRank: UInt32) -> Key {
    let subject = quad.subject.isText ? ranks[quad.subject.index] : UInt32(ranked.count &+ 1) &+ blankRank
    let predicate = ranks[quad.predicate.index]
    return (UInt64(subject) << Self.predicateBits | UInt64(predicate)) << Self.indexBits | UInt64(index)
  }

  @inline(__always)
  static func index(of key: Key) -> Int { Int(key & (1 << indexBits &- 1)) }

  /// Sorts keys; `blankRank` gives the place of a blank node among them.
  @inline(__always)
  mutating func sort(_ keys: inout [Key], of dataset: Dataset, blankRank: (Int) -> UInt32) {
    MergeSort.sort(&keys, 0..<keys.count, scratch: &keyScratch) { a, b in
      if a >> Self.indexBits != b >> Self.indexBits { return a < b }
      let one = dataset.quads[Self.index(of: a)]
      let other = dataset.quads[Self.index(of: b)]
      let object = Self.compare(one.object, other.object, dataset, blankRank)
      return object != 0 ? object < 0 : Self.compare(one.graph, other.graph, dataset, blankRank) < 0
    }
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
