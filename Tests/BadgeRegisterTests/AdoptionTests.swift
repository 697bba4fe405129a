import Badge
import Foundation
import Signing
import Testing

@testable import BadgeRegister

@Suite struct AdoptionTests {
  let office: Office
  let old: Register

  /// A register of which a copy was made, and in which then one known and one new badge were revoked, and one suspended.
  init() throws {
    office = try Office()
    try office.issue("alice", "bob", "carol")
    try office.change(.suspend, "carol")
    try office.publish()
    try office.register.backup(to: office.path("backup.sqlite"))
    try office.issue("dave")
    try office.change(.revoke, "alice", "dave")
    try office.change(.suspend, "bob")
    try office.change(.unsuspend, "carol")
    try office.publish()
    old = try Register(opening: office.path("backup.sqlite"))
  }

  @Test("What later lists say is taken over, and what was revoked stays revoked")
  func adopts() throws {
    let dave = try #require(try office.register.badge("urn:example:dave")).index
    let before = try office.bits()
    #expect(try old.examine(at: office.time).contains { $0.code == .registerOutdated && !$0.isMended })
    #expect(try old.badge("urn:example:alice")?.state == .active)
    let findings = try old.mend(at: office.time, by: "doctor")
    #expect(findings.filter { $0.code == .registerOutdated }.allSatisfy { $0.isMended })
    #expect(try old.badge("urn:example:alice")?.state == .revoked)
    #expect(try old.badge("urn:example:bob")?.state == .suspended)
    // Nothing says who ended the suspension, so it stays.
    #expect(try old.badge("urn:example:carol")?.state == .suspended)
    #expect(try old.history(of: "urn:example:alice").last?.kind == .revokedByList)
    #expect(try old.history(of: "urn:example:alice").last?.actor == "doctor")

    let published = try old.publish(with: Sample.key(), at: office.time)
    #expect(published.map(\.list.fileName) == ["1-revocation.json", "1-suspension.json"])
    #expect(try office.bits() == before)
    #expect(try office.bits().value(at: dave) == 1)
    #expect(try office.edition() == "Edition 3")
    #expect(try old.examine(at: office.time) == [])
  }

  @Test("Afterwards indexes come from a list that nobody can have begun")
  func newList() throws {
    _ = try old.mend(at: office.time, by: "doctor")
    _ = try old.publish(with: Sample.key(), at: office.time)
    let key = try Sample.key()
    let record = try old.issue(Sample.request("erin"), with: key, by: "clerk").record
    #expect(record.list > 2)
    _ = try old.publish(with: Sample.key(), at: office.time)
    #expect(try old.examine(at: office.time) == [])
  }

  @Test("A list that was begun after the copy is taken over too")
  func laterList() throws {
    try office.execute("UPDATE lists SET taken = 98304")
    try office.issue("erin")
    try office.change(.revoke, "erin")
    try office.publish()
    _ = try old.mend(at: office.time, by: "doctor")
    _ = try old.publish(with: Sample.key(), at: office.time)
    let erin = try #require(try office.register.badge("urn:example:erin"))
    #expect(erin.list == 2)
    #expect(try office.bits(2).value(at: erin.index) == 1)
    let key = try Sample.key()
    #expect(try old.issue(Sample.request("frank"), with: key, by: "clerk").record.list > 3)
  }

  @Test("Who says that a copy was restored gets new lists, even where no published list proves it")
  func told() throws {
    try office.register.backup(to: office.path("newest.sqlite"))
    let newest = try Register(opening: office.path("newest.sqlite"))
    #expect(try newest.examine(at: office.time) == [])
    _ = try newest.mend(at: office.time, by: "doctor", restored: true)
    let key = try Sample.key()
    #expect(try newest.issue(Sample.request("erin"), with: key, by: "clerk").record.list > 2)
    #expect(try newest.lists().filter { $0.number == 1 }.allSatisfy { $0.isRetired })
  }

  @Test("One copy that is restored twice begins two different lists, though neither was published")
  func restoredTwice() throws {
    try office.register.backup(to: office.path("copy.sqlite"))
    var lists: Set<Int> = []
    let key = try Sample.key()
    for name in ["first.sqlite", "second.sqlite", "third.sqlite"] {
      try FileManager.default.copyItem(
        at: office.url.appending(path: "copy.sqlite"), to: office.url.appending(path: name))
      let restored = try Register(opening: office.path(name))
      _ = try restored.mend(at: office.time, by: "doctor", restored: true)
      lists.insert(try restored.issue(Sample.request("erin"), with: key, by: "clerk").record.list)
    }
    // Two of three alike by chance: three in a million.
    #expect(lists.count == 3)
  }

  @Test("Mending twice changes nothing more")
  func twice() throws {
    _ = try old.mend(at: office.time, by: "doctor")
    _ = try old.publish(with: Sample.key(), at: office.time)
    let events = try old.history(of: "urn:example:alice").count
    #expect(try old.mend(at: office.time, by: "doctor") == [])
    #expect(try old.history(of: "urn:example:alice").count == events)
  }

  @Test("A list that was changed on its way says nothing")
  func forged() throws {
    let text = String(decoding: try office.bytes("lists/1-revocation.json"), as: UTF8.self)
    try office.write(text.replacing("Edition 2", with: "Edition 99"), to: "lists/1-revocation.json")
    let findings = try old.mend(at: office.time, by: "doctor")
    #expect(findings.contains { $0.code == .listForeign && !$0.isMended })
    #expect(try old.badge("urn:example:alice")?.state == .active)
    #expect(try code { _ = try old.publish(with: Sample.key(), at: office.time) } == .listForeign)
  }
}
