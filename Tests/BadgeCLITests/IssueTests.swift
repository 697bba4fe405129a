import Foundation
import Testing

@testable import BadgeCLI

@Suite struct IssueTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.sample("teamwork.json")
    try folder.sample("issuer.pkcs8.pem", as: "issuer.pem")
    try folder.sample("other.pkcs8.pem", as: "other.pem")
  }

  private static let files = ["issuer.pem", "other.pem", "teamwork.json"]
  private static let values = "--set role=Editor --set project=Bridges"

  /// Issues with the sample key; `options` come last.
  private func issue(
    _ options: String = "", values: String = values, template: String = "teamwork.json",
    recipient: String = "email:alice@example.org"
  ) throws -> Tool.Result {
    try Tool.shell(
      "\"$BADGE\" issue --template \(template) --key issuer.pem --allow-sample-key --recipient '\(recipient)' "
        + "\(values) \(options)", in: folder.url)
  }

  private func json(_ name: String = "alice.json") throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(folder.text(name).utf8)) as? [String: Any])
  }

  private func subject(_ name: String = "alice.json") throws -> [String: Any] {
    try #require(try json(name)["credentialSubject"] as? [String: Any])
  }

  private func verify(_ options: String, _ name: String = "alice.json") throws -> Tool.Result {
    try Tool.shell("\"$BADGE\" verify \(name) \(options)", in: folder.url)
  }

  /// Nothing was made, and the error has the code.
  private func expectRefusal(_ result: Tool.Result, _ status: Int32, _ code: String, files: [String] = files) throws {
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.contains("(\(code))"), "\(result.errors)")
    #expect(result.output.isEmpty)
    #expect(try folder.entries == files.sorted())
  }

  @Test("A badge is issued, said so, and accepted")
  func whole() throws {
    let result = try issue()
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    #expect(
      result.errors.hasPrefix("issued alice.json: Teamwork, awarded to alice@example.org\n  by Example University,"))
    #expect(result.errors.contains(" \(Repository.sampleDID)\n  valid from 20"))
    #expect(
      result.errors.hasSuffix(
        "\n  it has no status list, so it cannot be revoked; badge init makes a register\n  for that\n"))
    #expect(try folder.entries == ["alice.json"] + Self.files)
    #expect(try verify("--issuer \(Repository.sampleDID)").status == 0)
    #expect(try verify("--any-issuer --recipient email:alice@example.org").status == 0)
    #expect(try subject()["role"] as? String == "Editor")
    #expect(!(result.errors + (try folder.text("alice.json"))).contains("NEVER USE IT"))
  }

  @Test("Every badge has a random identifier of its own")
  func identifiers() throws {
    var ids: Set<String> = []
    for name in ["a", "b", "c"] {
      #expect(try issue("-o \(name)").status == 0)
      let id = try #require(try json(name)["id"] as? String)
      #expect(id.wholeMatch(of: /urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
      ids.insert(id)
    }
    #expect(ids.count == 3)
    #expect((0..<1000).allSatisfy { _ in RandomIdentifier.uuid() != RandomIdentifier.uuid() })
  }

  // MARK: the template

  @Test("All values that are missing are named at once, with what to type")
  func missing() throws {
    let result = try issue(values: "")
    try expectRefusal(result, 2, "placeholder_unfilled")
    #expect(
      result.errors
        == """
        error: teamwork.json needs values for role, project (placeholder_unfilled)
        hint: add --set role=… --set project=…

        """)
    #expect(try issue(values: "--set project=x").errors.contains("needs a value for role "))
  }

  @Test(
    "Values that do not fit are refused",
    arguments: [
      (values + " --set colour=red", 2, "placeholder_unknown"), (values + " --set role=Author", 2, "usage"),
      ("--set role", 2, "usage"), ("--set =x", 2, "usage"), ("--set", 2, "usage"),
      (values + " --set \"x=$(printf 'a\\377')\"", 2, "usage"),
      (values + " --set \"$(printf 'r\\377=a')\"", 2, "usage"),
      ("--set role=a --set \"project=$(printf '\\357\\277\\277')\"", 1, "credential_invalid"),
    ])
  func misfits(_ values: String, _ status: Int, _ code: String) throws {
    try expectRefusal(try issue(values: values), Int32(status), code)
  }

  @Test(
    "A value stands in its string as it was given, whatever it holds",
    arguments: [
      "a=b=c", "", "\",\"issuer\":\"x", "{{role}}", "\\u0041\\", "line\nline\ttab", "e\u{301} 東京 👩‍🎓", "\u{1B}[2J",
    ])
  func verbatim(_ value: String) throws {
    let result = try Tool.badge(
      "issue", "--template", "teamwork.json", "--key", "issuer.pem", "--allow-sample-key", "--recipient",
      "email:alice@example.org", "--set", "project=P", "--set", "role=\(value)", in: folder.url)
    #expect(result.status == 0, "\(result.errors)")
    #expect((try subject()["role"] as? String).map { Array($0.utf8) } == Array(value.utf8))
    #expect((try json()["issuer"] as? [String: Any])?["id"] as? String == Repository.sampleDID)
    #expect(try verify("--any-issuer").status == 0)
  }

  @Test("No template, and none that can be used")
  func templates() throws {
    let none = try Tool.shell("\"$BADGE\" issue --key issuer.pem --recipient email:a@example.org", in: folder.url)
    try expectRefusal(none, 2, "usage")
    #expect(none.errors.contains("hint: name one with --template; badge issue --help shows how one looks"))
    #expect(try Tool.badge("issue", "--help").text.contains("{{project}}"))
    try expectRefusal(try issue(template: "missing"), 4, "file_unreadable")
    try expectRefusal(try issue(template: "issuer.pem"), 1, "template_invalid")
    for text in [
      "[]", "{\"name\":\"{{open\"}", "{\"name\":\"{{}}\"}", "{\"proof\":{},\"credentialSubject\":{}}",
      "{\"a\":1,\"a\":2}",
    ] {
      try folder.file("t", Data(text.utf8))
      try expectRefusal(try issue(values: "", template: "t"), 1, "template_invalid", files: Self.files + ["t"])
    }
    for text in ["{}", "{\"credentialSubject\":{}}", "{\"credentialSubject\":{\"achievement\":{\"name\":\"x\"}}}"] {
      try folder.file("t", Data(text.utf8))
      try expectRefusal(try issue(values: "", template: "t"), 1, "credential_invalid", files: Self.files + ["t"])
    }
  }

  // MARK: the recipient

  @Test("A hashed recipient is recognised by who knows it, and by nobody else")
  func hashed() throws {
    for name in ["a", "b"] {
      #expect(try issue("--hash-recipient -o \(name)", recipient: "email:Alice@Example.org").status == 0)
      #expect(try !folder.text(name).lowercased().contains("alice"))
      for asked in ["alice@example.org", "Alice@Example.org", "ALICE@EXAMPLE.ORG"] {
        #expect(try verify("--any-issuer --recipient email:\(asked)", name).status == 0)
      }
      #expect(try verify("--any-issuer --recipient email:bob@example.org", name).status == 1)
    }
    let identities = try ["a", "b"].map { name in
      try #require((try subject(name)["identifier"] as? [[String: Any]])?.first)
    }
    #expect(identities.allSatisfy { ($0["salt"] as? String)?.count == 22 && $0["hashed"] as? Bool == true })
    #expect(identities[0]["salt"] as? String != identities[1]["salt"] as? String)
    try FileManager.default.removeItem(at: folder.url.appending(path: "a"))
    try FileManager.default.removeItem(at: folder.url.appending(path: "b"))
    try expectRefusal(try issue("--hash-recipient", recipient: "id:\(Repository.otherDID)"), 2, "usage")
  }

  @Test("A recipient may be an identifier or another identity")
  func recipients() throws {
    #expect(try issue("-o a", recipient: Repository.otherDID).status == 0)
    #expect(try subject("a")["id"] as? String == Repository.otherDID)
    #expect(try issue("-o b", recipient: "ext:studentNumber:42").status == 0)
    #expect(try verify("--any-issuer --recipient ext:studentNumber:42", "b").status == 0)
    #expect(try issue("-o c", recipient: "nationalIdentityNumber:42").status == 0)
    #expect(try verify("--any-issuer --recipient nationalIdentityNumber:42", "c").status == 0)
    for wrong in ["alice@example.org", "email:", ":x", "alice"] {
      let result = try issue("-o d", recipient: wrong)
      #expect(result.status == 2 && result.errors.contains("email:alice@example.org"))
    }
    for wrong in ["shoeSize:42", "id:relative", "ext:42"] {
      let result = try issue("-o d", recipient: wrong)
      #expect(result.status == 2 && result.errors.contains("--recipient"))
    }
    #expect(try !folder.entries.contains("d"))
  }

  // MARK: times and names

  @Test("Dates stand where they belong")
  func dates() throws {
    let result = try issue(
      "--valid-from 2026-01-01 --valid-until 2046-01-01T12:00:00+01:00 --proof-expires 2040-01-01 --id urn:x:1")
    #expect(result.status == 0)
    let badge = try json()
    #expect(badge["validFrom"] as? String == "2026-01-01T00:00:00Z")
    #expect(badge["validUntil"] as? String == "2046-01-01T11:00:00Z")
    #expect(badge["id"] as? String == "urn:x:1")
    #expect((badge["proof"] as? [String: Any])?["expires"] as? String == "2040-01-01T00:00:00Z")
    #expect(try verify("--any-issuer --at 2039-12-31").status == 0)
    #expect(try verify("--any-issuer --at 2040-01-02").status == 1)
  }

  @Test(
    "A badge that would be refused is not written",
    arguments: [
      ("--valid-until 2020-01-01", 2, "usage"), ("--valid-from 2040-01-01 --valid-until 2030-01-01", 2, "usage"),
      ("--proof-expires 2020-01-01", 2, "usage"), ("--id relative", 2, "usage"), ("--id 'not url'", 2, "usage"),
      ("--verification-method did:web:a.example", 2, "usage"),
      ("--valid-until tomorrow", 2, "usage"), ("--valid-until 2030-02-30", 2, "usage"),
    ])
  func refused(_ options: String, _ status: Int, _ code: String) throws {
    let result = try issue(options)
    try expectRefusal(result, Int32(status), code)
    let option = options.split(separator: " ").last { $0.hasPrefix("--") } ?? ""
    #expect(result.errors.contains(option))
  }

  @Test("A badge that is valid later is issued today")
  func later() throws {
    #expect(try issue("--valid-from 2045-01-01 --valid-until 2046-01-01").status == 0)
    #expect(try verify("--any-issuer").status == 1)
    #expect(try verify("--any-issuer --at 2045-06-01").status == 0)
  }

  @Test("One identifier for all badges is warned of, and two for one are refused")
  func fixedID() throws {
    let template = try folder.text("teamwork.json").replacing(
      "{\n  \"name\"", with: "{\"id\":\"urn:x:{{n}}\",\"name\"", maxReplacements: 1)
    try folder.file("t", Data(template.utf8))
    let good = try issue("--set n=7", template: "t")
    #expect(good.status == 0 && !good.errors.contains("warning"))
    #expect(try json()["id"] as? String == "urn:x:7")
    #expect(try issue("--set n=8 --id urn:x:9 -o b", template: "t").status == 2)
    try folder.file("t", Data(template.replacing("{{n}}", with: "1").utf8))
    #expect(try issue("-o b", template: "t").errors.hasPrefix("warning: the template has a fixed 'id'"))
  }

  // MARK: files

  @Test("Nothing is written over without --force, and never through a link")
  func overwriting() throws {
    try folder.file("alice.json", Data("old".utf8))
    let refused = try issue()
    #expect(refused.status == 4)
    #expect(refused.errors.contains("(file_exists)\nhint: choose another name, or replace it with --force"))
    #expect(try folder.text("alice.json") == "old")
    #expect(try issue("--force").status == 0)
    #expect(try folder.text("alice.json") != "old")
    try folder.file("victim", Data("old".utf8))
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "link"), withDestinationURL: folder.url.appending(path: "victim"))
    #expect(try issue("--force -o link").status == 4)
    #expect(try folder.text("victim") == "old")
  }

  @Test("Standard output takes a badge too")
  func standardOutput() throws {
    let result = try issue("-o -")
    #expect(result.status == 0)
    #expect(result.text.hasPrefix("{\n  \"@context\""))
    #expect(result.errors.hasPrefix("issued Teamwork, awarded to"))
    #expect(try folder.entries == Self.files)
  }

  @Test(
    "An error while writing leaves nothing", .enabled(if: Tool.isInstalled("strace")),
    arguments: ["fsync:error=EIO:when=1", "renameat2:error=EIO:when=1", "fsync:error=ENOSPC:when=2"])
  func faults(_ injection: String) throws {
    let result = try Tool.shell(
      "strace -f -o /dev/null -e inject=\(injection) \"$BADGE\" issue --template teamwork.json --key issuer.pem "
        + "--allow-sample-key --recipient email:alice@example.org \(Self.values)", in: folder.url)
    try expectRefusal(result, 4, "output_unwritable")
  }

  // MARK: keys

  @Test("A sample key is refused unless it is allowed")
  func sampleKey() throws {
    let result = try Tool.shell(
      "\"$BADGE\" issue --template teamwork.json --key issuer.pem --recipient email:a@example.org \(Self.values)",
      in: folder.url)
    try expectRefusal(result, 4, "sample_key")
  }

  @Test("A key of one's own is used only if nobody else can read it, and opened only by its passphrase")
  func ownKey() throws {
    let line =
      "\"$BADGE\" issue --template teamwork.json --key own.pem --recipient email:a@example.org \(Self.values) -o a"
    try folder.file("pass", Data("correct horse\n".utf8), mode: 0o600)
    try folder.file("wrong", Data("correct house\n".utf8), mode: 0o600)
    #expect(try Tool.badge("keygen", "-o", "own.pem", "--passphrase-file", "pass", in: folder.url).status == 0)
    let made = ["issuer.pem", "other.pem", "own.pem", "pass", "teamwork.json", "wrong"]
    for mode in ["644", "640", "620", "604"] {
      let result = try Tool.shell("chmod \(mode) own.pem; \(line) --passphrase-file pass", in: folder.url)
      try expectRefusal(result, 4, "secret_exposed", files: made)
    }
    #expect(try Tool.shell("chmod 600 own.pem; \(line) --passphrase-file wrong", in: folder.url).status == 4)
    #expect(try folder.entries == made)
    #expect(try Tool.shell("\(line) --passphrase-file pass", in: folder.url).status == 0)
    #expect(try verify("--any-issuer", "a").status == 0)
  }

  @Test("A public key signs nothing")
  func publicKey() throws {
    try folder.sample("issuer.spki.pem", as: "issuer.pem")
    try expectRefusal(try issue(), 4, "private_key_missing")
  }

  @Test("A key that is not the issuer's is refused")
  func swapped() throws {
    let template = try folder.text("teamwork.json")
      .replacing("\"issuer\": {", with: "\"issuer\": {\"id\": \"\(Repository.otherDID)\",")
    try folder.file("t", Data(template.utf8))
    let result = try issue(template: "t")
    try expectRefusal(result, 1, "key_not_the_issuers", files: Self.files + ["t"])
    #expect(result.errors.contains(Repository.otherDID) && result.errors.contains("hint: sign with the issuer's key"))
    #expect(try issue("--key other.pem", template: "t").status == 0)
  }

  // MARK: issuers whose key does not stand in their name

  private static let method = "did:web:university.example#key-1"

  @Test("A did:web issuer needs the name of the key and the document")
  func web() throws {
    let documents = Repository.samples.appending(path: "documents").path
    let template = try folder.text("teamwork.json")
      .replacing("\"issuer\": {", with: "\"issuer\": {\"id\": \"did:web:university.example\",")
    try folder.file("t", Data(template.utf8))
    let files = Self.files + ["t"]
    let nameless = try issue(template: "t")
    try expectRefusal(nameless, 2, "usage", files: files)
    #expect(nameless.errors.contains("--verification-method did:web:university.example#"))
    let documentless = try issue("--verification-method \(Self.method)", template: "t")
    try expectRefusal(documentless, 2, "usage", files: files)
    #expect(documentless.errors.contains("--did-documents"))
    let elsewhere = try issue(
      "--verification-method https://university.example/issuer#key-1 --did-documents \(documents)", template: "t")
    try expectRefusal(elsewhere, 1, "key_not_the_issuers", files: files)
    let otherKey = try issue(
      "--verification-method \(Self.method) --did-documents \(documents) --key other.pem", template: "t")
    try expectRefusal(otherKey, 1, "key_not_the_issuers", files: files)
    #expect(otherKey.errors.contains("hint: "))
    #expect(try issue("--verification-method \(Self.method) --did-documents \(documents)", template: "t").status == 0)
    #expect(try verify("--issuer did:web:university.example --did-documents \(documents)").status == 0)
    #expect(try verify("--issuer did:web:university.example").status == 3)
  }

  @Test("An https issuer works the same way")
  func https() throws {
    let documents = Repository.samples.appending(path: "documents").path
    let result = try issue("--verification-method https://university.example/issuer#key-1 --did-documents \(documents)")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("by Example University, https://university.example/issuer\n"))
    #expect(try verify("--trust \(Repository.samples.appending(path: "trust.json").path)").status == 0)
  }
}
