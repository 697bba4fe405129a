import ArgumentParser
import Badge
import CanonicalJSON
import Files

extension Trust {
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Say whether a trust bundle may be used.",
      discussion: """
        A bundle may be used if a curator that you name signed it, it is not too old, and no newer one was seen. badge \
        verify asks the same whenever it is given a bundle.

        The exit status is 0 if it may be used, 1 if something is wrong with it, and 3 if something is missing: the \
        curator is not named, or the bundle is too old.

        EXAMPLES
          badge trust verify unis-bundle.json --curator did:key:z6Mk…
          badge trust verify unis-bundle.json --curator curator.pub.pem \\
            --trust-state state/ --format json
        """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
      case text, json
    }

    @Argument(help: ArgumentHelp("The bundle.", valueName: "file"))
    var bundle: Path

    @OptionGroup var curators: CuratorOptions

    @OptionGroup var documents: DocumentOptions

    @Option(
      help: ArgumentHelp("Judge as of this time instead of now, such as 2026-11-24T12:00:00Z.", valueName: "time"),
      transform: TimeArgument.init(parsing:))
    var at: TimeArgument?

    @Option(help: "How it is shown.")
    var format = Format.text

    func run() throws {
      let bytes = try TrustStore.contents(of: bundle)
      guard TrustBundle.isBundle(bytes) else {
        _ = try TrustStore.parse(bytes, bundle)
        throw CommandError(
          .trustBundleMissing, "\(bundle) is a local trust file, which nobody signed",
          hint: "badge trust export makes a bundle of it", status: .usage)
      }
      let read: TrustBundle
      do throws(CommandError) {
        read = try TrustStore.bundle(bytes, bundle)
      } catch {
        var refusal = error
        refusal.status = .rejected
        throw refusal
      }
      let check = TrustBundleCheck(bundle: read, path: bundle, time: at?.instant)
      var report = TrustBundleReport(read, name: bundle, time: check.moment)
      do throws(CommandError) {
        let file = try check.authenticate(try curators.pins(), documents)
        report.authentic(file)
        try check.remember(file, in: curators.trustState)
      } catch {
        guard error.status != .usage else { throw error }
        report.fail(error)
      }
      switch format {
      case .text: try StandardOutput.write(report.text)
      case .json: try StandardOutput.write(VisibleJSON.of(report.json.serialized(.pretty)))
      }
      if let hint = report.hint { Diagnostics.hint(hint) }
      guard report.status == .success else { throw report.status }
    }
  }
}

/// What became of a bundle.
struct TrustBundleReport {
  private let contents: TrustFile
  private let curation: TrustCuration
  private let name: Path
  private let time: Instant
  private(set) var status = ExitStatus.undetermined
  private(set) var hint: String?
  private var code: String?
  private var message = ""

  init(_ bundle: TrustBundle, name: Path, time: Instant) {
    contents = bundle.unverifiedContents
    curation = bundle.curation
    self.name = name
    self.time = time
  }

  mutating func authentic(_ file: TrustFile) {
    switch file.freshness(at: time) {
    case .fresh:
      status = .accepted
      message = "signed by its curator"
    case .old(let words):
      status = .accepted
      message = "signed by its curator; \(words)"
      hint = TrustBundleCheck.renewal
    case .refused(let reason):
      status = .undetermined
      code = reason.code.rawValue
      message = Terminal.quote(reason.message)
      hint = TrustBundleCheck.renewal
    }
  }

  mutating func fail(_ error: CommandError) {
    // What cannot be used for badges, because something is wrong with it, is rejected here.
    status = error.status == .undetermined ? .undetermined : .rejected
    code = error.code.rawValue
    message = error.message
    hint = error.hint
  }

  private var outcome: String {
    switch status {
    case .accepted: "accepted"
    case .rejected: "rejected"
    default: "undetermined"
    }
  }

  var text: String {
    var text = "\(outcome.uppercased())  \(name)   \(message)\(code.map { " (\($0))" } ?? "")\n"
    text += TrustText.header(contents, curation)
    return text
  }

  var json: JSONValue {
    var value: JSONValue = ["input": .string(name.text), "outcome": .string(outcome)]
    value["code"] = code.map { .string($0) }
    value["message"] = .string(message)
    value["at"] = .string(time.description)
    value["name"] = contents.name.map { .string($0) }
    value["curator"] = .string(curation.curator)
    value["version"] = .number(Double(curation.version))
    value["validFrom"] = .string(curation.validFrom.description)
    value["validUntil"] = .string(curation.validUntil.description)
    value["sha256"] = .string(HexText.lowercase(curation.sha256))
    value["issuers"] = .number(Double(contents.issuers.count))
    value["contexts"] = .number(Double(contents.contexts.count))
    value["statusLists"] = .number(Double(contents.statusLists.count))
    return value
  }
}

extension CommandError.Code {
  static let trustBundleMissing = Self(rawValue: "trust_bundle_missing")
}
