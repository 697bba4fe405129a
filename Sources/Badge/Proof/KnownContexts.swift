import CanonicalJSON
import LinkedData

/// The contexts that a verifier or an issuer knows: an object, so that what a worker has made of them is found again for
/// them, and for no others.
final class KnownContexts: Sendable {
  let store: ContextStore

  init(_ store: ContextStore) {
    self.store = store
  }
}

/// A context that a proof was checked with, where its URL alone does not say what it was: its publisher has changed it, or
/// the user gave it.
public struct ContextUse: Hashable, Sendable {
  public let url: String
  /// The edition's name, such as `2026-06`; nil for a context that the user gave.
  public let edition: String?
  /// SHA-256 of the bytes that the user gave; nil for a bundled context.
  public let sha256: [UInt8]?

  /// Whether both are the same, byte for byte. Swift takes texts for equal that Unicode calls equivalent.
  func isWritten(as other: ContextUse) -> Bool {
    url.utf8.elementsEqual(other.url.utf8) && edition == other.edition && sha256 == other.sha256
  }
}

extension KnownContexts {
  /// The contexts of a credential whose URLs do not say all, by the texts of all its `@context` members.
  func uses(_ contexts: [JSONDocument.Node], in document: JSONDocument) -> [ContextUse] {
    var uses: [ContextUse] = []
    func add(_ node: JSONDocument.Node) {
      guard let url = document.text(at: node), !uses.contains(where: { $0.url.utf8.elementsEqual(url.utf8) }) else {
        return
      }
      if let digest = store.sha256(of: url) {
        uses.append(ContextUse(url: url, edition: nil, sha256: digest))
      } else if let edition = store.edition(of: url) {
        uses.append(ContextUse(url: url, edition: edition.name, sha256: nil))
      }
    }
    for context in contexts {
      if document.kind(of: context) == .array {
        for element in document.elements(of: context) { add(element) }
      } else {
        add(context)
      }
    }
    return uses
  }
}
