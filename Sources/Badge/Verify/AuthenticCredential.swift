public import CanonicalJSON

/// What a credential says, read from the document whose hash was signed: the one source of everything that is shown.
///
/// The issuer's key signed these words. Whether they are true, current, or by somebody of that name is for the other
/// findings to say.
public struct AuthenticCredential: Sendable {
  /// The verified document, with its proofs.
  public let document: JSONDocument
  let model: CredentialModel

  /// Made by the verifier after the signature held, and by ``UnverifiedCredential`` to show a badge without any claim.
  init(_ model: CredentialModel) {
    document = model.document
    self.model = model
  }

  public var id: String? { text("id", of: document.root) }
  /// The issuer's identifier, a DID or a URL.
  public var issuer: String { document.text(at: model.issuer) ?? "" }
  /// The name that the issuer gives itself.
  public var claimedIssuerName: String? {
    document.member("issuer", of: document.root).flatMap { document.member("name", of: $0) }.flatMap(plainText)
  }
  /// The name of the achievement, or of the credential where it has none.
  public var title: String? {
    achievement.flatMap { document.member("name", of: $0) }.flatMap(plainText)
      ?? document.member("name", of: document.root).flatMap(plainText)
  }
  /// Who earned it, as far as the badge says it in clear.
  public var recipient: String? {
    let identifiers = document.member("identifier", of: model.subject)
    let all = identifiers.map { document.kind(of: $0) == .array ? Array(document.elements(of: $0)) : [$0] } ?? []
    for identity in all where document.member("hashed", of: identity).map({ document.kind(of: $0) }) == .false {
      if let value = text("identityHash", of: identity) { return value }
    }
    return text("name", of: model.subject) ?? text("id", of: model.subject)
  }
  public var validFrom: Instant? { instant("validFrom") }
  public var validUntil: Instant? { instant("validUntil") }

  var achievement: JSONDocument.Node? { document.member("achievement", of: model.subject) }

  private func instant(_ name: StaticString) -> Instant? {
    document.member(name, of: document.root).flatMap { document.instant(at: $0) }
  }

  private func text(_ name: StaticString, of node: JSONDocument.Node) -> String? {
    document.member(name, of: node).flatMap { document.text(at: $0) }
  }

  /// The text of a name: a string, or the first value of a language value object or of an array of them.
  private func plainText(_ node: JSONDocument.Node) -> String? {
    switch document.kind(of: node) {
    case .string: document.text(at: node)
    case .object: text("@value", of: node)
    case .array:
      document.elements(of: node).first { _ in true }.flatMap { first in
        document.kind(of: first) == .object ? text("@value", of: first) : document.text(at: first)
      }
    default: nil
    }
  }
}
