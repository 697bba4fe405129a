import Files
import Foundation
import Testing

@testable import BadgeRegister

@Suite struct BackupTests {
  let office: Office

  init() throws {
    office = try Office()
    try office.issue("alice", "bob")
    try office.change(.revoke, "alice")
  }

  @Test("A backup is a register with all that is in the first, for its owner alone")
  func backup() throws {
    try office.register.backup(to: office.path("backup.sqlite"))
    #expect(try office.mode("backup.sqlite") == 0o600)
    #expect(try office.entries() == ["backup.sqlite"])
    let copy = try Register(opening: office.path("backup.sqlite"), .readOnly)
    #expect(try copy.count() == 2)
    #expect(try copy.badge("urn:example:alice")?.state == .revoked)
    #expect(try copy.signedBytes(of: "urn:example:bob") == office.register.signedBytes(of: "urn:example:bob"))
    #expect(copy.settings == office.register.settings)
  }

  @Test("A backup replaces nothing")
  func existing() throws {
    try office.write("mine", to: "backup.sqlite")
    #expect(try code { try office.register.backup(to: office.path("backup.sqlite")) } == .exists)
    #expect(try code { try office.register.backup(to: office.register.path) } == .exists)
    #expect(try code { try office.register.backup(to: office.path("no/backup")) } == .inaccessible)
    #expect(try office.bytes("backup.sqlite") == Array("mine".utf8))
    #expect(try office.entries() == ["backup.sqlite"])
  }

  @Test("A backup is made while others write, and from a register that is only read")
  func online() async throws {
    let path = office.register.path
    async let writing: Void = Task {
      let register = try Register(opening: path)
      let key = try Sample.key()
      for number in 0..<40 { _ = try register.issue(Sample.request("w\(number)"), with: key, by: "clerk") }
    }.value
    let reader = try office.open(.readOnly)
    for number in 0..<5 { try reader.backup(to: office.path("backup-\(number).sqlite")) }
    try await writing
    for number in 0..<5 {
      let copy = try Register(opening: office.path("backup-\(number).sqlite"))
      #expect(try copy.examine(at: office.time).allSatisfy { $0.code == .listOutdated })
      #expect(try copy.count() == copy.lists()[0].taken)
    }
  }
}
