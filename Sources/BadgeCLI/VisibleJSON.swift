/// JSON as it may be shown on a terminal.
///
/// A report for machines is read by people too, with `cat`. Characters that move the cursor, hide or reorder text are
/// written as `\u` escapes, which every JSON reader takes for the same value.
enum VisibleJSON {
  /// The same JSON text without such characters. Line breaks between the values stay.
  static func of(_ json: [UInt8]) -> [UInt8] {
    guard mayHoldInvisible(json) else { return json }
    var result: [UInt8] = []
    result.reserveCapacity(json.count + 64)
    for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
      if isInvisible(scalar) {
        for unit in String(scalar).utf16 { append(unit, to: &result) }
      } else {
        result.append(contentsOf: String(scalar).utf8)
      }
    }
    return result
  }

  /// Nearly every report is ASCII. One pass without a branch: the sum has the top bit for 0x7F and all above; no byte of
  /// UTF-8 is 0xFF.
  private static func mayHoldInvisible(_ json: [UInt8]) -> Bool {
    var bits: UInt8 = 0
    for byte in json { bits |= byte &+ 1 }
    return bits & 0x80 != 0
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x7F else { return false }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return properties.isDefaultIgnorableCodePoint
    }
  }

  private static func append(_ unit: UInt16, to bytes: inout [UInt8]) {
    let digits = String(unit, radix: 16)
    bytes += Array(("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
  }
}
