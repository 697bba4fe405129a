public import CanonicalJSON
import Signing

/// A DID document or another controlled identifier document (Controlled Identifiers 1.0, section 2): which keys speak for
/// an identifier, and for what.
///
/// The document is read once. What is wrong with one of its methods is kept with the method, and comes up only when a
/// proof uses it.
public struct ControllerDocument: Sendable {
  /// The identifier that the document is for, UTF-8.
  public let id: String
  // Keyed by the bytes of the absolute id.
  private let methods: [[UInt8]: Method]
  /// SHA-256 of its canonical form: two files that say the same are one document.
  let digest: [UInt8]

  fileprivate struct Method: Sendable {
    /// Listed under `assertionMethod`, by reference or by value.
    var assertsClaims = false
    var key: Result<PublicKey, Reason>
    var expires: Instant?
    var revoked: Instant?
  }

  /// Reads the document at a node.
  ///
  /// - Throws: a `Reason` with `controller_document_invalid` where the document as a whole cannot be used.
  public init(_ document: JSONDocument, at node: JSONDocument.Node) throws(Reason) {
    guard document.kind(of: node) == .object, let id = document.member("id", of: node),
      URLSyntax.isAbsolute(id, in: document), let text = document.text(at: id)
    else {
      throw Reason(
        .controllerDocumentInvalid, "a DID or controller document needs an 'id' that is a URL",
        pointer: document.pointer(to: node))
    }
    if text.hasPrefix("did:web:"), !(document.withUTF8(of: id, DIDSyntax.isSoundWebDID) ?? false) {
      throw Reason(
        .controllerDocumentInvalid, "the 'id' is no sound did:web identifier", pointer: document.pointer(to: id))
    }
    self.id = text
    var canonical: [UInt8] = []
    document.canonicalize(node, into: &canonical)
    digest = HashAlgorithm.sha256.digest(of: canonical)
    var reader = MethodReader(document: document, root: node, controller: Array(text.utf8))
    try reader.read()
    methods = reader.methods
  }

  /// The key that a proof may be checked with.
  ///
  /// - Parameters:
  ///   - method: the proof's verification method; its controller part is this document's id.
  ///   - time: the moment at which the key has to be good.
  /// - Throws: a `Reason` for a method that is not there, is not for assertions, is expired or revoked, or holds no
  ///   Ed25519 key.
  func key(_ method: VerificationMethodURL, at time: Instant) throws(Reason) -> PublicKey {
    guard let found = methods[method.text] else {
      throw Reason(
        .verificationMethodNotFound, "the document of '\(id)' has no verification method of this name")
    }
    guard found.assertsClaims else {
      throw Reason(
        .relationshipMissing,
        "the document of '\(id)' does not list this verification method under 'assertionMethod'")
    }
    let key = try found.key.get()
    // "at or after the time of expiration", "at or after the time of revocation" (section 2.2).
    if let revoked = found.revoked, time >= revoked {
      throw Reason(.keyRevoked, "the key was revoked on \(revoked)")
    }
    if let expires = found.expires, time >= expires {
      throw Reason(.keyExpired, "the key expired on \(expires)")
    }
    return key
  }
}

/// Collects the verification methods of a document.
private struct MethodReader {
  let document: JSONDocument
  let root: JSONDocument.Node
  let controller: [UInt8]
  private(set) var methods: [[UInt8]: ControllerDocument.Method] = [:]

  /// At most this many entries of one relationship are looked at.
  private static let entryLimit = 1000

  init(document: JSONDocument, root: JSONDocument.Node, controller: [UInt8]) {
    self.document = document
    self.root = root
    self.controller = controller
  }

  mutating func read() throws(Reason) {
    for node in try entries("verificationMethod") { try add(node, assertsClaims: false) }
    // Embedded in another relationship, a method asserts no claims unless it is referred to below.
    try readEmbedded("authentication")
    try readEmbedded("keyAgreement")
    try readEmbedded("capabilityInvocation")
    try readEmbedded("capabilityDelegation")
    for node in try entries("assertionMethod") {
      if document.kind(of: node) == .object {
        try add(node, assertsClaims: true)
      } else {
        try markReference(node)
      }
    }
  }

  private mutating func readEmbedded(_ relationship: StaticString) throws(Reason) {
    for node in try entries(relationship) where document.kind(of: node) == .object {
      try add(node, assertsClaims: false)
    }
  }

  private mutating func add(_ node: JSONDocument.Node, assertsClaims: Bool) throws(Reason) {
    guard document.kind(of: node) == .object, let id = document.member("id", of: node),
      let text = document.text(at: id)
    else {
      throw invalid("a verification method has to be an object with an 'id'", node)
    }
    var method = ControllerDocument.Method(
      assertsClaims: assertsClaims, key: .failure(Reason(.keyInvalid, "")))
    do throws(Reason) {
      try checkController(node)
      method.expires = try date("expires", node)
      method.revoked = try date("revoked", node)
      method.key = .success(try KeyMaterialReader.key(of: node, in: document))
    } catch {
      method.key = .failure(error)
    }
    guard methods.updateValue(method, forKey: absolute(text)) == nil else {
      throw invalid("two verification methods have one 'id'", node)
    }
  }

  /// A reference to a method that this document does not hold is allowed, and of no use here.
  private mutating func markReference(_ node: JSONDocument.Node) throws(Reason) {
    guard let reference = document.text(at: node) else {
      throw invalid("'assertionMethod' has to hold URLs or verification methods", node)
    }
    methods[absolute(reference)]?.assertsClaims = true
  }

  private func entries(_ name: StaticString) throws(Reason) -> [JSONDocument.Node] {
    guard let node = document.member(name, of: root) else { return [] }
    guard document.kind(of: node) == .array, document.count(of: node) <= Self.entryLimit else {
      throw invalid("'\(name)' has to be an array of at most \(Self.entryLimit) entries", node)
    }
    return Array(document.elements(of: node))
  }

  private func checkController(_ node: JSONDocument.Node) throws(Reason) {
    guard let owner = document.member("controller", of: node), let name = document.text(at: owner),
      name.utf8.elementsEqual(controller)
    else {
      throw Reason(
        .controllerMismatch, "the 'controller' of the verification method is not the document's 'id'",
        pointer: document.pointer(to: node))
    }
  }

  /// A relative URL of nothing but a fragment belongs to the document (DID Core 1.0, section 3.2.2).
  private func absolute(_ reference: String) -> [UInt8] {
    reference.utf8.first == UInt8(ascii: "#") ? controller + Array(reference.utf8) : Array(reference.utf8)
  }

  private func date(_ name: StaticString, _ node: JSONDocument.Node) throws(Reason) -> Instant? {
    guard let member = document.member(name, of: node) else { return nil }
    guard let instant = document.instant(at: member) else {
      throw Reason(
        .keyInvalid, "'\(name)' of a verification method has to be a date and time with a time zone",
        pointer: document.pointer(to: member))
    }
    return instant
  }

  private func invalid(_ message: String, _ node: JSONDocument.Node) -> Reason {
    Reason(.controllerDocumentInvalid, message, pointer: document.pointer(to: node))
  }
}

/// The key inside a verification method, by the method's type (Controlled Identifiers 1.0, section 2.2, and the older
/// types of the Ed25519 2018 and 2020 and the JSON Web Signature 2020 suites).
enum KeyMaterialReader {
  static func key(of node: JSONDocument.Node, in document: JSONDocument) throws(Reason) -> PublicKey {
    guard let type = document.member("type", of: node), let name = document.text(at: type) else {
      throw Reason(
        .keyInvalid, "a verification method needs a 'type'", pointer: document.pointer(to: node))
    }
    for secret: StaticString in [
      "secretKeyMultibase", "secretKeyJwk", "privateKeyMultibase", "privateKeyJwk",
      "privateKeyBase58",
    ] {
      guard let member = document.member(secret, of: node) else { continue }
      throw Reason(
        .keyInvalid, "the document publishes the private key ('\(secret)'), so anyone can sign with it",
        pointer: document.pointer(to: member))
    }
    var keys: [PublicKey] = []
    if let member = document.member("publicKeyMultibase", of: node) {
      guard ["Multikey", "Ed25519VerificationKey2020"].contains(name) else { throw mismatch(name, member, document) }
      keys.append(try text(member, document) { (span) throws(KeyError) in try PublicKey(multikey: span) })
    }
    if let member = document.member("publicKeyJwk", of: node) {
      guard ["JsonWebKey", "JsonWebKey2020", "Multikey"].contains(name) || !keys.isEmpty else {
        throw mismatch(name, member, document)
      }
      keys.append(try SelfDescribingDID.decode { () throws(KeyError) in try PublicKey(jwk: member, of: document) })
    }
    if let member = document.member("publicKeyBase58", of: node) {
      guard name == "Ed25519VerificationKey2018" || !keys.isEmpty else { throw mismatch(name, member, document) }
      keys.append(
        try text(member, document) { (span) throws(KeyError) in
          // The bare key in base58-btc: what multibase writes behind its `z`.
          var multibase: [UInt8] = [UInt8(ascii: "z")]
          for i in span.indices { multibase.append(span[i]) }
          let bytes = try Multibase.decode(multibase.span)
          return try PublicKey(bytes.span)
        })
    }
    guard let key = keys.first else {
      throw Reason(
        .keyTypeNotSupported, "a verification method of the type '\(name)' with this key material is not supported",
        pointer: document.pointer(to: node))
    }
    // "MUST NOT contain multiple verification material properties for the same material" (section 2.2): where they
    // disagree nobody can say which one is meant.
    guard keys.allSatisfy({ $0 == key }) else {
      throw Reason(
        .keyInvalid, "the verification method holds two different keys", pointer: document.pointer(to: node))
    }
    return key
  }

  private static func text(
    _ node: JSONDocument.Node, _ document: JSONDocument, _ read: (Span<UInt8>) throws(KeyError) -> PublicKey
  ) throws(Reason) -> PublicKey {
    guard let text = document.text(at: node) else {
      throw Reason(.keyInvalid, "the key has to be a string", pointer: document.pointer(to: node))
    }
    let bytes = Array(text.utf8)
    return try SelfDescribingDID.decode { () throws(KeyError) in try read(bytes.span) }
  }

  private static func mismatch(
    _ type: String, _ member: JSONDocument.Node, _ document: JSONDocument
  ) -> Reason {
    Reason(
      .keyTypeNotSupported, "a verification method of the type '\(type)' does not hold its key in this member",
      pointer: document.pointer(to: member))
  }
}
