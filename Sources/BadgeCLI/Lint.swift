import ArgumentParser
import Badge
import CanonicalJSON
import Files

struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check drafts of badges against the data models, and list all that is found.",
    discussion: """
      Judges credentials that need not be signed yet: Open Badges 3.0, endorsements, learner records (CLR 2.0), any other \
      credential of the data models 2.0 and 1.1, and presentations by their shape. Each finding names the place as a JSON \
      pointer, what was found and the clause that asks for something else. Endorsements, and the credentials in a record or \
      a presentation, are judged too.

      An error is what a specification says MUST of. A warning is a recommendation, a member that no context defines, a \
      context that is not at hand, or what whoever signs the draft has to add. Signatures, issuers and status are not \
      looked at: that is what badge verify is for.

      Folders are searched as badge verify does it. The exit status is 0 if there is no error, 1 if there is one, 3 for a \
      token, whose contents are not judged, 4 if a file cannot be read; for several files, the worst: 4, 1, 3, 0.

      EXAMPLES
        badge lint draft.json
        badge lint --strict drafts/
        badge lint - --format json < draft.json
        badge lint draft.json \\
          --context https://university.example/context/v1=context.json
      """)

  @Argument(
    help: ArgumentHelp("Files, folders, files with a document on each line; - is standard input.", valueName: "path"))
  var paths: [Path]

  @OptionGroup(title: "CONTEXTS") var contexts: ContextOptions

  @Option(help: "How to report: text for people, json for one document, jsonl for one line a file.")
  var format: Verify.ReportFormat = .text

  @Flag(help: "Count warnings as errors in the exit status.")
  var strict = false

  @Flag(help: "Read every file as one with a document on each line, also standard input.")
  var lines = false

  @Flag(name: .shortAndLong, help: "Print nothing; the exit status tells.")
  var quiet = false

  func run() throws {
    let isOne = paths.count == 1 && !lines && !BadgeSource.looksLikeLines(paths[0]) && !BadgeSource.isFolder(paths[0])
    var run = LintRun(
      lint: CredentialLint(contexts: try contexts.store()), format: quiet ? nil : format, isOne: isOne, isStrict: strict
    )
    if isOne {
      // A file that is not there is the caller's mistake.
      try run.judge(one: paths[0])
    } else {
      let source = BadgeSource(paths, readsLines: lines)
      while let portion = source.next() {
        try run.judge(portion)
        guard !run.endedEarly else { break }
      }
      if source.skipped > 0, !quiet {
        let what = source.skipped == 1 ? "file or link was" : "files and links were"
        Diagnostics.write("\(source.skipped) other \(what) left alone in the folders\n")
      }
    }
    let status = try run.finish()
    guard status == .success else { throw status }
  }
}

/// The documents of one command, in order.
private struct LintRun: ~Copyable {
  let lint: CredentialLint
  /// Nil: nothing is written.
  let format: Verify.ReportFormat?
  let isOne: Bool
  let isStrict: Bool

  private var output = StandardOutput()
  private var status = ExitStatus.accepted
  private var counts: (documents: Int, failed: Int, undetermined: Int) = (0, 0, 0)

  /// Whether nobody reads on.
  var endedEarly: Bool { output.isClosed }

  init(lint: CredentialLint, format: Verify.ReportFormat?, isOne: Bool, isStrict: Bool) {
    self.lint = lint
    self.format = format
    self.isOne = isOne
    self.isStrict = isStrict
  }

  mutating func judge(one path: Path) throws(CommandError) {
    let bytes: [UInt8]
    do throws(CommandError) {
      bytes = try InputFile.contents(of: path)
    } catch {
      guard error.code == .fileTooLarge else { throw error }
      return try write(.tooLarge, named: path.text)
    }
    try write(lint.report(on: bytes), named: path.text)
  }

  mutating func judge(_ portion: BadgeSource.Portion) throws(CommandError) {
    switch portion {
    case .files(let paths):
      for path in paths {
        do throws(CommandError) {
          try write(lint.report(on: try InputFile.contents(of: path)), named: path.text)
        } catch {
          guard error.code != .fileTooLarge else {
            try write(.tooLarge, named: path.text)
            continue
          }
          try leave(error)
        }
      }
    case .lines(let name, let block):
      for (k, range) in block.lines.enumerated() {
        guard let range else {
          try write(.tooLarge, named: name, line: block.firstLine + k)
          continue
        }
        let line = Array(block.bytes[range])
        // A line of white space is no record.
        guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
        try write(lint.report(on: line), named: name, line: block.firstLine + k)
      }
    case .failure(_, let error): try leave(error)
    }
  }

  /// A file that cannot be read: the others are judged all the same.
  private mutating func leave(_ error: CommandError) throws(CommandError) {
    guard error.code != .outputUnwritable else { throw error }
    Diagnostics.report(error)
    status = max(status, error.status)
  }

  private mutating func write(_ report: LintReport, named name: String, line: Int? = nil) throws(CommandError) {
    counts.documents += 1
    let hasFailed = report.outcome == .failed || (isStrict && report.outcome == .passed && report.warnings > 0)
    if hasFailed { counts.failed += 1 }
    if report.outcome == .undetermined { counts.undetermined += 1 }
    status = max(status, hasFailed ? .rejected : report.outcome == .undetermined ? .undetermined : .accepted)
    switch format {
    case nil: break
    case .text:
      let shown = line.map { "\(name):\($0)" } ?? name
      try output.write(
        LintText(report: report, name: shown, usesColor: Terminal.allowsColor(on: .standardOutput)).lines)
    case .json where isOne:
      try output.write(VisibleJSON.of(report.json(named: name, line: line).serialized(.pretty)))
    case .json:
      try output.write(counts.documents == 1 ? "[\n" : ",\n")
      try output.write(VisibleJSON.of(report.json(named: name, line: line).serialized()))
    case .jsonl:
      try output.write(VisibleJSON.of(report.json(named: name, line: line).serialized()))
      try output.write("\n")
    }
  }

  /// - Returns: the worst status of all documents.
  mutating func finish() throws(CommandError) -> ExitStatus {
    guard !endedEarly else { return .failed }
    if !isOne {
      switch format {
      case .json: try output.write(counts.documents == 0 ? "[]\n" : "\n]\n")
      case .text: try output.write(summary)
      default: break
      }
    }
    try output.flush()
    guard counts.documents > 0 || status != .accepted else {
      throw CommandError(
        .usage, "there is no document in what was named", hint: "badges in folders end in .json, .jsonl or .jwt",
        status: .usage)
    }
    return status
  }

  private var summary: String {
    let good = counts.documents - counts.failed - counts.undetermined
    return "\(counts.documents) \(counts.documents == 1 ? "document" : "documents"): \(good) without errors, "
      + "\(counts.failed) with errors, \(counts.undetermined) undetermined\n"
  }
}

extension LintReport {
  fileprivate static let tooLarge = LintReport(
    refused: Reason(.inputTooLarge, "the input is larger than \(InputFile.defaultLimit >> 20) MiB"))
}
