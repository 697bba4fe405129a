import Foundation
import Testing

@testable import BadgeCLI

@Suite struct ListTests {
  let issuer: IssuerFolder

  init() throws {
    issuer = try IssuerFolder()
    try issuer.issueClass(of: 3)
    #expect(try issuer.badge("revoke out/p2@example.org.json --reason x --no-publish").status == 0)
  }

  private func people(_ options: String) throws -> [String] {
    let result = try issuer.badge("list --format jsonl \(options)")
    #expect(result.status == 0, "\(result.errors)")
    return try result.text.split(separator: "\n").map { line in
      let json = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return (json?["recipient"] as? [String: String])?["value"] ?? "-"
    }
  }

  @Test("Filters, which all have to hold")
  func filters() throws {
    #expect(try people("") == ["p1@example.org", "p2@example.org", "p3@example.org"])
    #expect(try people("--state revoked") == ["p2@example.org"])
    #expect(try people("--recipient P3@Example.org") == ["p3@example.org"])
    #expect(try people("--recipient email:p3@example.org") == ["p3@example.org"])
    #expect(try people("--search p1@") == ["p1@example.org"])
    #expect(try people("--search TEAMWORK --state active").count == 2)
    #expect(try people("--achievement https://university.example/achievements/teamwork").count == 3)
    #expect(try people("--achievement https://university.example/achievements").isEmpty)
    #expect(try people("--since 2020-01-01 --before 2021-01-01").isEmpty)
    #expect(try people("--since 2020-01-01").count == 3)
    #expect(try people("--search \"'; DROP TABLE badges; --\"").isEmpty)
    #expect(try issuer.badge("list --count --state active").text == "2\n")
  }

  @Test("Every format lists the same")
  func formats() throws {
    let json =
      try JSONSerialization.jsonObject(with: Data(issuer.badge("list --format json").output)) as? [[String: Any]]
    #expect(json?.map { $0["state"] as? String } == ["active", "revoked", "active"])
    #expect(try issuer.badge("list --format json --state suspended").text == "[]\n")
    let table = try CSVText(parsing: issuer.badge("list --format csv").output).records.map(\.cells)
    #expect(table[0].first == "id" && table.count == 4)
    #expect(table.dropFirst().map { $0[1] } == ["active", "revoked", "active"])
    let text = try issuer.badge("list")
    #expect(text.text.split(separator: "\n").count == 3 && text.text.hasPrefix("active     20"))
    let none = try issuer.badge("list --state suspended")
    #expect(none.status == 0 && none.output.isEmpty && none.errors == "no badge is like that\n")
  }

  @Test("A reader that goes away ends the list")
  func brokenPipe() throws {
    let result = try issuer.badge("list --format jsonl | head -n 1")
    #expect(result.status == 0 && result.text.split(separator: "\n").count == 1)
  }

  @Test("What badges say of themselves cannot write on the terminal, nor run in a spreadsheet")
  func hostile() throws {
    let template = try issuer.folder.text("teamwork.json")
      .replacing("\"name\": \"Teamwork\"", with: "\"name\": \"=cmd\\u001b[2J\\u202e\"")
    try issuer.folder.file("teamwork.json", Data(template.utf8))
    try issuer.issue("eve")
    for format in ["text", "json", "jsonl"] {
      let text = try issuer.badge("list --format \(format)").text
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0 != "\u{202E}" }, "\(format)")
    }
    #expect(try issuer.badge("list --format csv").text.contains("'=cmd"))
    #expect(try issuer.badge("show eve.json").text.contains("=cmd\\u{1B}[2J\\u{202E}"))
  }
}
