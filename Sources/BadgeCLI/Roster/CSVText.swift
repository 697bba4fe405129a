import SwiftCSV

/// A CSV text (RFC 4180): the cells of each record that is not blank.
///
/// Spaces and tabs around a cell do not count, inside quotation marks everything does.
struct CSVText {
  struct Record: Hashable {
    var layout: CSVLayout.Record
    /// As many as ``CSVLayout/Record/cells``.
    var cells: [String]
  }

  enum Separator: String, CaseIterable {
    case comma, semicolon, tab

    var byte: UInt8 {
      switch self {
      case .comma: UInt8(ascii: ",")
      case .semicolon: UInt8(ascii: ";")
      case .tab: UInt8(ascii: "\t")
      }
    }

    fileprivate var delimiter: CSVDelimiter {
      switch self {
      case .comma: .comma
      case .semicolon: .semicolon
      case .tab: .tab
      }
    }
  }

  let records: [Record]

  /// - Parameter bytes: UTF-8, with or without a byte order mark.
  /// - Throws: ``CSVLayout/Failure``.
  init(parsing bytes: [UInt8], separator: Separator = .comma) throws(CSVLayout.Failure) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var text = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    try Self.checkUTF8(text)
    let layout = try CSVLayout(text, separator: separator.byte)
    // Without one behind it SwiftCSV drops the last cell of the text where that is empty.
    if let last = text.last, last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
    let cells = try Self.cells(text, separator, layout)
    records = zip(layout.records, cells).compactMap { layout, cells in
      layout.isBlank ? nil : Record(layout: layout, cells: cells)
    }
  }

  private static func checkUTF8(_ text: [UInt8]) throws(CSVLayout.Failure) {
    do {
      _ = try UTF8Span(validating: text.span)
    } catch {
      let start = error.byteOffsets.lowerBound
      let line = 1 + text[..<start].count { $0 == UInt8(ascii: "\n") }
      let isUTF16 = text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF])
      throw CSVLayout.Failure(
        line: line, cell: 1, message: isUTF16 ? "the text is UTF-16" : "byte \(start) of the text is not UTF-8",
        hint: "save the file as CSV UTF-8")
    }
  }

  /// What SwiftCSV reads.
  ///
  /// It compares characters, and a comma with a combining mark behind it is another one than the comma; so each byte goes
  /// in as a character of its own, and comes out as a byte.
  private static func cells(
    _ text: [UInt8], _ separator: Separator, _ layout: CSVLayout
  ) throws(CSVLayout.Failure) -> [[String]] {
    var characters = ""
    characters.unicodeScalars.reserveCapacity(text.count)
    for byte in text { characters.unicodeScalars.append(Unicode.Scalar(byte)) }
    let collector = Collector(layout)
    do {
      // The limit of no row keeps it from reading everything once more beforehand.
      let csv = try CSV<Enumerated>(
        string: characters, delimiter: separator.delimiter, loadColumns: false, rowLimit: 0)
      try csv.enumerateAsArray(startAt: 0, rowLimit: nil) { collector.append($0) }
    } catch {
      throw collector.disagreement
    }
    guard collector.isComplete else { throw collector.disagreement }
    return collector.records
  }

  /// Compares what was read with what the bytes are, record by record.
  private final class Collector {
    private let layout: CSVLayout
    private(set) var records: [[String]] = []
    private var agrees = true

    init(_ layout: CSVLayout) { self.layout = layout }

    var isComplete: Bool { agrees && records.count == layout.records.count }

    /// Two readers of one text that do not agree: nobody can say what it holds.
    var disagreement: CSVLayout.Failure {
      let line = records.count < layout.records.count ? layout.records[records.count].line : 1
      return CSVLayout.Failure(line: line, cell: 1, message: "this line can be read in more than one way")
    }

    func append(_ cells: [String]) {
      guard agrees, records.count < layout.records.count else {
        agrees = false
        return
      }
      let expected = layout.records[records.count].cells
      guard cells.count == expected.count else {
        agrees = false
        return
      }
      var texts: [String] = []
      for (cell, place) in zip(cells, expected) {
        guard let text = Self.text(cell, isQuoted: place.isQuoted) else {
          agrees = false
          return
        }
        texts.append(text)
      }
      records.append(texts)
    }

    private static func text(_ cell: String, isQuoted: Bool) -> String? {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(cell.utf8.count)
      for scalar in cell.unicodeScalars {
        guard let byte = UInt8(exactly: scalar.value) else { return nil }
        bytes.append(byte)
      }
      // SwiftCSV drops the spaces before a cell, and keeps those behind it.
      if !isQuoted { while bytes.last == UInt8(ascii: " ") || bytes.last == UInt8(ascii: "\t") { bytes.removeLast() } }
      return String(validating: bytes, as: UTF8.self)
    }
  }
}
