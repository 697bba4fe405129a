import Badge
import CanonicalJSON
import Foundation
import Testing

@testable import BadgeRegister

@Suite struct ReadingTests {
  let office: Office

  init() throws {
    office = try Office()
    let key = try Sample.key()
    for (name, title, seconds) in [("alice", "Teamwork", 0), ("bob", "100 % effort", 60), ("Carol", "Teamwork", 120)] {
      var request = Sample.request(name, at: Sample.time.adding(seconds: Int64(seconds)))
      request.credential["name"] = .string(title)
      _ = try office.register.issue(request, with: key, by: "clerk")
    }
    try office.change(.revoke, "alice")
    try office.change(.suspend, "bob")
  }

  private func names(_ filter: BadgeFilter) throws -> [String] {
    var names: [String] = []
    try office.register.forEachBadge(filter) {
      names.append(String($0.id.dropFirst("urn:example:".count)))
      return true
    }
    #expect(try office.register.count(filter) == names.count)
    return names
  }

  @Test("Without a condition all badges come, in the order of their issuing")
  func all() throws {
    #expect(try names(BadgeFilter()) == ["alice", "bob", "Carol"])
  }

  @Test("Badges are found by recipient, state, achievement, time and text")
  func filters() throws {
    #expect(try names(BadgeFilter(recipient: "CAROL@example.org")) == ["Carol"])
    #expect(try names(BadgeFilter(state: .revoked)) == ["alice"])
    #expect(try names(BadgeFilter(state: .suspended)) == ["bob"])
    #expect(try names(BadgeFilter(state: .active)) == ["Carol"])
    #expect(try names(BadgeFilter(achievement: "https://university.example/achievements/teamwork")).count == 3)
    #expect(try names(BadgeFilter(achievement: "https://university.example/")).isEmpty)
    #expect(try names(BadgeFilter(issuedSince: Sample.time.adding(seconds: 60))) == ["bob", "Carol"])
    #expect(try names(BadgeFilter(issuedBefore: Sample.time.adding(seconds: 60))) == ["alice"])
    #expect(try names(BadgeFilter(text: "carol")) == ["Carol"])
    #expect(try names(BadgeFilter(state: .active, text: "alice")).isEmpty)
  }

  @Test("In the text that is looked for no character stands for others")
  func wildcards() throws {
    #expect(try names(BadgeFilter(text: "100 %")) == ["bob"])
    #expect(try names(BadgeFilter(text: "%")) == ["bob"])
    #expect(try names(BadgeFilter(text: "_")).isEmpty)
    #expect(try names(BadgeFilter(text: "\\")).isEmpty)
  }

  @Test("The walk ends where it is told to")
  func ends() throws {
    var count = 0
    try office.register.forEachBadge { _ in
      count += 1
      return false
    }
    #expect(count == 1)
  }

  @Test("Somebody who may only read reads all of it and changes nothing")
  func readOnly() throws {
    let register = try office.open(.readOnly)
    #expect(try register.count() == 3)
    #expect(try register.badge("urn:example:alice")?.state == .revoked)
    #expect(try register.history(of: "urn:example:bob").map(\.kind) == [.issued, .suspended])
    #expect(try register.signedBytes(of: "urn:example:bob") == office.register.signedBytes(of: "urn:example:bob"))
    #expect(try register.lists().map(\.set) == [1, 1])
    #expect(
      try code { _ = try register.change(["urn:example:bob"], .revoke, reason: nil, at: Sample.time, by: "x") }
        == .readOnly)
    let key = try Sample.key()
    #expect(try code { _ = try register.issue(Sample.request("dave"), with: key, by: "x") } == .readOnly)
    #expect(try code { _ = try register.publish(with: key, at: Sample.time) } == .readOnly)
  }

  @Test("Bytes that are not those that were recorded are not given out")
  func changedBytes() throws {
    try office.execute("DROP TRIGGER signed_is_final; UPDATE signed SET bytes = x'7b7d' WHERE badge = 1")
    #expect(try code { _ = try office.register.signedBytes(of: "urn:example:alice") } == .damaged)
    #expect(try code { _ = try office.register.signedBytes(of: "urn:example:nobody") } == .badgeUnknown)
  }

  @Test("A value that is not what it can be is an error, not the end of the process")
  func damagedValues() throws {
    for statement in [
      "UPDATE badges SET list = NULL WHERE number = 1", "UPDATE badges SET position = 'x' WHERE number = 1",
      "UPDATE badges SET is_revoked = 7 WHERE number = 1",
    ] {
      // The schema refuses them, so they come by bits that flip.
      #expect(throws: (any Error).self) { try office.execute(statement) }
    }
  }
}
