import Badge

/// What was found in a document, for people: a line that sums it up, then each finding.
///
/// ```
/// 1 ERROR  draft.json   Open Badge on data model 2.0, 1 warning
///   error    /credentialSubject/achievement
///            Achievement needs the member 'criteria' (OB 3.0, B, Achievement) [member_missing]
/// ```
struct LintText {
  let report: LintReport
  /// The input's name, with the line where there is one.
  let name: String
  let usesColor: Bool

  private static let severityColumns = 7

  var lines: String {
    var text = head + "\n"
    for finding in report.findings {
      let severity = paint(finding.severity)
      let indent = 2 + Self.severityColumns + 2
      let place = finding.reason.pointer.map { $0.isEmpty ? "the document" : Terminal.quote($0) } ?? "the input"
      text += "  \(severity)  \(place)\n"
      text +=
        Terminal.row(
          String(repeating: " ", count: indent),
          Terminal.quote(finding.reason.message, columns: 1000) + " [\(finding.reason.code.rawValue)]",
          headColumns: indent) + "\n"
    }
    return text
  }

  private var head: String {
    var facts = [kind]
    if report.outcome == .failed, report.warnings > 0 { facts.append(Self.count(report.warnings, "warning")) }
    return Terminal.row(
      word + "  ", Terminal.quote(name) + "   " + facts.joined(separator: ", "), headColumns: plainWord.utf8.count + 2,
      hanging: 2)
  }

  private var plainWord: String {
    switch report.outcome {
    case .failed: Self.count(report.errors, "ERROR", plural: "ERRORS")
    case .undetermined: "UNDETERMINED"
    case .passed: report.warnings == 0 ? "OK" : Self.count(report.warnings, "WARNING", plural: "WARNINGS")
    }
  }

  private var word: String {
    guard usesColor else { return plainWord }
    let color: Terminal.Color =
      switch report.outcome {
      case .failed: .red
      case .undetermined: .yellow
      case .passed: report.warnings == 0 ? .green : .yellow
      }
    return Terminal.paint(plainWord, color)
  }

  private func paint(_ severity: LintFinding.Severity) -> String {
    let word = severity.rawValue.padded(to: Self.severityColumns)
    guard usesColor else { return word }
    return Terminal.paint(word, severity == .error ? .red : .yellow)
  }

  private static func count(_ number: Int, _ word: String, plural: String? = nil) -> String {
    "\(number) \(number == 1 ? word : plural ?? word + "s")"
  }

  private var kind: String {
    let name =
      switch report.kind {
      case .openBadge: "Open Badge"
      case .endorsement: "endorsement"
      case .learnerRecord: "learner record"
      case .credential: "verifiable credential"
      case .presentation: "verifiable presentation"
      case .unknown: "no credential"
      }
    return report.dataModel.map { "\(name) on data model \($0)" } ?? name
  }
}
