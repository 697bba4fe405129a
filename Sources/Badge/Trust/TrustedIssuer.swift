public import CanonicalJSON
public import Signing

/// One issuer of a trust file.
public struct TrustedIssuer: Sendable {
  /// The identifier that stands in its badges: a DID or an https URL.
  public var id: String
  /// The name that the keeper of the trust file vouches for.
  public var name: String
  /// Where not empty, the only keys that are taken as the issuer's.
  public var keys: [AcceptedKey]
  /// Where people can read about the issuer: an http or https URL.
  public var homePage: String?
  /// The issuer's DID or controller document, where somebody put it into the file by hand.
  public var controllerDocument: ControllerDocument? { document.map(\.parsed) }
  /// The issuer's DID or controller document as it was retrieved, each as often as it changed, oldest first.
  public private(set) var documents: [DatedDocument] = []
  /// Limits on the issuer's status lists.
  public var statusList: StatusListLimits?

  private var document: StoredDocument?

  /// The document with its own text, so that it is written again as it was read.
  private struct StoredDocument: Sendable {
    var parsed: ControllerDocument
    var json: JSONValue
  }

  public init(id: String, name: String, keys: [AcceptedKey] = [], statusList: StatusListLimits? = nil) {
    self.id = id
    self.name = name
    self.keys = keys
    self.statusList = statusList
  }

  /// Takes in a DID or controller document.
  ///
  /// - Throws: a `Reason` where the document cannot be used or is for another identifier.
  public mutating func setControllerDocument(_ json: JSONDocument, at node: JSONDocument.Node) throws(Reason) {
    document = StoredDocument(parsed: try read(json, at: node), json: JSONValue(json, at: node))
  }

  private func read(_ json: JSONDocument, at node: JSONDocument.Node) throws(Reason) -> ControllerDocument {
    let parsed = try ControllerDocument(json, at: node)
    guard parsed.id.utf8.elementsEqual(id.utf8) else {
      throw Reason(
        .controllerDocumentInvalid, "the document is for '\(parsed.id)', not for '\(id)'",
        pointer: json.pointer(to: node))
    }
    return parsed
  }

  /// Takes in a document that was retrieved. One that says what the last one says only confirms it.
  ///
  /// - Parameters:
  ///   - retrieved: when; not before that of the last one.
  ///   - url: where it was found, after redirects.
  /// - Returns: whether it is a new one.
  /// - Throws: a `Reason` where the document cannot be used, is for another identifier, or is older than the last one.
  @discardableResult
  public mutating func addDocument(
    _ json: JSONDocument, at node: JSONDocument.Node, retrieved: Instant, confirmed: Instant? = nil, url: String? = nil
  ) throws(Reason) -> Bool {
    let parsed = try read(json, at: node)
    let last = documents.last
    guard last.map({ $0.retrieved <= retrieved }) ?? true, confirmed.map({ retrieved <= $0 }) ?? true,
      documents.count < DatedDocument.countLimit
    else {
      throw Reason(
        .controllerDocumentInvalid,
        "documents of an issuer come in the order of 'retrieved', \(DatedDocument.countLimit) at most",
        pointer: json.pointer(to: node))
    }
    if let last, last.parsed.digest == parsed.digest {
      documents[documents.count - 1].confirmed = max(last.confirmed ?? last.retrieved, confirmed ?? retrieved)
      return false
    }
    documents.append(
      DatedDocument(
        retrieved: retrieved, confirmed: confirmed, url: url, parsed: parsed, json: JSONValue(json, at: node)))
    return true
  }

  /// Whether a text is an http or https URL.
  public static func isHomePage(_ url: String) -> Bool {
    (url.hasPrefix("https://") || url.hasPrefix("http://")) && URLSyntax.isAbsolute(url)
  }

  /// The accepted key that a verification method names: by its id, else by the key in the URL, else the only one.
  func key(_ method: VerificationMethodURL, _ selfDescribed: VerificationKey?) -> AcceptedKey? {
    if let named = keys.first(where: { $0.id.map { $0.utf8.elementsEqual(method.text) } ?? false }) {
      // The name of a did:key says which key it is; a trust file that says otherwise is not followed.
      return selfDescribed == nil || selfDescribed == named.key ? named : nil
    }
    let nameless = keys.filter { $0.id == nil }
    if let selfDescribed { return nameless.first { $0.key == selfDescribed } }
    // Under another controller only the key itself, in the URL, can be recognised.
    guard method.controller.elementsEqual(id.utf8) else { return nil }
    if let byFragment = nameless.first(where: { $0.key.multikey?.utf8.elementsEqual(method.fragment) ?? false }) {
      return byFragment
    }
    return nameless.count == 1 ? nameless[0] : nil
  }

  /// Whether an accepted key may be believed. A key that is revoked under one name is so under every name.
  ///
  /// - Throws: a `Reason` with `key_revoked`, `key_not_yet_valid` or `key_expired`.
  func check(_ accepted: AcceptedKey, at time: Instant, created: Instant?) throws(Reason) {
    for key in keys where key.key == accepted.key { try key.checkRevocation(at: time) }
    try accepted.checkPeriod(at: time, created: created)
  }

  var json: JSONValue {
    var value: JSONValue = ["id": .string(id), "name": .string(name)]
    value["homePage"] = homePage.map { .string($0) }
    if !keys.isEmpty { value["keys"] = .array(keys.map(\.json)) }
    value["controllerDocument"] = document?.json
    if !documents.isEmpty { value["documents"] = .array(documents.map(\.value)) }
    value["statusList"] = statusList?.json
    return value
  }
}

/// A key that a trust file gives to an issuer.
public struct AcceptedKey: Hashable, Sendable {
  public var key: VerificationKey
  /// The verification method's URL, where the issuer's badges name one that does not show the key itself.
  public var id: String?
  /// The period in which the issuer signed with the key: a badge that was signed outside it is refused. A key that was
  /// replaced goes on vouching for what it signed before.
  public var from: Instant?
  public var until: Instant?
  /// From this moment on nothing that the key ever signed is believed: it fell into other hands.
  public var revoked: Instant?

  public init(
    key: VerificationKey, id: String? = nil, from: Instant? = nil, until: Instant? = nil, revoked: Instant? = nil
  ) {
    self.key = key
    self.id = id
    self.from = from
    self.until = until
    self.revoked = revoked
  }

  public init(
    key: PublicKey, id: String? = nil, from: Instant? = nil, until: Instant? = nil, revoked: Instant? = nil
  ) {
    self.init(key: .ed25519(key), id: id, from: from, until: until, revoked: revoked)
  }

  /// - Throws: a `Reason` with `key_revoked`.
  fileprivate func checkRevocation(at time: Instant) throws(Reason) {
    if let revoked, time >= revoked {
      throw Reason(.keyRevoked, "the trust file says that the key was revoked on \(revoked)")
    }
  }

  /// - Throws: a `Reason` with `key_not_yet_valid` or `key_expired`.
  fileprivate func checkPeriod(at time: Instant, created: Instant?) throws(Reason) {
    // A proof without a date can have been made at any time up to now.
    let signed = created ?? time
    if let from, signed < from {
      throw Reason(.keyNotYetValid, "the proof is older than the key's first day, \(from)")
    }
    if let until, signed >= until {
      throw Reason(.keyExpired, "the proof is younger than the key's last day, \(until)")
    }
  }

  var json: JSONValue {
    var value: JSONValue = [:]
    value["id"] = id.map { .string($0) }
    if let multikey = key.multikey {
      value["publicKeyMultibase"] = .string(multikey)
    } else {
      value["publicKeyJwk"] = key.jwkValue
    }
    value["from"] = from.map { .string($0.description) }
    value["until"] = until.map { .string($0.description) }
    value["revoked"] = revoked.map { .string($0.description) }
    return value
  }
}

extension VerificationKey {
  /// The JWK as a value.
  public var jwkValue: JSONValue {
    switch self {
    case .ed25519(let key):
      ["crv": "Ed25519", "kty": "OKP", "x": .string(Base64URL.encode(key.bytes.span))]
    case .p256(let key):
      [
        "crv": "P-256", "kty": "EC", "x": .string(Base64URL.encode(key.x.span)),
        "y": .string(Base64URL.encode(key.y.span)),
      ]
    case .rsa(let key):
      [
        "e": .string(Base64URL.encode(key.exponentBytes.span)), "kty": "RSA",
        "n": .string(Base64URL.encode(key.modulus.span)),
      ]
    }
  }
}

/// What a trust file asks of an issuer's status lists.
public struct StatusListLimits: Hashable, Sendable {
  /// The least number of entries.
  public var minimumLength: Int?
  /// Seconds since a list was made, after which it is reported as old.
  public var warnAge: Int?
  /// Seconds since a list was made, after which it is not used.
  public var refuseAge: Int?
  /// The identifiers of others who may sign the issuer's lists.
  public var issuers: [String]

  public init(minimumLength: Int? = nil, warnAge: Int? = nil, refuseAge: Int? = nil, issuers: [String] = []) {
    self.minimumLength = minimumLength
    self.warnAge = warnAge
    self.refuseAge = refuseAge
    self.issuers = issuers
  }

  var json: JSONValue {
    var value: JSONValue = [:]
    value["minimumLength"] = minimumLength.map { .number(Double($0)) }
    value["warnAge"] = warnAge.map { .number(Double($0)) }
    value["refuseAge"] = refuseAge.map { .number(Double($0)) }
    if !issuers.isEmpty { value["issuers"] = .array(issuers.map { .string($0) }) }
    return value
  }
}
