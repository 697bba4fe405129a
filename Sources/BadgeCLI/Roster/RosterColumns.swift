import Badge

/// The header of a roster: which column is what.
struct RosterColumns {
  /// What a column is besides the value of a placeholder.
  private enum Meaning: String, CaseIterable {
    case email, recipient
    case recipientType = "recipient_type"
    case validFrom = "valid_from"
    case validUntil = "valid_until"
  }

  private let names: [String]
  /// The first column of each meaning.
  private var meanings: [Meaning: Int] = [:]
  /// The first column of each placeholder.
  private var placeholders: [(name: String, index: Int)] = []

  init(_ header: CSVText.Record, _ needs: Roster.Needs, problems: inout RosterProblems) {
    names = header.cells
    var indexes: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      func refuse(_ message: String, hint: String? = nil) {
        problems.add(
          RosterProblem(line: header.layout.cells[index].line, column: column(index), message: message), hint: hint)
      }
      guard !name.isEmpty else {
        refuse("the column has no name", hint: "name the column in the first line, or remove it")
        continue
      }
      if let first = indexes[name] {
        refuse("column \(first + 1) has this name too")
        continue
      }
      indexes[name] = index
      let meaning = Meaning(rawValue: name)
      if let meaning { meanings[meaning] = index }
      let isPlaceholder = needs.placeholders.contains { $0.utf8.elementsEqual(name.utf8) }
      if isPlaceholder { placeholders.append((name, index)) }
      if meaning == nil, !isPlaceholder {
        refuse("the template has no {{\(Terminal.quote(name, columns: 40))}}", hint: Self.remedy(name, names, needs))
      } else if needs.values[name] != nil {
        refuse("--set gives a value for it too", hint: "leave the column or the --set out")
      }
    }
    checkMissing(header, needs, problems: &problems)
  }

  private func checkMissing(_ header: CSVText.Record, _ needs: Roster.Needs, problems: inout RosterProblems) {
    func refuse(_ message: String, column: RosterProblem.Column? = nil, hint: String? = nil) {
      problems.add(RosterProblem(line: header.layout.line, column: column, message: message), hint: hint)
    }
    switch (meanings[.email], meanings[.recipient], meanings[.recipientType]) {
    case (nil, nil, _):
      refuse(
        "there is no column 'email' or 'recipient', which says whose badge it is",
        hint: Self.remedy("", names, needs) ?? "the first line of the file names the columns")
    case (.some, .some(let index), _): refuse("there is a column 'email' already", column: column(index))
    case (.some, nil, .some(let index)):
      refuse("it says what kind of recipient 'recipient' is, and there is 'email'", column: column(index))
    default: break
    }
    for name in needs.placeholders where needs.values[name] == nil && !placeholders.contains(where: { $0.name == name })
    {
      refuse(
        "there is no column '\(Terminal.quote(name, columns: 60))', which the template needs",
        hint: "add the column, or give the same value to all with --set \(Terminal.quote(name, columns: 60))=…")
    }
  }

  /// What was probably meant by a name that is not known.
  private static func remedy(_ name: String, _ names: [String], _ needs: Roster.Needs) -> String? {
    if names.count == 1, names[0].contains(";") || names[0].contains("\t") {
      return
        "the columns seem to be separated otherwise: add --separator \(names[0].contains(";") ? "semicolon" : "tab")"
    }
    let known = Meaning.allCases.map(\.rawValue) + needs.placeholders
    let plain = simplified(name)
    if !plain.isEmpty, let meant = known.first(where: { simplified($0) == plain }) {
      return "write it as '\(meant)': names are compared letter by letter"
    }
    return nil
  }

  private static func simplified(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  private func column(_ index: Int) -> RosterProblem.Column { .init(number: index + 1, name: names[index]) }
}

extension RosterColumns {
  /// One row; nil where something is wrong with it.
  ///
  /// - Parameter seen: the line of each person so far.
  func row(
    _ number: Int, _ record: CSVText.Record, _ needs: Roster.Needs, seen: inout [RecipientIdentity: Int],
    problems: inout RosterProblems
  ) -> Roster.Row? {
    guard record.cells.count == names.count else {
      problems.add(
        RosterProblem(
          line: record.layout.line, message: "it has \(record.cells.count) cells, and the header has \(names.count)"),
        hint: "a cell with a separator in it has to stand in quotation marks")
      return nil
    }
    let before = problems.count
    let recipient = recipient(record, problems: &problems)
    if let recipient { checkTwice(recipient, record, seen: &seen, problems: &problems) }
    let from = date(.validFrom, record, problems: &problems)
    let until = date(.validUntil, record, problems: &problems)
    checkDates(from, until, record, needs, problems: &problems)
    var values = needs.values
    for (name, index) in placeholders {
      values[name] = record.cells[index]
      // What a person or a date lacks has been said.
      guard record.cells[index].isEmpty, Meaning(rawValue: name) == nil else { continue }
      problems.add(problem(index, record, "the cell is empty, and the template needs it"))
    }
    guard let recipient, problems.count == before else { return nil }
    let cells = Dictionary(zip(names, record.cells)) { first, _ in first }
    return Roster.Row(
      number: number, line: record.layout.line, recipient: recipient, values: values,
      validFrom: from ?? needs.validFrom, validUntil: until ?? needs.validUntil, cells: cells)
  }

  private func problem(_ index: Int, _ record: CSVText.Record, _ message: String) -> RosterProblem {
    RosterProblem(line: record.layout.cells[index].line, column: column(index), message: message)
  }

  private func recipient(_ record: CSVText.Record, problems: inout RosterProblems) -> RecipientIdentity? {
    guard let index = meanings[.email] ?? meanings[.recipient] else { return nil }
    let text = record.cells[index]
    guard !text.isEmpty else {
      problems.add(problem(index, record, "the cell is empty, so the badge is nobody's"))
      return nil
    }
    var identity: RecipientIdentity?
    if meanings[.email] != nil {
      identity = RecipientIdentity(type: "emailAddress", value: text)
    } else if let typeIndex = meanings[.recipientType] {
      let type = record.cells[typeIndex]
      guard !type.isEmpty else {
        problems.add(problem(typeIndex, record, "the cell is empty; it says what 'recipient' is, such as email"))
        return nil
      }
      identity = RecipientIdentity(type: type == "email" ? "emailAddress" : type, value: text)
    } else {
      identity = RecipientIdentity(text)
    }
    guard let identity else {
      let example = text.utf8.contains(UInt8(ascii: "@")) ? "email:\(Terminal.quote(text))" : "email:alice@example.org"
      problems.add(problem(index, record, "it has to say what it is, as \(example)"))
      return nil
    }
    if let defect = identity.problem {
      problems.add(problem(meanings[.recipientType] ?? index, record, Terminal.quote(defect, columns: 600)))
      return nil
    }
    if identity.type == "emailAddress", let defect = EmailAddress.problem(identity.value) {
      problems.add(problem(index, record, "the address '\(Terminal.quote(identity.value, columns: 80))' \(defect)"))
      return nil
    }
    return identity
  }

  private func checkTwice(
    _ recipient: RecipientIdentity, _ record: CSVText.Record, seen: inout [RecipientIdentity: Int],
    problems: inout RosterProblems
  ) {
    guard let first = seen[recipient.folded] else {
      seen[recipient.folded] = record.layout.line
      return
    }
    guard let index = meanings[.email] ?? meanings[.recipient] else { return }
    problems.add(problem(index, record, "\(Terminal.quote(recipient.value)) is in line \(first) already"))
  }

  private func date(_ meaning: Meaning, _ record: CSVText.Record, problems: inout RosterProblems) -> Instant? {
    guard let index = meanings[meaning] else { return nil }
    let text = record.cells[index]
    guard !text.isEmpty else { return nil }
    guard let time = TimeArgument.instant(text) else {
      problems.add(
        problem(index, record, "'\(Terminal.quote(text, columns: 60))' is no date"),
        hint: "a day is written 2026-11-24, and a time 2026-11-24T12:00:00Z")
      return nil
    }
    return time
  }

  private func checkDates(
    _ from: Instant?, _ until: Instant?, _ record: CSVText.Record, _ needs: Roster.Needs,
    problems: inout RosterProblems
  ) {
    // A date that is the same for all was checked with the command line; one row can still be at odds with it.
    guard from != nil || until != nil, let end = until ?? needs.validUntil,
      let index = meanings[until != nil ? .validUntil : .validFrom]
    else { return }
    if let start = from ?? needs.validFrom, end <= start {
      problems.add(problem(index, record, "the badge would end before it starts: from \(start) until \(end)"))
    } else if end <= needs.time {
      problems.add(problem(index, record, "the badge would have ended on \(end) already"))
    }
  }
}
