import CanonicalJSON
import LinkedData
import Signing
import Testing

@testable import Badge

struct KnownContextsTests {
  private static let ob303 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

  private func uses(_ contexts: JSONValue, _ store: ContextStore = .bundled) throws -> [ContextUse] {
    let document = try JSONDocument(contexts)
    return KnownContexts(store).uses([document.root], in: document)
  }

  @Test func `Of a context with editions the report says which, of others nothing`() throws {
    let contexts: JSONValue = ["https://www.w3.org/ns/credentials/v2", .string(Self.ob303), .string(Self.ob303), [:]]
    #expect(try uses(contexts) == [ContextUse(url: Self.ob303, edition: "2026-06", sha256: nil)])
    #expect(try uses(.string(Self.ob303)).map(\.edition) == ["2026-06"])
    let oldest = try #require(ContextStore.bundled.editions(of: Self.ob303).last)
    #expect(try uses(contexts, .bundled.choosing(oldest)).map(\.edition) == ["2024-01"])
  }

  @Test func `A given context stands with the digest of its bytes`() throws {
    var store = ContextStore.bundled
    let bytes = Array(#"{"@context":{}}"#.utf8)
    try store.add(bytes, at: "https://example.org/c")
    let contexts: JSONValue = ["https://example.org/c"]
    #expect(
      try uses(contexts, store) == [
        ContextUse(url: "https://example.org/c", edition: nil, sha256: HashAlgorithm.sha256.digest(of: bytes))
      ])
  }

  @Test func `URLs that only Unicode calls the same are two`() {
    let composed = ContextUse(url: "https://example.org/\u{E9}", edition: "1", sha256: nil)
    let decomposed = ContextUse(url: "https://example.org/e\u{301}", edition: "1", sha256: nil)
    #expect(composed == decomposed)
    #expect(!composed.isWritten(as: decomposed))
    #expect(composed.isWritten(as: composed))
  }
}
