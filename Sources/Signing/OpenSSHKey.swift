/// Ed25519 keys as OpenSSH writes them: the line of a `.pub` file (RFC 4253 section 6.6, RFC 8709 section 4) and the
/// `openssh-key-v1` container (PROTOCOL.key of OpenSSH).
extension PublicKey {
  /// Reads `ssh-ed25519`, a space, base64 and an optional comment.
  init(openSSHLine line: Span<UInt8>) throws(KeyError) {
    let typeEnd = line.firstWhitespace(from: 0)
    let type = line.extracting(0..<typeEnd)
    guard type.equals("ssh-ed25519") else {
      throw KeyError(.keyTypeNotSupported, at: openSSHFile, expected: "ssh-ed25519", found: KeyError.quote(type))
    }
    guard !line.contains(UInt8(ascii: "\n")) else {
      throw KeyError(.severalKeys, at: openSSHFile, hint: "keep each key in a file of its own")
    }
    let start = min(typeEnd + 1, line.count)
    var blob: [UInt8] = []
    try Base64Alphabet.standard.decode(
      line.extracting(start..<line.firstWhitespace(from: start)), at: openSSHFile
    ) { blob.append($0) }
    self = try PublicKey(openSSHBlob: blob.span)
  }

  /// Reads the two strings of RFC 8709 section 4: the type and the 32 bytes.
  init(openSSHBlob blob: Span<UInt8>) throws(KeyError) {
    var fields = OpenSSHCursor(blob.indices)
    let type = blob.extracting(try fields.readString(in: blob))
    guard type.equals("ssh-ed25519") else {
      throw KeyError(.keyTypeNotSupported, at: openSSHFile, expected: "ssh-ed25519", found: KeyError.quote(type))
    }
    let key = try fields.readString(in: blob)
    try fields.checkEnd()
    self = try PublicKey(blob.extracting(key))
  }
}

extension PrivateKey {
  /// Reads the contents of an `OPENSSH PRIVATE KEY` block that has no passphrase.
  ///
  /// - Throws: ``KeyError`` with `encryption_not_supported` for one that has, `several_keys`, `key_type_not_supported`,
  ///   `public_key_mismatch` or `file_damaged`.
  init(openSSH file: Span<UInt8>) throws(KeyError) {
    guard file.starts(with: "openssh-key-v1\0") else { throw OpenSSHCursor.damaged }
    var fields = OpenSSHCursor(15..<file.count)
    let cipher = try fields.readString(in: file)
    let derivation = try fields.readString(in: file)
    let derivationOptions = try fields.readString(in: file)
    guard file.extracting(cipher).equals("none") else {
      throw KeyError(
        .encryptionNotSupported, at: openSSHFile, found: KeyError.quote(file.extracting(cipher)),
        hint: "copy the file, remove the passphrase from the copy with ssh-keygen -p -N \"\" -f COPY, read the copy, "
          + "then delete it")
    }
    guard file.extracting(derivation).equals("none"), derivationOptions.isEmpty else { throw OpenSSHCursor.damaged }
    guard try fields.readNumber(in: file) == 1 else {
      throw KeyError(.severalKeys, at: openSSHFile, hint: "keep each key in a file of its own")
    }
    let publicBlob = try fields.readString(in: file)
    var secrets = OpenSSHCursor(try fields.readString(in: file))
    try fields.checkEnd()
    let recorded = try PublicKey(openSSHBlob: file.extracting(publicBlob))
    let key = try PrivateKey(openSSHSecrets: &secrets, in: file)
    guard key.publicKey == recorded else { throw KeyError(.publicKeyMismatch, at: "the public key in \(openSSHFile)") }
    self = key
  }

  /// Two equal check numbers, the type, the public key, seed and public key again, a comment, and 1, 2, 3 and so on
  /// up to a multiple of 8 bytes.
  private init(openSSHSecrets fields: inout OpenSSHCursor, in file: Span<UInt8>) throws(KeyError) {
    guard fields.count % 8 == 0, try fields.readNumber(in: file) == fields.readNumber(in: file) else {
      throw OpenSSHCursor.damaged
    }
    guard file.extracting(try fields.readString(in: file)).equals("ssh-ed25519") else { throw OpenSSHCursor.damaged }
    let publicHalf = try fields.readString(in: file)
    let both = try fields.readString(in: file)
    _ = try fields.readString(in: file)
    try fields.checkPadding(in: file)
    guard both.count == 64 else { throw OpenSSHCursor.damaged }
    let key = try PrivateKey(seedBytes: file.extracting(both.prefix(32)))
    try key.checkPublicHalf(file.extracting(publicHalf), at: openSSHFile)
    try key.checkPublicHalf(file.extracting(both.suffix(32)), at: openSSHFile)
    self = key
  }
}

private let openSSHFile = "the OpenSSH key file"

/// A walk over the fields of SSH's binary form (RFC 4251 section 5). It holds offsets alone; the bytes are given to
/// each call, so that a secret is never copied.
private struct OpenSSHCursor {
  private var at: Int
  private let end: Int

  init(_ range: Range<Int>) {
    at = range.lowerBound
    end = range.upperBound
  }

  var count: Int { end - at }

  mutating func readNumber(in bytes: Span<UInt8>) throws(KeyError) -> UInt32 {
    guard count >= 4 else { throw Self.damaged }
    var number: UInt32 = 0
    for _ in 0..<4 {
      number = number << 8 | UInt32(bytes[at])
      at += 1
    }
    return number
  }

  /// The range of a string's bytes.
  mutating func readString(in bytes: Span<UInt8>) throws(KeyError) -> Range<Int> {
    let length = Int(try readNumber(in: bytes))
    guard length <= count else { throw Self.damaged }
    at += length
    return at - length..<at
  }

  /// Consumes the rest, which must be 1, 2, 3 and so on, less than one block of 8.
  mutating func checkPadding(in bytes: Span<UInt8>) throws(KeyError) {
    guard count < 8 else { throw Self.damaged }
    var expected: UInt8 = 1
    while at < end {
      guard bytes[at] == expected else { throw Self.damaged }
      expected += 1
      at += 1
    }
  }

  func checkEnd() throws(KeyError) {
    guard at == end else { throw Self.damaged }
  }

  static var damaged: KeyError { KeyError(.fileDamaged, at: openSSHFile) }
}

extension Span<UInt8> {
  /// The offset of the first white space from `start` on, or the end.
  fileprivate func firstWhitespace(from start: Int) -> Int {
    var at = start
    while at < count, !self[at].isWhitespace { at += 1 }
    return at
  }
}

extension VerificationKey {
  /// Reads a key as OpenSSH writes it in a `.pub` file: the type, a space and base64. `ssh-ed25519`, `ecdsa-sha2-nistp256`
  /// (RFC 5656 section 3.1) and `ssh-rsa` (RFC 4253 section 6.6).
  ///
  /// - Throws: ``KeyError``.
  public init(openSSHText text: String) throws(KeyError) {
    let bytes = Array(text.utf8)
    let line = bytes.span
    let typeEnd = line.firstWhitespace(from: 0)
    let type = line.extracting(0..<typeEnd)
    guard type.equals("ecdsa-sha2-nistp256") || type.equals("ssh-rsa") else {
      self = .ed25519(try PublicKey(openSSHLine: line))
      return
    }
    let start = min(typeEnd + 1, line.count)
    var blob: [UInt8] = []
    try Base64Alphabet.standard.decode(
      line.extracting(start..<line.firstWhitespace(from: start)), at: openSSHFile
    ) { blob.append($0) }
    let fields = blob.span
    var cursor = OpenSSHCursor(fields.indices)
    // The blob repeats the type.
    let name = try cursor.readString(in: fields)
    guard fields.extracting(name).equals(type.equals("ssh-rsa") ? "ssh-rsa" : "ecdsa-sha2-nistp256") else {
      throw OpenSSHCursor.damaged
    }
    if type.equals("ssh-rsa") {
      let exponent = try cursor.readString(in: fields)
      let modulus = try cursor.readString(in: fields)
      try cursor.checkEnd()
      let n = try Self.magnitude(modulus, in: fields)
      let e = try Self.magnitude(exponent, in: fields)
      self = .rsa(try RSAPublicKey(modulus: fields.extracting(n), exponent: fields.extracting(e)))
    } else {
      let curve = try cursor.readString(in: fields)
      let point = try cursor.readString(in: fields)
      try cursor.checkEnd()
      guard fields.extracting(curve).equals("nistp256") else { throw OpenSSHCursor.damaged }
      self = .p256(try P256PublicKey(fields.extracting(point)))
    }
  }

  /// Where a positive number in SSH's form (RFC 4251 section 5, mpint) is without the zero that keeps it from being
  /// negative.
  private static func magnitude(_ range: Range<Int>, in bytes: Span<UInt8>) throws(KeyError) -> Range<Int> {
    guard range.count > 0, bytes[range.lowerBound] < 0x80 else { throw OpenSSHCursor.damaged }
    guard bytes[range.lowerBound] == 0 else { return range }
    guard range.count > 1, bytes[range.lowerBound + 1] >= 0x80 else { throw OpenSSHCursor.damaged }
    return range.dropFirst()
  }
}
