import CanonicalJSON

extension KeyFile {
  /// Reads a JSON object: a JWK, or a Multikey with its member names.
  init(json text: Span<UInt8>) throws(KeyError) {
    let file = try SecretJSON(text)
    let root = file.document.root
    if file.document.member("kty", of: root) != nil {
      self = KeyFile(format: .jwk, try KeyMaterial(jwk: file))
    } else if file.document.member("publicKeyMultibase", of: root) != nil
      || file.document.member("secretKeyMultibase", of: root) != nil
      || file.document.member("privateKeyMultibase", of: root) != nil
    {
      self = KeyFile(format: .multikey, try KeyMaterial(multikeyObject: file))
    } else if file.document.member("keys", of: root) != nil {
      throw KeyError(
        .severalKeys, at: "the JWK Set", hint: "save the one key that is meant as a file of its own")
    } else {
      throw KeyError(
        .formatUnknown, at: "the file",
        found: "a JSON object with neither kty nor publicKeyMultibase nor "
          + "secretKeyMultibase")
    }
  }
}

extension KeyMaterial {
  /// A JWK with or without `d`.
  fileprivate init(jwk file: borrowing SecretJSON) throws(KeyError) {
    let root = file.document.root
    guard file.document.member("d", of: root) != nil else {
      self = .publicKey(try VerificationKey(jwk: root, of: file.document))
      return
    }
    let jwk = JWKReader(document: file.document, node: root)
    let type = try jwk.type()
    try jwk.checkUse(type, operation: "sign")
    let recorded = try jwk.publicKey(type)
    let key: SigningKey
    switch type {
    case .ed25519: key = .ed25519(try PrivateKey(seed: file.number("d")))
    case .p256:
      let scalar = try file.number("d")
      key = .p256(try scalar.withBytes { bytes throws(KeyError) in try P256PrivateKey(scalar: bytes) })
    case .rsa: key = .rsa(try RSAPrivateKey(file, recorded))
    }
    guard recorded == key.publicKey else {
      throw KeyError(.publicKeyMismatch, at: type == .rsa ? "JWK member \"n\"" : "JWK member \"x\"")
    }
    self = .privateKey(key)
  }

  /// An object with `publicKeyMultibase`, `secretKeyMultibase` (Controlled Identifiers 1.0) or `privateKeyMultibase`
  /// (the name before that), as in the W3C test vectors.
  fileprivate init(multikeyObject file: borrowing SecretJSON) throws(KeyError) {
    let document = file.document
    var publicKey: VerificationKey?
    if let member = document.member("publicKeyMultibase", of: document.root) {
      let key = document.withUTF8(of: member) { text in
        Result { () throws(KeyError) in try VerificationKey(multikey: text) }
      }
      guard let key else { throw KeyError(.memberInvalid, at: "member \"publicKeyMultibase\"", expected: "a string") }
      publicKey = try key.get()
    }
    let secret =
      document.member("secretKeyMultibase", of: document.root)
      ?? document.member("privateKeyMultibase", of: document.root)
    guard let secret else {
      guard let publicKey else { throw KeyError(.formatUnknown, at: "the file") }
      self = .publicKey(publicKey)
      return
    }
    let key = try file.withSecret(secret) { text throws(KeyError) in try SigningKey(secretMultikey: text) }
    guard let key else { throw KeyError(.memberInvalid, at: "member \"secretKeyMultibase\"", expected: "a string") }
    if let publicKey, publicKey != key.publicKey {
      throw KeyError(.publicKeyMismatch, at: "member \"publicKeyMultibase\"")
    }
    self = .privateKey(key)
  }
}

extension RSAPrivateKey {
  /// Reads the members of RFC 7518 section 6.3.2. A key of more than two primes (`oth`) is not used, and one without the
  /// primes cannot be.
  fileprivate init(_ file: borrowing SecretJSON, _ recorded: VerificationKey) throws(KeyError) {
    guard case .rsa(let publicKey) = recorded, file.document.member("oth", of: file.document.root) == nil else {
      throw KeyError(.keyTypeNotSupported, at: "the JWK", expected: "RSA with two primes", found: "a member \"oth\"")
    }
    var numbers = SecretNumbers()
    numbers.append(publicKey.modulus.span)
    numbers.append(publicKey.exponentBytes.span)
    for name: StaticString in ["d", "p", "q", "dp", "dq", "qi"] {
      let number = try file.number(name)
      number.withBytes { numbers.append($0) }
    }
    self = try RSAPrivateKey(numbers: numbers)
  }
}

extension SecretJSON {
  /// The bytes of a secret member in base64url.
  fileprivate borrowing func number(_ name: StaticString) throws(KeyError) -> SecretBytes {
    let place = "JWK member \"\(name)\""
    guard let member = document.member(name, of: document.root) else {
      throw KeyError(.memberInvalid, at: place, expected: "a string")
    }
    let bytes = try withSecret(member) { text throws(KeyError) in
      var bytes = SecretBytes(capacity: text.count)
      try Base64URL.decode(text, at: place, into: &bytes)
      return bytes
    }
    guard let bytes else { throw KeyError(.memberInvalid, at: place, expected: "a string") }
    return bytes
  }
}
