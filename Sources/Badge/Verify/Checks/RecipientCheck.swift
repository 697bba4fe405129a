import CanonicalJSON
import Signing

/// The person that a badge is to be checked against: `email:alice@example.org`, `id:did:key:…`.
public struct RecipientIdentity: Hashable, Sendable {
  /// An `identityType` of Open Badges 3.0 (`emailAddress` for `email`), or `id` for the subject's identifier.
  public let type: String
  public let value: String

  /// Reads `TYPE:VALUE`; nil where either is empty.
  public init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let name = String(text[..<colon])
    var value = String(text[text.index(after: colon)...])
    guard !name.isEmpty, !value.isEmpty else { return nil }
    switch name {
    case "email": type = "emailAddress"
    case "ext":
      // The name of an extension holds a colon: `ext:studentNumber:42`.
      guard let end = value.firstIndex(of: ":"), end > value.startIndex, value.index(after: end) < value.endIndex else {
        return nil
      }
      type = "ext:" + value[..<end]
      value = String(value[value.index(after: end)...])
    case "did":
      // `did:key:…` by itself is an identifier, not an identity of the type `did`.
      type = "id"
      value = text
    default: type = name
    }
    self.value = value
  }

  public init(type: String, value: String) {
    self.type = type
    self.value = value
  }
}

extension RecipientIdentity {
  /// What keeps a badge from being issued to it: a type that Open Badges does not have (3.0, B.3.2 IdentifierTypeEnum), or
  /// an identifier of the subject that is no URL. One sentence for a person, with the type or the value in it.
  public var problem: String? {
    if type == "id" { return URLSyntax.isAbsolute(value) ? nil : "the identifier '\(value)' is no absolute URL" }
    guard !Vocabulary.identifierTypes.contains(type) else { return nil }
    return "'\(type)' is no type of identity that Open Badges knows: email, id, or "
      + Vocabulary.identifierTypes.expectation
  }
}

/// Whether the credential was awarded to a person (Open Badges 3.0, B.2.11 IdentityObject).
enum RecipientCheck {
  static func run(_ credential: CredentialModel, _ recipient: RecipientIdentity?) -> Finding.Result {
    guard let recipient else {
      return .skipped(Reason(.recipientNotAsked, "no --recipient was given"))
    }
    let document = credential.document
    var isNamed = false
    var unsupported: Reason?
    if let id = document.member("id", of: credential.subject) {
      if isSubject(id, recipient, document) { return .passed("the badge was awarded to \(recipient.value)") }
      isNamed = recipient.type == "id"
    }
    if let identifiers = document.member("identifier", of: credential.subject) {
      let all =
        document.kind(of: identifiers) == .array ? Array(document.elements(of: identifiers)) : [identifiers]
      for identity in all where names(identity, recipient.type, document) {
        isNamed = true
        switch matches(identity, recipient, document) {
        case .yes: return .passed("the badge was awarded to \(recipient.value)")
        case .no: continue
        case .unknown(let reason): unsupported = reason
        }
      }
    }
    if let unsupported { return .unknown(unsupported) }
    let pointer = document.pointer(to: credential.subject)
    return isNamed
      ? .failed(Reason(.recipientMismatch, "the badge was awarded to somebody else", pointer: pointer))
      : .unknown(
        Reason(
          .recipientNotNamed, "the badge does not say which '\(recipient.type)' it was awarded to", pointer: pointer))
  }

  private enum Match {
    case yes, no
    case unknown(Reason)
  }

  private static func isSubject(
    _ id: JSONDocument.Node, _ recipient: RecipientIdentity, _ document: JSONDocument
  ) -> Bool {
    guard let text = document.text(at: id) else { return false }
    switch recipient.type {
    case "id": return text.utf8.elementsEqual(recipient.value.utf8)
    case "emailAddress": return isSame(text, "mailto:" + recipient.value, ignoringCase: true)
    default: return false
    }
  }

  private static func names(_ identity: JSONDocument.Node, _ type: String, _ document: JSONDocument) -> Bool {
    guard let node = document.member("identityType", of: identity), let text = document.text(at: node) else {
      return false
    }
    return text.utf8.elementsEqual(type.utf8)
  }

  private static func matches(
    _ identity: JSONDocument.Node, _ recipient: RecipientIdentity, _ document: JSONDocument
  ) -> Match {
    guard let node = document.member("identityHash", of: identity), let hash = document.text(at: node) else {
      return .no
    }
    let isEmail = recipient.type == "emailAddress"
    let isHashed = document.member("hashed", of: identity).map { document.kind(of: $0) == .true } ?? false
    guard isHashed else { return isSame(hash, recipient.value, ignoringCase: isEmail) ? .yes : .no }
    // Without an algorithm it is no identity hash, and so not this person's.
    guard hash.utf8.contains(UInt8(ascii: "$")) else { return .no }
    let salt = document.member("salt", of: identity).flatMap { document.text(at: $0) } ?? ""
    // Addresses are hashed as their issuer had them; most write them in lower case, so that form is tried too.
    let spellings = isEmail ? [recipient.value, lowercased(recipient.value)] : [recipient.value]
    for spelling in spellings {
      guard let expected = digest(spelling + salt, as: hash) else {
        return .unknown(
          Reason(
            .recipientHashNotSupported, "the recipient is hashed in a way that is not 'sha256$…' or 'md5$…'",
            pointer: document.pointer(to: node)))
      }
      if isSame(hash, expected, ignoringCase: true) { return .yes }
    }
    return .no
  }

  /// The identity hash of a text in the algorithm that `hash` names; nil for another one.
  private static func digest(_ text: String, as hash: String) -> String? {
    let bytes = Array(text.utf8)
    if hash.hasPrefix("sha256$") { return "sha256$" + Hexadecimal.string(HashAlgorithm.sha256.digest(of: bytes)) }
    if hash.hasPrefix("md5$"), let digest = LegacyDigest.md5(of: bytes.span) {
      return "md5$" + Hexadecimal.string(digest)
    }
    return nil
  }

  private static func isSame(_ a: String, _ b: String, ignoringCase: Bool) -> Bool {
    ignoringCase ? lowercased(a).utf8.elementsEqual(lowercased(b).utf8) : a.utf8.elementsEqual(b.utf8)
  }

  /// ASCII letters only: the case of other letters depends on the language.
  static func lowercased(_ text: String) -> String {
    String(decoding: text.utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
