import ArgumentParser
import Badge
import BadgeRegister
import CanonicalJSON
import Files
import Signing

struct Issue: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "issue",
    abstract: "Issue a badge, or those of a whole class: fill in a template and sign it.",
    discussion: """
      The badge is verified as anybody would verify it before its file is written. After an error there is no file.

      A template is JSON. {{name}} in a string stands for a value that --set gives. The identifier, the dates, the \
      recipient and the issuer's identifier are added:

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

      In a folder with a register (badge init) the badge is recorded in it and can be revoked. Without one it cannot.

      A class is a CSV file with a person on each line. Its first line names the columns: email, or recipient as after \
      --recipient (or recipient with recipient_type); valid_from and valid_until, where people differ in them; and one \
      column for each {{name}} of the template that --set gives no value for. All lines are checked before the first \
      badge is signed. A run that was interrupted is simply repeated: nobody gets the same badge twice.

      With --image or --draw the files are pictures that hold the badge. Each is read back and verified before it is kept. \
      The same roster again with a picture bakes the badges that people have already.

      A badge is signed with eddsa-rdfc-2022, the suite that nearly every verifier of Open Badges knows. It covers what the \
      badge says as linked data, so every member has to be a term of the badge's contexts: one that is not is an error, \
      with its place. Name a further context in the template's "@context" and give it with --context, or leave the member \
      out. --cryptosuite eddsa-jcs-2022 covers every member as it stands; given beside eddsa-rdfc-2022 it makes a badge with \
      two proofs, of which a verifier needs to know one. Ed25519Signature2020 is for verifiers of before 2022.

      --format jwt makes a JSON Web Token in place of JSON with proofs: one line of text, in the form of Open Badges 3.0 \
      that is a credential by the rules of W3C's VC-JOSE-COSE too. It is signed with EdDSA, or with ES256 or RS256 where the \
      key is one of P-256 or RSA: without a register --key names it, with one --token-key, beside the key of the register \
      that signs the status lists.

      A time is written 2026-11-24T12:00:00Z; a date alone is the start of that day in UTC.

      EXAMPLES
        badge issue --template teamwork.json --recipient email:alice@example.org \\
          --set project=Bridges -o alice.json
        badge issue --template teamwork.json --csv roster.csv -o badges/ \\
          --set project=Bridges --valid-until 2030-01-01
        badge issue --template teamwork.json --csv roster.csv -o badges/ \\
          --name-pattern '{{row}}-{{recipient}}.json' --passphrase-file pass.txt
        badge issue --template teamwork.json --csv roster.csv -o badges/ \\
          --set project=Bridges --image medal.png
        badge issue --template teamwork.json --recipient email:alice@example.org \\
          --set project=Bridges --draw -o alice.svg
        badge issue --template teamwork.json --key issuer.pem --no-register \\
          --recipient id:did:key:z6Mk… --set project=Bridges --hash-recipient
        badge issue --template teamwork.json --recipient email:alice@example.org \\
          --set project=Bridges --cryptosuite eddsa-rdfc-2022 \\
          --cryptosuite eddsa-jcs-2022
        badge issue --template teamwork.json --recipient email:alice@example.org \\
          --set project=Bridges --format jwt -o alice.jwt
      """)

  @Option(help: ArgumentHelp("The template of the badge.", valueName: "file"))
  var template: Path?

  @OptionGroup var key: SigningKeyOptions

  @Option(
    help: ArgumentHelp(
      "Who earned the badge: email:alice@example.org, id:did:key:z6Mk…, or another identity type.",
      valueName: "type:value"), transform: RecipientArgument.init(parsing:))
  var recipient: RecipientArgument?

  @OptionGroup(title: "A PICTURE") var picture: PictureOptions

  @OptionGroup(title: "A CLASS") var roster: RosterOptions

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

  @OptionGroup var suites: CryptosuiteOptions

  @OptionGroup var tokens: TokenOptions

  @OptionGroup var contexts: ContextOptions

  @Option(help: ArgumentHelp("The identifier of the badge, a URL, instead of a random urn:uuid.", valueName: "url"))
  var id: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to make; - is standard output. Without it the file is named after the recipient. For a class the "
        + "folder of the files.", valueName: "path"))
  var output: Path?

  @Flag(help: "Replace an output file if it exists.")
  var force = false

  @OptionGroup(title: "THE REGISTER") var register: RegisterOptions

  @Flag(help: "Issue without the register. Such a badge cannot be revoked.")
  var noRegister = false

  @OptionGroup var actor: ActorOptions
  @OptionGroup var publishing: PublishingOptions

  @Option(
    help: ArgumentHelp(
      "Without a register: the name of the key in the issuer's DID or controller document. A did:key needs none.",
      valueName: "url"))
  var verificationMethod: String?

  @OptionGroup var documents: DocumentOptions

  func validate() throws {
    if noRegister, register.register != nil { throw ValidationError("--no-register and --register exclude each other") }
    if let id, !URLSyntax.isAbsolute(id) { throw ValidationError("--id takes an absolute URL, such as urn:uuid:…") }
    if let verificationMethod, !URLSyntax.isAbsolute(verificationMethod) || !verificationMethod.contains("#") {
      throw ValidationError("--verification-method takes the URL of a key, such as did:web:university.example#key-1")
    }
    try tokens.check(suites, proofExpires: proofExpires)
    try IssueDates.check(from: validFrom, until: validUntil, proofExpires: proofExpires, at: TimeArgument.now)
    if roster.csv != nil { return try validateRoster() }
    try roster.requireNone()
    guard let identity = recipient?.identity else {
      throw ValidationError("say whose badge it is with --recipient, or name a class with --csv")
    }
    guard !hashRecipient || identity.type != "id" else {
      throw ValidationError(
        "--hash-recipient hashes an identity such as an email address; an identifier stands in a badge as it is.")
    }
    if let problem = identity.problem { throw ValidationError("--recipient cannot be used: \(problem)") }
  }

  private func validateRoster() throws {
    guard recipient == nil else {
      throw ValidationError("--recipient is one person and --csv a class: give one of them")
    }
    guard id == nil else { throw ValidationError("--id cannot be the identifier of a whole class") }
    guard !noRegister else {
      throw ValidationError("--csv needs the register, which knows after an interruption who has a badge already")
    }
    guard let output, !output.isStandardStream else {
      throw ValidationError("name the folder of the badges with -o")
    }
  }

  func run() throws {
    let pictures = try picture.source()
    let register = try openRegister()
    let template = try IssueTemplate(reading: template, for: register)
    let values = try TemplateValue.dictionary(values)
    if let register {
      try requireNoKeyNames()
      if let csv = roster.csv, let output {
        try RosterRun(
          command: self, register: register, template: template, values: values, csv: csv, folder: output,
          pictures: pictures
        ).run()
      } else {
        try issue(template.filled(with: values, id: id), of: template, pictures, through: register)
      }
    } else {
      try issueAlone(template.filled(with: values, id: id), of: template, pictures)
    }
  }

  /// The register that is named, or the one of this folder; a class needs one.
  private func openRegister() throws(CommandError) -> Register? {
    if noRegister { return nil }
    if roster.csv == nil, try register.place() == nil { return nil }
    return try register.open(signing: suites, contexts: contexts.store())
  }

  /// What the register knows is not said twice, and not otherwise.
  private func requireNoKeyNames() throws(CommandError) {
    // But which key signs the tokens, where that is another one.
    guard verificationMethod == nil || tokens.tokenKey != nil, documents.didDocuments.isEmpty else {
      throw CommandError(
        .usage, "the register says which key signs and where it is published",
        hint: "leave --verification-method and --did-documents out, or issue with --no-register", status: .usage)
    }
  }

  private var recipientIdentity: RecipientIdentity { recipient?.identity ?? RecipientIdentity(type: "", value: "") }

  /// The file to make, which is free.
  private func target(_ pictures: PictureSource?) throws(CommandError) -> Path {
    let form = pictures?.form ?? tokens.format.badgeForm
    let target = output ?? BadgeFileName.path(for: recipientIdentity, in: form)
    try form.check(target)
    try OutputFile.check(target, overwrite: OutputFile.Overwrite(force: force))
    return target
  }

  private func request(at time: Instant, _ picture: BlankPicture?) -> CredentialIssuer.Request {
    CredentialIssuer.Request(
      id: id ?? RandomIdentifier.uuid(), recipient: recipientIdentity,
      salt: hashRecipient ? RandomIdentifier.salt() : nil, time: time, validFrom: validFrom?.instant,
      validUntil: validUntil?.instant, proofExpires: proofExpires?.instant, picture: picture)
  }

  // MARK: with a register

  private func issue(
    _ credential: JSONValue, of template: IssueTemplate, _ pictures: PictureSource?, through register: Register
  ) throws(CommandError) {
    let target = try target(pictures)
    let picture = try pictures?.picture(for: credential)
    let keyFile = try key.file(of: register)
    let privateKey = try key.privateKey(of: register)
    let signer = try tokens.signer(key, verificationMethod)
    let time = TimeArgument.now
    let request = request(at: time, picture)
    do throws(IssueError) {
      try tokens.check(credential, request, register.badgeIssuer, for: privateKey.publicKey, by: signer)
    } catch {
      throw CommandError(
        error, template: template.path, key: keyFile, method: register.settings.verificationMethod)
    }
    let badge: IssuedBadge
    do throws(RegisterError) {
      badge = try register.issue(
        BadgeRequest(
          credential: credential, request: request, file: target.isStandardStream ? nil : target,
          replacesFile: force, template: template.digest, form: tokens.form(signer)), with: privateKey, by: actor.name)
    } catch {
      throw CommandError(error, in: register.path)
    }
    if target.isStandardStream { try StandardOutput.write(picture.file(of: badge.bytes)) }
    report(
      badge.bytes, target,
      "it can be revoked: badge revoke \(Terminal.quote(badge.record.id)) --reason …")
    publishing.publishAfterIssuing(register, with: privateKey, at: time)
  }

  // MARK: without one

  private func issueAlone(
    _ credential: JSONValue, of template: IssueTemplate, _ pictures: PictureSource?
  ) throws(CommandError) {
    try requireKnownKey(of: credential)
    let target = try target(pictures)
    let picture = try pictures?.picture(for: credential)
    let issuer = CredentialIssuer(
      verificationMethod: verificationMethod, documents: try documents.store(), contexts: try contexts.store(),
      cryptosuites: suites.cryptosuite)
    let keyFile = try key.file(of: nil)
    let privateKey = tokens.format == .jwt ? try key.signingKey() : .ed25519(try key.privateKey(of: nil))
    let bytes: [UInt8]
    do throws(IssueError) {
      bytes = try sign(credential, request(at: TimeArgument.now, picture), issuer, with: privateKey)
    } catch {
      throw CommandError(error, template: template.path, key: keyFile, method: verificationMethod)
    }
    let file = try picture.file(of: bytes)
    try OutputFile.write(file.span, to: target, overwrite: OutputFile.Overwrite(force: force))
    report(
      bytes, target,
      credential["credentialStatus"] == nil
        ? "it has no status list, so it cannot be revoked"
          + (noRegister ? "" : "; badge init makes a register for that")
        : "it has a status list, which somebody else keeps")
  }

  private func sign(
    _ credential: JSONValue, _ request: CredentialIssuer.Request, _ issuer: CredentialIssuer,
    with key: consuming SigningKey
  ) throws(IssueError) -> [UInt8] {
    if tokens.format == .jwt { return try issuer.issueToken(credential, request, by: TokenSigner(key)) }
    switch consume key {
    case .ed25519(let key): return try issuer.issue(credential, request, with: key)
    // Not read for JSON in the first place.
    default: throw IssueError(.signingFailed, "proofs in JSON are made with Ed25519")
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

  // MARK: the report

  private func report(_ bytes: [UInt8], _ target: Path, _ status: String) {
    // Our own work, which was verified above.
    guard let badge = try? UnverifiedCredential(parsing: bytes) else { return }
    let title = badge.title.map { "\(Terminal.quote($0)), " } ?? ""
    let person = Terminal.quote(recipientIdentity.value) + (hashRecipient ? " (written as a hash)" : "")
    let issuer = (badge.issuer.name.map { Terminal.quote($0) + ", " } ?? "") + Terminal.quote(badge.issuer.id ?? "")
    let from = Terminal.quote(badge.validFrom ?? "")
    let end = badge.validUntil.map { " until \(Terminal.quote($0))" } ?? ", without an end"
    let rows = [
      Terminal.row(
        "issued \(target.isStandardStream ? "" : "\(target): ")", title + "awarded to " + person, hanging: 2),
      Terminal.row("  by ", issuer), Terminal.row("  ", "valid from \(from)\(end)"), Terminal.row("  ", status),
    ]
    Diagnostics.write(rows.map { $0 + "\n" }.joined())
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
