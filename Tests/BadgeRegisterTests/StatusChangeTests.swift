import Badge
import Foundation
import Testing

@testable import BadgeRegister

@Suite struct StatusChangeTests {
  let office: Office

  init() throws {
    office = try Office()
    try office.issue("alice", "bob")
  }

  @Test("A change keeps who, when and why")
  func history() throws {
    try office.change(.suspend, "alice", reason: "under review")
    try office.change(.unsuspend, "alice")
    try office.change(.revoke, "alice", reason: "copied")
    let events = try office.register.history(of: "urn:example:alice")
    #expect(events.map(\.kind) == [.issued, .suspended, .unsuspended, .revoked])
    #expect(events.map(\.reason) == [nil, "under review", nil, "copied"])
    #expect(events.allSatisfy { $0.actor == "clerk" && $0.time == office.time })
    #expect(try office.register.badge("urn:example:alice")?.state == .revoked)
    #expect(try office.register.badge("urn:example:bob")?.state == .active)
  }

  @Test("The state that a badge has already is told with the event behind it, and nothing changes")
  func twice() throws {
    try office.change(.revoke, "alice", reason: "copied")
    let again = try office.change(.revoke, "alice", reason: "again")[0]
    #expect(!again.didChange)
    #expect(again.before?.event?.reason == "copied")
    #expect(try office.register.history(of: "urn:example:alice").count == 2)
    #expect(try office.change(.unsuspend, "bob")[0].before == StatusChange.Before(event: nil))
    try office.change(.suspend, "bob")
    #expect(try office.change(.suspend, "bob")[0].before?.event?.kind == .suspended)
  }

  @Test("Revoked is final", arguments: [StatusAction.suspend, .unsuspend])
  func final(_ action: StatusAction) throws {
    try office.change(.suspend, "alice")
    try office.change(.revoke, "alice")
    #expect(try code { try office.change(action, "alice") } == .revokedIsFinal)
    #expect(try office.register.badge("urn:example:alice")?.state == .revoked)
    #expect(throws: (any Error).self) { try office.execute("UPDATE badges SET is_revoked = 0") }
  }

  @Test("One badge that is not known leaves all as they were")
  func unknown() throws {
    #expect(try code { try office.change(.revoke, "alice", "carol") } == .badgeUnknown)
    #expect(try office.register.badge("urn:example:alice")?.state == .active)
    #expect(try office.register.history(of: "urn:example:alice").count == 1)
  }

  @Test("One badge named twice is changed once")
  func sameTwice() throws {
    #expect(try office.change(.revoke, "alice", "alice").map(\.didChange) == [true, false])
  }

  @Test("Threads that revoke different badges at once lose none")
  func threads() async throws {
    let names = (0..<64).map { "t\($0)" }
    for name in names { try office.issue(name) }
    let path = office.register.path
    try await withThrowingTaskGroup { group in
      for clerk in 0..<8 {
        group.addTask {
          let register = try Register(opening: path)
          for number in 0..<8 {
            _ = try register.change(
              ["urn:example:t\(clerk * 8 + number)"], .revoke, reason: nil, at: Sample.time, by: "clerk \(clerk)")
            if number % 3 == 0 { _ = try register.publish(with: Sample.key(), at: Sample.time) }
          }
        }
      }
      try await group.waitForAll()
    }
    try office.publish()
    let bits = try office.bits()
    #expect(bits.setCount == 64)
    for name in names {
      let index = try #require(try office.register.badge("urn:example:\(name)")).index
      #expect(bits.value(at: index) == 1)
    }
  }
}
