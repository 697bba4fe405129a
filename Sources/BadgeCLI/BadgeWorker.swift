import Badge
import CanonicalJSON
import Signing

/// Verifies what one portion of a batch names, and writes its reports: the part of the work that runs on all cores.
struct BadgeWorker: Sendable {
  let verifier: Verifier
  let time: Instant
  let renderer: VerdictRenderer

  /// A badge that was verified, with its bytes as long as its digest is still to be taken.
  struct Judged: Sendable {
    let verdict: Verdict
    let input: VerdictReport.Input
    /// Nil where they could not be read.
    let bytes: [UInt8]?
  }

  /// One portion, verified, and for the greater part not reported yet.
  struct Verdicts: Sendable {
    fileprivate var judged: [Judged] = []
    /// What is reported already.
    fileprivate var reported = Result()
    fileprivate var heldBytes = 0
  }

  /// One portion, reported.
  struct Result: Sendable {
    var output: [UInt8] = []
    var counts = VerdictCounts()
    var status = ExitStatus.accepted
    /// Messages for standard error, in order.
    var errors: [CommandError] = []
  }

  /// Badges of more bytes than these in one portion are reported by the worker at once: with their documents they would
  /// fill the memory while they wait.
  private static let heldBytesLimit = 1 << 18

  enum Contents {
    case bytes([UInt8])
    case tooLarge
    case unreadable(CommandError)
  }

  func verify(_ portion: BadgeSource.Portion, _ scratch: inout VerifierScratch) -> Verdicts {
    var verdicts = Verdicts()
    switch portion {
    case .files(let paths):
      for path in paths { verify(Self.read(path), .init(name: path.text, sha256: nil), &scratch, into: &verdicts) }
    case .lines(let name, let block):
      verdicts.judged.reserveCapacity(block.lines.count)
      for (k, range) in block.lines.enumerated() {
        let input = VerdictReport.Input(name: name, line: block.firstLine + k, sha256: nil)
        guard let range else {
          verify(.tooLarge, input, &scratch, into: &verdicts)
          continue
        }
        let line = Array(block.bytes[range])
        // A line of white space is no record.
        guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
        verify(.bytes(line), input, &scratch, into: &verdicts)
      }
    case .failure(let name, let error):
      verify(.unreadable(error), .init(name: name, sha256: nil), &scratch, into: &verdicts)
    }
    return verdicts
  }

  private static func read(_ path: Path) -> Contents {
    do throws(CommandError) {
      return .bytes(try InputFile.contents(of: path))
    } catch {
      return error.code == .fileTooLarge ? .tooLarge : .unreadable(error)
    }
  }

  func verify(
    _ contents: Contents, _ input: VerdictReport.Input, _ scratch: inout VerifierScratch,
    into verdicts: inout Verdicts
  ) {
    switch contents {
    case .bytes(let bytes):
      let verdict = verifier.verify(bytes, at: time, using: &scratch)
      verdicts.add(Judged(verdict: verdict, input: input, bytes: bytes), ExitStatus(verdict.outcome))
    case .tooLarge:
      verdicts.add(Judged(verdict: .inputTooLarge, input: input, bytes: nil), .rejected)
    case .unreadable(let error):
      verdicts.add(Judged(verdict: .unreadable(error.message), input: input, bytes: nil), .failed)
      verdicts.reported.errors.append(error)
    }
    if verdicts.heldBytes > Self.heldBytesLimit { report(&verdicts) }
  }

  /// The reports of a portion, in the format that was asked for.
  func report(_ verdicts: Verdicts) -> Result {
    var verdicts = verdicts
    report(&verdicts)
    return verdicts.reported
  }

  private func report(_ verdicts: inout Verdicts) {
    if renderer.format != nil { verdicts.reported.output.reserveCapacity(verdicts.judged.count * 2048) }
    for judged in verdicts.judged {
      var input = judged.input
      if renderer.showsDigest { input.sha256 = judged.bytes.map { HashAlgorithm.sha256.digest(of: $0) } }
      verdicts.reported.counts.add(judged.verdict.outcome)
      renderer.write(judged.verdict, input, to: &verdicts.reported.output)
    }
    verdicts.judged.removeAll()
    verdicts.heldBytes = 0
  }
}

extension BadgeWorker.Verdicts {
  fileprivate mutating func add(_ one: BadgeWorker.Judged, _ status: ExitStatus) {
    judged.append(one)
    heldBytes += one.bytes?.count ?? 0
    reported.status = max(reported.status, status)
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
