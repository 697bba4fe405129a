import Files
import Signing

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
    if key.isPrivate, !SampleKeys.contains(key.verificationKey) { try SecretFile.requireOwnerOnly(file) }
    return key
  }
}
