/// What is said of a signature that holds, and the last such text: the badges of a course were signed the same way.
struct SignatureNoteMemo: Sendable {
  private var facts: (name: String, contexts: [ContextUse], signedContexts: Int?)?
  private var note = ""

  /// `eddsa-rdfc-2022, with https://example.org/context of 2026-06`
  ///
  /// - Parameters:
  ///   - contexts: those that the proof holds under, where their URLs do not say all.
  ///   - signedContexts: how many contexts the proof covers; nil for all.
  mutating func text(_ name: CryptosuiteName, _ contexts: [ContextUse], _ signedContexts: Int?) -> String {
    let text = name.text
    if let facts, facts.name == text, facts.signedContexts == signedContexts,
      facts.contexts.elementsEqual(contexts, by: { $0.isWritten(as: $1) })
    {
      return note
    }
    facts = (text, contexts, signedContexts)
    note = Self.note(name, contexts, signedContexts)
    return note
  }

  private static func note(_ name: CryptosuiteName, _ contexts: [ContextUse], _ signedContexts: Int?) -> String {
    var note = name.text
    if name.text != name.suite.rawValue { note += ", a draft's name of \(name.suite.rawValue)" }
    if let signedContexts { note += ", over the first \(signedContexts) contexts and no further ones" }
    for use in contexts {
      if let edition = use.edition { note += ", with \(use.url) of \(edition)" }
      if let sha256 = use.sha256 { note += ", with the given \(use.url), SHA-256 \(Hexadecimal.string(sha256))" }
    }
    return note
  }
}
