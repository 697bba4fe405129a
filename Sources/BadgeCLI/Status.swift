import ArgumentParser
import Badge
import CanonicalJSON
import Files

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Publish status lists, look at them, and at the status of badges.",
    discussion: """
      A status list says of many badges at once whether they are revoked or suspended. badge verify --status looks into \
      it; publish makes the lists of a register, and the others say what a list is, and what it says of one badge.

      EXAMPLES
        badge status publish
        badge status show lists/1-revocation.json
        badge status check alice.json --status lists/
      """,
    subcommands: [Publish.self, Show.self, Check.self])
}

extension Status {
  /// How a report is written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  /// Whose keys are known. Whether an issuer is trusted is asked by `badge verify`.
  struct KeyOptions: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        "Take the keys of issuers from this trust file, and what it asks of their lists.",
        discussion: "Without it ~/.config/badge/trust.json is used where it exists.", valueName: "file"))
    var trust: Path?

    @OptionGroup var curators: CuratorOptions

    @OptionGroup var documents: DocumentOptions

    @Option(
      help: ArgumentHelp("Judge as of this time instead of now, such as 2026-11-24T12:00:00Z.", valueName: "time"),
      transform: TimeArgument.init(parsing:))
    var at: TimeArgument?

    @OptionGroup var contexts: ContextOptions

    func trustFile() throws(CommandError) -> TrustFile? { try curators.read(trust, documents, at: at?.instant) }

    func verifier(_ lists: StatusListStore?, _ trustFile: TrustFile?) throws(CommandError) -> Verifier {
      Verifier(
        trust: TrustPolicy(trustFile: trustFile, unvouchedIssuers: .allow), documents: try documents.store(),
        contexts: try contexts.store(trustFile), statusLists: lists)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show what a status list is, who signed it, and how old it is.",
      discussion: """
        The list is a file, or the URL of one in the folders that --status names. Nothing is fetched.

        The exit status is 0 if the list's signature holds and it is valid now, 1 if something is wrong with it, and 3 if \
        that cannot be said.

        EXAMPLES
          badge status show lists/revocation.json
          badge status show https://university.example/status/3 --status lists/
        """)

    @Argument(help: ArgumentHelp("The list's file, or its URL; - is standard input.", valueName: "file or url"))
    var list: Path

    @Option(help: ArgumentHelp("Find the URL in this file or folder; may be given several times.", valueName: "path"))
    var status: [Path] = []

    @OptionGroup var keys: KeyOptions

    @Option(help: "How it is shown.")
    var format = Format.text

    func run() throws {
      let verdict = try keys.verifier(nil, try keys.trustFile()).verifyStatusList(try contents(), at: time)
      let report = StatusListReport(verdict: verdict, name: list, time: time)
      switch format {
      case .text: try StandardOutput.write(report.lines)
      case .json: try StandardOutput.write(VisibleJSON.of(report.json.serialized(.pretty)))
      }
      guard report.status == .success else { throw report.status }
    }

    private var time: Instant { keys.at?.instant ?? TimeArgument.now }

    private func contents() throws(CommandError) -> [UInt8] {
      guard list.text.hasPrefix("https://") || list.text.hasPrefix("http://") else {
        return try InputFile.contents(of: list)
      }
      switch try StatusListFiles(status).find(list.bytes) {
      case .found(let bytes), .retrieved(let bytes, _): return bytes
      case .snapshots(let snapshots): return snapshots.last?.content ?? []
      case .missing:
        throw CommandError(
          .statusListMissing, "the status list \(list) is not at hand",
          hint: "name the folder that has it with --status",
          status: .undetermined)
      case .ambiguous(let places):
        throw CommandError(
          .statusListMissing, "there are several different status lists \(list), \(places)",
          hint: "move the one away that is not the latest", status: .undetermined)
      case .unreadable(let why): throw CommandError(.fileUnreadable, "the status list \(list) cannot be read: \(why)")
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Say whether a badge is revoked or suspended, and by which lists.",
      discussion: """
        Nothing but the signature and the status is judged: whether the badge is good is for badge verify to say.

        The exit status is 0 if no list has the badge revoked or suspended, 1 if one has or something is wrong with the \
        badge, and 3 if that cannot be said.

        EXAMPLES
          badge status check alice.json --status lists/
          badge status check alice.json --status lists/ --at 2026-06-30 --format json
        """)

    @Argument(help: ArgumentHelp("The badge file; - is standard input.", valueName: "file"))
    var badge: Path

    @OptionGroup(title: "STATUS") var lists: StatusOptions

    @OptionGroup var keys: KeyOptions

    @Option(help: "How it is shown.")
    var format = Format.text

    func run() throws {
      let trustFile = try keys.trustFile()
      let open = try lists.open(trustFile, at: keys.at?.instant)
      let time = keys.at?.instant ?? TimeArgument.now
      let verdict = try keys.verifier(open.store, trustFile).verify(try InputFile.contents(of: badge), at: time)
      let report = BadgeStatusReport(verdict: verdict, name: badge, time: time)
      switch format {
      case .text: try StandardOutput.write(report.lines)
      case .json: try StandardOutput.write(VisibleJSON.of(report.json.serialized(.pretty)))
      }
      try open.finish()
      guard report.status == .success else { throw report.status }
    }
  }
}

extension CommandError.Code {
  static let statusListMissing = Self(rawValue: "status_list_missing")
}
