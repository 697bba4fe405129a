import CanonicalJSON
public import Signing

/// RDF Dataset Canonicalization 1.0, "RDFC-1.0": the same bytes for all datasets that differ in the names of blank nodes
/// alone. Keeps its memory from one dataset to the next; what was canonicalized before changes nothing. For one thread at
/// a time.
public struct Canonicalizer: ~Copyable {
  public let algorithm: HashAlgorithm
  public var budget: WorkBudget
  /// What the last dataset took of the budget.
  public private(set) var workTaken = WorkBudget.Taken()

  private var hash: HashFunction
  private var state = State()
  private var keys: [QuadOrder.Key] = []
  private var buffer: [UInt8] = []
  private var byHashScratch: [UInt32] = []
  private var identifiers = IssuedIdentifiers()
  private var nDegree = NDegreeHash()
  /// For each canonical identifier its place among them as texts: `c14n10` stands before `c14n2`.
  private var places: [UInt32] = []
  /// The same for each blank node.
  private var blankRanks: [UInt32] = []

  /// What the steps find out about a dataset.
  struct State: Sendable {
    var order = QuadOrder()
    /// For each blank node where its mentions start; one more for the end.
    var mentionStarts: [UInt32] = []
    /// Numbers of quads: the blank node to quads map, one node after the other.
    var mentions: [UInt32] = []
    /// The first degree hash of each blank node.
    var hashes: [HashValue] = []
    /// Blank nodes that are mentioned, by their first degree hashes.
    var byHash: [UInt32] = []
  }

  public init(_ algorithm: HashAlgorithm = .sha256, budget: WorkBudget = .credential) {
    self.algorithm = algorithm
    self.budget = budget
    hash = HashFunction(algorithm)
  }

  /// Appends the serialized canonical form of a dataset (section 4.4.3): canonical N-Quads, sorted by code points.
  ///
  /// - Throws: `workBudgetExceeded`, `canonicalFormTooLarge`; then nothing was appended.
  public mutating func canonicalize(_ dataset: Dataset, into output: inout [UInt8]) throws(LinkedDataError) {
    workTaken = WorkBudget.Taken()
    identifiers.removeAll(blankNodes: dataset.blankNodeCount)
    let size = try size(of: dataset)
    state.order.rank(dataset)
    reset(&state.hashes, count: dataset.blankNodeCount, to: HashValue())
    state.byHash.removeAll(keepingCapacity: true)
    if dataset.blankNodeCount > 0 {
      listMentions(in: dataset)
      for node in 0..<dataset.blankNodeCount where isMentioned(node) {
        state.byHash.append(UInt32(node))
        hashFirstDegreeQuads(of: node, in: dataset)
      }
      sortByHash()
      try issueIdentifiers(in: dataset)
    }
    sortQuads(of: dataset)
    write(dataset, size, into: &output)
  }

  /// What was found out about the dataset that was canonicalized last.
  var found: State { state }

  /// Appends the canonical form of a dataset that has other texts in the place of some, and is otherwise one that was
  /// canonicalized before.
  ///
  /// Its quads are the same numbers, so that predicates keep their ranks, and blank nodes that none of these terms stands
  /// beside keep their first degree hashes: the data to hash, and the order of its lines, is the same.
  ///
  /// - Parameters:
  ///   - known: what was found out about that one; its subjects and hashes are left as those of this one.
  ///   - hashes: that one's first degree hashes.
  ///   - nodes: the blank nodes that one of the terms stands beside, in a quad.
  /// - Throws: as ``canonicalize(_:into:)``.
  mutating func canonicalize(
    _ dataset: Dataset, like known: inout State, _ hashes: [HashValue], rehashing nodes: [UInt32],
    into output: inout [UInt8]
  ) throws(LinkedDataError) {
    let size = try size(of: dataset)
    swap(&state, &known)
    identifiers.removeAll(blankNodes: dataset.blankNodeCount)
    state.order.rankSubjects(dataset.texts)
    state.hashes.removeAll(keepingCapacity: true)
    state.hashes.append(contentsOf: hashes)
    for node in nodes { hashFirstDegreeQuads(of: Int(node), in: dataset) }
    sortByHash()
    do throws(LinkedDataError) {
      try issueIdentifiers(in: dataset)
      sortQuads(of: dataset)
      write(dataset, size, into: &output)
    } catch {
      swap(&state, &known)
      throw error
    }
    swap(&state, &known)
  }

  /// The issued identifiers map of the last dataset that was canonicalized, which has to be given again: from the labels
  /// that ``NQuads/write(_:)`` gives its blank nodes to those in the canonical form, both without `_:`.
  public func issuedIdentifiers(in dataset: Dataset) -> [String: String] {
    let labels = BlankNodeLabels(dataset)
    var map: [String: String] = [:]
    for (number, node) in identifiers.inOrder.enumerated() { map[labels.label(of: Int(node))] = "c14n\(number)" }
    return map
  }
}

extension Dataset {
  /// The serialized canonical form under RDFC-1.0; see ``Canonicalizer``.
  public func canonicalNQuads(
    _ algorithm: HashAlgorithm = .sha256, budget: WorkBudget = .credential
  ) throws(LinkedDataError) -> [UInt8] {
    var canonicalizer = Canonicalizer(algorithm, budget: budget)
    var output: [UInt8] = []
    try canonicalizer.canonicalize(self, into: &output)
    return output
  }
}

/// The canonical issuer (section 4.3): identifiers are numbers from 0.
struct IssuedIdentifiers {
  /// For each blank node its number, from 1; 0 where it has none.
  private var numbers: [UInt32] = []
  private(set) var inOrder: [UInt32] = []

  mutating func removeAll(blankNodes: Int) {
    reset(&numbers, count: blankNodes, to: 0)
    inOrder.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  mutating func issue(to node: UInt32) {
    guard numbers[Int(node)] == 0 else { return }
    inOrder.append(node)
    numbers[Int(node)] = UInt32(inOrder.count)
  }

  @inline(__always)
  func number(of node: UInt32) -> UInt32? {
    let number = numbers[Int(node)]
    return number == 0 ? nil : number &- 1
  }
}

// MARK: - The steps

extension Canonicalizer {
  /// The bytes at most of the lines that some keys stand for.
  private func size(of keys: [QuadOrder.Key], in dataset: Dataset) -> Int {
    let roughly = keys.count &* dataset.longestLineBound
    if roughly <= 1 << 18 { return roughly }
    var size = 0
    for key in keys { size &+= dataset.lineBound(dataset.quads[QuadOrder.index(of: key)]) }
    return size
  }

  /// The bytes of the canonical form at most. What is larger is refused before anything is sorted or hashed: a few long
  /// terms can stand in very many quads.
  private func size(of dataset: Dataset) throws(LinkedDataError) -> Int {
    // Room that nothing is written to costs nothing: for small datasets no line is measured.
    let roughly = dataset.quads.count &* dataset.longestLineBound
    if roughly <= 1 << 18 { return roughly }
    var size = 0
    for quad in dataset.quads { size &+= dataset.lineBound(quad) }
    guard size <= Dataset.Limits.canonicalBytes else { throw LinkedDataError(.canonicalFormTooLarge) }
    return size
  }

  /// Step 2: the blank node to quads map.
  private mutating func listMentions(in dataset: Dataset) {
    reset(&state.mentionStarts, count: dataset.blankNodeCount + 2, to: 0)
    let count = Self.countMentions(dataset.quads, &state.mentionStarts)
    reset(&state.mentions, count: count, to: 0)
    Self.fillMentions(dataset.quads, &state.mentionStarts, &state.mentions)
  }

  private func isMentioned(_ node: Int) -> Bool { state.mentionStarts[node] < state.mentionStarts[node &+ 1] }

  /// Leaves the start of each node's mentions at the place of the next node.
  private static func countMentions(_ quads: [Dataset.Quad], _ starts: inout [UInt32]) -> Int {
    let quads = quads.span
    var starts = starts.mutableSpan
    for at in quads.indices { quads[at].forEachBlankNode { starts[$0 &+ 2] &+= 1 } }
    for node in 2..<starts.count { starts[node] &+= starts[node &- 1] }
    return Int(starts[starts.count &- 1])
  }

  private static func fillMentions(
    _ quads: [Dataset.Quad], _ starts: inout [UInt32], _ mentions: inout [UInt32]
  ) {
    let quads = quads.span
    var starts = starts.mutableSpan
    var mentions = mentions.mutableSpan
    for at in quads.indices {
      // Filling moves what stands at the place of the next node to where that one starts.
      quads[at].forEachBlankNode { node in
        mentions[Int(starts[node &+ 1])] = UInt32(truncatingIfNeeded: at)
        starts[node &+ 1] &+= 1
      }
    }
  }

  /// Step 3, Hash First Degree Quads (section 4.6), for one blank node.
  private mutating func hashFirstDegreeQuads(of node: Int, in dataset: Dataset) {
    keys.removeAll(keepingCapacity: true)
    for at in Int(state.mentionStarts[node])..<Int(state.mentionStarts[node &+ 1]) {
      let index = Int(state.mentions[at])
      let quad = dataset.quads[index]
      // `_:a` is the node itself, `_:z` any other.
      keys.append(state.order.key(quad, index, blankRank: quad.subject.index == node ? 0 : 1))
    }
    state.order.sort(&keys, of: dataset) { $0 == node ? 0 : 1 }
    buffer.removeAll(keepingCapacity: true)
    buffer.append(addingCapacity: size(of: keys, in: dataset)) { output in
      for key in keys {
        dataset.append(dataset.quads[QuadOrder.index(of: key)], to: &output) { blankNode, output in
          output.append(UInt8(ascii: "_"))
          output.append(UInt8(ascii: ":"))
          output.append(blankNode == node ? UInt8(ascii: "a") : UInt8(ascii: "z"))
          output.append(UInt8(ascii: " "))
        }
      }
    }
    state.hashes[node] = hash.hash(buffer)
  }

  private mutating func sortByHash() {
    let hashes = state.hashes
    MergeSort.sort(&state.byHash, 0..<state.byHash.count, scratch: &byHashScratch) {
      hashes[Int($0)] < hashes[Int($1)]
    }
  }

  /// Steps 4 and 5: identifiers for nodes with a hash of their own, then for the others.
  private mutating func issueIdentifiers(in dataset: Dataset) throws(LinkedDataError) {
    let (hashes, byHash) = (state.hashes, state.byHash)
    var isAnyShared = false
    var start = 0
    while start < byHash.count {
      let end = endOfGroup(from: start)
      if end == start &+ 1 { identifiers.issue(to: byHash[start]) } else { isAnyShared = true }
      start = end
    }
    guard isAnyShared else { return }
    nDegree.begin(dataset, budget)
    defer { workTaken = nDegree.taken }
    start = 0
    while start < byHash.count {
      let end = endOfGroup(from: start)
      if end > start &+ 1 {
        try nDegree.issueIdentifiers(to: byHash[start..<end], in: dataset, hashes, &identifiers, &hash)
      }
      start = end
    }
  }

  /// The end of the nodes that share the hash of the one at `start`.
  private func endOfGroup(from start: Int) -> Int {
    var end = start &+ 1
    let (hashes, byHash) = (state.hashes, state.byHash)
    while end < byHash.count, hashes[Int(byHash[end])] == hashes[Int(byHash[start])] { end &+= 1 }
    return end
  }

  /// Section 5: the lines in code point order.
  private mutating func sortQuads(of dataset: Dataset) {
    placeIdentifiers()
    reset(&blankRanks, count: dataset.blankNodeCount, to: 0)
    for (number, node) in identifiers.inOrder.enumerated() { blankRanks[Int(node)] = places[number] }
    state.order.sortAll(&keys, of: dataset, blankRanks: blankRanks, blankCount: places.count)
  }

  /// Numbers the identifiers in the order of their decimal digits as text: 0, 1, 10, 100, 101, 11, 2.
  private mutating func placeIdentifiers() {
    let count = identifiers.inOrder.count
    reset(&places, count: count, to: 0)
    guard count > 1 else { return }
    var number = 1
    for place in 1..<count {
      places[number] = UInt32(place)
      if number &* 10 < count {
        number &*= 10
      } else {
        // The next number without more digits than there are.
        if number &+ 1 >= count { number /= 10 }
        number &+= 1
        while number % 10 == 0 { number /= 10 }
      }
    }
  }

  private func write(_ dataset: Dataset, _ size: Int, into output: inout [UInt8]) {
    output.append(addingCapacity: size) { output in
      for key in keys {
        dataset.append(dataset.quads[QuadOrder.index(of: key)], to: &output) { node, output in
          CanonicalIdentifier.append(identifiers.place(of: node), to: &output)
          output.append(UInt8(ascii: " "))
        }
      }
    }
  }
}

/// Blank nodes under the identifiers of the canonical issuer.
enum CanonicalIdentifier {
  /// Bytes that `_:c14n` and a number have at most, with a space.
  static let bound = 18

  @inline(__always)
  static func append(_ number: Int, to output: inout OutputSpan<UInt8>) {
    JSONText.append("_:c14n", to: &output)
    Decimal.append(number, to: &output)
  }
}

enum Decimal {
  /// Appends a number that is not negative in decimal digits.
  @inline(__always)
  static func append(_ number: Int, to output: inout OutputSpan<UInt8>) {
    var power = 1
    while number / power >= 10 { power &*= 10 }
    while power > 0 {
      output.append(0x30 &+ UInt8(truncatingIfNeeded: number / power % 10))
      power /= 10
    }
  }
}

extension IssuedIdentifiers {
  /// The number of a node that has one; 0 for any other, and none is left without one when this is asked.
  @inline(__always)
  func place(of node: Int) -> Int { Int(number(of: UInt32(node)) ?? 0) }
}

// MARK: - Lines

extension Dataset.Quad {
  /// Each blank node of the quad, once.
  @inline(__always)
  func forEachBlankNode(_ body: (Int) -> Void) {
    if subject.isBlankNode { body(subject.index) }
    if object.isBlankNode, object != subject { body(object.index) }
    if graph.isBlankNode, graph != subject, graph != object { body(graph.index) }
  }
}

extension Dataset {
  /// Bytes that a line has at most in the canonical form.
  @inline(__always)
  func lineBound(_ quad: Quad) -> Int {
    // The last term's space goes before the full stop; a line feed follows.
    bound(quad.subject) &+ bound(quad.predicate) &+ bound(quad.object) &+ bound(quad.graph) &+ 2
  }

  /// Bytes that no line exceeds.
  var longestLineBound: Int { 4 &* max(texts.longest, CanonicalIdentifier.bound) &+ 2 }

  @inline(__always)
  private func bound(_ term: Term) -> Int {
    term.isText ? texts.range(of: term.index).count : term.isBlankNode ? CanonicalIdentifier.bound : 0
  }

  /// Appends a quad as a line of canonical N-Quads; `label` writes a blank node, with a space behind it.
  @inline(__always)
  func append(
    _ quad: Quad, to output: inout OutputSpan<UInt8>, label: (Int, inout OutputSpan<UInt8>) -> Void
  ) {
    append(quad.subject, to: &output, label: label)
    append(quad.predicate, to: &output, label: label)
    append(quad.object, to: &output, label: label)
    if quad.graph != .defaultGraph { append(quad.graph, to: &output, label: label) }
    output.append(UInt8(ascii: "."))
    output.append(UInt8(ascii: "\n"))
  }

  @inline(__always)
  private func append(
    _ term: Term, to output: inout OutputSpan<UInt8>, label: (Int, inout OutputSpan<UInt8>) -> Void
  ) {
    if term.isText {
      let bytes = texts.bytes.span
      JSONText.append(written: bytes.extracting(texts.range(of: term.index)), to: &output)
    } else {
      label(term.index, &output)
    }
  }
}
