import Badge
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

  /// Foreign text as it may stand in a line of ours (``VisibleText``). What is wider than `columns` is cut, and `…` says
  /// so.
  static func quote(_ text: String, columns: Int = quotedColumns) -> String {
    VisibleText.quote(text, columns: columns)
  }

  /// Whether a terminal shows a character in two columns.
  static func isWide(_ scalar: Unicode.Scalar) -> Bool { VisibleText.isWide(scalar) }
}
