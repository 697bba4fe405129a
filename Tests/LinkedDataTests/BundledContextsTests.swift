import CanonicalJSON
import Foundation
import Signing
import Testing

@testable import LinkedData

/// The official files of contexts, as the conformance suites list them.
struct OfficialContext: CustomTestStringConvertible {
  let url: String
  let file: String
  let sha256: String
  /// Not given where the list has one file for the URL.
  var edition: String?

  var testDescription: String { url + (edition.map { " of " + $0 } ?? "") }

  var bytes: [UInt8] { get throws { try Conformance.bytes("contexts/" + file) } }

  static let index: JSONValue? = (try? Conformance.bytes("contexts/index.json")).flatMap {
    try? JSONValue(JSONDocument(parsing: $0))
  }

  /// Those of the list, each with the URLs that its entry and the notes give it.
  static let listed: [OfficialContext] = {
    guard case .array(let entries)? = index?["contexts"] else { return [] }
    return entries.flatMap { entry -> [OfficialContext] in
      guard let url = entry["url"]?.text, let file = entry["file"]?.text, let sha256 = entry["sha256"]?.text else {
        return []
      }
      var urls = [url]
      if let note = entry["note"]?.text, let at = note.range(of: "also known as ") {
        urls.append(String(note[at.upperBound...].prefix { $0 != ";" }))
      }
      return urls.map { OfficialContext(url: $0, file: file, sha256: sha256) }
    }
  }()

  /// Those at one URL that its publisher changed. The file of the list itself is the second of them.
  static let editions: [OfficialContext] = {
    guard case .array(let entries)? = index?["ob-3.0.3-editions"]?["editions"],
      let second = listed.first(where: { $0.file == "ob-3.0.3.jsonld" })
    else { return [] }
    var editions = entries.compactMap { entry -> OfficialContext? in
      guard let file = entry["file"]?.text, let sha256 = entry["sha256"]?.text else { return nil }
      return OfficialContext(
        url: second.url, file: file, sha256: sha256, edition: String(file.dropLast(".jsonld".count).suffix(7)))
    }
    editions.append(OfficialContext(url: second.url, file: second.file, sha256: second.sha256, edition: "2024-03"))
    return editions
  }()

  /// Every table against its file.
  static var all: [OfficialContext] { listed.filter { $0.file != "ob-3.0.3.jsonld" } + editions }

  /// A store of the official files, with one of the editions in the place of the newest.
  static func store(_ edition: String?) throws -> ContextStore {
    var store = ContextStore()
    for context in listed { store.set(try JSONDocument(parsing: context.bytes), at: context.url) }
    if let context = editions.first(where: { $0.edition == edition ?? "2026-06" }) {
      store.set(try JSONDocument(parsing: context.bytes), at: context.url)
    }
    return store
  }
}

extension ContextStore {
  func choosing(_ name: String?, at url: String) -> ContextStore {
    editions(of: url).first { $0.name == name }.map { choosing($0) } ?? self
  }
}

@Suite(
  "Bundled contexts and the official files",
  .enabled(if: Conformance.has("contexts/index.json"), Conformance.howToGet))
struct SuiteBundledContextsTests {
  @Test("What the list of official files has is bundled, and nothing else")
  func complete() {
    #expect(Set(OfficialContext.all.map(\.url)) == Set(ContextStore.bundledURLs))
    #expect(OfficialContext.all.count == BundledContext.all.count)
    #expect(OfficialContext.editions.count == 4)
  }

  @Test("The digest that a table names is that of the official file", arguments: OfficialContext.all)
  func digests(official: OfficialContext) throws {
    let store = ContextStore.bundled.choosing(official.edition, at: official.url)
    #expect(store.officialSHA256(of: official.url) == official.sha256)
    #expect(try HashAlgorithm.sha256.digest(of: official.bytes).hexadecimal == official.sha256)
    #expect(store.edition(of: official.url)?.name == official.edition)
  }

  @Test("A table yields, term for term, the active context of the official file", arguments: OfficialContext.all)
  func sameTerms(official: OfficialContext) throws {
    var bundled = ContextDescription(ContextStore.bundled.choosing(official.edition, at: official.url))
    var published = ContextDescription(try OfficialContext.store(official.edition))
    let lines = bundled.lines(of: [official.url])
    #expect(lines == published.lines(of: [official.url]))
    #expect(lines.first?.hasPrefix("error") == false)
  }
}
