extension Register {
  /// The badges that were issued for rows of rosters, found by ``BadgeRequest/rowKey``.
  ///
  /// - Returns: by the place in `keys`; nothing for a row that no badge was issued for.
  /// - Throws: ``RegisterError``.
  public func badges(rowKeys keys: [[UInt8]]) throws(RegisterError) -> [Int: BadgeRecord] { fatalError("soon") }
}
