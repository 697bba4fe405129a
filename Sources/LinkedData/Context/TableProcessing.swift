import CanonicalJSON

/// A context that stands in a bundled table.
struct TableScope: Hashable, Sendable {
  let source: Int
  /// Where its first line starts; nil where it is null.
  let start: Int?
  /// How far in its lines stand.
  let depth: Int
  /// Where it is a scoped one: the context that it stands in, and the term.
  var outer: LocalContextID?
  var term: TextID?

  func isSamePlace(as other: TableScope) -> Bool { source == other.source && start == other.start && start != nil }
}

/// Context Processing (JSON-LD 1.1 API, section 4.1.2) and Create Term Definition (4.2.2) of a bundled table, straight from
/// its lines: what the general way makes of the document that the table stands for, at a hundredth of the work of a
/// process that verifies one badge.
///
/// It is taken where everything before comes of such tables too. Then steps can be left out:
/// - 4.2.2 step 22, to process a scoped context in order to find its errors. It has none: no table has terms with a colon
///   or a slash, or null as a term's IRI, and all its IRIs and types are absolute, or compact, which makes an IRI of them
///   whatever the prefix stands for, or terms of the same definition. The tests see to that.
/// - 4.2.2 step 1, definitions in the order in which they need one another: in a table they stand in it.
/// - What refuses values of other kinds: the notation has none.
///
/// Anything else (a protected term that is defined otherwise, several contexts in an array, definitions of a document's
/// own before it, processing mode 1.0) is left to the general way, which also says what is wrong.
extension ContextProcessor {
  /// The active context after a local one that stands in a table; nil where the general way has to be taken.
  mutating func processTable(
    _ local: LocalContextID, in parent: ContextID, override: Bool, propagate: Bool
  ) throws(LinkedDataError) -> ActiveContext? {
    guard let scope = self.local(local).table, context(parent).isOfTables, options.processingMode == .jsonLD11,
      let table = sources[scope.source].table
    else { return nil }
    var result = context(parent)
    var count = 0
    if let start = scope.start {
      // 4.1.2 step 3.
      if !propagate, result.previous == nil { result.previous = parent }
      guard let terms = define(table, from: start, scope, local, override: override, &result) else { return nil }
      count = terms
    } else {
      // 5.1.
      guard override, propagate else { return nil }
      result = ActiveContext(base: result.originalBase)
    }
    // As the general way counts it.
    count += result.terms.count
    try spend(count)
    result.work = count
    return result
  }

  /// Steps 5.5 to 5.13 of 4.1.2.
  ///
  /// - Returns: how many terms it defines; nil where the general way has to be taken.
  private mutating func define(
    _ table: ContextTable, from start: Int, _ scope: TableScope, _ local: LocalContextID, override: Bool,
    _ result: inout ActiveContext
  ) -> Int? {
    var terms = 0
    var isProtected = false
    // Terms and prefixes that were used before this line.
    var references: [TextID] = []
    var at = start
    do throws(ContextTableError) {
      while at < table.bytes.count, table.depth(at) >= scope.depth {
        let line = try table.line(at: at)
        at = line.next
        if case .inner = line.scope { at = table.afterInner(at, depth: scope.depth + 1) }
        guard line.isOfEdition else { continue }
        switch line.kind {
        case .version: continue
        case .protected: isProtected = true
        case .vocabulary:
          let vocabulary = intern(line.iri, of: table)
          guard withText(vocabulary, { IRIReference.hasAuthority($0) }) else { return nil }
          result.vocabulary = vocabulary
        case .context: return nil
        case .term:
          terms += 1
          let term = intern(line.name, of: table)
          guard !references.contains(term), withText(term, { $0.hasNeitherColonNorSlash }) else { return nil }
          let defined = definition(
            of: term, line, in: table, scope, local, isProtected: isProtected, result, references: &references)
          guard let defined, set(defined, of: term, override: override, &result) else { return nil }
        }
      }
    } catch {
      return nil
    }
    return terms
  }

  /// Steps 10 to 26 of 4.2.2.
  private mutating func definition(
    of term: TextID, _ line: ContextTable.Line, in table: ContextTable, _ scope: TableScope, _ local: LocalContextID,
    isProtected: Bool, _ result: ActiveContext, references: inout [TextID]
  ) -> TermDefinition? {
    var definition = TermDefinition(isProtected: isProtected)
    // 14.
    guard let iri = expanded(line.iri, of: table, for: term, in: result, references: &references),
      iri != Keyword.context.id
    else { return nil }
    definition.iri = iri
    if line.isSimple, iri.keyword == nil { definition.isPrefix = withText(iri) { $0.endsInGenDelim } }
    // 12.
    if let type = line.type {
      guard let type = expanded(type, of: table, for: term, in: result, references: &references) else { return nil }
      switch type.keyword {
      case .id?, .vocab?, .json?, nil: definition.type = type
      default: return nil
      }
    }
    // 19.
    if let container = line.container { definition.containers = KeywordSet(container) }
    // 22.
    let start: Int?
    var depth = 1
    switch line.scope {
    case .none: return definition
    case .null: start = nil
    case .block(let number): start = table.start(ofBlock: number)
    case .inner:
      start = line.next
      depth = scope.depth + 1
    }
    let inner = TableScope(source: scope.source, start: start, depth: depth, outer: local, term: term)
    definition.context = keep(LocalContext(node: nil, base: self.local(local).base, table: inner))
    return definition
  }

  /// Step 27.
  private mutating func set(
    _ definition: TermDefinition, of term: TextID, override: Bool, _ result: inout ActiveContext
  ) -> Bool {
    if !override, let previous = result.terms[term], self.definition(previous).isProtected {
      return isSame(definition, self.definition(previous))
    }
    result.terms[term] = keep(definition)
    return true
  }

  /// IRI Expansion (5.2.2) of what a line has: a keyword or an IRI.
  private mutating func expanded(
    _ text: ContextTable.Text, of table: ContextTable, for term: TextID, in result: ActiveContext,
    references: inout [TextID]
  ) -> TextID? {
    let value = intern(text, of: table)
    // 1; and 6 where `//` follows the first colon, for no term has one.
    if value.keyword != nil || withText(value, { IRIReference.hasAuthority($0) }) { return value }
    let prefix = prefix(of: value)
    guard value != term, prefix != term else { return nil }
    // A line further down must not define them anew.
    references.append(value)
    if let prefix { references.append(prefix) }
    guard let iri = expandedIRI(value, in: result, documentRelative: false),
      iri.keyword != nil || withText(iri, { IRIReference.hasScheme($0) })
    else { return nil }
    return iri
  }

  private mutating func intern(_ range: Range<Int>, of table: ContextTable) -> TextID {
    let bytes = table.bytes
    return intern(bytes.span.extracting(range))
  }

  private mutating func intern(_ text: ContextTable.Text, of table: ContextTable) -> TextID {
    if text.head.isEmpty { return intern(text.tail, of: table) }
    let bytes = table.bytes
    return intern(bytes.span.extracting(text.head), bytes.span.extracting(text.tail))
  }
}

// MARK: - Back to the general way

extension ContextProcessor {
  /// Where a local context stands in its document; nil where there is none.
  mutating func node(of id: LocalContextID) -> ContextNode? {
    let local = self.local(id)
    if let node = local.node { return node }
    guard let scope = local.table else { return nil }
    load(scope.source)
    let document = sources[scope.source].document
    var found = sources[scope.source].context
    if let outer = scope.outer, let term = scope.term {
      found = node(of: outer).flatMap { outer in
        withText(term) { document.member(named: $0, of: outer.node) }.flatMap { document.member("@context", of: $0) }
      }
    }
    let node = found.map { ContextNode(source: scope.source, node: $0) }
    set(node, of: id)
    return node
  }
}

extension Span<UInt8> {
  fileprivate var hasNeitherColonNorSlash: Bool {
    for at in indices where self[at] == UInt8(ascii: ":") || self[at] == UInt8(ascii: "/") { return false }
    return true
  }

  /// Whether the last character is a gen-delim of RFC 3986, so that more can follow.
  fileprivate var endsInGenDelim: Bool {
    guard count > 0 else { return false }
    switch self[count - 1] {
    case UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "@"):
      return true
    default: return false
    }
  }
}
