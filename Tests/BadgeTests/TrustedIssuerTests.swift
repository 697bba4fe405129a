import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct TrustedIssuerTests {
  private static let web = "did:web:a.example"

  private func trust(of id: String = web, _ keys: [AcceptedKey]) throws -> TrustPolicy {
    TrustPolicy(trustFile: try TrustFile(name: nil, issuers: [TrustedIssuer(id: id, name: "A", keys: keys)]))
  }

  /// A badge of the issuer, signed by the key of a label under a method.
  private func badge(
    _ id: String = web, method: String = web + "#k", by label: String = "issuer", created: Instant? = .noon
  ) throws -> JSONValue {
    try Sample.sign(Sample.badge(issuer: id), by: label, method: method) { $0.created = created }
  }

  private func key(_ label: String = "issuer", id: String? = nil) throws -> AcceptedKey {
    AcceptedKey(key: try Sample.publicKey(label), id: id)
  }

  // MARK: which key

  @Test func `A key is found by its id`() throws {
    let trust = try trust([key("other", id: Self.web + "#j"), key(id: Self.web + "#k")])
    #expect(try badge().verdict(trust: trust).outcome == .accepted)
  }

  @Test func `The only key without an id is the issuer's, whatever the badge calls it`() throws {
    #expect(try badge().verdict(trust: trust([key()])).outcome == .accepted)
  }

  @Test func `A key without an id is found by a fragment that repeats it`() throws {
    let method = Self.web + "#" + (try Sample.publicKey().multikey)
    let trust = try trust([key("other"), key()])
    #expect(try badge(method: method).verdict(trust: trust).outcome == .accepted)
  }

  @Test func `Of two keys without ids the issuer's document says which one is meant`() throws {
    let trust = try trust([key("other"), key()])
    let method = Self.web + "#key-1"
    let verdict = try badge(method: method).verdict(trust: trust)
    #expect(verdict.outcome == .undetermined)
    #expect(verdict[.key].reason?.code == .verificationMethodUnknown)
    let mine = try Sample.store(Sample.document(Self.web))
    #expect(try badge(method: method).verdict(trust: trust, documents: mine).outcome == .accepted)
    let strangers = try Sample.store(Sample.document(Self.web, key: "attacker"))
    let forged = try badge(method: method, by: "attacker").verdict(trust: trust, documents: strangers)
    #expect(forged.outcome == .rejected)
    #expect(forged[.key].reason?.code == .keyNotAccepted)
  }

  @Test func `An issuer with keys has no others, even where its document lists them`() throws {
    let trust = try trust([key("other", id: Self.web + "#other")])
    let store = try Sample.store(Sample.document(Self.web))
    let verdict = try badge(method: Self.web + "#key-1").verdict(trust: trust, documents: store)
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.key].reason?.code == .keyNotAccepted)
  }

  @Test func `The key of a did:key issuer has to be one of its keys in the trust file`() throws {
    let did = try Sample.did()
    let badge = try Sample.signedBadge()
    #expect(badge.verdict(trust: try trust(of: did, [key()])).outcome == .accepted)
    #expect(badge.verdict(trust: try trust(of: did, [key("other")]))[.key].reason?.code == .keyNotAccepted)
    // An id that says did:key of one key, for another key: the identifier is believed.
    let swapped = try trust(of: did, [key("other", id: Sample.method())])
    #expect(badge.verdict(trust: swapped)[.key].reason?.code == .keyNotAccepted)
  }

  @Test func `An https issuer may sign with a did:key that the trust file gives it`() throws {
    let id = "https://a.example/issuers/1"
    let badge = try badge(id, method: Sample.method())
    #expect(badge.verdict()[.key].reason?.code == .keyNotTheIssuers)
    #expect(badge.verdict(trust: try trust(of: id, [key()])).outcome == .accepted)
    #expect(badge.verdict(trust: try trust(of: id, [key("other")])).outcome == .rejected)
    // The key of one issuer is not another issuer's.
    let others = try trust(of: "https://b.example/", [key()])
    #expect(badge.verdict(trust: others).outcome == .rejected)
  }

  @Test func `A wrong key under the right id does not verify`() throws {
    let verdict = try badge(by: "attacker").verdict(trust: trust([key(id: Self.web + "#k")]))
    #expect(verdict[.signature].reason?.code == .signatureInvalid)
  }

  @Test func `A document in the trust file gives the keys`() throws {
    var issuer = TrustedIssuer(id: Self.web, name: "A")
    let document = try JSONDocument(Sample.document(Self.web))
    try issuer.setControllerDocument(document, at: document.root)
    let trust = TrustPolicy(trustFile: try TrustFile(name: nil, issuers: [issuer]))
    // It stands above those that lie about in a folder.
    let strangers = try Sample.store(Sample.document(Self.web, key: "attacker"))
    #expect(try badge(method: Self.web + "#key-1").verdict(trust: trust, documents: strangers).outcome == .accepted)
    let forged = try badge(method: Self.web + "#key-1", by: "attacker").verdict(trust: trust, documents: strangers)
    #expect(forged.outcome == .rejected)
  }

  @Test func `The document of another identifier is not taken in`() throws {
    var issuer = TrustedIssuer(id: Self.web, name: "A")
    let document = try JSONDocument(Sample.document("did:web:b.example"))
    #expect(throws: Reason.self) { try issuer.setControllerDocument(document, at: document.root) }
    #expect(issuer.controllerDocument == nil)
  }

  // MARK: when

  @Test(
    arguments: [
      ("2026-11-24T11:59:59Z", .keyNotYetValid), ("2026-11-24T12:00:00Z", nil), ("2026-11-25T11:59:59Z", nil),
      ("2026-11-25T12:00:00Z", .keyExpired),
    ] as [(String, Reason.Code?)])
  func `A key is good for what was signed from its first moment to before its last`(
    _ created: String, _ code: Reason.Code?
  ) throws {
    var key = try key()
    key.from = Instant("2026-11-24T12:00:00Z" as StaticString)
    key.until = Instant("2026-11-25T12:00:00Z" as StaticString)
    // Judged long afterwards: a key that was replaced goes on vouching for what it signed.
    let signed: Instant = try #require(Instant(created))
    let verdict = try badge(created: signed).verdict(
      trust: trust([key]), at: Instant("2030-01-01T00:00:00Z" as StaticString))
    #expect(verdict[.key].reason?.code == code)
  }

  @Test func `A proof without a date counts as made now`() throws {
    var key = try key()
    key.until = Instant("2026-11-25T12:00:00Z" as StaticString)
    let badge = try badge(created: nil)
    #expect(badge.verdict(trust: try trust([key])).outcome == .accepted)
    let later = badge.verdict(trust: try trust([key]), at: Instant("2026-11-25T12:00:00Z" as StaticString))
    #expect(later[.key].reason?.code == .keyExpired)
  }

  @Test func `From its revocation on nothing that a key ever signed is believed`() throws {
    var key = try key()
    key.revoked = Instant("2026-11-24T12:00:00Z" as StaticString)
    let badge = try badge(created: Instant("2026-02-01T00:00:00Z" as StaticString))
    let trust = try trust([key])
    #expect(badge.verdict(trust: trust, at: Instant("2026-11-24T11:59:59Z" as StaticString)).outcome == .accepted)
    #expect(badge.verdict(trust: trust)[.key].reason?.code == .keyRevoked)
  }

  @Test func `The window holds for a key that the document tells apart too`() throws {
    var mine = try key()
    mine.revoked = .noon
    let trust = try trust([key("other"), mine])
    let verdict = try badge(method: Self.web + "#key-1").verdict(
      trust: trust, documents: Sample.store(Sample.document(Self.web)))
    #expect(verdict[.key].reason?.code == .keyRevoked)
  }
}
