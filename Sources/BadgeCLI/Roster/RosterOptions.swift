import ArgumentParser
import Badge
import Files

/// A class on the command line of `badge issue`.
struct RosterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Issue to everybody in this CSV file; - is standard input.", valueName: "file"))
  var csv: Path?

  @Option(help: "What stands between the cells of the CSV file. (default: comma)")
  var separator: CSVText.Separator?

  @Option(
    help: ArgumentHelp(
      "The files' names: {{…}} is a column, the row, or the badge's id. (default: \(FileNamePattern.standard(for: .json)), or "
        + "the ending of what the badges are)",
      valueName: "pattern"))
  var namePattern: String?

  @Option(
    help: ArgumentHelp(
      "Where the table of what was issued is written. (default: result.csv in the folder of -o)", valueName: "file"))
  var result: Path?

  @Option(
    help: ArgumentHelp(
      "A name for this run. Who has the same badge from an earlier run of that name does not get it again.",
      valueName: "text"))
  var run: String?

  func validate() throws {
    if let run { try ArgumentText.requireUTF8(run, "the name after --run") }
    if let namePattern { try ArgumentText.requireUTF8(namePattern, "the pattern after --name-pattern") }
  }

  /// - Throws: `ValidationError` where something is said about a class, and there is none.
  func requireNone() throws {
    let given = [
      ("--separator", separator != nil), ("--name-pattern", namePattern != nil), ("--result", result != nil),
      ("--run", run != nil),
    ]
    guard let name = given.first(where: \.1)?.0 else { return }
    throw ValidationError("\(name) is about a class: name its file with --csv")
  }
}

extension CSVText.Separator: ExpressibleByArgument {}
