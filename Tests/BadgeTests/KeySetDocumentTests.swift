import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct KeySetDocumentTests {
  private static let issuer = "https://a.example/issuer"

  private func jwk(_ label: String = "issuer", _ more: String = "") throws -> String {
    try Sample.publicKey(label).jwk.dropLast() + (more.isEmpty ? "" : ",\(more)") + "}"
  }

  private func names(_ keys: String...) -> [String]? {
    let text = "{\"keys\":[\(keys.joined(separator: ","))]}"
    guard let document = KeySetDocument.make(of: Array(text.utf8), for: Self.issuer),
      case .array(let names) = document["assertionMethod"]
    else { return nil }
    return names.compactMap { if case .string(let name) = $0 { name } else { nil } }
  }

  @Test func `Each key for signatures is a method, named by its kid`() throws {
    #expect(
      try names(
        jwk("issuer", "\"kid\":\"k1\""), jwk("other", "\"kid\":\"https://a.example/keys/2\""),
        jwk("curator", "\"kid\":\"k3\",\"use\":\"enc\""), jwk("issuer", "\"kid\":\"k1\""), jwk("issuer"),
        jwk("issuer", "\"kid\":\"a b\""), jwk("issuer", "\"kid\":5"))
        == ["\(Self.issuer)#k1", "https://a.example/keys/2"])
    #expect(try names(jwk()) == ["\(Self.issuer)#0"])
  }

  @Test func `The document verifies badges`() throws {
    let text = "{\"keys\":[\(try jwk("issuer", "\"kid\":\"k1\""))]}"
    let document = try #require(KeySetDocument.make(of: Array(text.utf8), for: Self.issuer))
    let badge = try Sample.sign(Sample.badge(issuer: Self.issuer), method: Self.issuer + "#k1")
    #expect(try badge.verdict(documents: Sample.store(document)).outcome == .accepted)
    let forged = try Sample.sign(Sample.badge(issuer: Self.issuer), by: "attacker", method: Self.issuer + "#k1")
    #expect(try forged.verdict(documents: Sample.store(document)).outcome == .rejected)
  }

  @Test(arguments: ["", "{}", "[]", "{\"keys\":{}}", "{\"keys\":[]}", "{\"keys\":[{\"use\":\"enc\"}]}"])
  func `What has no key makes no document`(_ text: String) {
    #expect(KeySetDocument.make(of: Array(text.utf8), for: Self.issuer) == nil)
  }

  @Test func `A set of too many keys is not read`() throws {
    let key = try jwk()
    let many = "{\"keys\":[\(Array(repeating: key, count: KeySetDocument.limit + 1).joined(separator: ","))]}"
    #expect(KeySetDocument.make(of: Array(many.utf8), for: Self.issuer) == nil)
  }
}
