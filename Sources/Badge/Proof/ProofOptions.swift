public import CanonicalJSON
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
    cryptosuite: Cryptosuite = .eddsaJCS2022, verificationMethod: String, created: Instant?, expires: Instant? = nil,
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
  public init(didKey key: PublicKey, created: Instant?, expires: Instant? = nil) {
    let multikey = key.multikey
    self.init(verificationMethod: "did:key:\(multikey)#\(multikey)", created: created, expires: expires)
  }

  /// The proof without its value; `context` is that of the document (Data Integrity EdDSA Cryptosuites 1.0, section
  /// 3.3.1 step 2).
  fileprivate func json(context: JSONValue?) -> JSONValue {
    var proof: JSONValue = [:]
    if let id { proof["id"] = .string(id) }
    proof["type"] = "DataIntegrityProof"
    proof["cryptosuite"] = .string(cryptosuite.rawValue)
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
    proof["@context"] = context
    return proof
  }
}

/// Adds Data Integrity proofs to credentials.
public enum DataIntegritySigner {
  /// Signs a credential. Proofs that it has already are kept: without `previousProofs` the new one joins them as a proof
  /// set, with them it is chained to those that it names.
  ///
  /// - Returns: the credential with the proof added.
  /// - Throws: ``IssueError`` where the credential is none, a named proof is not there, or the key does not sign.
  public static func sign(
    _ credential: JSONValue, options: ProofOptions, with key: borrowing PrivateKey
  ) throws(IssueError) -> JSONValue {
    var proof = options.json(context: credential["@context"])
    // Only its shape is asked for before the signature is there.
    proof["proofValue"] = ""
    var proofs: [JSONValue] = []
    switch credential["proof"] {
    case nil: break
    case .array(let present): proofs = present
    case .some(let one): proofs = [one]
    }
    let unsigned = credential.settingProofs(proofs + [proof])
    let hashData = try hash(unsigned)
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
  private static func hash(_ credential: JSONValue) throws(IssueError) -> [UInt8] {
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
      var hasher = EdDSAJCS2022()
      try hasher.hash(
        document, proof: proofs.proofs[last], previous: proofs.previousNodes(of: last),
        contextCount: model.contextCount, hasSeveralProofs: false)
      return hasher.hashData
    } catch {
      throw IssueError(.credentialInvalid, error.message, pointer: error.pointer)
    }
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
