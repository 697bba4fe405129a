import CanonicalJSON
public import LinkedData
public import Signing

/// Makes signed status lists (Bitstring Status List 1.0, sections 2.2 and 3.1), and verifies its own work.
public struct StatusListIssuer: Sendable {
  /// What one list is made from.
  public struct Request: Sendable {
    /// The URL at which the list will be found, as the credentials' entries have it.
    public var url: String
    public var purposes: [StatusPurpose]
    public var bits: StatusBits
    /// The moment of issuing, for the proof's `created`.
    public var time: Instant
    /// The moment whose status the list has; nil for the moment of issuing.
    public var validFrom: Instant?
    /// The last moment at which the list may be used.
    public var validUntil: Instant?
    /// Milliseconds after which a copy should be fetched anew.
    public var timeToLive: Int?
    public var description: String?
    /// For the purpose `message`: one message for each value, that of 0 first.
    public var messages: [String]

    public init(
      url: String, purposes: [StatusPurpose], bits: StatusBits, time: Instant, validFrom: Instant? = nil,
      validUntil: Instant? = nil, timeToLive: Int? = nil, description: String? = nil, messages: [String] = []
    ) {
      self.url = url
      self.purposes = purposes
      self.bits = bits
      self.time = time
      self.validFrom = validFrom
      self.validUntil = validUntil
      self.timeToLive = timeToLive
      self.description = description
      self.messages = messages
    }
  }

  /// The URL of the key; nil for the `did:key` of the signing key. What stands before its `#` is the list's issuer.
  public let verificationMethod: String?
  /// The documents that own output is verified with, where the issuer is not a `did:key`.
  public let documents: ControllerDocumentStore
  /// The suites of the list's proofs, one proof for each; empty for what a list is best signed with.
  public let cryptosuites: [Cryptosuite]
  /// The contexts that lists may name.
  public var contexts: ContextStore { scratch.contexts.store }

  private let scratch: IssuerScratch

  /// - Parameter cryptosuites: the suites of the proofs that a list gets, in this order, as a proof set. One twice is one.
  ///   With none it is `eddsa-rdfc-2022`; for lists with `statusSize` or `statusMessages`, which no published context
  ///   defines for lists, `eddsa-jcs-2022`.
  public init(
    verificationMethod: String? = nil, documents: ControllerDocumentStore = ControllerDocumentStore(),
    contexts: ContextStore = .bundled, cryptosuites: [Cryptosuite] = []
  ) {
    self.verificationMethod = verificationMethod
    self.documents = documents
    self.cryptosuites = cryptosuites.isEmpty ? [] : cryptosuites.forProofs
    scratch = IssuerScratch(contexts)
  }

  /// Makes one list.
  ///
  /// - Returns: the signed credential as it is published: UTF-8 JSON that people can read.
  /// - Throws: ``IssueError``. A list that the public path does not accept never leaves this function.
  public func issue(_ request: Request, with key: borrowing PrivateKey) throws(IssueError) -> [UInt8] {
    let method = verificationMethod ?? "did:key:\(key.publicKey.multikey)#\(key.publicKey.multikey)"
    let suites = suites(request)
    var list = credential(request, suites, issuer: String(method.prefix { $0 != "#" }))
    for suite in suites {
      let options = ProofOptions(cryptosuite: suite, verificationMethod: method, created: request.time)
      list = try scratch.sign(list, options, with: key)
    }
    let bytes = list.serialized(.pretty)
    try verify(bytes, request)
    return bytes
  }

  private func suites(_ request: Request) -> [Cryptosuite] {
    if !cryptosuites.isEmpty { return cryptosuites }
    let needsMoreTerms = request.bits.statusSize > 1 || request.purposes.contains(.message) || !request.messages.isEmpty
    return [needsMoreTerms ? .eddsaJCS2022 : .eddsaRDFC2022]
  }

  private func credential(_ request: Request, _ suites: [Cryptosuite], issuer: String) -> JSONValue {
    var subject: JSONValue = ["id": .string(request.url + "#list"), "type": "BitstringStatusList"]
    let purposes = request.purposes.map { JSONValue.string($0.name) }
    subject["statusPurpose"] = purposes.count == 1 ? purposes[0] : .array(purposes)
    if request.bits.statusSize > 1 || request.purposes.contains(.message) {
      subject["statusSize"] = .number(Double(request.bits.statusSize))
    }
    if !request.messages.isEmpty { subject["statusMessages"] = StatusListEntry.json(request.messages) }
    subject["ttl"] = request.timeToLive.map { .number(Double($0)) }
    subject["encodedList"] = .string(request.bits.encoded())

    let contexts: JSONValue = ["https://www.w3.org/ns/credentials/v2"]
    var result: JSONValue = ["@context": contexts.addingContexts(of: suites), "id": .string(request.url)]
    result["type"] = ["VerifiableCredential", "BitstringStatusListCredential"]
    result["description"] = request.description.map { .string($0) }
    result["issuer"] = .string(issuer)
    result["validFrom"] = .string((request.validFrom ?? request.time).description)
    result["validUntil"] = request.validUntil.map { .string($0.description) }
    result["credentialSubject"] = subject
    return result
  }

  /// A list is judged at its own first moment, and has to give back every value.
  private func verify(_ bytes: [UInt8], _ request: Request) throws(IssueError) {
    let verdict = verdict(bytes, at: max(request.validFrom ?? request.time, request.time))
    if let (check, reason) = verdict.defect {
      throw IssueError(
        check == .model || check == .dates ? .credentialInvalid : .verificationFailed, reason.message,
        pointer: reason.pointer)
    }
    guard let list = verdict.list, list.purposes == request.purposes,
      list.id.map({ $0.utf8.elementsEqual(request.url.utf8) }) ?? false,
      verdict.bits?.bytes == request.bits.bytes, request.bits.length >= StatusBits.minimumLength
    else { throw IssueError(.verificationFailed, "the list that was signed does not say what it was made from") }
  }
}

extension StatusListIssuer {
  /// Verifies a list that was published earlier, with the documents of this issuer: every check at the list's own first
  /// moment, so that neither its age nor that of the key counts. Whose list it is, is for the caller to compare.
  public func verdict(on published: [UInt8]) -> StatusListVerdict {
    let start = (try? StatusListCredential(parsing: published))?.validFrom
    return verdict(published, at: start ?? Instant(seconds: 0))
  }

  private func verdict(_ list: [UInt8], at time: Instant) -> StatusListVerdict {
    let resolver = KeyResolver(documents: documents, trust: TrustPolicy(unvouchedIssuers: .allow))
    return scratch.withScratch {
      StatusListVerdict(list, resolver: resolver, contexts: scratch.contexts, at: time, using: &$0)
    }
  }
}
