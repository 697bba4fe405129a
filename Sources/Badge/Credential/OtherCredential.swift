import CanonicalJSON

/// Whose rules a credential is judged by, beside those of its data model.
enum CredentialKind: Sendable {
  case openBadge
  case endorsement
  case learnerRecord
  /// None that are known here.
  case other

  /// How many of the contexts the rules rely on.
  var contextCount: Int { self == .other ? 1 : 2 }

  /// Where its class is specified.
  var clause: StaticString? {
    switch self {
    case .openBadge: "OB 3.0, B.1.1"
    case .endorsement: "OB 3.0, B.1.5"
    case .learnerRecord: "CLR 2.0, ClrCredential"
    case .other: nil
    }
  }
}

/// The kinds of verifiable credentials beside Open Badges that people hand to a verifier of badges. Their signature, dates
/// and status are looked at as those of badges are; whether what they claim is well formed nobody here can say.
enum OtherCredential: Sendable {
  /// Comprehensive Learner Record 2.0.
  case learnerRecord
  /// Open Badges 3.0, B.1.5 EndorsementCredential.
  case endorsement
  case statusList
  /// An Open Badge of the drafts that the plugfest of spring 2022 was held on. Its context makes another IRI of the type
  /// `OpenBadgeCredential`, and so another type (VCDM 1.1 section 4.3), whose rules were never published.
  case draftBadge
  case unknown

  init(_ types: JSONDocument.Node?, _ document: JSONDocument) {
    self = .unknown
    guard let types else { return }
    if document.contains("ClrCredential", in: types) {
      self = .learnerRecord
    } else if document.contains("EndorsementCredential", in: types) {
      self = .endorsement
    } else if document.contains("BitstringStatusListCredential", in: types)
      || document.contains("StatusList2021Credential", in: types)
    {
      self = .statusList
    }
  }

  /// By whose rules it is judged. The types mean what they mean to Open Badges and CLR where a context of these says so;
  /// elsewhere only the rules of the data model are known.
  func kind(_ contexts: JSONDocument.Node?, _ document: JSONDocument) -> CredentialKind {
    guard let contexts, self == .endorsement || self == .learnerRecord,
      let second = document.elements(of: contexts).dropFirst().first(where: { _ in true })
    else { return .other }
    let isMeant =
      document.withUTF8(of: second) { url in
        CredentialRules.isOpenBadgeContext(url)
          || (self == .learnerRecord && URLSyntax.startsWith(url, "https://purl.imsglobal.org/spec/clr/v2p0/context"))
      } ?? false
    guard isMeant else { return .other }
    return self == .endorsement ? .endorsement : .learnerRecord
  }

  /// Whether the second context is the plugfest's.
  static func isDraft(_ contexts: JSONDocument.Node?, _ document: JSONDocument) -> Bool {
    guard let contexts, let second = document.elements(of: contexts).dropFirst().first(where: { _ in true }) else {
      return false
    }
    return document.isString(
      second, "https://w3c-ccg.github.io/vc-ed/plugfest-1-2022/jff-vc-edu-plugfest-1-context.json")
  }

  /// Why there is no verdict on what it claims.
  var reason: Reason {
    switch self {
    case .learnerRecord: Self.learnerRecordReason
    case .endorsement: Self.endorsementReason
    case .statusList: Self.statusListReason
    case .draftBadge: Self.draftBadgeReason
    case .unknown: Self.unknownReason
    }
  }

  private static let learnerRecordReason = reason(
    "this is a Comprehensive Learner Record, not an Open Badge: its own claims cannot be judged, and each badge in it has "
      + "to be verified by itself")
  private static let endorsementReason = reason(
    "this is an endorsement, not an Open Badge: it awards nothing, and what it says of others cannot be judged")
  private static let statusListReason = reason(
    "this is a status list, not an Open Badge; 'badge status show' looks into it")
  private static let draftBadgeReason = reason(
    "this is a badge of a draft of Open Badges 3.0 (JFF Plugfest 1), whose claims cannot be judged")
  private static let unknownReason = reason(
    "this is a verifiable credential, but not an Open Badge (neither 'OpenBadgeCredential' nor "
      + "'AchievementCredential' is among its types), so its claims cannot be judged")

  private static func reason(_ message: String) -> Reason {
    Reason(.credentialTypeNotSupported, message, pointer: "/type")
  }
}
