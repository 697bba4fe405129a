public import Badge
import GRDB

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
    try connection.write { database in
      var changes: [StatusChange] = []
      changes.reserveCapacity(ids.count)
      for id in ids { changes.append(try Self.change(id, action, reason, time, actor, database)) }
      return changes
    }
  }

  private static func change(
    _ id: String, _ action: StatusAction, _ reason: String?, _ time: Instant, _ actor: String, _ database: Database
  ) throws -> StatusChange {
    guard case (let number, var badge)? = try BadgeRecord.find(id, in: database) else {
      throw RegisterError.unknown(id)
    }
    let target: BadgeRecord.State = action == .revoke ? .revoked : action == .suspend ? .suspended : .active
    guard badge.state != target else {
      let events = try StatusEvent.fetch(
        database,
        sql: """
          SELECT \(StatusEvent.columns) FROM events WHERE badge = ? AND kind IN (?, ?) ORDER BY number DESC LIMIT 1
          """, [number, action.event.rawValue, action.eventByList?.rawValue ?? action.event.rawValue])
      return StatusChange(badge: badge, action: action, before: .init(event: events.first))
    }
    guard badge.state != .revoked else {
      throw RegisterError(
        .revokedIsFinal, "the badge \(id) is revoked, which is final", remedy: "issue another badge")
    }
    try set(action, number, badge.list, database)
    try StatusEvent.insert(action.event, number, at: time, actor, reason, database)
    badge.state = target
    return StatusChange(badge: badge, action: action, before: nil)
  }

  /// Changes the bit of one badge.
  static func set(_ action: StatusAction, _ number: Int64, _ list: Int, _ database: Database) throws {
    let sql =
      switch action {
      case .revoke: "UPDATE badges SET is_revoked = 1 WHERE number = ?"
      case .suspend: "UPDATE badges SET is_suspended = 1 WHERE number = ?"
      case .unsuspend: "UPDATE badges SET is_suspended = 0 WHERE number = ?"
      }
    try database.cachedStatement(sql: sql).execute(arguments: [number])
    let purpose: ListRecord.Purpose = action == .revoke ? .revocation : .suspension
    try database.cachedStatement(
      sql: "UPDATE publications SET changes = changes + 1 WHERE list = ? AND purpose = ?"
    ).execute(arguments: [list, purpose.rawValue])
  }
}

extension StatusAction {
  var event: StatusEvent.Kind {
    switch self {
    case .revoke: .revoked
    case .suspend: .suspended
    case .unsuspend: .unsuspended
    }
  }

  /// What stands in the history where a list said so.
  var eventByList: StatusEvent.Kind? {
    switch self {
    case .revoke: .revokedByList
    case .suspend: .suspendedByList
    case .unsuspend: nil
    }
  }
}
