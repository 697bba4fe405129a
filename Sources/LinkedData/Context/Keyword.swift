/// The keywords of JSON-LD 1.1 (section 1.7 of the syntax), in the order of their numbers as texts.
enum Keyword: UInt8, CaseIterable {
  case base, container, context, direction, graph, id, `import`, included, index, json, language, list, nest, none
  case prefix, propagate, protected, reverse, set, type, value, version, vocab

  var text: StaticString {
    switch self {
    case .base: "@base"
    case .container: "@container"
    case .context: "@context"
    case .direction: "@direction"
    case .graph: "@graph"
    case .id: "@id"
    case .import: "@import"
    case .included: "@included"
    case .index: "@index"
    case .json: "@json"
    case .language: "@language"
    case .list: "@list"
    case .nest: "@nest"
    case .none: "@none"
    case .prefix: "@prefix"
    case .propagate: "@propagate"
    case .protected: "@protected"
    case .reverse: "@reverse"
    case .set: "@set"
    case .type: "@type"
    case .value: "@value"
    case .version: "@version"
    case .vocab: "@vocab"
    }
  }

  /// The keyword's number among interned texts: they come first.
  var id: TextID { TextID(UInt32(rawValue)) }

  /// Whether it lets statements stand away from the object that they are about, or is no statement itself.
  var isDetour: Bool {
    switch self {
    case .graph, .included, .index, .nest, .reverse: true
    default: false
    }
  }

  /// Whether a text has the form of a keyword, `"@" 1*ALPHA`. What has it and is none is kept free for later versions.
  static func hasForm(_ text: Span<UInt8>) -> Bool {
    guard text.count > 1, text[0] == UInt8(ascii: "@") else { return false }
    for at in 1..<text.count where !text[at].isLetter { return false }
    return true
  }
}

/// A set of keywords.
struct KeywordSet: OptionSet, Hashable, Sendable, BitwiseCopyable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ keywords: Keyword...) {
    var bits: UInt32 = 0
    for keyword in keywords { bits |= 1 << UInt32(keyword.rawValue) }
    rawValue = bits
  }

  func contains(_ keyword: Keyword) -> Bool { rawValue >> UInt32(keyword.rawValue) & 1 == 1 }

  mutating func insert(_ keyword: Keyword) { self = KeywordSet(rawValue: rawValue | 1 << UInt32(keyword.rawValue)) }
}
