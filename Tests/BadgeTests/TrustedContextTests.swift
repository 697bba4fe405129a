import CanonicalJSON
import LinkedData
import Signing
import Testing

@testable import Badge

struct TrustedContextTests {
  private static let url = "https://u.example/v1"
  private static let bundled = "https://www.w3.org/ns/credentials/v2"
  private static let text = Array(#"{"@context":{"a":"https://u.example/a"}}"#.utf8)
  private static let other = Array(#"{"@context":{"a":"https://u.example/b"}}"#.utf8)
  private static let whole = TrustedContext(url: url, content: text)
  private static let digestOnly = TrustedContext(url: url, sha256: HashAlgorithm.sha256.digest(of: text))

  private func code(
    _ pinned: [TrustedContext], _ given: [TrustedContext] = []
  ) throws(TrustFileError) -> TrustedContextError.Code? {
    let file = try TrustFile(name: nil, issuers: [], contexts: pinned)
    do throws(TrustedContextError) {
      _ = try file.contexts(adding: given)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func `A context of the trust file is known by its URL, and by no other`() throws {
    let store = try TrustFile(name: nil, issuers: [], contexts: [Self.whole]).contexts()
    #expect(store.contains(Self.url) && store.contains(Self.bundled))
    #expect(!store.contains(Self.url + "/") && !ContextStore.bundled.contains(Self.url))
    #expect(store.sha256(of: Self.url) == HashAlgorithm.sha256.digest(of: Self.text))
  }

  @Test func `A digest alone brings no context, and allows exactly the one that it is of`() throws {
    let file = try TrustFile(name: nil, issuers: [], contexts: [Self.digestOnly])
    #expect(try !file.contexts().contains(Self.url))
    #expect(try file.contexts(adding: [Self.whole]).contains(Self.url))
    #expect(try code([Self.digestOnly], [TrustedContext(url: Self.url, content: Self.other)]) == .digestMismatch)
  }

  @Test func `Another content than the trust file's is refused, and the same one is not`() throws {
    #expect(try code([Self.whole], [Self.whole]) == nil)
    #expect(try code([Self.whole], [TrustedContext(url: Self.url, content: Self.other)]) == .digestMismatch)
  }

  @Test func `The error names both digests`() throws {
    let file = try TrustFile(name: nil, issuers: [], contexts: [Self.digestOnly])
    let other = TrustedContext(url: Self.url, content: Self.other)
    let error = #expect(throws: TrustedContextError.self) { try file.contexts(adding: [other]) }
    for digest in [Self.whole.sha256, other.sha256] {
      #expect(error?.message.contains(Hexadecimal.string(digest)) == true)
    }
  }

  @Test func `One URL twice is refused`() throws {
    #expect(try code([], [Self.whole, Self.whole]) == .repeated)
    let error = #expect(throws: TrustFileError.self) {
      try TrustFile(name: nil, issuers: [], contexts: [Self.whole, Self.digestOnly])
    }
    #expect(error?.pointer == "/contexts/1/url")
  }

  @Test func `A bundled context is not replaced, by its text or by a digest`() throws {
    let digest = TrustedContext(url: Self.bundled, sha256: Self.whole.sha256)
    let text = TrustedContext(url: Self.bundled, content: Self.text)
    #expect(try code([digest]) == .bundled)
    #expect(try code([text]) == .bundled)
    #expect(try code([], [text]) == .bundled)
    let official = try #require(ContextStore.bundled.officialSHA256(of: Self.bundled).flatMap(Hexadecimal.bytes))
    #expect(try code([TrustedContext(url: Self.bundled, sha256: official)]) == nil)
  }

  @Test func `The digest of an edition chooses it`() throws {
    let url = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
    let oldest = try #require(ContextStore.bundled.editions(of: url).last)
    let digest = try #require(Hexadecimal.bytes(oldest.officialSHA256))
    let store = try TrustFile(name: nil, issuers: [], contexts: [TrustedContext(url: url, sha256: digest)]).contexts()
    #expect(store.edition(of: url) == oldest)
    #expect(ContextStore.bundled.edition(of: url) != oldest)
  }

  @Test(arguments: ["", "[]", "{}", "7", #"{"@context":1,"@context":2}"#])
  func `A text that is no context is refused`(_ text: String) throws {
    #expect(try code([], [TrustedContext(url: Self.url, content: Array(text.utf8))]) == .invalid)
    #expect(try code([TrustedContext(url: Self.url, content: Array(text.utf8))]) == .invalid)
  }

  @Test func `Number and size are bounded`() throws {
    let many = (0...TrustedContext.Limits.count).map {
      TrustedContext(url: "https://u.example/\($0)", content: Self.text)
    }
    #expect(try TrustFile(name: nil, issuers: [], contexts: Array(many.dropLast())).contexts.count == 64)
    let error = #expect(throws: TrustFileError.self) { try TrustFile(name: nil, issuers: [], contexts: many) }
    #expect(error?.pointer == "/contexts")
    let padding = [UInt8](repeating: 0x20, count: TrustedContext.Limits.bytes - Self.text.count)
    let largest = TrustedContext(url: Self.url, content: Self.text + padding)
    #expect(throws: Never.self) { try TrustFile(name: nil, issuers: [], contexts: [largest]) }
    let larger = TrustedContext(url: Self.url, content: Self.text + padding + [0x20])
    #expect(throws: TrustFileError.self) { try TrustFile(name: nil, issuers: [], contexts: [larger]) }
  }
}
