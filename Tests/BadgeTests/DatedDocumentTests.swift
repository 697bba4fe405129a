import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct DatedDocumentTests {
  private static let id = "did:web:a.example"
  private static let june = Instant("2026-06-01T00:00:00Z" as StaticString)
  private static let august = Instant("2026-08-01T00:00:00Z" as StaticString)
  private static let october = Instant("2026-10-01T00:00:00Z" as StaticString)

  /// A document with these keys, each named by its label; a date says that it is revoked.
  private func document(
    _ keys: [String], revoked: [String: String] = [:], asserts: [String]? = nil
  ) throws -> JSONDocument {
    var methods: [JSONValue] = []
    for label in keys {
      var method: JSONValue = [
        "id": .string("\(Self.id)#\(label)"), "type": "Multikey", "controller": .string(Self.id),
        "publicKeyMultibase": .string(try Sample.publicKey(label).multikey),
      ]
      method["revoked"] = revoked[label].map { .string($0) }
      methods.append(method)
    }
    return try JSONDocument([
      "id": .string(Self.id), "verificationMethod": .array(methods),
      "assertionMethod": .array((asserts ?? keys).map { .string("\(Self.id)#\($0)") }),
    ])
  }

  private func issuer(_ documents: [(Instant, JSONDocument)]) throws -> TrustedIssuer {
    var issuer = TrustedIssuer(id: Self.id, name: "A")
    for (time, document) in documents { try issuer.addDocument(document, at: document.root, retrieved: time) }
    return issuer
  }

  private func verdict(
    _ issuer: TrustedIssuer, by label: String, created: String?, at time: Instant = .noon
  ) throws -> Verdict {
    let badge = try Sample.sign(Sample.badge(issuer: Self.id), by: label, method: "\(Self.id)#\(label)") {
      $0.created = created.flatMap { Instant($0) }
    }
    return badge.verdict(trust: TrustPolicy(trustFile: try TrustFile(name: nil, issuers: [issuer])), at: time)
  }

  @Test func `A key that was replaced vouches for what it signed before, and for nothing after`() throws {
    let issuer = try issuer([(Self.june, document(["old"])), (Self.october, document(["new"]))])
    #expect(try verdict(issuer, by: "old", created: "2026-07-01T00:00:00Z").outcome == .accepted)
    #expect(try verdict(issuer, by: "old", created: "2026-01-01T00:00:00Z").outcome == .accepted)
    for created in ["2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z", nil] {
      let late = try verdict(issuer, by: "old", created: created)
      #expect(late.outcome == .rejected && late[.key].reason?.code == .keyExpired)
    }
    #expect(try verdict(issuer, by: "new", created: "2026-11-01T00:00:00Z").outcome == .accepted)
    #expect(
      try verdict(issuer, by: "other", created: "2026-07-01T00:00:00Z")[.key].reason?.code
        == .verificationMethodNotFound)
  }

  @Test func `The document of the time decides, and the first one for every time before it`() throws {
    let issuer = try issuer([(Self.june, document(["old"])), (Self.october, document(["new"]))])
    // In August the old key was good, whatever the proof says of its date.
    #expect(try verdict(issuer, by: "old", created: nil, at: Self.august).outcome == .accepted)
    let before = Instant("2026-02-01T00:00:00Z" as StaticString)
    #expect(try verdict(issuer, by: "old", created: "2026-01-20T00:00:00Z", at: before).outcome == .accepted)
    // Nobody looked between June and October: the new key may have been there.
    #expect(try verdict(issuer, by: "new", created: "2026-07-15T00:00:00Z", at: Self.august).outcome == .accepted)
    let old = try method("old")
    #expect(issuer.document(at: Self.august)?.asserts(old) == true)
    #expect(issuer.document(at: .noon)?.asserts(old) == false)
  }

  private func method(_ label: String) throws -> VerificationMethodURL {
    let text = Array("\(Self.id)#\(label)".utf8)
    let method = VerificationMethodURL(text.span)
    return try #require(method)
  }

  @Test func `A key that is revoked under one name is so under every other, in this document and in later ones`() throws
  {
    func aliased(_ names: [String], revoked: String?) throws -> JSONDocument {
      var value = JSONValue(try document(["old"], revoked: revoked.map { ["old": $0] } ?? [:]))
      for name in names {
        value = value.appending(
          [
            "id": .string("\(Self.id)#\(name)"), "type": "Multikey", "controller": .string(Self.id),
            "publicKeyMultibase": .string(try Sample.publicKey("old").multikey),
          ])
      }
      return try JSONDocument(value)
    }
    func verdict(_ documents: [(Instant, JSONDocument)], at time: Instant = .noon) throws -> Verdict {
      let badge = try Sample.sign(Sample.badge(issuer: Self.id), by: "old", method: "\(Self.id)#alias")
      return try badge.verdict(
        trust: TrustPolicy(trustFile: TrustFile(name: nil, issuers: [issuer(documents)])), at: time)
    }
    let good = try aliased(["alias"], revoked: nil)
    let revoked = try aliased(["alias"], revoked: "2026-09-01T00:00:00Z")
    #expect(try verdict([(Self.june, good)]).outcome == .accepted)
    #expect(try verdict([(Self.june, revoked)])[.key].reason?.code == .keyRevoked)
    #expect(try verdict([(Self.june, revoked)], at: Self.august).outcome == .accepted)
    let elsewhere = try document(["old"], revoked: ["old": "2026-09-01T00:00:00Z"])
    #expect(try verdict([(Self.june, good), (Self.october, elsewhere)])[.key].reason?.code == .keyRevoked)
  }

  @Test func `Revocation counts from whichever document says it, and only from its own time on`() throws {
    let revoked = try document(["new", "old"], revoked: ["old": "2026-09-01T00:00:00Z"])
    for documents in [
      [(Self.june, try document(["old"])), (Self.october, revoked)],
      [(Self.june, revoked), (Self.october, try document(["new"]))],
      [(Self.june, revoked), (Self.october, try document(["old"]))],
    ] {
      let issuer = try issuer(documents)
      let now = try verdict(issuer, by: "old", created: "2026-07-01T00:00:00Z")
      #expect(now.outcome == .rejected && now[.key].reason?.code == .keyRevoked)
      #expect(try verdict(issuer, by: "old", created: "2026-07-01T00:00:00Z", at: Self.august).outcome == .accepted)
    }
  }

  @Test func `A key that asserts nothing any more is one that was replaced`() throws {
    let issuer = try issuer([
      (Self.june, document(["old"])), (Self.october, document(["old", "new"], asserts: ["new"])),
    ])
    #expect(try verdict(issuer, by: "old", created: "2026-07-01T00:00:00Z").outcome == .accepted)
    #expect(try verdict(issuer, by: "old", created: "2026-11-01T00:00:00Z")[.key].reason?.code == .keyExpired)
    let never = try self.issuer([(Self.june, document(["old"], asserts: []))])
    #expect(try verdict(never, by: "old", created: nil)[.key].reason?.code == .relationshipMissing)
  }

  @Test func `A document without a date comes before all that have one`() throws {
    var issuer = TrustedIssuer(id: Self.id, name: "A")
    let (old, new) = (try document(["old"]), try document(["new"]))
    try issuer.setControllerDocument(old, at: old.root)
    try issuer.addDocument(new, at: new.root, retrieved: Self.october)
    #expect(try verdict(issuer, by: "old", created: "2026-07-01T00:00:00Z").outcome == .accepted)
    #expect(try verdict(issuer, by: "old", created: "2026-11-01T00:00:00Z")[.key].reason?.code == .keyExpired)
  }

  @Test func `What was retrieved again and says the same confirms what is there`() throws {
    var issuer = try issuer([(Self.june, document(["old"])), (Self.october, document(["new"]))])
    let same = try JSONDocument(parsing: JSONValue(document(["new"])).serialized(.pretty))
    #expect(try !issuer.addDocument(same, at: same.root, retrieved: .noon))
    #expect(issuer.documents.count == 2 && issuer.documents[1].confirmed == .noon)
    // Going back to the old key is another document.
    let old = try document(["old"])
    #expect(try issuer.addDocument(old, at: old.root, retrieved: .noon))
    #expect(issuer.documents.count == 3)
    #expect(throws: Reason.self) { try issuer.addDocument(same, at: same.root, retrieved: Self.june) }
    let read = try TrustFile(parsing: TrustFile(name: nil, issuers: [issuer]).serialized()).issuers[0]
    #expect(read.documents.map(\.retrieved) == [Self.june, Self.october, .noon])
    #expect(read.documents[1].confirmed == .noon && read.documents[2].isSame(as: issuer.documents[2]))
  }
}

extension JSONValue {
  /// A controller document with a further method for assertions.
  fileprivate func appending(_ method: JSONValue) -> JSONValue {
    var document = self
    if case .array(let methods)? = self["verificationMethod"] {
      document["verificationMethod"] = .array(methods + [method])
    }
    if case .array(let names)? = self["assertionMethod"], let id = method["id"] {
      document["assertionMethod"] = .array(names + [id])
    }
    return document
  }
}
