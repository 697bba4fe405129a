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
  /// The first moment at which each key that is revoked is so: many a document has one key under two names.
  private let revocations: [VerificationKey: Instant]
  /// The methods of other documents that are referred to under `assertionMethod`.
  private let references: Set<[UInt8]>
  /// The verification method that the document itself is, where it is a bare key.
  private let bareKey: BareKey?
  /// SHA-256 of its canonical form: two files that say the same are one document.
  let digest: [UInt8]

  fileprivate struct Method: Sendable {
    /// Listed under `assertionMethod`, by reference or by value.
    var assertsClaims = false
    /// Listed under `authentication`, likewise.
    var authenticates = false
    var key: Result<VerificationKey, Reason>
    var expires: Instant?
    var revoked: Instant?
  }

  /// A verification method that is published as a document of its own, at an https URL, as issuers did before Controlled
  /// Identifiers: it speaks for its controller if the controller's document refers to it.
  private struct BareKey: Sendable {
    /// Nil where it names none.
    let controller: [UInt8]?
    let method: Method
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
    revocations = Self.revocations(reader.methods)
    references = reader.references
    bareKey = reader.bareKey(text).map { BareKey(controller: $0.controller, method: $0.method) }
  }

  /// What a key is for (section 2.3).
  enum Relationship: String, Sendable {
    /// To make claims, as the issuer of a credential does.
    case assertionMethod
    /// To prove to be the controller, as the holder of a presentation does.
    case authentication
  }

  /// The key that a proof may be checked with.
  ///
  /// - Parameters:
  ///   - method: the proof's verification method; its controller part is this document's id.
  ///   - relationship: what the proof is made for.
  ///   - time: the moment at which the key has to be good.
  /// - Throws: a `Reason` for a method that is not there, is not for that, is expired or revoked, or holds no
  ///   key of a kind that is used here.
  func key(
    _ method: VerificationMethodURL, for relationship: Relationship = .assertionMethod, at time: Instant
  ) throws(Reason) -> VerificationKey {
    guard let found = methods[method.text] else {
      throw Reason(
        .verificationMethodNotFound, "the document of '\(id)' has no verification method of this name")
    }
    guard relationship == .authentication ? found.authenticates : found.assertsClaims else {
      throw Reason(
        .relationshipMissing,
        "the document of '\(id)' does not list this verification method under '\(relationship.rawValue)'")
    }
    let key = try found.key(at: time)
    if let revoked = revocations[key], time >= revoked {
      throw Reason(.keyRevoked, "the key was revoked on \(revoked), under another name")
    }
    return key
  }

  /// When the document says that a key was revoked, under whatever name; nil where it does not.
  func revocation(of key: VerificationKey) -> Instant? { revocations[key] }

  private static func revocations(_ methods: [[UInt8]: Method]) -> [VerificationKey: Instant] {
    var revocations: [VerificationKey: Instant] = [:]
    for method in methods.values {
      guard let revoked = method.revoked, case .success(let key) = method.key else { continue }
      revocations[key] = min(revocations[key] ?? revoked, revoked)
    }
    return revocations
  }

  /// Whether this document, as that of an issuer, has a method that its own URL does not say to be the issuer's: by value,
  /// or by reference to a document of its own.
  func claims(_ method: VerificationMethodURL) -> Bool {
    methods[method.text] != nil || references.contains(method.text)
  }

  /// Whether this document has the method itself, and not only a reference to it.
  func holds(_ method: VerificationMethodURL) -> Bool { methods[method.text] != nil }

  /// Whether this document has the method, and lets it assert claims.
  func asserts(_ method: VerificationMethodURL) -> Bool { methods[method.text]?.assertsClaims ?? false }

  /// When the document says that a key was revoked; nil where it does not.
  func revocation(of method: VerificationMethodURL) -> Instant? { methods[method.text]?.revoked }
  /// The URLs of the methods for assertions, whether they stand here or are referred to, in the order of their bytes.
  var assertionMethods: [String] {
    let names = methods.filter { $0.value.assertsClaims }.map(\.key) + references
    return names.sorted { $0.lexicographicallyPrecedes($1) }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether the document is a verification method and no more.
  var isBareKey: Bool { bareKey != nil }

  /// The key that this document is, for a controller whose document refers to it under `assertionMethod`.
  ///
  /// - Throws: a `Reason` for a document that is no key, the key of another controller, or one that is not good.
  func bareKey(of controller: String, at time: Instant) throws(Reason) -> VerificationKey {
    guard let bareKey else {
      throw Reason(.verificationMethodNotFound, "the document '\(id)' is no verification method")
    }
    guard let owner = bareKey.controller, owner.elementsEqual(controller.utf8) else {
      throw Reason(.controllerMismatch, "the 'controller' of the verification method '\(id)' is not '\(controller)'")
    }
    return try bareKey.method.key(at: time)
  }
}

extension ControllerDocument.Method {
  fileprivate func key(at time: Instant) throws(Reason) -> VerificationKey {
    let key = try key.get()
    // "at or after the time of expiration", "at or after the time of revocation" (section 2.2).
    if let revoked, time >= revoked { throw Reason(.keyRevoked, "the key was revoked on \(revoked)") }
    if let expires, time >= expires { throw Reason(.keyExpired, "the key expired on \(expires)") }
    return key
  }
}

/// Collects the verification methods of a document.
private struct MethodReader {
  let document: JSONDocument
  let root: JSONDocument.Node
  let controller: [UInt8]
  private(set) var methods: [[UInt8]: ControllerDocument.Method] = [:]
  private(set) var references: Set<[UInt8]> = []
  /// Where the methods stand, and the canonical forms of those that came twice.
  private var nodes: [[UInt8]: JSONDocument.Node] = [:]
  private var forms: [[UInt8]: [UInt8]] = [:]

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
    let authentications = try entries("authentication")
    let assertions = try entries("assertionMethod")
    for node in assertions where document.kind(of: node) == .object { try add(node, assertsClaims: true) }
    try readOlderMethods()
    for node in assertions where document.kind(of: node) != .object { try markReference(node) }
    for node in authentications { markAuthentication(node) }
  }

  /// By reference or by value; what is neither concerns nobody who asserts claims.
  private mutating func markAuthentication(_ node: JSONDocument.Node) {
    let id = document.kind(of: node) == .object ? document.member("id", of: node) : node
    if let id, let text = document.text(at: id) { methods[absolute(text)]?.authenticates = true }
  }

  /// What DID documents and controllers called `verificationMethod` before DID Core 1.0. Issuers keep it beside the newer
  /// member for older software, with the older form of the same keys: the newer one counts then.
  private mutating func readOlderMethods() throws(Reason) {
    for node in try entries("publicKey") {
      guard document.kind(of: node) == .object, let id = document.member("id", of: node),
        let text = document.text(at: id), nodes[absolute(text)] == nil
      else { continue }
      try add(node, assertsClaims: false)
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
    let name = absolute(text)
    if let other = nodes[name] {
      // Listed and embedded, or under the old name too: one method if it is the same both times.
      let known = forms[name] ?? form(other)
      forms[name] = known
      guard form(node) == known else { throw invalid("two verification methods have one 'id'", node) }
      if assertsClaims { methods[name]?.assertsClaims = true }
      return
    }
    nodes[name] = node
    methods[name] = method(node, assertsClaims: assertsClaims) { (reader) throws(Reason) in
      try reader.checkController(node)
    }
  }

  /// Whatever is wrong with a method is kept with it.
  private func method(
    _ node: JSONDocument.Node, assertsClaims: Bool, _ check: (MethodReader) throws(Reason) -> Void
  ) -> ControllerDocument.Method {
    var method = ControllerDocument.Method(
      assertsClaims: assertsClaims, key: .failure(Reason(.keyInvalid, "")))
    do throws(Reason) {
      try check(self)
      method.expires = try date("expires", node)
      method.revoked = try date("revoked", node)
      method.key = .success(try KeyMaterialReader.key(of: node, in: document))
    } catch {
      method.key = .failure(error)
    }
    return method
  }

  private func form(_ node: JSONDocument.Node) -> [UInt8] {
    var form: [UInt8] = []
    document.canonicalize(node, into: &form)
    return form
  }

  /// The method that the whole document is: it has a key, and neither methods nor relationships.
  func bareKey(_ id: String) -> (controller: [UInt8]?, method: ControllerDocument.Method)? {
    guard methods.isEmpty, references.isEmpty, id.hasPrefix("https:"),
      KeyMaterialReader.hasMaterial(root, in: document)
    else { return nil }
    let controller = document.member("controller", of: root).flatMap { document.text(at: $0) }
    return (controller.map { Array($0.utf8) }, method(root, assertsClaims: false) { _ in })
  }

  /// A reference to a method that this document does not hold is allowed.
  private mutating func markReference(_ node: JSONDocument.Node) throws(Reason) {
    guard let reference = document.text(at: node) else {
      throw invalid("'assertionMethod' has to hold URLs or verification methods", node)
    }
    let name = absolute(reference)
    if methods[name] == nil { references.insert(name) } else { methods[name]?.assertsClaims = true }
  }

  private func entries(_ name: StaticString) throws(Reason) -> [JSONDocument.Node] {
    guard let node = document.member(name, of: root) else { return [] }
    switch document.kind(of: node) {
    // In compacted JSON-LD, as older controllers are published, a single value stands for an array of it.
    case .string, .object: return [node]
    case .array where document.count(of: node) <= Self.entryLimit: return Array(document.elements(of: node))
    default: throw invalid("'\(name)' has to be an array of at most \(Self.entryLimit) entries", node)
    }
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
/// types of the Ed25519 2018 and 2020, the ECDSA 2019 and the JSON Web Signature 2020 suites).
///
/// DID Core 1.0 section 5.2.1 lets any type have its key as a JWK or in multibase; what is found has to be a key of the
/// kind that the type is for.
enum KeyMaterialReader {
  private enum Kind {
    /// The type is for Ed25519 keys alone.
    case ed25519
    /// The type is for P-256 keys alone.
    case p256
    /// The type is for RSA keys alone.
    case rsa
    /// The key says of which algorithm it is.
    case any

    init?(_ type: String) {
      switch type {
      case "Ed25519VerificationKey2020", "Ed25519VerificationKey2018": self = .ed25519
      case "EcdsaSecp256r1VerificationKey2019": self = .p256
      case "RsaVerificationKey2018": self = .rsa
      case "Multikey", "JsonWebKey", "JsonWebKey2020": self = .any
      default: return nil
      }
    }

    func fits(_ key: VerificationKey) -> Bool {
      switch (self, key) {
      case (.any, _), (.ed25519, .ed25519), (.p256, .p256), (.rsa, .rsa): true
      default: false
      }
    }
  }

  /// Whether an object has a key in one of the forms that are read.
  static func hasMaterial(_ node: JSONDocument.Node, in document: JSONDocument) -> Bool {
    document.member("publicKeyMultibase", of: node) != nil || document.member("publicKeyJwk", of: node) != nil
      || document.member("publicKeyBase58", of: node) != nil
  }

  static func key(of node: JSONDocument.Node, in document: JSONDocument) throws(Reason) -> VerificationKey {
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
    guard let kind = Kind(name) else { throw notSupported(name, node, document) }
    var keys: [VerificationKey] = []
    if let member = document.member("publicKeyMultibase", of: node) {
      keys.append(try text(member, document) { (span) throws(KeyError) in try VerificationKey(multikey: span) })
    }
    if let member = document.member("publicKeyJwk", of: node) {
      keys.append(
        try SelfDescribingDID.decode { () throws(KeyError) in try VerificationKey(jwk: member, of: document) })
    }
    // The bare key does not say of which algorithm it is: the type has to.
    if let member = document.member("publicKeyBase58", of: node), kind == .ed25519 || keys.first?.ed25519 != nil {
      keys.append(
        try text(member, document) { (span) throws(KeyError) in
          // The bare key in base58-btc: what multibase writes behind its `z`.
          var multibase: [UInt8] = [UInt8(ascii: "z")]
          for i in span.indices { multibase.append(span[i]) }
          let bytes = try Multibase.decode(multibase.span)
          return .ed25519(try PublicKey(bytes.span))
        })
    }
    guard let key = keys.first else { throw notSupported(name, node, document) }
    // "MUST NOT contain multiple verification material properties for the same material" (section 2.2): where they
    // disagree nobody can say which one is meant.
    guard keys.allSatisfy({ $0 == key }) else {
      throw Reason(
        .keyInvalid, "the verification method holds two different keys", pointer: document.pointer(to: node))
    }
    guard kind.fits(key) else {
      throw Reason(
        .keyInvalid, "a verification method of the type '\(name)' holds a key of \(key.kind)",
        pointer: document.pointer(to: node))
    }
    return key
  }

  private static func text(
    _ node: JSONDocument.Node, _ document: JSONDocument, _ read: (Span<UInt8>) throws(KeyError) -> VerificationKey
  ) throws(Reason) -> VerificationKey {
    guard let text = document.text(at: node) else {
      throw Reason(.keyInvalid, "the key has to be a string", pointer: document.pointer(to: node))
    }
    let bytes = Array(text.utf8)
    return try SelfDescribingDID.decode { () throws(KeyError) in try read(bytes.span) }
  }

  private static func notSupported(
    _ type: String, _ node: JSONDocument.Node, _ document: JSONDocument
  ) -> Reason {
    Reason(
      .keyTypeNotSupported, "a verification method of the type '\(type)' with this key material is not supported",
      pointer: document.pointer(to: node))
  }
}
