import Foundation
import Testing

@testable import BadgeCLI

/// `badge revoke`, `suspend` and `unsuspend`.
@Suite struct StatusChangingTests {
  let issuer: IssuerFolder

  init() throws {
    issuer = try IssuerFolder()
    try issuer.issueClass(of: 4)
  }

  private func file(_ number: Int) -> String { "out/p\(number)@example.org.json" }

  private func edition(_ purpose: String) throws -> Int {
    let text = try issuer.folder.text("lists/1-\(purpose).json")
    return try #require(text.firstMatch(of: /"Edition ([0-9]+)"/).flatMap { Int($0.1) })
  }

  @Test("A revoked badge is rejected for ever, and its neighbours stay as they are")
  func revoke() throws {
    let result = try issuer.sign("revoke \(file(1)) --reason 'A fraud' --by Dean")
    #expect(result.status == 0, "\(result.errors)")
    let id = try issuer.id(of: file(1))
    #expect(result.errors.contains("revoked \(id): Teamwork, p1@example.org\n"))
    #expect(result.errors.contains("1-revocation.json: revocation, edition 2, 1 of 4 set"))
    let verdict = try issuer.verify(file(1))
    #expect(verdict.status == 1 && verdict.text.contains("[revoked]"), "\(verdict.text)")
    for number in 2...4 { #expect(try issuer.verify(file(number)).status == 0) }
    #expect(try issuer.badge("show \(id)").text.contains("revoked by Dean: A fraud\n"))
    for action in ["suspend", "unsuspend"] {
      let refused = try issuer.sign("\(action) \(id) --reason x")
      #expect(refused.status == 1 && refused.errors.contains("(revoked_is_final)"))
    }
    let again = try issuer.sign("revoke \(id) --reason other")
    #expect(again.status == 0 && again.errors.contains("unchanged \(id)") && again.errors.contains("by Dean"))
    #expect(try issuer.badge("show \(id)").text.components(separatedBy: "revoked by").count == 2)
    #expect(try issuer.verify(file(1)).status == 1)
  }

  @Test("A suspension ends")
  func suspend() throws {
    #expect(try issuer.sign("suspend \(file(1)) \(file(2)) --reason Review").status == 0)
    let verdict = try issuer.verify(file(1))
    #expect(verdict.status == 1 && verdict.text.contains("[suspended]"))
    #expect(try issuer.badge("list --state suspended --count").text == "2\n")
    let result = try issuer.sign("unsuspend \(file(1))")
    #expect(result.status == 0 && result.errors.contains("unsuspended "))
    #expect(try issuer.verify(file(1)).status == 0)
    #expect(try issuer.verify(file(2)).status == 1)
    #expect(try issuer.sign("unsuspend \(file(1))").errors.contains("unchanged "))
  }

  @Test("Many at once: arguments, a table, standard input; each once, and all or none")
  func many() throws {
    let ids = try (1...4).map { try issuer.id(of: file($0)) }
    let result = try issuer.sign("revoke \(ids[0]) \(file(1)) - --reason x", input: Array("\n \(ids[1])\r\n".utf8))
    #expect(result.status == 0 && result.errors.components(separatedBy: "revoked urn:").count == 3, "\(result.errors)")
    let refused = try issuer.sign("suspend \(ids[2]) urn:x:unknown --reason x")
    #expect(refused.status == 1 && refused.errors.contains("(badge_unknown)"))
    #expect(try issuer.badge("list --state active --count").text == "2\n")
    #expect(try issuer.sign("revoke --csv out/result.csv --reason x").status == 0)
    #expect(try issuer.badge("list --state revoked --count").text == "4\n")
    for number in 1...4 { #expect(try issuer.verify(file(number)).status == 1) }
  }

  @Test("With --no-publish only the register changes, and nobody is asked for a key")
  func noPublish() throws {
    let edition = try edition("revocation")
    let result = try issuer.badge("revoke \(file(1)) --reason x --no-publish")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try self.edition("revocation") == edition)
    #expect(try issuer.verify(file(1)).status == 0)
    #expect(try issuer.sign("status publish").status == 0)
    #expect(try self.edition("revocation") == edition + 1)
    #expect(try issuer.verify(file(1)).status == 1)
  }

  @Test("Without the key nothing changes")
  func wrongKey() throws {
    try issuer.folder.sample("other.pkcs8.pem", as: "other.pem")
    for options in ["", "--key other.pem --allow-sample-key", "--key missing"] {
      let result = try issuer.badge("revoke \(file(1)) --reason x \(options)")
      #expect(result.status != 0, "\(options)")
    }
    #expect(try issuer.badge("list --state active --count").text == "4\n")
  }

  @Test("A file that holds the identifier of another badge revokes nothing")
  func forged() throws {
    let text = try issuer.folder.text(file(1)).replacing("Editor", with: "Director")
    try issuer.folder.file("forged.json", Data(text.utf8))
    let result = try issuer.sign("revoke forged.json --reason x")
    #expect(result.status == 1 && result.errors.contains("(badge_changed)"))
    #expect(try issuer.badge("list --state active --count").text == "4\n")
    // Laid out otherwise it is the same badge.
    let json = try JSONSerialization.jsonObject(with: Data(issuer.folder.text(file(1)).utf8))
    try issuer.folder.file("same.json", JSONSerialization.data(withJSONObject: json))
    #expect(try issuer.sign("revoke same.json --reason x").status == 0)
  }

  @Test(
    "What names no badge, or no reason, is wrong usage",
    arguments: [
      "revoke --reason x", "revoke urn:x:1", "suspend urn:x:1", "revoke urn:x:1 --reason ' '", "revoke '' --reason x",
      "revoke urn:x:1 --reason x --by ''",
    ])
  func usage(_ line: String) throws {
    let result = try issuer.sign(line)
    #expect(result.status == 2, "\(result.errors)")
  }

  @Test("A file that is no badge, and a table without identifiers, are refused")
  func files() throws {
    let folder = issuer.folder
    try folder.file("a.csv", Data("name\nx\n".utf8))
    try folder.file("b.csv", Data("id,name\n\"urn:x:1\n".utf8))
    try folder.file("c.csv", Data("id,name\nurn:x:1\n".utf8))
    for (line, status) in [
      ("teamwork.json", 1), ("class.csv", 1), ("missing", 4), ("--csv a.csv", 1), ("--csv b.csv", 1),
      ("--csv c.csv", 1),
    ] {
      let result = try issuer.sign("revoke \(line) --reason x")
      #expect(result.status == Int32(status), "\(line): \(result.errors)")
    }
    #expect(try issuer.badge("list --state active --count").text == "4\n")
  }

  @Test("What is recorded stays recorded when the lists cannot be written")
  func unpublished() throws {
    let lists = issuer.folder.url.appending(path: "lists")
    try FileManager.default.removeItem(at: lists)
    try issuer.folder.file("lists", Data())
    let result = try issuer.sign("revoke \(file(1)) --reason x")
    #expect(result.status == 4 && result.errors.contains("the change is recorded, but"), "\(result.errors)")
    try FileManager.default.removeItem(at: lists)
    try FileManager.default.createDirectory(at: lists, withIntermediateDirectories: true)
    #expect(try issuer.sign("status publish").status == 0)
    #expect(try issuer.verify(file(1)).status == 1)
  }
}
