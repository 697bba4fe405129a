import COpenSSL

/// PKCS#8 encrypted under a passphrase by PBES2 (RFC 8018 section 6.2). OpenSSL derives the key and runs the cipher.
extension SigningKey {
  /// The encrypted PKCS#8 in PEM, label `ENCRYPTED PRIVATE KEY`: scrypt (RFC 7914) with N = 2^14, r = 8, p = 5, a
  /// salt of 16 bytes, and AES-256-CBC.
  ///
  /// The cost is the largest step of the usual recommendations that stays within the 32 MiB to which the `openssl`
  /// command limits scrypt. It takes about a fifth of a second.
  ///
  /// - Throws: ``KeyError`` with `passphrase_empty` or `openssl_failed`.
  public func encryptedPKCS8PEM(passphrase: borrowing SecretBytes) throws(KeyError) -> SecretBytes {
    let plain = try pkcs8()
    return try EncryptionScheme.pem(of: plain, passphrase: passphrase)
  }

  /// Reads an EncryptedPrivateKeyInfo (RFC 5958 section 3). `passphrase` is asked only when the rest of the file is
  /// sound.
  ///
  /// - Throws: ``KeyError`` with `file_damaged`, `encryption_not_supported`, `passphrase_needed`, `passphrase_wrong`,
  ///   or the codes of ``init(pkcs8:)``.
  init(encryptedPKCS8 der: Span<UInt8>, passphrase: () -> SecretBytes?) throws(KeyError) {
    var file = DERCursor(der.indices)
    var info = try file.enter(.sequence, in: der)
    try file.checkEnd()
    let schemeRange = try info.read(.sequence, in: der)
    let encrypted = SecretBytes(copying: der.extracting(try info.read(.octetString, in: der)))
    try info.checkEnd()
    try checkCost(of: schemeRange, in: der)
    let scheme = try EncryptionScheme(parameters: der.extracting(schemeRange))
    guard let passphrase = passphrase() else {
      throw KeyError(.passphraseNeeded, at: "the PKCS#8 file")
    }
    // The padding fits a wrong key once in 256 times; then the plain text is no sequence that fills its buffer.
    guard let plain = try scheme.run(encrypted, passphrase: passphrase, isEncrypting: false),
      plain.withBytes({ isOneSequence($0) })
    else { throw KeyError(.passphraseWrong, at: "the PKCS#8 file") }
    self = try plain.withBytes { plain throws(KeyError) in try SigningKey(pkcs8: plain) }
  }
}

extension PrivateKey {
  /// The encrypted PKCS#8 in PEM; see ``SigningKey/encryptedPKCS8PEM(passphrase:)``.
  ///
  /// - Throws: as that.
  public func encryptedPKCS8PEM(passphrase: borrowing SecretBytes) throws(KeyError) -> SecretBytes {
    let plain = pkcs8()
    return try EncryptionScheme.pem(of: plain, passphrase: passphrase)
  }
}

private func isOneSequence(_ der: Span<UInt8>) -> Bool {
  var cursor = DERCursor(der.indices)
  return (try? cursor.read(.sequence, in: der)) != nil && cursor.isAtEnd
}

/// Refuses a key derivation that would not end in reasonable time, which OpenSSL does not.
///
/// PBKDF2: 10 million rounds, 17 times the 600,000 that are recommended today, take some seconds. scrypt: N * r * p of
/// 2^24 is 25 times what is written here.
private func checkCost(of scheme: Range<Int>, in der: Span<UInt8>) throws(KeyError) {
  let pbes2: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d]
  let pbkdf2: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0c]
  let scrypt: [UInt8] = [0x2b, 0x06, 0x01, 0x04, 0x01, 0xda, 0x47, 0x04, 0x0b]
  let tooCostly = KeyError(.encryptionNotSupported, at: "the PKCS#8 file", found: "a key derivation beyond the limit")

  var algorithm = DERCursor(scheme)
  let identifier = try algorithm.read(.objectIdentifier, in: der)
  guard der.extracting(identifier).equals(pbes2) else {
    throw KeyError(
      .encryptionNotSupported, at: "the PKCS#8 file", expected: "PBES2",
      hint: "convert a copy with openssl pkcs8 -topk8 -v2 aes-256-cbc")
  }
  var parameters = try algorithm.enter(.sequence, in: der)
  var derivation = try parameters.enter(.sequence, in: der)
  let name = try derivation.read(.objectIdentifier, in: der)
  var values = try derivation.enter(.sequence, in: der)
  _ = try values.read(.octetString, in: der)
  if der.extracting(name).equals(pbkdf2) {
    guard let rounds = try values.readInteger(in: der), rounds <= 10_000_000 else { throw tooCostly }
  } else if der.extracting(name).equals(scrypt) {
    guard let n = try values.readInteger(in: der), let r = try values.readInteger(in: der),
      let p = try values.readInteger(in: der), max(n, r, p) <= 1 << 20, n * r * p <= 1 << 24
    else { throw tooCostly }
  } else {
    throw KeyError(.encryptionNotSupported, at: "the PKCS#8 file", expected: "PBKDF2 or scrypt")
  }
}

/// An AlgorithmIdentifier of PBES2, as OpenSSL holds it.
@safe private struct EncryptionScheme: ~Copyable {
  // SAFETY: owned by this value alone, not null, and freed once in deinit.
  private let algorithm: UnsafeMutablePointer<X509_ALGOR>

  deinit { unsafe X509_ALGOR_free(algorithm) }

  private init(_ algorithm: UnsafeMutablePointer<X509_ALGOR>) { unsafe self.algorithm = algorithm }

  /// Encrypts a PrivateKeyInfo and writes it in PEM.
  static func pem(
    of plain: borrowing SecretBytes, passphrase: borrowing SecretBytes
  ) throws(KeyError) -> SecretBytes {
    guard !passphrase.isEmpty else { throw KeyError(.passphraseEmpty, at: "the key file") }
    let scheme = try scrypt()
    let encrypted = try scheme.run(plain, passphrase: passphrase, isEncrypting: true)
    guard let encrypted else { throw OpenSSL.failure("the encrypted PKCS#8 file") }
    var contents = SecretBytes(capacity: encrypted.count + 256)
    try scheme.appendDER(to: &contents)
    encrypted.withBytes { contents.append(.octetString, $0) }
    var der = SecretBytes(capacity: contents.count + 8)
    contents.withBytes { der.append(.sequence, $0) }
    var text = SecretBytes(capacity: 2 * der.count)
    der.withBytes { PEMBlock.write($0, label: "ENCRYPTED PRIVATE KEY", to: &text) }
    return text
  }

  /// A fresh salt and initialisation vector.
  static func scrypt() throws(KeyError) -> EncryptionScheme {
    var salt = InlineArray<16, UInt8>(repeating: 0)
    var span = salt.mutableSpan
    let algorithm: UnsafeMutablePointer<X509_ALGOR>? = unsafe span.withUnsafeMutableBufferPointer { salt in
      // SAFETY: OpenSSL writes 16 bytes, then copies them. Without an initialisation vector it draws one.
      guard OpenSSL.succeeded(unsafe RAND_bytes(salt.baseAddress, CInt(salt.count))) else { return nil }
      return unsafe PKCS5_pbe2_set_scrypt(
        EVP_aes_256_cbc(), salt.baseAddress, CInt(salt.count), nil, 1 << 14, 8, 5)
    }
    guard let algorithm = unsafe algorithm else { throw OpenSSL.failure("the encryption of the PKCS#8 file") }
    return unsafe EncryptionScheme(algorithm)
  }

  /// Reads the contents of an AlgorithmIdentifier.
  init(parameters: Span<UInt8>) throws(KeyError) {
    var element = SecretBytes(capacity: parameters.count + 4)
    element.append(.sequence, parameters)
    let algorithm: UnsafeMutablePointer<X509_ALGOR>? = unsafe element.withBytes { der in
      unsafe der.withUnsafeBufferPointer { buffer in
        // SAFETY: OpenSSL reads `count` bytes, moves its copy of the pointer, and keeps nothing of the buffer.
        var start = buffer.baseAddress
        return unsafe d2i_X509_ALGOR(nil, &start, buffer.count)
      }
    }
    guard let algorithm = unsafe algorithm else {
      ERR_clear_error()
      throw DERCursor.damaged
    }
    unsafe self.algorithm = algorithm
  }

  func appendDER(to output: inout SecretBytes) throws(KeyError) {
    // SAFETY: without a buffer the function gives the length; then it writes as much and moves its copy of the pointer.
    let length = unsafe Int(i2d_X509_ALGOR(algorithm, nil))
    guard length > 0 else { throw OpenSSL.failure("the encryption of the PKCS#8 file") }
    var written = 0
    output.append(addingCapacity: length) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, count in
        var start = buffer.baseAddress
        written = unsafe Int(i2d_X509_ALGOR(algorithm, &start))
        count = max(written, 0)
      }
    }
    guard written == length else { throw OpenSSL.failure("the encryption of the PKCS#8 file") }
  }

  /// Encrypts or decrypts; nil where the padding does not fit, as it does not for a wrong passphrase.
  ///
  /// - Throws: ``KeyError/Code/encryptionNotSupported`` where OpenSSL does not take the scheme.
  func run(
    _ input: borrowing SecretBytes, passphrase: borrowing SecretBytes, isEncrypting: Bool
  ) throws(KeyError) -> SecretBytes? {
    guard let context = unsafe EVP_CIPHER_CTX_new() else { throw OpenSSL.failure("the encryption of the PKCS#8 file") }
    // SAFETY: the context is freed once; OpenSSL wipes the cipher's key in it.
    defer { unsafe EVP_CIPHER_CTX_free(context) }
    let started = passphrase.withBytes { passphrase in
      unsafe passphrase.withUnsafeBufferPointer { buffer in
        // SAFETY: char and unsigned char have one layout, and OpenSSL reads `count` of them.
        unsafe buffer.withMemoryRebound(to: CChar.self) { buffer in
          unsafe EVP_PBE_CipherInit(
            algorithm.pointee.algorithm, buffer.baseAddress, CInt(buffer.count), algorithm.pointee.parameter, context,
            isEncrypting ? 1 : 0)
        }
      }
    }
    guard started == 1 else {
      var error = OpenSSL.failure("the PKCS#8 file")
      error.code = .encryptionNotSupported
      throw error
    }
    var output = SecretBytes(capacity: input.count + Int(EVP_MAX_BLOCK_LENGTH))
    var isComplete = false
    output.append(addingCapacity: input.count + Int(EVP_MAX_BLOCK_LENGTH)) { output in
      isComplete = input.withBytes { input in
        unsafe input.withUnsafeBufferPointer { input in
          unsafe output.withUnsafeMutableBufferPointer { output, count in
            guard let start = output.baseAddress else { return false }
            var updated: CInt = 0
            var finished: CInt = 0
            // SAFETY: the two calls together write at most the input's length and one block.
            guard
              OpenSSL.succeeded(
                unsafe EVP_CipherUpdate(context, start, &updated, input.baseAddress, CInt(input.count))),
              OpenSSL.succeeded(unsafe EVP_CipherFinal_ex(context, start + Int(updated), &finished))
            else { return false }
            count = Int(updated + finished)
            return true
          }
        }
      }
    }
    return isComplete ? consume output : nil
  }
}
