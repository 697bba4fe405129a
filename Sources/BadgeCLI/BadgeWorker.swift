import Badge
import CanonicalJSON
import Files

/// Verifies what one portion of a batch names and writes its reports: the part of the work that runs on all cores.
struct BadgeWorker: Sendable {
  let verifier: Verifier
  let time: Instant
  let renderer: VerdictRenderer
  /// Nil where no report is made.
  var report: ReportRenderer?

  /// The reports of one portion.
  struct Result: Sendable {
    var output: [UInt8] = []
    var report = ReportPart()
    var counts = VerdictCounts()
    var status = ExitStatus.accepted
    /// Messages for standard error, in order.
    var errors: [CommandError] = []
  }

  enum Contents: Sendable {
    case bytes([UInt8])
    case tooLarge
    case unreadable(CommandError)
  }

  func verify(_ portion: BadgeSource.Portion, _ scratch: inout VerifierScratch) -> Result {
    var result = Result()
    switch portion {
    case .files(let paths):
      for path in paths { verify(Self.read(path), .init(name: path.text, sha256: nil), &scratch, into: &result) }
    case .lines(let name, let block):
      if renderer.format != nil { result.output.reserveCapacity(block.lines.count * 2048 + 1 << 14) }
      for (k, range) in block.lines.enumerated() {
        let input = VerdictReport.Input(name: name, line: block.firstLine + k, sha256: nil)
        guard let range else {
          verify(.tooLarge, input, &scratch, into: &result)
          continue
        }
        let line = Array(block.bytes[range])
        // A line of white space is no record.
        guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
        verify(.bytes(line), input, &scratch, into: &result)
      }
    case .failure(let name, let error):
      verify(.unreadable(error), .init(name: name, sha256: nil), &scratch, into: &result)
    }
    return result
  }

  /// Verifies one badge and writes its report.
  func verify(_ contents: Contents, _ input: VerdictReport.Input) -> Result {
    var scratch = VerifierScratch()
    var result = Result()
    verify(contents, input, &scratch, into: &result)
    return result
  }

  private static func read(_ path: Path) -> Contents {
    do throws(CommandError) {
      return .bytes(try InputFile.contents(of: path))
    } catch {
      return error.code == .fileTooLarge ? .tooLarge : .unreadable(error)
    }
  }

  private func verify(
    _ contents: Contents, _ input: VerdictReport.Input, _ scratch: inout VerifierScratch, into result: inout Result
  ) {
    var input = input
    switch contents {
    case .bytes(let bytes):
      if renderer.showsDigest || report != nil { input.sha256 = scratch.digest(of: bytes) }
      let verdict = verifier.verify(bytes, at: time, using: &scratch)
      add(verdict, ExitStatus(verdict.outcome), input, &scratch, to: &result)
    case .tooLarge: add(.inputTooLarge, .rejected, input, &scratch, to: &result)
    case .unreadable(let error):
      result.errors.append(error)
      add(.unreadable(error.message), .failed, input, &scratch, to: &result)
    }
  }

  private func add(
    _ verdict: Verdict, _ status: ExitStatus, _ input: VerdictReport.Input, _ scratch: inout VerifierScratch,
    to result: inout Result
  ) {
    result.status = max(result.status, status)
    result.counts.add(verdict.outcome)
    renderer.write(verdict, input, to: &result.output, using: &scratch)
    report?.write(verdict, input, to: &result.report, using: &scratch)
  }
}

/// How many badges came out how.
struct VerdictCounts: Sendable {
  private(set) var accepted = 0
  private(set) var rejected = 0
  private(set) var undetermined = 0

  var total: Int { accepted + rejected + undetermined }

  mutating func add(_ outcome: Verdict.Outcome) {
    switch outcome {
    case .accepted: accepted += 1
    case .rejected: rejected += 1
    case .undetermined: undetermined += 1
    }
  }

  mutating func add(_ other: VerdictCounts) {
    accepted += other.accepted
    rejected += other.rejected
    undetermined += other.undetermined
  }
}

extension ExitStatus {
  init(_ outcome: Verdict.Outcome) {
    switch outcome {
    case .accepted: self = .accepted
    case .rejected: self = .rejected
    case .undetermined: self = .undetermined
    }
  }
}
