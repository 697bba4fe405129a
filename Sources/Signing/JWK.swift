public import CanonicalJSON

/// Ed25519 keys as JSON Web Keys (RFC 7517, RFC 8037).
///
/// Duplicate members were refused when the document was parsed. Members that say nothing about the key's use, such as
/// `kid`, are left alone (RFC 7517 section 4).
extension PublicKey {
  /// Reads a public JWK: `kty` OKP, `crv` Ed25519, `x` strict base64url of 32 bytes; `use`, `key_ops` and `alg`, where
  /// present, must allow EdDSA signatures to be verified.
  ///
  /// - Throws: ``KeyError`` with `member_invalid`, `key_type_not_supported`, `private_key_exposed` where a
  ///   member of a private key is present, `key_use_not_allowed`, `encoding_invalid`, or the codes of ``init(_:)``.
  public init(jwk node: JSONDocument.Node, of document: JSONDocument) throws(KeyError) {
    let jwk = JWKReader(document: document, node: node)
    let type = try jwk.type()
    guard type == .ed25519 else { throw jwk.notSupported("OKP Ed25519") }
    try jwk.checkNoSecret()
    try jwk.checkUse(type, operation: "verify")
    self = try jwk.ed25519()
  }

  /// The public JWK in its canonical form (RFC 8785), with the required members alone.
  ///
  /// This is also the text that RFC 7638 section 3 hashes.
  public var jwk: String {
    withBytes { #"{"crv":"Ed25519","kty":"OKP","x":""# + Base64URL.encode($0) + #""}"# }
  }

  /// The JWK thumbprint (RFC 7638, RFC 8037 appendix A.3): 43 characters of base64url.
  public var jwkThumbprint: String {
    Base64URL.encode(HashAlgorithm.sha256.digest(of: Array(jwk.utf8)).span)
  }
}

extension PrivateKey {
  /// The private JWK in its canonical form (RFC 8785), with the required members alone.
  public func jwk() -> SecretBytes {
    var text = SecretBytes(capacity: 160)
    text.append(ascii: #"{"crv":"Ed25519","d":""#)
    withSeed { Base64URL.encode($0, into: &text) }
    text.append(ascii: #"","kty":"OKP","x":""#)
    publicKey.withBytes { Base64URL.encode($0, into: &text) }
    text.append(ascii: #""}"#)
    return text
  }
}

/// The checks that public and private JWKs share.
struct JWKReader {
  /// The kinds of keys that are read.
  enum KeyType {
    /// `kty` OKP, `crv` Ed25519 (RFC 8037 section 2).
    case ed25519
    /// `kty` EC, `crv` P-256 (RFC 7518 section 6.2).
    case p256
    /// `kty` RSA (RFC 7518 section 6.3).
    case rsa
  }

  let document: JSONDocument
  let node: JSONDocument.Node

  func has(_ name: StaticString) -> Bool { document.member(name, of: node) != nil }

  /// - Throws: ``KeyError`` with `member_invalid`, or `key_type_not_supported` for any other kind.
  func type() throws(KeyError) -> KeyType {
    guard document.kind(of: node) == .object else {
      throw KeyError(.memberInvalid, at: "the JWK", expected: "a JSON object")
    }
    let type = try requiredString("kty")
    if document.isString(type, "RSA") { return .rsa }
    guard document.isString(type, "OKP") || document.isString(type, "EC") else {
      throw notSupported("OKP Ed25519, EC P-256 or RSA")
    }
    let curve = try requiredString("crv")
    if document.isString(type, "OKP"), document.isString(curve, "Ed25519") { return .ed25519 }
    if document.isString(type, "EC"), document.isString(curve, "P-256") { return .p256 }
    throw notSupported("OKP Ed25519, EC P-256 or RSA")
  }

  func notSupported(_ expected: String) -> KeyError {
    // An EC key says by its curve what it is.
    let curve = document.member("crv", of: node).map { " " + quote($0) } ?? ""
    let type = document.member("kty", of: node).map { quote($0) } ?? ""
    return KeyError(.keyTypeNotSupported, at: "the JWK", expected: expected, found: type + curve)
  }

  /// The members of RFC 7518 section 6 and RFC 8037 section 2 that only private keys have.
  func checkNoSecret() throws(KeyError) {
    for name: StaticString in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] where has(name) {
      throw KeyError(.privateKeyExposed, at: "the JWK", found: "a member \"\(name)\"")
    }
  }

  /// RFC 7517 sections 4.2 to 4.4; for Ed25519 `alg` is EdDSA by RFC 8037 or Ed25519 by RFC 9864.
  func checkUse(_ type: KeyType, operation: StaticString) throws(KeyError) {
    if let use = try optionalString("use"), !document.isString(use, "sig") {
      throw KeyError(.keyUseNotAllowed, at: "JWK member \"use\"", expected: "sig", found: quote(use))
    }
    if let alg = try optionalString("alg") {
      let (isAllowed, expected) =
        switch type {
        case .ed25519:
          (document.isString(alg, "EdDSA") || document.isString(alg, "Ed25519"), "EdDSA or Ed25519")
        case .p256: (document.isString(alg, "ES256"), "ES256")
        case .rsa: (document.isString(alg, "RS256"), "RS256")
        }
      guard isAllowed else {
        throw KeyError(.keyUseNotAllowed, at: "JWK member \"alg\"", expected: expected, found: quote(alg))
      }
    }
    guard let operations = document.member("key_ops", of: node) else { return }
    guard document.kind(of: operations) == .array else {
      throw KeyError(.memberInvalid, at: "JWK member \"key_ops\"", expected: "an array of strings")
    }
    var isAllowed = false
    for element in document.elements(of: operations) {
      guard document.kind(of: element) == .string else {
        throw KeyError(.memberInvalid, at: "JWK member \"key_ops\"", expected: "an array of strings")
      }
      if document.isString(element, operation) { isAllowed = true }
    }
    guard isAllowed else {
      throw KeyError(.keyUseNotAllowed, at: "JWK member \"key_ops\"", expected: "\(operation) among its elements")
    }
  }

  func publicKey(_ type: KeyType) throws(KeyError) -> VerificationKey {
    switch type {
    case .ed25519: return .ed25519(try ed25519())
    case .p256:
      // "The length of this octet string MUST be the full size of a coordinate" (RFC 7518 section 6.2.1.2).
      let (x, y) = (try bytes("x"), try bytes("y"))
      return .p256(try P256PublicKey(x: x.span, y: y.span))
    case .rsa:
      let (n, e) = (try bytes("n"), try bytes("e"))
      return .rsa(try RSAPublicKey(modulus: n.span, exponent: e.span))
    }
  }

  func ed25519() throws(KeyError) -> PublicKey {
    let x = try bytes("x")
    return try PublicKey(x.span)
  }

  /// Characters of a member's text. The largest modulus takes 1,366.
  private static let longestText = 1400

  private func bytes(_ name: StaticString) throws(KeyError) -> [UInt8] {
    let member = try requiredString(name)
    let bytes = document.withUTF8(of: member) { text in
      Result { () throws(KeyError) in
        guard text.count <= Self.longestText else {
          throw KeyError(
            .textTooLong, at: "JWK member \"\(name)\"", expected: "at most \(Self.longestText) characters",
            found: "\(text.count)")
        }
        return try Base64URL.decode(text, at: "JWK member \"\(name)\"")
      }
    }
    guard let bytes = try bytes?.get() else { throw invalid(name) }
    return bytes
  }

  func requiredString(_ name: StaticString) throws(KeyError) -> JSONDocument.Node {
    guard let value = try optionalString(name) else { throw invalid(name) }
    return value
  }

  private func optionalString(_ name: StaticString) throws(KeyError) -> JSONDocument.Node? {
    guard let value = document.member(name, of: node) else { return nil }
    guard document.kind(of: value) == .string else { throw invalid(name) }
    return value
  }

  private func quote(_ value: JSONDocument.Node) -> String { document.withUTF8(of: value) { KeyError.quote($0) } ?? "" }

  private func invalid(_ name: StaticString) -> KeyError {
    KeyError(.memberInvalid, at: "JWK member \"\(name)\"", expected: "a string")
  }
}
