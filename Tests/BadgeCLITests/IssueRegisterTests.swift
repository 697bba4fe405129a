import Foundation
import Testing

@testable import BadgeCLI

/// `badge issue` in a folder with a register.
@Suite struct IssueRegisterTests {
  let issuer: IssuerFolder

  init() throws { issuer = try IssuerFolder() }

  private static let line =
    "issue --template teamwork.json --recipient email:alice@example.org --set role=Editor --set project=Bridges"

  @Test("A badge is recorded, can be revoked, and is accepted with the lists that come with it")
  func whole() throws {
    let result = try issuer.sign("\(Self.line) -o alice.json --by Registrar")
    #expect(result.status == 0, "\(result.errors)")
    let id = try issuer.id(of: "alice.json")
    #expect(result.errors.contains("it can be revoked: badge revoke \(id)"))
    #expect(result.errors.contains("1-revocation.json: revocation, edition 1"))
    #expect(try issuer.verify("alice.json").status == 0)
    let shown = try issuer.badge("show alice.json")
    #expect(shown.text.contains("issued by Registrar") && shown.text.contains("state        active"))
    #expect(try issuer.badge("list --count").text == "1\n")
  }

  @Test("Without --register, with it, and without one at all")
  func places() throws {
    let other = try TemporaryFolder()
    try other.sample("teamwork.json")
    try other.sample("issuer.pkcs8.pem", as: "issuer.pem")
    let options = "--allow-sample-key"
    let through = try Tool.shell(
      "\"$BADGE\" \(Self.line) \(options) -o a.json --register '\(issuer.folder.url.path)'", in: other.url)
    #expect(through.status == 0, "\(through.errors)")
    #expect(try issuer.badge("list --format csv").text.contains(other.url.appending(path: "a.json").path))
    let without = try Tool.shell("\"$BADGE\" \(Self.line) \(options) --key issuer.pem -o b.json", in: other.url)
    #expect(without.status == 0)
    #expect(without.errors.contains("it has no status list, so it cannot be revoked"))
    let alone = try issuer.sign("\(Self.line) --no-register --key issuer.pem -o c.json")
    #expect(alone.status == 0 && alone.errors.contains("cannot be revoked"))
    #expect(try issuer.badge("list --count").text == "1\n")
    #expect(try issuer.sign("\(Self.line) --no-register --register .").status == 2)
    #expect(try issuer.sign("\(Self.line) --no-register -o d.json").errors.contains("there is no key to sign with"))
  }

  @Test("The issuer's profile comes from the register where the template leaves it out")
  func profile() throws {
    let template = try issuer.folder.text("teamwork.json")
    var json = try #require(try JSONSerialization.jsonObject(with: Data(template.utf8)) as? [String: Any])
    json["issuer"] = nil
    try issuer.folder.file("teamwork.json", JSONSerialization.data(withJSONObject: json))
    try issuer.issue()
    let badge = try #require(
      try JSONSerialization.jsonObject(with: Data(issuer.folder.text("alice.json").utf8)) as? [String: Any])
    let profile = try #require(badge["issuer"] as? [String: Any])
    #expect(profile["name"] as? String == "Example University" && profile["id"] as? String == Repository.sampleDID)
  }

  @Test(
    "What cannot be issued takes nothing",
    arguments: [
      ("--key other.pem", 1, "register_key_mismatch"), ("--id urn:x:1 --template own.json", 2, "usage"),
      ("--template status.json", 1, "template_invalid"), ("--verification-method did:web:a.example#1", 2, "usage"),
      ("--did-documents .", 2, "usage"), ("--template issuer.json", 1, "key_not_the_issuers"),
      ("--template bad.json", 1, "credential_invalid"), ("-o missing/a.json", 4, "output_unwritable"),
      ("-o teamwork.json", 4, "file_exists"), ("-o lists", 4, "output_not_regular"),
    ])
  func refused(_ options: String, _ status: Int, _ code: String) throws {
    let folder = issuer.folder
    try folder.sample("other.pkcs8.pem", as: "other.pem")
    let template = try folder.text("teamwork.json")
    func variant(_ name: String, _ member: String) throws {
      try folder.file(
        name, Data(template.replacing("{\n  \"name\"", with: "{\(member),\"name\"", maxReplacements: 1).utf8))
    }
    try variant("own.json", "\"id\":\"urn:x:{{role}}\"")
    try variant("status.json", "\"credentialStatus\":{}")
    try folder.file(
      "issuer.json",
      Data(template.replacing("\"issuer\": {", with: "\"issuer\": {\"id\": \"\(Repository.otherDID)\",").utf8))
    try folder.file("bad.json", Data(template.replacing("\"Achievement\"", with: "\"Nothing\"").utf8))
    let entries = try folder.entries
    let result = try issuer.sign(
      "\(Self.line.replacing(options.contains("--template") ? "--template teamwork.json" : "\u{0}", with: "")) \(options)"
    )
    #expect(result.status == Int32(status) && result.errors.contains("(\(code))"), "\(result.errors)")
    #expect(try issuer.badge("list --count").text == "0\n")
    #expect(
      try folder.entries.filter { !$0.hasPrefix("badge-register") }
        == entries.filter { !$0.hasPrefix("badge-register") })
  }

  @Test("A badge on standard output is recorded too, and an identifier is given once")
  func standardOutput() throws {
    let result = try issuer.sign("\(Self.line) -o - --id urn:x:1")
    #expect(result.status == 0 && result.text.hasPrefix("{"))
    #expect(try issuer.badge("export urn:x:1 -o -").output == result.output)
    let again = try issuer.sign("\(Self.line) -o b.json --id urn:x:1")
    #expect(again.status == 1 && again.errors.contains("(badge_exists)"))
    #expect(try issuer.badge("list --count").text == "1\n")
  }

  @Test("With --no-publish no list is written, and beside a list that is none of ours nothing is issued")
  func publishing() throws {
    try issuer.issue("alice", "--no-publish")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: issuer.folder.url.appending(path: "lists").path).isEmpty)
    #expect(try issuer.verify("alice.json").status == 3)
    try issuer.folder.file("lists/1-revocation.json", Data("{}".utf8))
    let result = try issuer.sign("\(Self.line) -o bob.json")
    #expect(result.status == 1 && result.errors.contains("(list_foreign)"), "\(result.errors)")
    #expect(try issuer.badge("list --count").text == "1\n")
    #expect(try issuer.sign("status publish --force").status == 0)
    #expect(try issuer.sign("\(Self.line) -o bob.json").status == 0)
  }

  @Test("A hashed recipient is found in the register, and not in the badge")
  func hashed() throws {
    try issuer.issue("alice", "--hash-recipient")
    #expect(try !issuer.folder.text("alice.json").contains("alice@"))
    #expect(try issuer.badge("list --recipient ALICE@example.org --count").text == "1\n")
  }

  @Test("No command of an issuer opens a socket", .enabled(if: Tool.isInstalled("strace")))
  func network() throws {
    try issuer.folder.file("class.csv", Data("email,role\nbob@example.org,R\n".utf8))
    // Threads that end with the process leave lines of their own in the trace, so calls are looked for by their names.
    for line in [
      "init other --name A --status-url https://a.example/s --key issuer.pem --allow-sample-key",
      "\(Self.line) -o alice.json --allow-sample-key",
      "issue --template teamwork.json --csv class.csv --set project=P -o out --allow-sample-key",
      "revoke alice.json --reason x --allow-sample-key", "status publish --all --allow-sample-key", "list",
      "show alice.json", "doctor --mend --allow-sample-key", "backup copy",
    ] {
      let result = try Tool.shell(
        "strace -f -o trace -e trace=network \"$BADGE\" \(line) || exit 9; grep -E '(socket|connect|bind|send|recv)' trace",
        in: issuer.folder.url)
      #expect(result.status == 1, "\(line): \(result.text)\(result.errors)")
    }
  }
}
