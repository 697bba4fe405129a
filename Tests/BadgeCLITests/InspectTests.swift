import Foundation
import Testing

@testable import BadgeCLI

@Suite struct InspectTests {
  private func inspect(_ text: String, _ options: String...) throws -> Tool.Result {
    let folder = try TemporaryFolder()
    try folder.file("b", Data(text.utf8))
    return try Tool.shell("\"$BADGE\" inspect b \(options.joined(separator: " "))", in: folder.url)
  }

  private func report(_ result: Tool.Result) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
  }

  @Test("The first line says that nothing is verified, and the issuer's identifier stands before its name")
  func text() throws {
    let result = try Tool.badge("inspect", "alice.json", in: Repository.samples)
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    let lines = result.text.split(separator: "\n")
    #expect(lines[0] == "NOT VERIFIED: what alice.json says of itself, which anybody can have written")
    let words = result.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for shown in [
      "title Teamwork", "issuer \(Repository.sampleDID), which calls itself Example University",
      "recipient alice@example.org (emailAddress)", "valid from 2026-01-01T00:00:00Z",
      "valid until 2046-01-01T00:00:00Z", "achievement https://university.example/achievements/teamwork",
      "description Built something", "criteria Finish a project", "id urn:uuid:2f4b6f0e-",
      "types VerifiableCredential, OpenBadgeCredential", "status no status list",
      "proof eddsa-rdfc-2022, created 2026-",
      "key \(Repository.sampleDID)#z6Mk",
    ] {
      #expect(words.contains(shown), "\(shown)")
    }
    #expect(!result.text.contains("ACCEPTED"))
  }

  @Test("The JSON form marks itself, and cannot be taken for a verdict")
  func json() throws {
    let result = try Tool.badge("inspect", "alice.json", "--format", "json", in: Repository.samples)
    #expect(result.status == 0)
    #expect(result.text.hasPrefix("{\n  \"verified\": false,\n"))
    let report = try report(result)
    #expect(report["outcome"] == nil && report["credential"] == nil && report["finding"] == nil)
    #expect(report["input"] as? String == "alice.json")
    #expect((report["sha256"] as? String)?.count == 64)
    let claims = try #require(report["claims"] as? [String: Any])
    #expect(claims["title"] as? String == "Teamwork")
    #expect((claims["issuer"] as? [String: Any])?["id"] as? String == Repository.sampleDID)
    #expect(((claims["recipients"] as? [[String: Any]])?.first)?["value"] as? String == "alice@example.org")
    #expect(((claims["proofs"] as? [[String: Any]])?.first)?["cryptosuite"] as? String == "eddsa-rdfc-2022")
  }

  @Test("A badge that breaks a rule is shown as far as it goes, with the rule")
  func broken() throws {
    let alice = String(decoding: try Repository.sample("alice.json"), as: UTF8.self)
    let result = try inspect(alice.replacing("2026-01-01T00:00:00Z", with: "New Year"))
    #expect(result.status == 1)
    #expect(result.text.hasPrefix("NOT VERIFIED: "))
    #expect(result.text.contains("\n  not a badge  'validFrom' of "))
    #expect(result.text.contains("[member_invalid]"))
    #expect(result.text.contains("valid from   New Year\n"))
    #expect(result.text.contains("title        Teamwork\n"))
    let json = try inspect(alice.replacing("2026-01-01T00:00:00Z", with: "New Year"), "--format json")
    #expect(json.status == 1)
    let finding = try #require(try report(json)["finding"] as? [String: Any])
    #expect(finding["code"] as? String == "member_invalid" && finding["pointer"] as? String == "/validFrom")
  }

  @Test(
    "Objects of any shape are shown, and none stops the command",
    arguments: [
      "{}", "{\"proof\":[]}", "{\"proof\":7,\"issuer\":[],\"type\":{},\"credentialSubject\":null}",
      "{\"issuer\":{\"id\":3,\"name\":[[]]},\"validFrom\":{\"a\":1}}", "{\"credentialSubject\":[[{}]]}",
      "{\"credentialSubject\":{\"identifier\":[1,{},null],\"achievement\":{\"criteria\":7}}}",
      "{\"credentialStatus\":[{},1,\"x\"],\"proof\":[null,{\"type\":[]}]}",
    ])
  func shapes(_ text: String) throws {
    for options in ["--format text", "--format json"] {
      let result = try inspect(text, options)
      #expect(result.status == 1 && result.errors.isEmpty)
      #expect(result.text.hasPrefix(options.hasSuffix("json") ? "{\n  \"verified\": false" : "NOT VERIFIED"))
    }
  }

  @Test("Values that are no text are shown as JSON, and language values as their first text")
  func values() throws {
    let text = try inspect(
      """
      {"issuer":{"id":3,"name":[{"@value":"Erste","@language":"de"},{"@value":"First","@language":"en"}]},
       "credentialSubject":{"achievement":{"name":{"@value":"Titel"},"description":{"b":1,"a":[true]}}}}
      """)
    #expect(text.text.contains("issuer       3, which calls itself Erste\n"))
    #expect(text.text.contains("title        Titel\n"))
    #expect(text.text.contains(#"description  {"a":[true],"b":1}"#))
  }

  @Test("Hashed recipients and status entries are told as such, and long lists are counted")
  func lists() throws {
    let entry = #"{"type":"BitstringStatusListEntry","statusPurpose":"revocation","statusListIndex":"7","#
    let text = try inspect(
      """
      {"credentialStatus":[\(Array(repeating: entry + "\"statusListCredential\":\"https://x.example/1\"}", count: 20)
        .joined(separator: ","))],
       "credentialSubject":{"id":"did:example:a","identifier":{"hashed":true,"identityType":"emailAddress",
       "identityHash":"sha256$00"}},"proof":[\(Array(repeating: "{}", count: 1000).joined(separator: ","))]}
      """)
    #expect(text.text.contains("status       revocation, entry 7 of https://x.example/1\n"))
    #expect(text.text.contains("status       and 4 more\n"))
    #expect(text.text.contains("recipient    did:example:a (id)\n"))
    #expect(text.text.contains("recipient    sha256$00 (emailAddress, hashed)\n"))
    #expect(text.text.contains("proof        and 984 more\n"))
  }

  @Test(
    "What is no JSON object is an error",
    arguments: [
      ("", 1, "json_invalid"), ("[]", 1, "not_a_credential"), ("7", 1, "not_a_credential"),
      ("{\"a\":1,\"a\":2}", 1, "json_invalid"), ("eyJhbGciOiJFZERTQSJ9.e30", 1, "json_invalid"),
      ("\u{FEFF}{}", 1, "json_invalid"),
    ])
  func refused(_ text: String, _ status: Int, _ code: String) throws {
    let result = try inspect(text)
    #expect(result.status == Int32(status) && result.output.isEmpty)
    #expect(result.errors.hasPrefix("error: b: ") && result.errors.contains("(\(code))"))
  }

  @Test("Standard input, a file that is missing, and one that is too large")
  func inputs() throws {
    let input = try Tool.badge("inspect", "-", input: Array(try Repository.sample("alice.json")))
    #expect(input.status == 0 && input.text.hasPrefix("NOT VERIFIED: what - says"))
    #expect(try Tool.badge("inspect", "missing").status == 4)
    #expect(try Tool.shell("\"$BADGE\" inspect - < /dev/zero").status == 1)
    #expect(try Tool.badge("inspect", "/dev/zero").status == 4)
  }

  // MARK: --nquads

  @Test("--nquads shows what an rdfc proof covers, behind a line that says that nothing is verified")
  func statements() throws {
    let folder = try TemporaryFolder()
    try folder.sample("alice.json")
    let result = try Tool.shell(
      "\"$BADGE\" inspect --nquads alice.json > shown && head -1 shown && tail -n +2 shown > rest "
        + "&& \"$BADGE\" canonicalize --rdfc --without-proof alice.json | cmp - rest && grep -c . rest", in: folder.url)
    #expect(
      result.text
        == "# NOT VERIFIED: what alice.json says of itself, which anybody can have written\n27\n", "\(result.errors)")
    #expect(result.errors.isEmpty)
    #expect(try !folder.text("rest").contains("security#proof"))
  }

  @Test("No text of a badge reaches the terminal as more than text, and the statements stay the same")
  func hostileStatements() throws {
    let folder = try TemporaryFolder()
    try folder.file(
      "b",
      Data(
        #"""
        {"@context":"https://www.w3.org/ns/credentials/v2","id":"urn:a\u202e\ufeff",
         "name":"\u001b[2J\r\n\u0085\u202eACCEPTED\u2066\udb40\udc41\u007f"}
        """#.utf8))
    let result = try Tool.shell("\"$BADGE\" inspect --nquads b", in: folder.url)
    #expect(result.status == 0)
    #expect(result.output.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
    #expect(result.text.split(separator: "\n").count == 2)
    #expect(result.text.contains(#"\u202EACCEPTED\u2066\U000E0041"#), "\(result.text)")
    let same = try Tool.shell(
      "\"$BADGE\" inspect --nquads b | \"$BADGE\" canonicalize --rdfc - > x && \"$BADGE\" canonicalize --rdfc "
        + "--from jsonld b | cmp - x", in: folder.url)
    #expect(same.status == 0, "\(same.errors)")
  }

  @Test("--nquads tells what is not covered, and what is missing")
  func refusedStatements() throws {
    let undefined = try inspect(#"{"@context":"https://www.w3.org/ns/credentials/v2","foo":1}"#, "--nquads")
    #expect(undefined.status == 1 && undefined.output.isEmpty)
    #expect(undefined.errors.contains("no context defines the member 'foo'"))
    #expect(try inspect(#"{"@context":"https://u.example/v1"}"#, "--nquads").status == 3)
    #expect(try inspect(#"{"@context":{"a":"urn:a"}}"#, "--nquads").errors.contains("(inline_context)"))
    #expect(try inspect("{}", "--nquads --format json").status == 2)
    #expect(try inspect("{}", "--context https://a.example=x").status == 2)
  }
}
