import Badge
import Signing
import Testing

@testable import BadgeCLI

@Suite struct IssuerChangeTests {
  private let key: PublicKey
  private let other: PublicKey

  init() throws {
    key = try PrivateKey.generate().publicKey
    other = try PrivateKey.generate().publicKey
  }

  private func apply(_ change: IssuerChange, to issuers: [TrustedIssuer]) throws -> [TrustedIssuer] {
    var issuers = issuers
    _ = try change.apply(to: &issuers)
    return issuers
  }

  @Test("A change touches its own issuer and no other")
  func others() throws {
    let issuers = ["a:a", "a:b", "a:c"].map { TrustedIssuer(id: $0, name: $0) }
    let changed = try apply(IssuerChange(id: "a:b", name: "new", replaces: true), to: issuers)
    #expect(changed.map(\.name) == ["a:a", "new", "a:c"])
    let added = try apply(IssuerChange(id: "a:d", name: "d"), to: issuers)
    #expect(added.map(\.id) == ["a:a", "a:b", "a:c", "a:d"])
  }

  @Test("Identifiers are compared byte for byte")
  func identifiers() throws {
    let issuers = [TrustedIssuer(id: "a:caf\u{E9}", name: "a")]
    #expect(try apply(IssuerChange(id: "a:cafe\u{301}", name: "b"), to: issuers).count == 2)
    #expect(try apply(IssuerChange(id: "A:caf\u{E9}", name: "b"), to: issuers).count == 2)
  }

  @Test("A refused change leaves everything as it was")
  func refused() throws {
    var issuers = [TrustedIssuer(id: "a:a", name: "a", keys: [AcceptedKey(key: key, from: Instant(seconds: 1))])]
    for change in [
      IssuerChange(id: "a:a"), IssuerChange(id: "a:a", name: "a"), IssuerChange(id: "a:b"),
      IssuerChange(id: "a:a", name: "b", key: AcceptedKey(key: other)),
      IssuerChange(id: "a:a", key: AcceptedKey(key: key, from: Instant(seconds: 2))),
    ] {
      #expect(throws: CommandError.self) { try change.apply(to: &issuers) }
      #expect(issuers.count == 1 && issuers[0].name == "a")
      #expect(issuers[0].keys == [AcceptedKey(key: key, from: Instant(seconds: 1))])
    }
  }

  @Test("A key under another name is another entry, and one without a name is found by itself")
  func names() throws {
    let issuer = TrustedIssuer(id: "a:a", name: "a", keys: [AcceptedKey(key: key, id: "a:a#1")])
    let named = try apply(IssuerChange(id: "a:a", key: AcceptedKey(key: key, id: "a:a#2")), to: [issuer])
    #expect(named[0].keys.map(\.id) == ["a:a#1", "a:a#2"])
    let revoked = try apply(
      IssuerChange(id: "a:a", key: AcceptedKey(key: key, revoked: Instant(seconds: 1))), to: [issuer])
    #expect(revoked[0].keys == [AcceptedKey(key: key, id: "a:a#1", revoked: Instant(seconds: 1))])
  }

  @Test("The key of a did:key is listed once another one stands beside it")
  func didKey() throws {
    let id = "did:key:\(key.multikey)"
    let issuers = [TrustedIssuer(id: id, name: "a")]
    #expect(
      try apply(IssuerChange(id: id, key: AcceptedKey(key: other)), to: issuers)[0].keys.map(\.key.ed25519)
        == [key, other])
    #expect(
      try apply(IssuerChange(id: id, key: AcceptedKey(key: key)), to: issuers)[0].keys.map(\.key.ed25519) == [key])
    #expect(IssuerChange.ownKey(of: id)?.ed25519 == key)
    #expect(IssuerChange.ownKey(of: "did:web:a.example") == nil)
  }
}
