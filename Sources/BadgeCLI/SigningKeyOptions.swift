import ArgumentParser
import BadgeRegister
import Files
import Signing

/// The private key that a command signs with.
struct SigningKeyOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The key file of the issuer (mode 600). Without it the one that the register names.", valueName: "file"))
  var key: Path?

  @Flag(help: "Sign with a key of keys-sample, which everybody has.")
  var allowSampleKey = false

  @OptionGroup var passphrase: PassphraseOptions

  /// The key file that is named, or that of the register.
  ///
  /// - Throws: ``CommandError`` with `usage` where there is neither.
  func file(of register: Register?) throws(CommandError) -> Path {
    if let key { return key }
    guard let register else {
      throw CommandError(
        .usage, "there is no key to sign with",
        hint: "name the issuer's key file with --key, or make a register with badge init", status: .usage)
    }
    guard let file = register.keyFile else {
      throw CommandError(
        .usage, "the register does not say where its issuer's key is", hint: "name the key file with --key",
        status: .usage)
    }
    return file
  }

  /// The key, which has to be the register's where there is one.
  ///
  /// - Throws: ``CommandError``, with `sample_key` where a sample key is not allowed.
  func privateKey(of register: Register?) throws(CommandError) -> PrivateKey {
    let path = try file(of: register)
    let key = try Self.read(path, passphrase.source, allowsSampleKey: allowSampleKey)
    if let register {
      do { try register.requireKey(key.publicKey) } catch { throw CommandError(error, in: register.path) }
    }
    return key
  }

  /// The key of --key, of whatever kind.
  ///
  /// - Throws: ``CommandError``, with `sample_key` where a sample key is not allowed.
  func signingKey() throws(CommandError) -> SigningKey {
    try Self.readAny(try file(of: nil), passphrase.source, allowsSampleKey: allowSampleKey)
  }

  /// Opens the file of an Ed25519 key to sign with it.
  ///
  /// - Throws: ``CommandError``.
  static func read(
    _ path: Path, _ passphrase: PassphraseSource, allowsSampleKey: Bool
  ) throws(CommandError) -> PrivateKey {
    let file = try keyFile(path, passphrase, allowsSampleKey: allowsSampleKey)
    do { return try file.privateKey() } catch { throw CommandError(error, in: path.description) }
  }

  /// Opens the file of a key of any kind to sign with it.
  ///
  /// - Throws: ``CommandError``.
  static func readAny(
    _ path: Path, _ passphrase: PassphraseSource, allowsSampleKey: Bool
  ) throws(CommandError) -> SigningKey {
    let file = try keyFile(path, passphrase, allowsSampleKey: allowsSampleKey)
    do { return try file.signingKey() } catch { throw CommandError(error, in: path.description) }
  }

  private static func keyFile(
    _ path: Path, _ passphrase: PassphraseSource, allowsSampleKey: Bool
  ) throws(CommandError) -> KeyFile {
    let file = try KeyReading.keyFile(path, passphrase)
    guard file.isPrivate else {
      throw CommandError(
        .privateKeyMissing, "\(path) holds a public key only", hint: "name the file of the private key")
    }
    guard allowsSampleKey || !SampleKeys.contains(file.verificationKey) else {
      throw CommandError(
        .sampleKey, "\(path) is a sample key: everybody has it and could issue in its name",
        hint: "make a key of your own with badge keygen -o issuer.pem, or play with --allow-sample-key")
    }
    return file
  }
}
