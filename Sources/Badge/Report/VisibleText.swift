/// Foreign text as a person may see it: in a terminal's line, on a page, in a cell.
///
/// Shown as `\u{hex}`: controls (C0, DEL, C1), line and paragraph separators, every character that is invisible by
/// design (bidirectional controls, zero-width characters, variation selectors, tags, fillers), private and unassigned
/// code points, the second of two spaces, which could push what follows to the next row, and combining marks at the
/// start or in heaps. A backslash is doubled, so that the escapes cannot be imitated. What comes out can neither move a
/// cursor, nor start a line, nor reorder or hide its neighbours.
public enum VisibleText {
  /// The text, cut after so many columns of a terminal; `…` says that it was.
  public static func quote(_ text: String, columns: Int) -> String {
    if isPlain(text, columns: columns) { return text }
    var quoted = ""
    var width = 0
    // Where to cut, should the text turn out to be too wide: the mark needs a column.
    var end = quoted.endIndex
    var context = QuotingContext()
    for scalar in text.unicodeScalars {
      let (piece, pieceWidth) = context.show(scalar)
      width += pieceWidth
      if width > columns { return quoted[..<end] + "…" }
      quoted.unicodeScalars.append(contentsOf: piece.unicodeScalars)
      if width < columns { end = quoted.endIndex }
    }
    return quoted
  }

  /// The blocks that terminals show in two columns (Unicode Standard Annex 11, East Asian Width W and F, rounded up).
  public static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F000...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// Most text is printable ASCII without a backslash and is shown as it is.
  private static func isPlain(_ text: String, columns: Int) -> Bool {
    guard text.utf8.count <= columns else { return false }
    var wasSpace = false
    for byte in text.utf8 {
      guard 0x20 <= byte, byte < 0x7F, byte != UInt8(ascii: "\\") else { return false }
      if wasSpace, byte == 0x20 { return false }
      wasSpace = byte == 0x20
    }
    return true
  }
}

/// What was shown before the next scalar.
private struct QuotingContext {
  /// More than any script needs on one letter; beyond that they paint over the lines above and below.
  private static let marksOnOneLetter = 4

  private var wasSpace = false
  // A mark at the start would sit on our own text.
  private var marks = marksOnOneLetter

  /// The scalar as it is shown, and its columns.
  mutating func show(_ scalar: Unicode.Scalar) -> (String, Int) {
    let wasSpace = wasSpace
    self.wasSpace = false
    let properties = scalar.properties
    guard !properties.isDefaultIgnorableCodePoint else { return escape(scalar) }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      return escape(scalar)
    case .spaceSeparator:
      self.wasSpace = true
      if wasSpace { return escape(scalar) }
    case .nonspacingMark, .enclosingMark, .spacingMark:
      if marks >= Self.marksOnOneLetter { return escape(scalar) }
      marks += 1
      // A terminal may give a mark no column, or one.
      return (String(scalar), 1)
    default:
      if scalar == "\\" {
        marks = 0
        return ("\\\\", 2)
      }
    }
    marks = 0
    return (String(scalar), VisibleText.isWide(scalar) ? 2 : 1)
  }

  private mutating func escape(_ scalar: Unicode.Scalar) -> (String, Int) {
    let escaped = "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    return (escaped, escaped.utf8.count)
  }
}
