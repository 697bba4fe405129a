import Foundation
import Testing

@testable import BadgeCLI

@Suite struct StatusPublishTests {
  let issuer: IssuerFolder

  init() throws {
    issuer = try IssuerFolder()
    try issuer.issue()
  }

  @Test("Where nothing changed nothing is published, unless everything is asked for")
  func due() throws {
    let before = try issuer.folder.text("lists/1-revocation.json")
    let nothing = try issuer.badge("status publish")
    #expect(nothing.status == 0 && nothing.text == "every list is published\n")
    #expect(try issuer.folder.text("lists/1-revocation.json") == before)
    let all = try issuer.sign("status publish --all --format json")
    let json = try JSONSerialization.jsonObject(with: Data(all.output)) as? [String: [[String: Any]]]
    let lists = try #require(json?["published"])
    #expect(lists.map { $0["purpose"] as? String } == ["revocation", "suspension"])
    #expect(lists.allSatisfy { $0["edition"] as? Int == 2 && $0["taken"] as? Int == 1 && $0["set"] as? Int == 0 })
    #expect(try issuer.folder.text("lists/1-revocation.json").contains("Edition 2"))
    #expect(try issuer.verify("alice.json").status == 0)
  }

  @Test("A list that is gone is made again by all, and told of by doctor")
  func gone() throws {
    try FileManager.default.removeItem(at: issuer.folder.url.appending(path: "lists/1-revocation.json"))
    #expect(try issuer.badge("doctor").status == 1)
    #expect(try issuer.sign("status publish --all").status == 0)
    #expect(try issuer.verify("alice.json").status == 0)
  }

  @Test("A file that is none of ours is replaced only with --force")
  func foreign() throws {
    try issuer.folder.file("lists/1-revocation.json", Data("{}".utf8))
    let refused = try issuer.sign("status publish --all")
    #expect(refused.status == 1 && refused.errors.contains("(list_foreign)"))
    #expect(try issuer.folder.text("lists/1-revocation.json") == "{}")
    #expect(try issuer.sign("status publish --all --force").status == 0)
    #expect(try issuer.verify("alice.json").status == 0)
  }

  @Test(
    "Where nothing is due, a file that is none of ours is told, and replaced with --force",
    arguments: ["{}", "", "Edition 7", "a dangling link"])
  func foreignWhereNothingIsDue(_ what: String) throws {
    let file = issuer.folder.url.appending(path: "lists/1-revocation.json")
    let text = try issuer.folder.text("lists/1-revocation.json")
    try FileManager.default.removeItem(at: file)
    switch what {
    case "a dangling link":
      try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: "nowhere")
    case "Edition 7": try Data(text.replacing("Edition 1", with: what).utf8).write(to: file)
    default: try Data(what.utf8).write(to: file)
    }
    // Nobody is asked for a key before that is said.
    let refused = try issuer.badge("status publish")
    #expect(refused.status == 1 && refused.errors.contains("(list_foreign)"), "\(refused.text)\(refused.errors)")
    let replaced = try issuer.sign("status publish --force")
    #expect(replaced.status == 0 && replaced.text.contains("1-revocation.json: revocation, edition 2"))
    #expect(try issuer.badge("status publish").text == "every list is published\n")
    #expect(try issuer.verify("alice.json").status == 0)
  }

  @Test("A register that is older than what was published does not publish, and doctor takes over what was")
  func restored() throws {
    let folder = issuer.folder
    #expect(try issuer.badge("backup yesterday.sqlite").status == 0)
    #expect(try issuer.sign("revoke alice.json --reason x").status == 0)
    for name in try folder.entries where name.hasPrefix("badge-register.sqlite") {
      try FileManager.default.removeItem(at: folder.url.appending(path: name))
    }
    try FileManager.default.moveItem(
      at: folder.url.appending(path: "yesterday.sqlite"), to: folder.url.appending(path: "badge-register.sqlite"))
    for line in ["status publish", "status publish --force", "status publish --all", "status publish --all --force"] {
      let refused = try issuer.sign(line)
      #expect(refused.status == 1 && refused.errors.contains("(register_outdated)"), "\(refused.errors)")
    }
    #expect(try issuer.verify("alice.json").status == 1)
    let mended = try issuer.sign("doctor --mend --restored")
    #expect(mended.status == 0, "\(mended.text)\(mended.errors)")
    #expect(try issuer.badge("list --state revoked --count").text == "1\n")
    #expect(try issuer.sign("status publish --all").status == 0)
    #expect(try issuer.verify("alice.json").status == 1)
    // No index of the time that was lost is given again.
    try issuer.issue("bob")
    #expect(try !issuer.folder.text("bob.json").contains("/1-revocation.json"))
    #expect(try issuer.verify("bob.json").status == 0)
  }
}
