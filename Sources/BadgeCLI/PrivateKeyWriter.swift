import ArgumentParser
import Files
import Signing

/// The formats in which a private key is written.
enum PrivateKeyFormat: String, CaseIterable, ExpressibleByArgument {
  case pkcs8, jwk, multikey

  /// JWK and Multikey have no encrypted form of their own, and nobody shall get a plain key without having asked for it.
  func validate(plain: Bool) throws {
    guard plain || self == .pkcs8 else {
      throw ValidationError("A \(rawValue) file is not encrypted: add --plain, or take --format pkcs8")
    }
  }

  func words(plain: Bool) -> String {
    switch self {
    case .pkcs8: plain ? "PKCS#8, not encrypted" : "PKCS#8, encrypted"
    case .jwk: "JWK, not encrypted"
    case .multikey: "Multikey, not encrypted"
    }
  }
}

/// Writes the file of a private key: for its owner alone, and never over another file, for no `--force` could bring a key
/// back.
struct PrivateKeyWriter {
  var format: PrivateKeyFormat
  var isPlain: Bool
  var output: Path

  /// Comes before the key is in memory: refuses what ``write(_:_:)`` would refuse, before anybody is asked for a
  /// passphrase, and switches core dumps off.
  func prepare() throws(CommandError) {
    POSIX.forbidDumps()
    guard !output.isStandardStream else {
      throw CommandError(
        .usage, "a private key is not written to standard output", hint: "name a file with -o", status: .usage)
    }
    try OutputFile.check(output)
  }

  func write(_ key: borrowing SigningKey, _ passphrase: PassphraseSource) throws(CommandError) {
    let text = try text(of: key, passphrase)
    try text.withBytes { bytes throws(CommandError) in
      try OutputFile.write(bytes, to: output, access: .ownerOnly)
    }
  }

  private func text(of key: borrowing SigningKey, _ passphrase: PassphraseSource) throws(CommandError) -> SecretBytes {
    if format == .pkcs8, !isPlain {
      let passphrase = try passphrase.new()
      do {
        return try key.encryptedPKCS8PEM(passphrase: passphrase)
      } catch {
        throw CommandError(error, in: output.description)
      }
    }
    var text: SecretBytes
    if format == .multikey, key.publicKey.multikey == nil {
      throw CommandError(
        .usage, "an RSA key has no Multikey", hint: "take pkcs8 or jwk", status: .usage)
    }
    do throws(KeyError) {
      switch format {
      case .pkcs8: return try key.pkcs8PEM()
      case .jwk: text = try key.jwk()
      case .multikey:
        guard let multikey = try key.secretMultikey() else {
          throw KeyError(.keyTypeNotSupported, at: "the Multikey", expected: "Ed25519 or P-256", found: "RSA")
        }
        text = multikey
      }
    } catch {
      throw CommandError(error, in: output.description)
    }
    text.append(UInt8(ascii: "\n"))
    return text
  }
}
