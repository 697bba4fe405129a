import Badge
import GRDB

/// Takes over what published lists say, into a register that is older than they are.
///
/// Bits that are set there are set here: for a badge that is known with a line in its history, for one that is not (it was
/// issued after the copy was made) by its index alone. A suspension that is ended there stays here, since nothing says who
/// ended it. Nobody knows which indexes were given since, so no list is used any further, and the next one has a
/// number far behind them.
struct Adoption {
  let register: Register
  let time: Instant
  let actor: String
  let database: Database
  /// Bits that were not set in the register.
  private(set) var taken = 0

  init(_ register: Register, _ database: Database, at time: Instant, by actor: String) {
    self.register = register
    self.database = database
    self.time = time
    self.actor = actor
  }

  mutating func take(_ number: Int, _ purpose: ListRecord.Purpose, edition: Int, _ bits: StatusBits) throws {
    try database.execute(
      sql: """
        INSERT INTO lists (number, length) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET length = max(length, excluded.length)
        """,
      arguments: [number, bits.length])
    for purpose in ListRecord.Purpose.allCases {
      try database.execute(
        sql: "INSERT INTO publications (list, purpose) VALUES (?, ?) ON CONFLICT DO NOTHING",
        arguments: [number, purpose.rawValue])
    }
    let known = try self.known(number, purpose)
    for (place, byte) in bits.bytes.enumerated() where byte != 0 {
      for bit in 0..<8 where byte & 0x80 >> UInt8(bit) != 0 {
        let index = place * 8 + bit
        if !known.contains(index) { try take(number, purpose, index) }
      }
    }
    try database.execute(
      sql: """
        UPDATE publications SET edition = max(edition, ?1), published_edition = max(published_edition, ?1),
          changes = changes + 1 WHERE list = ?2 AND purpose = ?3
        """, arguments: [edition, number, purpose.rawValue])
  }

  /// No further index is given from the lists that there are, nor from any that may have been begun since.
  ///
  /// Nobody knows how many were: the same copy may have been restored before, and lists begun then that were never
  /// published. So the next number lies beyond a gap that is drawn by lot.
  func retireLists() throws {
    let gap = Int.random(in: 1...Self.widestGap)
    try database.execute(
      sql: "INSERT INTO lists (number, length, is_retired) SELECT coalesce(max(number), 0) + ?, ?, 1 FROM lists",
      arguments: [gap, register.settings.listLength])
    try database.execute(sql: "UPDATE lists SET is_retired = 1")
  }

  private static let widestGap = 1_000_000

  private func known(_ number: Int, _ purpose: ListRecord.Purpose) throws -> Set<Int> {
    let condition = purpose == .revocation ? "is_revoked = 1" : "is_suspended = 1"
    return try Int.fetchSet(
      database,
      sql: """
        SELECT position FROM badges WHERE list = ?1 AND \(condition)
        UNION SELECT position FROM adopted_bits WHERE list = ?1 AND purpose = ?2
        """, arguments: [number, purpose.rawValue])
  }

  private mutating func take(_ number: Int, _ purpose: ListRecord.Purpose, _ index: Int) throws {
    taken += 1
    let badge = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT number FROM badges WHERE list = ? AND position = ?"),
      arguments: [number, index])
    guard let badge else {
      try database.cachedStatement(sql: "INSERT INTO adopted_bits (list, purpose, position) VALUES (?, ?, ?)")
        .execute(arguments: [number, purpose.rawValue, index])
      return
    }
    let action: StatusAction = purpose == .revocation ? .revoke : .suspend
    try Register.set(action, badge, number, database)
    try StatusEvent.insert(
      purpose == .revocation ? .revokedByList : .suspendedByList, badge, at: time, actor,
      "taken over from the published list \(register.settings.listURL(number, purpose))", database)
  }
}
