import Badge

/// What is nested in a badge or a presentation, for people: a line for each, by itself.
///
/// ```
///   credential   REJECTED  /verifiableCredential/1   expired: Teamwork, awarded to alice@example.org
///   endorsement  ACCEPTED  /issuer/endorsement/0   by Example Alliance, did:web:alliance.example
/// ```
struct NestedText {
  let verdict: Verdict
  /// Puts an outcome into the colour that it has in the headline.
  let paint: (Verdict.Outcome) -> String

  private static let kindColumns = 11

  var lines: String {
    var text = ""
    for nested in verdict.nested {
      let head = "  " + nested.kind.name.description.padded(to: Self.kindColumns) + "  " + paint(nested.verdict.outcome)
      let columns = 2 + Self.kindColumns + 2 + nested.verdict.outcome.rawValue.utf8.count + 2
      text += Terminal.row(head + "  ", summary(nested), headColumns: columns, hanging: 4) + "\n"
    }
    let others = verdict.nestedCount - verdict.nested.count
    if others > 0 { text += "  \(others) more in it \(others == 1 ? "was" : "were") not looked at\n" }
    return text
  }

  private func summary(_ nested: NestedVerdict) -> String {
    var facts: [String] = []
    if let credential = nested.verdict.authentic {
      if nested.kind == .credential {
        facts += (credential.title.map { [Terminal.quote($0)] } ?? []) + [VerdictText.award(credential)]
      } else {
        facts.append("by " + issuer(nested.verdict, credential))
      }
    }
    let place = Terminal.quote(nested.pointer) + "   "
    guard let reason = nested.verdict.decidingReason else { return place + facts.joined(separator: ", ") }
    return place + reason.words + ": "
      + (facts + [Terminal.quote(reason.message, columns: 400)]).joined(separator: ", ")
  }

  /// The identifier always stands beside the name, and a name that nobody vouches for is marked.
  private func issuer(_ verdict: Verdict, _ credential: AuthenticCredential) -> String {
    let id = Terminal.quote(credential.issuer)
    if let name = verdict.vouchedIssuerName { return "\(Terminal.quote(name)), \(id)" }
    return credential.claimedIssuerName.map { "\(id), which claims to be \(Terminal.quote($0))" } ?? id
  }
}

extension Reason {
  /// The code as words.
  var words: String { code.rawValue.split(separator: "_").joined(separator: " ") }
}
