import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct KeyResolverTests {
  @Test func `An attacker's key is not the issuer's, however its method is written`() throws {
    let victim = try Sample.did()
    let (did, multikey) = (try Sample.did("attacker"), try Sample.publicKey("attacker").multikey)
    let methods = [
      "\(did)#\(multikey)", "\(victim)#\(multikey)", "\(victim)?x#\(multikey)", "\(victim)/#\(multikey)",
      "\(did)#\(try Sample.publicKey().multikey)", "\(victim)\(multikey)#\(multikey)", "did:web:\(victim)#k",
      "https://a.example/\(victim)#k", "urn:\(victim)#k",
    ]
    for method in methods {
      let verdict = try Sample.sign(Sample.badge(), by: "attacker", method: method).verdict()
      #expect(verdict.outcome == .rejected, "\(method)")
      #expect(verdict.authentic == nil)
    }
  }

  @Test(
    arguments: [
      [["id": "did:example:a"]], [], ["name": "A"], 7, nil, ["id": ["did:example:a"]], ["id": nil], "", "not a URL",
    ] as [JSONValue])
  func `An issuer is a URL or an object with one as its id`(_ issuer: JSONValue) throws {
    var badge = try Sample.badge()
    badge["issuer"] = issuer
    badge = badge.adding(try Sample.prove(badge, Sample.options(badge)))
    #expect(badge.verdict().outcome == .rejected)
  }

  @Test func `An issuer may be the identifier alone`() throws {
    var badge = try Sample.badge()
    badge["issuer"] = .string(try Sample.did())
    #expect(try Sample.sign(badge).verdict().outcome == .accepted)
  }

  @Test(arguments: [
    "did:web:a.example", "https://a.example/issuers/1", "did:example:1", "http://a.example/", "urn:a:b",
  ])
  func `An issuer whose keys are not known is undetermined`(_ id: String) throws {
    let verdict = try Sample.sign(Sample.badge(issuer: id), method: id + "#k").verdict()
    #expect(verdict.outcome == .undetermined)
    #expect(verdict[.key].reason?.code == .verificationMethodUnknown)
    #expect(verdict[.key].reason?.pointer == "/proof/verificationMethod")
    #expect(verdict[.signature] == .skipped(.earlierCheckFailed))
  }

  @Test(arguments: [
    "#key-1", "key-1", "", "did:web:a.example", "did:jwk:e30", "a b#c", "//a.example#k", "http://a.example/k",
  ])
  func `A method that is no absolute URL with a fragment is refused`(_ method: String) throws {
    let verdict = try Sample.sign(Sample.badge(), method: method).verdict()
    #expect(verdict[.key].reason?.code == .verificationMethodInvalid)
    #expect(verdict[.key].reason?.pointer == "/proof/verificationMethod")
  }

  // MARK: keys on the web

  private static let issuer = "https://a.example/issuers/1"
  private static let keyURL = "https://a.example/keys/1"

  /// A key as a document of its own.
  private static func bareKey(_ label: String = "issuer", controller: String = issuer) throws -> JSONValue {
    [
      "@context": "https://w3id.org/security/suites/ed25519-2020/v1", "id": .string(keyURL),
      "type": "Ed25519VerificationKey2020", "controller": .string(controller),
      "publicKeyMultibase": .string(try Sample.publicKey(label).multikey),
    ]
  }

  /// The document of a controller that refers to it.
  private static let controller: JSONValue = [
    "@context": "https://w3id.org/security/v2", "id": .string(issuer), "assertionMethod": .string(keyURL),
  ]

  private func verdict(
    issuer: String = issuer, method: String = keyURL, at time: Instant = .noon, by label: String = "issuer",
    _ documents: JSONValue...
  ) throws -> Verdict {
    var store = ControllerDocumentStore()
    for document in documents {
      let json = try JSONDocument(document)
      store.insert(try ControllerDocument(json, at: json.root))
    }
    return try Sample.sign(Sample.badge(issuer: issuer), by: label, method: method)
      .verdict(documents: store, at: time)
  }

  @Test func `A key that is a document of its own is the issuer's where the issuer's document refers to it`() throws {
    #expect(try verdict(Self.bareKey(), Self.controller).outcome == .accepted)
    #expect(try verdict(Self.controller, Self.bareKey()).outcome == .accepted)
    // The signature decides all the same.
    #expect(try verdict(by: "other", Self.bareKey(), Self.controller)[.signature].reason?.code == .signatureInvalid)
  }

  @Test func `Without either document such a key is not known`() throws {
    #expect(try verdict(Self.bareKey())[.key].reason?.code == .keyNotTheIssuers)
    let unknown = try verdict(Self.controller)
    #expect(unknown.outcome == .undetermined)
    #expect(unknown[.key].reason?.code == .verificationMethodUnknown)
  }

  @Test func `A key speaks for the controller that it names, and only if that refers to it for assertions`() throws {
    let others = try Self.bareKey(controller: "https://a.example/issuers/2")
    #expect(try verdict(others, Self.controller)[.key].reason?.code == .controllerMismatch)
    var silent = Self.controller
    silent["assertionMethod"] = nil
    silent["authentication"] = .string(Self.keyURL)
    #expect(try verdict(Self.bareKey(), silent)[.key].reason?.code == .keyNotTheIssuers)
    var ownerless = try Self.bareKey()
    ownerless["controller"] = nil
    #expect(try verdict(ownerless, Self.controller)[.key].reason?.code == .controllerMismatch)
  }

  @Test func `A document of its own that is no key, or one that is not good, is none`() throws {
    for (member, value, code) in [
      ("revoked", "2026-01-01T00:00:00Z", .keyRevoked), ("expires", "2026-01-01T00:00:00Z", .keyExpired),
      ("expires", "soon", .keyInvalid), ("type", "Unknown", .keyTypeNotSupported),
      ("publicKeyMultibase", "z6Mk", .keyInvalid), ("secretKeyMultibase", "z", .keyInvalid),
      ("publicKeyMultibase", nil, .verificationMethodNotFound),
    ] as [(String, JSONValue?, Reason.Code)] {
      var key = try Self.bareKey()
      key[member] = value
      #expect(try verdict(key, Self.controller)[.key].reason?.code == code, "\(member)")
    }
  }

  @Test func `The issuer's document may hold a key of its own host under another URL`() throws {
    var controller = Self.controller
    controller["assertionMethod"] = [try Self.bareKey()]
    #expect(try verdict(controller).outcome == .accepted)
    controller["assertionMethod"] = [try Self.bareKey(controller: "https://a.example/")]
    #expect(try verdict(controller)[.key].reason?.code == .controllerMismatch)
  }

  @Test func `A key of another host is not the issuer's, whatever the issuer's document says of it`() throws {
    for id in ["https://b.example/issuers/1", "https://a.example.b/1", "https://a.example:8080/1", "did:web:a.example"]
    {
      var controller = Self.controller
      controller["id"] = .string(id)
      let verdict = try verdict(issuer: id, Self.bareKey(controller: id), controller)
      #expect(verdict[.key].reason?.code == .keyNotTheIssuers, "\(id)")
    }
  }

  @Test func `Where the key's URL has a document that holds it, the issuer's own word for it does not count`() throws {
    // The other one's document gives the key to itself.
    let other = "https://a.example/issuers/2"
    var controller = Self.controller
    controller["assertionMethod"] = .string(other + "#key-1")
    let verdict = try verdict(method: other + "#key-1", controller, Sample.document(other))
    #expect(verdict[.key].reason?.code == .keyNotTheIssuers)
  }

  @Test func `A did:key may be named without its fragment, which says nothing more`() throws {
    #expect(try Sample.sign(Sample.badge(), method: Sample.did()).verdict().outcome == .accepted)
    let attackers = try Sample.sign(Sample.badge(), by: "attacker", method: Sample.did("attacker")).verdict()
    #expect(attackers[.key].reason?.code == .keyNotTheIssuers)
    let victims = try Sample.sign(Sample.badge(), by: "attacker", method: Sample.did()).verdict()
    #expect(victims[.signature].reason?.code == .signatureInvalid)
    #expect(try Sample.sign(Sample.badge(), method: Sample.did() + "#").verdict().outcome == .rejected)
  }

  @Test func `A did:web that leads elsewhere is refused before any document is looked for`() throws {
    // The issuer itself has to be a URL; this one is, and no sound did:web.
    let id = "did:web:a.example:%2e%2e"
    let verdict = try Sample.sign(Sample.badge(issuer: id), method: id + "#k").verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.key].reason?.code == .verificationMethodInvalid)
  }
}
