import ArgumentParser
import Badge
import CanonicalJSON
import Files
import Signing

struct Issue: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Issue a badge: fill in a template for one person and sign it.",
    discussion: """
      The badge is verified as anybody would verify it before its file is written. After an error there is no file.

      A template is JSON. {{name}} in a string stands for a value that --set gives. The identifier, the dates, the \
      recipient and, for a did:key, the issuer's identifier are added:

        {
          "name": "Teamwork",
          "issuer": { "type": ["Profile"], "name": "Example University" },
          "credentialSubject": {
            "achievement": {
              "id": "https://university.example/achievements/teamwork",
              "type": ["Achievement"],
              "name": "Teamwork",
              "description": "Worked in a team on {{project}}.",
              "criteria": { "narrative": "Finish a project in a group of four." }
            }
          }
        }

      A time is written 2026-11-24T12:00:00Z; a date alone is the start of that day in UTC.

      EXAMPLES
        badge issue --template teamwork.json --key issuer.pem \\
          --recipient email:alice@example.org --set project=Bridges -o alice.json
        badge issue --template teamwork.json --key issuer.pem \\
          --recipient id:did:key:z6Mk… --set project=Bridges --valid-until 2030-01-01
        badge issue --template teamwork.json --key issuer.pem \\
          --recipient email:alice@example.org --hash-recipient \\
          --set project=Bridges \\
          --verification-method did:web:university.example#key-1 \\
          --did-documents did.json
      """)

  @Option(help: ArgumentHelp("The template of the badge.", valueName: "file"))
  var template: Path?

  @OptionGroup var key: SigningKeyOptions

  @Option(
    help: ArgumentHelp(
      "Who earned the badge: email:alice@example.org, id:did:key:z6Mk…, or another identity type.",
      valueName: "type:value"), transform: RecipientArgument.init(parsing:))
  var recipient: RecipientArgument

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Fill in {{name}}; may be given several times.", valueName: "name=value"),
    transform: TemplateValue.init(parsing:))
  var values: [TemplateValue] = []

  @Flag(help: "Write the recipient as a salted hash, which only somebody who knows the identity recognises.")
  var hashRecipient = false

  @Option(
    help: ArgumentHelp("Valid from this time on, instead of now.", valueName: "time"),
    transform: TimeArgument.init(parsing:))
  var validFrom: TimeArgument?

  @Option(
    help: ArgumentHelp("Valid until this time.", valueName: "time"),
    transform: TimeArgument.init(parsing:))
  var validUntil: TimeArgument?

  @Option(
    help: ArgumentHelp("The signature is good until this time.", valueName: "time"),
    transform: TimeArgument.init(parsing:))
  var proofExpires: TimeArgument?

  @Option(help: ArgumentHelp("The identifier of the badge, a URL, instead of a random urn:uuid.", valueName: "url"))
  var id: String?

  @Option(
    help: ArgumentHelp(
      "The name of the key in the issuer's DID or controller document. A did:key needs none.", valueName: "url"))
  var verificationMethod: String?

  @OptionGroup var documents: DocumentOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to make; - is standard output. Without it the file is named after the recipient.", valueName: "file"))
  var output: Path?

  @Flag(help: "Replace the output file if it exists.")
  var force = false

  func validate() throws {
    guard !hashRecipient || recipient.identity.type != "id" else {
      throw ValidationError(
        "--hash-recipient hashes an identity such as an email address; an identifier stands in a badge as it is.")
    }
    if let id, !URLSyntax.isAbsolute(id) { throw ValidationError("--id takes an absolute URL, such as urn:uuid:…") }
    if let verificationMethod, !URLSyntax.isAbsolute(verificationMethod) || !verificationMethod.contains("#") {
      throw ValidationError("--verification-method takes the URL of a key, such as did:web:university.example#key-1")
    }
    if let problem = recipient.identity.problem { throw ValidationError("--recipient cannot be used: \(problem)") }
    try IssueDates.check(from: validFrom, until: validUntil, proofExpires: proofExpires, at: TimeArgument.now)
  }

  func run() throws {
    let credential = try filledTemplate()
    let target = output ?? BadgeFileName.path(for: recipient.identity)
    try requireKnownKey(of: credential)
    try OutputFile.check(target, overwrite: OutputFile.Overwrite(force: force))
    let issuer = CredentialIssuer(verificationMethod: verificationMethod, documents: try documents.store())
    let bytes: [UInt8]
    let privateKey = try key.privateKey()
    do {
      bytes = try issuer.issue(credential, request(at: TimeArgument.now), with: privateKey)
    } catch {
      throw explained(error)
    }
    try OutputFile.write(bytes.span, to: target, overwrite: OutputFile.Overwrite(force: force))
    report(bytes, target)
  }

  // MARK: before the key is opened

  private func filledTemplate() throws(CommandError) -> JSONValue {
    guard let template else {
      throw CommandError(
        .usage, "there is no template", hint: "name one with --template; badge issue --help shows how one looks",
        status: .usage)
    }
    let values = try TemplateValue.dictionary(values)
    let bytes = try InputFile.contents(of: template)
    let parsed: CredentialTemplate
    do { parsed = try CredentialTemplate(parsing: bytes) } catch { throw explained(error) }
    let missing = parsed.placeholders.filter { values[$0] == nil }
    guard missing.isEmpty else { throw CommandError.missing(missing, in: template) }
    let credential: JSONValue
    do { credential = try parsed.filled(with: values) } catch { throw explained(error) }
    try checkID(of: credential, isTheSameForAll: parsed.json["id"] == credential["id"])
    return credential
  }

  private func checkID(of credential: JSONValue, isTheSameForAll: Bool) throws(CommandError) {
    guard credential["id"] != nil else { return }
    if id != nil {
      throw CommandError(
        .usage, "the template has an 'id', and --id gives another one", hint: "leave one of them out", status: .usage)
    }
    if isTheSameForAll {
      Diagnostics.warn(
        "the template has a fixed 'id', so all its badges have the same one",
        hint: "leave it out, and every badge gets its own")
    }
  }

  /// The key of a did:key stands in its name. For every other issuer somebody has to say which key it is, and where it
  /// is published.
  private func requireKnownKey(of credential: JSONValue) throws(CommandError) {
    let issuer = credential["issuer"].flatMap(Self.identifier)
    guard let method = verificationMethod else {
      guard let issuer, !issuer.hasPrefix("did:key:") else { return }
      throw CommandError(
        .usage, "the key of the issuer \(Terminal.quote(issuer)) does not stand in its identifier",
        hint: "name it with --verification-method \(Terminal.quote(issuer))#… and give the issuer's document with "
          + "--did-documents", status: .usage)
    }
    guard documents.didDocuments.isEmpty, !method.hasPrefix("did:key:"), !method.hasPrefix("did:jwk:") else { return }
    throw CommandError(
      .usage, "the badge cannot be verified without the document that publishes \(Terminal.quote(method))",
      hint: "give the issuer's DID or controller document with --did-documents", status: .usage)
  }

  private static func identifier(_ issuer: JSONValue) -> String? {
    if case .string(let id) = issuer { return id }
    if case .string(let id)? = issuer["id"] { return id }
    return nil
  }

  // MARK: the badge

  private func request(at time: Instant) -> CredentialIssuer.Request {
    CredentialIssuer.Request(
      id: id ?? RandomIdentifier.uuid(), recipient: recipient.identity,
      salt: hashRecipient ? RandomIdentifier.salt() : nil, time: time, validFrom: validFrom?.instant,
      validUntil: validUntil?.instant, proofExpires: proofExpires?.instant)
  }

  private func explained(_ error: IssueError) -> CommandError {
    let place = error.pointer.map { $0.isEmpty ? "" : " (at \(Terminal.quote($0)))" } ?? ""
    let message = Terminal.quote(error.message, columns: 400) + place
    let code = CommandError.Code(rawValue: error.code.rawValue)
    return switch error.code {
    case .templateInvalid, .credentialInvalid:
      CommandError(
        code, "no badge can be made from \(template?.description ?? "the template"): \(message)",
        hint: "badge issue --help shows how a template looks", status: .rejected)
    case .placeholderUnfilled, .placeholderUnknown:
      CommandError(code, message, hint: "the names after --set are those in the template's {{…}}", status: .usage)
    case .keyNotTheIssuers:
      CommandError(
        code, "\(key.key) is not the key of the issuer: \(message)",
        hint: verificationMethod == nil
          ? "sign with the issuer's key, or leave the issuer's 'id' out of the template"
          : "--verification-method has to start with the issuer's 'id', and to name the public half of --key",
        status: .rejected)
    case .signingFailed: CommandError(code, message)
    case .verificationFailed:
      CommandError(
        code, "nothing was written, because the badge does not verify: \(message)",
        hint: verificationMethod == nil
          ? nil
          : "--verification-method and --did-documents have to name the public half of \(key.key)")
    }
  }

  // MARK: the report

  private func report(_ bytes: [UInt8], _ target: Path) {
    // Our own work, which was verified above.
    guard let badge = try? UnverifiedCredential(parsing: bytes) else { return }
    let title = badge.title.map { "\(Terminal.quote($0)), " } ?? ""
    let person = Terminal.quote(recipient.identity.value) + (hashRecipient ? " (written as a hash)" : "")
    let issuer = (badge.issuer.name.map { Terminal.quote($0) + ", " } ?? "") + Terminal.quote(badge.issuer.id ?? "")
    let from = Terminal.quote(badge.validFrom ?? "")
    let end = badge.validUntil.map { " until \(Terminal.quote($0))" } ?? ", without an end"
    let status =
      badge.statusEntries.count == 0
      ? "it has no status list, so it cannot be revoked"
      : "it has a status list, which this version of badge neither keeps nor checks"
    let rows = [
      Terminal.row(
        "issued \(target.isStandardStream ? "" : "\(target): ")", title + "awarded to " + person, hanging: 2),
      Terminal.row("  by ", issuer), Terminal.row("  ", "valid from \(from)\(end)"), Terminal.row("  ", status),
    ]
    Diagnostics.write(rows.map { $0 + "\n" }.joined())
  }
}

extension CommandError {
  fileprivate static func missing(_ names: [String], in template: Path) -> CommandError {
    let quoted = names.map { Terminal.quote($0, columns: 60) }
    return CommandError(
      Code(rawValue: IssueError.Code.placeholderUnfilled.rawValue),
      "\(template) needs \(names.count == 1 ? "a value" : "values") for \(quoted.joined(separator: ", "))",
      hint: "add " + quoted.map { "--set \($0)=…" }.joined(separator: " "), status: .usage)
  }
}

/// Dates of the command line that no badge could have.
enum IssueDates {
  /// - Throws: `ValidationError` that names the option.
  static func check(
    from: TimeArgument?, until: TimeArgument?, proofExpires: TimeArgument?, at time: Instant
  ) throws {
    if let until, until.instant <= max(from?.instant ?? time, time) {
      throw ValidationError(
        from.map { until.instant <= $0.instant } ?? false
          ? "--valid-until has to be later than --valid-from"
          : "--valid-until is \(until.instant), which has passed already")
    }
    if let proofExpires, proofExpires.instant <= time {
      throw ValidationError("--proof-expires is \(proofExpires.instant), which has passed already")
    }
  }
}

/// Names that nobody can guess, from the system's random generator.
enum RandomIdentifier {
  /// `urn:uuid:` and a UUID of version 4 (RFC 9562, section 5.4).
  static func uuid() -> String {
    var bytes = random16()
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = "urn:uuid:"
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text += "-" }
      text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
    return text
  }

  /// 128 bits for the hash of an identity, so that no table of addresses helps to reverse it.
  static func salt() -> String { Base64URL.encode(random16().span) }

  private static func random16() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
