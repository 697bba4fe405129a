import Files
import Foundation
import GRDB
import Testing

@testable import BadgeRegister

@Suite struct RegisterPlaceTests {
  @Test("A path is taken from the root, so that SQLite takes none for a URI")
  func absolute() throws {
    let place = try RegisterPlace(Path("file:x?mode=memory"))
    #expect(place.text == FileManager.default.currentDirectoryPath + "/file:x?mode=memory")
    #expect(place.name == Path("file:x?mode=memory"))
  }

  @Test("What names no file that SQLite can open is refused")
  func refused() throws {
    for path in [Path(""), Path("x/"), Path("/"), Path(".."), Path([0x61, 0xFF]), Path([0x61, 0, 0x62])] {
      #expect(try code { _ = try RegisterPlace(path) } == .pathInvalid)
    }
  }

  @Test("Names that SQLite could take for a URI or an option are names")
  func oddNames() throws {
    let office = try Office()
    for name in ["file:x?mode=memory&cache=shared", ":memory:", "-x", "a b%20c", "ä'\"; DROP"] {
      let register = try Register.create(at: office.path(name), Sample.settings(), time: Sample.time)
      #expect(try register.count() == 0)
      #expect(try office.mode(name) == 0o600)
      #expect(try Register(opening: office.path(name), .readOnly).settings == register.settings)
    }
  }

  @Test("A database that could not be filled leaves nothing")
  func failing() throws {
    struct Stop: Error {}
    let office = try Office()
    let place = try RegisterPlace(office.path("new.sqlite"))
    #expect(throws: RegisterError.self) {
      try place.create { database in
        try database.write { try $0.execute(sql: "CREATE TABLE t (a INTEGER)") }
        throw Stop()
      }
    }
    #expect(try office.entries() == [])
  }
}
