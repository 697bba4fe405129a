import CanonicalJSON

/// A context definition that is being processed: the entries of one object, and behind them those of the context that it
/// imports.
struct ContextEntries {
  let own: ContextNode
  var imported: ContextNode?
  /// The URL against which it names other contexts.
  let base: TextID?
  /// The contexts of the store that lead here.
  let remote: [TextID]
  /// Whether its definitions may take the place of protected ones.
  let override: Bool
  let validateScoped: Bool
  var isProtected = false
}

/// Context Processing (JSON-LD 1.1 API, section 4.1.2). The numbers of steps are those of the Recommendation.
extension ContextProcessor {
  /// The active context that a local context makes of another one.
  ///
  /// - Parameters:
  ///   - number: the number of `active`, where it is kept already.
  ///   - remote: the contexts of the store that lead here; with any, the local context is no part of a document.
  mutating func process(
    _ local: ContextNode, base: TextID?, in active: ActiveContext, number: ContextID?, remote: [TextID],
    override: Bool, propagate: Bool, validateScoped: Bool = true
  ) throws(LinkedDataError) -> ActiveContext {
    try enter(local)
    let before = spent
    let document = sources[local.source].document
    var result = active
    var propagate = propagate
    // 2. Whether the value is a boolean is seen in step 5.11.
    if let entry = document.member("@propagate", of: local.node) { propagate = document.kind(of: entry) == .true }
    // 3.
    if !propagate, result.previous == nil { result.previous = number ?? keep(active) }
    if document.kind(of: local.node) == .array {
      guard document.count(of: local.node) <= JSONLDLimits.contexts else { throw error(.contextOverflow, at: local) }
      for item in document.elements(of: local.node) {
        try processEntry(
          ContextNode(source: local.source, node: item), base: base, &result, remote: remote, override: override,
          propagate: propagate, validateScoped: validateScoped)
      }
    } else {
      try processEntry(
        local, base: base, &result, remote: remote, override: override, propagate: propagate,
        validateScoped: validateScoped)
    }
    try spend(result.terms.count)
    result.work = spent - before
    leave()
    return result
  }

  /// Step 5 for one entry.
  private mutating func processEntry(
    _ entry: ContextNode, base: TextID?, _ result: inout ActiveContext, remote: [TextID], override: Bool,
    propagate: Bool, validateScoped: Bool
  ) throws(LinkedDataError) {
    switch sources[entry.source].document.kind(of: entry.node) {
    case .null:
      // 5.1. The protected definitions are those of the result: what an earlier entry of the same array protected, a later
      // one must not take away either.
      guard override || !hasProtected(result) else { throw error(.invalidContextNullification, at: entry) }
      var fresh = ActiveContext(base: result.originalBase)
      if !propagate { fresh.previous = keep(result) }
      result = fresh
    case .string:
      try include(
        entry, base: base, &result, remote: remote, override: override, validateScoped: validateScoped)
    case .object:
      var entries = ContextEntries(
        own: entry, base: base, remote: remote, override: override, validateScoped: validateScoped)
      try define(&entries, &result)
    case .false, .true, .number, .array:
      throw error(.invalidLocalContext, at: entry)
    }
  }

  /// Step 5.2: a context of the store.
  private mutating func include(
    _ entry: ContextNode, base: TextID?, _ result: inout ActiveContext, remote: [TextID], override: Bool,
    validateScoped: Bool
  ) throws(LinkedDataError) {
    let url = try resolve(entry, against: base)
    if remote.contains(url) {
      // 5.2.2. A scoped context that is only being checked may name the one it stands in.
      if !validateScoped { return }
      throw error(.contextOverflow, at: entry, value: string(of: url))
    }
    guard remote.count < JSONLDLimits.contexts else { throw error(.contextOverflow, at: entry) }
    guard let source = loadedSource(at: url) else {
      throw error(.loadingRemoteContextFailed, at: entry, value: string(of: url))
    }
    guard let context = sources[source].context else {
      throw error(.invalidRemoteContext, at: entry, value: string(of: url))
    }
    result = try process(
      ContextNode(source: source, node: context), base: url, in: result, number: nil, remote: remote + [url],
      override: override, propagate: true, validateScoped: validateScoped)
  }

  private func hasProtected(_ context: ActiveContext) -> Bool {
    context.terms.definitions.contains { definition($0).isProtected }
  }

  /// Steps 5.5 to 5.13: a context definition.
  private mutating func define(_ entries: inout ContextEntries, _ result: inout ActiveContext) throws(LinkedDataError) {
    result.isOfTables = false
    let is10 = options.processingMode == .jsonLD10
    if let version = member(.version, of: entries.own) {
      guard sources[version.source].document.number(at: version.node) == 1.1 else {
        throw error(.invalidVersionValue, at: version)
      }
      guard !is10 else { throw error(.processingModeConflict, at: version) }
    }
    if let entry = member(.import, of: entries.own) {
      guard !is10 else { throw error(.invalidContextEntry, at: entry) }
      entries.imported = try importedContext(entry, base: entries.base)
    }
    if entries.remote.isEmpty, let entry = member(.base, in: entries) { try setBase(entry, &result) }
    if let entry = member(.vocab, in: entries) { try setVocabulary(entry, &result) }
    if let entry = member(.language, in: entries) {
      result.language = try nullOrLanguage(entry, else: .invalidDefaultLanguage)
    }
    if let entry = member(.direction, in: entries) {
      guard !is10 else { throw error(.invalidContextEntry, at: entry) }
      result.direction = try nullOrDirection(entry)
    }
    if let entry = member(.propagate, in: entries) {
      guard !is10 else { throw error(.invalidContextEntry, at: entry) }
      _ = try boolean(entry, else: .invalidPropagateValue)
    }
    if let entry = member(.protected, in: entries) {
      entries.isProtected = try boolean(entry, else: .invalidProtectedValue)
    }
    try defineTerms(entries, &result)
  }

  /// Step 5.13.
  private mutating func defineTerms(
    _ entries: ContextEntries, _ result: inout ActiveContext
  ) throws(LinkedDataError) {
    var defined: [TextID: Bool] = [:]
    for source in [entries.own, entries.imported] {
      guard let source else { continue }
      let document = sources[source.source].document
      for member in document.members(of: source.node) {
        let term = internText(of: member.name, in: document)
        switch term.keyword {
        case .base, .direction, .import, .language, .propagate, .protected, .version, .vocab: continue
        default: try createTerm(term, in: entries, &result, defined: &defined)
        }
      }
    }
  }

  /// Step 5.6.
  private mutating func importedContext(
    _ entry: ContextNode, base: TextID?
  ) throws(LinkedDataError) -> ContextNode {
    guard sources[entry.source].document.kind(of: entry.node) == .string else {
      throw error(.invalidImportValue, at: entry)
    }
    let url = try resolve(entry, against: base)
    guard let source = loadedSource(at: url) else {
      throw error(.loadingRemoteContextFailed, at: entry, value: string(of: url))
    }
    let document = sources[source].document
    guard let context = sources[source].context, document.kind(of: context) == .object else {
      throw error(.invalidRemoteContext, at: entry, value: string(of: url))
    }
    let imported = ContextNode(source: source, node: context)
    if let nested = member(.import, of: imported) { throw error(.invalidContextEntry, at: nested) }
    return imported
  }

  /// Step 5.7.
  private mutating func setBase(_ entry: ContextNode, _ result: inout ActiveContext) throws(LinkedDataError) {
    let document = sources[entry.source].document
    switch document.kind(of: entry.node) {
    case .null: result.base = nil
    case .string:
      let value = internText(of: entry.node, in: document)
      if withText(value, { IRIReference.hasScheme($0) }) {
        result.base = value
      } else if let base = result.base {
        result.base = resolve(value, against: base)
      } else {
        throw error(.invalidBaseIRI, at: entry)
      }
    default: throw error(.invalidBaseIRI, at: entry)
    }
  }

  /// Step 5.8. Of 1.1, a vocabulary mapping may be relative to the one before, and to the base; of 1.0 it has to be an
  /// IRI or a blank node identifier.
  private mutating func setVocabulary(_ entry: ContextNode, _ result: inout ActiveContext) throws(LinkedDataError) {
    let document = sources[entry.source].document
    switch document.kind(of: entry.node) {
    case .null: result.vocabulary = nil
    case .string:
      let value = internText(of: entry.node, in: document)
      let isAbsolute = withText(value) { IRIReference.hasScheme($0) || $0.isBlankNodeIdentifier }
      guard isAbsolute || options.processingMode == .jsonLD11 else { throw error(.invalidVocabMapping, at: entry) }
      guard let expanded = expandedIRI(value, in: result, documentRelative: true), expanded.keyword == nil else {
        throw error(.invalidVocabMapping, at: entry)
      }
      result.vocabulary = expanded
    default: throw error(.invalidVocabMapping, at: entry)
    }
  }
}

// MARK: - Values of entries

extension ContextProcessor {
  /// An entry of one object.
  func member(_ keyword: Keyword, of node: ContextNode) -> ContextNode? {
    sources[node.source].document.member(keyword.text, of: node.node).map {
      ContextNode(source: node.source, node: $0)
    }
  }

  /// An entry of a context definition, its own or an imported one.
  func member(_ keyword: Keyword, in entries: ContextEntries) -> ContextNode? {
    member(keyword, of: entries.own) ?? entries.imported.flatMap { member(keyword, of: $0) }
  }

  /// The entry of a term in a context definition.
  func member(_ term: TextID, in entries: ContextEntries) -> ContextNode? {
    for node in [entries.own, entries.imported] {
      guard let node else { continue }
      let document = sources[node.source].document
      if let value = withText(term, { document.member(named: $0, of: node.node) }) {
        return ContextNode(source: node.source, node: value)
      }
    }
    return nil
  }

  func kind(of node: ContextNode) -> JSONDocument.Kind { sources[node.source].document.kind(of: node.node) }

  func boolean(_ node: ContextNode, else code: LinkedDataError.Code) throws(LinkedDataError) -> Bool {
    switch kind(of: node) {
    case .true: return true
    case .false: return false
    default: throw error(code, at: node)
    }
  }

  /// A language tag in lower case, which the specification allows, and which those who sign badges do; nil for null.
  mutating func nullOrLanguage(
    _ node: ContextNode, else code: LinkedDataError.Code
  ) throws(LinkedDataError) -> TextID? {
    let document = sources[node.source].document
    switch document.kind(of: node.node) {
    case .null: return nil
    case .string:
      let text = internText(of: node.node, in: document)
      return intern(bytes(of: text).map { $0.lowercased })
    default: throw error(code, at: node)
    }
  }

  /// A base direction; nil for null.
  func nullOrDirection(_ node: ContextNode) throws(LinkedDataError) -> Direction? {
    let document = sources[node.source].document
    if document.kind(of: node.node) == .null { return nil }
    if document.isString(node.node, "ltr") { return .ltr }
    if document.isString(node.node, "rtl") { return .rtl }
    throw error(.invalidBaseDirection, at: node)
  }

  mutating func internText(of node: JSONDocument.Node, in document: JSONDocument) -> TextID {
    document.withUTF8(of: node) { intern($0) } ?? Keyword.none.id
  }

  /// The URL that a string of a context names, against the context's own.
  mutating func resolve(_ entry: ContextNode, against base: TextID?) throws(LinkedDataError) -> TextID {
    let value = internText(of: entry.node, in: sources[entry.source].document)
    if let base { return resolve(value, against: base) }
    guard withText(value, { IRIReference.hasScheme($0) }) else { throw error(.loadingDocumentFailed, at: entry) }
    return value
  }

  mutating func resolve(_ reference: TextID, against base: TextID) -> TextID {
    var output: [UInt8] = []
    withText(reference) { reference in
      withText(base) { IRIReference.resolve(reference, against: $0, into: &output) }
    }
    return intern(output)
  }
}

extension UInt8 {
  @inline(__always)
  var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}

extension Span<UInt8> {
  /// Whether it starts with `_:`.
  @inline(__always)
  var isBlankNodeIdentifier: Bool { count >= 2 && self[0] == UInt8(ascii: "_") && self[1] == UInt8(ascii: ":") }
}
