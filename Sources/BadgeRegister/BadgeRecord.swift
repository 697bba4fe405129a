public import Badge
public import Files

/// What the register knows of one badge.
public struct BadgeRecord: Hashable, Sendable {
  /// What its status lists say of a badge.
  public enum State: String, CaseIterable, Hashable, Sendable {
    case active, suspended, revoked
  }

  /// Where the badge's file is.
  public enum FileState: String, CaseIterable, Hashable, Sendable {
    /// No file was asked for.
    case none
    /// The badge is recorded, and nobody has said yet that its file is on the disk.
    case pending
    /// The file was put on the disk.
    case written
  }

  /// The identifier of the credential.
  public var id: String
  /// The status lists of this number hold the badge's bit, for revocation and for suspension.
  public var list: Int
  /// The index of the badge in both lists, from 0.
  public var index: Int
  /// In clear, also where the badge holds a hash of it.
  public var recipient: RecipientIdentity?
  /// The identifier of the achievement.
  public var achievement: String?
  /// The badge's own name, or that of the achievement.
  public var title: String?
  /// SHA-256 of the template, where the caller gave it.
  public var template: [UInt8]?
  public var issuedAt: Instant
  public var validUntil: Instant?
  public var state: State
  public var file: Path?
  public var fileState: FileState
}

/// Which badges are asked for. All conditions have to hold.
public struct BadgeFilter: Hashable, Sendable {
  /// The value of the recipient's identity, whatever its type; ASCII letters of either case.
  public var recipient: String?
  public var state: BadgeRecord.State?
  /// The identifier of the achievement.
  public var achievement: String?
  public var issuedSince: Instant?
  /// Not including this moment.
  public var issuedBefore: Instant?
  /// Part of the identifier, of the recipient, of the achievement's identifier or of the title; ASCII letters of either
  /// case.
  public var text: String?

  public init(
    recipient: String? = nil, state: BadgeRecord.State? = nil, achievement: String? = nil, issuedSince: Instant? = nil,
    issuedBefore: Instant? = nil, text: String? = nil
  ) {
    self.recipient = recipient
    self.state = state
    self.achievement = achievement
    self.issuedSince = issuedSince
    self.issuedBefore = issuedBefore
    self.text = text
  }
}

/// One line in the history of a badge. Lines are only added.
public struct StatusEvent: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case issued, revoked, suspended, unsuspended
    /// Taken over from a list that was published by a later state of the register.
    case revokedByList = "revoked_by_list"
    case suspendedByList = "suspended_by_list"
  }

  public var kind: Kind
  public var time: Instant
  /// Who did it, as the caller named them.
  public var actor: String
  public var reason: String?
}

/// What the register knows of one of its status lists.
public struct ListRecord: Hashable, Sendable {
  public enum Purpose: String, CaseIterable, Hashable, Sendable { case revocation, suspension }

  public var number: Int
  public var purpose: Purpose
  /// The URL that badges name.
  public var url: String
  /// The name in the folder of the lists.
  public var fileName: String
  public var length: Int
  /// Indexes given to badges.
  public var taken: Int
  /// Bits that are set.
  public var set: Int
  /// Whether no further index is given from it.
  public var isRetired: Bool
  /// The last edition that was begun; 0 where there is none.
  public var edition: Int
  /// The last edition that is known to be on the disk; 0 where there is none.
  public var publishedEdition: Int
  public var publishedAt: Instant?
  public var validUntil: Instant?
  /// Whether bits changed since the published edition, or there is none.
  public var isOutdated: Bool
}
