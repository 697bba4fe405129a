import CanonicalJSON

/// How a term comes by its IRI mapping (JSON-LD 1.1 API, section 4.2.2, steps 13 to 18), and IRI Expansion (5.2.2) while
/// contexts are processed.
extension ContextProcessor {
  /// Reads the IRI mapping.
  ///
  /// - Returns: false where the term has to do without a definition: a mapping of the form of a keyword is ignored.
  mutating func readIRI(
    _ value: ContextNode, term: TextID, in entries: ContextEntries, _ result: inout ActiveContext,
    _ definition: inout TermDefinition, defined: inout [TextID: Bool]
  ) throws(LinkedDataError) -> Bool {
    let kind = kind(of: value)
    if kind == .null { return true }
    if kind == .object, let reverse = member(.reverse, of: value) {
      return try readReverse(reverse, of: value, in: entries, &result, &definition, defined: &defined)
    }
    // 14. `"term": "…"` and `"term": {"@id": …}`, unless what stands there is the term itself.
    let id = kind == .string ? value : member(.id, of: value)
    if let id {
      switch self.kind(of: id) {
      case .null: return true
      case .string:
        let text = internText(of: id.node, in: sources[id.source].document)
        if text != term {
          return try readID(
            text, at: id, isSimple: kind == .string, term: term, in: entries, &result, &definition, defined: &defined)
        }
      default: throw error(.invalidIRIMapping, at: id)
      }
    }
    definition.iri = try implicitIRI(of: term, at: value, in: entries, &result, defined: &defined)
    return true
  }

  /// Step 13.
  private mutating func readReverse(
    _ reverse: ContextNode, of value: ContextNode, in entries: ContextEntries, _ result: inout ActiveContext,
    _ definition: inout TermDefinition, defined: inout [TextID: Bool]
  ) throws(LinkedDataError) -> Bool {
    guard member(.id, of: value) == nil, member(.nest, of: value) == nil else {
      throw error(.invalidReverseProperty, at: value)
    }
    guard kind(of: reverse) == .string else { throw error(.invalidIRIMapping, at: reverse) }
    let text = internText(of: reverse.node, in: sources[reverse.source].document)
    if withText(text, { Keyword.hasForm($0) }) { return false }
    let iri = try expandIRI(text, in: entries, &result, defined: &defined)
    guard let iri, iri.keyword == nil, isIRIOrBlankNode(iri) else { throw error(.invalidIRIMapping, at: reverse) }
    definition.iri = iri
    if let container = member(.container, of: value) {
      let document = sources[container.source].document
      if document.isString(container.node, "@set") {
        definition.containers = KeywordSet(.set)
      } else if document.isString(container.node, "@index") {
        definition.containers = KeywordSet(.index)
      } else if document.kind(of: container.node) != .null {
        throw error(.invalidReverseProperty, at: container)
      }
    }
    definition.isReverse = true
    return true
  }

  /// Step 14.2.
  private mutating func readID(
    _ text: TextID, at place: ContextNode, isSimple: Bool, term: TextID, in entries: ContextEntries,
    _ result: inout ActiveContext, _ definition: inout TermDefinition, defined: inout [TextID: Bool]
  ) throws(LinkedDataError) -> Bool {
    if text.keyword == nil, withText(text, { Keyword.hasForm($0) }) { return false }
    guard let iri = try expandIRI(text, in: entries, &result, defined: &defined) else {
      throw error(.invalidIRIMapping, at: place)
    }
    if iri == Keyword.context.id { throw error(.invalidKeywordAlias, at: place) }
    guard iri.keyword != nil || isIRIOrBlankNode(iri) else { throw error(.invalidIRIMapping, at: place) }
    definition.iri = iri
    let (hasInnerColon, hasColon, hasSlash) = withText(term) { text in
      var (inner, colon, slash) = (false, false, false)
      for at in text.indices {
        if text[at] == UInt8(ascii: ":") {
          colon = true
          if at > 0, at < text.count - 1 { inner = true }
        }
        if text[at] == UInt8(ascii: "/") { slash = true }
      }
      return (inner, colon, slash)
    }
    if hasInnerColon || hasSlash {
      // A term that looks like an IRI must not stand for another one.
      defined[term] = true
      guard try expandIRI(term, in: entries, &result, defined: &defined) == iri else {
        throw error(.invalidIRIMapping, at: place)
      }
    }
    if !hasColon, !hasSlash, isSimple {
      definition.isPrefix = withText(iri) { text in
        guard iri.keyword == nil, let last = text.isEmpty ? nil : text[text.count - 1] else { return false }
        return text.isBlankNodeIdentifier || ":/?#[]@".utf8.contains(last)
      }
    }
    return true
  }

  /// Steps 15 to 18: a term without an IRI mapping of its own.
  private mutating func implicitIRI(
    of term: TextID, at place: ContextNode, in entries: ContextEntries, _ result: inout ActiveContext,
    defined: inout [TextID: Bool]
  ) throws(LinkedDataError) -> TextID {
    let text = bytes(of: term)
    if let colon = text.dropFirst().firstIndex(of: UInt8(ascii: ":")) {
      let prefix = intern(Array(text[..<colon]))
      let isIRI = text[colon...].starts(with: "://".utf8) || text[..<colon].elementsEqual("_".utf8)
      if !isIRI, member(prefix, in: entries) != nil {
        try createTerm(prefix, in: entries, &result, defined: &defined)
      }
      if !isIRI, let iri = result.terms[prefix].flatMap({ definition($0).iri }) {
        return intern(bytes(of: iri) + text[(colon + 1)...])
      }
      return term
    }
    if text.contains(UInt8(ascii: "/")) {
      guard let iri = expandedIRI(term, in: result, documentRelative: false),
        withText(iri, { IRIReference.hasScheme($0) })
      else { throw error(.invalidIRIMapping, at: place) }
      return iri
    }
    if term == Keyword.type.id { return term }
    guard let vocabulary = result.vocabulary else {
      throw error(.invalidIRIMapping, at: place)
    }
    return intern(bytes(of: vocabulary) + text)
  }

  private func isIRIOrBlankNode(_ iri: TextID) -> Bool {
    withText(iri) { IRIReference.hasScheme($0) || $0.isBlankNodeIdentifier }
  }
}

// MARK: - IRI Expansion

extension ContextProcessor {
  /// IRI Expansion of a value in a context definition, whose terms are defined as they are needed (step 3 and 6.3).
  mutating func expandIRI(
    _ value: TextID, in entries: ContextEntries, _ result: inout ActiveContext, defined: inout [TextID: Bool]
  ) throws(LinkedDataError) -> TextID? {
    if value.keyword != nil { return value }
    if withText(value, { Keyword.hasForm($0) }) { return nil }
    if defined[value] != true, member(value, in: entries) != nil {
      try createTerm(value, in: entries, &result, defined: &defined)
    }
    if result.terms[value] == nil, let prefix = prefix(of: value), defined[prefix] != true,
      member(prefix, in: entries) != nil
    {
      try createTerm(prefix, in: entries, &result, defined: &defined)
    }
    return expandedIRI(value, in: result, documentRelative: false)
  }

  /// IRI Expansion, relative to the vocabulary, by the definitions that there are.
  mutating func expandedIRI(_ value: TextID, in context: ActiveContext, documentRelative: Bool) -> TextID? {
    if value.keyword != nil { return value }
    if withText(value, { Keyword.hasForm($0) }) { return nil }
    // 4, 5.
    if let definition = context.terms[value] { return self.definition(definition).iri }
    // 6.
    if withText(value, { Self.colon(in: $0) != nil }) {
      if let prefix = prefix(of: value), let definition = context.terms[prefix].map(self.definition),
        definition.isPrefix, let iri = definition.iri
      {
        return intern(bytes(of: iri) + bytes(of: value).dropFirst(bytes(of: prefix).count + 1))
      }
      if withText(value, { IRIReference.hasScheme($0) || $0.isBlankNodeIdentifier }) { return value }
    }
    // 7, 8.
    if let vocabulary = context.vocabulary { return intern(bytes(of: vocabulary) + bytes(of: value)) }
    if documentRelative, let base = context.base { return resolve(value, against: base) }
    return value
  }

  /// Where the colon stands that can end a prefix: the first one, unless the text starts with it.
  static func colon(in text: Span<UInt8>) -> Int? {
    guard text.count > 1 else { return nil }
    for at in 1..<text.count where text[at] == UInt8(ascii: ":") { return at }
    return nil
  }

  /// The prefix that a text may have as a compact IRI; nil for a blank node identifier, and where `//` follows.
  mutating func prefix(of value: TextID) -> TextID? {
    let text = bytes(of: value)
    guard let colon = Self.colon(in: text.span), !text[colon...].starts(with: "://".utf8), !text.starts(with: "_:".utf8)
    else { return nil }
    return intern(Array(text[..<colon]))
  }
}
