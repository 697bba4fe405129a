import Badge
import CanonicalJSON
import Files
import Foundation
import Signing
import Testing

@testable import BadgeRegister

@Suite struct IssuingTests {
  let office: Office

  init() throws { office = try Office() }

  private func file(_ name: String) -> Path { office.path(name) }

  private func issueRows(
    _ names: [String], in folder: String = ".", to register: Register? = nil, stopAfter last: Int? = nil
  ) throws -> [IssuedBadge] {
    let key = try Sample.key()
    var issued: [IssuedBadge] = []
    try (register ?? office.register).issue(
      rows: names.count, with: key, by: office.clerk,
      request: { row throws(RegisterError) in
        Sample.request(names[row], file: office.path("\(folder)/\(names[row]).json"), hasRowKey: true)
      },
      issued: { row, badge in
        issued.append(badge)
        return row != last
      })
    return issued
  }

  @Test("A badge is recorded with its bytes, and they are in its file")
  func one() throws {
    let key = try Sample.key()
    let issued = try office.register.issue(Sample.request("alice", file: file("alice.json")), with: key, by: "clerk")
    #expect(issued.isNew)
    #expect(try office.bytes("alice.json") == issued.bytes)
    #expect(try office.register.signedBytes(of: "urn:example:alice") == issued.bytes)
    let record = try #require(try office.register.badge("urn:example:alice"))
    #expect(record == issued.record)
    #expect(record.state == .active)
    #expect(record.fileState == .written)
    #expect(record.file == file("alice.json"))
    #expect(record.recipient == RecipientIdentity(type: "emailAddress", value: "alice@example.org"))
    #expect(record.achievement == "https://university.example/achievements/teamwork")
    #expect(record.title == "Teamwork")
    #expect(try office.entries() == ["alice.json"])
  }

  @Test("A badge names one random index in a list for revocation and in one for suspension")
  func statusEntries() throws {
    let record = try office.issue("alice")[0]
    let badge = JSONValue(try JSONDocument(parsing: office.register.signedBytes(of: record.id)))
    guard case .array(let entries)? = badge["credentialStatus"] else {
      Issue.record("no status entries")
      return
    }
    #expect(entries.map { $0["statusPurpose"] } == ["revocation", "suspension"])
    #expect(entries.allSatisfy { $0["statusListIndex"] == .string(String(record.index)) })
    #expect(entries[0]["statusListCredential"] == "https://university.example/status/1-revocation.json")
    #expect(entries[1]["statusListCredential"] == "https://university.example/status/1-suspension.json")
    #expect(badge["issuer"]?["name"] == "Example University")
  }

  @Test("Another key than the register's takes nothing")
  func wrongKey() throws {
    let key = try Sample.key("other")
    #expect(
      try code { _ = try office.register.issue(Sample.request("alice", file: file("a.json")), with: key, by: "clerk") }
        == .keyMismatch)
    #expect(try office.register.count() == 0)
    #expect(try office.register.lists().isEmpty)
    #expect(try office.entries() == [])
  }

  @Test("A file that is there stays, and nothing is taken, unless it is replaced")
  func existingFile() throws {
    let key = try Sample.key()
    try office.write("old", to: "alice.json")
    let request = Sample.request("alice", file: file("alice.json"))
    #expect(try code { _ = try office.register.issue(request, with: key, by: "clerk") } == .fileExists)
    #expect(try office.bytes("alice.json") == Array("old".utf8))
    #expect(try office.register.count() == 0)
    let replacing = Sample.request("alice", file: file("alice.json"), replacesFile: true)
    let issued = try office.register.issue(replacing, with: key, by: "clerk")
    #expect(try office.bytes("alice.json") == issued.bytes)
  }

  @Test("A link or a folder where the file should be is refused, and nothing is taken")
  func noFile() throws {
    let key = try Sample.key()
    try office.write("old", to: "victim")
    try FileManager.default.createSymbolicLink(
      atPath: office.url.appending(path: "link").path, withDestinationPath: "victim")
    for name in ["link", "lists"] {
      let request = Sample.request("alice", file: file(name), replacesFile: true)
      #expect(try code { _ = try office.register.issue(request, with: key, by: "clerk") } == .fileNotRegular)
    }
    let missing = Sample.request("alice", file: file("missing/alice.json"))
    #expect(try code { _ = try office.register.issue(missing, with: key, by: "clerk") } == .fileUnwritable)
    #expect(try office.register.count() == 0)
    #expect(try office.bytes("victim") == Array("old".utf8))
  }

  @Test("One identifier is issued once")
  func duplicateID() throws {
    try office.issue("alice")
    let key = try Sample.key()
    let request = Sample.request("alice")
    #expect(try code { _ = try office.register.issue(request, with: key, by: "clerk") } == .badgeExists)
    #expect(try office.register.count() == 1)
    #expect(try office.register.lists()[0].taken == 1)
  }

  @Test("A badge that cannot be made takes no index")
  func invalid() throws {
    let key = try Sample.key()
    var request = Sample.request("alice", file: file("alice.json"))
    request.credential["credentialSubject"] = "nobody"
    #expect(try code { _ = try office.register.issue(request, with: key, by: "clerk") } == .badgeInvalid)
    request = Sample.request("alice", file: file("alice.json"))
    request.credential["credentialStatus"] = ["type": "BitstringStatusListEntry"]
    #expect(try code { _ = try office.register.issue(request, with: key, by: "clerk") } == .badgeInvalid)
    #expect(try office.register.lists().isEmpty)
    #expect(try office.entries() == [])
  }

  @Test("Names that look like SQL are names")
  func injection() throws {
    let name = "x'; DROP TABLE badges; --"
    try office.issue(name)
    #expect(try office.register.count(BadgeFilter(recipient: "\(name)@example.org")) == 1)
    #expect(try office.register.count(BadgeFilter(text: "'; DROP")) == 1)
    try office.change(.revoke, name, reason: name)
    #expect(try office.register.history(of: Sample.id(name)).last?.reason == name)
  }

  @Test("A name that no file can have is refused, and nothing is taken")
  func longName() throws {
    let key = try Sample.key()
    let request = Sample.request("alice", file: file(String(repeating: "n", count: 256)))
    #expect(try code { _ = try office.register.issue(request, with: key, by: "clerk") } == .fileUnwritable)
    #expect(try office.register.count() == 0)
  }

  // MARK: many

  @Test("Rows are issued in order, each with a file")
  func rows() throws {
    let names = (0..<600).map { "p\($0)" }
    let issued = try issueRows(names)
    #expect(issued.map(\.record.id) == names.map { "urn:example:\($0)" })
    #expect(issued.allSatisfy { $0.isNew && $0.record.fileState == .written })
    #expect(try office.entries().count == 600)
    for badge in issued.prefix(3) { #expect(try office.register.badge(badge.record.id) == badge.record) }
    #expect(try office.register.count() == 600)
    #expect(Set(issued.map(\.record.index)).count == 600)
    #expect(try office.bytes("p599.json") == issued[599].bytes)
  }

  @Test("A run that was interrupted goes on, and issues nobody twice")
  func resume() throws {
    let names = (0..<300).map { "p\($0)" }
    #expect(try issueRows(names, stopAfter: 99).count == 100)
    try FileManager.default.removeItem(at: office.url.appending(path: "p5.json"))
    let again = try issueRows(names)
    #expect(again.count == 300)
    #expect(again.map(\.isNew).firstIndex(of: true) == 256)
    #expect(try office.register.count() == 300)
    #expect(try office.entries().count == 300)
    #expect(try office.bytes("p5.json") == again[5].bytes)
    #expect(try issueRows(names).allSatisfy { !$0.isNew })
  }

  @Test("A row at fault ends the run with its number; those before it are issued")
  func rowAtFault() throws {
    let key = try Sample.key()
    var issued: [Int] = []
    do {
      try office.register.issue(
        rows: 20, with: key, by: "clerk",
        request: { row throws(RegisterError) in
          var request = Sample.request("p\(row)", file: office.path("p\(row).json"))
          if row == 13 { request.credential["credentialSubject"] = [] }
          return request
        },
        issued: { row, _ in
          issued.append(row)
          return true
        })
      Issue.record("the row was issued")
    } catch {
      #expect(error.code == .badgeInvalid)
      #expect(error.row == 13)
    }
    #expect(issued == Array(0..<13))
    #expect(try office.register.count() == 13)
    #expect(try office.entries().count == 13)
    #expect(try office.register.count(BadgeFilter(state: .active)) == 13)
  }

  @Test("A file that is in the way ends the run before its row takes an index")
  func fileInTheWay() throws {
    try office.write("old", to: "p7.json")
    do {
      _ = try issueRows((0..<10).map { "p\($0)" })
      Issue.record("the file was replaced")
    } catch let error as RegisterError {
      #expect(error.code == .fileExists)
      #expect(error.row == 7)
    }
    #expect(try office.register.count() == 7)
    #expect(try office.bytes("p7.json") == Array("old".utf8))
    #expect(try office.register.lists()[0].taken == 7)
  }

  @Test("Two rows of one key in one run are refused")
  func sameKeyTwice() throws {
    do {
      _ = try issueRows(["a", "b", "a"])
      Issue.record("issued twice")
    } catch let error as RegisterError {
      #expect(error.code == .badgeExists)
      #expect(error.row == 2)
    }
  }

  @Test("Threads with registers of their own take distinct indexes, and every badge verifies")
  func threads() async throws {
    let path = office.register.path
    await withThrowingTaskGroup { group in
      for clerk in 0..<8 {
        group.addTask {
          let register = try Register(opening: path)
          let key = try Sample.key()
          for number in 0..<25 {
            _ = try register.issue(Sample.request("c\(clerk)-\(number)"), with: key, by: "clerk \(clerk)")
          }
        }
      }
    }
    var indexes: Set<Int> = []
    var ids: [String] = []
    try office.register.forEachBadge { badge in
      indexes.insert(badge.index)
      ids.append(badge.id)
      return true
    }
    #expect(ids.count == 200)
    #expect(indexes.count == 200)
    #expect(try office.register.lists().map(\.taken) == [200, 200])
  }
}
