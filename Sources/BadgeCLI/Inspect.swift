import ArgumentParser
import Badge
import CanonicalJSON
import Files
import LinkedData
import Signing

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what a badge says of itself, without verifying it.",
    discussion: """
      The badge is JSON, or baked into a PNG or SVG picture, of which nothing is shown.

      Anybody can write anything into a file: what is shown here is not verified, and says so in its first line. To \
      know whether a badge is good, use badge verify.

      The exit status is 0 if the badge has the form of an Open Badge, and 1 if it does not; it never says that the badge \
      is good.

      --nquads shows what a proof with rdfc in its suite's name would cover: the statements of the document without its \
      proofs, as canonical N-Quads. What does not stand there is not signed. Characters that a terminal would act upon are \
      escapes. A term that no context defines is an error, and a context that is not at hand is exit status 3.

      EXAMPLES
        badge inspect alice.json
        badge inspect alice.png
        badge inspect - --format json < alice.json
        badge inspect --nquads alice.json
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Argument(help: ArgumentHelp("The badge file; - is standard input.", valueName: "file"))
  var file: Path

  @Option(help: "How it is shown.")
  var format = Format.text

  @Flag(help: "Show the statements that an rdfc proof would cover.")
  var nquads = false

  @OptionGroup var contexts: ContextOptions

  func validate() throws {
    guard nquads || contexts.context.isEmpty else {
      throw ValidationError("--context is about --nquads here: give it too")
    }
    guard !nquads || format == .text else { throw ValidationError("--nquads and --format json exclude each other") }
  }

  func run() throws {
    let bytes = try InputFile.contents(of: file)
    let badge: UnverifiedCredential
    do {
      badge = try UnverifiedCredential(parsing: bytes)
    } catch {
      throw CommandError(unreadable: error, in: file)
    }
    if nquads {
      let inside = try? UnwrappedBadge(unwrapping: bytes)
      guard inside?.isToken != true else {
        throw CommandError(
          .usage, "\(file) is a JSON Web Token, whose signature covers its text and no statements",
          hint: "leave --nquads out", status: .usage)
      }
      return try showStatements(of: inside?.bytes ?? bytes)
    }
    switch format {
    case .text: try StandardOutput.write(UnverifiedText(badge: badge, name: file.description).lines)
    case .json: try StandardOutput.write(UnverifiedReport(badge: badge, name: file.text, bytes: bytes).json)
    }
    if case .failed = badge.finding { throw ExitStatus.rejected }
  }

  private func showStatements(of bytes: [UInt8]) throws(CommandError) {
    let input = LinkedDataInput(bytes, .jsonld, named: file.description)
    let dataset = try input.dataset(contexts.store(), withProof: false)
    let statements: [UInt8]
    do throws(LinkedDataError) {
      statements = try dataset.canonicalNQuads()
    } catch {
      throw CommandError(error, in: input.name)
    }
    // A comment of N-Quads, so that the whole still is a document.
    let head = "# NOT VERIFIED: what \(input.name) says of itself, which anybody can have written\n"
    try StandardOutput.write(VisibleNQuads.of(Array(head.utf8) + statements))
  }
}

extension CommandError {
  fileprivate init(unreadable reason: Reason, in file: Path) {
    self.init(reason, in: file.description)
    // Badges that may be good, of a kind that is not read.
    if reason.code == .olderOpenBadge { status = .undetermined }
  }
}

/// An unverified badge for machines: an object that marks itself as such. Its members have other names than those of a
/// verdict, so that neither is taken for the other.
struct UnverifiedReport {
  let badge: UnverifiedCredential
  let name: String
  let bytes: [UInt8]

  var json: [UInt8] {
    var claims: JSONValue = [:]
    claims["id"] = Self.string(badge.id)
    claims["types"] = Self.list(badge.types) { .string($0) }
    claims["title"] = Self.string(badge.title)
    claims["issuer"] = Self.object([("id", badge.issuer.id), ("name", badge.issuer.name)])
    claims["achievement"] = badge.achievement.map { achievement in
      Self.object([
        ("id", achievement.id), ("achievementType", achievement.type), ("description", achievement.description),
        ("criteriaId", achievement.criteriaID), ("criteriaNarrative", achievement.criteriaNarrative),
      ])
    }
    claims["recipients"] = Self.list(badge.recipients) { recipient in
      var object = Self.object([("type", recipient.type), ("value", recipient.value)])
      object["hashed"] = .bool(recipient.isHashed)
      return object
    }
    claims["validFrom"] = Self.string(badge.validFrom)
    claims["validUntil"] = Self.string(badge.validUntil)
    claims["awardedDate"] = Self.string(badge.awardedDate)
    claims["status"] = Self.list(badge.statusEntries) { entry in
      Self.object([
        ("type", entry.type), ("purpose", entry.purpose), ("list", entry.list), ("index", entry.index),
      ])
    }
    claims["proofs"] = Self.list(badge.proofs) { proof in
      Self.object([
        ("type", proof.type), ("cryptosuite", proof.cryptosuite), ("verificationMethod", proof.verificationMethod),
        ("purpose", proof.purpose), ("created", proof.created), ("expires", proof.expires),
      ])
    }
    claims["token"] = badge.token.map { token in
      Self.object([
        ("alg", token.algorithm), ("kid", token.keyID), ("typ", token.type), ("created", token.created?.description),
      ])
    }
    var report: JSONValue = ["verified": false, "input": .string(name)]
    report["sha256"] = .string(HexText.lowercase(HashAlgorithm.sha256.digest(of: bytes)))
    report["form"] = .string(badge.form.rawValue)
    if !badge.notes.isEmpty { report["notes"] = .array(badge.notes.map { .string($0.rawValue) }) }
    report["finding"] = finding
    report["claims"] = claims
    return VisibleJSON.of(report.serialized(.pretty))
  }

  /// What speaks against the badge before any signature is looked at.
  private var finding: JSONValue? {
    badge.finding.reason.map { reason in
      Self.object([
        ("result", badge.finding.name.description), ("code", reason.code.rawValue), ("message", reason.message),
        ("pointer", reason.pointer),
      ])
    }
  }

  private static func string(_ text: String?) -> JSONValue? { text.map { .string($0) } }

  private static func object(_ members: [(String, String?)]) -> JSONValue {
    var object: JSONValue = [:]
    for (name, text) in members { object[name] = string(text) }
    return object
  }

  private static func list<Entry>(
    _ entries: UnverifiedCredential.Entries<Entry>, _ value: (Entry) -> JSONValue
  ) -> JSONValue {
    .array(entries.first.map(value))
  }
}

/// Bytes as lower-case hexadecimal digits.
enum HexText {
  static func lowercase(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
