public import CanonicalJSON
public import LinkedData
public import Signing

/// Issues Open Badges: fills in what a filled template leaves open, signs, and verifies its own work.
public struct CredentialIssuer: Sendable {
  /// What one badge is made from, besides the template.
  public struct Request: Sendable {
    /// The credential's own identifier, a URL.
    public var id: String
    public var recipient: RecipientIdentity?
    /// Where not nil, the recipient is written as a hash with this salt, so that only somebody who knows the identity
    /// can recognise it. An identifier (`id`) is never hashed.
    public var salt: String?
    /// The moment of issuing: `validFrom`, unless the template has one, and the proof's `created`.
    public var time: Instant
    public var validFrom: Instant?
    public var validUntil: Instant?
    /// The moment after which the proof itself is good no longer.
    public var proofExpires: Instant?
    /// Where the status of the badge will be found; empty for a badge that cannot be revoked.
    public var statusEntries: [StatusListEntry]
    /// The picture that the badge will be baked into, where there is one: the badge is then verified as it stands there.
    public var picture: BlankPicture?

    public init(
      id: String, recipient: RecipientIdentity? = nil, salt: String? = nil, time: Instant, validFrom: Instant? = nil,
      validUntil: Instant? = nil, proofExpires: Instant? = nil, statusEntries: [StatusListEntry] = [],
      picture: BlankPicture? = nil
    ) {
      self.id = id
      self.recipient = recipient
      self.salt = salt
      self.time = time
      self.validFrom = validFrom
      self.validUntil = validUntil
      self.proofExpires = proofExpires
      self.statusEntries = statusEntries
      self.picture = picture
    }
  }

  /// The URL of the key; nil for the `did:key` of the signing key.
  public let verificationMethod: String?
  /// The documents that own output is verified with, where the issuer is not a `did:key`.
  public let documents: ControllerDocumentStore
  /// The suites of the badge's proofs, one proof for each.
  public let cryptosuites: [Cryptosuite]
  /// The contexts that badges may name.
  public var contexts: ContextStore { scratch.contexts.store }

  private let scratch: IssuerScratch

  /// - Parameter cryptosuites: the suites of the proofs that a badge gets, in this order, as a proof set: each covers the
  ///   badge without proofs. One twice is one; none is as the default.
  public init(
    verificationMethod: String? = nil, documents: ControllerDocumentStore = ControllerDocumentStore(),
    contexts: ContextStore = .bundled, cryptosuites: [Cryptosuite] = [.eddsaRDFC2022]
  ) {
    self.verificationMethod = verificationMethod
    self.documents = documents
    self.cryptosuites = cryptosuites.forProofs
    scratch = IssuerScratch(contexts)
  }

  /// Issues one badge.
  ///
  /// - Parameter credential: a filled template.
  /// - Returns: the signed credential as it is written to a file, or baked into the request's picture: UTF-8 JSON that
  ///   people can read.
  /// - Throws: ``IssueError``. A signature that the public path does not accept never leaves this function.
  public func issue(
    _ credential: JSONValue, _ request: Request, with key: borrowing PrivateKey
  ) throws(IssueError) -> [UInt8] {
    let method = verificationMethod ?? "did:key:\(key.publicKey.multikey)#\(key.publicKey.multikey)"
    let unsigned = try complete(credential, request, method: method, suites: cryptosuites)
    try check(method, names: .ed25519(key.publicKey), at: request.time)
    var badge = unsigned
    for suite in cryptosuites {
      let options = ProofOptions(
        cryptosuite: suite, verificationMethod: method, created: request.time, expires: request.proofExpires)
      badge = try scratch.sign(badge, options, with: key)
    }
    let bytes = badge.serialized(.pretty)
    try verify(bytes, of: unsigned, request)
    return bytes
  }

  /// Issues one badge as a JSON Web Token, signed with EdDSA (Open Badges 3.0, section 8.2).
  ///
  /// - Parameter credential: a filled template.
  /// - Returns: the token in compact form: ASCII, without a line break.
  /// - Throws: ``IssueError``. A token that the public path does not accept never leaves this function.
  public func issueToken(
    _ credential: JSONValue, _ request: Request, with key: borrowing PrivateKey
  ) throws(IssueError) -> [UInt8] {
    let method = verificationMethod ?? Self.didKey(.ed25519(key.publicKey)) ?? ""
    let draft = try TokenDraft(
      try complete(credential, request, method: method, suites: []), request, .edDSA, method: method)
    try check(method, names: .ed25519(key.publicKey), at: request.time)
    let signature: Signature
    do throws(KeyError) { signature = try key.sign(draft.signed.span) } catch {
      throw IssueError(.signingFailed, error.description)
    }
    return try finish(draft, signature.bytes, request)
  }

  /// Issues one badge as a JSON Web Token with a key of any kind.
  ///
  /// - Throws: ``IssueError``, with `key_not_the_issuers` for a key without a verification method that is none of a
  ///   `did:key`.
  public func issueToken(
    _ credential: JSONValue, _ request: Request, by signer: TokenSigner
  ) throws(IssueError) -> [UInt8] {
    let key = signer.key.publicKey
    let method = try method(of: signer)
    let draft = try TokenDraft(
      try complete(credential, request, method: method, suites: []), request, key.algorithm, method: method)
    try check(method, names: key, at: request.time)
    let signature: [UInt8]
    do throws(KeyError) { signature = try signer.key.sign(draft.signed.span) } catch {
      throw IssueError(.signingFailed, error.description)
    }
    return try finish(draft, signature, request)
  }

  private func method(of signer: TokenSigner) throws(IssueError) -> String {
    if let method = signer.verificationMethod ?? verificationMethod ?? Self.didKey(signer.key.publicKey) {
      return method
    }
    throw IssueError(
      .keyNotTheIssuers, "the name of a key of this kind (\(signer.key.publicKey.kind)) has to be given")
  }

  /// The URL of a key that stands in it; nil for RSA, which has none.
  private static func didKey(_ key: VerificationKey) -> String? {
    key.multikey.map { "did:key:\($0)#\($0)" }
  }

  private func finish(
    _ draft: TokenDraft, _ signature: [UInt8], _ request: Request
  ) throws(IssueError) -> [UInt8] {
    let token = draft.token(signature)
    try verify(token, of: draft.credential, request)
    return token
  }

  /// Whether the verification method names a key, as far as it or a document says.
  ///
  /// - Parameter key: the public half of the key that will sign.
  /// - Throws: ``IssueError`` with `key_not_the_issuers`, or the code of what is wrong with the method or its document.
  public func requireKey(_ key: PublicKey, at time: Instant) throws(IssueError) {
    guard let method = verificationMethod else { return }
    try check(method, names: .ed25519(key), at: time)
  }

  /// Finds what would keep ``issue(_:_:with:)`` from issuing a badge, as far as that can be known without the private key:
  /// the key's name, the rules of the data models, the dates, and whether every term has a meaning.
  ///
  /// - Parameter key: the public half of the key that will sign.
  /// - Throws: ``IssueError``.
  public func check(_ credential: JSONValue, _ request: Request, for key: PublicKey) throws(IssueError) {
    let method = verificationMethod ?? "did:key:\(key.multikey)#\(key.multikey)"
    let unsigned = try complete(credential, request, method: method, suites: cryptosuites)
    try check(method, names: .ed25519(key), at: request.time)
    try check(unsigned, request, isLinkedData: cryptosuites.contains(where: \.isLinkedData))
  }

  /// The same for ``issueToken(_:_:with:)``, or ``issueToken(_:_:by:)`` where there is a signer.
  public func checkToken(
    _ credential: JSONValue, _ request: Request, for key: PublicKey, by signer: TokenSigner? = nil
  ) throws(IssueError) {
    let name = if let signer { try method(of: signer) } else { verificationMethod ?? Self.didKey(.ed25519(key)) ?? "" }
    let key = signer?.key.publicKey ?? .ed25519(key)
    let unsigned = try complete(credential, request, method: name, suites: [])
    try check(name, names: key, at: request.time)
    _ = try TokenDraft(unsigned, request, key.algorithm, method: name)
    try check(unsigned, request, isLinkedData: false)
  }

  private func check(_ unsigned: JSONValue, _ request: Request, isLinkedData: Bool) throws(IssueError) {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: unsigned.serialized(), limits: .credential)
    } catch {
      throw IssueError(.credentialInvalid, error.description)
    }
    do throws(Reason) {
      let model = try CredentialModel(document)
      if let undecided = model.undecided { throw undecided.reason }
      let start = model.validFrom ?? request.time
      var periods = PeriodMemo()
      if case .failed(let reason) = DatesCheck.run(model, at: max(start, request.time), memo: &periods) { throw reason }
      if isLinkedData { try scratch.checkLinkedData(document) }
    } catch {
      throw IssueError(signing: error)
    }
  }

  // MARK: building

  private func complete(
    _ credential: JSONValue, _ request: Request, method: String, suites: [Cryptosuite]
  ) throws(IssueError) -> JSONValue {
    guard case .object(let given) = credential else {
      throw IssueError(.templateInvalid, "the template has to be a JSON object", pointer: "")
    }
    guard credential["proof"] == nil else {
      throw IssueError(.templateInvalid, "the template has a proof already", pointer: "/proof")
    }
    // In the order in which people read a badge; what the template has besides follows as it stands there.
    var result: JSONValue = [:]
    result["@context"] = (credential["@context"] ?? Self.contexts).addingContexts(of: suites)
    // The form of data model 1.1 is there for verification only: "it is not intended to be used in the creation of new
    // credentials" (Open Badges 3.0, AnyAchievementCredential).
    if case .array(let contexts) = result["@context"],
      contexts.first == .string(DataModel.version1.context.description)
    {
      throw IssueError(
        .credentialInvalid, "new badges are of data model 2.0, whose context is '\(DataModel.version2.context)'",
        pointer: "/@context/0")
    }
    result["id"] = credential["id"] ?? .string(request.id)
    result["type"] = credential["type"] ?? ["VerifiableCredential", "OpenBadgeCredential"]
    result["name"] = credential["name"]
    result["issuer"] = try issuer(credential["issuer"], method: method)
    result["validFrom"] =
      request.validFrom.map { .string($0.description) } ?? credential["validFrom"]
      ?? .string(request.time.description)
    result["validUntil"] = request.validUntil.map { .string($0.description) } ?? credential["validUntil"]
    result["credentialStatus"] = try status(credential["credentialStatus"], request.statusEntries)
    result["credentialSubject"] = try subject(credential["credentialSubject"], request)
    for member in given where result[member.name] == nil { result[member.name] = member.value }
    return result
  }

  private static let contexts: JSONValue = [
    "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
  ]

  /// The issuer as the template has it, with the identifier of the key where it leaves that open.
  private func issuer(_ given: JSONValue?, method: String) throws(IssueError) -> JSONValue {
    let id = String(method.prefix { $0 != "#" })
    switch given {
    case nil: return ["id": .string(id), "type": ["Profile"]]
    case .string(let text):
      try check(text, id)
      return .string(text)
    case .object(let members):
      let profile = JSONValue.object(members)
      if let present = profile["id"] {
        guard case .string(let text) = present else {
          throw IssueError(.credentialInvalid, "the issuer's 'id' has to be a string", pointer: "/issuer/id")
        }
        try check(text, id)
      }
      var result: JSONValue = ["id": .string(id), "type": profile["type"] ?? ["Profile"]]
      for member in members where result[member.name] == nil { result[member.name] = member.value }
      return result
    default: throw IssueError(.credentialInvalid, "'issuer' has to be a URL or an object", pointer: "/issuer")
    }
  }

  private func check(_ issuer: String, _ id: String) throws(IssueError) {
    guard issuer.utf8.elementsEqual(id.utf8) else {
      throw IssueError(
        .keyNotTheIssuers, "the template's issuer is '\(issuer)', and the key belongs to '\(id)'",
        pointer: "/issuer")
    }
  }

  private func subject(_ given: JSONValue?, _ request: Request) throws(IssueError) -> JSONValue {
    guard case .object(let members)? = given else {
      throw IssueError(
        .credentialInvalid, "the template needs 'credentialSubject', an object with the achievement",
        pointer: "/credentialSubject")
    }
    var subject = JSONValue.object(members)
    if subject["type"] == nil { subject["type"] = ["AchievementSubject"] }
    guard let recipient = request.recipient else { return subject }
    if recipient.type == "id" {
      subject["id"] = .string(recipient.value)
      return subject
    }
    var identity: JSONValue = ["type": "IdentityObject", "hashed": .bool(request.salt != nil)]
    if let salt = request.salt {
      // Of an address typed in another case the hash is the same.
      let value = recipient.type == "emailAddress" ? RecipientCheck.lowercased(recipient.value) : recipient.value
      let digest = HashAlgorithm.sha256.digest(of: Array((value + salt).utf8))
      identity["identityHash"] = .string("sha256$" + Hexadecimal.string(digest))
      identity["salt"] = .string(salt)
    } else {
      identity["identityHash"] = .string(recipient.value)
    }
    identity["identityType"] = .string(recipient.type)
    switch subject["identifier"] {
    case nil: subject["identifier"] = [identity]
    case .array(let others): subject["identifier"] = .array(others + [identity])
    case .some(let other): subject["identifier"] = [other, identity]
    }
    return subject
  }

  /// The status of the request, or else that of the template, which is then somebody else's to keep.
  private func status(_ given: JSONValue?, _ entries: [StatusListEntry]) throws(IssueError) -> JSONValue? {
    guard !entries.isEmpty else { return given }
    guard given == nil else {
      throw IssueError(
        .templateInvalid, "the template has a 'credentialStatus', and the badge gets one of its own",
        pointer: "/credentialStatus")
    }
    return entries.count == 1 ? entries[0].json : .array(entries.map(\.json))
  }

  // MARK: own work

  /// Where the verification method says which key it is, that has to be the signing key before it is used.
  private func check(_ method: String, names key: VerificationKey, at time: Instant) throws(IssueError) {
    guard let url = VerificationMethodURL(Array(method.utf8).span) else {
      throw IssueError(
        .credentialInvalid, "the verification method '\(method)' is no absolute URL with a fragment")
    }
    var named: VerificationKey?
    do throws(Reason) {
      named = try SelfDescribingDID.key(url)
      if named == nil { named = try documents.key(url, at: time) }
    } catch {
      throw IssueError(.verificationFailed, error.message)
    }
    // Without a document nothing is known of the key; the badge is then withheld when it is verified.
    guard named == nil || named == key else {
      throw IssueError(.keyNotTheIssuers, "the signing key is not the one that '\(method)' names")
    }
  }

  /// What the badge is handed out as.
  private func file(of badge: [UInt8], _ picture: BlankPicture?) throws(IssueError) -> [UInt8] {
    guard let picture else { return badge }
    do throws(BakingError) {
      return try picture.baking(badge)
    } catch {
      throw IssueError(.notBaked, "the badge cannot be baked into its picture: \(error)")
    }
  }

  /// A badge is judged at its own first moment: one that is valid later is not wrong today. What is judged is the file
  /// that will hold it.
  private func verify(_ bytes: [UInt8], of credential: JSONValue, _ request: Request) throws(IssueError) {
    let file = try file(of: bytes, request.picture)
    let verifier = Verifier(
      trust: TrustPolicy(unvouchedIssuers: .allow), documents: documents, knownContexts: scratch.contexts,
      recipient: request.recipient)
    let start = credential.instant("validFrom")
    let time = max(start ?? request.time, request.time)
    let verdict = scratch.withScratch { verifier.verify(file, at: time, using: &$0) }
    // One proof that holds would do for a verifier; every one of them was made here.
    for proof in verdict.proofs where proof.signature.reason != nil {
      throw IssueError(
        .verificationFailed, proof.signature.reason?.message ?? "", pointer: proof.signature.reason?.pointer)
    }
    for finding in verdict.findings {
      switch finding.result {
      case .passed, .skipped: continue
      // That a badge can be revoked is no defect of it, nor that its issuer keeps the status in another way.
      case .unknown(let reason) where Self.isAboutLists(reason.code): continue
      case .failed(let reason), .unknown(let reason):
        throw IssueError(
          finding.check == .model || finding.check == .dates ? .credentialInvalid : .verificationFailed, reason.message,
          pointer: reason.pointer)
      }
    }
  }

  private static func isAboutLists(_ code: Reason.Code) -> Bool {
    [.statusNotChecked, .statusTypeNotSupported, .statusPurposeNotSupported].contains(code)
  }
}

extension [Cryptosuite] {
  /// Each once, in the order of their first mention; the default where there is none.
  var forProofs: [Cryptosuite] {
    var suites: [Cryptosuite] = []
    for suite in self where !suites.contains(suite) { suites.append(suite) }
    return suites.isEmpty ? [.eddsaRDFC2022] : suites
  }
}

extension JSONValue {
  /// A credential's contexts with those that proofs of the suites need besides.
  func addingContexts(of suites: [Cryptosuite]) -> JSONValue {
    guard case .array(var contexts) = self else { return self }
    for context in suites.compactMap(\.context) where !contexts.contains(.string(context)) {
      contexts.append(.string(context))
    }
    return .array(contexts)
  }
}
