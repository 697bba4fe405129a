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

  /// Contexts of a caller's, which take the tables' own way from them.
  static let others = [
    ("ex:prefix", #"{"@context": {"xsd": "ex:xsd#", "sec": {"@id": "ex:sec", "@prefix": false}}}"#),
    ("ex:null", #"{"@context": {"xsd:date": null, "sec:jws": null, "xsd:dateTime": null}}"#),
    ("ex:vocab", #"{"@context": {"@vocab": "ex:v#", "@language": "en", "@direction": "rtl"}}"#),
    ("ex:protected", #"{"@context": {"@protected": true, "id": "@id", "name": "https://schema.org/name"}}"#),
    ("ex:not-propagated", #"{"@context": {"@propagate": false, "image": "ex:image"}}"#),
    ("ex:nothing", #"{"@context": null}"#),
  ]

  @Test(
    "After any other context, bundled or a caller's, a table does what the official file does, errors included",
    arguments: OfficialContext.all)
  func after(official: OfficialContext) throws {
    var (tables, files) = (ContextStore.bundled, try OfficialContext.store(official.edition))
    tables = tables.choosing(official.edition, at: official.url)
    for (url, text) in Self.others {
      tables.set(try json(text), at: url)
      files.set(try json(text), at: url)
    }
    var bundled = ContextDescription(tables)
    var published = ContextDescription(files)
    // The scoped contexts as well, where the time for it allows.
    let deep =
      Self.others.map(\.0) + ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/2018/credentials/v1"]
    for first in Set(OfficialContext.all.map(\.url)).sorted() + Self.others.map(\.0) {
      let isDeep = deep.contains(first)
      let urls = [first, official.url]
      let isSame = bundled.lines(of: urls, isDeep: isDeep) == published.lines(of: urls, isDeep: isDeep)
      #expect(isSame, "after \(first)")
      guard Self.others.contains(where: { $0.0 == first }) else { continue }
      // Before it, too: what came of the table is then what the other starts from.
      let around = [official.url, first, official.url]
      #expect(bundled.lines(of: around, isDeep: false) == published.lines(of: around, isDeep: false))
    }
  }
}

@Suite("Bundled contexts")
struct BundledContextsTests {
  @Test("Every table can be read and defines as many terms as it says", arguments: BundledContext.all.indices)
  func counts(number: Int) throws {
    let context = BundledContext.all[number]
    var writer = ContextTableWriter(try context.read())
    let document = try JSONDocument(parsing: try writer.write())
    #expect(writer.terms == context.terms)
    #expect(document.member("@context", of: document.root) != nil)
    #expect(context.sha256.description.utf8.count == 64)
  }

  @Test("Every table keeps to what lets steps be left out", arguments: BundledContext.all.indices)
  func simple(number: Int) throws {
    let context = BundledContext.all[number]
    try check(JSONValue(try context.document())["@context"] ?? .null)
  }

  /// That no term has a colon or a slash, and every IRI and type is a keyword, has a scheme, or is a term of the same
  /// definition.
  private func check(_ context: JSONValue) throws {
    switch context {
    case .array(let contexts): for context in contexts { try check(context) }
    case .object(let members):
      for member in members where !member.name.hasPrefix("@") {
        #expect(!member.name.contains(":") && !member.name.contains("/"))
        let iri = try #require(member.value.text ?? member.value["@id"]?.text)
        for text in [iri, member.value["@type"]?.text].compactMap({ $0 }) {
          let isKeyword = ["@id", "@type", "@vocab", "@json"].contains(text)
          let isTerm = members.contains {
            $0.name == text && ($0.value.text ?? $0.value["@id"]?.text)?.contains(":") == true
          }
          #expect(isKeyword || isTerm || IRIReference.hasScheme(Array(text.utf8).span), "\(member.name)")
        }
        if let scoped = member.value["@context"] { try check(scoped) }
      }
    default: break
    }
  }

  @Test("No two tables have one URL, but for editions that stand together, the newest first")
  func urls() {
    var seen: Set<String> = []
    for (context, next) in zip(BundledContext.all, BundledContext.all.dropFirst()) {
      if context.url.description == next.url.description {
        #expect(context.edition.description > next.edition.description)
      } else {
        #expect(seen.insert(context.url.description).inserted)
        #expect(!seen.contains(next.url.description))
      }
    }
  }

  @Test("To have the store reads no table, and to use two contexts reads two")
  func lazy() throws {
    var processor = ContextProcessor(store: .bundled, options: JSONLDOptions())
    #expect(processor.sources.count == 1)
    processor.begin(.null)
    var context = processor.root
    for url in ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"] {
      context = try processor.apply(url: Array(url.utf8), to: context)
    }
    #expect(processor.sources.count == 3)
    // Straight from the lines: no document was made of them.
    #expect(processor.sources.allSatisfy { $0.document.kind(of: $0.document.root) == .null })
  }
}
