public import CanonicalJSON

/// What a credential says, read from the document whose hash was signed: the one source of everything that is shown.
///
/// The issuer's key signed these words. Whether they are true, current, or by somebody of that name is for the other
/// findings to say.
public struct AuthenticCredential: Sendable {
  let model: CredentialModel

  /// The verified document, with its proofs.
  public var document: JSONDocument { model.document }

  /// Made by the verifier after the signature held, and by nobody else: ``UnverifiedCredential`` shows other badges.
  init(_ model: CredentialModel) {
    self.model = model
  }

  public var id: String? { idNode.flatMap { document.text(at: $0) } }
  /// The issuer's identifier, a DID or a URL.
  public var issuer: String { document.text(at: issuerNode) ?? "" }
  /// The name that the issuer gives itself.
  public var claimedIssuerName: String? { claimedIssuerNameNode.flatMap { document.text(at: $0) } }
  /// The name of the achievement, or of the credential where it has none.
  public var title: String? { titleNode.flatMap { document.text(at: $0) } }
  /// Who earned it, as far as the badge says it in clear.
  public var recipient: String? { recipientNode.flatMap { document.text(at: $0) } }
  public var validFrom: Instant? { model.validFrom }
  public var validUntil: Instant? { model.validUntil }

  // Where these texts stand, so that a report can be written without making strings of them.

  var idNode: JSONDocument.Node? { model.members[.id] }
  var issuerNode: JSONDocument.Node { model.issuer }
  var claimedIssuerNameNode: JSONDocument.Node? {
    model.members[.issuer].flatMap { document.member("name", of: $0) }.flatMap(plainText)
  }
  var titleNode: JSONDocument.Node? {
    achievement.flatMap { document.member("name", of: $0) }.flatMap(plainText)
      ?? model.members[.name].flatMap(plainText)
  }
  var recipientNode: JSONDocument.Node? {
    if let identifiers = document.member("identifier", of: model.subject) {
      if document.kind(of: identifiers) == .object {
        if let value = plainIdentity(identifiers) { return value }
      } else {
        for identity in document.elements(of: identifiers) {
          if let value = plainIdentity(identity) { return value }
        }
      }
    }
    return string("name", of: model.subject) ?? string("id", of: model.subject)
  }

  var achievement: JSONDocument.Node? { document.member("achievement", of: model.subject) }

  private func plainIdentity(_ identity: JSONDocument.Node) -> JSONDocument.Node? {
    guard let hashed = document.member("hashed", of: identity), document.kind(of: hashed) == .false else { return nil }
    return string("identityHash", of: identity)
  }

  private func string(_ name: StaticString, of node: JSONDocument.Node) -> JSONDocument.Node? {
    guard let member = document.member(name, of: node), document.kind(of: member) == .string else { return nil }
    return member
  }

  /// The text of a name: a string, or the first value of a language value object or of an array of them.
  private func plainText(_ node: JSONDocument.Node) -> JSONDocument.Node? {
    switch document.kind(of: node) {
    case .string: return node
    case .object: return string("@value", of: node)
    case .array:
      guard let first = document.elements(of: node).first(where: { _ in true }) else { return nil }
      return document.kind(of: first) == .array ? nil : plainText(first)
    default: return nil
    }
  }
}
