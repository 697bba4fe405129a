import CanonicalJSON

/// The dataset of a document, and its canonical form, for others that differ from it in strings alone
/// (``JSONDocument/precedent``).
///
/// Where such a string is a literal or an identifier as it stands, before and after, it decides nothing but the text of
/// one term. So the dataset of the other document is this one with other texts for some terms, provided that
///
/// - identifiers are as different from one another, and from all that stay, as they were here;
/// - no literal makes a quad that is there already.
///
/// Then both have the same quads by number: neither are the contexts looked at again, nor is anything expanded. Any other
/// string sends the document down the ordinary way. So that literals need not be as different as they were (a mark may
/// happen to be the least one that passes), each string's has a number of its own here.
struct CanonicalPrecedent: Sendable {
  /// A string that can be another one.
  private struct Slot: Sendable {
    let node: JSONDocument.Node
    var term: Dataset.Term
    /// Of a literal: the bytes of its lexical form, in quotes.
    let length: Int
    /// Of an identifier.
    let place: IdentifierPlace?
    /// The quad of a literal that may become the same as others, or cease to be.
    var quad: Int?
    /// Whether other quads have the same subject, predicate and graph.
    var hasSiblings = false
  }

  /// What one dataset takes of the other's at most, in bytes, so that no limit of either is near: what it takes in full
  /// is measured by the ordinary way.
  private static let mostBytes = 1 << 20

  /// The document, its part, and what is changed of that.
  private let input: JSONLDInput
  private let generation: Int
  private var dataset: Dataset
  private var state: Canonicalizer.State
  private let hashes: [HashValue]
  private let canonicalForm: [UInt8]
  private var slots: [Slot]
  /// For each term how many slots it has; 0 also where it has another origin besides.
  private var slotCounts: [UInt32]
  private let omitted: [JSONDocument.Node]

  // What is worked out for the document at hand.
  private var renamed = Dataset()
  private var terms: [Dataset.Term] = []
  private var counts: [UInt32] = []
  /// Terms of the precedent that a new text is the same as.
  private var taken: [Dataset.Term] = []
  private var isRenamed: [Bool]
  /// Quads whose literal is another one, where they have siblings.
  private var doubtful: [Int] = []
  private var rehashed: [UInt32] = []

  /// - Parameters:
  ///   - input: without arrays among its edits.
  ///   - identifiers, origins: what was noted while the dataset was made.
  ///   - state: of its canonicalization.
  init(
    _ input: JSONLDInput, _ dataset: Dataset, _ identifiers: [IdentifierPlace], _ origins: TermOrigins,
    _ state: Canonicalizer.State, _ canonicalForm: [UInt8], generation: Int
  ) {
    self.input = input
    self.dataset = dataset
    self.state = state
    self.canonicalForm = canonicalForm
    self.generation = generation
    hashes = state.hashes
    omitted = input.omittedMembers
    slots = Self.slots(identifiers, origins, input.document)
    slotCounts = []
    isRenamed = []
    countSlots(origins)
    splitLiterals(origins)
    isRenamed = [Bool](repeating: false, count: self.dataset.texts.count)
  }

  /// One for each string that became a term by itself.
  private static func slots(
    _ identifiers: [IdentifierPlace], _ origins: TermOrigins, _ document: JSONDocument
  ) -> [Slot] {
    let places = Dictionary(identifiers.map { ($0.node, $0) }) { first, _ in first }
    var slots: [Slot] = []
    for literal in origins.literals {
      let length = document.withUTF8(of: literal.node) { LiteralText.length(of: $0) } ?? 0
      slots.append(
        Slot(node: literal.node, term: literal.term, length: length, place: nil, quad: literal.quad))
    }
    for (node, term) in origins.identifiers where term.isText {
      if let place = places[node] { slots.append(Slot(node: node, term: term, length: 0, place: place)) }
    }
    return slots.sorted { $0.node < $1.node }
  }

  private mutating func countSlots(_ origins: TermOrigins) {
    var counts = [UInt32](repeating: 0, count: dataset.texts.count)
    for slot in slots { counts[slot.term.index] += 1 }
    for term in origins.others where term.isText { counts[term.index] = 0 }
    let known = Set(slots.map(\.node))
    for (node, term) in origins.identifiers where term.isText && !known.contains(node) { counts[term.index] = 0 }
    slotCounts = counts
  }

  /// Gives each literal a number of its own, unless two strings have made one quad together.
  private mutating func splitLiterals(_ origins: TermOrigins) {
    var shared: Set<Dataset.Term> = []
    for slot in slots where slot.place == nil && slot.quad == nil { shared.insert(slot.term) }
    var siblings: [Dataset.Quad: Int] = [:]
    for quad in dataset.quads { siblings[quad.withoutObject, default: 0] += 1 }
    for at in slots.indices {
      guard let quad = slots[at].quad else { continue }
      guard !shared.contains(slots[at].term) else {
        slots[at].quad = nil
        continue
      }
      slots[at].hasSiblings = siblings[dataset.quads[quad].withoutObject, default: 0] > 1
      if slotCounts[slots[at].term.index] != 1 { slots[at].term = dataset.splitObject(of: quad) }
    }
    slotCounts += repeatElement(1, count: dataset.texts.count - slotCounts.count)
  }

  /// Appends the canonical form of a document of which this is the precedent; false, and nothing is appended, where it
  /// has to go the ordinary way.
  mutating func canonicalize(
    _ document: JSONDocument, _ expander: inout Expander, _ canonicalizer: inout Canonicalizer,
    into output: inout [UInt8]
  ) throws(LinkedDataError) -> Bool {
    guard generation == expander.contexts.generation, document.bytes.count <= Self.mostBytes,
      dataset.texts.bytes.count <= Self.mostBytes, rename(document, &expander)
    else { return false }
    if terms.isEmpty {
      output.append(contentsOf: canonicalForm)
      return true
    }
    findRehashed()
    try canonicalizer.canonicalize(renamed, like: &state, hashes, rehashing: rehashed, into: &output)
    return true
  }

  /// Puts the strings that differ in the place of the earlier ones.
  private mutating func rename(_ document: JSONDocument, _ expander: inout Expander) -> Bool {
    terms.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    taken.removeAll(keepingCapacity: true)
    doubtful.removeAll(keepingCapacity: true)
    var next = 0
    let isPossible = document.changesSatisfy { node in
      while next < slots.count, slots[next].node < node { next &+= 1 }
      if next < slots.count, slots[next].node == node { return put(node, slots[next], document, &expander) }
      return !isRead(node)
    }
    guard isPossible else { return false }
    // A term had one text in several places: it still has, and nothing else has that text.
    for at in terms.indices where counts[at] != slotCounts[terms[at].index] { return false }
    return taken.allSatisfy { terms.contains($0) } && doubtful.allSatisfy { isUnique($0) }
  }

  /// Whether no other quad is the same as this one by now.
  private func isUnique(_ quad: Int) -> Bool {
    let one = renamed.quads[quad]
    for (number, other) in renamed.quads.enumerated()
    where number != quad && other.withoutObject == one.withoutObject && other.object.kind == one.object.kind {
      if renamed.texts.compare(other.object.index, one.object.index) == 0 { return false }
    }
    return true
  }

  /// Whether a string that is no slot was looked at for the dataset.
  private func isRead(_ node: JSONDocument.Node) -> Bool {
    let document = input.document
    if let context = input.context, document.contains(node, in: context) { return true }
    return document.contains(node, in: input.node) && !omitted.contains { document.contains(node, in: $0) }
  }

  private mutating func put(
    _ node: JSONDocument.Node, _ slot: Slot, _ document: JSONDocument, _ expander: inout Expander
  ) -> Bool {
    if let place = slot.place, !expander.isIdentifier(place, in: document) { return false }
    if terms.isEmpty { renamed.copyTerms(of: dataset) }
    _ = document.withUTF8(of: node) { text in
      if slot.place == nil {
        renamed.appendLiteral(text, like: slot.term, in: dataset, from: slot.length)
      } else {
        renamed.appendIRI(text)
      }
    }
    if let quad = slot.quad {
      if slot.hasSiblings { doubtful.append(quad) }
      replace(slot.term)
      return true
    }
    if let at = terms.firstIndex(of: slot.term) {
      // It stood in several places, and was put in one of them already.
      counts[at] &+= 1
      let isSame = renamed.texts.isPending(slot.term.index)
      renamed.discardPending()
      return isSame
    }
    for term in terms where renamed.texts.isPending(term.index) { return false }
    if let index = renamed.texts.pendingIndex(in: dataset.texts) { taken.append(Dataset.Term(slot.term.kind, index)) }
    replace(slot.term)
    return true
  }

  /// Puts the text that was appended in the place of a term, once.
  private mutating func replace(_ term: Dataset.Term) {
    renamed.replace(term)
    terms.append(term)
    counts.append(1)
  }

  /// The blank nodes that have a statement with one of the terms.
  private mutating func findRehashed() {
    rehashed.removeAll(keepingCapacity: true)
    for term in terms { isRenamed[term.index] = true }
    for quad in dataset.quads where has(quad) { quad.forEachBlankNode { insert($0) } }
    for term in terms { isRenamed[term.index] = false }
  }

  @inline(__always)
  private func has(_ quad: Dataset.Quad) -> Bool {
    (quad.subject.isText && isRenamed[quad.subject.index]) || (quad.object.isText && isRenamed[quad.object.index])
      || (quad.graph.isText && isRenamed[quad.graph.index])
  }

  private mutating func insert(_ node: Int) {
    if !rehashed.contains(UInt32(node)) { rehashed.append(UInt32(node)) }
  }
}

extension Dataset.Quad {
  /// The same with the predicate in the place of the object, so that it says what stands beside that.
  fileprivate var withoutObject: Dataset.Quad {
    Dataset.Quad(subject: subject, predicate: predicate, object: predicate, graph: graph)
  }
}

extension JSONLDInput {
  /// Whether both are the same part of documents of one structure.
  func isSamePart(as other: JSONLDInput) -> Bool {
    guard node == other.node, context == other.context, edits.count == other.edits.count else { return false }
    for at in edits.indices where !edits[at].isSame(as: other.edits[at]) { return false }
    return true
  }

  /// The values that are left out.
  fileprivate var omittedMembers: [JSONDocument.Node] {
    edits.compactMap { edit in
      guard case .omit = edit.change else { return nil }
      return document.member(edit.name, of: node)
    }
  }

  /// Whether nothing is changed but by leaving out.
  var onlyOmits: Bool {
    edits.allSatisfy { if case .omit = $0.change { true } else { false } }
  }
}

extension TextTable {
  /// Whether the pending text is the same as another one.
  fileprivate func isPending(_ index: Int) -> Bool {
    let bytes = bytes.span
    return bytes.extracting(pending).isSame(as: bytes.extracting(range(of: index)))
  }

  /// The number of the pending text in another table.
  fileprivate func pendingIndex(in other: TextTable) -> Int? {
    let bytes = bytes.span
    let text = bytes.extracting(pending)
    // IRIs and literals lie under hashes of different parts.
    return text[0] == UInt8(ascii: "<")
      ? other.find(iri: text.extracting(1..<text.count &- 2), other.seed.hash(text.extracting(1..<text.count &- 2)))
      : other.find(text, other.seed.hash(text))
  }
}
