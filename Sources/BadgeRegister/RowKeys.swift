import GRDB

extension Register {
  /// The badges that were issued for rows of rosters, found by ``BadgeRequest/rowKey``.
  ///
  /// - Returns: by the place in `keys`; nothing for a row that no badge was issued for.
  /// - Throws: ``RegisterError``.
  public func badges(rowKeys keys: [[UInt8]]) throws(RegisterError) -> [Int: BadgeRecord] {
    try connection.read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT \(BadgeRecord.columns) FROM row_keys JOIN badges ON badge = number WHERE key = ?")
      var badges: [Int: BadgeRecord] = [:]
      for (place, key) in keys.enumerated() {
        guard let row = try Row.fetchOne(statement, arguments: [Blob(key)]) else { continue }
        badges[place] = try BadgeRecord(row)
      }
      return badges
    }
  }
}
