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
  var claimedIssuerNameNode: JSONDocument.Node? { model.claims.issuerName }
  var titleNode: JSONDocument.Node? { model.claims.title }
  var recipientNode: JSONDocument.Node? { model.claims.recipient }
}

/// Where the texts stand in which people recognise a badge. Nothing but names and kinds of values decides which they are.
struct ClaimNodes: Sendable {
  /// The name that the issuer gives itself.
  let issuerName: JSONDocument.Node?
  /// The name of the achievement, or of the credential where it has none.
  let title: JSONDocument.Node?
  /// Who earned the badge, as far as it says so in clear.
  let recipient: JSONDocument.Node?

  /// Of a document in which nothing is believed.
  init() { (issuerName, title, recipient) = (nil, nil, nil) }

  init(_ document: JSONDocument, _ members: TopLevel, subject: JSONDocument.Node) {
    let finder = Finder(document: document)
    issuerName = members[.issuer].flatMap { document.member("name", of: $0) }.flatMap(finder.plainText)
    let achievement = document.member("achievement", of: subject)
    title =
      achievement.flatMap { document.member("name", of: $0) }.flatMap(finder.plainText)
      ?? members[.name].flatMap(finder.plainText)
    recipient = finder.recipient(subject)
  }
}

private struct Finder {
  let document: JSONDocument

  func recipient(_ subject: JSONDocument.Node) -> JSONDocument.Node? {
    if let identifiers = document.member("identifier", of: subject) {
      if document.kind(of: identifiers) == .object {
        if let value = plainIdentity(identifiers) { return value }
      } else {
        for identity in document.elements(of: identifiers) {
          if let value = plainIdentity(identity) { return value }
        }
      }
    }
    return string("name", of: subject) ?? string("id", of: subject)
  }

  private func plainIdentity(_ identity: JSONDocument.Node) -> JSONDocument.Node? {
    guard let hashed = document.member("hashed", of: identity), document.kind(of: hashed) == .false else { return nil }
    return string("identityHash", of: identity)
  }

  private func string(_ name: StaticString, of node: JSONDocument.Node) -> JSONDocument.Node? {
    guard let member = document.member(name, of: node), document.kind(of: member) == .string else { return nil }
    return member
  }

  /// The text of a name: a string, or the first value of a language value object or of an array of them.
  func plainText(_ node: JSONDocument.Node) -> JSONDocument.Node? {
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
