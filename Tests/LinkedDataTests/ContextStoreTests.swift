import CanonicalJSON
import Signing
import Testing

@testable import LinkedData

@Suite("The store of contexts")
struct ContextStoreTests {
  @Test("A URL is found by its bytes: Unicode's equivalence makes no two URLs one")
  func bytes() throws {
    var store = ContextStore()
    store.set(try json("{}"), at: "https://example.org/caf\u{e9}")
    #expect(store.contains("https://example.org/caf\u{e9}"))
    #expect(!store.contains("https://example.org/cafe\u{301}"))
  }

  @Test("A later document takes the place of an earlier one")
  func replacement() throws {
    var store = ContextStore()
    store.set(try json(#"{"@context": {"a": "ex:1"}}"#), at: "ex:c")
    store.set(try json(#"{"@context": {"a": "ex:2"}}"#), at: "ex:c")
    #expect(store.count == 1)
    var processor = JSONLDProcessor(contexts: store)
    let quads = try processor.dataset(of: json(#"{"@context": "ex:c", "a": "x"}"#)).canonicalNQuads()
    #expect(String(decoding: quads, as: UTF8.self) == "_:c14n0 <ex:2> \"x\" .\n")
  }

  @Test(
    "A URL that is not in the store is an error, whatever its scheme",
    arguments: [
      "https://example.org/c", "http://127.0.0.1/", "file:///etc/passwd", "urn:x",
    ])
  func unknown(url: String) throws {
    #expect(try failure(#"{"@context": "\#(url)", "a": 1}"#) == "loading_remote_context_failed /@context")
    let scoped = #"{"@context": {"a": {"@id": "ex:a", "@context": "\#(url)"}}, "a": 1}"#
    #expect(try failure(scoped) == "invalid_scoped_context /@context/a/@context")
    #expect(try failure(#"{"@context": {"@import": "\#(url)"}}"#) == "loading_remote_context_failed /@context/@import")
  }

  @Test("A document without a context is none", arguments: ["[]", "{}", "1", #"{"a": {"@context": {}}}"#])
  func noContext(text: String) throws {
    #expect(
      try failure(#"{"@context": "ex:c", "ex:a": 1}"#, contexts: ["ex:c": text]) == "invalid_remote_context ex:c")
  }
}

@Suite("The store of bundled contexts")
struct BundledContextStoreTests {
  private let openBadges = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
  private let credentials = "https://www.w3.org/ns/credentials/v2"
  private let own = #"{"@context": {"name": "ex:name"}}"#

  /// The canonical N-Quads of a document, or the code of the error.
  private func read(_ text: String, with store: ContextStore) throws -> String {
    var processor = JSONLDProcessor(contexts: store)
    let document = try json(text)
    do throws(LinkedDataError) {
      return String(decoding: try processor.dataset(of: document).canonicalNQuads(), as: UTF8.self)
    } catch {
      return error.code.rawValue
    }
  }

  private func failure(of body: () throws(LinkedDataError) -> Void) -> LinkedDataError? {
    do throws(LinkedDataError) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  @Test("A bundled context is read by its URL, byte for byte, and any other URL is unknown")
  func urls() throws {
    let store = ContextStore.bundled
    #expect(store.contains(credentials))
    #expect(
      try read(#"{"@context": "\#(credentials)", "name": "N"}"#, with: store).contains("<https://schema.org/name>"))
    for other in ["/", "#", "?", "%20"].map({ credentials + $0 }) + [
      credentials.uppercased(), "http" + credentials.dropFirst(5),
    ] {
      #expect(!store.contains(other))
      #expect(try read(#"{"@context": "\#(other)", "name": "N"}"#, with: store) == "loading_remote_context_failed")
    }
  }

  @Test("An empty store knows no bundled context")
  func empty() throws {
    let store = ContextStore()
    #expect(!store.contains(credentials))
    #expect(store.editions(of: openBadges).isEmpty)
    #expect(store.officialSHA256(of: credentials) == nil)
    #expect(try read(#"{"@context": "\#(credentials)", "name": "N"}"#, with: store) == "loading_remote_context_failed")
  }

  @Test("A context of the caller's is read, and its digest is that of the bytes that were added")
  func added() throws {
    var store = ContextStore.bundled
    let count = store.count
    try store.add(Array(own.utf8), at: "ex:own")
    #expect(store.count == count + 1)
    #expect(store.contains("ex:own"))
    #expect(store.sha256(of: "ex:own") == HashAlgorithm.sha256.digest(of: Array(own.utf8)))
    #expect(store.sha256(of: credentials) == nil)
    #expect(try read(#"{"@context": "ex:own", "name": "N"}"#, with: store).contains("<ex:name>"))
    #expect(!ContextStore.bundled.contains("ex:own"))
  }

  @Test("A bundled context cannot be replaced: another file under its URL is an error, and nothing changes")
  func conflict() throws {
    var store = ContextStore.bundled
    let text = #"{"@context": "\#(credentials)", "name": "N"}"#
    let before = try read(text, with: store)
    for bytes in [own, #"{"@context": {}}"#, "nonsense"].map({ Array($0.utf8) }) {
      #expect(
        failure { () throws(LinkedDataError) in try store.add(bytes, at: credentials) }
          == LinkedDataError(.contextConflict, value: credentials))
    }
    store.set(try json(own), at: credentials)
    #expect(try read(text, with: store) == before)
    #expect(store.sha256(of: credentials) == nil)
  }

  @Test("Two contexts of the caller's under one URL are an error, the same bytes twice are one")
  func twice() throws {
    var store = ContextStore.bundled
    try store.add(Array(own.utf8), at: "ex:own")
    try store.add(Array(own.utf8), at: "ex:own")
    let count = store.count
    let other = Array((own + " ").utf8)
    #expect(
      failure { () throws(LinkedDataError) in try store.add(other, at: "ex:own") }
        == LinkedDataError(.contextConflict, value: "ex:own"))
    #expect(store.count == count)
  }

  @Test(
    "What is no context is not added",
    arguments: ["", "{", "[]", "1", "{}", #"{"a": {"@context": {}}}"#, #"{"@context": {}, "@context": {}}"#])
  func invalid(text: String) {
    var store = ContextStore.bundled
    let error = failure { () throws(LinkedDataError) in try store.add(Array(text.utf8), at: "ex:own") }
    #expect(error == LinkedDataError(.invalidRemoteContext, value: "ex:own"))
    #expect(!store.contains("ex:own"))
  }

  @Test("Open Badges 3.0.3 has four editions, and the store reads documents by the newest until another is chosen")
  func editions() throws {
    let store = ContextStore.bundled
    let editions = store.editions(of: openBadges)
    #expect(editions.map(\.name) == ["2026-06", "2025-11", "2024-03", "2024-01"])
    #expect(editions.allSatisfy { $0.url == openBadges })
    #expect(store.edition(of: openBadges) == editions[0])
    #expect(store.editions(of: credentials).isEmpty)
    #expect(store.edition(of: credentials) == nil)
    // From which on each term is there.
    for (term, first) in [
      ("endorsementJwt", "2026-06"), ("jti", "2025-11"), ("inLanguage", "2024-03"), ("narrative", "2024-01"),
    ] {
      for edition in editions {
        let chosen = store.choosing(edition)
        #expect(chosen.edition(of: openBadges) == edition)
        #expect(chosen.officialSHA256(of: openBadges) == edition.officialSHA256)
        let result = try read(#"{"@context": "\#(openBadges)", "\#(term)": "urn:x"}"#, with: chosen)
        #expect((result == "property_undefined") == (edition.name < first), "\(term) in \(edition.name)")
      }
    }
    #expect(store.choosing(editions[3]).choosing(editions[1]).edition(of: openBadges) == editions[1])
    #expect(store.edition(of: openBadges) == editions[0])
  }

  @Test(
    "The official file of an edition, added under its URL, chooses that edition",
    .enabled(if: Conformance.has("contexts/ob-3.0.3-a-2024-01.jsonld"), Conformance.howToGet))
  func chosenByFile() throws {
    var store = ContextStore.bundled
    try store.add(Conformance.bytes("contexts/ob-3.0.3-a-2024-01.jsonld"), at: openBadges)
    #expect(store.edition(of: openBadges)?.name == "2024-01")
    try store.add(Conformance.bytes("contexts/credentials-v2.jsonld"), at: credentials)
    #expect(store.sha256(of: credentials) == nil)
  }

  @Test("A context of the caller's may stand on bundled ones, and may not change what they protect")
  func stacked() throws {
    var store = ContextStore.bundled
    try store.add(Array(#"{"@context": ["\#(credentials)", {"extra": "ex:extra"}]}"#.utf8), at: "ex:more")
    try store.add(Array(own.utf8), at: "ex:own")
    #expect(try read(#"{"@context": "ex:more", "name": "N", "extra": "E"}"#, with: store).contains("<ex:extra>"))
    let redefined = #"{"@context": ["\#(credentials)", "ex:own"], "name": "N"}"#
    #expect(try read(redefined, with: store) == "protected_term_redefinition")
  }

  @Test("Threads may share a store")
  func shared() async throws {
    let text = #"{"@context": ["\#(credentials)", "\#(openBadges)"], "type": "Achievement", "tag": "T"}"#
    let expected = try read(text, with: .bundled)
    let results = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<8 { group.addTask { try read(text, with: .bundled) } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(results == [expected])
  }

  @Test(
    "Contexts that name one another without end are refused, whether they are the caller's or a bundled one is between")
  func loops() throws {
    var store = ContextStore.bundled
    try store.add(Array(#"{"@context": "ex:b"}"#.utf8), at: "ex:a")
    try store.add(Array(#"{"@context": ["\#(credentials)", "ex:a"]}"#.utf8), at: "ex:b")
    #expect(try read(#"{"@context": "ex:a", "name": "N"}"#, with: store) == "context_overflow")
    try store.add(Array(#"{"@context": {"@import": "ex:i"}}"#.utf8), at: "ex:i")
    #expect(try read(#"{"@context": "ex:i", "name": "N"}"#, with: store) == "invalid_context_entry")
  }

  @Test("A bundled context can be imported, as any other")
  func imported() throws {
    var store = ContextStore.bundled
    try store.add(Array(#"{"@context": {"@import": "\#(credentials)", "name": "ex:name"}}"#.utf8), at: "ex:i")
    #expect(
      try read(#"{"@context": "ex:i", "name": "N", "description": "D"}"#, with: store).contains(
        "<https://schema.org/description>"))
  }

  @Test("As many contexts as the limit are read, one more is refused, made of tables too")
  func many() throws {
    let url = #""\#(credentials)""#
    for (count, isRead) in [(JSONLDLimits.contexts, true), (JSONLDLimits.contexts + 1, false), (1000, false)] {
      let array = Array(repeating: url, count: count).joined(separator: ",")
      let result = try read(#"{"@context": [\#(array)], "name": "N"}"#, with: .bundled)
      #expect((result != "context_overflow") == isRead)
    }
  }
}
