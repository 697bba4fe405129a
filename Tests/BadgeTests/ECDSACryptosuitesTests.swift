import CanonicalJSON
import LinkedData
import Signing
import Testing

@testable import Badge

/// `ecdsa-rdfc-2019` and `ecdsa-jcs-2019` with P-256: proofs made here by the code that hashes them, since Badge makes
/// none.
struct ECDSACryptosuitesTests {
  private static let suites: [Cryptosuite] = [.ecdsaRDFC2019, .ecdsaJCS2019]

  private static func did(_ key: VerificationKey) -> String { "did:key:\(key.multikey ?? "")" }
  private static func method(_ key: VerificationKey) -> String { "\(did(key))#\(key.multikey ?? "")" }

  /// The badge with a proof of the suite by the key.
  private static func sign(
    _ badge: JSONValue, _ suite: Cryptosuite, _ key: borrowing SigningKey, method: String? = nil, name: String? = nil,
    created: JSONValue? = "2026-01-15T09:00:00Z"
  ) throws -> JSONValue {
    var proof: JSONValue = [
      "type": "DataIntegrityProof", "cryptosuite": .string(name ?? suite.rawValue),
      "verificationMethod": .string(method ?? Self.method(key.publicKey)), "proofPurpose": "assertionMethod",
      "proofValue": "",
    ]
    proof["created"] = created
    var signed = badge
    signed["proof"] = proof
    let document = try JSONDocument(signed)
    let model = try CredentialModel(document)
    let covered = CoveredDocument(
      document: document, proof: try ProofSet(of: model).proofs[0], previous: [], contextCount: model.contextCount,
      hasSeveralProofs: false)
    var hasher = ProofHasher()
    hasher.begin(KnownContexts(.bundled))
    try hasher.hash(covered, suite, edition: nil)
    let hashData = hasher.hashData
    let signature = try key.sign(hashData.span)
    signed[at: "/proof/proofValue"] = .string(Multibase.base58(signature.span))
    return signed
  }

  /// What is said of a signature that holds.
  private static func note(_ verdict: Verdict) -> String? {
    if case .passed(let note) = verdict[.signature] { return note }
    return nil
  }

  private static func badge(_ key: borrowing SigningKey) throws -> JSONValue {
    try Sample.badge(issuer: did(key.publicKey))
  }

  @Test(arguments: suites)
  func `A badge signed with a P-256 key is accepted`(_ suite: Cryptosuite) throws {
    let key = SigningKey.p256(try P256PrivateKey.generate())
    let verdict = try Self.sign(Self.badge(key), suite, key).verdict()
    #expect(verdict.outcome == .accepted)
    #expect(Self.note(verdict)?.hasPrefix(suite.rawValue) ?? false)
  }

  @Test func `The drafts' name of ecdsa-rdfc-2019 is its name, and said to be one`() throws {
    let key = SigningKey.p256(try P256PrivateKey.generate())
    let verdict = try Self.sign(Self.badge(key), .ecdsaRDFC2019, key, name: "ecdsa-2019").verdict()
    #expect(Self.note(verdict)?.hasPrefix("ecdsa-2019, a draft's name of ecdsa-rdfc-2019") ?? false)
  }

  @Test(arguments: suites)
  func `Whatever is changed, the signature does not hold`(_ suite: Cryptosuite) throws {
    let key = SigningKey.p256(try P256PrivateKey.generate())
    let signed = try Self.sign(Self.badge(key), suite, key)
    for (pointer, value) in [
      ("/name", "Leadership"), ("/validFrom", "2026-01-14T09:00:00Z"), ("/proof/created", "2026-01-15T09:00:01Z"),
      ("/credentialSubject/achievement/name", "Leadership"),
    ] as [(String, JSONValue)] {
      var changed = signed
      changed[at: pointer] = value
      let verdict = changed.verdict()
      #expect(verdict.outcome == .rejected)
      #expect(verdict[.signature].reason?.code == .signatureInvalid, "\(pointer)")
    }
  }

  @Test(arguments: suites, Cryptosuite.allCases)
  func `A signature under the name of another suite does not hold`(_ suite: Cryptosuite, _ label: Cryptosuite) throws {
    let key = SigningKey.p256(try P256PrivateKey.generate())
    var badge = try Self.badge(key)
    badge["@context"] = badge["@context"]?.addingContexts(of: Cryptosuite.allCases)
    var signed = try Self.sign(badge, suite, key)
    signed[at: "/proof/type"] = label == .ed25519Signature2020 ? .string(label.rawValue) : "DataIntegrityProof"
    signed[at: "/proof/cryptosuite"] = label == .ed25519Signature2020 ? nil : .string(label.rawValue)
    let verdict = signed.verdict()
    #expect((verdict.outcome == .accepted) == (suite == label))
    #expect(verdict.outcome != .undetermined)
    // A suite of Ed25519 never looks at a key of P-256.
    let expected: Reason.Code = label.algorithm == .edDSA ? .keyTypeNotSupported : .signatureInvalid
    let reason = verdict[.key].reason ?? verdict[.signature].reason
    #expect(suite == label || reason?.code == expected)
  }

  @Test(arguments: suites)
  func `A suite of ECDSA does not take an Ed25519 key, even where its signature would hold`(
    _ suite: Cryptosuite
  ) throws {
    let key = SigningKey.ed25519(try Sample.key())
    let verdict = try Self.sign(Self.badge(key), suite, key).verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.key].reason?.code == .keyTypeNotSupported)
    #expect(verdict[.signature] == .skipped(.earlierCheckFailed))
  }

  @Test func `A key of P-384, which the suites allow and Badge does not check, leaves the badge undetermined`() throws {
    let key = SigningKey.p256(try P256PrivateKey.generate())
    // did:key of the did:key method's test vectors.
    let identifier = "z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLBn2Kaau9"
    let did = "did:key:\(identifier)"
    for suite in Self.suites {
      let signed = try Self.sign(Sample.badge(issuer: did), suite, key, method: "\(did)#\(identifier)")
      let verdict = signed.verdict()
      #expect(verdict.outcome == .undetermined)
      #expect(verdict[.key].reason?.code == .keyTypeNotSupported)
    }
    let signed = try Sample.sign(Sample.badge(issuer: did), method: "\(did)#\(identifier)")
    #expect(signed.verdict().outcome == .rejected)
  }

  @Test func `A proofValue that is no signature of 64 bytes in base58 is refused`() throws {
    let key = SigningKey.p256(try P256PrivateKey.generate())
    let signed = try Self.sign(Self.badge(key), .ecdsaJCS2019, key)
    let text = try #require(signed[at: "/proof/proofValue"]?.text)
    let bytes = try Multibase.decode(Array(text.utf8).span)
    let longer = bytes + [0]
    let der: [UInt8] = [0x30, 0x44, 0x02, 0x20] + bytes.prefix(32) + [0x02, 0x20] + bytes.suffix(32)
    for value in [
      Multibase.base58(longer.span), Multibase.base58(der.span), "u" + Base64URL.encode(bytes.span), "", "z",
      text + " ",
    ] {
      var changed = signed
      changed[at: "/proof/proofValue"] = .string(value)
      #expect(changed.verdict()[.signature].reason?.code == .proofValueInvalid, "\(value)")
    }
    let zeros = [UInt8](repeating: 0, count: 64)
    for value in [Array(bytes.prefix(32)) + zeros.prefix(32), zeros.prefix(32) + bytes.suffix(32), zeros] {
      var changed = signed
      changed[at: "/proof/proofValue"] = .string(Multibase.base58(value.span))
      #expect(changed.verdict()[.signature].reason?.code == .signatureInvalid)
    }
  }

  @Test func `No suite of ECDSA is made here`() throws {
    for suite in Self.suites {
      #expect(throws: IssueError.self) { try Sample.sign(Sample.badge(), suite) }
    }
    #expect(Set(Cryptosuite.made + Self.suites) == Set(Cryptosuite.allCases))
  }

  // MARK: keys of other kinds in documents, DIDs and trust files

  private static let web = "did:web:university.example"

  private func verdict(
    _ signed: JSONValue, _ methods: [JSONValue], at time: Instant = .noon
  ) throws -> Verdict {
    let document: JSONValue = [
      "id": .string(Self.web), "verificationMethod": .array(methods),
      "assertionMethod": .array(methods.compactMap { $0["id"] }),
    ]
    var store = ControllerDocumentStore()
    let json = try JSONDocument(document)
    store.insert(try ControllerDocument(json, at: json.root))
    return signed.verdict(documents: store, at: time)
  }

  private func method(_ key: VerificationKey, type: String = "JsonWebKey", _ name: String = "k") -> JSONValue {
    var method: JSONValue = [
      "id": .string("\(Self.web)#\(name)"), "type": .string(type), "controller": .string(Self.web),
    ]
    if type == "Multikey" {
      method["publicKeyMultibase"] = key.multikey.map { .string($0) }
    } else {
      method["publicKeyJwk"] = key.jwkValue
    }
    return method
  }

  @Test func `A document gives a P-256 key as a JWK or a Multikey, and never under the type of another kind`() throws {
    let key = SigningKey.p256(try P256PrivateKey.generate())
    let publicKey = key.publicKey
    let signed = try Self.sign(Sample.badge(issuer: Self.web), .ecdsaJCS2019, key, method: Self.web + "#k")
    for type in ["JsonWebKey", "JsonWebKey2020", "Multikey", "EcdsaSecp256r1VerificationKey2019"] {
      #expect(try verdict(signed, [method(publicKey, type: type)])[.signature].isPassed, "\(type)")
    }
    for type in ["Ed25519VerificationKey2020", "Ed25519VerificationKey2018", "RsaVerificationKey2018"] {
      #expect(try verdict(signed, [method(publicKey, type: type)])[.key].reason?.code == .keyInvalid, "\(type)")
    }
    let ed25519 = try Sample.key().publicKey
    var twice = method(publicKey)
    twice["publicKeyMultibase"] = .string(ed25519.multikey)
    #expect(try verdict(signed, [twice])[.key].reason?.code == .keyInvalid)
    let other = VerificationKey.p256(try P256PrivateKey.generate().publicKey)
    #expect(try verdict(signed, [method(other)])[.signature].reason?.code == .signatureInvalid)
    var exposed = method(publicKey)
    exposed[at: "/publicKeyJwk/d"] = "AAAA"
    #expect(try verdict(signed, [exposed])[.key].reason?.code == .keyInvalid)
  }

  @Test func `A did:jwk of P-256 or RSA gives its key`() throws {
    let p256 = VerificationKey.p256(try P256PrivateKey.generate().publicKey)
    let rsa = VerificationKey.rsa(try RSAPrivateKey.generate(bits: 2048).publicKey)
    for key in [p256, rsa] {
      let jwk = Array(key.jwk.utf8)
      let did = "did:jwk:" + Base64URL.encode(jwk.span)
      let method = try #require(VerificationMethodURL(did + "#0"))
      #expect(try SelfDescribingDID.key(method) == key)
      let text = Array(key.jwk.dropLast().utf8)
      for members in [#","d":"AQAB"}"#, #","use":"enc"}"#, #","alg":"none"}"#, #","key_ops":["sign"]}"#] {
        let changed = text + Array(members.utf8)
        let url = try #require(VerificationMethodURL("did:jwk:\(Base64URL.encode(changed.span))#0"))
        #expect(throws: Reason.self) { try SelfDescribingDID.key(url) }
      }
    }
  }

  @Test func `An RSA key signs no Data Integrity proof`() throws {
    let rsa = VerificationKey.rsa(try RSAPrivateKey.generate(bits: 2048).publicKey)
    for suite in Cryptosuite.made + Self.suites {
      var signed = try Sample.sign(Sample.badge(issuer: Self.web), method: Self.web + "#k")
      signed[at: "/proof/cryptosuite"] = .string(suite.rawValue)
      if suite == .ed25519Signature2020 { continue }
      let verdict = try verdict(signed, [method(rsa)])
      #expect(verdict.outcome == .rejected)
      #expect(verdict[.key].reason?.code == .keyTypeNotSupported)
    }
  }

  // MARK: rotation

  @Test(arguments: ["Ed25519", "P-256"])
  func `A key that was replaced vouches for what it signed, and one that was revoked for nothing`(
    _ kind: String
  ) throws {
    func make() throws -> SigningKey {
      kind == "P-256" ? .p256(try P256PrivateKey.generate()) : .ed25519(try PrivateKey.generate())
    }
    let suite: Cryptosuite = kind == "P-256" ? .ecdsaJCS2019 : .eddsaJCS2022
    let oldKey = try make()
    let newKey = try make()
    let (oldPublic, newPublic) = (oldKey.publicKey, newKey.publicKey)
    #expect(oldPublic != newPublic)
    let before = try Self.sign(Sample.badge(issuer: Self.web), suite, oldKey, method: Self.web + "#old")
    let after = try Self.sign(
      Sample.badge(issuer: Self.web), suite, newKey, method: Self.web + "#new", created: "2026-03-01T00:00:00Z")
    let late = try Self.sign(
      Sample.badge(issuer: Self.web), suite, oldKey, method: Self.web + "#old", created: "2026-03-01T00:00:00Z")
    let rotation = Instant("2026-02-01T00:00:00Z" as StaticString)
    let now = Instant("2026-06-01T00:00:00Z" as StaticString)

    // The issuer's document: rotated, both are listed; revoked, the old one says so.
    var oldMethod = method(oldPublic, "old")
    let newMethod = method(newPublic, "new")
    for badge in [before, after] { #expect(try verdict(badge, [oldMethod, newMethod], at: now)[.signature].isPassed) }
    oldMethod["revoked"] = "2026-05-01T00:00:00Z"
    #expect(try verdict(before, [oldMethod, newMethod], at: now)[.key].reason?.code == .keyRevoked)
    #expect(try verdict(before, [oldMethod, newMethod], at: rotation)[.signature].isPassed)
    #expect(try verdict(after, [oldMethod, newMethod], at: now)[.signature].isPassed)
    // Taken out of the document, the old key is nobody's.
    #expect(try verdict(before, [newMethod], at: now)[.key].reason?.code == .verificationMethodNotFound)

    // A trust file: the old key until the day of the rotation.
    func trusted(_ badge: JSONValue, revoked: Instant? = nil) throws -> Verdict {
      let keys = [
        AcceptedKey(key: oldPublic, id: Self.web + "#old", until: rotation, revoked: revoked),
        AcceptedKey(key: newPublic, id: Self.web + "#new", from: rotation),
      ]
      let file = try TrustFile(name: nil, issuers: [TrustedIssuer(id: Self.web, name: "University", keys: keys)])
      return badge.verdict(trust: TrustPolicy(trustFile: file), at: now)
    }
    #expect(try trusted(before).outcome == .accepted)
    #expect(try trusted(after).outcome == .accepted)
    #expect(try trusted(late)[.key].reason?.code == .keyExpired)
    #expect(try trusted(before, revoked: rotation)[.key].reason?.code == .keyRevoked)
    #expect(try trusted(after, revoked: rotation).outcome == .accepted)
  }

  @Test func `A trust file holds keys of all kinds, and is written as it was read`() throws {
    let p256 = VerificationKey.p256(try P256PrivateKey.generate().publicKey)
    let rsa = VerificationKey.rsa(try RSAPrivateKey.generate(bits: 2048).publicKey)
    let ed25519 = VerificationKey.ed25519(try Sample.publicKey())
    let keys = [ed25519, p256, rsa].map { AcceptedKey(key: $0) }
    let file = try TrustFile(name: nil, issuers: [TrustedIssuer(id: Self.web, name: "University", keys: keys)])
    let written = file.serialized()
    let read = try TrustFile(parsing: written)
    #expect(read.issuers[0].keys == keys)
    #expect(read.serialized() == written)
  }
}
