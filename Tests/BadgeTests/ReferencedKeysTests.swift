import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct ReferencedKeysTests {
  private static let issuer = "https://a.example/issuer"
  private static let key = "https://a.example/keys/1"

  private func profile(_ references: JSONValue) -> JSONValue {
    ["id": .string(Self.issuer), "type": "Profile", "assertionMethod": references]
  }

  private func bareKey(_ id: String = key, controller: String = issuer, by label: String = "issuer") throws -> JSONValue
  {
    [
      "id": .string(id), "type": "Multikey", "controller": .string(controller),
      "publicKeyMultibase": .string(try Sample.publicKey(label).multikey),
    ]
  }

  private func outcome(
    _ profile: JSONValue, _ found: [String: [UInt8]], by label: String = "issuer"
  ) throws
    -> Verdict.Outcome
  {
    let keys = try #require(ReferencedKeys(parsing: profile.serialized()))
    let document = JSONValue(try JSONDocument(parsing: keys.embedding(found)))
    let badge = try Sample.sign(Sample.badge(issuer: Self.issuer), by: label, method: Self.key)
    return try badge.verdict(documents: Sample.store(document)).outcome
  }

  @Test func `A key that is a document of its own is put into the document that refers to it`() throws {
    for references in [.string(Self.key), [.string(Self.key)]] as [JSONValue] {
      #expect(try outcome(profile(references), [Self.key: bareKey().serialized()]) == .accepted)
    }
    #expect(try outcome(profile([.string(Self.key)]), [:]) != .accepted)
  }

  @Test func `A key of another name or another controller does not become the issuer's`() throws {
    let references = profile([.string(Self.key)])
    let other = try bareKey("https://a.example/keys/2").serialized()
    #expect(try outcome(references, [Self.key: other]) != .accepted)
    let foreign = try bareKey(controller: "https://b.example/issuer").serialized()
    #expect(try outcome(references, [Self.key: foreign]) == .rejected)
    #expect(try outcome(references, [Self.key: Array("no JSON".utf8)]) != .accepted)
    #expect(try outcome(references, [Self.key: bareKey().serialized()], by: "attacker") == .rejected)
  }

  @Test func `Only https URLs elsewhere are looked at, each once, sixteen at most`() {
    let many: [JSONValue] = (0..<40).map { .string("https://a.example/keys/\($0 % 20)") }
    #expect(ReferencedKeys(parsing: profile(.array(many)).serialized())?.urls.count == ReferencedKeys.limit)
    for references in [
      [], ["#k"], [.string(Self.issuer + "#k")], ["did:key:z6Mk"], ["http://a.example/k"], ["file:///etc/passwd"], [7],
      [[:]],
    ] as [JSONValue] {
      #expect(ReferencedKeys(parsing: profile(references).serialized()) == nil)
    }
  }
}
