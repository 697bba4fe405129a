/// The formats of key files that are read.
public enum KeyFileFormat: String, CaseIterable, Hashable, Sendable {
  /// PEM `PRIVATE KEY` (RFC 5958).
  case pkcs8
  /// PEM `ENCRYPTED PRIVATE KEY` (RFC 8018).
  case encryptedPKCS8 = "pkcs8-encrypted"
  /// PEM `PUBLIC KEY` (RFC 5280 section 4.1).
  case spki
  /// A JSON Web Key of either half (RFC 7518, RFC 8037).
  case jwk
  /// A Multikey of either half, as a text or as an object with `publicKeyMultibase` or `secretKeyMultibase`.
  case multikey
  /// PEM `OPENSSH PRIVATE KEY`.
  case openSSHPrivate = "openssh-private"
  /// The line of an OpenSSH `.pub` file.
  case openSSHPublic = "openssh-public"
}

/// A key of either half.
public enum KeyMaterial: ~Copyable, Sendable {
  case privateKey(SigningKey)
  case publicKey(VerificationKey)
}

/// What a key file holds: one key of Ed25519, P-256 or RSA, and the format it was in.
///
/// The format is found from the contents. A file that is none of the formats is refused with the name of what it looks
/// like. Reading opens no file: the caller brings the bytes, and checks who can read the file they came from.
public struct KeyFile: ~Copyable, Sendable {
  /// A key takes less than 8 KiB in every format; 64 KiB leave room for comments and stop a wrong file.
  public static let maximumBytes = 65_536

  public let format: KeyFileFormat
  private let key: KeyMaterial

  /// Reads the key.
  ///
  /// `passphrase` is called at most once, and only for an encrypted file that is sound otherwise; nil means that
  /// there is none.
  ///
  /// - Throws: ``KeyError``; `passphrase_wrong` and `passphrase_needed` say that another attempt can succeed.
  public init(_ file: borrowing SecretBytes, passphrase: () -> SecretBytes? = { nil }) throws(KeyError) {
    guard file.count <= Self.maximumBytes else {
      throw KeyError(
        .fileTooLarge, at: "the key file", expected: "at most \(Self.maximumBytes) bytes", found: "\(file.count)")
    }
    self = try file.withBytes { bytes throws(KeyError) in
      try KeyFile(text: bytes.extracting(bytes.trimmed), passphrase: passphrase)
    }
  }

  init(format: KeyFileFormat, _ key: consuming KeyMaterial) {
    self.format = format
    self.key = key
  }

  /// The public half, stored or derived.
  public var verificationKey: VerificationKey {
    switch key {
    case .privateKey(let key): key.publicKey
    case .publicKey(let key): key
    }
  }

  public var isPrivate: Bool {
    switch key {
    case .privateKey: true
    case .publicKey: false
    }
  }

  /// Gives up the key.
  public consuming func material() -> KeyMaterial { key }

  /// Gives up the private key, which has to be of Ed25519.
  ///
  /// - Throws: ``KeyError`` with `wrong_half` for a public key, `key_type_not_supported` for one of another kind.
  public consuming func privateKey() throws(KeyError) -> PrivateKey {
    let key = try signingKey()
    switch consume key {
    case .ed25519(let key): return key
    case .p256:
      throw KeyError(.keyTypeNotSupported, at: "the key file", expected: "Ed25519", found: "P-256")
    case .rsa: throw KeyError(.keyTypeNotSupported, at: "the key file", expected: "Ed25519", found: "RSA")
    }
  }

  /// Gives up the private key.
  ///
  /// - Throws: ``KeyError/Code/wrongHalf`` for a public key.
  public consuming func signingKey() throws(KeyError) -> SigningKey {
    switch consume key {
    case .privateKey(let key): return key
    case .publicKey:
      throw KeyError(.wrongHalf, at: "the key file", expected: "a private key", found: "a public key")
    }
  }

  /// Reads a text without white space at its ends.
  private init(text: Span<UInt8>, passphrase: () -> SecretBytes?) throws(KeyError) {
    if text.starts(with: "{") {
      self = try KeyFile(json: text)
    } else if PEMBlock.isPresent(in: text) {
      self = try KeyFile(pem: text, passphrase: passphrase)
    } else if text.starts(with: "ssh-") || text.starts(with: "ecdsa-sha2-") || text.starts(with: "sk-") {
      self = KeyFile(format: .openSSHPublic, .publicKey(.ed25519(try PublicKey(openSSHLine: text))))
    } else if text.starts(with: "z") {
      self = KeyFile(format: .multikey, try KeyMaterial(multikey: text))
    } else {
      throw unknownFormat(text)
    }
  }

  private init(pem text: Span<UInt8>, passphrase: () -> SecretBytes?) throws(KeyError) {
    let block = try PEMBlock(text, check: checkLabel)
    self = try block.contents.withBytes { der throws(KeyError) in
      switch block.label {
      case "PRIVATE KEY": KeyFile(format: .pkcs8, .privateKey(try SigningKey(pkcs8: der)))
      case "ENCRYPTED PRIVATE KEY":
        KeyFile(
          format: .encryptedPKCS8, .privateKey(try SigningKey(encryptedPKCS8: der, passphrase: passphrase)))
      case "OPENSSH PRIVATE KEY": KeyFile(format: .openSSHPrivate, .privateKey(.ed25519(try PrivateKey(openSSH: der))))
      default: KeyFile(format: .spki, .publicKey(try VerificationKey(spki: der)))
      }
    }
  }
}

/// Refuses PEM labels that are no key of ours, by what they are.
private func checkLabel(_ label: String) throws(KeyError) {
  switch label {
  case "PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY", "PUBLIC KEY": return
  case "RSA PRIVATE KEY", "EC PRIVATE KEY", "EC PARAMETERS":
    throw KeyError(
      .formatUnknown, at: "the PEM file", expected: "PKCS#8", found: label,
      hint: "convert a copy with openssl pkcs8 -topk8")
  case "RSA PUBLIC KEY":
    throw KeyError(
      .formatUnknown, at: "the PEM file", expected: "PUBLIC KEY", found: label,
      hint: "convert a copy with openssl rsa -RSAPublicKey_in -pubout")
  case "DSA PRIVATE KEY":
    throw KeyError(
      .keyTypeNotSupported, at: "the PEM file", expected: "Ed25519, P-256 or RSA", found: label,
      hint: "make a key with badge keygen")
  default:
    throw KeyError(.formatUnknown, at: "the PEM file", expected: "a key", found: label)
  }
}

/// The error for a text in no format that is read, with the name of what it looks like.
private func unknownFormat(_ text: Span<UInt8>) -> KeyError {
  let found: String
  var hint: String?
  if text.isEmpty {
    found = "an empty file"
  } else if text[0] == 0x30 {
    // A SEQUENCE: PKCS#8, SPKI, a certificate or PKCS#12, which only differ further in.
    found = text.isHexadecimal ? "hexadecimal digits" : "binary DER"
    hint = text.isHexadecimal ? hexHint : "convert a copy to PEM with openssl pkey -inform DER"
  } else if text.starts(with: "PuTTY-User-Key-File-") {
    found = "a PuTTY key"
    hint = "export it as an OpenSSH key with puttygen"
  } else if text.starts(with: "---- BEGIN SSH2 PUBLIC KEY ----") {
    found = "an SSH2 public key (RFC 4716)"
    hint = "convert a copy with ssh-keygen -i"
  } else if text.starts(with: "MC4CAQAwBQYDK2Vw") {
    found = "PEM without its boundary lines"
  } else if text.starts(with: "did:key:") {
    found = "a did:key"
    hint = "keep the part behind did:key: alone"
  } else if text[0] == 0xef || text[0] == 0xfe || text[0] == 0xff {
    found = "a byte order mark"
    hint = "save the file as UTF-8 without one"
  } else if text.starts(with: "AGE-SECRET-KEY-") {
    found = "an age key (for encryption)"
  } else if text.isHexadecimal {
    found = "hexadecimal digits"
    hint = hexHint
  } else {
    found = "something else"
  }
  return KeyError(
    .formatUnknown, at: "the file", expected: "PKCS#8 or SPKI in PEM, JWK, Multikey or OpenSSH", found: found,
    hint: hint)
}

private let hexHint = "give the key in one of these formats, so that its kind and half are known"

extension Span<UInt8> {
  fileprivate var isHexadecimal: Bool {
    for index in indices {
      switch self[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "A")...UInt8(ascii: "F"):
        continue
      default: return false
      }
    }
    return count >= 2
  }
}
