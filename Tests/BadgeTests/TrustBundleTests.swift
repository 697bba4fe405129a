import CanonicalJSON
import LinkedData
import Signing
import Testing

@testable import Badge

struct TrustBundleTests {
  /// The day before the tests' noon.
  private static let start = Instant("2026-11-23T12:00:00Z" as StaticString)
  private static let end = Instant("2027-11-23T12:00:00Z" as StaticString)

  static func contents(
    _ issuers: [TrustedIssuer]? = nil, name: String? = "unis", limits: TrustLimits = TrustLimits()
  ) throws -> TrustFile {
    try TrustFile(
      name: name, issuers: issuers ?? [TrustedIssuer(id: Sample.did(), name: "Example University")], limits: limits)
  }

  static func signed(
    _ contents: TrustFile? = nil, version: Int = 7, by label: String = "curator", method: String? = nil,
    from: Instant = start, until: Instant = end
  ) throws -> [UInt8] {
    try TrustBundle.sign(
      contents ?? self.contents(),
      TrustBundle.Request(
        curatorName: "Alliance", version: version, validFrom: from, validUntil: until, verificationMethod: method),
      with: Sample.key(label))
  }

  private static func pins(_ label: String = "curator") throws -> TrustBundle.CuratorPins {
    TrustBundle.CuratorPins(keys: [.ed25519(try Sample.publicKey(label))])
  }

  /// The contents, or the code of the reason why they are not used.
  private func authenticated(
    _ bytes: [UInt8], _ pins: TrustBundle.CuratorPins, documents: ControllerDocumentStore = ControllerDocumentStore(),
    at time: Instant = .noon
  ) throws -> Result<TrustFile, Reason> {
    let bundle = try TrustBundle(parsing: bytes)
    return Result { () throws(Reason) in try bundle.authenticate(pinnedTo: pins, documents: documents, at: time) }
  }

  private func code(_ result: Result<TrustFile, Reason>) -> Reason.Code? {
    if case .failure(let reason) = result { reason.code } else { nil }
  }

  /// The bundle with one change, unsigned or with its old signature.
  private func changed(_ bytes: [UInt8], _ change: (inout JSONValue) throws -> Void) throws -> [UInt8] {
    var value = JSONValue(try JSONDocument(parsing: bytes))
    try change(&value)
    return value.serialized(.pretty)
  }

  // MARK: reading

  @Test func `A bundle gives back what was signed, and who signed it until when`() throws {
    let bytes = try Self.signed()
    #expect(TrustBundle.isBundle(bytes))
    #expect(!TrustBundle.isBundle(try Self.contents().serialized()))
    let file = try authenticated(bytes, Self.pins()).get()
    #expect(try file.name == "unis" && file.issuers.map(\.id) == [Sample.did()])
    let curation = try #require(file.curation)
    #expect(try curation.curator == Sample.did("curator") && curation.curatorName == "Alliance")
    #expect(curation.version == 7 && curation.validFrom == Self.start && curation.validUntil == Self.end)
    #expect(curation.sha256 == HashAlgorithm.sha256.digest(of: bytes))
    // What a local file makes of it can be exported again, with the next version.
    #expect(try TrustFile(parsing: file.serialized()).bundleVersion == 7)
  }

  @Test func `Everything that a trust file can hold goes through a bundle`() throws {
    let file = try TrustFile(parsing: TrustFileTests.json().serialized())
    let bundle = try TrustBundle(parsing: Self.signed(file))
    var local = JSONValue(try JSONDocument(parsing: bundle.unverifiedContents.serialized()))
    local["bundleVersion"] = nil
    #expect(try local.canonicalBytes() == TrustFileTests.json().canonicalBytes())
  }

  @Test(
    arguments: [
      ("/type", ["VerifiableCredential"]), ("/credentialSubject/type", "BadgeTrustFile"),
      ("/credentialSubject/version", 0), ("/credentialSubject/version", 1.5), ("/credentialSubject/version", "7"),
      ("/validUntil", nil), ("/validFrom", nil), ("/validFrom", "2028-01-01T00:00:00Z"), ("/issuer", nil),
      ("/issuer", "alliance"), ("/issuer/id", nil), ("/credentialSubject/issuers", nil),
      ("/credentialSubject/isuers", []), ("/revoked", true),
    ] as [(String, JSONValue?)])
  func `What is no bundle is refused before anybody asks who signed it`(_ pointer: String, _ value: JSONValue?) throws {
    let bytes = try changed(Self.signed()) { $0[at: pointer] = value }
    #expect(throws: TrustFileError.self, "\(pointer)") { try TrustBundle(parsing: bytes) }
  }

  // MARK: who signed

  @Test func `Without a pin, and with another one, a bundle is not used`() throws {
    let bytes = try Self.signed()
    #expect(try code(authenticated(bytes, TrustBundle.CuratorPins())) == .trustCuratorNotPinned)
    #expect(try code(authenticated(bytes, Self.pins("attacker"))) == .trustCuratorNotPinned)
    let other = TrustBundle.CuratorPins(identifiers: [try Sample.did("attacker")])
    #expect(try code(authenticated(bytes, other)) == .trustCuratorNotPinned)
    // One of several pins is enough.
    let several = TrustBundle.CuratorPins(
      keys: [.ed25519(try Sample.publicKey("attacker")), .ed25519(try Sample.publicKey("curator"))])
    #expect(try code(authenticated(bytes, several)) == nil)
    #expect(try code(authenticated(bytes, .init(identifiers: [Sample.did("curator")]))) == nil)
  }

  @Test func `An attacker's bundle in the name of the curator is refused, whatever is pinned`() throws {
    let curator = try Sample.did("curator")
    let bytes = try changed(Self.signed(by: "attacker")) { $0["issuer"] = .string(curator) }
    #expect(try code(authenticated(bytes, Self.pins())) != nil)
    #expect(try code(authenticated(bytes, .init(identifiers: [curator]))) != nil)
  }

  @Test(arguments: [
    "/credentialSubject/issuers/0/name", "/credentialSubject/issuers/0/id", "/credentialSubject/version", "/validUntil",
    "/validFrom", "/issuer/name", "/credentialSubject/name",
  ])
  func `A bundle that was changed is refused`(_ pointer: String) throws {
    let values: [String: JSONValue] = [
      "/credentialSubject/version": 8, "/validUntil": "2030-01-01T00:00:00Z", "/validFrom": "2026-11-24T11:00:00Z",
      "/credentialSubject/issuers/0/id": "did:web:attacker.example",
    ]
    let bytes = try changed(Self.signed()) { $0[at: pointer] = values[pointer] ?? "Another" }
    #expect(try code(authenticated(bytes, Self.pins())) == .trustBundleInvalid)
  }

  @Test func `A bundle without a proof, with two, or with one of another suite is refused`() throws {
    let proofs: [(inout JSONValue) throws -> Void] = [
      { $0["proof"] = nil }, { $0["proof"] = [] },
      { $0["proof"] = .array([$0["proof"] ?? .null, $0["proof"] ?? .null]) },
      { $0["proof"]?["cryptosuite"] = "eddsa-rdfc-2022" }, { $0["proof"]?["proofPurpose"] = "authentication" },
    ]
    for change in proofs {
      #expect(try code(authenticated(changed(Self.signed(), change), Self.pins())) != nil)
    }
  }

  @Test func `A curator of did:web is pinned by its key, or by its identifier with its document`() throws {
    let id = "did:web:alliance.example"
    let bytes = try Self.signed(method: "\(id)#key-1")
    #expect(try code(authenticated(bytes, Self.pins())) == nil)
    let pin = TrustBundle.CuratorPins(identifiers: [id])
    #expect(try code(authenticated(bytes, pin)) == .verificationMethodUnknown)
    let own = try Sample.store(Sample.document(id, key: "curator"))
    #expect(try code(authenticated(bytes, pin, documents: own)) == nil)
    let foreign = try Sample.store(Sample.document(id, key: "attacker"))
    #expect(try code(authenticated(bytes, pin, documents: foreign)) == .trustBundleInvalid)
  }

  @Test func `A newer bundle may be used to look back`() throws {
    let bytes = try Self.signed()
    let before = Instant("2026-01-01T00:00:00Z" as StaticString)
    let file = try authenticated(bytes, Self.pins(), at: before).get()
    #expect(file.freshness(at: before) == .fresh)
  }

  // MARK: in verdicts

  @Test func `The verdict says by which bundle an issuer is known, and that a local file is local`() throws {
    let file = try authenticated(Self.signed(), Self.pins()).get()
    let verdict = try Sample.signedBadge().verdict(trust: TrustPolicy(trustFile: file))
    #expect(verdict.outcome == .accepted)
    #expect(
      verdict[.issuer]
        == .passed(
          "Example University (in the trust bundle 'unis', version 7 of 2026-11-23, by \(try Sample.did("curator")))"))
    let local = try Sample.signedBadge().verdict(trust: TrustPolicy(trustFile: Self.contents()))
    #expect(local[.issuer] == .passed("Example University (in the local trust file 'unis')"))
  }

  @Test func `With a bundle that is too old nothing is accepted, nor rejected for its sake`() throws {
    let badge = try Sample.signedBadge()
    let file = try authenticated(Self.signed(), Self.pins()).get()
    for (time, code): (StaticString, Reason.Code) in [
      ("2027-11-24T12:00:00Z", .trustBundleExpired), ("2027-08-01T00:00:00Z", .trustBundleStale),
    ] {
      for trust in [
        TrustPolicy(trustFile: file), TrustPolicy(trustFile: file, unvouchedIssuers: .allow),
        TrustPolicy(trustFile: file, issuers: [try Sample.did()]),
      ] {
        let verdict = badge.verdict(trust: trust, at: Instant(time))
        #expect(verdict.outcome == .undetermined && verdict[.issuer].reason?.code == code)
      }
    }
    // Whom the bundle does not know it says nothing of.
    let stranger = try Sample.sign(Sample.badge(issuer: Sample.did("other")), by: "other")
    let trust = TrustPolicy(trustFile: file, unvouchedIssuers: .allow)
    #expect(stranger.verdict(trust: trust, at: Instant("2027-11-24T12:00:00Z" as StaticString)).outcome == .accepted)
  }

  // MARK: what a bundle cannot do

  @Test func `Names of files, and what looks like them, name nothing in a bundle`() throws {
    let urls = [
      "file:///etc/passwd", "../../etc/passwd", "/etc/passwd", "https:/etc", "", "ftp://a.example/1", "https://a b/",
    ]
    for url in urls {
      let lists = [TrustedStatusList(url: url)]
      #expect(throws: TrustFileError.self, "\(url)") { try TrustFile(name: nil, issuers: [], statusLists: lists) }
    }
    let twice = [TrustedStatusList(url: "https://a.example/1"), TrustedStatusList(url: "https://a.example/1")]
    #expect(throws: TrustFileError.self) { try TrustFile(name: nil, issuers: [], statusLists: twice) }
    let many = (0...TrustedStatusList.Limits.count).map { TrustedStatusList(url: "https://a.example/\($0)") }
    #expect(throws: TrustFileError.self) { try TrustFile(name: nil, issuers: [], statusLists: many) }
    // A path operator in an https URL is a part of the URL, and of nothing else.
    let odd = [TrustedStatusList(url: "https://a.example/../../etc/passwd")]
    #expect(try TrustFile(name: nil, issuers: [], statusLists: odd).statusLists.count == 1)
  }

  @Test func `A document in a bundle is held to the rules of every other document`() throws {
    let id = "did:web:a.example"
    func verdict(_ change: (inout JSONValue) throws -> Void) throws -> Verdict {
      var document = try Sample.document(id)
      try change(&document)
      var issuer = TrustedIssuer(id: id, name: "A")
      let json = try JSONDocument(document)
      try issuer.addDocument(json, at: json.root, retrieved: Self.start)
      let file = try authenticated(Self.signed(Self.contents([issuer])), Self.pins()).get()
      let badge = try Sample.sign(Sample.badge(issuer: id), method: id + "#key-1")
      return badge.verdict(trust: TrustPolicy(trustFile: file))
    }
    #expect(try verdict { _ in }.outcome == .accepted)
    let cases: [(String, JSONValue?, Reason.Code)] = [
      ("/verificationMethod/0/controller", "did:web:b.example", .controllerMismatch),
      ("/assertionMethod", [], .relationshipMissing), ("/assertionMethod", nil, .relationshipMissing),
      ("/verificationMethod/0/revoked", "2026-11-24T12:00:00Z", .keyRevoked),
      ("/verificationMethod/0/expires", "2026-11-24T12:00:00Z", .keyExpired),
      ("/verificationMethod/0/revoked", "soon", .keyInvalid),
      ("/verificationMethod", [], .verificationMethodNotFound),
      ("/verificationMethod/0/secretKeyMultibase", "z", .keyInvalid),
    ]
    for (pointer, value, code) in cases {
      let verdict = try verdict { $0[at: pointer] = value }
      #expect(verdict.outcome == .rejected && verdict[.key].reason?.code == code, "\(pointer)")
    }
    // Documents that are none, or another's, are no part of a bundle.
    for (pointer, value): (String, JSONValue?) in [
      ("/id", "did:web:b.example"), ("/id", "did:web:a.example:..%2f"), ("/id", nil), ("/verificationMethod", "x"),
    ] {
      #expect(throws: Reason.self, "\(pointer)") { try verdict { $0[at: pointer] = value } }
    }
    let twin = try JSONValue("{\"id\":\"\(id)#key-1\",\"type\":\"Multikey\",\"controller\":\"\(id)\"}")
    #expect(throws: Reason.self) {
      try verdict {
        guard case .array(let methods) = $0["verificationMethod"] else { return }
        $0["verificationMethod"] = .array(methods + [twin])
      }
    }
  }
}
