import Badge
import Files
import GRDB

extension BadgeRecord {
  /// What ``init(_:)`` reads, in its order.
  static let columns = """
    id, list, position, recipient_type, recipient, achievement, title, template, issued_at, valid_until, is_revoked, \
    is_suspended, file, file_state
    """

  init(_ row: Row) throws {
    let recipientType: String? = try row.decode(atIndex: 3)
    let recipient: String? = try row.decode(atIndex: 4)
    let isRevoked: Bool = try row.decode(atIndex: 10)
    let isSuspended: Bool = try row.decode(atIndex: 11)
    self.init(
      id: try row.decode(atIndex: 0), list: try row.decode(atIndex: 1), index: try row.decode(atIndex: 2),
      recipient: recipientType.flatMap { type in recipient.map { RecipientIdentity(type: type, value: $0) } },
      achievement: try row.decode(atIndex: 5), title: try row.decode(atIndex: 6),
      template: try row.decode(Blob?.self, atIndex: 7)?.bytes,
      issuedAt: Instant(seconds: try row.decode(atIndex: 8)),
      validUntil: try row.decode(Int64?.self, atIndex: 9).map { Instant(seconds: $0) },
      state: isRevoked ? .revoked : isSuspended ? .suspended : .active,
      file: try row.decode(Blob?.self, atIndex: 12).map { Path($0.bytes) },
      fileState: FileState(rawValue: try row.decode(atIndex: 13)) ?? .none)
  }

  /// The badge of an identifier, and its number.
  static func find(_ id: String, in database: Database) throws -> (number: Int64, badge: BadgeRecord)? {
    let statement = try database.cachedStatement(sql: "SELECT \(columns), number FROM badges WHERE id = ?")
    return try Row.fetchOne(statement, arguments: [id]).map { (try $0.decode(atIndex: 14), try BadgeRecord($0)) }
  }
}

extension BadgeFilter {
  /// The conditions, with a question mark for each of the values.
  var sql: (conditions: String, values: StatementArguments) {
    var conditions: [String] = []
    var values = StatementArguments()
    func add(_ condition: String, _ value: (any DatabaseValueConvertible)?, times: Int = 1) {
      conditions.append(condition)
      for _ in 0..<times { values += [value] }
    }
    if let recipient { add("recipient = ? COLLATE NOCASE", recipient) }
    switch state {
    case .active: conditions.append("is_revoked = 0 AND is_suspended = 0")
    case .suspended: conditions.append("is_revoked = 0 AND is_suspended = 1")
    case .revoked: conditions.append("is_revoked = 1")
    case nil: break
    }
    if let achievement { add("achievement = ?", achievement) }
    if let issuedSince { add("issued_at >= ?", issuedSince.seconds) }
    if let issuedBefore { add("issued_at < ?", issuedBefore.seconds) }
    if let text {
      var pattern = "%"
      for scalar in text.unicodeScalars {
        if ["%", "_", "\\"].contains(scalar) { pattern.unicodeScalars.append("\\") }
        pattern.unicodeScalars.append(scalar)
      }
      pattern += "%"
      let condition = ["id", "recipient", "achievement", "title"].map { "\($0) LIKE ? ESCAPE '\\'" }
      add("(" + condition.joined(separator: " OR ") + ")", pattern, times: 4)
    }
    return (conditions.isEmpty ? "TRUE" : conditions.joined(separator: " AND "), values)
  }
}
