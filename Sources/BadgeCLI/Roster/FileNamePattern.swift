import Badge

/// The names of a class's files: text, and `{{name}}` for a cell of the row.
///
/// `{{row}}` is the number of the row, with as many digits as the last one has; `{{id}}` the badge's identifier without
/// `urn:uuid:`; every other name a column, and `{{recipient}}` the person whatever the column is called.
struct FileNamePattern: Sendable {
  /// The pattern where none is given.
  static func standard(for form: BadgeForm) -> String { "{{recipient}}" + form.ending }

  /// Bytes of a name: file systems take 255, and programs put something behind it.
  private static let limit = 200

  private enum Part: Sendable {
    case text(String)
    case value(String)
  }

  /// The pattern as it was given.
  let text: String
  private let form: BadgeForm
  private var ending: String { form.ending }
  private var parts: [Part] = []

  /// - Parameter form: of the badges, which says what their names end in.
  /// - Throws: ``CommandError`` with `usage`.
  init(parsing text: String, for form: BadgeForm = .json) throws(CommandError) {
    self.text = text
    self.form = form
    guard text.hasSuffix(form.ending), !text.hasPrefix(".") else {
      throw wrong("it has to end in \(form.ending) and must not start with a dot")
    }
    guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") })
    else {
      throw wrong("it names files in the folder of -o, so it holds no slashes and no control characters")
    }
    var rest = text.dropLast(ending.count)
    while let open = rest.firstRange(of: "{{") {
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else { throw wrong("'{{' is not closed") }
      let name = rest[open.upperBound..<close.lowerBound].split(separator: " ").joined(separator: " ")
      guard !name.isEmpty else { throw wrong("'{{}}' names no column") }
      parts.append(.text(String(rest[..<open.lowerBound])))
      parts.append(.value(name))
      rest = rest[close.upperBound...]
    }
    parts.append(.text(String(rest)))
    guard !names.isEmpty else { throw wrong("without {{…}} all badges would have one name") }
  }

  private func wrong(_ message: String) -> CommandError {
    CommandError(
      .usage, "--name-pattern cannot be used: \(message)",
      hint: "take one such as '\(Self.standard(for: form))' or '{{row}}-{{recipient}}\(ending)'", status: .usage)
  }

  /// What stands in braces.
  private var names: [String] {
    parts.compactMap { part in
      if case .value(let name) = part { name } else { nil }
    }
  }

  /// - Throws: ``CommandError`` with `usage` for a name that is neither `row` nor `id` nor a column.
  func check(columns: [String]) throws(CommandError) {
    for name in names where !["row", "id", "recipient"].contains(name) && !columns.contains(name) {
      throw wrong("the roster has no column '\(Terminal.quote(name, columns: 60))'")
    }
  }

  /// Whether two rows can have one name only where their cells say so.
  var hasID: Bool { names.contains("id") }

  /// The name of a row's file: a plain name, never a path, never hidden, never one that a command takes for an option.
  ///
  /// - Parameters:
  ///   - count: how many rows there are.
  ///   - id: the badge's identifier.
  func name(for row: Roster.Row, of count: Int, id: String) -> String {
    var name = ""
    for part in parts {
      switch part {
      case .text(let text): name += text
      case .value(let column): name += Self.safe(value(column, row, count, id))
      }
    }
    var stem = Substring(name).drop { ".-+=@~ ".contains($0) }
    while stem.utf8.count > Self.limit - ending.utf8.count { stem.removeLast() }
    return (stem.isEmpty ? "badge" : String(stem)) + ending
  }

  private func value(_ column: String, _ row: Roster.Row, _ count: Int, _ id: String) -> String {
    switch column {
    case "row":
      let digits = String(row.number)
      return String(repeating: "0", count: max(0, String(count).count - digits.count)) + digits
    case "id": return id.hasPrefix("urn:uuid:") ? String(id.dropFirst(9)) : id
    case "recipient": return row.recipient.value
    default: return row.cells[column] ?? ""
    }
  }

  /// Letters, digits and a few signs; everything else becomes a hyphen.
  private static func safe(_ value: String) -> String {
    var result = ""
    for character in value {
      let isKept =
        character.isASCII
        ? character.isLetter || character.isNumber || "-._@+".contains(character)
        : (character.isLetter || character.isNumber)
          && character.unicodeScalars.allSatisfy { !$0.properties.isDefaultIgnorableCodePoint }
      result.append(isKept ? character : "-")
    }
    return result
  }

  /// What two names have in common that a file system may take for one: upper and lower case do not count, nor do the
  /// different ways to write an accent.
  static func folded(_ name: String) -> String { name.lowercased() }
}
