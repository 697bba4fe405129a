/// What became of a credential inside another one, or inside a presentation, verified by itself.
///
/// Inside a badge it says nothing about that badge: an endorsement that holds makes no badge better, and one that does
/// not makes none worse.
public struct NestedVerdict: Sendable {
  /// What it is there for.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Somebody endorses what the badge is about (Open Badges 3.0, EndorsementCredential).
    case endorsement
    /// A credential handed over in a learner's record or in a presentation.
    case credential
  }

  /// The most that are looked at in one document. Each may cost as much as a badge does.
  public static let limit = 16

  public let kind: Kind
  /// The JSON pointer (RFC 6901) of the credential, or of the token that holds it, from the root of the document around
  /// it.
  public let pointer: String
  /// Pointers in it count from the root of the credential itself. It has no ``Verdict/nested`` of its own: nobody looks
  /// two levels deep.
  public let verdict: Verdict

  init(kind: Kind, pointer: String, verdict: Verdict) {
    self.kind = kind
    self.pointer = pointer
    self.verdict = verdict
  }
}

extension NestedVerdict.Kind {
  /// The kind's name in reports.
  public var name: StaticString {
    switch self {
    case .endorsement: "endorsement"
    case .credential: "credential"
    }
  }
}
