public import Badge

/// What can be done to the status of a badge.
public enum StatusAction: String, CaseIterable, Hashable, Sendable {
  /// Final.
  case revoke
  case suspend
  /// Ends a suspension.
  case unsuspend
}

/// What an action did to one badge.
public struct StatusChange: Hashable, Sendable {
  /// The badge as it is now.
  public var badge: BadgeRecord
  public var action: StatusAction
  /// Where not nil the badge was in that state before, and nothing was changed: the event that had put it there, if there
  /// is one.
  public var before: Before?

  public struct Before: Hashable, Sendable {
    public var event: StatusEvent?
  }

  public var didChange: Bool { before == nil }
}

extension Register {
  /// Revokes, suspends or unsuspends badges, in one transaction. The lists have to be published afterwards.
  ///
  /// - Parameters:
  ///   - ids: identifiers of credentials.
  ///   - actor: who does it, for the history.
  /// - Throws: ``RegisterError`` with `badge_unknown`, or `revoked_is_final` where a revoked badge is to be suspended or
  ///   unsuspended. Then no badge was changed.
  public func change(
    _ ids: [String], _ action: StatusAction, reason: String?, at time: Instant, by actor: String
  ) throws(RegisterError) -> [StatusChange] {
    fatalError("soon")
  }
}
