import CanonicalJSON

/// A table that does not keep to the notation.
struct ContextTableError: Error, Hashable {
  /// Where in the table, in bytes from 0.
  var offset: Int
}

/// The notation in which the bundled contexts are written, one line a term:
///
/// ```
/// sec| https://w3id.org/security#          an abbreviation, for this table only: sec|nonce is an IRI in full
/// &purposes                                lines that are used more than once
///   authentication sec| ^@id @set
/// @protected                               "@protected": true; so @version 1.1 and @vocab IRI, before all terms
/// id @id                                   a term and its IRI, a keyword, or a compact IRI as in JSON-LD
/// proof sec| ^@id @graph                   sec| alone: with the term's own name; ^ the type, then the container
///   nonce sec|                             further in: the scoped context of the term above
/// purpose sec|proofPurpose ^@vocab &purposes
/// credential sec| @null                    a scoped context that is null
/// jti jwt| (2025-11)                       a line of this edition and later ones
/// @context https://w3id.org/security/v1    another context, then a definition of its own: together an array
/// ```
///
/// Fields are separated by one space, and a level is two. It says what published contexts need and nothing else; any
/// other line is an error.
struct ContextTable: Sendable {
  /// An IRI in two parts: what its abbreviation stands for, or nothing, and the rest.
  struct Text {
    var head: Range<Int>
    var tail: Range<Int>
  }

  enum Scope {
    case none, null
    /// The lines further in, from the next one on.
    case inner
    /// A block, by its number.
    case block(Int)
  }

  enum Kind { case protected, version, vocabulary, context, term }

  struct Line {
    var kind: Kind
    var depth: Int
    /// The term.
    var name: Range<Int>
    /// The IRI of a term, the vocabulary, or the URL of a context.
    var iri: Text
    var type: Text?
    var container: Keyword?
    var scope = Scope.none
    var isOfEdition = true
    /// Where the next line starts.
    var next: Int

    /// Whether there is nothing but an IRI: in JSON, a string.
    var isSimple: Bool {
      if case .none = scope { type == nil && container == nil } else { false }
    }
  }

  private struct Block {
    let name: Range<Int>
    let lines: Range<Int>
  }

  let bytes: [UInt8]
  private let edition: [UInt8]
  private var abbreviations: [Text] = []
  private var blocks: [Block] = []
  /// Where the first line of the first definition starts.
  private(set) var start = 0

  /// Reads what stands before the first definition.
  ///
  /// - Parameter edition: which of the lines for some editions count: those that name this one or an earlier one.
  init(_ bytes: [UInt8], edition: [UInt8] = []) throws(ContextTableError) {
    self.bytes = bytes
    self.edition = edition
    var at = 0
    while at < bytes.count {
      let name = try field(at)
      if bytes[at] == UInt8(ascii: "&") {
        at = try endOfLine(name.upperBound)
        guard depth(at) == 1 else { throw ContextTableError(offset: at) }
        let start = at
        at = afterInner(start, depth: 1)
        blocks.append(Block(name: name, lines: start..<at))
      } else if bytes[name.upperBound - 1] == UInt8(ascii: "|"), name.count > 1 {
        let iri = try nextField(name.upperBound)
        abbreviations.append(Text(head: name, tail: iri))
        at = try endOfLine(iri.upperBound)
      } else {
        break
      }
    }
    start = at
  }

  /// Where the lines of a block start, all of them one level in.
  func start(ofBlock number: Int) -> Int { blocks[number].lines.lowerBound }

  /// The line that starts at a place before the end.
  func line(at start: Int) throws(ContextTableError) -> Line {
    let depth = depth(start)
    let name = try field(start + depth * 2)
    var at = name.upperBound
    if bytes[name.lowerBound] == UInt8(ascii: "@") { return try keyword(name, depth: depth) }
    let iri = try nextField(at)
    at = iri.upperBound
    var line = Line(kind: .term, depth: depth, name: name, iri: try text(iri, term: name), next: at)
    while at < bytes.count, bytes[at] == UInt8(ascii: " ") {
      let word = try nextField(at)
      at = word.upperBound
      try read(word, &line)
    }
    line.next = try endOfLine(at)
    if line.next < bytes.count, self.depth(line.next) > depth {
      guard case .none = line.scope, self.depth(line.next) == depth + 1 else {
        throw ContextTableError(offset: line.next)
      }
      line.scope = .inner
    }
    return line
  }

  /// The place behind lines that stand at a level or further in.
  func afterInner(_ start: Int, depth level: Int) -> Int {
    var at = start
    let bytes = bytes.span
    while at < bytes.count, at + level * 2 <= bytes.count {
      for i in at..<at + level * 2 where bytes[i] != UInt8(ascii: " ") { return at }
      while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at &+= 1 }
      at = min(at &+ 1, bytes.count)
    }
    return at
  }

  // MARK: - Fields

  private func read(_ word: Range<Int>, _ line: inout Line) throws(ContextTableError) {
    switch bytes[word.lowerBound] {
    case UInt8(ascii: "^"):
      guard line.type == nil, word.count > 1 else { break }
      line.type = try text(word.lowerBound + 1..<word.upperBound, term: nil)
      return
    case UInt8(ascii: "&"):
      guard case .none = line.scope else { break }
      for number in blocks.indices where isSame(blocks[number].name, word) {
        // Only earlier ones, so that none can lead back to itself.
        guard blocks[number].lines.upperBound <= line.name.lowerBound else { break }
        line.scope = .block(number)
        return
      }
    case UInt8(ascii: "("):
      guard word.count == edition.count + 2, bytes[word.upperBound - 1] == UInt8(ascii: ")") else { break }
      line.isOfEdition = !isLaterEdition(word.lowerBound + 1)
      return
    case UInt8(ascii: "@"):
      if isSame(word, "@null"), case .none = line.scope {
        line.scope = .null
        return
      }
      guard line.container == nil else { break }
      line.container = ([.set, .graph, .list] as [Keyword]).first { isSame(word, $0.text) }
      if line.container != nil { return }
    default: break
    }
    throw ContextTableError(offset: word.lowerBound)
  }

  private func keyword(_ name: Range<Int>, depth: Int) throws(ContextTableError) -> Line {
    var line = Line(kind: .protected, depth: depth, name: name, iri: Text(head: 0..<0, tail: name), next: 0)
    var end = name.upperBound
    if !isSame(name, "@protected") {
      let value = try nextField(end)
      line.iri.tail = value
      end = value.upperBound
      if isSame(name, "@version"), isSame(value, "1.1") {
        line.kind = .version
      } else if isSame(name, "@vocab") {
        line.kind = .vocabulary
      } else if isSame(name, "@context"), depth == 0 {
        line.kind = .context
      } else {
        throw ContextTableError(offset: name.lowerBound)
      }
    }
    line.next = try endOfLine(end)
    return line
  }

  /// An IRI as it is written.
  ///
  /// - Parameter term: what stands for the name that an abbreviation without one leaves out.
  private func text(_ field: Range<Int>, term: Range<Int>?) throws(ContextTableError) -> Text {
    var bar = field.lowerBound
    while bar < field.upperBound, bytes[bar] != UInt8(ascii: "|") { bar += 1 }
    if bar == field.upperBound { return Text(head: 0..<0, tail: field) }
    let name = field.lowerBound..<bar + 1
    for abbreviation in abbreviations where isSame(abbreviation.head, name) {
      if bar + 1 < field.upperBound { return Text(head: abbreviation.tail, tail: bar + 1..<field.upperBound) }
      if let term { return Text(head: abbreviation.tail, tail: term) }
    }
    throw ContextTableError(offset: field.lowerBound)
  }

  /// How far in a line stands.
  func depth(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
    return (end - start) / 2
  }

  /// What stands up to the next space or the end of the line.
  private func field(_ start: Int) throws(ContextTableError) -> Range<Int> {
    var at = start
    let bytes = bytes.span
    while at < bytes.count, bytes[at] > UInt8(ascii: " ") {
      // The text stands for itself in a JSON text.
      guard bytes[at] < 0x7F, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\") else {
        throw ContextTableError(offset: at)
      }
      at &+= 1
    }
    guard at > start else { throw ContextTableError(offset: at) }
    return start..<at
  }

  private func nextField(_ at: Int) throws(ContextTableError) -> Range<Int> {
    guard at < bytes.count, bytes[at] == UInt8(ascii: " ") else { throw ContextTableError(offset: at) }
    return try field(at + 1)
  }

  private func endOfLine(_ at: Int) throws(ContextTableError) -> Int {
    if at == bytes.count { return at }
    guard bytes[at] == UInt8(ascii: "\n") else { throw ContextTableError(offset: at) }
    return at + 1
  }

  /// Whether the edition at a place is later than the one that is read.
  private func isLaterEdition(_ start: Int) -> Bool {
    for i in edition.indices where bytes[start + i] != edition[i] { return bytes[start + i] > edition[i] }
    return false
  }

  private func isSame(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    let bytes = bytes.span
    return bytes.extracting(a).isSame(as: bytes.extracting(b))
  }

  private func isSame(_ a: Range<Int>, _ b: StaticString) -> Bool {
    let bytes = bytes.span
    return b.withSpan { bytes.extracting(a).isSame(as: $0) }
  }
}
