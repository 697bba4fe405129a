import Files
import Glibc

/// The rules of what a person sees.
///
/// 1. Everything that somebody else wrote (names in badges, file names, texts of errors that quote them) goes through
///    ``quote(_:columns:)``. It is the only such function, and what comes out of it can neither move the cursor, nor
///    start a line, nor reorder or hide its neighbours.
/// 2. Words before symbols. A colour repeats what a word says and is never the only sign of it.
/// 3. Colour goes to a terminal only, and not where NO_COLOR is set or TERM is `dumb`. Nothing else depends on the
///    terminal: the text is the same bytes in a pipe, and in every locale.
/// 4. Results go to standard output. Errors, hints, prompts and progress go to standard error.
/// 5. Progress is shown on a terminal only, after a second, and is gone when the command ends.
enum Terminal {
  enum Color: String, Sendable {
    case green = "32"
    case red = "31"
    case yellow = "33"
    case dim = "2"
    case bold = "1"
  }

  /// `word`, coloured where rule 3 allows it on that descriptor.
  static func paint(_ word: String, _ color: Color, on descriptor: borrowing FileDescriptor) -> String {
    allowsColor(on: descriptor) ? paint(word, color) : word
  }

  /// `word`, coloured; for callers that have asked ``allowsColor(on:)`` once.
  static func paint(_ word: String, _ color: Color) -> String { "\u{1B}[\(color.rawValue)m\(word)\u{1B}[0m" }

  static func allowsColor(on descriptor: borrowing FileDescriptor) -> Bool {
    descriptor.isTerminal && POSIX.environment("NO_COLOR") == nil && (POSIX.environment("TERM") ?? "dumb") != "dumb"
  }

  /// Columns of the terminal that shows standard output or standard error; 80 where there is none.
  static var columns: Int {
    POSIX.terminalColumns(STDOUT_FILENO) ?? POSIX.terminalColumns(STDERR_FILENO) ?? 80
  }
}

extension Terminal {
  /// Columns after which foreign text is cut.
  static let quotedColumns = 200

  /// Foreign text as it may stand in a line of ours.
  ///
  /// Shown as `\u{hex}`: controls (C0, DEL, C1), line and paragraph separators, every character that is invisible by
  /// design (bidirectional controls, zero-width characters, variation selectors, tags, fillers), private and unassigned
  /// code points, the second of two spaces, which could push what follows to the next row, and combining marks at the
  /// start or in heaps. A backslash is doubled, so that the escapes cannot be imitated. What is wider than `columns` is
  /// cut, and `…` says so.
  static func quote(_ text: String, columns: Int = quotedColumns) -> String {
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
  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
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
    return (String(scalar), Terminal.isWide(scalar) ? 2 : 1)
  }

  private mutating func escape(_ scalar: Unicode.Scalar) -> (String, Int) {
    let escaped = "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    return (escaped, escaped.utf8.count)
  }
}
