import Foundation
import Testing

@testable import BadgeRegister

@Suite struct AllocationTests {
  let office: Office

  init() throws { office = try Office() }

  @Test("10,000 indexes are distinct, and in no order")
  func randomIndexes() throws {
    let register = office.register
    let indexes = try register.connection.write { database in
      var allocation = IndexAllocation(register, database)
      return try (0..<10_000).map { _ in try allocation.next().index }
    }
    #expect(Set(indexes).count == 10_000)
    let rises = zip(indexes, indexes.dropFirst()).count { $0 < $1 }
    // A fair coin 9,999 times: 50 is the standard deviation.
    #expect((4_700...5_300).contains(rises))
    #expect(indexes.contains { $0 < 13_107 } && indexes.contains { $0 > 117_964 })
  }

  @Test("A list that is three quarters full is left, and the next one is begun")
  func nextList() throws {
    try office.issue("a")
    try office.execute("UPDATE lists SET taken = 98303")
    #expect(try office.issue("b")[0].list == 1)
    #expect(try office.issue("c")[0].list == 2)
    #expect(try office.register.lists().map(\.number) == [1, 1, 2, 2])
  }

  @Test("One transaction fills a list and goes on with the next")
  func acrossLists() throws {
    try office.issue("a")
    try office.execute("UPDATE lists SET taken = 98301")
    let register = office.register
    let lists = try register.connection.write { database in
      var allocation = IndexAllocation(register, database)
      return try (0..<6).map { _ in try allocation.next().list }
    }
    #expect(lists == [1, 1, 1, 2, 2, 2])
    #expect(try register.lists().map(\.taken) == [98304, 98304, 3, 3])
  }

  @Test("A retired list gives no index")
  func retired() throws {
    try office.issue("a")
    try office.execute("UPDATE lists SET is_retired = 1")
    #expect(try office.issue("b")[0].list == 2)
  }

  @Test("A list that is published in an edition that the register does not know gives no index")
  func outdated() throws {
    try office.issue("a")
    try office.publish()
    try office.execute("DROP TRIGGER editions_grow; UPDATE publications SET published_edition = 0, edition = 0")
    #expect(try code { try office.issue("b") } == .outdated)
    #expect(try office.register.count() == 1)
  }

  @Test("Something else under the name of a list gives no index")
  func foreign() throws {
    try office.write("{}", to: "lists/1-suspension.json")
    #expect(try code { try office.issue("a") } == .listForeign)
    #expect(try office.register.lists().isEmpty)
  }
}
