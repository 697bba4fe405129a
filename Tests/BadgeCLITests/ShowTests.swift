import Foundation
import Testing

@testable import BadgeCLI

@Suite struct ShowTests {
  let issuer: IssuerFolder

  init() throws { issuer = try IssuerFolder() }

  @Test("Everything that the register knows of a badge, to people and to programs")
  func whole() throws {
    let id = try issuer.issue("alice", "--valid-until 2040-01-01 --by Registrar")
    #expect(try issuer.badge("suspend \(id) --reason 'A doubt' --by Dean --no-publish").status == 0)
    let text = try issuer.badge("show \(id)").text
    for line in [
      "id           \(id)\n", "state        suspended\n", "title        Teamwork\n",
      "recipient    alice@example.org (emailAddress)\n", "valid until  2040-01-01T00:00:00Z\n",
      "revocation   https://university.example/status/1-revocation.json\n", "issued by Registrar\n",
      "suspended by Dean: A doubt\n",
    ] { #expect(text.contains(line), "\(line)") }
    let result = try issuer.badge("show alice.json --format json")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
    #expect(json["id"] as? String == id && json["state"] as? String == "suspended")
    let history = try #require(json["history"] as? [[String: String]])
    #expect(
      history.map { $0["event"] } == ["issued", "suspended"] && history.map { $0["by"] } == ["Registrar", "Dean"])
    #expect(history[1]["reason"] == "A doubt")
    #expect((json["lists"] as? [[String: String]])?.count == 2)
  }

  @Test("A badge that is not in the register is told so")
  func unknown() throws {
    for badge in ["urn:x:1", Repository.samples.appending(path: "alice.json").path] {
      let result = try issuer.badge("show '\(badge)'")
      #expect(result.status == 1 && result.errors.contains("(badge_unknown)") && result.errors.contains("hint: "))
    }
  }
}
