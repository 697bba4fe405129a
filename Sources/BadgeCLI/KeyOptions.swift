import ArgumentParser
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

/// Key files of either half, in every format.
enum KeyReading {
  /// Reads a key file, and asks for the passphrase if it has one. A file with a private key must be the owner's alone,
  /// unless it is a sample key, which is no secret.
  ///
  /// - Throws: ``CommandError`` with what ``InputFile`` throws, `secret_exposed`, or a code of ``KeyError``.
  static func keyFile(_ path: Path, _ passphrase: PassphraseSource) throws(CommandError) -> KeyFile {
    let file = try InputFile(opening: path)
    let contents = try SecretFile.contents(of: file.descriptor, name: file.name)
    let name = file.name
    var refusal: CommandError?
    let key: KeyFile
    do {
      key = try KeyFile(contents) {
        do throws(CommandError) { return try passphrase.existing(for: name) } catch {
          refusal = error
          return nil
        }
      }
    } catch {
      throw refusal ?? CommandError(error, in: name)
    }
    if key.isPrivate, !SampleKeys.contains(key.publicKey) { try SecretFile.requireOwnerOnly(file) }
    return key
  }
}
