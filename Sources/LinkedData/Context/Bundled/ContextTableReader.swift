import CanonicalJSON

/// A table that does not keep to the notation.
struct ContextTableError: Error, Hashable {
  /// The line at fault, from 1; 0 where the table as a whole is.
  var line: Int
}

/// Reads the notation in which the bundled contexts are written, one line a term:
///
/// ```
/// sec| https://w3id.org/security#          an abbreviation, for this table only: sec|nonce is an IRI in full
/// &purposes                                lines that are used more than once
///   authentication sec| ^@id @set
/// @protected                               "@protected": true; so @version 1.1 and @vocab IRI
/// id @id                                   a term and its IRI, a keyword, or a compact IRI
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
struct ContextTableReader {
  /// What a table amounts to.
  struct Text {
    var json: [UInt8]
    var terms: Int
  }

  private struct Abbreviation {
    let name: Range<Int>
    let iri: Range<Int>
  }

  private struct Block {
    let name: Range<Int>
    /// Where its first line starts, and which it is.
    let start: Int
    let line: Int
  }

  private let table: [UInt8]
  private let edition: [UInt8]
  private var at = 0
  private var line = 1
  private var abbreviations: [Abbreviation] = []
  private var blocks: [Block] = []
  private var output: [UInt8] = []
  private var terms = 0

  /// - Parameter edition: which of the lines for some editions are read: those that name this one or an earlier one.
  init(_ table: StaticString, edition: StaticString = "") {
    self.table = table.withSpan { [UInt8](copying: $0) }
    self.edition = edition.withSpan { [UInt8](copying: $0) }
  }

  /// The context document that the table stands for, as a JSON text.
  mutating func read() throws(ContextTableError) -> Text {
    output.reserveCapacity(table.count * 5)
    append("{\"@context\":")
    let start = output.count
    // Becomes a bracket if the table is of several contexts.
    append(" ")
    try readHead()
    try readDefinition(depth: 0, blocks: blocks.count)
    while at < table.count, starts(with: "@context ") {
      output[start] = UInt8(ascii: "[")
      append(",\"")
      at += 9
      append(try field())
      append("\",")
      try endLine()
      try readDefinition(depth: 0, blocks: blocks.count)
    }
    guard at == table.count else { throw error }
    append(output[start] == UInt8(ascii: "[") ? "]}" : "}")
    return Text(json: output, terms: terms)
  }

  // MARK: - Lines

  /// Abbreviations and blocks, which stand before everything else.
  private mutating func readHead() throws(ContextTableError) {
    while at < table.count {
      let start = at
      if table[at] == UInt8(ascii: "&") {
        let name = try field()
        try endLine()
        blocks.append(Block(name: name, start: at, line: line))
        guard depth == 1 else { throw error }
        while at < table.count, depth > 0 { skipLine() }
        continue
      }
      let name = try field()
      guard name.count > 1, table[name.upperBound - 1] == UInt8(ascii: "|") else {
        at = start
        return
      }
      abbreviations.append(Abbreviation(name: name, iri: try nextField()))
      try endLine()
    }
  }

  /// The lines of one context definition, as an object.
  ///
  /// - Parameter blocks: how many blocks it may use: one that is read itself, those before it.
  private mutating func readDefinition(depth level: Int, blocks: Int) throws(ContextTableError) {
    append("{")
    var isFirst = true
    while at < table.count, depth == level {
      let line = at
      at += level * 2
      if level == 0, starts(with: "@context ") {
        at = line
        break
      }
      let length = output.count
      let terms = terms
      if !isFirst { append(",") }
      let isRead = try readLine(depth: level, blocks: blocks)
      if isRead {
        isFirst = false
      } else {
        // Of another edition: with all that is further in.
        output.removeLast(output.count - length)
        self.terms = terms
      }
    }
    guard at == table.count || depth <= level else { throw error }
    append("}")
  }

  /// - Returns: whether the line is of this edition.
  private mutating func readLine(depth level: Int, blocks: Int) throws(ContextTableError) -> Bool {
    if table[at] == UInt8(ascii: "@") {
      try readKeyword()
      return true
    }
    let term = try field()
    let iri = try nextField()
    terms += 1
    append("\"")
    append(term)
    append("\":")
    var isOfEdition = true
    var isObject = false
    while at < table.count, table[at] == UInt8(ascii: " ") {
      at += 1
      if starts(with: "^") {
        at += 1
        try openMember(of: &isObject, iri, term)
        append("\"@type\":")
        try appendIRI(try field(), term: nil)
      } else if starts(with: "&") {
        let name = try field()
        try openMember(of: &isObject, iri, term)
        append("\"@context\":")
        try readBlock(name, blocks: blocks)
      } else if starts(with: "(") {
        let from = try field()
        guard from.count == edition.count + 2, table[from.upperBound - 1] == UInt8(ascii: ")") else { throw error }
        isOfEdition = !isAfter(from.lowerBound + 1)
      } else {
        let word = try field()
        try openMember(of: &isObject, iri, term)
        if isSame(word, "@null") {
          append("\"@context\":null")
        } else {
          guard isSame(word, "@set") || isSame(word, "@graph") || isSame(word, "@list") else { throw error }
          append("\"@container\":\"")
          append(word)
          append("\"")
        }
      }
    }
    try endLine()
    if at < table.count, depth == level + 1 {
      try openMember(of: &isObject, iri, term)
      append("\"@context\":")
      try readDefinition(depth: level + 1, blocks: blocks)
    }
    if isObject { append("}") } else { try appendIRI(iri, term: term) }
    return isOfEdition
  }

  /// Goes on to the next member of a definition, after its `@id`.
  private mutating func openMember(
    of isObject: inout Bool, _ iri: Range<Int>, _ term: Range<Int>
  ) throws(ContextTableError) {
    if !isObject {
      append("{\"@id\":")
      try appendIRI(iri, term: term)
      isObject = true
    }
    append(",")
  }

  private mutating func readKeyword() throws(ContextTableError) {
    let keyword = try field()
    append("\"")
    append(keyword)
    append("\":")
    if isSame(keyword, "@protected") {
      append("true")
    } else if isSame(keyword, "@version") {
      let version = try nextField()
      guard isSame(version, "1.1") else { throw error }
      append(version)
    } else if isSame(keyword, "@vocab") {
      append("\"")
      append(try nextField())
      append("\"")
    } else {
      throw error
    }
    try endLine()
  }

  private mutating func readBlock(_ name: Range<Int>, blocks count: Int) throws(ContextTableError) {
    for number in 0..<count where isSame(blocks[number].name, name) {
      let after = (at, line)
      at = blocks[number].start
      line = blocks[number].line
      try readDefinition(depth: 1, blocks: number)
      (at, line) = after
      return
    }
    throw error
  }

  // MARK: - Fields

  private var error: ContextTableError { ContextTableError(line: line) }

  /// How far in the line stands.
  private var depth: Int {
    var end = at
    while end < table.count, table[end] == UInt8(ascii: " ") { end += 1 }
    return (end - at) / 2
  }

  /// What stands up to the next space or the end of the line.
  private mutating func field() throws(ContextTableError) -> Range<Int> {
    let start = at
    while at < table.count, table[at] > UInt8(ascii: " ") {
      // The text goes into a JSON text as it is.
      guard table[at] < 0x7F, table[at] != UInt8(ascii: "\""), table[at] != UInt8(ascii: "\\") else { throw error }
      at += 1
    }
    guard at > start else { throw error }
    return start..<at
  }

  private mutating func nextField() throws(ContextTableError) -> Range<Int> {
    guard at < table.count, table[at] == UInt8(ascii: " ") else { throw error }
    at += 1
    return try field()
  }

  private mutating func endLine() throws(ContextTableError) {
    if at == table.count { return }
    guard table[at] == UInt8(ascii: "\n") else { throw error }
    at += 1
    line += 1
  }

  private mutating func skipLine() {
    while at < table.count, table[at] != UInt8(ascii: "\n") { at += 1 }
    if at < table.count { at += 1 }
    line += 1
  }

  /// Whether the edition at a place is later than the one that is read.
  private func isAfter(_ start: Int) -> Bool {
    for i in 0..<edition.count where table[start + i] != edition[i] { return table[start + i] > edition[i] }
    return false
  }

  private func starts(with text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    return table.count - at >= count && isSame(at..<at + count, text)
  }

  private func isSame(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    let table = table.span
    return table.extracting(a).isSame(as: table.extracting(b))
  }

  private func isSame(_ a: Range<Int>, _ b: StaticString) -> Bool {
    let table = table.span
    return b.withSpan { table.extracting(a).isSame(as: $0) }
  }

  // MARK: - Output

  private mutating func append(_ text: StaticString) {
    text.withSpan { append($0) }
  }

  private mutating func append(_ range: Range<Int>) {
    let table = table
    append(table.span.extracting(range))
  }

  private mutating func append(_ text: Span<UInt8>) {
    output.append(addingCapacity: text.count) { JSONText.append(written: text, to: &$0) }
  }

  /// Appends an IRI as a JSON string.
  ///
  /// - Parameter term: what an abbreviation without a name behind it stands before.
  private mutating func appendIRI(_ iri: Range<Int>, term: Range<Int>?) throws(ContextTableError) {
    append("\"")
    var bar = iri.lowerBound
    while bar < iri.upperBound, table[bar] != UInt8(ascii: "|") { bar += 1 }
    if bar == iri.upperBound {
      append(iri)
    } else {
      let name = iri.lowerBound..<bar + 1
      guard let abbreviation = abbreviations.first(where: { isSame($0.name, name) }) else { throw error }
      append(abbreviation.iri)
      if bar + 1 < iri.upperBound {
        append(bar + 1..<iri.upperBound)
      } else {
        guard let term else { throw error }
        append(term)
      }
    }
    append("\"")
  }
}
