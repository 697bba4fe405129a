import Files

/// One mistake in a roster, with its place.
struct RosterProblem: Hashable, Sendable {
  struct Column: Hashable, Sendable {
    /// From 1.
    var number: Int
    /// As the header has it; empty where that is the mistake.
    var name: String
  }

  /// From 1. Where a cell spans lines, its first one.
  var line: Int
  var column: Column?
  /// A sentence without its full stop. Foreign text in it is quoted.
  var message: String
}

extension RosterProblem: CustomStringConvertible {
  /// `line 7, column 3 (valid_until): '2026-13-01' is no date`.
  var description: String {
    var place = "line \(line)"
    if let column {
      place += ", column \(column.number)"
      if !column.name.isEmpty { place += " (\(Terminal.quote(column.name, columns: 40)))" }
    }
    return "\(place): \(message)"
  }
}

/// All mistakes of a roster, of which the first ones are kept.
struct RosterProblems: Sendable {
  /// Enough for one evening of corrections; a file with more is not the one that was meant.
  static let limit = 50

  private(set) var first: [RosterProblem] = []
  private(set) var count = 0
  /// What to do about the first one that has an easy remedy.
  private(set) var hint: String?

  var isEmpty: Bool { count == 0 }

  mutating func add(_ problem: RosterProblem, hint: String? = nil) {
    count += 1
    if self.hint == nil { self.hint = hint }
    if first.count < Self.limit { first.append(problem) }
  }

  /// One line each, in the order of the file.
  var lines: String {
    var text = first.sorted { ($0.line, $0.column?.number ?? 0) < ($1.line, $1.column?.number ?? 0) }
      .map { "\($0)\n" }.joined()
    if count > first.count { text += "and \(count - first.count) more\n" }
    return text
  }
}

extension CommandError {
  /// Tells the mistakes on standard error, and sums them up in an error.
  static func rosterInvalid(_ problems: RosterProblems, _ roster: Path) -> CommandError {
    Diagnostics.write(problems.lines)
    let what = problems.count == 1 ? "one mistake" : "\(problems.count) mistakes"
    return CommandError(
      .rosterInvalid, "\(roster) has \(what), and no badge was issued",
      hint: problems.hint ?? "mend the lines above and run the command again", status: .rejected)
  }
}

extension CommandError.Code {
  static let rosterInvalid = Self(rawValue: "roster_invalid")
}
