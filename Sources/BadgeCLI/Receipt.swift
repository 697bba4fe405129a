import ArgumentParser
import Badge
import CanonicalJSON
import Files
import Signing

struct Receipt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt",
    abstract: "Check the signature under a report of badge verify.",
    discussion: """
      badge verify --report … --receipt KEY signs its report: the receipt is a credential that holds the SHA-256 of the \
      report, with what the badges were verified, and the outcome of each. This command says whether the report is the \
      file that was signed, and whether one of those who are named with --signer signed it.

      The exit status is 0 if both is so, 1 if something is wrong, 3 if nobody is named, 4 if a file cannot be read.

      EXAMPLES
        badge receipt alice.html.receipt.json --report alice.html \\
          --signer did:key:z6Mk…
        badge receipt verdicts.csv.receipt.json --report verdicts.csv \\
          --signer ours.pub.pem
      """)

  @Argument(help: ArgumentHelp("The receipt.", valueName: "file"))
  var receipt: Path

  @Option(help: ArgumentHelp("The report that it is for.", valueName: "file"))
  var report: Path

  @Option(
    help: ArgumentHelp(
      "Who may have signed: an identifier, or a key file; may be given several times.", valueName: "id-or-file"))
  var signer: [String] = []

  @Option(
    help: ArgumentHelp("Check as of this time instead of now, such as 2026-11-24T12:00:00Z.", valueName: "time"),
    transform: TimeArgument.init(parsing:))
  var at: TimeArgument?

  @Option(help: "How the result is shown.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text, json
  }

  func run() throws {
    let signers = try signers()
    let receiptBytes = try InputFile.contents(of: receipt)
    let verdict = ReceiptVerdict(
      receiptBytes, report: try digest(), signers: signers, at: at?.instant ?? TimeArgument.now)
    switch format {
    case .text: try StandardOutput.write(text(verdict))
    case .json: try StandardOutput.write(VisibleJSON.of(json(verdict).serialized(.pretty)))
    }
    let status = ExitStatus(verdict.outcome)
    guard status == .success else { throw status }
  }

  /// Identifiers as they are, and the `did:key` of key files.
  private func signers() throws(CommandError) -> [String] {
    var signers: [String] = []
    for signer in signer {
      if signer.utf8.starts(with: "did:".utf8) {
        signers.append(signer)
      } else {
        let key = try KeyReading.keyFile(Path(signer), PassphraseSource()).verificationKey
        guard let multikey = key.multikey else {
          throw CommandError(
            .usage, "\(Terminal.quote(signer)) is a key that signs no receipts",
            hint: "name the signer's identifier, or the file of its Ed25519 key", status: .usage)
        }
        signers.append("did:key:\(multikey)")
      }
    }
    return signers
  }

  /// Reports may be larger than any badge, so they are read in pieces.
  private func digest() throws(CommandError) -> [UInt8] {
    let file = try InputFile(opening: report)
    var digest = RunningDigest()
    var bytes: [UInt8] = []
    while try file.read(upTo: 1 << 20, into: &bytes) > 0 {
      digest.append(bytes.span)
      bytes.removeAll(keepingCapacity: true)
    }
    return digest.digest()
  }

  private func text(_ verdict: ReceiptVerdict) -> String {
    var text = "\(verdict.outcome.rawValue.uppercased())  \(receipt)\n"
    for (question, result) in verdict.findings {
      let head = "  \(result.name.description.padded(to: 7)) \(question.rawValue.padded(to: 9))  "
      var detail: String
      switch result {
      case .passed(let message): detail = Terminal.quote(message)
      case .failed(let reason), .unknown(let reason), .skipped(let reason):
        detail = Terminal.quote(reason.message, columns: 400)
        if reason.code != .earlierCheckFailed { detail += " [\(reason.code.rawValue)]" }
      }
      text += Terminal.row(head, detail) + "\n"
    }
    return text
  }

  private func json(_ verdict: ReceiptVerdict) -> JSONValue {
    var value: JSONValue = ["input": .string(receipt.text), "outcome": .string(verdict.outcome.rawValue)]
    value["signer"] = verdict.signer.map { .string($0) }
    value["findings"] = .array(
      verdict.findings.map { question, result in
        var finding: JSONValue = [
          "check": .string(question.rawValue), "result": .string(result.name.description),
        ]
        if case .passed(let message) = result { finding["message"] = .string(message) }
        if let reason = result.reason {
          finding["code"] = .string(reason.code.rawValue)
          finding["message"] = .string(reason.message)
        }
        return finding
      })
    return value
  }
}
