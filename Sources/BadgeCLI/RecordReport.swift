import Badge
import BadgeRegister
import CanonicalJSON
import Files

/// How badges of a register are told, to people and to programs.
enum RecordReport {
  static let columns = [
    "id", "state", "issued", "valid_until", "recipient_type", "recipient", "title", "achievement", "list", "index",
    "file",
  ]

  static func cells(_ badge: BadgeRecord) -> [String] {
    [
      badge.id, badge.state.rawValue, badge.issuedAt.description, badge.validUntil?.description ?? "",
      badge.recipient?.type ?? "", badge.recipient?.value ?? "", badge.title ?? "", badge.achievement ?? "",
      "\(badge.list)", "\(badge.index)", badge.file?.text ?? "",
    ]
  }

  static func json(_ badge: BadgeRecord) -> JSONValue {
    var value: JSONValue = ["id": .string(badge.id), "state": .string(badge.state.rawValue)]
    value["issued"] = .string(badge.issuedAt.description)
    value["validUntil"] = badge.validUntil.map { .string($0.description) }
    value["recipient"] = badge.recipient.map { ["type": .string($0.type), "value": .string($0.value)] }
    value["title"] = badge.title.map { .string($0) }
    value["achievement"] = badge.achievement.map { .string($0) }
    value["list"] = .number(Double(badge.list))
    value["index"] = .number(Double(badge.index))
    value["file"] = badge.file.map { .string($0.text) }
    value["fileState"] = .string(badge.fileState.rawValue)
    return value
  }

  static func json(_ event: StatusEvent) -> JSONValue {
    var value: JSONValue = [
      "event": .string(event.kind.rawValue), "time": .string(event.time.description), "by": .string(event.actor),
    ]
    value["reason"] = event.reason.map { .string($0) }
    return value
  }

  /// One line: the state, the day, the identifier, and whose and what it is.
  static func line(_ badge: BadgeRecord) -> String {
    let person = badge.recipient.map { Terminal.quote($0.value, columns: 60) } ?? "-"
    let title = badge.title.map { "  " + Terminal.quote($0, columns: 60) } ?? ""
    return
      "\(badge.state.rawValue.padded(to: 9))  \(badge.issuedAt.date)  \(Terminal.quote(badge.id))  \(person)\(title)\n"
  }
}
