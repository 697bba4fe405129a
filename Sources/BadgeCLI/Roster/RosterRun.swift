import Badge
import BadgeRegister
import CanonicalJSON
import Files
import Signing

/// `badge issue --csv`: everything is checked, then everybody gets a badge.
struct RosterRun {
  let command: Issue
  let register: Register
  let template: IssueTemplate
  let values: [String: String]
  let csv: Path
  let folder: Path
  let pictures: PictureSource?

  /// One badge that will be issued, or was.
  private struct Plan {
    var row: Roster.Row
    var key: [UInt8]
    var name: String
    /// The badge's identifier, which is a new one unless an earlier run has given it.
    var id: String
    var isIssued: Bool
  }

  func run() throws(CommandError) {
    let time = TimeArgument.now
    let form = pictures?.form ?? command.tokens.format.badgeForm
    let pattern = try FileNamePattern(
      parsing: command.roster.namePattern ?? FileNamePattern.standard(for: form), for: form)
    let roster = try read(at: time, pattern)
    let keyFile = try command.key.file(of: register)
    let key = try command.key.privateKey(of: register)
    let signer = try command.tokens.signer(command.key, command.verificationMethod)
    let plans = try plan(roster, pattern, at: time, key: key.publicKey, signer, keyFile)
    let result = command.roster.result ?? folder.appending(Path("result.csv"))
    try makeFolder()
    try checkResult(result, plans)
    let (table, new, revoked) = try issue(plans, with: key, signer, at: time)
    let written = Result { () throws(CommandError) in try write(table, of: plans, to: result) }
    if case .success = written {
      let before = plans.count - new
      Diagnostics.write(
        "issued \(Self.badges(new)) to \(folder)"
          + (before > 0 ? "; \(before) had been issued before" : "")
          + (revoked > 0 ? ", of which \(revoked) \(revoked == 1 ? "is" : "are") revoked" : "") + "\n"
          + "table  \(result)\n")
    }
    // The badges are out, whatever became of the table.
    command.publishing.publishAfterIssuing(register, with: key, at: time)
    if case .failure(var error) = written {
      error.message =
        "\(Self.badges(new)) \(new == 1 ? "was" : "were") issued to \(folder), but not the table of them: \(error.message)"
      error.hint = "mend that and repeat the command, which issues nothing twice and writes the table"
      throw error
    }
  }

  // MARK: before anything is signed

  private func read(at time: Instant, _ pattern: FileNamePattern) throws(CommandError) -> Roster {
    let bytes = try InputFile.contents(of: csv, limit: Roster.limit)
    var problems = RosterProblems()
    let text: CSVText
    do {
      text = try CSVText(parsing: bytes, separator: command.roster.separator ?? .comma)
    } catch {
      problems.add(
        RosterProblem(line: error.line, column: .init(number: error.cell, name: ""), message: error.message),
        hint: error.hint)
      throw .rosterInvalid(problems, csv)
    }
    let needs = Roster.Needs(
      placeholders: template.parsed.placeholders, values: values, validFrom: command.validFrom?.instant,
      validUntil: command.validUntil?.instant, time: time)
    let roster = Roster(text, needs, problems: &problems)
    guard problems.isEmpty else { throw .rosterInvalid(problems, csv) }
    try pattern.check(columns: roster.columns)
    if roster.rows.count > 1, template.hasFixedID {
      throw CommandError(
        .usage, "the template has a fixed 'id', and \(roster.rows.count) badges cannot have the same one",
        hint: "leave it out of the template, and every badge gets its own", status: .usage)
    }
    return roster
  }

  /// Builds every badge once without signing it, and gives it its name.
  private func plan(
    _ roster: Roster, _ pattern: FileNamePattern, at time: Instant, key: PublicKey, _ signer: TokenSigner?,
    _ keyFile: Path
  ) throws(CommandError) -> [Plan] {
    var problems = RosterProblems()
    let issuer = register.badgeIssuer
    var plans: [Plan] = []
    plans.reserveCapacity(roster.rows.count)
    for row in roster.rows {
      do throws(IssueError) {
        let credential = try template.fill(row.values)
        let id = Self.identifier(of: credential) ?? RandomIdentifier.uuid()
        try command.tokens.check(credential, request(row, id: id, at: time), issuer, for: key, by: signer)
        plans.append(Plan(row: row, key: try rowKey(row, credential), name: "", id: id, isIssued: false))
      } catch {
        // What is wrong with all rows is no fault of the first.
        let isRows = error.code == .termUndefined && !(plans.isEmpty && problems.isEmpty)
        guard isRows || error.code == .credentialInvalid || error.code == .templateInvalid else {
          throw CommandError(
            error, template: template.path, key: keyFile, method: register.settings.verificationMethod)
        }
        let place = error.pointer.map { " (at \(Terminal.quote($0)))" } ?? ""
        problems.add(
          RosterProblem(
            line: row.line, message: "no badge can be made: \(Terminal.quote(error.message, columns: 400))\(place)"))
      }
    }
    guard problems.isEmpty else { throw .rosterInvalid(problems, csv) }
    try takeOver(&plans)
    try checkIdentifiers(plans)
    try name(&plans, pattern)
    return plans
  }

  /// Identifiers that the template makes of the cells: one for each badge, and none that is taken.
  private func checkIdentifiers(_ plans: [Plan]) throws(CommandError) {
    guard template.parsed.json["id"] != nil else { return }
    var problems = RosterProblems()
    var lines: [[UInt8]: Int] = [:]
    for plan in plans {
      let line = plan.row.line
      if let other = lines.updateValue(line, forKey: Array(plan.id.utf8)) {
        problems.add(
          RosterProblem(line: line, message: "the badge would be \(Terminal.quote(plan.id)), as that of line \(other)"))
      } else if !plan.isIssued, try isTaken(plan.id) {
        problems.add(
          RosterProblem(line: line, message: "there is a badge \(Terminal.quote(plan.id)) in the register already"))
      }
    }
    guard problems.isEmpty else { throw .rosterInvalid(problems, csv) }
  }

  private func isTaken(_ id: String) throws(CommandError) -> Bool {
    do { return try register.badge(id) != nil } catch { throw CommandError(error, in: register.path) }
  }

  /// Rows that an earlier run has issued keep their badge.
  private func takeOver(_ plans: inout [Plan]) throws(CommandError) {
    do throws(RegisterError) {
      for (index, badge) in try register.badges(rowKeys: plans.map(\.key)) {
        plans[index].id = badge.id
        plans[index].isIssued = true
      }
    } catch {
      throw CommandError(error, in: register.path)
    }
  }

  private func name(_ plans: inout [Plan], _ pattern: FileNamePattern) throws(CommandError) {
    var problems = RosterProblems()
    var lines: [String: Int] = [:]
    for index in plans.indices {
      let row = plans[index].row
      let name = pattern.name(for: row, of: plans.count, id: plans[index].id)
      plans[index].name = name
      if let other = lines.updateValue(row.line, forKey: FileNamePattern.folded(name)) {
        problems.add(
          RosterProblem(line: row.line, message: "its file would be \(Terminal.quote(name)), as that of line \(other)"),
          hint: "put {{row}} or {{id}} into --name-pattern")
      } else if !plans[index].isIssued, !command.force, try InputFile.exists(folder.appending(Path(name))) {
        problems.add(
          RosterProblem(line: row.line, message: "its file \(Terminal.quote(name)) exists already"),
          hint: "take another folder or --name-pattern, or replace the files with --force")
      }
    }
    guard problems.isEmpty else { throw .rosterInvalid(problems, csv) }
  }

  private static func identifier(of credential: JSONValue) -> String? {
    if case .string(let id)? = credential["id"] { id } else { nil }
  }

  private func request(_ row: Roster.Row, id: String, at time: Instant) -> CredentialIssuer.Request {
    CredentialIssuer.Request(
      id: id, recipient: row.recipient,
      salt: command.hashRecipient && row.recipient.type != "id" ? RandomIdentifier.salt() : nil, time: time,
      validFrom: row.validFrom, validUntil: row.validUntil, proofExpires: command.proofExpires?.instant)
  }

  /// What makes two badges the same: what they say, of whom, and until when; not when they were issued.
  private func rowKey(_ row: Roster.Row, _ credential: JSONValue) throws(IssueError) -> [UInt8] {
    let person = row.recipient.folded
    var value: JSONValue = [
      "run": .string(command.roster.run ?? ""), "credential": credential, "type": .string(person.type),
      "recipient": .string(person.value), "hashed": .bool(command.hashRecipient),
    ]
    if command.tokens.format == .jwt { value["form"] = "jwt" }
    value["from"] = row.validFrom.map { .string($0.description) }
    value["until"] = row.validUntil.map { .string($0.description) }
    do throws(JSONError) {
      return HashAlgorithm.sha256.digest(of: try value.canonicalBytes())
    } catch {
      throw IssueError(.credentialInvalid, error.description)
    }
  }

  private func makeFolder() throws(CommandError) {
    do throws(SystemError) {
      try Folder.make(folder, mode: 0o777)
    } catch {
      throw CommandError(.outputUnwritable, "the folder \(folder) cannot be made: \(error.reason)")
    }
    guard BadgeSource.isFolder(folder) else {
      throw CommandError(
        .outputNotRegular, "\(folder) is no folder", hint: "name the folder of the badges with -o", status: .usage)
    }
    // What a run that was killed has left there.
    do throws(SystemError) {
      let left = try OutputFolder.abandonedTemporaries(in: folder)
      let open = try OutputFolder(opening: folder)
      for name in left { open.unlink(name) }
    } catch {
      throw CommandError(.outputUnwritable, "the folder \(folder) cannot be used: \(error.reason)")
    }
  }

  /// The table of another class may be all that says who got its badges, and any other file is nobody's to replace: only
  /// what an earlier run over these rows has left is written over.
  private func checkResult(_ result: Path, _ plans: [Plan]) throws(CommandError) {
    try OutputFile.check(result, overwrite: .replace)
    guard !result.isStandardStream else { return }
    if let name = result.split?.name.text,
      plans.contains(where: { FileNamePattern.folded($0.name) == FileNamePattern.folded(name) })
    {
      throw CommandError(
        .usage, "\(result) has the name of one of the badges", hint: "name another file with --result",
        status: .usage)
    }
    guard !command.force, try InputFile.exists(result) else { return }
    try requireTable(of: plans, in: result)
  }

  /// - Throws: ``CommandError`` unless every badge in the table of a file was issued for a row of this run.
  private func requireTable(of plans: [Plan], in result: Path) throws(CommandError) {
    let ids = try ResultTable.ids(in: result)
    // Asked for after the table was read: another process may run over the same rows.
    var plans = plans
    try takeOver(&plans)
    let ours = Set(plans.lazy.filter(\.isIssued).map { Array($0.id.utf8) })
    guard let ids, ids.allSatisfy({ ours.contains(Array($0.utf8)) }) else {
      throw CommandError(
        .fileExists,
        "\(result) exists already, and is \(ids == nil ? "no table of this run" : "the table of other badges")",
        hint: "name another file with --result, or replace it with --force")
    }
  }

  /// Writes the table; where it has appeared since it was looked for, it has to be one of this run as well.
  private func write(_ table: [UInt8], of plans: [Plan], to result: Path) throws(CommandError) {
    do throws(CommandError) {
      try OutputFile.write(table.span, to: result, overwrite: OutputFile.Overwrite(force: command.force))
    } catch {
      guard error.code == .fileExists else { throw error }
      try requireTable(of: plans, in: result)
      try OutputFile.write(table.span, to: result, overwrite: .replace)
    }
  }

  // MARK: issuing

  private func issue(
    _ plans: [Plan], with key: borrowing PrivateKey, _ signer: TokenSigner?, at time: Instant
  ) throws(CommandError) -> (table: [UInt8], new: Int, revoked: Int) {
    var progress = Progress(counting: "badges", total: plans.count, printsResults: false)
    var table = CSVWriter()
    table.append(ResultTable.columns)
    var new = 0
    var revoked = 0
    do throws(RegisterError) {
      try register.issue(rows: plans.count, with: key, by: command.actor.name) { index throws(RegisterError) in
        let plan = plans[index]
        let credential = try self.credential(plan.row, at: index)
        var request = request(plan.row, id: plan.id, at: time)
        request.picture = try picture(for: credential, at: index)
        return BadgeRequest(
          credential: credential, request: request,
          file: folder.appending(Path(plan.name)), replacesFile: command.force, template: template.digest,
          form: command.tokens.form(signer), rowKey: plan.key)
      } issued: { index, badge in
        if badge.isNew { new += 1 }
        if badge.record.state == .revoked { revoked += 1 }
        let plan = plans[index]
        table.append([
          "\(plan.row.number)", badge.record.id, plan.name, "\(badge.record.index)", "\(badge.record.list)",
          plan.row.recipient.value,
        ])
        progress.advance(to: index + 1)
        return true
      }
    } catch {
      throw failure(error, plans, new)
    }
    _ = consume progress
    return (table.take(), new, revoked)
  }

  private static func badges(_ count: Int) -> String { "\(count) \(count == 1 ? "badge" : "badges")" }

  private func credential(_ row: Roster.Row, at index: Int) throws(RegisterError) -> JSONValue {
    do throws(IssueError) {
      return try template.fill(row.values)
    } catch {
      throw RegisterError(.badgeInvalid, error.message, pointer: error.pointer, row: index)
    }
  }

  private func picture(for credential: JSONValue, at index: Int) throws(RegisterError) -> BlankPicture? {
    do throws(CommandError) {
      return try pictures?.picture(for: credential)
    } catch {
      throw RegisterError(.badgeInvalid, error.message, row: index)
    }
  }

  private func failure(_ error: RegisterError, _ plans: [Plan], _ new: Int) -> CommandError {
    var result = CommandError(error, in: register.path)
    if let row = error.row, plans.indices.contains(row) {
      result.message = "line \(plans[row].row.line) of \(csv): " + result.message
    }
    result.message += "; \(Self.badges(new)) \(new == 1 ? "was" : "were") issued before that"
    if result.status == .failed { result.hint = "mend that and repeat the command: it goes on where it stopped" }
    return result
  }
}
