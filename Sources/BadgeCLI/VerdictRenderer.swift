import Badge
import CanonicalJSON

/// Writes verdicts in the format that was asked for.
struct VerdictRenderer: Sendable {
  /// Nil: nothing is written.
  let format: Verify.ReportFormat?
  /// Whether the command verifies exactly one badge: its report then is one document.
  let isOne: Bool
  let time: Instant
  /// Whether issuers are accepted that nobody vouches for.
  let acceptsAnyIssuer: Bool
  let usesColor: Bool

  var showsDigest: Bool { format == .json || format == .jsonl }

  func write(
    _ verdict: Verdict, _ input: VerdictReport.Input, to output: inout [UInt8], using scratch: inout VerifierScratch
  ) {
    switch format {
    case nil: return
    case .text:
      let name = input.line.map { "\(input.name):\($0)" } ?? input.name
      let text = VerdictText(
        verdict: verdict, name: name, acceptsAnyIssuer: acceptsAnyIssuer, usesColor: usesColor)
      output += Array(text.lines.utf8)
    case .json where isOne: output += VisibleJSON.of(VerdictReport(verdict, of: input, at: time).pretty())
    // In json, an element of the array that the sink opens and closes.
    case .json, .jsonl:
      let start = output.count
      VerdictReport(verdict, of: input, at: time).append(to: &output, using: &scratch)
      output.append(UInt8(ascii: "\n"))
      VisibleJSON.escape(&output, from: start)
    }
  }
}

/// Standard output of a batch, in input order.
struct VerdictSink: BatchSink {
  private let renderer: VerdictRenderer
  private let report: ReportOutput?
  private let shared: Shared

  /// What is written to: not copyable, and used by one worker at a time.
  private final class Shared: @unchecked Sendable {
    // Unchecked: only the queue of the batch writes, one portion at a time.
    var output = StandardOutput()
    var progress: Progress
    var counts = VerdictCounts()
    var status = ExitStatus.accepted
    var failure: CommandError?
    var hasElements = false
    /// Whether the reader went away, or could not be written to, before all badges were judged.
    var endedEarly = false

    init(progress: consuming Progress) {
      self.progress = progress
    }
  }

  init(renderer: VerdictRenderer, report: ReportOutput?, printsNothing: Bool) {
    self.renderer = renderer
    self.report = report
    shared = Shared(
      progress: Progress(counting: "badges", total: nil, printsResults: !printsNothing))
  }

  mutating func write(_ result: BadgeWorker.Result) -> Bool {
    for error in result.errors { Diagnostics.report(error) }
    shared.status = max(shared.status, result.status)
    do throws(CommandError) {
      if renderer.format == .json, !renderer.isOne {
        try writeElements(result.output)
      } else {
        try shared.output.write(result.output)
      }
      try report?.write(result.report)
    } catch {
      shared.failure = error
      return false
    }
    shared.counts.add(result.counts)
    shared.progress.advance(to: shared.counts.total)
    // Nobody reads on, so the badges that are left are not judged; the status then is no acceptance.
    // A report that goes to a file is still read.
    shared.endedEarly = report?.isClosed ?? shared.output.isClosed
    return !shared.endedEarly
  }

  /// Lines of JSON as elements of one array.
  private func writeElements(_ lines: [UInt8]) throws(CommandError) {
    for line in lines.split(separator: UInt8(ascii: "\n")) {
      try shared.output.write(isFirst ? "[\n" : ",\n")
      shared.hasElements = true
      try shared.output.write(Array(line))
    }
  }

  /// - Returns: the worst status of all badges.
  /// - Throws: ``CommandError`` where standard output could not be written.
  func finish() throws(CommandError) -> ExitStatus {
    if let failure = shared.failure { throw failure }
    guard !shared.endedEarly else { return .failed }
    switch renderer.format {
    case .json where !renderer.isOne: try shared.output.write(isFirst ? "[]\n" : "\n]\n")
    case .text: try shared.output.write(summary)
    default: break
    }
    try shared.output.flush()
    guard shared.counts.total > 0 || shared.status != .accepted else {
      throw CommandError(
        .usage, "there is no badge in what was named", hint: "badges in folders end in .json, .jsonl or .jwt",
        status: .usage)
    }
    return shared.status
  }

  private var isFirst: Bool { !shared.hasElements }

  private var summary: String {
    let counts = shared.counts
    return
      "\(counts.total) \(counts.total == 1 ? "badge" : "badges"): \(counts.accepted) accepted, \(counts.rejected) rejected, "
      + "\(counts.undetermined) undetermined\n"
  }
}
