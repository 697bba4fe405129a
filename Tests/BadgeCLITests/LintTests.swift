import Foundation
import Testing

@testable import BadgeCLI

@Suite struct LintTests {
  private static let draft = """
    {"@context": ["https://www.w3.org/ns/credentials/v2",
      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
     "id": "urn:uuid:1", "type": ["VerifiableCredential", "OpenBadgeCredential"],
     "issuer": {"id": "did:example:university", "type": "Profile"}, "validFrom": "2026-01-15T09:00:00Z",
     "credentialSubject": {"id": "did:example:alice", "type": "AchievementSubject", "achievement": {
       "id": "urn:uuid:2", "type": "Achievement", "name": "Teamwork", "description": "D",
       "criteria": {"narrative": "N"}}}}
    """

  private func lint(_ text: String, _ options: String = "") throws -> Tool.Result {
    let folder = try TemporaryFolder()
    try folder.file("draft.json", Data(text.utf8))
    return try Tool.shell("\"$BADGE\" lint draft.json \(options)", in: folder.url)
  }

  @Test("A draft that keeps all rules is one line and exit status 0")
  func good() throws {
    let result = try lint(Self.draft)
    #expect(result.status == 0)
    #expect(result.text == "OK  draft.json   Open Badge on data model 2.0\n")
    #expect(result.errors.isEmpty)
  }

  @Test("All errors are listed with their places, and the exit status is 1")
  func bad() throws {
    let bad = Self.draft.replacing("2026-01-15T09:00:00Z", with: "today").replacing("\"criteria\"", with: "\"c\"")
    let result = try lint(bad)
    #expect(result.status == 1)
    #expect(result.text.hasPrefix("2 ERRORS  draft.json   Open Badge on data model 2.0, 1 warning\n"))
    let words = result.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("error /validFrom 'validFrom' of AchievementCredential has to be a date and time"))
    #expect(words.contains("found 'today' (VCDM 2.0, 4.9) [member_invalid]"))
    #expect(words.contains("error /credentialSubject/achievement Achievement needs the member 'criteria'"))
    #expect(words.contains("warning /credentialSubject/achievement/c no context defines 'c'"))
  }

  @Test("JSON is one object with the findings")
  func json() throws {
    let result = try lint(Self.draft.replacing("2026-01-15T09:00:00Z", with: "today"), "--format json")
    #expect(result.status == 1)
    let report = try #require(try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
    #expect(report["result"] as? String == "failed")
    #expect(report["kind"] as? String == "open_badge")
    let findings = try #require(report["findings"] as? [[String: Any]])
    #expect(findings.map { $0["pointer"] as? String } == ["/validFrom"])
    #expect(findings.first?["code"] as? String == "member_invalid")
  }

  @Test("Folders, lines and several files are judged one by one, and the worst decides")
  func many() throws {
    let folder = try TemporaryFolder()
    try folder.file("a.json", Data(Self.draft.utf8))
    let line = Self.draft.split(separator: "\n").joined(separator: " ")
    try folder.file("b.jsonl", Data("\(line)\n\n{}\n".utf8))
    try folder.file("c.jwt", Data("YQ.YQ.YQ".utf8))
    let result = try Tool.badge("lint", ".", "--format", "jsonl", in: folder.url)
    #expect(result.status == 1)
    #expect(result.text.split(separator: "\n").count == 4)
    let text = try Tool.badge("lint", "a.json", "c.jwt", in: folder.url)
    #expect(text.status == 3)
    #expect(text.text.hasSuffix("2 documents: 1 without errors, 0 with errors, 1 undetermined\n"))
    let array = try Tool.badge("lint", ".", "--format", "json", in: folder.url)
    #expect((try JSONSerialization.jsonObject(with: Data(array.output)) as? [Any])?.count == 4)
    #expect(try Tool.badge("lint", "missing.json", in: folder.url).status == 4)
    #expect(try Tool.badge("lint", "a.json", "missing.json", in: folder.url).status == 4)
    #expect(try Tool.badge("lint", "-", input: Array(Self.draft.utf8)).status == 0)
    #expect(try Tool.badge("lint", "-", "--quiet", input: Array("{}".utf8)).text.isEmpty)
  }

  @Test("Warnings end with 0, and with 1 where that is asked for")
  func strict() throws {
    let draft = Self.draft.replacing("\"name\"", with: "\"furtherMember\": 1, \"name\"")
    #expect(try lint(draft).status == 0)
    #expect(try lint(draft, "--strict").status == 1)
  }

  @Test("Foreign text cannot act on the terminal")
  func hostile() throws {
    let result = try lint(Self.draft.replacing("2026-01-15T09:00:00Z", with: "\\u001b[2J\\n OK \\u202e"))
    #expect(result.status == 1)
    #expect(result.output.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
    #expect(!result.text.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
    #expect(!result.text.split(separator: "\n").contains { $0.hasPrefix("OK") })
  }
}
