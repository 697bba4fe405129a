import ArgumentParser
import CanonicalJSON
import Files
import Signing

struct Key: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Show a key file's public key, or convert the file.",
    discussion: """
      Reads PKCS#8 (plain or encrypted), JWK, Multikey, SPKI and OpenSSH, of either half: Ed25519, P-256 and RSA of \
      2048 to 8192 bits, OpenSSH of Ed25519 alone.

      EXAMPLES
        badge key issuer.pem
        badge key show issuer.pem --format json
        badge key convert issuer.pem --to jwk
        badge key convert issuer.jwk --private --to pkcs8 -o issuer.pem
      """,
    subcommands: [Show.self, Convert.self],
    defaultSubcommand: Show.self)
}

extension Key {
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show the public key in every form.",
      discussion: """
        EXAMPLES
          badge key show issuer.pem
          badge key show issuer.pem --format json --passphrase-file passphrase.txt
        """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
      case text, json
    }

    @Argument(help: ArgumentHelp("The key file, of either half.", valueName: "file"))
    var file: Path

    @Option(help: "How it is shown.")
    var format = Format.text

    @OptionGroup var passphrase: PassphraseOptions

    func run() throws {
      let file = try KeyReading.keyFile(file, passphrase.source)
      switch format {
      case .text: try StandardOutput.write(Self.text(file))
      case .json: try StandardOutput.write(Self.json(file))
      }
    }

    private static func text(_ file: borrowing KeyFile) -> String {
      let key = file.verificationKey
      return """
        file        \(file.format.rawValue), \(file.isPrivate ? "private" : "public")
        type        \(key.kind), for \(key.algorithm.rawValue)
        did         \(KeyForms.did(key))
        method      \(KeyForms.verificationMethod(key))
        \(key.multikey.map { "multikey    \($0)\n" } ?? "")\
        jwk         \(key.jwk)
        thumbprint  \(key.jwkThumbprint)
        \(SampleKeys.contains(key) ? "warning     a sample key: everybody has the private half\n" : "")\(key.spkiPEM)
        """
    }

    private static func json(_ file: borrowing KeyFile) -> [UInt8] {
      let key = file.verificationKey
      var writer = JSONWriter(.pretty)
      writer.beginObject()
      writer.name("format" as StaticString)
      writer.string(file.format.rawValue)
      writer.name("private" as StaticString)
      writer.bool(file.isPrivate)
      writer.name("sample" as StaticString)
      writer.bool(SampleKeys.contains(key))
      for (name, value) in [
        ("type", key.kind), ("algorithm", key.algorithm.rawValue), ("did", KeyForms.did(key)),
        ("verificationMethod", KeyForms.verificationMethod(key)), ("publicKeyMultibase", key.multikey),
        ("jwkThumbprint", key.jwkThumbprint), ("spki", key.spkiPEM),
      ] as [(String, String?)] {
        guard let value else { continue }
        writer.name(name)
        writer.string(value)
      }
      writer.name("publicKeyJwk" as StaticString)
      writer.raw(Array(key.jwk.utf8).span)
      writer.endObject()
      writer.endLine()
      return writer.bytes
    }
  }
}

extension Key {
  struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "convert",
      abstract: "Write a key in another format.",
      discussion: """
        Without --private the public key is written, to standard output unless -o names a file. With --private the \
        file is made as badge keygen makes it: pkcs8 is encrypted under a new passphrase, and the others need --plain.

        EXAMPLES
          badge key convert issuer.pem --to spki -o issuer.pub.pem
          badge key convert id_ed25519 --private --to pkcs8 -o issuer.pem
          badge key convert issuer.pem --private --to jwk --plain -o issuer.jwk
        """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
      case did, multikey, jwk, spki, pkcs8
    }

    @Argument(help: ArgumentHelp("The key file, of either half.", valueName: "file"))
    var file: Path

    @Option(
      help: ArgumentHelp(
        "The format: all but pkcs8 have a public form, and pkcs8, jwk and multikey a private one.", valueName: "format")
    )
    var to: Format

    @Flag(name: .customLong("private"), help: "Write the private key.")
    var isPrivate = false

    @Flag(help: "Write the private key unencrypted.")
    var plain = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var newPassphrase: NewPassphraseOptions

    func validate() throws {
      if isPrivate {
        guard let format = privateFormat else { throw ValidationError("--to \(to.rawValue) has no private form") }
        try format.validate(plain: plain)
        if output.force { throw ValidationError("A private key is not written over another file, so --force is void") }
      } else {
        if to == .pkcs8 { throw ValidationError("--to pkcs8 is a private form: add --private") }
        if plain || newPassphrase.source.isGiven {
          throw ValidationError("A public key is not encrypted: add --private, if the private key is meant")
        }
      }
    }

    private var privateFormat: PrivateKeyFormat? { PrivateKeyFormat(rawValue: to.rawValue) }

    func run() throws {
      if let format = privateFormat, isPrivate {
        try writePrivate(format)
      } else {
        try writePublic()
      }
    }

    private func writePrivate(_ format: PrivateKeyFormat) throws(CommandError) {
      let writer = PrivateKeyWriter(format: format, isPlain: plain, output: output.output)
      try writer.prepare()
      let key: SigningKey
      let read = try KeyReading.keyFile(file, passphrase.source)
      do { key = try read.signingKey() } catch { throw CommandError(error, in: file.description) }
      try writer.write(key, newPassphrase.source)
    }

    private func writePublic() throws(CommandError) {
      let key = try KeyReading.keyFile(file, passphrase.source).verificationKey
      if to == .multikey, key.multikey == nil { throw KeyForms.noMultikey(file) }
      let text =
        switch to {
        case .did: KeyForms.did(key) + "\n"
        case .multikey: (key.multikey ?? "") + "\n"
        case .jwk: key.jwk + "\n"
        case .spki, .pkcs8: key.spkiPEM
        }
      try output.write(Array(text.utf8).span)
    }
  }
}

/// Names of a key that follow from it.
enum KeyForms {
  /// The did:key of an Ed25519 key (the did:key Method, section 3.1.2).
  static func did(_ key: PublicKey) -> String { "did:key:\(key.multikey)" }

  /// The did:key of an Ed25519 or P-256 key, or the did:jwk of an RSA key, which has no Multikey.
  static func did(_ key: VerificationKey) -> String {
    key.multikey.map { "did:key:\($0)" } ?? "did:jwk:\(Base64URL.encode(Array(key.jwk.utf8).span))"
  }

  /// The one verification method of that DID.
  static func verificationMethod(_ key: VerificationKey) -> String { "\(did(key))#\(key.multikey ?? "0")" }

  static func noMultikey(_ file: Path) -> CommandError {
    CommandError(
      .usage, "\(file) holds an RSA key, for which there is no Multikey", hint: "take --to jwk, spki or did",
      status: .usage)
  }
}
