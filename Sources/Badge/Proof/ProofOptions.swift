public import CanonicalJSON
public import LinkedData
public import Signing

/// What a new proof says besides its signature (Verifiable Credential Data Integrity 1.0, section 2.1).
public struct ProofOptions: Sendable {
  public var cryptosuite: Cryptosuite
  /// The URL of the key, with a fragment.
  public var verificationMethod: String
  public var created: Instant?
  /// The moment after which the proof is good no longer.
  public var expires: Instant?
  /// The proof's own identifier, a URL, where others are to build on it.
  public var id: String?
  /// The identifiers of proofs that are there already and that this one covers.
  public var previousProofs: [String]
  public var domain: String?
  public var challenge: String?

  public init(
    cryptosuite: Cryptosuite = .eddsaRDFC2022, verificationMethod: String, created: Instant?, expires: Instant? = nil,
    id: String? = nil, previousProofs: [String] = [], domain: String? = nil, challenge: String? = nil
  ) {
    self.cryptosuite = cryptosuite
    self.verificationMethod = verificationMethod
    self.created = created
    self.expires = expires
    self.id = id
    self.previousProofs = previousProofs
    self.domain = domain
    self.challenge = challenge
  }

  /// The options for the `did:key` of a key.
  public init(
    didKey key: PublicKey, cryptosuite: Cryptosuite = .eddsaRDFC2022, created: Instant?, expires: Instant? = nil
  ) {
    let multikey = key.multikey
    self.init(
      cryptosuite: cryptosuite, verificationMethod: "did:key:\(multikey)#\(multikey)", created: created,
      expires: expires)
  }

  /// The proof without its value; `context` is that of the document, which a proof of `eddsa-jcs-2022` repeats (Data
  /// Integrity EdDSA Cryptosuites 1.0, section 3.3.1 step 2).
  fileprivate func json(context: JSONValue?) -> JSONValue {
    var proof: JSONValue = [:]
    if let id { proof["id"] = .string(id) }
    switch cryptosuite {
    case .eddsaRDFC2022, .eddsaJCS2022, .ecdsaRDFC2019, .ecdsaJCS2019:
      proof["type"] = "DataIntegrityProof"
      proof["cryptosuite"] = .string(cryptosuite.rawValue)
    case .ed25519Signature2020: proof["type"] = .string(cryptosuite.rawValue)
    }
    if let created { proof["created"] = .string(created.description) }
    if let expires { proof["expires"] = .string(expires.description) }
    proof["verificationMethod"] = .string(verificationMethod)
    proof["proofPurpose"] = "assertionMethod"
    if let domain { proof["domain"] = .string(domain) }
    if let challenge { proof["challenge"] = .string(challenge) }
    switch previousProofs.count {
    case 0: break
    case 1: proof["previousProof"] = .string(previousProofs[0])
    default: proof["previousProof"] = .array(previousProofs.map { .string($0) })
    }
    if !cryptosuite.isLinkedData { proof["@context"] = context }
    return proof
  }
}

/// Adds Data Integrity proofs to credentials.
public enum DataIntegritySigner {
  /// Signs a credential. Proofs that it has already are kept: without `previousProofs` the new one joins them as a proof
  /// set, with them it is chained to those that it names.
  ///
  /// Where the suite covers linked data, every name, type and identifier has to have a meaning under the credential's
  /// contexts: what has none would not be signed. `Ed25519Signature2020` needs its own context among them
  /// (``Cryptosuite/context``).
  ///
  /// - Parameter contexts: the contexts that the credential may name.
  /// - Returns: the credential with the proof added.
  /// - Throws: ``IssueError`` where the credential is none, something in it would not be signed, a named proof is not
  ///   there, or the key does not sign.
  public static func sign(
    _ credential: JSONValue, options: ProofOptions, with key: borrowing PrivateKey, contexts: ContextStore = .bundled
  ) throws(IssueError) -> JSONValue {
    var hasher = ProofHasher()
    return try sign(credential, options: options, with: key, KnownContexts(contexts), &hasher)
  }

  static func sign(
    _ credential: JSONValue, options: ProofOptions, with key: borrowing PrivateKey, _ contexts: KnownContexts,
    _ hasher: inout ProofHasher
  ) throws(IssueError) -> JSONValue {
    guard Cryptosuite.made.contains(options.cryptosuite) else {
      throw IssueError(.signingFailed, "proofs of the suite '\(options.cryptosuite.rawValue)' are not made here")
    }
    var proof = options.json(context: credential["@context"])
    // Only its shape is asked for before the signature is there.
    proof["proofValue"] = ""
    var proofs: [JSONValue] = []
    switch credential["proof"] {
    case nil: break
    case .array(let present): proofs = present
    case .some(let one): proofs = [one]
    }
    hasher.begin(contexts)
    try hash(credential.settingProofs(proofs + [proof]), options.cryptosuite, &hasher)
    let hashData = hasher.hashData
    let signature: Signature
    do throws(KeyError) {
      signature = try key.sign(hashData.span)
    } catch {
      throw IssueError(.signingFailed, error.description)
    }
    proof["proofValue"] = .string(signature.multibase)
    return credential.settingProofs(proofs + [proof])
  }

  /// The 64 bytes that the last proof of a credential has to sign, by the code that verifies it.
  private static func hash(
    _ credential: JSONValue, _ suite: Cryptosuite, _ hasher: inout ProofHasher
  ) throws(IssueError) {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: credential.serialized())
    } catch {
      throw IssueError(.credentialInvalid, "the credential is no I-JSON: \(error)")
    }
    do throws(Reason) {
      let model = try CredentialModel(document)
      let proofs = try ProofSet(of: model)
      let last = proofs.proofs.count - 1
      let covered = CoveredDocument(
        document: document, proof: proofs.proofs[last], previous: proofs.previousNodes(of: last),
        contextCount: model.contextCount, hasSeveralProofs: false)
      try hasher.hash(covered, suite, edition: nil)
    } catch {
      throw IssueError(signing: error)
    }
  }
}

extension IssueError {
  /// Why a credential cannot be signed.
  init(signing reason: Reason) {
    let code: Code =
      switch reason.code {
      case .termUndefined, .idRelative, .valueDropped: .termUndefined
      case .contextUnknown: .contextUnknown
      default: .credentialInvalid
      }
    self.init(code, reason.message, pointer: reason.pointer)
  }
}

extension JSONValue {
  /// A single proof stands alone, several in an array.
  fileprivate func settingProofs(_ proofs: [JSONValue]) -> JSONValue {
    var value = self
    value["proof"] = proofs.count == 1 ? proofs[0] : .array(proofs)
    return value
  }
}
