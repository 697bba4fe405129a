import ArgumentParser
import Badge
import BadgeRegister
import CanonicalJSON
import Files
import Signing

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Set up an issuer: a key, a register, and a folder for status lists.",
    discussion: """
      On a terminal it asks for what is missing. Elsewhere --name and --status-url are needed, and for a new key its \
      passphrase. Nothing is written over anything.

      --status-url is where the folder 'lists' will be found on the web: every badge names it, and it cannot be changed \
      for badges that are out.

      EXAMPLES
        badge init
        badge init /srv/badges --name "Example University" \\
          --url https://university.example \\
          --status-url https://university.example/status \\
          --passphrase-file pass.txt
        badge init --name "Example University" --key issuer.pem \\
          --status-url https://university.example/status \\
          --verification-method did:web:university.example#key-1 \\
          --did-documents did.json
      """)

  @Argument(help: ArgumentHelp("The folder; it is made if it is missing.", valueName: "folder"))
  var folder = Path(".")

  @Option(help: ArgumentHelp("The issuer's name, as badges show it.", valueName: "text"))
  var name: String?

  @Option(help: ArgumentHelp("The issuer's web site.", valueName: "url"))
  var url: String?

  @Option(help: ArgumentHelp("The issuer's address.", valueName: "address"))
  var email: String?

  @Option(help: ArgumentHelp("Where the folder of the status lists will be on the web.", valueName: "url"))
  var statusUrl: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Use this key file of yours, instead of making a new one.", valueName: "file"))
  var key: Path?

  @Flag(help: "Write the new key unencrypted: whoever reads the file can issue in your name.")
  var plain = false

  @Flag(help: "Take a key of keys-sample, which everybody has.")
  var allowSampleKey = false

  @OptionGroup var passphrase: PassphraseOptions

  @Option(
    help: ArgumentHelp(
      "The name of the key in the issuer's DID or controller document. A did:key needs none.", valueName: "url"))
  var verificationMethod: String?

  @OptionGroup var documents: DocumentOptions

  @Option(help: ArgumentHelp("Entries of each status list, at least 131,072.", valueName: "number"))
  var listLength = 131_072

  @Option(help: ArgumentHelp("A published list is valid for so many days.", valueName: "days"))
  var listDays = 30

  @Option(help: ArgumentHelp("A verifier may keep a list for so many hours.", valueName: "hours"))
  var listHours = 24

  private static let keyName = Path("issuer.pem")

  func validate() throws {
    if let name { try Self.checkName(name) }
    if let url, !URLSyntax.isAbsolute(url) { throw ValidationError("--url takes an absolute URL") }
    if let email, let problem = EmailAddress.problem(email) {
      throw ValidationError("the address after --email \(problem)")
    }
    if let statusUrl, !Self.isListURL(statusUrl) {
      throw ValidationError(
        "--status-url takes an https URL without a query, such as https://university.example/status")
    }
    guard key == nil || !plain else { throw ValidationError("--plain is about a new key, and --key names one") }
    guard !plain || !passphrase.source.isGiven else { throw ValidationError("A plain key has no passphrase") }
    if let verificationMethod, !URLSyntax.isAbsolute(verificationMethod) || !verificationMethod.contains("#") {
      throw ValidationError("--verification-method takes the URL of a key, such as did:web:university.example#key-1")
    }
    guard verificationMethod == nil || key != nil else {
      throw ValidationError("--verification-method is about a key that is published: name its file with --key")
    }
    guard listLength >= 131_072, listLength % 8 == 0, listLength <= 1 << 27 else {
      throw ValidationError("--list-length takes a multiple of 8 from 131072 to 134217728")
    }
    guard (1...3650).contains(listDays) else { throw ValidationError("--list-days takes a number from 1 to 3650") }
    guard (1...8760).contains(listHours) else { throw ValidationError("--list-hours takes a number from 1 to 8760") }
  }

  private static func checkName(_ name: String) throws {
    try ArgumentText.requireUTF8(name, "the name")
    guard name.contains(where: { !$0.isWhitespace }) else { throw ValidationError("--name takes a name") }
  }

  private static func isListURL(_ text: String) -> Bool {
    text.hasPrefix("https://") && URLSyntax.isAbsolute(text)
      && !text.contains("?") && !text.contains("#")
  }

  func run() throws {
    let path = entry(Register.defaultName)
    // Nobody is asked in vain.
    try requireNothingThere(path)
    let answers = try asked()
    try makeFolder()
    try requireNothingThere(path)
    let key = try issuerKey()
    let settings = try settings(key, answers)
    try requirePublished(key, settings)
    let register: Register
    do {
      register = try Register.create(at: path, settings, time: TimeArgument.now)
    } catch {
      var error = CommandError(error, in: path)
      if self.key == nil { error.hint = "the key \(key.file) is made: mend that, and give it with --key \(key.file)" }
      throw error
    }
    try report(register, key)
  }

  private func requireNothingThere(_ register: Path) throws(CommandError) {
    guard try !InputFile.exists(register) else {
      throw CommandError(
        .registerExists, "there is a register already: \(register)",
        hint: "use it, or make another one in another folder")
    }
    let file = entry(Self.keyName)
    if key == nil, try InputFile.exists(file) {
      throw CommandError(
        .fileExists, "there is a key already: \(file)", hint: "use it with --key \(file), or move it away")
    }
  }

  // MARK: what is asked

  private struct Answers {
    var name: String
    var url: String?
    var email: String?
    var statusURL: String
  }

  private func asked() throws -> Answers {
    guard !FileDescriptor.standardInput.isTerminal else {
      return Answers(
        name: try name ?? required("Name of the issuer: "),
        url: try url
          ?? optional("Web site (may be empty): ") {
            URLSyntax.isAbsolute($0) ? nil : "that is no absolute URL, such as https://university.example"
          },
        email: try email
          ?? optional("Address (may be empty): ") { EmailAddress.problem($0).map { "that address \($0)" } },
        statusURL: try statusUrl
          ?? required("Where the folder 'lists' will be on the web, such as https://university.example/status: ") {
            Self.isListURL($0) ? nil : "that is no https URL without a query"
          })
    }
    var missing: [String] = []
    if name == nil { missing.append("--name") }
    if statusUrl == nil { missing.append("--status-url") }
    if key == nil, !plain, !passphrase.source.isGiven { missing.append("--key, or --passphrase-file for a new key") }
    guard missing.isEmpty, let name, let statusUrl else {
      throw CommandError(
        .usage, "nobody can be asked here, and there is no \(missing.joined(separator: ", no "))",
        hint: "give them on the command line; badge init --help has an example", status: .usage)
    }
    return Answers(name: name, url: url, email: email, statusURL: statusUrl)
  }

  private func required(_ prompt: String, problem: (String) -> String? = { _ in nil }) throws(CommandError) -> String {
    for _ in 0..<3 {
      if let answer = try optional(prompt, problem: problem) { return answer }
      Diagnostics.write("it is needed\n")
    }
    throw CommandError(.usage, "no answer was given", hint: "start again", status: .usage)
  }

  private func optional(_ prompt: String, problem: (String) -> String?) throws(CommandError) -> String? {
    for _ in 0..<3 {
      guard let answer = try TerminalPrompt.line(prompt) else { return nil }
      guard let problem = problem(answer) else { return answer }
      Diagnostics.write("\(problem)\n")
    }
    throw CommandError(.usage, "no answer could be used", hint: "start again", status: .usage)
  }

  // MARK: the key

  private struct IssuerKey {
    var publicKey: PublicKey
    /// As it is named from the current folder.
    var file: Path
    var isNew: Bool
  }

  private func issuerKey() throws(CommandError) -> IssuerKey {
    if let key {
      let read = try SigningKeyOptions.read(key, passphrase.source, allowsSampleKey: allowSampleKey)
      return IssuerKey(publicKey: read.publicKey, file: key, isNew: false)
    }
    let file = entry(Self.keyName)
    let writer = PrivateKeyWriter(format: .pkcs8, isPlain: plain, output: file)
    try writer.prepare()
    let new: PrivateKey
    do { new = try PrivateKey.generate() } catch { throw CommandError(error, in: "the new key") }
    var source = passphrase.source
    source.attempts = 3
    let publicKey = new.publicKey
    try writer.write(.ed25519(new), source)
    return IssuerKey(publicKey: publicKey, file: file, isNew: true)
  }

  private func settings(_ key: IssuerKey, _ answers: Answers) throws(CommandError) -> RegisterSettings {
    var profile: JSONValue = ["type": ["Profile"], "name": .string(answers.name)]
    profile["url"] = answers.url.map { .string($0) }
    profile["email"] = answers.email.map { .string($0) }
    let issuer = verificationMethod.map { String($0.prefix { $0 != "#" }) } ?? KeyForms.did(key.publicKey)
    return RegisterSettings(
      issuer: issuer, publicKey: key.publicKey, listBaseURL: answers.statusURL, profile: profile,
      verificationMethod: verificationMethod, controllerDocuments: try documents.texts(of: issuer),
      keyFile: key.isNew ? Self.keyName : folder == Path(".") ? key.file : ((try? key.file.absolute()) ?? key.file),
      listLength: listLength,
      listValidity: Int64(listDays) * 86_400, listTTL: listHours * 3_600_000)
  }

  /// Every badge will be verified with the document, so it has to be there, and to name this key.
  private func requirePublished(_ key: IssuerKey, _ settings: RegisterSettings) throws(CommandError) {
    guard let method = verificationMethod else { return }
    guard !settings.controllerDocuments.isEmpty || method.hasPrefix("did:key:") || method.hasPrefix("did:jwk:") else {
      throw CommandError(
        .usage, "no badge can be verified without the document that publishes \(Terminal.quote(method))",
        hint: "give the issuer's DID or controller document with --did-documents", status: .usage)
    }
    let issuer = CredentialIssuer(verificationMethod: method, documents: try documents.store())
    do throws(IssueError) {
      try issuer.requireKey(key.publicKey, at: TimeArgument.now)
    } catch {
      throw CommandError(
        CommandError.Code(rawValue: error.code.rawValue), Terminal.quote(error.message, columns: 400),
        hint: "--verification-method and --did-documents have to name the public half of \(key.file)",
        status: .rejected)
    }
  }

  // MARK: files

  private func entry(_ name: Path) -> Path { folder == Path(".") ? name : folder.appending(name) }

  private func makeFolder() throws(CommandError) {
    do throws(SystemError) {
      try Folder.make(folder, mode: 0o700)
    } catch {
      throw CommandError(.outputUnwritable, "the folder \(folder) cannot be made: \(error.reason)")
    }
    guard BadgeSource.isFolder(folder) else {
      throw CommandError(.outputNotRegular, "\(folder) is no folder", hint: "name a folder", status: .usage)
    }
  }

  private func report(_ register: Register, _ key: IssuerKey) throws(CommandError) {
    let method = register.settings.verificationMethod.map { "key         \(Terminal.quote($0))\n" } ?? ""
    try StandardOutput.write(
      """
      register    \(register.path)
      key file    \(key.file) (\(key.isNew ? "new, " : "")\(plain ? "not encrypted, " : "")mode 600)
      issuer      \(Terminal.quote(register.settings.issuer))
      \(method)lists       \(register.listFolder), at \(Terminal.quote(register.settings.listBaseURL))

      """)
    Diagnostics.hint(
      "keep a backup of \(key.file)\(plain ? "" : " and its passphrase") in another place: nobody can restore either, and "
        + "without them nothing can be issued or revoked")
    Diagnostics.hint("back up the register daily: badge backup FILE")
    let place = folder == Path(".") ? "" : " --register \(folder)"
    Diagnostics.hint("next: badge issue --template course.json --recipient email:…\(place) -o badge.json")
  }
}

extension CommandError.Code {
  static let registerExists = Self(rawValue: "register_exists")
}
