public import CanonicalJSON

/// Ed25519 keys as JSON Web Keys (RFC 7517, RFC 8037).
///
/// Duplicate members were refused when the document was parsed. Members that say nothing about the key's use, such as
/// `kid`, are left alone (RFC 7517 section 4).
extension PublicKey {
  /// Reads a public JWK: `kty` OKP, `crv` Ed25519, `x` strict base64url of 32 bytes; `use`, `key_ops` and `alg`, where
  /// present, must allow EdDSA signatures to be verified.
  ///
  /// - Throws: ``KeyError`` with `member_invalid`, `key_type_not_supported`, `private_key_exposed` where `d` is
  ///   present, `key_use_not_allowed`, `encoding_invalid`, or the codes of ``init(_:)``.
  public init(jwk node: JSONDocument.Node, of document: JSONDocument) throws(KeyError) {
    let jwk = JWKReader(document: document, node: node)
    try jwk.checkType()
    if jwk.has("d") { throw KeyError(.privateKeyExposed, at: "the JWK", found: "a member \"d\"") }
    try jwk.checkUse(operation: "verify")
    self = try jwk.publicKey()
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
  let document: JSONDocument
  let node: JSONDocument.Node

  func has(_ name: StaticString) -> Bool { document.member(name, of: node) != nil }

  func checkType() throws(KeyError) {
    guard document.kind(of: node) == .object else {
      throw KeyError(.memberInvalid, at: "the JWK", expected: "a JSON object")
    }
    let type = try requiredString("kty")
    guard document.isString(type, "OKP") else {
      // An EC key says by its curve what it is.
      let curve = document.member("crv", of: node).map { " " + quote($0) } ?? ""
      throw KeyError(.keyTypeNotSupported, at: "the JWK", expected: "OKP Ed25519", found: quote(type) + curve)
    }
    let curve = try requiredString("crv")
    guard document.isString(curve, "Ed25519") else {
      throw KeyError(.keyTypeNotSupported, at: "the JWK", expected: "OKP Ed25519", found: "OKP " + quote(curve))
    }
  }

  /// RFC 7517 sections 4.2 to 4.4; `alg` is EdDSA by RFC 8037 or Ed25519 by RFC 9864.
  func checkUse(operation: StaticString) throws(KeyError) {
    if let use = try optionalString("use"), !document.isString(use, "sig") {
      throw KeyError(.keyUseNotAllowed, at: "JWK member \"use\"", expected: "sig", found: quote(use))
    }
    if let alg = try optionalString("alg"), !document.isString(alg, "EdDSA"), !document.isString(alg, "Ed25519") {
      throw KeyError(.keyUseNotAllowed, at: "JWK member \"alg\"", expected: "EdDSA or Ed25519", found: quote(alg))
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

  func publicKey() throws(KeyError) -> PublicKey {
    let x = try requiredString("x")
    let bytes = document.withUTF8(of: x) { text in
      Result { () throws(KeyError) in try Base64URL.decode(text, at: "JWK member \"x\"") }
    }
    guard let bytes = try bytes?.get() else { throw invalid("x") }
    return try PublicKey(bytes.span)
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
