import ArgumentParser
import Files
import Signing

struct KeyGen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keygen",
    abstract: "Make a new key and write its file.",
    discussion: """
      The file is encrypted PKCS#8, which openssl reads too. It is made with mode 600, whole or not at all, and never \
      over another file. The passphrase is asked for on the terminal.

      Ed25519 is the kind for badges with Data Integrity proofs, which is what most badges have. P-256 and RSA are for \
      badges as tokens (JWT) where the reader takes ES256 or RS256 only.

      EXAMPLES
        badge keygen -o issuer.pem
        badge keygen -o issuer.pem --passphrase-file passphrase.txt
        badge keygen -o test.jwk --format jwk --plain
        badge keygen -o tokens.pem --type p256
      """)

  enum KeyType: String, CaseIterable, ExpressibleByArgument {
    case ed25519, p256, rsa

    func generate() throws(KeyError) -> SigningKey {
      switch self {
      case .ed25519: .ed25519(try PrivateKey.generate())
      case .p256: .p256(try P256PrivateKey.generate())
      case .rsa: .rsa(try RSAPrivateKey.generate())
      }
    }
  }

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to make.", valueName: "file"))
  var output: Path

  @Option(help: "The kind of key; RSA has \(RSAPrivateKey.newBitCount) bits.")
  var type = KeyType.ed25519

  @Option(help: "How the private key is written.")
  var format = PrivateKeyFormat.pkcs8

  @Flag(help: "Write the key unencrypted: whoever reads the file can issue in your name.")
  var plain = false

  @OptionGroup var passphrase: PassphraseOptions

  func validate() throws {
    if type == .rsa, format == .multikey { throw ValidationError("An RSA key has no Multikey: take pkcs8 or jwk") }
    try format.validate(plain: plain)
    if plain, passphrase.source.isGiven { throw ValidationError("A plain key has no passphrase") }
  }

  func run() throws {
    let writer = PrivateKeyWriter(format: format, isPlain: plain, output: output)
    try writer.prepare()
    let key: SigningKey
    do { key = try type.generate() } catch { throw CommandError(error, in: "the new key") }
    try writer.write(key, passphrase.source)
    try StandardOutput.write(
      """
      key file    \(output) (\(format.words(plain: plain)), mode 600)
      did         \(KeyForms.did(key.publicKey))
      \(key.publicKey.multikey.map { "multikey    \($0)\n" } ?? "")
      """)
    Diagnostics.hint(
      "keep a backup of \(output)\(plain ? "" : " and of its passphrase") in another place: nobody can restore either, "
        + "and without them no badge can be issued or revoked in this name")
  }
}
