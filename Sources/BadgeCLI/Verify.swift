import ArgumentParser
import Badge
import CanonicalJSON
import Files
import Signing

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verify badges, without any network.",
    discussion: """
      Says of each badge whether it is accepted, rejected (something is wrong with it) or undetermined (something that \
      is needed to decide is missing), and why. A badge is JSON, or baked into a PNG or SVG picture. \
      A presentation of several badges is accepted if its holder signed it and each badge in it is accepted. Folders are searched for .json, .jsonld, .jwt, .png, .svg, .jsonl \
      and .ndjson files; .jsonl and .ndjson files hold a badge on each line.

      The exit status is 0 if all badges are accepted, 1 if one is rejected, 3 if one is undetermined, 4 if a file cannot \
      be read; for several, the worst: 4, 1, 3, 0.

      EXAMPLES
        badge verify alice.json --trust issuers.json --status lists/
        badge verify alice.json --issuer did:key:z6Mk… \\
          --recipient email:alice@example.org
        badge verify alice.png --trust issuers.json
        badge verify presentation.json --trust issuers.json \\
          --challenge 7f3e2a --domain hr.example
        badge verify --format jsonl --any-issuer applications/ > verdicts.jsonl
        badge verify alice.json --at 2026-06-30 --did-documents documents/
        badge verify alice.json --trust issuers.json --report html -o alice.html
        badge verify applications/ --trust issuers.json \\
          --report csv -o verdicts.csv --receipt ours.pem
      """, aliases: ["check"])

  @Argument(
    help: ArgumentHelp("Badge files, folders, files with a badge on each line; - is standard input.", valueName: "path")
  )
  var paths: [Path]

  @OptionGroup(title: "TRUST") var trust: TrustOptions

  @OptionGroup(title: "STATUS") var lists: StatusOptions

  @OptionGroup(title: "CONTEXTS") var contexts: ContextOptions

  @Option(
    help: ArgumentHelp("Verify as of this time instead of now, such as 2026-11-24T12:00:00Z.", valueName: "time"),
    transform: TimeArgument.init(parsing:))
  var at: TimeArgument?

  @Option(
    help: ArgumentHelp(
      "Require that the badge was awarded to this person, such as email:alice@example.org.", valueName: "type:value"),
    transform: RecipientArgument.init(parsing:))
  var recipient: RecipientArgument?

  @OptionGroup(title: "PRESENTATIONS") var presentations: PresentationOptions

  @Option(help: "How to report: text for people, json for one document, jsonl for one line a badge.")
  var format: ReportFormat = .text

  @OptionGroup(title: "REPORT") var report: ReportOptions

  @Option(help: ArgumentHelp("Use this many cores.", valueName: "number"))
  var jobs: Int = POSIX.cores

  @Flag(help: "Read every file as one with a badge on each line, also standard input.")
  var lines = false

  @Flag(name: .shortAndLong, help: "Print nothing; the exit status tells.")
  var quiet = false

  enum ReportFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text, json, jsonl
  }

  func validate() throws {
    guard (1...256).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 256.") }
    guard !trust.anyIssuer || trust.issuer.isEmpty else {
      throw ValidationError("--issuer accepts these issuers and no other; --any-issuer accepts all. Give one of them.")
    }
  }

  func run() throws {
    let policy = try trust.policy(at: at?.instant)
    let lists = try lists.open(policy.trustFile, at: at?.instant)
    let verifier = Verifier(
      trust: policy, documents: try trust.documents.store(), contexts: try contexts.store(policy.trustFile),
      statusLists: lists.store, recipient: recipient?.identity, presentations: presentations.policy)
    let time = at?.instant ?? TimeArgument.now
    // Whoever has to be asked for a passphrase is asked before the work, not after it.
    guard let receipt = report.receipt else {
      return try run(verifier, lists, policy, time) { _ throws(CommandError) in }
    }
    let key = try SigningKeyOptions.read(
      receipt, report.passphrase.source, allowsSampleKey: report.allowSampleKey)
    try run(verifier, lists, policy, time) { finished throws(CommandError) in try report.sign(finished, with: key) }
  }

  private func run(
    _ verifier: Verifier, _ lists: OpenStatusLists, _ policy: TrustPolicy, _ time: Instant,
    signing sign: (ReportOutput.Finished) throws(CommandError) -> Void
  ) throws {
    let output =
      try report.report == nil ? nil : report.open(try provenance(policy, time, hasLists: lists.store != nil))
    let isOne = paths.count == 1 && !lines && !BadgeSource.looksLikeLines(paths[0]) && !BadgeSource.isFolder(paths[0])
    let printsNothing = quiet || report.writesToStandardOutput
    let renderer = VerdictRenderer(
      format: printsNothing ? nil : format, isOne: isOne, time: time, acceptsAnyIssuer: trust.anyIssuer,
      usesColor: Terminal.allowsColor(on: .standardOutput))
    let worker = BadgeWorker(verifier: verifier, time: time, renderer: renderer, report: output?.renderer)
    let status: ExitStatus
    do {
      // One badge needs no second thread, and starts sooner without.
      status =
        isOne
        ? try verifyOne(worker, output)
        : try verifyMany(worker, output, printsNothing: printsNothing)
      if let output { try sign(try output.finish()) }
    } catch {
      output?.discard()
      throw error
    }
    try lists.finish()
    guard status == .success else { throw status }
  }

  /// What the report says of the verification as a whole.
  private func provenance(
    _ policy: TrustPolicy, _ time: Instant, hasLists: Bool
  ) throws(CommandError) -> ReportProvenance {
    var provenance = ReportProvenance(
      tool: "badge \(badgeVersion)", time: time, trust: trust.provenance(policy.trustFile))
    provenance.issuers = policy.issuers
    provenance.acceptsAnyIssuer = trust.anyIssuer
    provenance.acceptsInlineContexts = trust.allowInlineContexts
    provenance.recipient = recipient?.identity
    provenance.presentations = presentations.policy
    provenance.hasStatusLists = hasLists
    provenance.documents = try trust.documents.sources()
    provenance.contexts = try contexts.sources(policy.trustFile)
    return provenance
  }

  private func verifyOne(_ worker: BadgeWorker, _ report: ReportOutput?) throws(CommandError) -> ExitStatus {
    let path = paths[0]
    // A file that is not there is the caller's mistake, and no badge to judge.
    let bytes = try Self.contents(of: path)
    let result = worker.verify(bytes, VerdictReport.Input(name: path.text, sha256: nil))
    try StandardOutput.write(result.output)
    try report?.write(result.report)
    return result.status
  }

  private static func contents(of path: Path) throws(CommandError) -> BadgeWorker.Contents {
    do throws(CommandError) {
      return .bytes(try InputFile.contents(of: path))
    } catch {
      guard error.code == .fileTooLarge else { throw error }
      return .tooLarge
    }
  }

  private func verifyMany(
    _ worker: BadgeWorker, _ report: ReportOutput?, printsNothing: Bool
  ) throws(CommandError) -> ExitStatus {
    POSIX.keepFreedMemory()
    let source = BadgeSource(paths, readsLines: lines)
    let sink = VerdictSink(renderer: worker.renderer, report: report, printsNothing: printsNothing)
    let jobs = jobs
    let end = Blocking.run {
      await BatchRunner.run(source, workers: jobs, into: sink) { portion, scratch in
        worker.verify(portion, &scratch)
      }
    }
    if source.skipped > 0, !quiet {
      let what = source.skipped == 1 ? "file or link was" : "files and links were"
      Diagnostics.write("\(source.skipped) other \(what) left alone in the folders\n")
    }
    return try end.finish()
  }
}
