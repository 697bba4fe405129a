/// Where the records and cells of a CSV text are (RFC 4180), found by its bytes.
///
/// SwiftCSV reads the cells, and is lenient: it drops a quotation mark that stands alone, takes a text whose last quotation
/// mark is missing for one long cell, and forgets an empty cell at the end. What it would repair is refused here, with its
/// place, and what it then reads has to have these records and cells.
struct CSVLayout {
  struct Cell: Hashable {
    /// The line of the text in which the cell starts, from 1.
    var line: Int
    var isQuoted: Bool
  }

  struct Record: Hashable {
    var cells: [Cell]
    /// Whether the line holds nothing, or spaces only.
    var isBlank: Bool

    var line: Int { cells[0].line }
  }

  /// Why a text is no CSV. What follows such a place can be read in more than one way, so it is not.
  struct Failure: Error, Hashable {
    var line: Int
    /// The number of the cell in its record, from 1.
    var cell: Int
    var message: String
    var hint: String?
  }

  /// Cells of one record.
  static let cellLimit = 1000
  /// Records of one text.
  static let recordLimit = 250_000

  private(set) var records: [Record] = []

  /// - Parameters:
  ///   - text: UTF-8 without a byte order mark.
  ///   - separator: the byte between cells.
  init(_ text: [UInt8], separator: UInt8) throws(Failure) {
    var scanner = CSVScanner(text: text, separator: separator)
    while !scanner.isAtEnd {
      guard records.count < Self.recordLimit else {
        throw scanner.failure("the text has more than \(Self.recordLimit) lines", hint: "issue it in parts")
      }
      records.append(try scanner.record())
    }
  }
}

private struct CSVScanner {
  private let text: [UInt8]
  private let separator: UInt8
  private var at = 0
  private var line = 1
  private var cell = 1

  init(text: [UInt8], separator: UInt8) {
    self.text = text
    self.separator = separator
  }

  var isAtEnd: Bool { at >= text.count }

  func failure(_ message: String, hint: String? = nil, line: Int? = nil) -> CSVLayout.Failure {
    CSVLayout.Failure(line: line ?? self.line, cell: cell, message: message, hint: hint)
  }

  /// One record, with the line break behind it.
  mutating func record() throws(CSVLayout.Failure) -> CSVLayout.Record {
    var cells: [CSVLayout.Cell] = []
    var isBlank = true
    cell = 1
    while true {
      let start = line
      skipSpaces()
      let isQuoted = !isAtEnd && text[at] == UInt8(ascii: "\"")
      let first = at
      if isQuoted { try quotedCell() } else { try plainCell() }
      if isQuoted || at > first { isBlank = false }
      cells.append(CSVLayout.Cell(line: start, isQuoted: isQuoted))
      guard !isAtEnd, text[at] == separator else { break }
      at += 1
      isBlank = false
      cell += 1
      guard cell <= CSVLayout.cellLimit else { throw failure("a line has more than \(CSVLayout.cellLimit) cells") }
    }
    try skipLineBreak()
    return CSVLayout.Record(cells: cells, isBlank: isBlank)
  }

  private mutating func skipSpaces() {
    while !isAtEnd, isSpace(text[at]) { at += 1 }
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") && separator != byte
  }

  private mutating func plainCell() throws(CSVLayout.Failure) {
    while !isAtEnd {
      let byte = text[at]
      if byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return }
      guard byte != UInt8(ascii: "\"") else {
        throw failure(
          "a quotation mark inside a cell that does not start with one",
          hint: "put the whole cell into quotation marks, and write each one in it twice")
      }
      try checkControl(byte)
      at += 1
    }
  }

  private mutating func quotedCell() throws(CSVLayout.Failure) {
    let start = line
    at += 1
    while true {
      guard !isAtEnd else {
        throw failure(
          "the quotation mark at the start of this cell has no partner", hint: "close the cell with a quotation mark",
          line: start)
      }
      let byte = text[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard !isAtEnd, text[at] == byte else { return try endOfQuotedCell() }
        at += 1
      case UInt8(ascii: "\n"): line += 1
      case UInt8(ascii: "\r"):
        guard !isAtEnd, text[at] == UInt8(ascii: "\n") else { throw loneCarriageReturn }
      default: try checkControl(byte)
      }
    }
  }

  private mutating func endOfQuotedCell() throws(CSVLayout.Failure) {
    skipSpaces()
    guard isAtEnd || text[at] == separator || text[at] == UInt8(ascii: "\n") || text[at] == UInt8(ascii: "\r") else {
      throw failure(
        "text behind the quotation mark that ends the cell",
        hint: "write each quotation mark inside a cell twice, and none behind the cell")
    }
  }

  private mutating func skipLineBreak() throws(CSVLayout.Failure) {
    guard !isAtEnd else { return }
    if text[at] == UInt8(ascii: "\r") {
      at += 1
      guard !isAtEnd, text[at] == UInt8(ascii: "\n") else { throw loneCarriageReturn }
    }
    at += 1
    line += 1
  }

  private var loneCarriageReturn: CSVLayout.Failure {
    failure("a carriage return without a line feed", hint: "save the file with the line ends CR LF or LF")
  }

  /// What no name or date holds, and what could not be seen in a badge.
  private func checkControl(_ byte: UInt8) throws(CSVLayout.Failure) {
    guard byte >= 0x20 || byte == UInt8(ascii: "\t"), byte != 0x7F else {
      throw failure("the control character \(byte)", hint: "remove it")
    }
  }
}
