import Badge

/// A class: a CSV text with a person on each line, every cell of it checked.
///
/// ```
/// email,role,valid_until
/// alice@example.org,Editor,2030-01-01
/// ```
///
/// The first line names the columns. `email` is the person, or `recipient`, which takes what `--recipient` takes, or
/// `recipient` with `recipient_type`. `valid_from` and `valid_until` are dates. Every other column fills the placeholder of
/// its name, and one of these does so too where the template has a placeholder of that name.
struct Roster: Sendable {
  struct Row: Sendable {
    /// From 1, blank lines not counted.
    var number: Int
    /// The line of the text, from 1.
    var line: Int
    var recipient: RecipientIdentity
    /// One for each placeholder of the template.
    var values: [String: String]
    var validFrom: Instant?
    var validUntil: Instant?
    /// Every cell by the name of its column.
    var cells: [String: String]
  }

  /// What the rows are to fill in.
  struct Needs: Sendable {
    /// The template's placeholders.
    var placeholders: [String]
    /// What `--set` gives to all.
    var values: [String: String]
    /// Where a row has no dates of its own.
    var validFrom: Instant?
    var validUntil: Instant?
    /// When the badges are issued.
    var time: Instant
  }

  /// Bytes of a roster.
  static let limit = 32 << 20

  let rows: [Row]
  /// The columns, in their order.
  let columns: [String]

  /// Reads a roster, and finds all that is wrong with it.
  ///
  /// - Parameter problems: what was found; where there is anything, nothing may be issued from the rows.
  init(_ text: CSVText, _ needs: Needs, problems: inout RosterProblems) {
    guard let header = text.records.first else {
      problems.add(RosterProblem(line: 1, message: "the file is empty"), hint: "the first line names the columns")
      (rows, columns) = ([], [])
      return
    }
    let columns = RosterColumns(header, needs, problems: &problems)
    self.columns = header.cells
    var rows: [Row] = []
    var lines: [RecipientIdentity: Int] = [:]
    for record in text.records.dropFirst() {
      // A spreadsheet writes rows that were emptied as commas only.
      guard record.cells.contains(where: { !$0.isEmpty }) else { continue }
      if let row = columns.row(rows.count + 1, record, needs, seen: &lines, problems: &problems) { rows.append(row) }
    }
    if rows.isEmpty, problems.isEmpty {
      problems.add(RosterProblem(line: header.layout.line, message: "there is nobody below the header"))
    }
    self.rows = rows
  }
}

extension RecipientIdentity {
  /// The same for two spellings of one person: an address is not read in upper and lower case.
  var folded: RecipientIdentity {
    guard type == "emailAddress" else { return self }
    return RecipientIdentity(type: type, value: value.lowercased())
  }
}
