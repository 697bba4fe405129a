import CanonicalJSON

/// A value in one of the documents that contexts come from.
struct ContextNode: Hashable, Sendable {
  /// 0 is the document at hand, others are contexts of the store.
  let source: Int
  let node: JSONDocument.Node
}

/// A local context: its value, and the URL against which it names others.
struct LocalContext: Sendable {
  /// Nil as long as its document is not needed, because it stands in a table.
  var node: ContextNode?
  let base: TextID?
  /// The URL that it stands for as a whole; nil for a scoped context.
  var url: TextID?
  var table: TableScope?
}

/// Makes active contexts, and remembers them: each is made once for the one before and the local context.
///
/// All are numbered. Those that come of contexts of the store alone stay; with the first that a document brings itself,
/// everything made from there on goes when the document ends.
struct ContextProcessor {
  /// A document that contexts come from.
  struct Source {
    /// Of a bundled context `null` as long as its table is enough.
    var document: JSONDocument
    let url: TextID?
    /// The value of its `@context`; nil where it has none.
    var context: JSONDocument.Node?
    /// Of a bundled context.
    var table: ContextTable?
    /// The number in the store, where its document is not read yet.
    var unread: Int?
  }

  /// What is remembered of all, so that what a document adds can be taken away.
  private struct Mark {
    var texts: TextTable
    var definitions: Int
    var contexts: Int
    var locals: Int
    var sources: Int
    var memo: NumberMap
    var localOfURL: NumberMap
  }

  /// Active contexts that are kept beyond a document; with more, all are made again.
  private static let keptContexts = 4096

  let store: ContextStore
  let options: JSONLDOptions

  private(set) var texts = TextTable()
  /// For each text whether it can stand as an IRI in a dataset.
  private var wellFormed: [Bool] = []
  private var definitions: [TermDefinition] = []
  private var contexts: [ActiveContext] = []
  private(set) var sources: [Source]
  /// The number of a source, by that of its context in the store.
  private var sourceOfEntry: [Int?]
  private var locals: [LocalContext] = []
  /// By context and local context, and the two flags with which it is processed.
  private var memo = NumberMap()
  private var localOfSource: [LocalContextID?] = [nil]
  /// The local contexts of absolute URLs that documents have named, by the numbers of these texts.
  private var localOfURL = NumberMap()
  private var mark: Mark?
  private var document: UInt64 = 0
  /// How often everything was forgotten, and numbers were given anew.
  private(set) var generation = 0
  private var work = 0
  /// How many context documents, scoped contexts and terms are being processed.
  private var depth = 0

  let root: ContextID

  init(store: ContextStore, options: JSONLDOptions) {
    self.store = store
    self.options = options
    sources = [Source(document: .null, url: nil, context: nil)]
    sourceOfEntry = [Int?](repeating: nil, count: store.numberCount)
    root = ContextID(number: 0)
    for keyword in Keyword.allCases { _ = intern(keyword.text) }
    let base = options.base.map { intern([UInt8]($0.utf8)) }
    sources[0] = Source(document: .null, url: base, context: nil)
    contexts.append(ActiveContext(base: base))
  }

  /// Starts another document.
  mutating func begin(_ document: JSONDocument) {
    if let mark {
      texts = mark.texts
      wellFormed.removeSubrange(texts.count...)
      definitions.removeSubrange(mark.definitions...)
      contexts.removeSubrange(mark.contexts...)
      locals.removeSubrange(mark.locals...)
      memo = mark.memo
      localOfURL = mark.localOfURL
      sources.removeSubrange(mark.sources...)
      localOfSource.removeSubrange(mark.sources...)
      for at in localOfSource.indices where (localOfSource[at]?.number ?? 0) >= UInt32(locals.count) {
        localOfSource[at] = nil
      }
      for at in sourceOfEntry.indices where (sourceOfEntry[at] ?? 0) >= sources.count { sourceOfEntry[at] = nil }
      self.mark = nil
    }
    if contexts.count > Self.keptContexts {
      let generation = generation &+ 1
      self = ContextProcessor(store: store, options: options)
      self.generation = generation
    }
    sources[0] = Source(document: document, url: sources[0].url, context: nil)
    self.document &+= 1
    work = 0
    depth = 0
  }
}

extension ContextProcessor {
  /// Whether the document at hand has definitions of its own, with which what was made since goes.
  var hasOwnContexts: Bool { mark != nil }
}

extension JSONDocument {
  /// The document `null`: there before any other one.
  static let null: JSONDocument = {
    do { return try JSONDocument(parsing: Array("null".utf8)) } catch { fatalError("null is a JSON text") }
  }()
}

// MARK: - Texts and definitions

extension ContextProcessor {
  mutating func intern(_ text: Span<UInt8>) -> TextID {
    let hash = texts.seed.hash(text)
    if let index = texts.find(text, hash) { return TextID(UInt32(index)) }
    texts.append(text)
    wellFormed.append(IRIReference.isWellFormed(text))
    return TextID(UInt32(texts.keep(hash)))
  }

  /// The number of a text in two parts.
  mutating func intern(_ first: Span<UInt8>, _ second: Span<UInt8>) -> TextID {
    texts.append(first)
    texts.append(second)
    let (index, hash) = texts.find()
    if let index {
      texts.discard()
      return TextID(UInt32(index))
    }
    let bytes = texts.bytes
    let span = bytes.span
    wellFormed.append(IRIReference.isWellFormed(span.extracting(texts.pending)))
    return TextID(UInt32(texts.keep(hash)))
  }

  mutating func intern(_ text: [UInt8]) -> TextID { intern(text.span) }

  mutating func intern(_ text: StaticString) -> TextID {
    text.withUTF8Buffer { intern(unsafe Span(_unsafeElements: $0)) }
  }

  /// The number of a text, if any context knows it.
  @inline(__always)
  func known(_ text: Span<UInt8>) -> TextID? {
    texts.find(text, texts.seed.hash(text)).map { TextID(UInt32($0)) }
  }

  func withText<R>(_ id: TextID, _ body: (Span<UInt8>) -> R) -> R {
    Self.with(texts.bytes, texts.range(of: Int(id.number)), body)
  }

  /// An argument is borrowed; a span of a property would first have to retain the array.
  @inline(__always)
  private static func with<R>(_ bytes: [UInt8], _ range: Range<Int>, _ body: (Span<UInt8>) -> R) -> R {
    body(bytes.span.extracting(range))
  }

  func bytes(of id: TextID) -> [UInt8] { [UInt8](texts.bytes[texts.range(of: Int(id.number))]) }

  func string(of id: TextID) -> String { withText(id) { String(utf8: $0) } }

  @inline(__always)
  func definition(_ id: DefinitionID) -> TermDefinition { definitions[Int(id.number)] }

  @inline(__always)
  func isWellFormed(_ id: TextID) -> Bool { wellFormed[Int(id.number)] }

  /// The definition that a term has in an active context.
  @inline(__always)
  func definition(of term: TextID, in context: ContextID) -> DefinitionID? {
    contexts[Int(context.number)].terms[term]
  }

  func context(_ id: ContextID) -> ActiveContext { contexts[Int(id.number)] }

  func previous(of context: ContextID) -> ContextID? { contexts[Int(context.number)].previous }
  func base(of context: ContextID) -> TextID? { contexts[Int(context.number)].base }
  func vocabulary(of context: ContextID) -> TextID? { contexts[Int(context.number)].vocabulary }
  func language(of context: ContextID) -> TextID? { contexts[Int(context.number)].language }
  func direction(of context: ContextID) -> Direction? { contexts[Int(context.number)].direction }

  mutating func keep(_ definition: TermDefinition) -> DefinitionID {
    definitions.append(definition)
    return DefinitionID(number: UInt32(definitions.count - 1))
  }

  mutating func keep(_ context: ActiveContext) -> ContextID {
    contexts.append(context)
    contexts[contexts.count - 1].charged = document
    return ContextID(number: UInt32(contexts.count - 1))
  }

  mutating func keep(_ local: LocalContext) -> LocalContextID {
    locals.append(local)
    return LocalContextID(number: UInt32(locals.count - 1))
  }

  func local(_ id: LocalContextID) -> LocalContext { locals[Int(id.number)] }

  mutating func set(_ node: ContextNode?, of id: LocalContextID) { locals[Int(id.number)].node = node }
}

// MARK: - Active contexts

extension ContextProcessor {
  /// The active context after a scoped context.
  ///
  /// - Parameters:
  ///   - override: whether it may change protected terms, as one of a property may.
  ///   - propagate: whether it holds for node objects further in; one of a type does not.
  mutating func apply(
    _ local: LocalContextID, to parent: ContextID, override: Bool, propagate: Bool
  ) throws(LinkedDataError) -> ContextID {
    let key = UInt64(parent.number) << 32 | UInt64(local.number) << 2 | (override ? 2 : 0) | (propagate ? 1 : 0)
    if let number = memo[key] {
      let context = ContextID(number: number)
      try charge(context)
      return context
    }
    let context: ActiveContext
    if let table = try processTable(local, in: parent, override: override, propagate: propagate) {
      context = table
    } else {
      context = try processNode(of: local, in: parent, override: override, propagate: propagate)
    }
    let number = keep(context)
    memo[key] = number.number
    return number
  }

  private mutating func processNode(
    of local: LocalContextID, in parent: ContextID, override: Bool, propagate: Bool
  ) throws(LinkedDataError) -> ActiveContext {
    let value = self.local(local)
    guard let node = node(of: local) else {
      throw LinkedDataError(.invalidRemoteContext, value: value.base.map { string(of: $0) })
    }
    return try process(
      node, base: value.base, in: contexts[Int(parent.number)], number: parent, remote: value.url.map { [$0] } ?? [],
      override: override, propagate: propagate)
  }

  /// The active context after what a document has under `@context`.
  mutating func apply(_ node: JSONDocument.Node, to parent: ContextID) throws(LinkedDataError) -> ContextID {
    let source = sources[0].document
    guard source.kind(of: node) == .array else { return try applyEntry(node, to: parent) }
    guard source.count(of: node) <= JSONLDLimits.contexts else {
      throw error(.contextOverflow, at: ContextNode(source: 0, node: node))
    }
    var context = parent
    for item in source.elements(of: node) { context = try applyEntry(item, to: context) }
    return context
  }

  /// The active context after the context at a URL of the store.
  mutating func apply(url: [UInt8], to parent: ContextID) throws(LinkedDataError) -> ContextID {
    guard let local = try local(at: intern(url)) else {
      throw LinkedDataError(.loadingRemoteContextFailed, value: String(decoding: url, as: UTF8.self))
    }
    return try apply(local, to: parent, override: false, propagate: true)
  }

  private mutating func applyEntry(_ node: JSONDocument.Node, to parent: ContextID) throws(LinkedDataError) -> ContextID
  {
    let source = sources[0].document
    let place = ContextNode(source: 0, node: node)
    if source.kind(of: node) == .string {
      // Without a base, a URL that was found before is found by its text.
      let text: TextID? = sources[0].url == nil ? source.withUTF8(of: node) { known($0) } ?? nil : nil
      if let text, let local = localOfURL[UInt64(text.number)] {
        return try apply(LocalContextID(number: local), to: parent, override: false, propagate: true)
      }
      let url = try resolve(place, against: sources[0].url)
      guard let local = try local(at: url) else {
        throw error(.loadingRemoteContextFailed, at: place, value: string(of: url))
      }
      if sources[0].url == nil { localOfURL[UInt64(url.number)] = local.number }
      return try apply(local, to: parent, override: false, propagate: true)
    }
    guard options.allowsInlineContexts else { throw error(.inlineContext, at: place) }
    let size = source.withSource(of: node) { $0.count }
    guard size <= JSONLDLimits.inlineContextBytes else { throw error(.contextTooLarge, at: place) }
    if mark == nil {
      mark = Mark(
        texts: texts, definitions: definitions.count, contexts: contexts.count, locals: locals.count,
        sources: sources.count, memo: memo, localOfURL: localOfURL)
    }
    let context = try process(
      place, base: sources[0].url, in: contexts[Int(parent.number)], number: parent, remote: [], override: false,
      propagate: true)
    let number = keep(context)
    return number
  }

  /// The local context that stands for a URL: the URL itself, so that it is resolved and looked up once.
  private mutating func local(at url: TextID) throws(LinkedDataError) -> LocalContextID? {
    guard let source = source(at: url) else { return nil }
    if let local = localOfSource[source] { return local }
    let local: LocalContextID
    if let table = sources[source].table {
      let scope = TableScope(source: source, start: table.start, depth: 0)
      local = keep(LocalContext(node: nil, base: url, url: url, table: scope))
    } else {
      guard let context = sources[source].context else {
        throw LinkedDataError(.invalidRemoteContext, value: string(of: url))
      }
      local = keep(LocalContext(node: ContextNode(source: source, node: context), base: url, url: url))
    }
    localOfSource[source] = local
    return local
  }

  /// The number of the source at a URL of the store. Of a bundled context it has the table, until it is loaded.
  private mutating func source(at url: TextID) -> Int? {
    guard let entry = withText(url, { store.number(of: $0) }) else { return nil }
    if let source = sourceOfEntry[entry] { return source }
    if let table = store.table(entry) {
      sources.append(Source(document: .null, url: url, context: nil, table: table, unread: entry))
    } else {
      let document = store.document(entry)
      sources.append(Source(document: document, url: url, context: document.member("@context", of: document.root)))
    }
    localOfSource.append(nil)
    sourceOfEntry[entry] = sources.count - 1
    return sources.count - 1
  }

  /// The number of the source at a URL of the store, with its document.
  mutating func loadedSource(at url: TextID) -> Int? {
    let source = source(at: url)
    if let source { load(source) }
    return source
  }

  /// Sees to it that a source has its document.
  mutating func load(_ source: Int) {
    guard let entry = sources[source].unread else { return }
    let document = store.document(entry)
    sources[source].document = document
    sources[source].context = document.member("@context", of: document.root)
    sources[source].unread = nil
  }

  /// A context costs a document once, however it is come by: whether another document had it made already must not
  /// decide between accepted and refused.
  private mutating func charge(_ context: ContextID) throws(LinkedDataError) {
    let at = Int(context.number)
    guard contexts[at].charged != document else { return }
    contexts[at].charged = document
    try spend(contexts[at].work)
  }

  mutating func spend(_ units: Int) throws(LinkedDataError) {
    work += units
    guard work <= JSONLDLimits.contextWork else { throw LinkedDataError(.contextOverflow) }
  }

  var spent: Int { work }

  /// Goes one step further in; whoever calls it calls ``leave()`` on the way back.
  mutating func enter(_ place: ContextNode) throws(LinkedDataError) {
    guard depth < JSONLDLimits.contextDepth else { throw error(.contextTooDeep, at: place) }
    depth += 1
  }

  mutating func leave() { depth -= 1 }

  /// An error at a place of a context: with its pointer where it is in the document at hand, with URL and pointer where
  /// it is in a context of the store.
  func error(_ code: LinkedDataError.Code, at place: ContextNode, value: String? = nil) -> LinkedDataError {
    let source = sources[place.source]
    let pointer = source.document.pointer(to: place.node)
    guard place.source != 0, let url = source.url else { return LinkedDataError(code, pointer: pointer, value: value) }
    return LinkedDataError(code, value: value ?? string(of: url) + "#" + pointer)
  }
}
