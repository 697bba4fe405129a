public import CanonicalJSON

/// What the rules of the data models say of a document: all that was found, and not only the first.
///
/// It is no verdict. Nothing is said of signatures, issuers or status, and a document in which nothing is found may be
/// anybody's.
public struct LintReport: Sendable {
  /// What the document is, by its types and contexts.
  public enum Kind: String, Sendable {
    case openBadge = "open_badge"
    case endorsement
    case learnerRecord = "learner_record"
    case credential
    case presentation
    /// None of these, so that it could not be judged as one.
    case unknown
  }

  public enum Outcome: String, Sendable {
    /// No rule is broken; there may be warnings.
    case passed
    case failed
    /// It is a badge in a form whose contents are not judged.
    case undetermined
  }

  public let kind: Kind
  /// `1.1` or `2.0`; nil where no context tells.
  public let dataModel: String?
  /// In the order of the text, errors and warnings among each other.
  public let findings: [LintFinding]
  public let outcome: Outcome

  init(_ kind: Kind, _ dataModel: DataModel?, _ findings: [LintFinding]) {
    self.kind = kind
    self.dataModel = dataModel.map { $0 == .version1 ? "1.1" : "2.0" }
    self.findings = findings
    outcome = findings.contains { $0.severity == .error } ? .failed : .passed
  }

  init(undetermined reason: Reason) {
    kind = .unknown
    dataModel = nil
    findings = [LintFinding(.warning, reason)]
    outcome = .undetermined
  }

  /// Of an input that could not be read.
  public init(refused reason: Reason) {
    self.init(.unknown, nil, [LintFinding(.error, reason)])
  }

  public var errors: Int { findings.count { $0.severity == .error } }
  public var warnings: Int { findings.count - errors }
}

/// One thing that was found.
public struct LintFinding: Hashable, Sendable {
  public enum Severity: String, Sendable {
    /// A rule that the specification says MUST of.
    case error
    /// A recommendation, something that a draft still lacks, or something that could not be looked at.
    case warning
  }

  public var severity: Severity
  public var reason: Reason

  public init(_ severity: Severity, _ reason: Reason) {
    self.severity = severity
    self.reason = reason
  }
}

extension LintReport {
  /// The report as a JSON object: `result`, `kind`, `dataModel`, and `findings` as they stand in verdicts.
  public func json(named name: String, line: Int? = nil) -> JSONValue {
    var object: JSONValue = ["input": .string(name)]
    if let line { object["line"] = .number(Double(line)) }
    object["result"] = .string(outcome.rawValue)
    object["kind"] = .string(kind.rawValue)
    if let dataModel { object["dataModel"] = .string(dataModel) }
    object["findings"] = .array(
      findings.map { finding in
        var value: JSONValue = ["severity": .string(finding.severity.rawValue)]
        value["code"] = .string(finding.reason.code.rawValue)
        value["message"] = .string(finding.reason.message)
        value["pointer"] = finding.reason.pointer.map { .string($0) }
        value["type"] = finding.reason.code.problemType.map { .string($0.description) }
        return value
      })
    return object
  }
}
