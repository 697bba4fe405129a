import ArgumentParser
import Files
import Signing

/// The private key that a command signs with.
struct SigningKeyOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: ArgumentHelp("The key file of the issuer (mode 600).", valueName: "file"))
  var key: Path

  @Flag(help: "Sign with a key of keys-sample, which everybody has.")
  var allowSampleKey = false

  @OptionGroup var passphrase: PassphraseOptions

  /// - Throws: ``CommandError``, with `sample_key` where a sample key is not allowed.
  func privateKey() throws(CommandError) -> PrivateKey {
    let file = try KeyReading.keyFile(key, passphrase.source)
    guard file.isPrivate else {
      throw CommandError(.privateKeyMissing, "\(key) holds a public key only", hint: "name the file of the private key")
    }
    guard allowSampleKey || !SampleKeys.contains(file.publicKey) else {
      throw CommandError(
        .sampleKey, "\(key) is a sample key: everybody has it and could issue in its name",
        hint: "make a key of your own with badge keygen -o issuer.pem, or play with --allow-sample-key")
    }
    do { return try file.privateKey() } catch { throw CommandError(error, in: key.description) }
  }
}
