import Badge
import CanonicalJSON
import Files
import Foundation
import GRDB
import Signing
import Testing

@testable import BadgeRegister

@Suite struct RegisterTests {
  let office: Office

  init() throws { office = try Office() }

  private var file: URL { office.url.appending(path: "badge-register.sqlite") }

  private func opening(_ name: String = "badge-register.sqlite") throws -> RegisterError.Code? {
    let results = try [Register.Access.readWrite, .readOnly].map { access in
      try code { _ = try Register(opening: office.path(name), access) }
    }
    #expect(results[0] == results[1])
    return results[0]
  }

  @Test("A register is for its owner alone, keeps a log, and knows its settings")
  func create() throws {
    #expect(try office.mode("badge-register.sqlite") == 0o600)
    #expect(try office.entries() == [])
    #expect(office.register.settings == (try Sample.settings()))
    #expect(office.register.listFolder == office.path("lists"))
    let pragmas = try office.register.connection.read { database in
      try ["journal_mode", "synchronous", "foreign_keys", "trusted_schema"].map {
        try String.fetchOne(database, sql: "PRAGMA \($0)") ?? ""
      }
    }
    #expect(pragmas == ["wal", "2", "1", "0"])
  }

  @Test("All settings come back")
  func settings() throws {
    var settings = try Sample.settings()
    settings.issuer = "did:web:university.example"
    settings.verificationMethod = "did:web:university.example#key-1"
    settings.controllerDocuments = [
      Array(
        """
        {"id": "did:web:university.example", "assertionMethod": [{"id": "#key-1", "type": "Multikey",
        "controller": "did:web:university.example", "publicKeyMultibase": "\(settings.publicKey.multikey)"}]}
        """.utf8)
    ]
    settings.keyFile = Path("issuer.pem")
    settings.listFolder = Path("public/status")
    settings.listLength = 262_144
    settings.listValidity = 3600
    settings.listTTL = nil
    settings.profile = nil
    let office = try Office(settings)
    let opened = try office.open().settings
    #expect(opened == settings)
    #expect(office.register.keyFile == office.path("issuer.pem"))
    #expect(office.register.listFolder == office.path("public/status"))
    try office.issue("alice")
    #expect(try office.register.lists()[0].length == 262_144)
    try office.publish()
    let list = try StatusListCredential(parsing: office.bytes("public/status/1-revocation.json"))
    #expect(list.issuer == "did:web:university.example")
    #expect(list.timeToLive == nil)
  }

  @Test("Settings that cannot be used make no register")
  func badSettings() throws {
    let changes: [(inout RegisterSettings) throws -> Void] = [
      { $0.issuer = "did:web:other.example" }, { $0.listLength = 131_064 }, { $0.listLength = 131_073 },
      { $0.listValidity = 0 }, { $0.listTTL = 0 }, { $0.listBaseURL = "lists" }, { $0.listBaseURL = "https://a b" },
      { $0.profile = "Example" }, { $0.controllerDocuments = [Array("{}".utf8)] },
      { $0.controllerDocuments = [Array("{".utf8)] }, { $0.publicKey = try Sample.key("other").publicKey },
    ]
    for change in changes {
      var settings = try Sample.settings()
      try change(&settings)
      #expect(
        try code { _ = try Register.create(at: office.path("other.sqlite"), settings, time: Sample.time) }
          == .settingInvalid)
    }
    #expect(try office.entries() == [])
  }

  @Test("What is there is never replaced, nor written through")
  func neverReplaced() throws {
    try office.write("mine", to: "file")
    try FileManager.default.createSymbolicLink(
      atPath: office.url.appending(path: "link").path, withDestinationPath: "nowhere")
    for name in ["badge-register.sqlite", "file", "link", "lists"] {
      #expect(
        try code { _ = try Register.create(at: office.path(name), Sample.settings(), time: Sample.time) } == .exists)
    }
    #expect(
      try code { _ = try Register.create(at: office.path("no/register"), Sample.settings(), time: Sample.time) }
        == .inaccessible)
    #expect(try office.bytes("file") == Array("mine".utf8))
    #expect(try office.entries() == ["file", "link"])
  }

  @Test("What is no register is told apart")
  func noRegister() throws {
    try office.write("", to: "empty")
    try office.write(String(repeating: "hello ", count: 1000), to: "text")
    try FileManager.default.createSymbolicLink(
      atPath: office.url.appending(path: "link").path, withDestinationPath: "badge-register.sqlite")
    let other = try DatabaseQueue(path: office.url.appending(path: "other").path)
    try other.write { try $0.execute(sql: "CREATE TABLE badges (id TEXT)") }
    try other.close()
    #expect(try opening("missing") == .missing)
    #expect(try opening("no/register") == .missing)
    #expect(try opening("empty") == .foreign)
    #expect(try opening("text") == .foreign)
    #expect(try opening("other") == .foreign)
    #expect(try opening("link") == .pathInvalid)
    #expect(try opening("lists") == .pathInvalid)
    #expect(try opening("lists/") == .pathInvalid)
  }

  @Test("A newer version's register is not touched")
  func newer() throws {
    try office.execute("PRAGMA user_version = 3")
    #expect(try opening() == .newer)
  }

  @Test(
    "A register whose tables were changed is refused",
    arguments: [
      "CREATE TABLE more (id TEXT)", "DROP INDEX badges_revoked", "DROP TRIGGER events_stay",
      "CREATE TRIGGER t AFTER INSERT ON events BEGIN DELETE FROM row_keys; END",
      "CREATE VIEW v AS SELECT load_extension('x')", "ALTER TABLE badges ADD COLUMN more TEXT",
    ])
  func changedSchema(_ statement: String) throws {
    try office.execute(statement)
    #expect(try opening() == .foreign)
  }

  @Test("The key has to be the register's")
  func key() throws {
    #expect(try code { try office.register.requireKey(Sample.key("other").publicKey) } == .keyMismatch)
    #expect(try code { try office.register.requireKey(Sample.key().publicKey) } == nil)
  }

  @Test("Flipped bits are an error with a code, never the end of the process")
  func bitFlips() throws {
    for number in 0..<40 { try office.issue("p\(number)") }
    try office.register.backup(to: office.path("copy.sqlite"))
    let whole = try office.bytes("copy.sqlite")
    var generator = SystemRandomNumberGenerator()
    var refused = 0
    for round in 0..<150 {
      var bytes = whole
      for _ in 0..<(round % 3 == 0 ? 1 : 64) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      }
      let name = "flipped-\(round).sqlite"
      try Data(bytes).write(to: office.url.appending(path: name))
      defer { try? FileManager.default.removeItem(at: office.url.appending(path: name)) }
      do {
        let register = try Register(opening: office.path(name))
        let findings = try register.examine(at: office.time)
        try register.forEachBadge { _ in true }
        for number in 0..<40 { _ = try register.signedBytes(of: "urn:example:p\(number)") }
        _ = try register.change(["urn:example:p7"], .revoke, reason: nil, at: office.time, by: "clerk")
        if !findings.isEmpty { refused += 1 }
      } catch {
        refused += 1
      }
    }
    #expect(refused > 50)
  }

  @Test("A file cut short is told to be damaged or no register")
  func truncated() throws {
    for number in 0..<40 { try office.issue("p\(number)") }
    try office.register.backup(to: office.path("copy.sqlite"))
    let whole = try office.bytes("copy.sqlite")
    for count in [1, 100, 4096, whole.count / 2, whole.count - 4096] {
      try Data(whole.prefix(count)).write(to: office.url.appending(path: "copy.sqlite"))
      #expect(
        throws: RegisterError.self,
        performing: {
          let register = try Register(opening: office.path("copy.sqlite"))
          guard try register.examine(at: office.time).contains(where: { $0.code == .damaged }) else { return }
          throw RegisterError(.damaged, "")
        })
    }
  }
}
