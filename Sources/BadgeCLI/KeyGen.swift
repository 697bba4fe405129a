import ArgumentParser
import Files
import Signing

struct KeyGen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keygen",
    abstract: "Make a new Ed25519 key and write its file.",
    discussion: """
      The file is encrypted PKCS#8, which openssl reads too. It is made with mode 600, whole or not at all, and never \
      over another file. The passphrase is asked for on the terminal.

      EXAMPLES
        badge keygen -o issuer.pem
        badge keygen -o issuer.pem --passphrase-file passphrase.txt
        badge keygen -o test.jwk --format jwk --plain
      """)

  @Option(name: .shortAndLong, help: ArgumentHelp("The file to make.", valueName: "file"))
  var output: Path

  @Option(help: "How the private key is written.")
  var format = PrivateKeyFormat.pkcs8

  @Flag(help: "Write the key unencrypted: whoever reads the file can issue in your name.")
  var plain = false

  @OptionGroup var passphrase: PassphraseOptions

  func validate() throws {
    try format.validate(plain: plain)
    if plain, passphrase.source.isGiven { throw ValidationError("A plain key has no passphrase") }
  }

  func run() throws {
    let writer = PrivateKeyWriter(format: format, isPlain: plain, output: output)
    try writer.prepare()
    let key: PrivateKey
    do { key = try PrivateKey.generate() } catch { throw CommandError(error, in: "the new key") }
    try writer.write(key, passphrase.source)
    try StandardOutput.write(
      """
      key file    \(output) (\(format.words(plain: plain)), mode 600)
      did         \(KeyForms.did(key.publicKey))
      multikey    \(key.publicKey.multikey)

      """)
    Diagnostics.hint(
      "keep a backup of \(output)\(plain ? "" : " and of its passphrase") in another place: nobody can restore either, "
        + "and without them no badge can be issued or revoked in this name")
  }
}
