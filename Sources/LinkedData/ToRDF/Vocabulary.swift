/// The IRIs of vocabularies that documents have used: texts of contexts, which come again and again. A dataset that is
/// used again keeps their terms, so that such an IRI is one by its number, without a look at its bytes.
struct Vocabulary: Sendable {
  /// Whose numbers these are; another one where they are given anew.
  final class Owner: Sendable {}

  /// Beyond so many, or so many bytes, no more is added.
  private static let limit = 512
  private static let byteLimit = 1 << 16

  private(set) var owner = Owner()
  /// In the order of the terms.
  private(set) var ids: [TextID] = []
  private var generation = 0
  private var byteCount = 0

  /// Forgets everything if the numbers of texts are given anew.
  ///
  /// - Returns: whether it has.
  mutating func begin(_ contexts: borrowing ContextProcessor) -> Bool {
    guard generation != contexts.generation else { return false }
    self = Vocabulary()
    generation = contexts.generation
    return true
  }

  /// Adds an IRI, for datasets to come; nil where it is not to stay.
  mutating func add(_ id: TextID, _ contexts: borrowing ContextProcessor) -> Int? {
    // A text of a document's own context goes with it.
    guard Int(id.number) < contexts.lastingTexts, ids.count < Self.limit else { return nil }
    byteCount += contexts.withText(id) { $0.count }
    guard byteCount <= Self.byteLimit else { return nil }
    ids.append(id)
    return ids.count - 1
  }
}
