/// The number of an interned text: a term, an IRI, a language tag. Keywords have the lowest numbers.
struct TextID: Hashable, Sendable, BitwiseCopyable {
  let number: UInt32

  @inline(__always)
  init(_ number: UInt32) { self.number = number }

  @inline(__always)
  var keyword: Keyword? { number < UInt32(Keyword.allCases.count) ? Keyword(rawValue: UInt8(number)) : nil }
}

/// The number of an active context in its ``ContextProcessor``.
struct ContextID: Hashable, Sendable, BitwiseCopyable {
  let number: UInt32
}

/// The number of a term definition in its ``ContextProcessor``.
struct DefinitionID: Hashable, Sendable, BitwiseCopyable {
  let number: UInt32
}

/// The number of a local context: what a URL stands for, or what a term definition has under `@context`.
struct LocalContextID: Hashable, Sendable, BitwiseCopyable {
  let number: UInt32
}

enum Direction: UInt8, Hashable, Sendable { case ltr, rtl }

/// An entry that may be absent, and may be null where it is not.
enum Mapping<Value: Hashable & Sendable>: Hashable, Sendable {
  case absent, null
  case value(Value)
}

/// What a term means (JSON-LD 1.1 API, section 4.1, "term definition").
struct TermDefinition: Sendable {
  /// The IRI mapping: an IRI, a blank node identifier or a keyword; nil where it is null.
  var iri: TextID?
  var isPrefix = false
  var isProtected: Bool
  var isReverse = false
  var containers: KeywordSet = []
  /// The type mapping: `@id`, `@vocab`, `@json`, `@none` or an IRI.
  var type: TextID?
  var language = Mapping<TextID>.absent
  var direction = Mapping<Direction>.absent
  /// The index mapping, as it was written.
  var index: TextID?
  var nest: TextID?
  /// The scoped context, with the URL against which it is read.
  var context: LocalContextID?

  init(isProtected: Bool) { self.isProtected = isProtected }
}
