import CanonicalJSON
import Testing

@testable import Badge

struct ControllerDocumentStoreTests {
  private static let web = "did:web:a.example"

  @Test func `A document is found by its id and by nothing else`() throws {
    let store = try Sample.store(Sample.document(Self.web), Sample.document("https://b.example/"))
    #expect(store.count == 2)
    #expect(try store.document(for: Self.web.utf8)?.id == Self.web)
    for other in ["did:web:a.exampl", "did:web:a.example:b", "did:web:A.example", "", "did:web:a.example#key-1"] {
      #expect(try store.document(for: other.utf8) == nil)
    }
  }

  @Test func `The same document twice, in whatever spelling, is one`() throws {
    let document = try Sample.document(Self.web)
    guard case .object(let members) = document else { throw CancellationError() }
    let store = try Sample.store(document, .object(members.reversed()), document)
    #expect(store.count == 1)
    #expect(try store.document(for: Self.web.utf8) != nil)
  }

  @Test func `Of two different documents for one identifier none is believed, nor the next one`() throws {
    let (a, b) = (try Sample.document(Self.web), try Sample.document(Self.web, key: "other"))
    let badge = try Sample.sign(Sample.badge(issuer: Self.web), method: Self.web + "#key-1")
    for order in [[a, b], [b, a], [a, b, a], [b, a, a]] {
      var store = ControllerDocumentStore()
      for value in order {
        let json = try JSONDocument(value)
        store.insert(try ControllerDocument(json, at: json.root))
      }
      #expect(throws: Reason.self) { try store.document(for: Self.web.utf8) }
      let verdict = badge.verdict(documents: store)
      #expect(verdict.outcome == .rejected)
      #expect(verdict[.key].reason?.code == .controllerDocumentAmbiguous)
    }
  }

  @Test func `Twins of one look in Unicode are two documents`() throws {
    let (nfc, nfd) = ("https://a.example/caf\u{e9}", "https://a.example/cafe\u{301}")
    let store = try Sample.store(Sample.document(nfc), Sample.document(nfd, key: "other"))
    #expect(store.count == 2)
    let badge = try Sample.sign(Sample.badge(issuer: nfc), method: nfc + "#key-1")
    #expect(badge.verdict(documents: store).outcome == .accepted)
    let crossed = try Sample.sign(Sample.badge(issuer: nfc), by: "other", method: nfd + "#key-1")
    #expect(crossed.verdict(documents: store)[.key].reason?.code == .keyNotTheIssuers)
  }
}
