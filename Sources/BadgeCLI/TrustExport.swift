import ArgumentParser
import Badge
import Files
import Signing

extension Trust {
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Sign a trust file as a bundle that others can use.",
      discussion: """
        You become the curator: whoever uses the bundle pins your key or identifier with --curator. Each bundle has a \
        version, one higher than the last one that was made from the file, and a day until when it is good.

        EXAMPLES
          badge trust export --trust unis.json --key curator.pem --valid-for 90d \\
            --curator-name "University Alliance" -o unis-bundle.json
          badge verify alice.json --trust unis-bundle.json --curator did:key:z6Mk…
        """)

    @OptionGroup(title: "THE CURATOR") var curator: BundleSigningOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("The bundle to make.", valueName: "file"))
    var output: Path

    @Flag(help: "Replace the output file if it exists.")
    var force = false

    @OptionGroup var file: TrustFileOptions

    func validate() throws {
      try curator.check()
      guard curator.key != nil else { throw ValidationError("a bundle is signed: name your key file with --key") }
    }

    func run() throws {
      try OutputFile.check(output, overwrite: .init(force: force))
      let time = TimeArgument.now
      let key = try curator.privateKey()
      var file: TrustFile?
      // The version is taken before anything is signed: none is ever signed twice.
      _ = try TrustStore.edit(self.file.trust) { entries throws(CommandError) in
        guard !entries.issuers.isEmpty else {
          throw CommandError(
            .usage, "the trust file names no issuer", hint: "add one with badge trust add", status: .usage)
        }
        entries.bundleVersion = (entries.bundleVersion ?? 0) + 1
        file = try entries.file(at: try TrustStore.place(self.file.trust))
      }
      guard let file else { return }
      let version = file.bundleVersion ?? 1
      let bytes = try curator.sign(file, version: version, at: time, with: key)
      try OutputFile.write(bytes.span, to: output, overwrite: .init(force: force))
      Diagnostics.write("made \(output), version \(version), signed by \(curator.identifier(key.publicKey))\n")
    }
  }
}

/// What a bundle is signed with.
struct BundleSigningOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The curator's key file (mode 600).", valueName: "file"))
  var key: Path?

  @Flag(help: "Sign with a key of keys-sample, which everybody has.")
  var allowSampleKey = false

  @OptionGroup var passphrase: PassphraseOptions

  @Option(help: ArgumentHelp("What the curator calls itself.", valueName: "text"))
  var curatorName: String?

  @Option(
    help: ArgumentHelp("The name of the key in the curator's document. A did:key needs none.", valueName: "url"))
  var verificationMethod: String?

  @Option(
    help: ArgumentHelp("How long the bundle is good, such as 90d.", valueName: "age"),
    transform: AgeArgument.init(parsing:))
  var validFor: AgeArgument?

  @Option(
    help: ArgumentHelp("Until when the bundle is good.", valueName: "time"),
    transform: TimeArgument.init(parsing:))
  var validUntil: TimeArgument?

  func check() throws {
    if let curatorName { try ArgumentText.requireUTF8(curatorName, "the curator's name") }
    if let verificationMethod, !URLSyntax.isAbsolute(verificationMethod) || !verificationMethod.contains("#") {
      throw ValidationError("--verification-method takes the URL of a key, such as did:web:alliance.example#key-1")
    }
    guard key != nil else {
      guard validFor == nil, validUntil == nil, verificationMethod == nil, curatorName == nil else {
        throw ValidationError("--valid-for, --valid-until, --curator-name and --verification-method need --key")
      }
      return
    }
    guard (validFor == nil) != (validUntil == nil) else {
      throw ValidationError("say with --valid-for or --valid-until how long the bundle is good")
    }
  }

  /// - Throws: ``CommandError``.
  func privateKey() throws(CommandError) -> PrivateKey {
    guard let key else {
      throw CommandError(.usage, "there is no key to sign with", hint: "name it with --key", status: .usage)
    }
    return try SigningKeyOptions.read(key, passphrase.source, allowsSampleKey: allowSampleKey)
  }

  func identifier(_ key: PublicKey) -> String {
    verificationMethod.map { Terminal.quote(String($0.prefix { $0 != "#" })) } ?? "did:key:\(key.multikey)"
  }

  /// - Throws: ``CommandError``.
  func sign(
    _ file: TrustFile, version: Int, at time: Instant, with key: borrowing PrivateKey
  ) throws(CommandError) -> [UInt8] {
    let until = validUntil?.instant ?? time.adding(seconds: Int64(validFor?.seconds ?? 0))
    guard until > time else {
      throw CommandError(.usage, "the bundle would be good until \(until), which is past", status: .usage)
    }
    do throws(IssueError) {
      return try TrustBundle.sign(
        file,
        TrustBundle.Request(
          curatorName: curatorName, version: version, validFrom: time, validUntil: until,
          verificationMethod: verificationMethod), with: key)
    } catch {
      throw CommandError(
        .trustFileInvalid, "the bundle cannot be made: \(Terminal.quote(error.message, columns: 600))")
    }
  }
}
