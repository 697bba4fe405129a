import Badge
import Testing

@testable import BadgeCLI

@Suite struct FileNamePatternTests {
  private func name(
    _ pattern: String, _ cells: [String: String] = [:], row: Int = 7, of count: Int = 120
  ) throws -> String {
    let recipient = RecipientIdentity(type: "emailAddress", value: cells["email"] ?? "alice@example.org")
    let row = Roster.Row(number: row, line: row + 1, recipient: recipient, values: [:], cells: cells)
    return try FileNamePattern(parsing: pattern).name(for: row, of: count, id: "urn:uuid:1234-5678")
  }

  @Test("Cells, the row's number and the badge's identifier stand for their names")
  func values() throws {
    #expect(try name(FileNamePattern.standard(for: .json)) == "alice@example.org.json")
    #expect(try name("{{row}}-{{ name }}.json", ["name": "Zoë Ähre"]) == "007-Zoë-Ähre.json")
    #expect(try name("badge-{{id}}.json") == "badge-1234-5678.json")
    #expect(try name("{{row}}.json", row: 3, of: 9) == "3.json")
  }

  @Test(
    "A name is a plain one, whatever the cells hold",
    arguments: [
      ("../../etc/passwd", "etc-passwd.json"), (".hidden", "hidden.json"), ("-rf", "rf.json"), ("a/b\\c", "a-b-c.json"),
      ("a\u{0}\u{1B}b", "a--b.json"), ("\u{202E}x", "x.json"), ("=1+1", "1+1.json"), ("CON:", "CON-.json"),
      ("", "badge.json"),
      ("...", "badge.json"), ("a b", "a-b.json"), ("東京", "東京.json"), ("a\u{200B}b", "a-b.json"), ("~root", "root.json"),
    ])
  func safe(_ cell: String, _ expected: String) throws {
    #expect(try name("{{x}}.json", ["x": cell]) == expected)
  }

  @Test("A name is of a length that every file system takes")
  func long() throws {
    for cell in [
      String(repeating: "a", count: 5000), String(repeating: "東", count: 500),
      "a" + String(repeating: "\u{301}", count: 900),
    ] {
      let made = try name("{{x}}.json", ["x": cell])
      #expect(made.utf8.count <= 200 && made.hasSuffix(".json"))
    }
  }

  @Test(
    "A pattern that makes no good names is wrong usage",
    arguments: [
      "x.json", "{{row}}", "{{row}}.txt", "", ".json", ".{{row}}.json", "a/{{row}}.json", "a\\{{row}}.json",
      "{{row.json",
      "{{}}.json", "{{ }}.json", "\u{1B}{{row}}.json",
    ])
  func wrong(_ pattern: String) {
    #expect(code { () throws(CommandError) in _ = try FileNamePattern(parsing: pattern) } == .usage)
  }

  @Test("A name in braces is a column, or row, or id")
  func columns() throws {
    let pattern = try FileNamePattern(parsing: "{{row}}{{id}}{{recipient}}{{name}}.json")
    #expect(pattern.hasID)
    #expect(code { () throws(CommandError) in try pattern.check(columns: ["email", "name"]) } == nil)
    #expect(code { () throws(CommandError) in try pattern.check(columns: ["email"]) } == .usage)
  }

  @Test("Names that differ in case or in how an accent is written are one")
  func folded() {
    #expect(FileNamePattern.folded("Zoë.json") == FileNamePattern.folded("ZOE\u{308}.JSON"))
  }

  @Test("Pictures have the endings of pictures")
  func forms() throws {
    let row = Roster.Row(
      number: 1, line: 2, recipient: RecipientIdentity(type: "emailAddress", value: "a@example.org"), values: [:],
      cells: [:])
    let pattern = try FileNamePattern(parsing: FileNamePattern.standard(for: .png), for: .png)
    #expect(pattern.name(for: row, of: 1, id: "urn:uuid:1") == "a@example.org.png")
    #expect(code { () throws(CommandError) in _ = try FileNamePattern(parsing: "{{row}}.json", for: .svg) } == .usage)
  }
}
