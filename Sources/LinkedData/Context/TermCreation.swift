import CanonicalJSON

/// Create Term Definition (JSON-LD 1.1 API, section 4.2.2), and IRI Expansion (5.2.2) as far as it happens while contexts
/// are processed. The numbers of steps are those of the Recommendation.
extension ContextProcessor {
  /// Defines one term of a context definition, and those that it depends on.
  mutating func createTerm(
    _ term: TextID, in entries: ContextEntries, _ result: inout ActiveContext, defined: inout [TextID: Bool]
  ) throws(LinkedDataError) {
    guard let value = member(term, in: entries) else { return }
    // 1.
    switch defined[term] {
    case true?: return
    case false?: throw error(.cyclicIRIMapping, at: value)
    case nil: break
    }
    try enter(value)
    try spend(1)
    // 2.
    guard withText(term, { !$0.isEmpty }) else { throw error(.invalidTermDefinition, at: value) }
    defined[term] = false
    // 4, 5.
    if term == Keyword.type.id {
      try checkTypeDefinition(value)
    } else {
      guard term.keyword == nil else { throw error(.keywordRedefinition, at: value) }
      guard withText(term, { !Keyword.hasForm($0) }) else { return leave() }
    }
    // 6.
    let previous = result.terms[term]
    result.terms[term] = nil
    // 7 to 9.
    let kind = self.kind(of: value)
    guard kind == .null || kind == .string || kind == .object else { throw error(.invalidTermDefinition, at: value) }
    var definition = TermDefinition(isProtected: entries.isProtected)
    if kind == .object {
      try checkEntries(value)
      try readProtected(value, &definition)
      try readType(value, in: entries, &result, &definition, defined: &defined)
    }
    // 13, 14 to 18. Without an IRI mapping that could be used, there is no definition.
    guard try readIRI(value, term: term, in: entries, &result, &definition, defined: &defined) else { return leave() }
    if kind == .object {
      if !definition.isReverse { try readContainer(value, &definition) }
      try readIndex(value, in: entries, &result, &definition, defined: &defined)
      try readContext(value, in: entries, result, &definition)
      try readLanguage(value, &definition)
      try readNest(value, &definition)
      try readPrefix(value, term: term, &definition)
    }
    // 27.
    if !entries.override, let previous, self.definition(previous).isProtected {
      guard isSame(definition, self.definition(previous)) else {
        throw error(.protectedTermRedefinition, at: value)
      }
      result.terms[term] = previous
    } else {
      result.terms[term] = keep(definition)
    }
    defined[term] = true
    leave()
  }

  /// Step 4: `@type` may be defined to be a set, and to be protected.
  private func checkTypeDefinition(_ value: ContextNode) throws(LinkedDataError) {
    guard options.processingMode == .jsonLD11, kind(of: value) == .object else {
      throw error(.keywordRedefinition, at: value)
    }
    let document = sources[value.source].document
    let container = member(.container, of: value)
    if let container {
      guard document.isString(container.node, "@set") else { throw error(.keywordRedefinition, at: container) }
    }
    let known = (container == nil ? 0 : 1) + (member(.protected, of: value) == nil ? 0 : 1)
    guard known > 0, document.count(of: value.node) == known else { throw error(.keywordRedefinition, at: value) }
  }

  /// Step 26.
  private mutating func checkEntries(_ value: ContextNode) throws(LinkedDataError) {
    let document = sources[value.source].document
    for entry in document.members(of: value.node) {
      switch internText(of: entry.name, in: document).keyword {
      case .id, .reverse, .container, .context, .direction, .index, .language, .nest, .prefix, .protected, .type:
        continue
      default: throw error(.invalidTermDefinition, at: ContextNode(source: value.source, node: entry.name))
      }
    }
  }

  /// Step 11.
  private func readProtected(_ value: ContextNode, _ definition: inout TermDefinition) throws(LinkedDataError) {
    guard let entry = member(.protected, of: value) else { return }
    definition.isProtected = try boolean(entry, else: .invalidProtectedValue)
    guard options.processingMode == .jsonLD11 else { throw error(.invalidTermDefinition, at: entry) }
  }

  /// Step 12.
  private mutating func readType(
    _ value: ContextNode, in entries: ContextEntries, _ result: inout ActiveContext, _ definition: inout TermDefinition,
    defined: inout [TextID: Bool]
  ) throws(LinkedDataError) {
    guard let entry = member(.type, of: value) else { return }
    let document = sources[entry.source].document
    guard document.kind(of: entry.node) == .string else { throw error(.invalidTypeMapping, at: entry) }
    let text = internText(of: entry.node, in: document)
    guard let type = try expandIRI(text, in: entries, &result, defined: &defined) else {
      throw error(.invalidTypeMapping, at: entry)
    }
    switch type.keyword {
    case .id?, .vocab?: break
    case .json?, Keyword.none?:
      guard options.processingMode == .jsonLD11 else { throw error(.invalidTypeMapping, at: entry) }
    case nil:
      guard withText(type, { IRIReference.hasScheme($0) }) else { throw error(.invalidTypeMapping, at: entry) }
    default: throw error(.invalidTypeMapping, at: entry)
    }
    definition.type = type
  }

  /// Steps 19 and 20.
  private func readContainer(_ value: ContextNode, _ definition: inout TermDefinition) throws(LinkedDataError) {
    guard let entry = member(.container, of: value) else { return }
    let containers = try containers(entry)
    let is10 = options.processingMode == .jsonLD10
    let isNew = kind(of: entry) != .string || !containers.intersection(KeywordSet(.graph, .id, .type)).isEmpty
    if is10, isNew {
      throw error(.invalidContainerMapping, at: entry)
    }
    definition.containers = containers
    if containers.contains(.type) {
      if definition.type == nil { definition.type = Keyword.id.id }
      guard definition.type == Keyword.id.id || definition.type == Keyword.vocab.id else {
        throw error(.invalidTypeMapping, at: entry)
      }
    }
  }

  private func containers(_ entry: ContextNode) throws(LinkedDataError) -> KeywordSet {
    let document = sources[entry.source].document
    let names = document.kind(of: entry.node) == .array ? Array(document.elements(of: entry.node)) : [entry.node]
    var containers = KeywordSet()
    for name in names {
      let keyword = ([.graph, .id, .index, .language, .list, .set, .type] as [Keyword]).first {
        document.isString(name, $0.text)
      }
      guard let keyword, !containers.contains(keyword) else { throw error(.invalidContainerMapping, at: entry) }
      containers.insert(keyword)
    }
    let withoutSet = containers.subtracting(KeywordSet(.set))
    switch withoutSet {
    case KeywordSet(.graph), KeywordSet(.id), KeywordSet(.index), KeywordSet(.language), KeywordSet(.type),
      KeywordSet(.graph, .id), KeywordSet(.graph, .index):
      return containers
    case KeywordSet(.list) where containers == withoutSet, KeywordSet() where !containers.isEmpty: return containers
    default: throw error(.invalidContainerMapping, at: entry)
    }
  }

  /// Step 21.
  private mutating func readIndex(
    _ value: ContextNode, in entries: ContextEntries, _ result: inout ActiveContext, _ definition: inout TermDefinition,
    defined: inout [TextID: Bool]
  ) throws(LinkedDataError) {
    guard let entry = member(.index, of: value) else { return }
    guard options.processingMode == .jsonLD11, definition.containers.contains(.index), kind(of: entry) == .string else {
      throw error(.invalidTermDefinition, at: entry)
    }
    let text = internText(of: entry.node, in: sources[entry.source].document)
    guard let iri = try expandIRI(text, in: entries, &result, defined: &defined), iri.keyword == nil,
      withText(iri, { IRIReference.hasScheme($0) })
    else { throw error(.invalidTermDefinition, at: entry) }
    definition.index = text
  }

  /// Step 22. What the scoped context makes of the active one is not kept: it is processed to find its errors here.
  private mutating func readContext(
    _ value: ContextNode, in entries: ContextEntries, _ result: ActiveContext, _ definition: inout TermDefinition
  ) throws(LinkedDataError) {
    guard let entry = member(.context, of: value) else { return }
    guard options.processingMode == .jsonLD11 else { throw error(.invalidTermDefinition, at: entry) }
    do throws(LinkedDataError) {
      _ = try process(
        entry, base: entries.base, in: result, number: nil, remote: entries.remote, override: true, propagate: true,
        validateScoped: false)
    } catch {
      // What is ours keeps its code.
      switch error.code {
      case .contextTooDeep, .contextTooLarge, .contextOverflow: throw error
      default: throw self.error(.invalidScopedContext, at: entry, value: error.code.rawValue)
      }
    }
    definition.context = keep(LocalContext(node: entry, base: entries.base))
  }

  /// Steps 23 and 24.
  private mutating func readLanguage(
    _ value: ContextNode, _ definition: inout TermDefinition
  ) throws(LinkedDataError) {
    guard member(.type, of: value) == nil else { return }
    if let entry = member(.language, of: value) {
      definition.language = try nullOrLanguage(entry, else: .invalidLanguageMapping).map { .value($0) } ?? .null
    }
    if let entry = member(.direction, of: value) {
      definition.direction = try nullOrDirection(entry).map { .value($0) } ?? .null
    }
  }

  /// Step 25.
  private mutating func readNest(_ value: ContextNode, _ definition: inout TermDefinition) throws(LinkedDataError) {
    guard let entry = member(.nest, of: value) else { return }
    guard options.processingMode == .jsonLD11 else { throw error(.invalidTermDefinition, at: entry) }
    guard kind(of: entry) == .string else { throw error(.invalidNestValue, at: entry) }
    let nest = internText(of: entry.node, in: sources[entry.source].document)
    guard nest.keyword == nil || nest == Keyword.nest.id else { throw error(.invalidNestValue, at: entry) }
    definition.nest = nest
  }

  /// Step 26 of the prefix flag.
  private func readPrefix(
    _ value: ContextNode, term: TextID, _ definition: inout TermDefinition
  ) throws(LinkedDataError) {
    guard let entry = member(.prefix, of: value) else { return }
    let isSimple = withText(term) { text in
      text.indices.allSatisfy { text[$0] != UInt8(ascii: ":") && text[$0] != UInt8(ascii: "/") }
    }
    guard options.processingMode == .jsonLD11, isSimple else { throw error(.invalidTermDefinition, at: entry) }
    definition.isPrefix = try boolean(entry, else: .invalidPrefixValue)
    if definition.isPrefix, definition.iri?.keyword != nil { throw error(.invalidTermDefinition, at: entry) }
  }

  /// Whether two definitions say the same, whether they are protected or not. Scoped contexts are the same where their
  /// canonical texts are.
  mutating func isSame(_ a: TermDefinition, _ b: TermDefinition) -> Bool {
    guard a.iri == b.iri, a.isPrefix == b.isPrefix, a.isReverse == b.isReverse, a.containers == b.containers,
      a.type == b.type, a.language == b.language, a.direction == b.direction, a.index == b.index, a.nest == b.nest
    else { return false }
    switch (a.context, b.context) {
    case (nil, nil): return true
    case (let a?, let b?):
      if a == b { return true }
      if let a = local(a).table, let b = local(b).table, a.isSamePlace(as: b) { return true }
      return canonicalBytes(of: a) == canonicalBytes(of: b)
    default: return false
    }
  }

  private mutating func canonicalBytes(of id: LocalContextID) -> [UInt8] {
    var bytes: [UInt8] = []
    guard let value = node(of: id) else { return bytes }
    sources[value.source].document.canonicalize(value.node, into: &bytes)
    return bytes
  }
}
