import Badge
import CanonicalJSON
import Files
import Foundation
import Signing
import Testing

@testable import BadgeRegister

@Suite struct PublishingTests {
  let office: Office

  init() throws {
    office = try Office()
    try office.issue("alice", "bob")
  }

  private func index(_ name: String) throws -> Int {
    try #require(try office.register.badge("urn:example:\(name)")).index
  }

  @Test("Lists are signed, carry their edition, and are found by the index")
  func first() throws {
    let published = try office.publish()
    #expect(published.map(\.list.fileName) == ["1-revocation.json", "1-suspension.json"])
    #expect(published.allSatisfy { !$0.list.isOutdated && $0.list.publishedEdition == 1 && $0.list.edition == 1 })
    #expect(try office.entries("lists") == ["1-revocation.json", "1-suspension.json", "index.json"])
    #expect(try office.edition() == "Edition 1")
    #expect(try office.bits().setCount == 0)
    let list = try StatusListCredential(parsing: office.bytes("lists/1-revocation.json"))
    #expect(list.id == "https://university.example/status/1-revocation.json")
    #expect(list.issuer == (try Sample.did()))
    #expect(list.validUntil == office.time.adding(seconds: 30 * 86_400))
    let map = JSONValue(try JSONDocument(parsing: office.bytes("lists/index.json")))
    #expect(map["https://university.example/status/1-suspension.json"] == "1-suspension.json")
  }

  @Test("The bits are those of the register, and only lists that changed are due")
  func bits() throws {
    try office.publish()
    try office.change(.revoke, "alice")
    #expect(try office.register.listsToPublish(at: office.time).map(\.fileName) == ["1-revocation.json"])
    #expect(try office.publish().count == 1)
    #expect(try office.bits().setCount == 1)
    #expect(try office.bits().value(at: index("alice")) == 1)
    #expect(try office.edition() == "Edition 2")
    #expect(try office.edition(1, .suspension) == "Edition 1")
    try office.change(.suspend, "bob")
    try office.publish()
    #expect(try office.bits(1, .suspension).value(at: index("bob")) == 1)
    try office.change(.unsuspend, "bob")
    try office.publish()
    #expect(try office.bits(1, .suspension).setCount == 0)
    #expect(try office.publish().isEmpty)
    #expect(try office.publish(.all).count == 2)
    #expect(try office.edition(1, .suspension) == "Edition 4")
  }

  @Test("A list that will not be valid for long is due, and so is one whose file is gone")
  func due() throws {
    try office.publish()
    let late = office.time.adding(seconds: 23 * 86_400)
    #expect(try office.register.listsToPublish(at: office.time.adding(seconds: 22 * 86_400)).isEmpty)
    #expect(try office.register.listsToPublish(at: late).count == 2)
    try office.publish(at: late)
    #expect(try office.register.listsToPublish(at: late).isEmpty)
    try FileManager.default.removeItem(at: office.url.appending(path: "lists/1-suspension.json"))
    #expect(try office.publish(at: late).map(\.list.fileName) == ["1-suspension.json"])
  }

  @Test("An older edition that was put back is due, and the doctor tells")
  func olderEdition() throws {
    try office.publish()
    let old = try office.bytes("lists/1-revocation.json")
    try office.change(.revoke, "alice")
    try office.publish()
    try Data(old).write(to: office.url.appending(path: "lists/1-revocation.json"))
    #expect(try office.register.listsToPublish(at: office.time).map(\.fileName) == ["1-revocation.json"])
    #expect(try office.register.examine(at: office.time).map(\.code) == [.listOutdated])
    #expect(try office.publish().count == 1)
    #expect(try office.bits().value(at: index("alice")) == 1)
    #expect(try office.register.examine(at: office.time) == [])
  }

  @Test("A list that is dated later than now is due, and the doctor tells")
  func fromTheFuture() throws {
    try office.publish(at: office.time.adding(seconds: 100 * 86_400))
    #expect(try office.register.examine(at: office.time).map(\.code) == [.listOutdated, .listOutdated])
    #expect(try office.publish().count == 2)
    #expect(try StatusListCredential(parsing: office.bytes("lists/1-revocation.json")).validFrom == office.time)
    #expect(try office.register.examine(at: office.time) == [])
  }

  @Test("Another key publishes nothing")
  func wrongKey() throws {
    let key = try Sample.key("other")
    #expect(try code { _ = try office.register.publish(with: key, at: office.time) } == .keyMismatch)
    #expect(try office.entries("lists") == [])
    #expect(try office.register.lists().map(\.edition) == [0, 0])
  }

  @Test("A register that is older than a published list publishes nothing and issues nothing")
  func olderRegister() throws {
    try office.publish()
    try office.register.backup(to: office.path("backup.sqlite"))
    try office.change(.revoke, "alice")
    try office.publish()
    let published = try office.bytes("lists/1-revocation.json")

    let old = try Register(opening: office.path("backup.sqlite"))
    for scope in [PublishScope.due, .all] {
      #expect(try code { _ = try old.publish(scope, with: Sample.key(), at: office.time) } == .outdated)
      #expect(
        try code { _ = try old.publish(scope, with: Sample.key(), at: office.time, replacingForeign: true) }
          == .outdated)
    }
    let key = try Sample.key()
    #expect(try code { _ = try old.issue(Sample.request("carol"), with: key, by: "clerk") } == .outdated)
    #expect(try office.bytes("lists/1-revocation.json") == published)
    #expect(try old.count() == 2)
  }

  @Test("A register that is older than one of its lists gives no index out of another one either")
  func olderThanAnotherList() throws {
    try office.publish()
    try office.execute("UPDATE lists SET taken = 98304")
    try office.issue("carol")
    try office.publish()
    try office.register.backup(to: office.path("backup.sqlite"))
    try office.change(.revoke, "alice")
    try office.publish()
    let old = try Register(opening: office.path("backup.sqlite"))
    let key = try Sample.key()
    #expect(try code { _ = try old.issue(Sample.request("dave"), with: key, by: "clerk") } == .outdated)
    #expect(try old.count() == 3)
  }

  @Test("A list of a number that the register does not know shows that it is older")
  func unknownNumber() throws {
    try office.register.backup(to: office.path("backup.sqlite"))
    try office.execute("UPDATE lists SET taken = 98304")
    try office.issue("carol")
    try office.publish()
    for list in ["1-revocation", "1-suspension"] {
      try FileManager.default.removeItem(at: office.url.appending(path: "lists/\(list).json"))
    }
    let old = try Register(opening: office.path("backup.sqlite"))
    #expect(try code { _ = try old.publish(with: Sample.key(), at: office.time) } == .outdated)
  }

  @Test(
    "What has the name of a list and is none of ours stays, unless it is replaced",
    arguments: ["damaged", "no JSON", "empty", "another issuer's", "another list", "a link", "a folder", "huge"])
  func foreign(_ what: String) throws {
    try office.publish()
    let file = office.url.appending(path: "lists/1-revocation.json")
    var text = String(decoding: try office.bytes("lists/1-revocation.json"), as: UTF8.self)
    try FileManager.default.removeItem(at: file)
    switch what {
    case "damaged":
      text = text.replacing("Edition 1", with: "Edition 9")
      try office.write(text, to: "lists/1-revocation.json")
    case "no JSON": try office.write("hello", to: "lists/1-revocation.json")
    case "empty": try office.write("", to: "lists/1-revocation.json")
    case "another issuer's":
      let other = try Office(Sample.settings("other"))
      let key = try Sample.key("other")
      _ = try other.register.issue(Sample.request("x"), with: key, by: "x")
      _ = try other.register.publish(with: key, at: office.time)
      try Data(other.bytes("lists/1-revocation.json")).write(to: file)
    case "another list": try Data(office.bytes("lists/1-suspension.json")).write(to: file)
    case "a link":
      try office.write(text, to: "elsewhere")
      try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: "../elsewhere")
    case "a folder": try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
    default:
      try Data(count: (8 << 20) + 1).write(to: file)
    }
    #expect(try code { try office.publish(.all) } == .listForeign)
    #expect(try office.edition(1, .suspension) == "Edition 1")
    guard what != "a folder" else { return }
    _ = try office.register.publish(.all, with: Sample.key(), at: office.time, replacingForeign: true)
    #expect(try office.edition() == "Edition 2")
    if what == "a link" { #expect(String(decoding: try office.bytes("elsewhere"), as: UTF8.self) == text) }
  }

  @Test("The index keeps what it says of other lists, and is not replaced where it is none")
  func indexFile() throws {
    try office.write("{\"https://other.example/list\": \"other.json\"}", to: "lists/index.json")
    try office.publish()
    let map = JSONValue(try JSONDocument(parsing: office.bytes("lists/index.json")))
    #expect(map["https://other.example/list"] == "other.json")
    #expect(map["https://university.example/status/1-revocation.json"] == "1-revocation.json")
    try office.write("[]", to: "lists/index.json")
    #expect(try code { try office.publish(.all) } == .listForeign)
    #expect(try office.edition() == "Edition 1")
    #expect(try office.entries("lists").count == 3)
  }

  @Test("Publishers that run at once leave the newest edition, with every bit")
  func atOnce() async throws {
    let path = office.register.path
    try office.change(.revoke, "alice")
    try await withThrowingTaskGroup { group in
      for _ in 0..<6 {
        group.addTask {
          let register = try Register(opening: path)
          for _ in 0..<3 { _ = try register.publish(.all, with: Sample.key(), at: Sample.time) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try office.edition() == "Edition 18")
    #expect(try office.bits().setCount == 1)
    #expect(try office.entries("lists").count == 3)
    #expect(try office.register.lists().map(\.publishedEdition) == [18, 18])
  }

  @Test("A folder that is gone is said to be")
  func noFolder() throws {
    try FileManager.default.removeItem(at: office.url.appending(path: "lists"))
    #expect(try code { try office.publish() } == .listUnwritable)
  }
}
