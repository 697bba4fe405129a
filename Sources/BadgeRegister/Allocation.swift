import Badge
import Files
import GRDB

/// Gives indexes out of the newest list, inside one transaction.
///
/// An index is any that is free, by the system's random generator, so that it tells neither how many badges there are nor
/// which came first. A list that is three quarters full is left, since the guesses would grow many.
struct IndexAllocation {
  private let register: Register
  private let database: Database
  private var list: OpenList?
  private var given: Set<Int> = []

  private struct OpenList {
    let number: Int
    let length: Int
    var taken: Int
    var isFull: Bool { taken >= length / 4 * 3 }
  }

  init(_ register: Register, _ database: Database) {
    self.register = register
    self.database = database
  }

  mutating func next() throws -> (list: Int, index: Int) {
    var open = try list ?? newest()
    if open?.isFull ?? true { open = try begin(after: open) }
    guard var open else { preconditionFailure("a list was begun") }
    var generator = SystemRandomNumberGenerator()
    let taken = try database.cachedStatement(sql: "SELECT 1 FROM badges WHERE list = ? AND position = ?")
    // At most three of four are taken: a thousand failures in a row do not happen.
    for _ in 0..<1000 {
      let index = Int.random(in: 0..<open.length, using: &generator)
      guard !given.contains(index), try Int.fetchOne(taken, arguments: [open.number, index]) == nil else { continue }
      given.insert(index)
      open.taken += 1
      list = open
      try database.cachedStatement(sql: "UPDATE lists SET taken = taken + 1 WHERE number = ?")
        .execute(arguments: [open.number])
      return (open.number, index)
    }
    throw RegisterError(
      .damaged, "the register \(register.path.text) is damaged: a list is fuller than it says", remedy: .goOnWithBackup)
  }

  private func newest() throws -> OpenList? {
    let row = try Row.fetchOne(
      database,
      sql: "SELECT number, length, taken FROM lists WHERE is_retired = 0 ORDER BY number DESC LIMIT 1")
    guard let row else { return nil }
    let open = OpenList(
      number: try row.decode(atIndex: 0), length: try row.decode(atIndex: 1), taken: try row.decode(atIndex: 2))
    try requireNewest(open.number)
    return open
  }

  private mutating func begin(after full: OpenList?) throws -> OpenList {
    let last = try Int.fetchOne(database, sql: "SELECT max(number) FROM lists") ?? 0
    let open = OpenList(number: last + 1, length: register.settings.listLength, taken: 0)
    try database.execute(
      sql: "INSERT INTO lists (number, length) VALUES (?, ?)", arguments: [open.number, open.length])
    for purpose in ListRecord.Purpose.allCases {
      try database.execute(
        sql: "INSERT INTO publications (list, purpose) VALUES (?, ?)", arguments: [open.number, purpose.rawValue])
    }
    try requireNewest(open.number)
    given = []
    return open
  }

  /// A list that is published in a later edition than the register knows was given indexes that the register does not
  /// know either.
  private func requireNewest(_ number: Int) throws {
    let folder = try PublishedLists(register)
    for purpose in ListRecord.Purpose.allCases {
      let known =
        try Int.fetchOne(
          database, sql: "SELECT edition FROM publications WHERE list = ? AND purpose = ?",
          arguments: [number, purpose.rawValue]) ?? 0
      let file = folder.path(of: register.settings.listFileName(number, purpose))
      switch try folder.content(number, purpose) {
      case .none: continue
      case .foreign(let reason): throw RegisterError.foreign(file, reason)
      case .list(let edition, _, _):
        guard edition <= known else { throw RegisterError.outdated(file, edition, known, register.path) }
      }
    }
  }
}
