import ArgumentParser
import Badge
import BadgeRegister
import CanonicalJSON
import Files
import Signing

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look for what a crash, a full disk or a restore left open, and mend it.",
    discussion: """
      Without --mend nothing is changed. With it files of badges that are missing are written, leftovers are removed, \
      what a later state of the register had published is taken over, and lists that are due are published.

      After a backup was restored, say so with --restored: then no index is given again that may have been given after \
      the backup.

      The exit status is 0 where everything is right, or was mended, and 1 where something is left.

      EXAMPLES
        badge doctor
        badge doctor --mend --passphrase-file pass.txt
        badge doctor --mend --restored
        badge doctor --format json
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Flag(help: "Mend what can be mended.")
  var mend = false

  @Flag(help: "With --mend: the register was restored from a backup.")
  var restored = false

  @Option(help: "How it is told.")
  var format = Format.text

  @OptionGroup(title: "THE REGISTER") var register: RegisterOptions
  @OptionGroup var actor: ActorOptions
  @OptionGroup var key: SigningKeyOptions
  @OptionGroup var publishing: PublishingOptions
  @OptionGroup var suites: CryptosuiteOptions

  func validate() throws {
    guard mend || !restored else { throw ValidationError("--restored goes with --mend") }
  }

  func run() throws {
    let register = try register.open(mend ? .readWrite : .readOnly, signing: suites)
    let time = TimeArgument.now
    var findings = try look(register, at: time)
    if mend, !publishing.noPublish { publish(register, &findings, at: time) }
    switch format {
    case .text: try StandardOutput.write(Self.text(findings))
    case .json:
      let report: JSONValue = ["findings": .array(findings.map(Self.json))]
      try StandardOutput.write(VisibleJSON.of(report.serialized(.pretty)))
    }
    guard findings.allSatisfy(\.isMended) else { throw ExitStatus.rejected }
  }

  private func look(_ register: Register, at time: Instant) throws(CommandError) -> [RegisterFinding] {
    do throws(RegisterError) {
      return mend
        ? try register.mend(at: time, by: actor.name, restored: restored) : try register.examine(at: time)
    } catch {
      throw CommandError(error, in: register.path)
    }
  }

  /// What the register cannot do without the key.
  private func publish(_ register: Register, _ findings: inout [RegisterFinding], at time: Instant) {
    do throws(CommandError) {
      do throws(RegisterError) {
        guard try !register.listsToPublish(.due, at: time).isEmpty else { return }
      } catch {
        throw CommandError(error, in: register.path)
      }
      let privateKey = try key.privateKey(of: register)
      _ = try Publishing.publish(.due, of: register, with: privateKey, at: time)
      for index in findings.indices where findings[index].isAboutPublishing {
        findings[index].isMended = true
        findings[index].remedy = nil
      }
    } catch {
      Diagnostics.warn("the lists could not be published: \(error.message)", hint: error.hint)
    }
  }

  private static func text(_ findings: [RegisterFinding]) -> String {
    guard !findings.isEmpty else { return "everything is as it should be\n" }
    return findings.map { finding in
      let head = (finding.isMended ? "mended" : "open").padded(to: 6) + "  "
      var text =
        Terminal.row(head, "\(Terminal.quote(finding.message, columns: 600)) (\(finding.code.rawValue))") + "\n"
      if let remedy = finding.remedy, !finding.isMended {
        text += Terminal.row("        hint: ", Terminal.quote(remedy, columns: 600)) + "\n"
      }
      return text
    }.joined()
  }

  private static func json(_ finding: RegisterFinding) -> JSONValue {
    var value: JSONValue = [
      "code": .string(finding.code.rawValue), "message": .string(finding.message), "mended": .bool(finding.isMended),
    ]
    value["remedy"] = finding.remedy.map { .string($0) }
    return value
  }
}

extension RegisterFinding {
  /// Whether a list that is published mends it.
  fileprivate var isAboutPublishing: Bool { code == .listOutdated || code == .listExpiring }
}
