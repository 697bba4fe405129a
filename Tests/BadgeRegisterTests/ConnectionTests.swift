import Files
import Foundation
import GRDB
import Signing
import Testing

@testable import BadgeRegister

@Suite struct ConnectionTests {
  let office: Office

  init() throws {
    office = try Office()
    try office.issue("alice")
  }

  /// A copy of the register with the log that a process leaves which does not end well.
  private func crashedCopy(_ name: String, damage: Bool) throws {
    for ending in ["", "-wal"] {
      var bytes = try office.bytes("badge-register.sqlite" + ending)
      // All pages behind the first: of some of them there is no later one in the log.
      if damage, ending.isEmpty { for place in bytes.indices.dropFirst(4096) { bytes[place] = 0xFF } }
      try Data(bytes).write(to: office.url.appending(path: name + ending))
    }
  }

  @Test("A log that was left is read, and the database is checked first")
  func crash() throws {
    try crashedCopy("crashed.sqlite", damage: false)
    #expect(try Register(opening: office.path("crashed.sqlite")).count() == 1)
    try crashedCopy("damaged.sqlite", damage: true)
    #expect(try code { _ = try Register(opening: office.path("damaged.sqlite")) } == .damaged)
  }

  @Test("A register that another one has open is not checked again")
  func shared() throws {
    let other = try office.open()
    #expect(try other.count() == 1)
    try office.issue("bob")
    #expect(try other.count() == 2)
  }

  @Test("A transaction that fails changes nothing")
  func rollback() throws {
    struct Stop: Error {}
    #expect(throws: RegisterError.self) {
      try office.register.connection.write { database in
        try database.execute(sql: "UPDATE badges SET is_revoked = 1")
        throw Stop()
      }
    }
    #expect(try office.register.badge("urn:example:alice")?.state == .active)
  }

  @Test("Whoever only reads changes nothing, and leaves no log behind")
  func readOnly() throws {
    try office.register.backup(to: office.path("copy.sqlite"))
    let before = try office.bytes("copy.sqlite")
    do {
      let register = try Register(opening: office.path("copy.sqlite"), .readOnly)
      #expect(try register.count() == 1)
    }
    #expect(try office.bytes("copy.sqlite") == before)
    // The files that SQLite shares readers by stay, and say nothing.
    #expect(try office.entries().filter { !$0.hasSuffix("-shm") } == ["copy.sqlite", "copy.sqlite-wal"])
    #expect(try office.bytes("copy.sqlite-wal").isEmpty)
  }

  @Test("The words of an error are ours, whatever SQLite says")
  func words() {
    for result in [
      ResultCode.SQLITE_BUSY, .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_READONLY,
      .SQLITE_CANTOPEN, .SQLITE_MISUSE,
    ] {
      let error = RegisterError(DatabaseError(resultCode: result, message: "raw"), Path("/r"))
      #expect(!error.message.hasPrefix("raw"))
      #expect(error.remedy != nil)
    }
    #expect(RegisterError(DatabaseError(resultCode: .SQLITE_FULL), Path("/r")).code == .diskFull)
    #expect(RegisterError(DatabaseError(resultCode: .SQLITE_IOERR_FSYNC), Path("/r")).code == .inputOutput)
  }
}
