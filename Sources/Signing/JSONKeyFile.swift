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
    guard let d = file.document.member("d", of: root) else {
      self = .publicKey(try PublicKey(jwk: root, of: file.document))
      return
    }
    let jwk = JWKReader(document: file.document, node: root)
    let type = try jwk.type()
    guard type == .ed25519 else { throw jwk.notSupported("OKP Ed25519") }
    try jwk.checkUse(type, operation: "sign")
    let seed = try file.withSecret(d) { text throws(KeyError) in
      var seed = SecretBytes(capacity: PrivateKey.seedLength)
      try Base64URL.decode(text, at: "JWK member \"d\"", into: &seed)
      return seed
    }
    guard let seed else { throw KeyError(.memberInvalid, at: "JWK member \"d\"", expected: "a string") }
    let key = try PrivateKey(seed: seed)
    guard try jwk.ed25519() == key.publicKey else {
      throw KeyError(.publicKeyMismatch, at: "JWK member \"x\"")
    }
    self = .privateKey(key)
  }

  /// An object with `publicKeyMultibase`, `secretKeyMultibase` (Controlled Identifiers 1.0) or `privateKeyMultibase`
  /// (the name before that), as in the W3C test vectors.
  fileprivate init(multikeyObject file: borrowing SecretJSON) throws(KeyError) {
    let document = file.document
    var publicKey: PublicKey?
    if let member = document.member("publicKeyMultibase", of: document.root) {
      let key = document.withUTF8(of: member) { text in
        Result { () throws(KeyError) in try PublicKey(multikey: text) }
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
    let key = try file.withSecret(secret) { text throws(KeyError) in try PrivateKey(secretMultikey: text) }
    guard let key else { throw KeyError(.memberInvalid, at: "member \"secretKeyMultibase\"", expected: "a string") }
    if let publicKey, publicKey != key.publicKey {
      throw KeyError(.publicKeyMismatch, at: "member \"publicKeyMultibase\"")
    }
    self = .privateKey(key)
  }
}
