import GRDB
import Testing

@testable import BadgeRegister

@Suite struct SchemaTests {
  let office: Office

  init() throws { office = try Office() }

  @Test("The schema itself lets no two badges have one index, and lets no badge go")
  func schemaHolds() throws {
    let record = try office.issue("a", "b")[0]
    for statement in [
      "UPDATE badges SET position = (SELECT position FROM badges WHERE number = 1) WHERE number = 2",
      "INSERT INTO badges (id, list, position, issued_at, file_state, digest) "
        + "VALUES ('urn:x', 1, \(record.index), 0, 'none', zeroblob(32))",
      "DELETE FROM badges", "DELETE FROM signed", "UPDATE signed SET bytes = x''", "DELETE FROM events",
      "UPDATE events SET actor = 'nobody'", "UPDATE publications SET edition = -1",
      "INSERT INTO badge_pictures VALUES (1, 1)",
      "INSERT INTO pictures VALUES (1, zeroblob(32), x''), (2, zeroblob(32), x'')",
    ] {
      #expect(throws: DatabaseError.self) { try office.execute(statement) }
    }
    #expect(try office.register.count() == 2)
  }

  @Test("Two publications, two keys of a row and two settings of one register are refused too")
  func unique() throws {
    try office.issue("a")
    for statement in [
      "INSERT INTO publications (list, purpose) VALUES (1, 'revocation')",
      "INSERT INTO publications (list, purpose) VALUES (1, 'message')",
      "INSERT INTO publications (list, purpose) VALUES (9, 'revocation')",
      "INSERT INTO settings SELECT * FROM settings", "UPDATE settings SET list_length = 0",
      "UPDATE badges SET file_state = 'lost'", "UPDATE lists SET taken = length + 1",
      "INSERT INTO row_keys VALUES (x'01', 1), (x'01', 1)", "INSERT INTO row_keys VALUES (x'01', 99)",
    ] {
      #expect(throws: DatabaseError.self) { try office.execute(statement) }
    }
  }

  @Test("A register of the version before pictures is brought up to date when it is opened to write, and read as it is")
  func older() throws {
    try office.issue("a")
    try office.execute(
      """
      DROP TABLE badge_pictures; DROP TABLE pictures; PRAGMA user_version = 1;
      DELETE FROM grdb_migrations WHERE identifier = '2'
      """)
    let reader = try office.open(.readOnly)
    #expect(try reader.connection.read { try !Schema.hasPictures($0) })
    #expect(try reader.fileBytes(of: Sample.id("a")) == reader.signedBytes(of: Sample.id("a")))
    let writer = try office.open()
    #expect(try writer.connection.read { try Schema.hasPictures($0) && Schema.isSound(in: $0) })
    #expect(try writer.connection.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == Schema.version)
  }

  @Test("A register as it is made has the tables of its version")
  func sound() throws {
    #expect(try office.register.connection.read { try Schema.isSound(in: $0) })
    let version = try office.register.connection.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
    #expect(version == Schema.version)
    let empty = try DatabaseQueue()
    #expect(try empty.read { try !Schema.isSound(in: $0) })
  }
}
