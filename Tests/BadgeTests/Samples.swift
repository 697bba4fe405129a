import CanonicalJSON
import LinkedData
import Signing

@testable import Badge

/// Throw-away keys and badges. A key is named by a label, whose SHA-256 is its seed.
enum Sample {
  static func key(_ label: String = "issuer") throws -> PrivateKey {
    let seed = HashAlgorithm.sha256.digest(of: Array("badge tests: \(label)".utf8))
    return try PrivateKey(seed: SecretBytes(copying: seed.span))
  }

  static func publicKey(_ label: String = "issuer") throws -> PublicKey { try key(label).publicKey }

  static func did(_ label: String = "issuer") throws -> String { "did:key:\(try publicKey(label).multikey)" }

  static func method(_ label: String = "issuer") throws -> String {
    let multikey = try publicKey(label).multikey
    return "did:key:\(multikey)#\(multikey)"
  }

  /// A small Open Badge without a proof.
  static func badge(issuer: String? = nil) throws -> JSONValue {
    [
      "@context": [
        "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
      ],
      "id": "urn:uuid:11111111-2222-4333-8444-555555555555",
      "type": ["VerifiableCredential", "OpenBadgeCredential"],
      "name": "Teamwork",
      "issuer": ["id": .string(try issuer ?? did()), "type": ["Profile"], "name": "Example University"],
      "validFrom": "2026-01-15T09:00:00Z",
      "credentialSubject": [
        "id": "did:example:alice",
        "type": ["AchievementSubject"],
        "achievement": [
          "id": "https://example.org/achievements/teamwork",
          "type": ["Achievement"],
          "name": "Teamwork",
          "description": "Works well with others.",
          "criteria": ["narrative": "Finish a project in a group of four."],
        ],
      ],
    ]
  }

  /// The badge with one more proof, by the key of that label.
  static func sign(
    _ badge: JSONValue, by label: String = "issuer", method: String? = nil, _ suite: Cryptosuite = .eddsaJCS2022,
    _ change: (inout ProofOptions) -> Void = { _ in }
  ) throws -> JSONValue {
    var options = ProofOptions(
      cryptosuite: suite, verificationMethod: try method ?? self.method(label), created: Instant("2026-01-15T09:00:00Z" as StaticString))
    change(&options)
    return try DataIntegritySigner.sign(badge, options: options, with: key(label))
  }

  static func signedBadge() throws -> JSONValue { try sign(badge()) }

  /// A proof made by hand, for options that ``DataIntegritySigner`` does not make: every member of `proof` is signed as it
  /// stands, over the document with `previous` as its proofs.
  static func prove(
    _ badge: JSONValue, _ proof: JSONValue, previous: [JSONValue] = [], by label: String = "issuer"
  ) throws -> JSONValue {
    var document = badge
    document["proof"] = previous.isEmpty ? nil : .array(previous)
    if let context = proof["@context"] { document["@context"] = context }
    let hash =
      HashAlgorithm.sha256.digest(of: try proof.canonicalBytes())
      + HashAlgorithm.sha256.digest(of: try document.canonicalBytes())
    var signed = proof
    signed["proofValue"] = .string(try key(label).sign(hash.span).multibase)
    return signed
  }

  /// The same for a proof over linked data: both documents are written out and read by themselves.
  static func proveLinked(
    _ badge: JSONValue, _ proof: JSONValue, previous: [JSONValue] = [], by label: String = "issuer",
    contexts: ContextStore = .bundled
  ) throws -> JSONValue {
    var document = badge
    document["proof"] = previous.isEmpty ? nil : .array(previous)
    var options = proof
    options["@context"] = badge["@context"]
    var hash: [UInt8] = []
    for value in [options, document] {
      var processor = JSONLDProcessor(contexts: contexts)
      let nquads = try processor.dataset(of: JSONDocument(value)).canonicalNQuads()
      hash += HashAlgorithm.sha256.digest(of: nquads)
    }
    var signed = proof
    signed["proofValue"] = .string(try key(label).sign(hash.span).multibase)
    return signed
  }

  /// The options of a proof of `eddsa-rdfc-2022`.
  static func linkedOptions(by label: String = "issuer", method: String? = nil) throws -> JSONValue {
    [
      "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "created": "2026-01-15T09:00:00Z",
      "verificationMethod": .string(try method ?? self.method(label)), "proofPurpose": "assertionMethod",
    ]
  }

  /// The options of an ordinary proof, to be changed and given to ``prove(_:_:previous:by:)``.
  static func options(_ badge: JSONValue, by label: String = "issuer", method: String? = nil) throws -> JSONValue {
    var proof: JSONValue = [
      "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "created": "2026-01-15T09:00:00Z",
      "verificationMethod": .string(try method ?? self.method(label)), "proofPurpose": "assertionMethod",
    ]
    proof["@context"] = badge["@context"]
    return proof
  }

  static let listURL = "https://example.org/status/3"

  /// A controller document with one Multikey, `#key-1`, that asserts claims.
  static func document(_ id: String, key label: String = "issuer") throws -> JSONValue {
    [
      "@context": ["https://www.w3.org/ns/cid/v1"],
      "id": .string(id),
      "verificationMethod": [
        [
          "id": .string(id + "#key-1"), "type": "Multikey", "controller": .string(id),
          "publicKeyMultibase": .string(try publicKey(label).multikey),
        ]
      ],
      "assertionMethod": [.string(id + "#key-1")],
    ]
  }

  static func store(_ documents: JSONValue...) throws -> ControllerDocumentStore {
    var store = ControllerDocumentStore()
    for document in documents {
      let json = try JSONDocument(document)
      store.insert(try ControllerDocument(json, at: json.root))
    }
    return store
  }
}

extension JSONValue {
  /// The verdict on the badge, with every issuer accepted unless the test says otherwise.
  func verdict(
    trust: TrustPolicy = TrustPolicy(unvouchedIssuers: .allow),
    documents: ControllerDocumentStore = ControllerDocumentStore(), contexts: ContextStore = .bundled,
    recipient: RecipientIdentity? = nil, at time: Instant = .noon
  ) -> Verdict {
    Verifier(trust: trust, documents: documents, contexts: contexts, recipient: recipient)
      .verify(serialized(), at: time)
  }

  /// With one more proof, made elsewhere.
  func adding(_ proofs: JSONValue...) -> JSONValue {
    var value = self
    var all = proofs
    switch self["proof"] {
    case .array(let present): all = present + proofs
    case .some(let one): all = [one] + proofs
    case nil: break
    }
    value["proof"] = all.count == 1 ? all[0] : .array(all)
    return value
  }
}
