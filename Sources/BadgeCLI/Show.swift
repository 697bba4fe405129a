import ArgumentParser
import Badge
import BadgeRegister
import CanonicalJSON
import Files

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what the register knows of a badge: its state, and who did what to it, when and why.",
    discussion: """
      EXAMPLES
        badge show alice.json
        badge show urn:uuid:2f4b6f0e-6c0f-4c55-9a3e-0a7c0f2d9b11 --format json
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Argument(help: ArgumentHelp("The badge: its identifier, or its file.", valueName: "id or file"), completion: .file())
  var badge: String

  @Option(help: "How it is shown.")
  var format = Format.text

  @OptionGroup(title: "THE REGISTER") var register: RegisterOptions

  func run() throws {
    let register = try register.open(.readOnly)
    let id = try BadgeReference.id(badge, in: register)
    let record: BadgeRecord
    let history: [StatusEvent]
    let lists: [ListRecord]
    do throws(RegisterError) {
      history = try register.history(of: id)
      guard let found = try register.badge(id) else { throw RegisterError(.badgeUnknown, "there is no badge '\(id)'") }
      record = found
      lists = try register.lists().filter { $0.number == found.list }
    } catch {
      throw CommandError(error, in: register.path)
    }
    switch format {
    case .text: try StandardOutput.write(Self.text(record, history, lists))
    case .json: try StandardOutput.write(VisibleJSON.of(Self.json(record, history, lists).serialized(.pretty)))
    }
  }

  private static func text(_ badge: BadgeRecord, _ history: [StatusEvent], _ lists: [ListRecord]) -> String {
    var rows: [(String, String)] = [("id", badge.id), ("state", badge.state.rawValue)]
    if let title = badge.title { rows.append(("title", title)) }
    if let person = badge.recipient { rows.append(("recipient", "\(person.value) (\(person.type))")) }
    if let achievement = badge.achievement { rows.append(("achievement", achievement)) }
    rows.append(("issued", badge.issuedAt.description))
    rows.append(("valid until", badge.validUntil?.description ?? "no end"))
    rows.append(
      ("file", badge.file.map { $0.text + (badge.fileState == .pending ? ", not known to be there" : "") } ?? "none"))
    rows.append(("index", "\(badge.index)"))
    for list in lists { rows.append((list.purpose.rawValue, list.url)) }
    var text = rows.map { Terminal.row("\($0.padded(to: 12)) ", Terminal.quote($1, columns: 400)) + "\n" }.joined()
    text += "history\n"
    for event in history {
      let reason = event.reason.map { ": " + Terminal.quote($0, columns: 400) } ?? ""
      let what = "\(event.kind.words) by \(Terminal.quote(event.actor, columns: 80))\(reason)"
      text += Terminal.row("  \(event.time)  ", what) + "\n"
    }
    return text
  }

  private static func json(_ badge: BadgeRecord, _ history: [StatusEvent], _ lists: [ListRecord]) -> JSONValue {
    var value = RecordReport.json(badge)
    value["lists"] = .array(lists.map { ["purpose": .string($0.purpose.rawValue), "url": .string($0.url)] })
    value["history"] = .array(history.map { RecordReport.json($0) })
    return value
  }
}
