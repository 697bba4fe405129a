/// Writes CSV (RFC 4180) that a spreadsheet can open without running anything.
struct CSVWriter {
  private(set) var bytes: [UInt8] = []

  /// Takes what was written so far.
  mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  /// Appends one record and its line break.
  mutating func append(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(cell)
    }
    bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
  }

  private mutating func append(_ cell: String) {
    let text = Self.startsFormula(cell) ? "'" + cell : cell
    guard text.utf8.contains(where: Self.needsQuotes) || text.hasPrefix(" ") || text.hasSuffix(" ") else {
      bytes += text.utf8
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      bytes.append(byte)
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Cells that start so are formulas to a spreadsheet, and a quote mark keeps them text.
  private static func startsFormula(_ cell: String) -> Bool {
    guard let first = cell.utf8.first else { return false }
    return [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first)
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte < 0x20
  }
}
