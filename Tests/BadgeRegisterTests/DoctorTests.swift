import Badge
import Files
import Foundation
import Signing
import Testing

@testable import BadgeRegister

@Suite struct DoctorTests {
  let office: Office

  init() throws {
    office = try Office()
    try office.issue("alice", "bob", file: true)
    try office.publish()
  }

  private func codes(_ findings: [RegisterFinding]) -> [RegisterFinding.Code] { findings.map(\.code) }

  private func examine(_ register: Register? = nil) throws -> [RegisterFinding.Code] {
    codes(try (register ?? office.register).examine(at: office.time))
  }

  private func mend(_ register: Register? = nil, restored: Bool = false) throws -> [RegisterFinding] {
    try (register ?? office.register).mend(at: office.time, by: "doctor", restored: restored)
  }

  @Test("Where nothing is wrong nothing is found")
  func healthy() throws {
    #expect(try examine() == [])
    #expect(try mend() == [])
    #expect(try examine(office.open(.readOnly)) == [])
  }

  @Test("A file that was not written is written")
  func pending() throws {
    try office.execute("UPDATE badges SET file_state = 'pending'")
    try FileManager.default.removeItem(at: office.url.appending(path: "alice.json"))
    #expect(try examine() == [.filePending, .filePending])
    #expect(try mend().allSatisfy { $0.isMended && $0.code == .filePending })
    #expect(try office.bytes("alice.json") == office.register.signedBytes(of: "urn:example:alice"))
    #expect(try examine() == [])
  }

  @Test("A file with other bytes is left alone")
  func otherFile() throws {
    try office.execute("UPDATE badges SET file_state = 'pending' WHERE number = 1")
    try office.write("mine", to: "alice.json")
    let findings = try mend()
    #expect(codes(findings) == [.filePending])
    #expect(findings.allSatisfy { !$0.isMended && $0.remedy != nil })
    #expect(try office.bytes("alice.json") == Array("mine".utf8))
  }

  @Test("Temporary files that nobody writes are taken away, those that somebody writes stay")
  func temporaries() throws {
    try office.write("half", to: ".badge-1x.tmp")
    try office.write("half", to: "lists/.badge-2x.tmp")
    try office.write("half", to: ".badge-3x.tmp-wal")
    try office.write("mine", to: ".badge-notes")
    let folder = try OutputFolder(opening: office.path("lists"))
    let staged = try folder.stage(Array("being written".utf8).span, for: Path("x"))
    #expect(try examine() == [.temporaryLeft, .temporaryLeft, .temporaryLeft])
    #expect(try mend().allSatisfy { $0.isMended })
    #expect(try office.entries().filter { $0.hasPrefix(".") } == [".badge-notes"])
    #expect(try office.entries("lists").contains(staged.temporary.text))
    folder.discard(staged)
  }

  @Test("What a run left in the folder of badges that are written is found too")
  func temporariesOfBadges() throws {
    try FileManager.default.createDirectory(at: office.url.appending(path: "class"), withIntermediateDirectories: true)
    _ = try office.register.issue(
      Sample.request("carol", file: office.path("class/carol.json")), with: Sample.key(), by: office.clerk)
    try office.write("half", to: "class/.badge-1x.tmp")
    #expect(try examine() == [.temporaryLeft])
    #expect(try mend().allSatisfy { $0.isMended })
    #expect(try office.entries("class") == ["carol.json"])
    #expect(try examine() == [])
  }

  @Test("A register that others may read is closed to them")
  func permissions() throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: office.url.appending(path: "badge-register.sqlite").path)
    #expect(try examine() == [.permissions])
    #expect(try codes(mend()) == [.permissions])
    #expect(try office.mode("badge-register.sqlite") == 0o600)
  }

  @Test("Lists that do not say what the register says, that are gone or run out are told")
  func lists() throws {
    try office.change(.revoke, "alice")
    #expect(try examine() == [.listOutdated])
    try office.publish()
    try FileManager.default.removeItem(at: office.url.appending(path: "lists/1-suspension.json"))
    #expect(try examine() == [.listOutdated])
    try office.publish()
    #expect(
      try codes(office.register.examine(at: office.time.adding(seconds: 40 * 86_400))) == [
        .listExpiring, .listExpiring,
      ])
    try office.write("{}", to: "lists/1-suspension.json")
    #expect(try examine() == [.listForeign])
  }

  @Test("A state that its history does not explain is told")
  func contradiction() throws {
    try office.change(.revoke, "alice")
    try office.change(.suspend, "bob")
    try office.publish()
    #expect(try examine() == [])
    try office.execute("UPDATE badges SET is_suspended = 0 WHERE number = 2")
    #expect(try examine() == [.stateContradiction])
    try office.execute("DROP TRIGGER badges_stay_revoked; UPDATE badges SET is_revoked = 0, is_suspended = 0")
    #expect(try examine() == [.stateContradiction, .stateContradiction])
  }
}
