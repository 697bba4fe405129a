import Badge

/// An unverified badge for people. Every line of it is foreign text, and the first one says that none of it is proven.
///
/// ```
/// NOT VERIFIED: what alice.json says of itself, which anybody can have written
///   title        Teamwork
///   issuer       did:key:z6Mk…, which calls itself Example University
/// ```
struct UnverifiedText {
  let badge: UnverifiedCredential
  /// The file, ready to be shown.
  let name: String

  /// Columns of long texts, descriptions and narratives, which are wrapped.
  private static let longColumns = 600

  var lines: String {
    var rows = Rows()
    switch badge.finding {
    case .failed(let reason): rows.add("not a badge", finding(reason))
    case .unknown(let reason): rows.add("not judged", finding(reason))
    case .passed, .skipped: break
    }
    rows.add("form", form)
    rows.add("title", quoted(badge.title))
    rows.add("issuer", issuer)
    addRecipients(to: &rows)
    rows.add("valid from", quoted(badge.validFrom))
    rows.add("valid until", quoted(badge.validUntil) ?? "no end date")
    rows.add("awarded on", quoted(badge.awardedDate))
    addAchievement(to: &rows)
    rows.add("id", quoted(badge.id))
    rows.add("types", types)
    addStatus(to: &rows)
    addProofs(to: &rows)
    return "NOT VERIFIED: what \(name) says of itself, which anybody can have written\n" + rows.text
  }

  /// What the badge was in, where that is not its own file.
  private var form: String? {
    badge.form == .json ? nil : ([badge.form.words] + badge.notes.map(\.message)).joined(separator: "; ")
  }

  /// The identifier stands before the name, which is only claimed.
  private var issuer: String? {
    guard badge.issuer.id != nil || badge.issuer.name != nil else { return nil }
    let id = quoted(badge.issuer.id) ?? "(without an identifier)"
    return quoted(badge.issuer.name).map { "\(id), which calls itself \($0)" } ?? id
  }

  private var types: String? {
    guard badge.types.count > 0 else { return nil }
    return badge.types.first.map { Terminal.quote($0) }.joined(separator: ", ") + more(badge.types)
  }

  private func addRecipients(to rows: inout Rows) {
    for recipient in badge.recipients.first {
      let value = quoted(recipient.value) ?? "(nobody)"
      let type = quoted(recipient.type) ?? "no type"
      rows.add("recipient", "\(value) (\(type)\(recipient.isHashed ? ", hashed" : ""))")
    }
    rows.addMore(badge.recipients, "recipient")
  }

  private func addAchievement(to rows: inout Rows) {
    guard let achievement = badge.achievement else { return }
    rows.add("achievement", quoted(achievement.id))
    rows.add("kind", quoted(achievement.type))
    rows.add("description", quoted(achievement.description, columns: Self.longColumns))
    rows.add("criteria", quoted(achievement.criteriaNarrative, columns: Self.longColumns))
    rows.add("criteria", quoted(achievement.criteriaID))
  }

  private func addStatus(to rows: inout Rows) {
    if badge.statusEntries.count == 0 { rows.add("status", "no status list: its issuer cannot revoke it") }
    for entry in badge.statusEntries.first {
      let purpose = quoted(entry.purpose) ?? quoted(entry.type) ?? "no purpose"
      rows.add("status", "\(purpose), entry \(quoted(entry.index) ?? "?") of \(quoted(entry.list) ?? "no list")")
    }
    rows.addMore(badge.statusEntries, "status")
  }

  private func addProofs(to rows: inout Rows) {
    if let token = badge.token {
      var text = "the token's, \(Terminal.quote(token.algorithm))"
      if let created = token.created { text += ", created \(created)" }
      rows.add("proof", text)
      rows.add("key", quoted(token.keyID))
    } else if badge.proofs.count == 0 {
      rows.add("proof", "none: the badge is not signed")
    }
    for proof in badge.proofs.first {
      var text = quoted(proof.cryptosuite) ?? quoted(proof.type) ?? "no suite"
      if let created = quoted(proof.created) { text += ", created \(created)" }
      if let expires = quoted(proof.expires) { text += ", expires \(expires)" }
      if let purpose = quoted(proof.purpose), purpose != "assertionMethod" { text += ", for \(purpose)" }
      rows.add("proof", text)
      rows.add("key", quoted(proof.verificationMethod))
    }
    rows.addMore(badge.proofs, "proof")
  }

  private func finding(_ reason: Reason) -> String {
    let place = reason.pointer.map { $0.isEmpty ? "" : " (at \(Terminal.quote($0)))" } ?? ""
    return Terminal.quote(reason.message, columns: 400) + place + " [\(reason.code.rawValue)]"
  }

  private func more<Entry>(_ entries: UnverifiedCredential.Entries<Entry>) -> String {
    entries.count > entries.first.count ? ", and \(entries.count - entries.first.count) more" : ""
  }

  private func quoted(_ text: String?, columns: Int = Terminal.quotedColumns) -> String? {
    text.map { Terminal.quote($0, columns: columns) }
  }
}

/// Lines of a name and a value.
private struct Rows {
  private(set) var text = ""

  private static let nameColumns = 11

  mutating func add(_ name: String, _ value: String?) {
    guard let value else { return }
    text += Terminal.row("  " + name.padded(to: Self.nameColumns) + "  ", value) + "\n"
  }

  mutating func addMore<Entry>(_ entries: UnverifiedCredential.Entries<Entry>, _ name: String) {
    let left = entries.count - entries.first.count
    if left > 0 { add(name, "and \(left) more") }
  }
}
