/// Lines of a fixed width: what a report looks like must not depend on the terminal that shows it.
extension Terminal {
  /// Columns of a report's line. A word that does not fit on one is not broken, so that identifiers can be copied.
  static let lineColumns = 80

  /// `text` behind `head`, in as many lines as it needs; those after the first are indented as far as `head` goes.
  ///
  /// Both are quoted already. A line is broken at a space of any kind, so that no foreign text can be laid out in such a
  /// way that a terminal breaks it where a line of ours could begin.
  ///
  /// - Parameters:
  ///   - headColumns: the columns of `head`, where it is coloured.
  ///   - hanging: how far the lines after the first are indented, where that is not `headColumns`.
  static func row(_ head: String, _ text: String, headColumns: Int? = nil, hanging: Int? = nil) -> String {
    var column = headColumns ?? columns(of: head)
    let indent = hanging ?? column
    var result = head
    var gap = ""
    for piece in pieces(of: text) {
      if piece.isSpace {
        gap += piece.text
        continue
      }
      let width = columns(of: piece.text)
      if column + columns(of: gap) + width > lineColumns, column > indent, indent + width <= lineColumns {
        result += "\n" + String(repeating: " ", count: indent) + piece.text
        column = indent + width
      } else {
        result += gap + piece.text
        column += columns(of: gap) + width
      }
      gap = ""
    }
    return result
  }

  /// Columns of a quoted text.
  static func columns(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
  }

  /// Words and the spaces between them, in turn.
  private static func pieces(of text: String) -> [(text: String, isSpace: Bool)] {
    var pieces: [(text: String, isSpace: Bool)] = []
    for scalar in text.unicodeScalars {
      let isSpace = scalar.properties.generalCategory == .spaceSeparator
      if pieces.last?.isSpace != isSpace { pieces.append(("", isSpace)) }
      pieces[pieces.count - 1].text.unicodeScalars.append(scalar)
    }
    return pieces
  }
}

extension String {
  /// The text with spaces behind it, up to a number of columns.
  func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - Terminal.columns(of: self)))
  }
}
