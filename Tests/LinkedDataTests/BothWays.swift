import CanonicalJSON
import Foundation
import Testing

@testable import LinkedData

/// Canonicalizes documents after the model of others and in full, and compares.
struct BothWays: ~Copyable {
  private let store: ContextStore
  private let options: JSONLDOptions
  private var reader = JSONReader()
  private var memo: JSONLDCanonicalizer
  private var plain: JSONLDCanonicalizer

  init(_ store: ContextStore, _ options: JSONLDOptions) {
    self.store = store
    self.options = options
    memo = JSONLDCanonicalizer(contexts: store, options: options)
    plain = JSONLDCanonicalizer(contexts: store, options: options)
  }

  var takeovers: Int { memo.takeovers }

  /// Where a difference is, or nil.
  ///
  /// - Parameter part: what is canonicalized of the document.
  mutating func difference(_ text: [UInt8], _ part: (JSONDocument) -> JSONLDInput = { JSONLDInput($0) }) -> String? {
    guard let one = try? reader.read(text), let other = try? JSONDocument(parsing: text) else { return nil }
    var (a, b): ([UInt8], [UInt8]) = ([], [])
    var (first, second): (LinkedDataError?, LinkedDataError?)
    do throws(LinkedDataError) { try memo.canonicalize(part(one), into: &a) } catch { first = error }
    do throws(LinkedDataError) { try plain.canonicalizeInFull(part(other), into: &b) } catch { second = error }
    if a == b, first == second { return nil }
    let outcomes = [(a, first), (b, second)].map { $1.map { "\($0)" } ?? String(decoding: $0, as: UTF8.self) }
    return "\(String(decoding: text, as: UTF8.self))\n\(outcomes[0])\nin full\n\(outcomes[1])"
  }

  /// A document after a text that is like it but for a string: for each string in turn, to each text.
  ///
  /// - Parameter isLong: whether each string becomes each text, or each one of them.
  mutating func firstDifference(
    changing text: [UInt8], isLong: Bool, _ part: (JSONDocument) -> JSONLDInput = { JSONLDInput($0) }
  ) -> String? {
    guard let document = try? JSONDocument(parsing: text) else { return nil }
    if let difference = difference(text, part) { return difference }
    let strings = document.plainStrings
    let own = strings.map { Array(text[$0]) }
    var next = 0
    for (at, range) in strings.enumerated() {
      let texts =
        Self.texts.map { Array($0.utf8) } + [own[(at + 1) % own.count], own[(at + own.count - 1) % own.count]]
      let chosen = isLong ? texts : [texts[next % texts.count], texts[(next + 5) % texts.count]]
      next += 1
      for replacement in chosen {
        let other = Array(text[..<range.lowerBound]) + replacement + Array(text[range.upperBound...])
        if let difference = difference(other, part) { return difference }
      }
    }
    // Two strings at once: both other ones, both the same, and exchanged.
    for at in strings.indices.dropLast() {
      let (a, b) = (strings[at], strings[at + 1])
      for (x, y) in [(own[at + 1], own[at]), (Array("ex:n".utf8), Array("ex:n".utf8)), ([0x61], [0x62])] {
        let other = Array(text[..<a.lowerBound]) + x + Array(text[a.upperBound..<b.lowerBound]) + y
        if let difference = difference(other + Array(text[b.upperBound...]), part) { return difference }
      }
    }
    return nil
  }

  /// Texts of every kind. None has a character that JSON escapes, which no reader takes after a model.
  static let texts = [
    "", "x", "relative/reference", "#fragment", "@foo", "@id", "@type", "two words", "_:b0", "_:", "urn:uuid:1",
    "https://example.org/other", "https://example.org/a b", "https://example.org/<>", "https://example.org/#a#b", "ex:",
    "name", "type", "1", "2026-01-01T00:00:00Z", "é\u{10FFFD}\u{7F}", "VerifiableCredential", "a:b:c", "//host/path",
    ":",
  ]
}

extension JSONDocument {
  /// Where the strings that are values lie in the text, without quotes and as far as they have no escape.
  var plainStrings: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var open = [root]
    while let node = open.popLast() {
      switch kind(of: node) {
      case .string:
        let start = offset(of: node) + 1
        let range = start..<start + utf8Count(of: node)
        let isPlain = withUTF8(of: node) { text in range.allSatisfy { bytes[$0] == text[$0 - start] } } ?? false
        if isPlain, bytes[range.upperBound] == UInt8(ascii: "\"") { ranges.append(range) }
      case .array: open += Array(elements(of: node))
      case .object: open += members(of: node).map(\.value)
      default: break
      }
    }
    return ranges.sorted { $0.lowerBound < $1.lowerBound }
  }
}

/// Whether the tests that take minutes run too.
let isLong = ProcessInfo.processInfo.environment["BADGE_TEST_LONG"] != nil
