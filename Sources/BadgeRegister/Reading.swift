import Badge
import Files
import GRDB
import Signing

extension Register {
  /// The badge of an identifier; nil where there is none.
  ///
  /// - Throws: ``RegisterError``.
  public func badge(_ id: String) throws(RegisterError) -> BadgeRecord? {
    try connection.read { try BadgeRecord.find(id, in: $0)?.badge }
  }

  /// Every badge that a filter lets through, in the order of their issuing, one after the other: however many there are,
  /// one is held. They are those of one moment.
  ///
  /// - Parameter body: false ends the walk. It must not use the register.
  /// - Throws: ``RegisterError``.
  public func forEachBadge(
    _ filter: BadgeFilter = BadgeFilter(), _ body: (BadgeRecord) -> Bool
  ) throws(RegisterError) {
    let (conditions, values) = filter.sql
    try connection.read { database in
      let rows = try Row.fetchCursor(
        database, sql: "SELECT \(BadgeRecord.columns) FROM badges WHERE \(conditions) ORDER BY number",
        arguments: values)
      while let row = try rows.next() {
        guard body(try BadgeRecord(row)) else { return }
      }
    }
  }

  /// How many badges a filter lets through.
  ///
  /// - Throws: ``RegisterError``.
  public func count(_ filter: BadgeFilter = BadgeFilter()) throws(RegisterError) -> Int {
    let (conditions, values) = filter.sql
    return try connection.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM badges WHERE \(conditions)", arguments: values) ?? 0
    }
  }

  /// The history of a badge, the oldest event first.
  ///
  /// - Throws: ``RegisterError`` with `badge_unknown`.
  public func history(of id: String) throws(RegisterError) -> [StatusEvent] {
    try connection.read { database in
      guard let (number, _) = try BadgeRecord.find(id, in: database) else { throw RegisterError.unknown(id) }
      return try StatusEvent.fetch(
        database, sql: "SELECT \(StatusEvent.columns) FROM events WHERE badge = ? ORDER BY number", [number])
    }
  }

  /// The signed credential as it was issued.
  ///
  /// - Throws: ``RegisterError`` with `badge_unknown`, or `register_damaged` where the bytes are not those that were
  ///   recorded.
  public func signedBytes(of id: String) throws(RegisterError) -> [UInt8] {
    try connection.read { database in
      guard let (number, _) = try BadgeRecord.find(id, in: database) else { throw RegisterError.unknown(id) }
      return try Self.signedBytes(number, in: database, path)
    }
  }

  static func signedBytes(_ number: Int64, in database: Database, _ path: Path) throws -> [UInt8] {
    let statement = try database.cachedStatement(
      sql: "SELECT bytes, digest FROM badges JOIN signed ON badge = number WHERE number = ?")
    let row = try Row.fetchOne(statement, arguments: [number])
    guard let row, let bytes = try? row.decode(Blob.self, atIndex: 0).bytes,
      try row.decode(Blob.self, atIndex: 1).bytes == HashAlgorithm.sha256.digest(of: bytes)
    else {
      throw RegisterError(
        .damaged, "the register \(path.text) is damaged: a badge is not as it was recorded", remedy: .goOnWithBackup)
    }
    return bytes
  }

  /// Every status list, by number, each number's revocation list first.
  ///
  /// - Throws: ``RegisterError``.
  public func lists() throws(RegisterError) -> [ListRecord] {
    try connection.read { try ListRecord.fetch($0, settings) }
  }
}

extension RegisterError {
  static func unknown(_ id: String) -> RegisterError {
    RegisterError(
      .badgeUnknown, "there is no badge \(id) in the register",
      remedy: "look it up with badge list; a badge that was issued without the register cannot be revoked")
  }
}

extension StatusEvent {
  static let columns = "kind, at, actor, reason"

  static func fetch(_ database: Database, sql: String, _ arguments: StatementArguments) throws -> [StatusEvent] {
    try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
      guard let kind = Kind(rawValue: try row.decode(atIndex: 0)) else {
        throw RegisterError(.damaged, "the history of a badge is damaged", remedy: .goOnWithBackup)
      }
      return StatusEvent(
        kind: kind, time: Instant(seconds: try row.decode(atIndex: 1)), actor: try row.decode(atIndex: 2),
        reason: try row.decode(atIndex: 3))
    }
  }

  static func insert(
    _ kind: Kind, _ badge: Int64, at time: Instant, _ actor: String, _ reason: String?, _ database: Database
  ) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT INTO events (badge, kind, at, actor, reason) VALUES (?, ?, ?, ?, ?)")
    try statement.execute(arguments: [badge, kind.rawValue, time.seconds, actor, reason])
  }
}

extension ListRecord {
  static func fetch(_ database: Database, _ settings: RegisterSettings) throws -> [ListRecord] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT number, purpose, length, taken, is_retired, edition, published_edition, published_at, valid_until,
          changes <> published_changes OR published_edition < edition OR published_edition = 0,
          CASE purpose
            WHEN 'revocation' THEN (SELECT count(*) FROM badges WHERE list = lists.number AND is_revoked = 1)
            ELSE (SELECT count(*) FROM badges WHERE list = lists.number AND is_suspended = 1)
          END + (SELECT count(*) FROM adopted_bits AS a WHERE a.list = lists.number AND a.purpose = p.purpose)
        FROM lists JOIN publications AS p ON p.list = number ORDER BY number, purpose
        """)
    return try rows.map { row in
      guard let purpose = Purpose(rawValue: try row.decode(atIndex: 1)) else {
        throw RegisterError(.damaged, "a list of the register is damaged", remedy: .goOnWithBackup)
      }
      let number: Int = try row.decode(atIndex: 0)
      let name = settings.listFileName(number, purpose)
      return ListRecord(
        number: number, purpose: purpose, url: settings.listURL(number, purpose), fileName: name,
        length: try row.decode(atIndex: 2), taken: try row.decode(atIndex: 3), set: try row.decode(atIndex: 10),
        isRetired: try row.decode(atIndex: 4), edition: try row.decode(atIndex: 5),
        publishedEdition: try row.decode(atIndex: 6),
        publishedAt: try row.decode(Int64?.self, atIndex: 7).map { Instant(seconds: $0) },
        validUntil: try row.decode(Int64?.self, atIndex: 8).map { Instant(seconds: $0) },
        isOutdated: try row.decode(atIndex: 9))
    }
  }
}

extension RegisterSettings {
  func listFileName(_ number: Int, _ purpose: ListRecord.Purpose) -> String { "\(number)-\(purpose.rawValue).json" }

  func listURL(_ number: Int, _ purpose: ListRecord.Purpose) -> String {
    listBaseURL + (listBaseURL.hasSuffix("/") ? "" : "/") + listFileName(number, purpose)
  }
}
