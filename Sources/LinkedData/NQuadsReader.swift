/// Reads N-Quads into a dataset. Nothing here recurses: a document is lines, a line at most four terms.
struct NQuadsReader {
  struct Defect: Error {
    var code: LinkedDataError.Code
    var offset: Int
    var value: String?
  }

  private(set) var dataset = Dataset()
  private var at = 0
  /// A term without its escapes.
  private var decoded: [UInt8] = []
  private var lexicalForm: [UInt8] = []

  /// nquadsDoc: `statement? (EOL statement)* EOL?`.
  mutating func read(_ text: Span<UInt8>) throws(Defect) {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: text)
    } catch {
      throw Defect(code: .nquadsInvalidUTF8, offset: error.byteOffsets.lowerBound)
    }
    while at < text.count {
      skipSpaces(text)
      if at < text.count, text[at] != UInt8(ascii: "#"), !isEndOfLine(text) { try readStatement(text) }
      skipComment(text)
      guard at == text.count || isEndOfLine(text) else { throw unexpected(text) }
      while at < text.count, isEndOfLine(text) { at += 1 }
    }
  }

  /// `subject predicate object graphLabel? '.'`, and the white space behind it.
  private mutating func readStatement(_ text: Span<UInt8>) throws(Defect) {
    let subject = try readNode(text)
    skipSpaces(text)
    guard at < text.count, text[at] == UInt8(ascii: "<") else { throw unexpected(text) }
    let predicate = try readIRI(text)
    skipSpaces(text)
    let isLiteral = at < text.count && text[at] == UInt8(ascii: "\"")
    let object = isLiteral ? try readLiteral(text) : try readNode(text)
    skipSpaces(text)
    var graph = Dataset.Term.defaultGraph
    if at < text.count, text[at] != UInt8(ascii: ".") {
      graph = try readNode(text)
      skipSpaces(text)
    }
    guard at < text.count, text[at] == UInt8(ascii: ".") else { throw unexpected(text) }
    let end = at
    at += 1
    do throws(LinkedDataError) {
      try dataset.add(subject, predicate, object, in: graph)
    } catch {
      throw Defect(code: error.code, offset: end)
    }
    skipSpaces(text)
  }

  /// IRIREF or BLANK_NODE_LABEL.
  private mutating func readNode(_ text: Span<UInt8>) throws(Defect) -> Dataset.Term {
    guard at < text.count else { throw unexpected(text) }
    if text[at] == UInt8(ascii: "<") { return try readIRI(text) }
    guard text[at] == UInt8(ascii: "_") else { throw unexpected(text) }
    at += 1
    guard at < text.count, text[at] == UInt8(ascii: ":") else { throw unexpected(text) }
    at += 1
    guard let end = NQuadsSyntax.blankNodeLabel(in: text, at: at) else { throw unexpected(text) }
    let start = at
    at = end
    do throws(LinkedDataError) {
      return try dataset.blankNode(text.extracting(start..<end))
    } catch {
      throw Defect(code: error.code, offset: start, value: error.value)
    }
  }

  private mutating func readIRI(_ text: Span<UInt8>) throws(Defect) -> Dataset.Term {
    let start = at
    try decodeIRI(text)
    let iri = decoded
    do throws(LinkedDataError) {
      return try dataset.iri(iri.span)
    } catch {
      throw Defect(code: error.code, offset: start, value: error.value)
    }
  }

  /// IRIREF: `'<' ([^#x00-#x20<>"{}|^`\] | UCHAR)* '>'`.
  private mutating func decodeIRI(_ text: Span<UInt8>) throws(Defect) {
    decoded.removeAll(keepingCapacity: true)
    at += 1
    while at < text.count {
      let byte = text[at]
      if IRISyntax.isAllowed(byte) {
        decoded.append(byte)
        at += 1
      } else if byte == UInt8(ascii: "\\") {
        try decodeEscape(text, inIRI: true)
      } else if byte == UInt8(ascii: ">") {
        at += 1
        return
      } else {
        throw unexpected(text)
      }
    }
    throw unexpected(text)
  }

  /// `STRING_LITERAL_QUOTE ('^^' IRIREF | LANGTAG)?`.
  private mutating func readLiteral(_ text: Span<UInt8>) throws(Defect) -> Dataset.Term {
    let start = at
    decoded.removeAll(keepingCapacity: true)
    at += 1
    while at < text.count, text[at] != UInt8(ascii: "\"") {
      switch text[at] {
      case UInt8(ascii: "\\"): try decodeEscape(text, inIRI: false)
      case 0x0A, 0x0D: throw unexpected(text)
      default:
        decoded.append(text[at])
        at += 1
      }
    }
    guard at < text.count else { throw unexpected(text) }
    at += 1
    swap(&decoded, &lexicalForm)
    if at < text.count, text[at] == UInt8(ascii: "@") { return try readLanguage(text) }
    let hasDatatype = at < text.count && text[at] == UInt8(ascii: "^")
    let datatype = at + 2
    if hasDatatype {
      for expected in "^^<".utf8 {
        guard at < text.count, text[at] == expected else { throw unexpected(text) }
        at += 1
      }
      at = datatype
      try decodeIRI(text)
    }
    let lexicalForm = lexicalForm
    let iri = decoded
    do throws(LinkedDataError) {
      return hasDatatype
        ? try dataset.literal(lexicalForm.span, datatype: iri.span) : try dataset.literal(lexicalForm.span)
    } catch {
      throw Defect(code: error.code, offset: error.code == .iriInvalid ? datatype : start, value: error.value)
    }
  }

  private mutating func readLanguage(_ text: Span<UInt8>) throws(Defect) -> Dataset.Term {
    at += 1
    guard let end = NQuadsSyntax.languageTag(in: text, at: at) else { throw unexpected(text) }
    let start = at
    at = end
    let lexicalForm = lexicalForm
    do throws(LinkedDataError) {
      return try dataset.literal(lexicalForm.span, language: text.extracting(start..<end))
    } catch {
      throw Defect(code: error.code, offset: start, value: error.value)
    }
  }

  /// ECHAR, or UCHAR: `\u` and four digits, `\U` and eight.
  private mutating func decodeEscape(_ text: Span<UInt8>, inIRI: Bool) throws(Defect) {
    let start = at
    guard at + 1 < text.count else {
      at = text.count
      throw unexpected(text)
    }
    let letter = text[at + 1]
    at += 2
    if letter == UInt8(ascii: "u") || letter == UInt8(ascii: "U") {
      var value: UInt32 = 0
      for _ in 0..<(letter == UInt8(ascii: "u") ? 4 : 8) {
        guard at < text.count else { throw unexpected(text) }
        guard let digit = Self.hexDigit(text[at]) else { throw Defect(code: .nquadsInvalidEscape, offset: start) }
        value = value << 4 | digit
        at += 1
      }
      // No scalar is a surrogate or above U+10FFFF.
      guard let scalar = Unicode.Scalar(value), !inIRI || value > 0x7F || IRISyntax.isAllowed(UInt8(value)) else {
        throw Defect(code: .nquadsInvalidEscape, offset: start)
      }
      decoded.append(contentsOf: UTF8.encode(scalar) ?? .init())
      return
    }
    guard !inIRI, let byte = Self.character(letter) else { throw Defect(code: .nquadsInvalidEscape, offset: start) }
    decoded.append(byte)
  }

  /// ECHAR: `'\' [tbnrf"'\]`.
  private static func character(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): letter
    default: nil
    }
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    if byte.isDigit { return UInt32(byte - 0x30) }
    let lower = byte | 0x20
    return (0x61...0x66).contains(lower) ? UInt32(lower - 0x57) : nil
  }

  private mutating func skipSpaces(_ text: Span<UInt8>) {
    while at < text.count, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
  }

  private mutating func skipComment(_ text: Span<UInt8>) {
    guard at < text.count, text[at] == UInt8(ascii: "#") else { return }
    while at < text.count, !isEndOfLine(text) { at += 1 }
  }

  private func isEndOfLine(_ text: Span<UInt8>) -> Bool { text[at] == 0x0A || text[at] == 0x0D }

  private func unexpected(_ text: Span<UInt8>) -> Defect {
    Defect(code: at < text.count ? .nquadsUnexpectedByte : .nquadsUnexpectedEnd, offset: at)
  }
}
