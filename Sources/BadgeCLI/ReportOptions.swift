import ArgumentParser
import Badge
import Files
import Signing

/// The report of a run, as a file.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Make a report to be filed: html, json or csv.",
      discussion:
        "It tells the verdicts and with what they were found, by SHA-256. The same badges, trust and --at give "
        + "the same report."))
  var report: ReportKind?

  @Option(name: .shortAndLong, help: ArgumentHelp("The file of the report; - is standard output.", valueName: "file"))
  var output: Path?

  @Flag(help: "Replace the file of the report, and of its receipt, if it exists.")
  var force = false

  @Option(
    help: ArgumentHelp(
      "Sign the report with this key file (mode 600).",
      discussion: "The receipt has the name of the report with .receipt.json behind it; see badge receipt.",
      valueName: "file"))
  var receipt: Path?

  @OptionGroup var passphrase: PassphraseOptions

  @Flag(help: "Sign with a key of keys-sample, which everybody has.")
  var allowSampleKey = false

  func validate() throws {
    guard report != nil || (output == nil && receipt == nil && !force) else {
      throw ValidationError("--output, --force and --receipt are for a report: name its kind with --report.")
    }
    guard receipt == nil || !writesToStandardOutput else {
      throw ValidationError("--receipt needs a file for the report: name it with --output.")
    }
  }

  /// Whether the report is what the command prints.
  var writesToStandardOutput: Bool { report != nil && (output ?? Path("-")).isStandardStream }

  /// The name of the receipt of a report.
  static func receiptPath(_ report: Path) -> Path { Path(report.bytes + Array(".receipt.json".utf8)) }

  /// Opens the output, before anything is verified.
  ///
  /// - Throws: ``CommandError``.
  func open(_ provenance: ReportProvenance) throws(CommandError) -> ReportOutput? {
    guard let report else { return nil }
    let overwrite = OutputFile.Overwrite(force: force)
    let path = output ?? Path("-")
    if receipt != nil { try OutputFile.check(Self.receiptPath(path), overwrite: overwrite) }
    let renderer = ReportRenderer(kind: report, provenance: provenance, keepsRows: receipt != nil)
    return try ReportOutput(renderer, GrowingOutput(path, overwrite: overwrite))
  }

  /// Signs a report that was written.
  ///
  /// - Throws: ``CommandError``.
  func sign(_ report: ReportOutput.Finished, with key: borrowing PrivateKey) throws(CommandError) {
    guard let output else { return }
    let receipt: [UInt8]
    do throws(IssueError) {
      receipt = try ReportReceipt.issue(report.contents, at: TimeArgument.now, with: key)
    } catch {
      throw CommandError(
        CommandError.Code(rawValue: error.code.rawValue),
        "the receipt could not be made: \(Terminal.quote(error.description, columns: 400))")
    }
    try OutputFile.write(
      receipt.span, to: Self.receiptPath(output), overwrite: OutputFile.Overwrite(force: force))
  }
}

enum ReportKind: String, ExpressibleByArgument, CaseIterable, Sendable {
  case html, json, csv

  var mediaType: String {
    switch self {
    case .html: "text/html"
    case .json: "application/json"
    case .csv: "text/csv"
    }
  }
}

/// What a portion of a batch adds to the report.
struct ReportPart: Sendable {
  /// Lines of a table, or lines of JSON with their line feeds.
  fileprivate(set) var bytes: [UInt8] = []
  fileprivate(set) var entries: [HTMLReport.Entry] = []
  fileprivate(set) var rows: [ReportReceipt.Row] = []
  fileprivate(set) var counts = OutcomeCounts()
}

/// Writes verdicts into parts of a report, on all cores.
struct ReportRenderer: Sendable {
  let kind: ReportKind
  let provenance: ReportProvenance
  /// Whether a receipt names each badge.
  let keepsRows: Bool

  func write(
    _ verdict: Verdict, _ input: VerdictReport.Input, to part: inout ReportPart, using scratch: inout VerifierScratch
  ) {
    part.counts.add(verdict.outcome)
    if keepsRows { part.rows.append(ReportReceipt.Row(input: input, outcome: verdict.outcome)) }
    switch kind {
    case .html: part.entries.append(HTMLReport.entry(verdict, of: input, provenance))
    case .csv: CSVReport(provenance).append(verdict, of: input, to: &part.bytes)
    case .json:
      let start = part.bytes.count
      VerdictReport(verdict, of: input, at: provenance.time).append(to: &part.bytes, using: &scratch)
      VisibleJSON.escape(&part.bytes, from: start)
      part.bytes.append(UInt8(ascii: "\n"))
    }
  }
}

/// The report of a run while it is written. One thread at a time uses it.
final class ReportOutput: @unchecked Sendable {
  // Unchecked: only the queue of the batch writes, one portion at a time, and afterwards the command.

  /// A report that is there.
  struct Finished {
    let contents: ReportReceipt.Contents
  }

  let renderer: ReportRenderer
  private let output: GrowingOutput
  private var html: HTMLReport
  private var json: JSONReport
  private var rows = ReportReceipt.Rows()
  private var counts = OutcomeCounts()

  /// - Throws: ``CommandError``.
  init(_ renderer: ReportRenderer, _ output: GrowingOutput) throws(CommandError) {
    self.renderer = renderer
    self.output = output
    html = HTMLReport(renderer.provenance)
    json = JSONReport(renderer.provenance)
    switch renderer.kind {
    case .html: break
    case .csv: try output.write(CSVReport(renderer.provenance).head)
    case .json: try output.write(VisibleJSON.of(json.head))
    }
  }

  /// Whether nobody reads on.
  var isClosed: Bool { output.isClosed }

  /// Takes the next portion.
  ///
  /// - Throws: ``CommandError`` with `output_unwritable`, or `report_too_large`.
  func write(_ part: ReportPart) throws(CommandError) {
    counts.add(part.counts)
    for row in part.rows { rows.add(row) }
    switch renderer.kind {
    case .html:
      for entry in part.entries {
        guard html.append(entry) else {
          throw CommandError(
            .reportTooLarge, "the page would have more than \(HTMLReport.limit >> 20) MiB",
            hint: "take --report csv or json, which have no limit, or verify fewer badges at once")
        }
      }
    case .csv: try output.write(part.bytes)
    case .json:
      var bytes: [UInt8] = []
      bytes.reserveCapacity(part.bytes.count + 64)
      for line in part.bytes.split(separator: UInt8(ascii: "\n")) { json.append(Array(line).span, to: &bytes) }
      try output.write(bytes)
    }
  }

  /// Leaves no file.
  func discard() { output.discard() }

  /// Ends the report.
  ///
  /// - Throws: ``CommandError``; then there is no file.
  func finish() throws(CommandError) -> Finished {
    switch renderer.kind {
    case .html: try output.write(html.page())
    case .csv: break
    case .json: try output.write(json.tail(counts))
    }
    let sha256 = try output.finish()
    return Finished(
      contents: ReportReceipt.Contents(
        mediaType: renderer.kind.mediaType, sha256: sha256, provenance: renderer.provenance, counts: counts, rows: rows)
    )
  }
}

extension CommandError.Code {
  static let reportTooLarge = Self(rawValue: "report_too_large")
}
