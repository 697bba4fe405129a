import CanonicalJSON

/// An RDF dataset (RDF 1.1 Concepts, section 4): a set of quads over terms that are kept once each.
///
/// A term is a number of four bytes, a quad four of them. IRIs and literals lie as the text that canonical N-Quads has for
/// them (RDFC-1.0, appendix A), so that two terms are equal when their texts are, and writing is copying:
///
/// ```
/// texts    <https://example.org/a> <https://schema.org/name> "A"@en
///          └──────── 0 ───────────┘└───────── 1 ────────────┘└─ 2 ─┘   each with the space that follows it in a line
/// quads    (0, 1, 2, default graph)
/// ```
///
/// Texts are UTF-8; the caller vouches for that. Terms belong to the dataset that gave them out.
public struct Dataset: Sendable {
  /// One term, or the default graph in the place of a graph's name.
  public struct Term: Hashable, Sendable, BitwiseCopyable {
    public enum Kind: UInt8, Hashable, Sendable { case iri, literal, blankNode, defaultGraph }

    /// The kind in the upper two bits, a number in the others. IRIs and literals are numbered together.
    let bits: UInt32

    @inline(__always)
    init(_ kind: Kind, _ index: Int) { bits = UInt32(kind.rawValue) << 30 | UInt32(index) }

    public var kind: Kind { Kind(rawValue: UInt8(bits >> 30)) ?? .defaultGraph }
    @inline(__always) var isBlankNode: Bool { bits >> 30 == 2 }
    @inline(__always) var isText: Bool { bits >> 31 == 0 }
    @inline(__always) var index: Int { Int(bits & 0x3FFF_FFFF) }

    public static let defaultGraph = Term(.defaultGraph, 0)
  }

  public struct Quad: Hashable, Sendable, BitwiseCopyable {
    public let subject: Term
    public let predicate: Term
    public let object: Term
    public let graph: Term
  }

  /// Bounds, each with a code. A text of 8 MiB can name long IRIs by short prefixes: what comes of it has bounds of its
  /// own.
  public enum Limits {
    /// Quads in one dataset.
    public static let quads = 1 << 19
    /// Bytes of all terms together, each counted once.
    public static let termBytes = 32 << 20
    /// Bytes of the canonical form.
    public static let canonicalBytes = 32 << 20
  }

  /// The quads in the order in which they came, none twice.
  public private(set) var quads: [Quad] = []
  /// IRIs and literals as in canonical N-Quads, each with a space behind it.
  private(set) var texts = TextTable()
  /// Labels of blank nodes, without `_:`.
  private(set) var labels = TextTable()
  /// For each blank node the number of its label; `noLabel` where it was made without one.
  private(set) var labelOfBlankNode: [UInt32] = []
  private var blankNodeOfLabel: [UInt32] = []
  /// A hash table of the quads' numbers, from 1; 0 is free.
  private var slots: [UInt32] = []
  private let seed = TextHash.seed

  static let noLabel = UInt32.max

  public init() {}

  public var blankNodeCount: Int { labelOfBlankNode.count }

  /// Takes everything out and keeps the memory, for the next dataset.
  public mutating func removeAll() {
    quads.removeAll(keepingCapacity: true)
    texts.removeAll()
    labels.removeAll()
    labelOfBlankNode.removeAll(keepingCapacity: true)
    blankNodeOfLabel.removeAll(keepingCapacity: true)
    if slots.count > 4096 { slots = [] }
    var free = slots.mutableSpan
    free.update(repeating: 0)
  }
}

// MARK: - Terms

extension Dataset {
  /// The term of an IRI, without angle brackets; nil where the dataset does not have it.
  public func term(iri: Span<UInt8>) -> Term? {
    texts.find(iri: iri, texts.seed.hash(iri)).map { Term(.iri, $0) }
  }

  /// An absolute IRI, without angle brackets and escapes.
  ///
  /// - Throws: `iriInvalid` where there is no scheme, or a character that N-Quads does not allow in an IRI: with `>` or a
  ///   space, two different datasets could have one canonical form. `datasetTooLarge`.
  public mutating func iri(_ iri: Span<UInt8>) throws(LinkedDataError) -> Term {
    let hash = texts.seed.hash(iri)
    if let index = texts.find(iri: iri, hash) { return Term(.iri, index) }
    try makeRoom(for: iri.count)
    guard IRISyntax.isAbsolute(iri) else { throw LinkedDataError(.iriInvalid, value: String(utf8: iri)) }
    texts.append(iri: iri, Span())
    return Term(.iri, texts.keep(hash))
  }

  /// An absolute IRI in two parts, such as a prefix and what follows it; otherwise as ``iri(_:)``.
  public mutating func iri(_ first: Span<UInt8>, _ second: Span<UInt8>) throws(LinkedDataError) -> Term {
    try makeRoom(for: first.count + second.count)
    texts.append(iri: first, second)
    switch texts.lookUpPendingIRI() {
    case .known(let index):
      texts.discard()
      return Term(.iri, index)
    case .new(let hash):
      return Term(.iri, texts.keep(hash))
    case .invalid(let value):
      texts.discard()
      throw LinkedDataError(.iriInvalid, value: value)
    }
  }

  /// A literal of `xsd:string`.
  public mutating func literal(_ lexicalForm: Span<UInt8>) throws(LinkedDataError) -> Term {
    try appendQuoted(lexicalForm)
    return internLiteral()
  }

  /// A literal with the absolute IRI of a datatype. With that of `xsd:string` it is the literal without one.
  ///
  /// - Throws: as ``iri(_:)``.
  public mutating func literal(
    _ lexicalForm: Span<UInt8>, datatype: Span<UInt8>
  ) throws(LinkedDataError) -> Term {
    guard datatype.equals(Self.string) || IRISyntax.isAbsolute(datatype) else {
      throw LinkedDataError(.iriInvalid, value: String(utf8: datatype))
    }
    try appendQuoted(lexicalForm, before: datatype.count)
    appendDatatype(datatype)
    return internLiteral()
  }

  /// A literal with a language tag, whose letters stay as they are.
  ///
  /// - Throws: `languageTagInvalid`, `datasetTooLarge`.
  public mutating func literal(
    _ lexicalForm: Span<UInt8>, language: Span<UInt8>
  ) throws(LinkedDataError) -> Term {
    guard NQuadsSyntax.languageTag(in: language, at: 0) == language.count else {
      throw LinkedDataError(.languageTagInvalid, value: String(utf8: language))
    }
    try appendQuoted(lexicalForm, before: language.count)
    appendLanguage(language)
    return internLiteral()
  }

  /// A blank node that is no other one.
  public mutating func blankNode() throws(LinkedDataError) -> Term {
    try makeRoom(for: 0)
    labelOfBlankNode.append(Self.noLabel)
    return Term(.blankNode, labelOfBlankNode.count - 1)
  }

  /// The blank node with a label, without `_:`.
  ///
  /// - Throws: `blankNodeLabelInvalid`, `datasetTooLarge`.
  public mutating func blankNode(_ label: Span<UInt8>) throws(LinkedDataError) -> Term {
    let hash = labels.seed.hash(label)
    if let index = labels.find(label, hash) { return Term(.blankNode, Int(blankNodeOfLabel[index])) }
    guard labels.bytes.count + label.count <= Limits.termBytes else { throw LinkedDataError(.datasetTooLarge) }
    guard NQuadsSyntax.blankNodeLabel(in: label, at: 0) == label.count else {
      throw LinkedDataError(.blankNodeLabelInvalid, value: String(utf8: label))
    }
    let term = try blankNode()
    labels.append(label)
    labelOfBlankNode[term.index] = UInt32(labels.keep(hash))
    blankNodeOfLabel.append(UInt32(term.index))
    return term
  }

  private mutating func makeRoom(for count: Int) throws(LinkedDataError) {
    // Ten bytes stand around a term at most. A limit for blank nodes: four terms in each quad.
    guard texts.bytes.count + count + 10 <= Limits.termBytes, blankNodeCount < 4 * Limits.quads else {
      throw LinkedDataError(.datasetTooLarge)
    }
  }

  private static let string: StaticString = "http://www.w3.org/2001/XMLSchema#string"

  // A literal in steps, for whoever has its parts in several places and has checked them: appendQuoted, one of the next
  // two or none, internLiteral.

  /// Appends a datatype, which is an absolute IRI.
  mutating func appendDatatype(_ datatype: Span<UInt8>) {
    if datatype.equals(Self.string) { return }
    texts.append("^^<")
    texts.append(datatype)
    texts.append(UInt8(ascii: ">"))
  }

  /// Appends a language tag, which is well-formed.
  mutating func appendLanguage(_ language: Span<UInt8>) {
    texts.append(UInt8(ascii: "@"))
    texts.append(language)
  }

  /// The literal that was appended.
  mutating func internLiteral() -> Term {
    texts.append(UInt8(ascii: " "))
    let (index, hash) = texts.find()
    guard let index else { return Term(.literal, texts.keep(hash)) }
    texts.discard()
    return Term(.literal, index)
  }

  mutating func appendQuoted(_ text: Span<UInt8>, before more: Int = 0) throws(LinkedDataError) {
    let length = LiteralText.length(of: text)
    try makeRoom(for: length + more)
    appendQuoted(text, length)
  }

  private mutating func appendQuoted(unbounded text: Span<UInt8>) {
    appendQuoted(text, LiteralText.length(of: text))
  }

  @inline(__always)
  private mutating func appendQuoted(_ text: Span<UInt8>, _ length: Int) {
    texts.append(addingCapacity: length) { output in
      if length == text.count &+ 2 {
        output.append(UInt8(ascii: "\""))
        JSONText.append(written: text, to: &output)
        output.append(UInt8(ascii: "\""))
      } else {
        LiteralText.append(text, to: &output)
      }
    }
  }
}

// MARK: - Other texts for some terms

extension Dataset {
  /// Becomes the same as another dataset, with texts in its own memory; nothing can be added.
  mutating func copyTerms(of other: Dataset) {
    quads = other.quads
    texts.copyTexts(of: other.texts)
    labels = other.labels
    labelOfBlankNode = other.labelOfBlankNode
  }

  /// Gives a quad an object of its own, which is the same as the one it has.
  mutating func splitObject(of quad: Int) -> Term {
    let old = quads[quad]
    let object = Term(old.object.kind, texts.duplicate(old.object.index))
    quads[quad] = Quad(subject: old.subject, predicate: old.predicate, object: object, graph: old.graph)
    return object
  }

  /// Appends a term that is to be put in the place of another one: an IRI.
  mutating func appendIRI(_ iri: Span<UInt8>) { texts.append(iri: iri, Span()) }

  /// The same: a literal that has what another one has behind its lexical form.
  ///
  /// - Parameter length: of that one's lexical form, in quotes.
  mutating func appendLiteral(_ lexicalForm: Span<UInt8>, like term: Term, in other: Dataset, from length: Int) {
    let range = other.texts.range(of: term.index)
    appendQuoted(unbounded: lexicalForm)
    let bytes = other.texts.bytes.span
    texts.append(bytes.extracting(range.lowerBound &+ length..<range.upperBound))
  }

  /// Takes away the term that was appended.
  mutating func discardPending() { texts.discard() }

  /// Puts the term that was appended in the place of another one.
  mutating func replace(_ term: Term) { texts.replace(term.index) }
}

// MARK: - Quads

extension Dataset {
  /// Adds a quad unless it is there, and says whether it was not.
  ///
  /// - Throws: `quadInvalid` where the subject is a literal, the predicate no IRI or the graph a literal, or where a term
  ///   is none of this dataset. `datasetTooLarge`.
  @discardableResult
  public mutating func add(
    _ subject: Term, _ predicate: Term, _ object: Term, in graph: Term = .defaultGraph
  ) throws(LinkedDataError) -> Bool {
    let quad = Quad(subject: subject, predicate: predicate, object: object, graph: graph)
    guard isHere(subject), isHere(predicate), isHere(object), isHere(graph) || graph == .defaultGraph,
      subject.kind != .literal, predicate.kind == .iri, graph.kind != .literal
    else { throw LinkedDataError(.quadInvalid) }
    if (quads.count &+ 1) &* 2 > slots.count { grow() }
    let mask = slots.count &- 1
    var at = Int(truncatingIfNeeded: seed.hash(quad)) & mask
    while slots[at] != 0 {
      if quads[Int(slots[at]) &- 1] == quad { return false }
      at = (at &+ 1) & mask
    }
    guard quads.count < Limits.quads else { throw LinkedDataError(.datasetTooLarge) }
    quads.append(quad)
    slots[at] = UInt32(quads.count)
    return true
  }

  @inline(__always)
  private func isHere(_ term: Term) -> Bool {
    term.isText ? term.index < texts.count : term.isBlankNode && term.index < blankNodeCount
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: max(slots.count * 2, 512))
    let mask = slots.count &- 1
    for (index, quad) in quads.enumerated() {
      var at = Int(truncatingIfNeeded: seed.hash(quad)) & mask
      while slots[at] != 0 { at = (at &+ 1) & mask }
      slots[at] = UInt32(index + 1)
    }
  }
}

extension TextTable {
  fileprivate enum LookUp {
    case known(Int)
    case new(UInt32)
    case invalid(String)
  }

  /// What a pending `<IRI> ` is.
  fileprivate func lookUpPendingIRI() -> LookUp {
    let bytes = bytes.span
    let iri = bytes.extracting(pending.lowerBound + 1..<pending.upperBound - 2)
    let hash = seed.hash(iri)
    if let index = find(iri: iri, hash) { return .known(index) }
    return IRISyntax.isAbsolute(iri) ? .new(hash) : .invalid(String(utf8: iri))
  }
}
