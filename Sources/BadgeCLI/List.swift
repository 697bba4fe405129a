import ArgumentParser
import Badge
import BadgeRegister
import CanonicalJSON
import Files

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the badges of the register.",
    discussion: """
      In the order in which they were issued. All conditions have to hold. json is one array, jsonl one badge a line, \
      and csv what a spreadsheet opens.

      EXAMPLES
        badge list
        badge list --state revoked --format csv > revoked.csv
        badge list --recipient alice@example.org
        badge list --since 2026-11-01 --search teamwork --format jsonl
        badge list --count --state suspended
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, jsonl, csv
  }

  @Option(help: "Only badges in this state.")
  var state: State?

  enum State: String, CaseIterable, ExpressibleByArgument {
    case active, suspended, revoked
  }

  @Option(help: ArgumentHelp("Only badges of this person: an address, or another identity.", valueName: "value"))
  var recipient: String?

  @Option(help: ArgumentHelp("Only badges for this achievement.", valueName: "url"))
  var achievement: String?

  @Option(
    help: ArgumentHelp("Only badges that were issued at this time or later.", valueName: "time"),
    transform: TimeArgument.init(parsing:))
  var since: TimeArgument?

  @Option(
    help: ArgumentHelp("Only badges that were issued before this time.", valueName: "time"),
    transform: TimeArgument.init(parsing:))
  var before: TimeArgument?

  @Option(
    help: ArgumentHelp(
      "Only badges with this text in their identifier, recipient, achievement or title.", valueName: "text"))
  var search: String?

  @Option(help: "How they are listed.")
  var format = Format.text

  @Flag(help: "Print only how many there are.")
  var count = false

  @OptionGroup(title: "THE REGISTER") var register: RegisterOptions

  func run() throws {
    let register = try register.open(.readOnly)
    guard !count else { return try StandardOutput.write("\(try number(register))\n") }
    try list(register)
  }

  private func number(_ register: Register) throws(CommandError) -> Int {
    do { return try register.count(filter) } catch { throw CommandError(error, in: register.path) }
  }

  private var filter: BadgeFilter {
    BadgeFilter(
      recipient: person, state: state.flatMap { BadgeRecord.State(rawValue: $0.rawValue) }, achievement: achievement,
      issuedSince: since?.instant,
      issuedBefore: before?.instant, text: search)
  }

  /// `email:alice@example.org` is the same as the address alone: the register compares values.
  private var person: String? {
    guard let recipient else { return nil }
    for prefix in ["email:", "id:"] where recipient.hasPrefix(prefix) {
      return String(recipient.dropFirst(prefix.count))
    }
    return recipient
  }

  private func list(_ register: Register) throws(CommandError) {
    var output = StandardOutput()
    var table = CSVWriter()
    var failure: CommandError?
    var isFirst = true
    if format == .csv { table.append(RecordReport.columns) }
    if format == .json { try output.write("[") }
    do throws(RegisterError) {
      try register.forEachBadge(filter) { badge in
        do throws(CommandError) {
          switch format {
          case .text: try output.write(RecordReport.line(badge))
          case .json:
            try output.write(isFirst ? "\n" : ",\n")
            try output.write(VisibleJSON.of(RecordReport.json(badge).serialized()))
          case .jsonl:
            try output.write(VisibleJSON.of(RecordReport.json(badge).serialized()))
            try output.write("\n")
          case .csv:
            table.append(RecordReport.cells(badge))
            try output.write(table.take())
          }
        } catch {
          failure = error
          return false
        }
        isFirst = false
        return !output.isClosed
      }
    } catch {
      throw CommandError(error, in: register.path)
    }
    if let failure { throw failure }
    switch format {
    case .text where isFirst: Diagnostics.write("no badge is like that\n")
    case .json: try output.write(isFirst ? "]\n" : "\n]\n")
    case .csv: try output.write(table.take())
    default: break
    }
    try output.flush()
  }
}
