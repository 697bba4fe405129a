/// Why a key, a signature or a key file was refused.
///
/// The code is stable: it stands in machine-readable reports and in test vectors. No field ever holds bytes of a
/// private key or a passphrase. `found` may quote what a stranger's file says (a curve name, a PEM label), so whoever
/// prints it quotes it as foreign text; it is at most 64 bytes of printable ASCII.
public struct KeyError: Error, Hashable, Sendable {
  /// One way to fail; the raw value is the identifier in machine-readable output.
  public enum Code: String, CaseIterable, Hashable, Sendable {
    // Encodings
    /// A character outside the alphabet, padding or white space where none is allowed, or tail bits that are not zero.
    case encodingInvalid = "encoding_invalid"
    /// A multibase prefix other than the one that is required.
    case multibaseNotSupported = "multibase_not_supported"
    /// A text longer than the bound that holds before it is decoded.
    case textTooLong = "text_too_long"
    /// Too few or too many bytes.
    case lengthWrong = "length_wrong"

    // Keys
    /// A key of a kind that is known but not supported here, such as X25519 or P-384.
    case keyTypeNotSupported = "key_type_not_supported"
    /// A Multikey that starts with no known multicodec of a key.
    case codecUnknown = "codec_unknown"
    /// Not the encoding of a curve point by RFC 8032 section 5.1.3 or SEC 1 section 2.3.4.
    case publicKeyNotCanonical = "public_key_not_canonical"
    /// One of the eight points of small order, for which one signature fits every message.
    case publicKeySmallOrder = "public_key_small_order"
    /// An RSA key with fewer or more bits than are supported.
    case keySizeNotSupported = "key_size_not_supported"
    /// A number of an RSA key that it cannot or must not have.
    case publicKeyInvalid = "public_key_invalid"
    /// A public half that does not belong to its private half.
    case publicKeyMismatch = "public_key_mismatch"
    /// A secret where only a public key may stand.
    case privateKeyExposed = "private_key_exposed"
    /// A private key where a public one is asked for, or the other way about.
    case wrongHalf = "wrong_half"
    /// A JWK that by `use`, `key_ops` or `alg` is not for the signatures of its kind of key.
    case keyUseNotAllowed = "key_use_not_allowed"
    /// A JWK or Multikey object with a member missing or of the wrong type.
    case memberInvalid = "member_invalid"

    // Key files
    /// A key file of more bytes than ``KeyFile/maximumBytes``.
    case fileTooLarge = "file_too_large"
    /// A file that is no key file Badge reads.
    case formatUnknown = "format_unknown"
    /// A key file that starts as a known format and then breaks its rules.
    case fileDamaged = "file_damaged"
    /// More than one key in one file.
    case severalKeys = "several_keys"
    /// An encrypted key file and no passphrase.
    case passphraseNeeded = "passphrase_needed"
    /// The passphrase does not open the key file.
    case passphraseWrong = "passphrase_wrong"
    /// An empty passphrase where one is to protect a key.
    case passphraseEmpty = "passphrase_empty"
    /// A cipher or key derivation that is not supported here, or too costly.
    case encryptionNotSupported = "encryption_not_supported"

    // Signing
    /// A fresh signature that its own public key does not verify: it is withheld.
    case signatureFaulty = "signature_faulty"
    /// OpenSSL refused an operation that should not fail.
    case opensslFailed = "openssl_failed"
  }

  public var code: Code
  /// What was looked at, in the words of its format: `JWK member "crv"`, `the Multikey`.
  public var place: String
  /// What the rule asks for, where one value says it.
  public var expected: String?
  /// What stood there instead.
  public var found: String?
  /// What the reader can do about it, as an imperative sentence without a full stop.
  public var hint: String?

  public init(
    _ code: Code, at place: String, expected: String? = nil, found: String? = nil, hint: String? = nil
  ) {
    self.code = code
    self.place = place
    self.expected = expected
    self.found = found
    self.hint = hint
  }
}

extension KeyError: CustomStringConvertible {
  /// One sentence: what is wrong, where, and the remedy if there is one.
  public var description: String {
    guard let hint else { return message + "." }
    return "\(message); \(hint)."
  }

  /// What is wrong and where, without the remedy and without a full stop.
  public var message: String {
    var text = "\(place) \(explanation)"
    switch (expected, found) {
    case (let expected?, let found?): text += ": expected \(expected), found \(found)"
    case (let expected?, nil): text += ": expected \(expected)"
    case (nil, let found?): text += ": found \(found)"
    case (nil, nil): break
    }
    return text
  }

  private var explanation: String {
    switch code {
    case .encodingInvalid: "is not encoded as it must be"
    case .multibaseNotSupported: "has another multibase prefix than it must have"
    case .textTooLong: "is longer than the limit"
    case .lengthWrong: "has the wrong length"
    case .keyTypeNotSupported: "is a key of a kind that Badge does not use"
    case .codecUnknown: "starts with no known multicodec of a key"
    case .publicKeyNotCanonical: "is not the encoding of a curve point"
    case .publicKeySmallOrder: "is a point of small order, for which anyone can make signatures"
    case .keySizeNotSupported: "is smaller or larger than the keys that Badge uses"
    case .publicKeyInvalid: "is not what it can be"
    case .publicKeyMismatch: "does not belong to the private key beside it"
    case .privateKeyExposed: "holds a private key where only a public key may stand"
    case .wrongHalf: "is the other half of the key pair"
    case .keyUseNotAllowed: "rules out the signatures that are meant"
    case .memberInvalid: "is missing or has the wrong type"
    case .fileTooLarge: "is larger than a key file can be"
    case .formatUnknown: "is no key file that Badge reads"
    case .fileDamaged: "is damaged"
    case .severalKeys: "holds more than one key"
    case .passphraseNeeded: "is encrypted and no passphrase was given"
    case .passphraseWrong: "is not opened by this passphrase"
    case .passphraseEmpty: "would be protected by an empty passphrase"
    case .encryptionNotSupported: "is encrypted in a way that Badge does not support"
    case .signatureFaulty: "gave a signature that its own public key does not verify, so it was withheld"
    case .opensslFailed: "could not be used, because OpenSSL refused"
    }
  }
}

extension KeyError {
  /// Foreign text cut down to what an error may carry: 64 bytes, everything but printable ASCII shown as `?`.
  static func quote(_ text: Span<UInt8>) -> String {
    var quoted = ""
    for index in 0..<min(text.count, 64) {
      let byte = text[index]
      quoted.unicodeScalars.append((0x20...0x7e).contains(byte) ? Unicode.Scalar(byte) : "?")
    }
    return text.count > 64 ? quoted + "..." : quoted
  }
}
