import CanonicalJSON

/// As what a credential is verified: its model is judged by what it is there for.
enum CredentialRole: Sendable {
  /// A badge, by itself or among others.
  case badge
  /// An endorsement of whatever has this identifier; nil where that has none.
  case endorsement(of: String?)

  /// Whether somebody earned it.
  var isAwarded: Bool { if case .badge = self { true } else { false } }

  /// What the rules of the model, and of the role, came to.
  func finding(_ credential: CredentialModel) -> Finding.Result {
    switch self {
    case .badge: return credential.finding
    case .endorsement(let endorsed):
      if credential.defect != nil { return credential.finding }
      guard credential.undecided == .endorsement else {
        return .failed(
          Reason(
            .endorsementInvalid, "what endorses something has to be an EndorsementCredential", pointer: "/type"))
      }
      return Self.finding(of: credential, endorsed)
    }
  }

  /// Open Badges 3.0, EndorsementSubject: `id` is "the identifier of the individual, entity, organization, assertion, or
  /// achievement that is endorsed". A good word for something else is none for this.
  private static func finding(of credential: CredentialModel, _ endorsed: String?) -> Finding.Result {
    let document = credential.document
    let subject = document.member("id", of: credential.subject)
    let pointer = document.pointer(to: subject ?? credential.subject)
    guard let endorsed else {
      return .unknown(
        Reason(
          .endorsementOfAnother, "what the endorsement stands in has no identifier, so it may be about something else",
          pointer: pointer))
    }
    guard let subject, let id = document.text(at: subject), id.utf8.elementsEqual(endorsed.utf8) else {
      return .failed(
        Reason(
          .endorsementOfAnother, "the endorsement is about something else than '\(endorsed)', in which it stands",
          pointer: pointer))
    }
    return .passed("an endorsement of '\(endorsed)'")
  }
}
