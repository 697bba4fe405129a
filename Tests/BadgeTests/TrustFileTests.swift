import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct TrustFileTests {
  /// A file with everything in it.
  static func json() throws -> JSONValue {
    [
      "type": "BadgeTrustFile", "version": 1, "name": "unis",
      "issuers": [
        [
          "id": "did:web:a.example", "name": "A",
          "keys": [
            [
              "publicKeyMultibase": .string(try Sample.publicKey().multikey), "id": "did:web:a.example#1",
              "from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00.5Z", "revoked": "2028-01-01T00:00:00Z",
            ]
          ],
          "controllerDocument": try Sample.document("did:web:a.example"),
          "statusList": ["minimumLength": 131_072, "warnAge": 86_400, "refuseAge": 604_800],
        ],
        ["id": "https://b.example/", "name": "B"],
      ],
      "contexts": [
        [
          "url": "https://b.example/v1",
          "sha256": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", "content": "{}",
        ],
        [
          "url": "https://b.example/v2",
          "sha256": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        ],
      ],
    ]
  }

  @Test func `A file is read and written again as it was`() throws {
    let json = try Self.json()
    let file = try TrustFile(parsing: json.serialized())
    #expect(file.name == "unis")
    #expect(file.contexts.map(\.url) == ["https://b.example/v1", "https://b.example/v2"])
    #expect(file.issuers.map(\.id) == ["did:web:a.example", "https://b.example/"])
    #expect(try JSONDocument(parsing: file.serialized()).canonicalBytes() == json.canonicalBytes())
  }

  @Test func `Two keys with one id are refused, and a period that ends before it begins`() throws {
    let key = try Sample.publicKey()
    let other = try Sample.publicKey("other")
    let named = AcceptedKey(key: key, id: "did:web:a.example#k")
    let twin = AcceptedKey(key: other, id: "did:web:a.example#k")
    let backwards = AcceptedKey(key: key, from: Instant(seconds: 10), until: Instant(seconds: 10))
    func pointer(_ keys: [AcceptedKey]) -> String? {
      do throws(TrustFileError) {
        _ = try TrustFile(name: nil, issuers: [TrustedIssuer(id: "did:web:a.example", name: "A", keys: keys)])
        return nil
      } catch {
        return error.pointer
      }
    }
    #expect(pointer([named, twin]) == "/issuers/0/keys/1/id")
    #expect(pointer([named, backwards]) == "/issuers/0/keys/1/until")
    #expect(pointer([named]) == nil)
  }

  @Test func `A key that is revoked under one name is revoked under every name`() throws {
    let key = try Sample.publicKey()
    let named = AcceptedKey(key: key, id: "did:web:a.example#k")
    let revoked = AcceptedKey(key: key, id: "did:web:a.example#old", revoked: Instant(seconds: 100))
    let issuer = TrustedIssuer(id: "did:web:a.example", name: "A", keys: [named, revoked])
    try issuer.check(named, at: Instant(seconds: 99), created: nil)
    #expect(throws: Reason.self) { try issuer.check(named, at: Instant(seconds: 100), created: nil) }
  }

  @Test func `A file without issuers trusts nobody`() throws {
    let file = try TrustFile(parsing: Array(#"{"type":"BadgeTrustFile","version":1,"issuers":[]}"#.utf8))
    #expect(file.issuers.isEmpty && file.name == nil)
  }

  @Test func `An issuer is found by the bytes of its identifier`() throws {
    let (nfc, nfd) = ("https://a.example/caf\u{e9}", "https://a.example/cafe\u{301}")
    let file = try TrustFile(
      name: nil, issuers: [TrustedIssuer(id: nfc, name: "NFC"), TrustedIssuer(id: nfd, name: "NFD")])
    #expect(file.issuer(nfc)?.name == "NFC")
    #expect(file.issuer(nfd)?.name == "NFD")
    #expect(file.issuer("https://a.example/cafe") == nil)
  }

  @Test func `Two entries of one identifier are refused`() {
    #expect(throws: TrustFileError("two entries have the id 'urn:a'", pointer: "/issuers/1/id")) {
      _ = try TrustFile(
        name: nil, issuers: [TrustedIssuer(id: "urn:a", name: "1"), TrustedIssuer(id: "urn:a", name: "2")])
    }
  }

  @Test func `A file that is no JSON has no pointer`() {
    #expect(throws: TrustFileError("the trust file is not valid JSON: there is no JSON value, at byte 0", pointer: nil))
    {
      _ = try TrustFile(parsing: [])
    }
  }

  @Test func `The error says the place`() {
    #expect(TrustFileError("a", pointer: "/b").description == "a (at /b)")
    #expect(TrustFileError("a", pointer: "").description == "a (at the top)")
    #expect(TrustFileError("a", pointer: nil).description == "a")
  }
}
