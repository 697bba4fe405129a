import Badge

/// A verdict for people: a line that says it, then a line for each check.
///
/// ```
/// ACCEPTED  alice.json   Teamwork, awarded to alice@example.org
///   passed  signature  eddsa-rdfc-2022, with context-3.0.3.json of 2026-06
/// ```
struct VerdictText {
  let verdict: Verdict
  /// The input's name, with the line where there is one.
  let name: String
  /// Whether issuers were accepted that nobody vouches for.
  let acceptsAnyIssuer: Bool
  let usesColor: Bool

  private static let resultColumns = 7
  private static let checkColumns = 9

  var lines: String {
    var text = headline + "\n"
    for finding in verdict.findings {
      // Nobody asked: a row would only be noise.
      if finding.result.reason?.code == .recipientNotAsked { continue }
      let head = "  \(paint(finding.result)) \(finding.check.name.description.padded(to: Self.checkColumns))  "
      let indent = 2 + Self.resultColumns + 1 + Self.checkColumns + 2
      text += Terminal.row(head, detail(finding), headColumns: indent) + "\n"
    }
    if verdict.proofs.count > 1 {
      for (number, proof) in verdict.proofs.enumerated() {
        text += "  proof \(number + 1) of \(verdict.proofs.count): \(Terminal.quote(proof.cryptosuite)), "
        text += "key \(proof.key.name), signature \(proof.signature.name)\n"
      }
    }
    return text + NestedText(verdict: verdict, paint: paint).lines
  }

  private var headline: String {
    Terminal.row(
      paint(verdict.outcome) + "  ", summary, headColumns: verdict.outcome.rawValue.utf8.count + 2, hanging: 2)
  }

  /// `alice.json   expired: Teamwork, awarded to alice@example.org`
  private var summary: String {
    var parts: [String] = []
    if let presentation = verdict.presentation {
      parts.append(VerdictText.presentation(presentation))
    } else if let credential = verdict.authentic {
      parts += (credential.title.map { [Terminal.quote($0)] } ?? []) + [VerdictText.award(credential)]
      if acceptsAnyIssuer, verdict.vouchedIssuerName == nil { parts.append("by an issuer that nobody vouches for") }
    }
    let facts = parts.joined(separator: ", ")
    guard let reason = verdict.decidingReason else {
      return Terminal.quote(name) + (facts.isEmpty ? "" : "   " + facts)
    }
    return Terminal.quote(name) + "   " + reason.words + (facts.isEmpty ? "" : ": " + facts)
  }

  /// `presentation of 3 badges by did:key:…`
  private static func presentation(_ report: PresentationReport) -> String {
    let count = "presentation of \(report.count) \(report.count == 1 ? "badge" : "badges")"
    guard report.isAuthentic, let holder = report.holder else { return count + " by nobody who proves it" }
    return count + " by " + Terminal.quote(holder)
  }

  /// Who earned it.
  static func award(_ credential: AuthenticCredential) -> String {
    guard let recipient = credential.recipient else { return "its recipient is named by a hash only" }
    return "awarded to " + Terminal.quote(recipient)
  }

  private func detail(_ finding: Finding) -> String {
    switch finding.result {
    case .passed(let message):
      switch finding.check {
      case .key where verdict.presentation == nil: return "\(Terminal.quote(keyName)), the issuer's"
      case .issuer where verdict.presentation == nil: return issuer(message)
      case .signature: return signature(message)
      default: return Terminal.quote(message)
      }
    case .failed(let reason), .unknown(let reason), .skipped(let reason):
      let place = reason.pointer.map { $0.isEmpty ? "" : " (at \(Terminal.quote($0)))" } ?? ""
      let code = reason.code == .earlierCheckFailed ? "" : " [\(reason.code.rawValue)]"
      return Terminal.quote(reason.message, columns: 400) + place + code
    }
  }

  /// What the signature covers. Of a context that its publisher has changed, the file's name and the edition say enough to
  /// a person; one that was given is told with its whole digest.
  private func signature(_ message: String) -> String {
    let deciding = verdict.proofs.first { $0.key.isPassed && $0.signature.isPassed }
    var message = message
    for use in deciding?.contexts ?? [] {
      guard let edition = use.edition, let name = use.url.split(separator: "/").last else { continue }
      message = message.replacing("with \(use.url) of \(edition)", with: "with \(name) of \(edition)")
    }
    return Terminal.quote(message, columns: 2000)
  }

  /// The identifier always stands beside the name, and a name that nobody vouches for is marked.
  private func issuer(_ message: String) -> String {
    guard let credential = verdict.authentic else { return Terminal.quote(message) }
    let id = Terminal.quote(credential.issuer)
    if verdict.vouchedIssuerName != nil { return "\(Terminal.quote(message)), \(id)" }
    guard let name = credential.claimedIssuerName else { return "\(id): \(Terminal.quote(message))" }
    return "claims to be \(Terminal.quote(name)), \(id): \(Terminal.quote(message))"
  }

  /// The fragment of the key's name: of the proof that holds, or else of one whose key is the issuer's.
  private var keyName: String {
    let keyed = verdict.proofs.filter { $0.key.isPassed }
    let method = (keyed.first { $0.signature.isPassed } ?? keyed.first)?.verificationMethod
    return method.map { String($0.split(separator: "#").last ?? "") } ?? ""
  }

  private func paint(_ outcome: Verdict.Outcome) -> String {
    let word = outcome.rawValue.uppercased()
    guard usesColor else { return word }
    let color: Terminal.Color =
      switch outcome {
      case .accepted: .green
      case .rejected: .red
      case .undetermined: .yellow
      }
    return Terminal.paint(word, color)
  }

  private func paint(_ result: Finding.Result) -> String {
    let word = result.name.description.padded(to: Self.resultColumns)
    guard usesColor else { return word }
    switch result {
    case .passed: return Terminal.paint(word, .green)
    case .failed: return Terminal.paint(word, .red)
    case .unknown: return Terminal.paint(word, .yellow)
    case .skipped: return Terminal.paint(word, .dim)
    }
  }
}
