/// N-Quads as they may be shown on a terminal.
///
/// The canonical form escapes the controls of ASCII and leaves all other characters as they are. Those that move the
/// cursor, hide or reorder text are written as escapes here: the same statements for every reader, in other bytes where
/// there are such characters.
enum VisibleNQuads {
  /// - Parameter text: valid UTF-8 whose characters beyond ASCII stand in IRIs, literals and comments.
  static func of(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(where: { $0 >= 0x7F }) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count + text.count / 8)
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if VisibleJSON.isInvisible(scalar) {
        result += Array(escape(scalar).utf8)
      } else {
        result += Array(String(scalar).utf8)
      }
    }
    return result
  }

  /// UCHAR (N-Quads, section 4).
  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let width = scalar.value > 0xFFFF ? 8 : 4
    return (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}
