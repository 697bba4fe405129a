import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct ControllerDocumentTests {
  private static let web = "did:web:a.example"

  /// The verdict on a badge of the document's subject, after a change to a good document.
  private func verdict(
    id: String = web, method: String? = nil, at time: Instant = .noon, _ change: (inout JSONValue) throws -> Void
  ) throws -> Verdict {
    var document = try Sample.document(id)
    try change(&document)
    let badge = try Sample.sign(Sample.badge(issuer: id), method: method ?? id + "#key-1")
    return badge.verdict(documents: try Sample.store(document), at: time)
  }

  private func code(
    id: String = web, method: String? = nil, at time: Instant = .noon, _ change: (inout JSONValue) throws -> Void
  ) throws -> Reason.Code? {
    try verdict(id: id, method: method, at: time, change)[.key].reason?.code
  }

  /// The reason why a document as a whole cannot be used.
  private func defect(_ change: (inout JSONValue) throws -> Void) throws -> Reason? {
    var value = try Sample.document(Self.web)
    try change(&value)
    let document = try JSONDocument(value)
    do throws(Reason) {
      _ = try ControllerDocument(document, at: document.root)
      return nil
    } catch {
      return error
    }
  }

  // MARK: the document

  @Test(arguments: [web, "https://a.example/issuers/1", "did:example:123", "did:web:a.example%3A8080:b"])
  func `The key of a document verifies its subject's badge`(_ id: String) throws {
    #expect(try verdict(id: id) { _ in }.outcome == .accepted)
  }

  @Test(
    arguments: [nil, "", "a.example", 7, ["did:web:a.example"], "did:web:..", "did:web:a.example:%2e%2e"] as [JSONValue]
  )
  func `A document needs a sound id`(_ id: JSONValue) throws {
    #expect(try defect { $0["id"] = id }?.code == .controllerDocumentInvalid)
  }

  @Test(arguments: [
    "verificationMethod", "assertionMethod", "authentication", "keyAgreement", "capabilityInvocation",
    "capabilityDelegation",
  ])
  func `A list of methods is an array of at most a thousand`(_ name: String) throws {
    for value: JSONValue in [nil, 7, true, .array(Array(repeating: "https://a.example/#k", count: 1001))] {
      let defect = try defect { $0[name] = value }
      #expect(defect?.code == .controllerDocumentInvalid)
      #expect(defect?.pointer == "/\(name)")
    }
  }

  @Test(arguments: ["x", 7, nil, [], [:], ["id": 7], ["id": nil]] as [JSONValue])
  func `A method is an object with an id`(_ method: JSONValue) throws {
    #expect(try defect { $0["verificationMethod"] = [method] }?.pointer == "/verificationMethod/0")
  }

  @Test func `A single value stands for an array of it, as in compacted JSON-LD`() throws {
    let verdict = try verdict { document in
      document["assertionMethod"] = document[at: "/assertionMethod/0"]
      document["verificationMethod"] = document[at: "/verificationMethod/0"]
    }
    #expect(verdict.outcome == .accepted)
    #expect(try code { $0["assertionMethod"] = "did:web:a.example#key-10" } == .relationshipMissing)
    #expect(try code { $0["assertionMethod"] = "did:web:a.example#key-1 " } == .relationshipMissing)
    #expect(try defect { $0["verificationMethod"] = "did:web:a.example#key-1" }?.code == .controllerDocumentInvalid)
  }

  @Test func `A method that comes twice and is the same is one`() throws {
    for name in ["verificationMethod", "publicKey", "authentication", "keyAgreement", "assertionMethod"] {
      let verdict = try verdict { document in
        let method = try #require(document[at: "/verificationMethod/0"])
        document[name] = name == "verificationMethod" ? [method, method] : [method]
      }
      #expect(verdict.outcome == .accepted, "\(name)")
    }
  }

  @Test func `Two methods of one id make a document useless, wherever they stand`() throws {
    for name in ["verificationMethod", "authentication", "keyAgreement", "assertionMethod"] {
      let defect = try defect { document in
        let method = try #require(document[at: "/verificationMethod/0"])
        var other = method
        other["publicKeyMultibase"] = .string(try Sample.publicKey("other").multikey)
        document[name] = name == "verificationMethod" ? [method, other] : [other]
      }
      #expect(defect?.code == .controllerDocumentInvalid, "\(name)")
    }
    // A relative id is the same as the absolute one.
    let relative = try defect { document in
      var method = try #require(document[at: "/verificationMethod/0"])
      method["id"] = "#key-1"
      document["authentication"] = [method]
    }
    #expect(relative?.code == .controllerDocumentInvalid)
  }

  @Test func `Before DID Core 1.0 methods stood under publicKey`() throws {
    let verdict = try verdict { document in
      document["publicKey"] = document["verificationMethod"]
      document["verificationMethod"] = nil
    }
    #expect(verdict.outcome == .accepted)
    // Named there, a key asserts nothing unless it is referred to.
    let unasserted = try code { document in
      document["publicKey"] = document["verificationMethod"]
      document["verificationMethod"] = nil
      document["assertionMethod"] = nil
    }
    #expect(unasserted == .relationshipMissing)
  }

  @Test func `Beside the newer member the older one does not count`() throws {
    let verdict = try verdict { document in
      var other = try #require(document[at: "/verificationMethod/0"])
      other["publicKeyMultibase"] = .string(try Sample.publicKey("other").multikey)
      document["publicKey"] = [other]
    }
    #expect(verdict.outcome == .accepted)
    #expect(try defect { $0["publicKey"] = ["did:web:a.example#k", 7, [:], ["id": 7]] } == nil)
  }

  @Test func `A large method that comes a thousand times is read in little time`() throws {
    var value = try Sample.document(Self.web)
    var method = try #require(value[at: "/verificationMethod/0"])
    method["note"] = .string(String(repeating: "x", count: 2 << 20))
    var small = method
    small["note"] = nil
    value["verificationMethod"] = .array([method] + Array(repeating: small, count: 999))
    let document = try JSONDocument(value)
    let time = ContinuousClock().measure {
      #expect(throws: Reason.self) { try ControllerDocument(document, at: document.root) }
    }
    #expect(time < .seconds(5))
  }

  @Test func `Six thousand methods with long ids in common are read in little time`() throws {
    let long = Self.web + "?" + String(repeating: "x", count: 1000)
    let lists = [
      "verificationMethod", "authentication", "keyAgreement", "capabilityInvocation", "capabilityDelegation",
    ]
    var value = try Sample.document(Self.web)
    for list in lists {
      value[list] = .array((0..<1000).map { ["id": .string("\(long)#\(list)\($0)"), "type": "Multikey"] })
    }
    value["assertionMethod"] = .array((0..<1000).map { .string("\(long)#authentication\($0)") })
    let document = try JSONDocument(value)
    let time = try ContinuousClock().measure { _ = try ControllerDocument(document, at: document.root) }
    #expect(time < .seconds(10))
  }

  // MARK: the relationship

  @Test(arguments: ["authentication", "keyAgreement", "capabilityInvocation", "capabilityDelegation"])
  func `A method that is listed for another purpose only asserts nothing`(_ relationship: String) throws {
    let code = try code { document in
      document[relationship] = document["assertionMethod"]
      document["assertionMethod"] = nil
    }
    #expect(code == .relationshipMissing)
    let embedded = try self.code { document in
      document[relationship] = document["verificationMethod"]
      document["verificationMethod"] = nil
      document["assertionMethod"] = []
    }
    #expect(embedded == .relationshipMissing)
  }

  @Test func `A method may be embedded, or referred to by its fragment`() throws {
    let embedded = try verdict { document in
      document["assertionMethod"] = document["verificationMethod"]
      document["verificationMethod"] = nil
    }
    #expect(embedded.outcome == .accepted)
    #expect(try verdict { $0["assertionMethod"] = ["#key-1"] }.outcome == .accepted)
    #expect(try verdict { $0[at: "/verificationMethod/0/id"] = "#key-1" }.outcome == .accepted)
  }

  @Test(arguments: ["#key-2", "#", "key-1", "did:web:a.example", "did:web:b.example#key-1", "#KEY-1"])
  func `A reference to another method gives this one no right`(_ reference: String) throws {
    #expect(try code { $0["assertionMethod"] = [.string(reference)] } == .relationshipMissing)
  }

  @Test(arguments: [7, nil, true, []] as [JSONValue])
  func `A relationship holds URLs or methods`(_ entry: JSONValue) throws {
    #expect(try defect { $0["assertionMethod"] = [entry] }?.pointer == "/assertionMethod/0")
  }

  // MARK: the method

  @Test(arguments: [web + "#key-2", web + "#", web + "#key-1x", web + "#Key-1", web + "#key-", web + "?v=1#key-1"])
  func `A method is found by its full id`(_ method: String) throws {
    let verdict = try verdict(method: method) { _ in }
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.key].isPassed == false)
  }

  @Test(
    arguments: ["did:web:b.example", "did:web:a.example#key-1", "", "DID:web:a.example", nil, 7, [.string(web)]]
      as [JSONValue])
  func `The controller of a method is the document's subject`(_ controller: JSONValue) throws {
    #expect(try code { $0[at: "/verificationMethod/0/controller"] = controller } == .controllerMismatch)
  }

  @Test func `A method without a controller is refused`() throws {
    #expect(try code { $0[at: "/verificationMethod/0/controller"] = nil } == .controllerMismatch)
  }

  @Test func `A document for another identifier gives its key to nobody else`() throws {
    let badge = try Sample.sign(Sample.badge(issuer: Self.web), method: Self.web + "#key-1")
    let store = try Sample.store(Sample.document("did:web:b.example"))
    #expect(badge.verdict(documents: store).outcome == .undetermined)
    let others = try Sample.sign(Sample.badge(issuer: Self.web), method: "did:web:b.example#key-1")
    #expect(others.verdict(documents: store)[.key].reason?.code == .keyNotTheIssuers)
  }

  @Test func `A method of another subject inside a document is not the subject's`() throws {
    // The victim's document does not exist here; the attacker's claims to hold the victim's method.
    let code = try code(id: "did:web:b.example", method: Self.web + "#key-1") { document in
      document[at: "/verificationMethod/0/id"] = .string(Self.web + "#key-1")
      document["assertionMethod"] = [.string(Self.web + "#key-1")]
    }
    #expect(code == .keyNotTheIssuers)
  }

  @Test(arguments: [("revoked", .keyRevoked), ("expires", .keyExpired)] as [(String, Reason.Code)])
  func `From that moment on the key is good no longer`(_ name: String, _ expected: Reason.Code) throws {
    let times: [(StaticString, Reason.Code?)] = [
      ("2026-11-24T11:59:59.999Z", nil), ("2026-11-24T12:00:00Z", expected), ("2027-01-01T00:00:00Z", expected),
    ]
    for (time, code) in times {
      let found = try self.code(at: Instant(time)) {
        $0[at: "/verificationMethod/0/\(name)"] = "2026-11-24T13:00:00+01:00"
      }
      #expect(found == code)
    }
  }

  @Test(arguments: ["revoked", "expires"], ["", "2026-11-24", "never", 7, nil, false] as [JSONValue])
  func `An end that cannot be read is no end in the far future`(_ name: String, _ value: JSONValue) throws {
    #expect(try code { $0[at: "/verificationMethod/0/\(name)"] = value } == .keyInvalid)
  }

  // MARK: the key

  private func withKey(_ change: @escaping (inout JSONValue) throws -> Void) throws -> Verdict {
    try verdict { document in
      var method = try #require(document[at: "/verificationMethod/0"])
      method["type"] = nil
      method["publicKeyMultibase"] = nil
      try change(&method)
      document["verificationMethod"] = [method]
    }
  }

  private static func base58(_ key: PublicKey) -> String {
    let bytes = key.bytes
    return String(Multibase.base58(bytes.span).dropFirst())
  }

  private static func jwk(_ key: PublicKey) throws -> JSONValue { try JSONValue(key.jwk) }

  @Test(arguments: ["Multikey", "Ed25519VerificationKey2020"])
  func `A Multikey gives the key`(_ type: String) throws {
    let verdict = try withKey {
      $0["type"] = .string(type)
      $0["publicKeyMultibase"] = .string(try Sample.publicKey().multikey)
    }
    #expect(verdict.outcome == .accepted)
  }

  @Test(arguments: ["JsonWebKey", "JsonWebKey2020"])
  func `A JWK gives the key`(_ type: String) throws {
    let verdict = try withKey {
      $0["type"] = .string(type)
      $0["publicKeyJwk"] = try Self.jwk(Sample.publicKey())
    }
    #expect(verdict.outcome == .accepted)
  }

  @Test func `The bare key in base58 gives the key`() throws {
    let verdict = try withKey {
      $0["type"] = "Ed25519VerificationKey2018"
      $0["publicKeyBase58"] = .string(Self.base58(try Sample.publicKey()))
    }
    #expect(verdict.outcome == .accepted)
  }

  private func verdict(type: String, member: String) throws -> Verdict {
    try withKey {
      $0["type"] = .string(type)
      let key = try Sample.publicKey()
      switch member {
      case "publicKeyJwk": $0[member] = try Self.jwk(key)
      case "publicKeyBase58": $0[member] = .string(Self.base58(key))
      default: $0[member] = .string(key.multikey)
      }
    }
  }

  @Test(arguments: [
    ("JsonWebKey2020", "publicKeyMultibase"), ("Ed25519VerificationKey2020", "publicKeyJwk"),
    ("Ed25519VerificationKey2020", "publicKeyBase58"), ("Ed25519VerificationKey2018", "publicKeyMultibase"),
    ("Ed25519VerificationKey2018", "publicKeyJwk"), ("Multikey", "publicKeyJwk"),
  ])
  func `A key that says of which algorithm it is is read under any type that is known`(
    _ type: String, _ member: String
  ) throws {
    #expect(try verdict(type: type, member: member).outcome == .accepted)
  }

  @Test(arguments: [
    ("EcdsaSecp256k1VerificationKey2019", "publicKeyMultibase"), ("Multikey", "publicKeyBase58"),
    ("JsonWebKey2020", "publicKeyBase58"), ("Unknown", "publicKeyHex"), ("Multikey", "publicKey"),
    ("X25519KeyAgreementKey2020", "publicKeyMultibase"), ("ed25519VerificationKey2020", "publicKeyMultibase"),
  ])
  func `A key of another type, or in a form that its type does not tell, is not looked for`(
    _ type: String, _ member: String
  ) throws {
    #expect(try verdict(type: type, member: member)[.key].reason?.code == .keyTypeNotSupported)
  }

  @Test func `Two different keys in one method are none`() throws {
    let verdict = try withKey {
      $0["type"] = "Multikey"
      $0["publicKeyMultibase"] = .string(try Sample.publicKey().multikey)
      $0["publicKeyJwk"] = try Self.jwk(Sample.publicKey("other"))
    }
    #expect(verdict[.key].reason?.code == .keyInvalid)
  }

  @Test(arguments: ["secretKeyMultibase", "secretKeyJwk", "privateKeyMultibase", "privateKeyJwk", "privateKeyBase58"])
  func `A key whose secret is published beside it is worthless`(_ member: String) throws {
    let verdict = try verdict { $0[at: "/verificationMethod/0/\(member)"] = "x" }
    #expect(verdict[.key].reason?.code == .keyInvalid)
    let jwk = try withKey {
      $0["type"] = "JsonWebKey"
      var key = try Self.jwk(Sample.publicKey())
      key["d"] = "AAAA"
      $0["publicKeyJwk"] = key
    }
    #expect(jwk[.key].reason?.code == .keyInvalid)
  }

  @Test(
    arguments: [
      nil, 7, "", "z", "z6Mk", [], [:],
      .string("z" + String(repeating: "1", count: 200_000)),
    ] as [JSONValue])
  func `A Multikey that holds no key is refused`(_ value: JSONValue) throws {
    #expect(try code { $0[at: "/verificationMethod/0/publicKeyMultibase"] = value } == .keyInvalid)
  }

  @Test func `A Multikey of a kind that signs no badges is refused as that`() throws {
    let value = JSONValue.string("z6LSbgq3GejX88eiAYWmZ9EiddS3GaXodvm8MJJyEH7bqXgz")
    #expect(try code { $0[at: "/verificationMethod/0/publicKeyMultibase"] = value } == .keyTypeNotSupported)
  }

  @Test func `A small-order key is refused, for which anyone can sign`() throws {
    let bytes: [UInt8] = [0xED, 0x01, 0x01] + [UInt8](repeating: 0, count: 31)
    let code = try code { $0[at: "/verificationMethod/0/publicKeyMultibase"] = .string(Multibase.base58(bytes.span)) }
    #expect(code == .keyInvalid)
  }

  @Test func `What is wrong with a method that nobody uses does not matter`() throws {
    let verdict = try verdict { document in
      guard case .array(let methods)? = document["verificationMethod"] else { throw CancellationError() }
      document["verificationMethod"] = .array(
        methods + [
          ["id": "#bad", "type": 7], ["id": "#none"], ["id": "#ec", "type": "JsonWebKey", "publicKeyJwk": [:]],
        ])
    }
    #expect(verdict.outcome == .accepted)
  }
}
