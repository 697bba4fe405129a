import Badge
import CanonicalJSON
import Files

/// What `badge status show` says of a list.
///
/// ```
/// VERIFIED  lists/revocation.json
///   list         https://university.example/status/3
///   entries      131072, of which 17 are set
/// ```
struct StatusListReport {
  let verdict: StatusListVerdict
  let name: Path
  let time: Instant

  var status: ExitStatus { ExitStatus(verdict.findings) }

  var lines: String {
    var text = "\(status.word)  \(name)\n"
    if let list = verdict.list {
      // Whoever wrote the file said this; it is true as far as the findings below have passed.
      add("list", list.id ?? "without an identifier of its own", to: &text)
      add("issuer", list.issuer, to: &text)
      add("purpose", list.purposes.map(\.name).joined(separator: ", "), to: &text)
      add("valid", period(list), to: &text)
      if let age = list.age(at: time) { add("age", age, to: &text) }
      if let timeToLive = list.timeToLive { add("fetch anew", "after \(seconds(timeToLive)) seconds", to: &text) }
      if let description = list.description { add("description", description, to: &text) }
    }
    if let bits = verdict.bits {
      let size = bits.statusSize == 1 ? "" : " of \(bits.statusSize) bits"
      add("entries", "\(bits.length)\(size), of which \(bits.setCount) are set", to: &text)
    }
    for finding in verdict.findings { text += FindingRow.text(finding) }
    return text
  }

  var json: JSONValue {
    var value: JSONValue = ["input": .string(name.text), "at": .string(time.description)]
    value["outcome"] = .string(status.word.lowercased())
    if let list = verdict.list {
      var claims: JSONValue = ["issuer": .string(list.issuer)]
      claims["id"] = list.id.map { .string($0) }
      claims["statusPurpose"] = .array(list.purposes.map { .string($0.name) })
      claims["validFrom"] = list.validFrom.map { .string($0.description) }
      claims["validUntil"] = list.validUntil.map { .string($0.description) }
      claims["ttl"] = list.timeToLive.map { .number($0) }
      claims["description"] = list.description.map { .string($0) }
      if let bits = verdict.bits {
        claims["statusSize"] = .number(Double(bits.statusSize))
        claims["entries"] = .number(Double(bits.length))
        claims["set"] = .number(Double(bits.setCount))
      }
      value["list"] = claims
    }
    value["findings"] = .array(verdict.findings.map(FindingRow.json))
    return value
  }

  private func add(_ label: String, _ value: String, to text: inout String) {
    text += Terminal.row("  " + label.padded(to: 11) + "  ", Terminal.quote(value)) + "\n"
  }

  private func period(_ list: StatusListCredential) -> String {
    let from = list.validFrom.map { "from \($0)" } ?? "without a start"
    return from + (list.validUntil.map { " to \($0)" } ?? ", no end date")
  }

  private func seconds(_ milliseconds: Double) -> String {
    Int(exactly: (milliseconds / 1000).rounded()).map(String.init) ?? "very many"
  }
}

/// What `badge status check` says of a badge.
struct BadgeStatusReport {
  let verdict: Verdict
  let name: Path
  let time: Instant

  /// The checks that have to pass before a status means anything, and the status.
  private static let checks: [Check] = [.format, .model, .key, .signature, .status]

  private var findings: [Finding] { verdict.findings.filter { Self.checks.contains($0.check) } }

  var status: ExitStatus { ExitStatus(findings) }

  var lines: String {
    var text = "\(word)  \(name)\n"
    for finding in findings { text += FindingRow.text(finding) }
    for entry in verdict.statuses {
      let value = entry.value.map { "value \($0)" } ?? "no value known"
      var date = entry.listValidFrom.map { ", in the list of \($0)" } ?? ""
      if let retrieved = entry.listRetrieved { date += ", fetched \(retrieved)" }
      if let id = entry.listID { date += ", which calls itself \(Terminal.quote(id))" }
      let index = entry.index.map { "entry \(Terminal.quote($0, columns: 40)) of " } ?? "in "
      let place = "\(index)\(Terminal.quote(entry.list))"
      text += Terminal.row("  " + Terminal.quote(entry.purpose.name, columns: 40) + ": ", "\(place), \(value)\(date)")
      text += "\n"
    }
    return text
  }

  private var word: String {
    switch verdict[.status].reason?.code {
    case .revoked: "REVOKED"
    case .suspended: "SUSPENDED"
    default:
      switch status {
      case .accepted: "NOT REVOKED"
      case .rejected: "REJECTED"
      default: "UNDETERMINED"
      }
    }
  }

  var json: JSONValue {
    var value: JSONValue = ["input": .string(name.text), "at": .string(time.description)]
    value["outcome"] = .string(word.lowercased().split(separator: " ").joined(separator: "_"))
    value["findings"] = .array(findings.map(FindingRow.json))
    value["status"] = .array(
      verdict.statuses.map { entry in
        var object: JSONValue = ["purpose": .string(entry.purpose.name), "list": .string(entry.list)]
        object["index"] = entry.index.map { .string($0) }
        object["value"] = entry.value.map { .number(Double($0)) }
        object["message"] = entry.message.map { .string($0) }
        object["listValidFrom"] = entry.listValidFrom.map { .string($0.description) }
        object["listRetrieved"] = entry.listRetrieved.map { .string($0.description) }
        object["listId"] = entry.listID.map { .string($0) }
        return object
      })
    return value
  }
}

/// One finding, as a row and as an object.
enum FindingRow {
  static func text(_ finding: Finding) -> String {
    let head = "  \(finding.result.name.description.padded(to: 7)) \(finding.check.name.description.padded(to: 9))  "
    let detail: String
    switch finding.result {
    case .passed(let message): detail = Terminal.quote(message)
    case .failed(let reason), .unknown(let reason), .skipped(let reason):
      let place = reason.pointer.map { $0.isEmpty ? "" : " (at \(Terminal.quote($0)))" } ?? ""
      let code = reason.code == .earlierCheckFailed ? "" : " [\(reason.code.rawValue)]"
      detail = Terminal.quote(reason.message, columns: 400) + place + code
    }
    return Terminal.row(head, detail) + "\n"
  }

  static func json(_ finding: Finding) -> JSONValue {
    var value: JSONValue = [
      "check": .string(finding.check.name.description), "result": .string(finding.result.name.description),
    ]
    if case .passed(let message) = finding.result { value["message"] = .string(message) }
    if let reason = finding.result.reason {
      value["code"] = .string(reason.code.rawValue)
      value["message"] = .string(reason.message)
      value["pointer"] = reason.pointer.map { .string($0) }
      value["type"] = reason.code.problemType.map { .string($0.description) }
    }
    return value
  }
}

extension ExitStatus {
  /// Something that failed weighs more than something that is open; what was skipped follows from one of them.
  init(_ findings: [Finding]) {
    var status = ExitStatus.accepted
    for finding in findings {
      switch finding.result {
      case .passed, .skipped: continue
      case .failed: status = max(status, .rejected)
      case .unknown: status = max(status, .undetermined)
      }
    }
    self = status
  }

  fileprivate var word: String {
    switch self {
    case .accepted: "VERIFIED"
    case .rejected: "REJECTED"
    default: "UNDETERMINED"
    }
  }
}
