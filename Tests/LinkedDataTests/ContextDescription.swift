@testable import LinkedData

/// Everything that an active context says, as text: two are the same where their texts are.
struct ContextDescription {
  private var processor: ContextProcessor
  /// Of definitions that were described before.
  private var described: [DefinitionID: String] = [:]

  init(_ store: ContextStore, _ options: JSONLDOptions = JSONLDOptions()) {
    processor = ContextProcessor(store: store, options: options)
  }

  /// The active context after some contexts of the store, or the error of the first that cannot be used.
  mutating func apply(_ urls: [String]) throws(LinkedDataError) -> ContextID {
    processor.begin(.null)
    // Where the processor has forgotten everything, it gives the same numbers to others.
    if processor.sources.count == 1 { described = [:] }
    var context = processor.root
    for url in urls { context = try processor.apply(url: Array(url.utf8), to: context) }
    return context
  }

  /// One line for each field and each definition, further in those of its scoped context.
  ///
  /// - Parameter isDeep: whether scoped contexts are described.
  mutating func lines(of urls: [String], isDeep: Bool = true) -> [String] {
    do throws(LinkedDataError) {
      return try describe(try apply(urls), without: [:], isDeep: isDeep)
    } catch {
      return ["error \(error.code.rawValue) \(error.value ?? "")"]
    }
  }

  /// - Parameter known: the definitions of the context around, which are not described again.
  private mutating func describe(
    _ context: ContextID, without known: [String: DefinitionID], isDeep: Bool
  ) throws(LinkedDataError) -> [String] {
    let value = processor.context(context)
    var lines = [
      "base \(text(value.base)) \(text(value.originalBase)) vocab \(text(value.vocabulary))"
        + " language \(text(value.language)) direction \(String(describing: value.direction))"
    ]
    if let previous = value.previous {
      let previousLines = try describe(previous, without: known, isDeep: false)
      lines += previousLines.map { "previous " + $0 }
    }
    let terms = value.terms.all.map { (processor.string(of: $0.term), $0.definition) }.sorted { $0.0 < $1.0 }
    var inner = known
    for (term, id) in terms { inner[term] = id }
    for (term, id) in terms where known[term] != id {
      let definition = processor.definition(id)
      let line = described[id] ?? self.line(definition)
      described[id] = line
      lines.append(term + line)
      if isDeep, let scoped = definition.context {
        let next = try processor.apply(scoped, to: context, override: true, propagate: true)
        lines += try describe(next, without: inner, isDeep: true).map { "  " + $0 }
      }
    }
    for term in known.keys.sorted() where inner[term] == known[term] && !terms.contains(where: { $0.0 == term }) {
      lines.append("\(term): none")
    }
    return lines
  }

  private func line(_ definition: TermDefinition) -> String {
    ": iri \(text(definition.iri)) prefix \(definition.isPrefix) protected \(definition.isProtected)"
      + " reverse \(definition.isReverse) containers \(definition.containers.rawValue)"
      + " type \(text(definition.type)) language \(text(definition.language))"
      + " direction \(definition.direction) index \(text(definition.index)) nest \(text(definition.nest))"
      + " scoped \(definition.context != nil)"
  }

  private func text(_ id: TextID?) -> String { id.map { processor.string(of: $0) } ?? "null" }

  private func text(_ mapping: Mapping<TextID>) -> String {
    switch mapping {
    case .absent: "absent"
    case .null: "null"
    case .value(let id): text(id)
    }
  }
}
