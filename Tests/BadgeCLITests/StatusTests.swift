import Badge
import CanonicalJSON
import Foundation
import Testing

@testable import BadgeCLI

/// The commands on status lists, run as a person runs them.
@Suite struct StatusTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(at: folder.url.appending(path: "lists"), withIntermediateDirectories: true)
    try folder.file(
      "alice.json", StatusSample.badge(lists: [StatusSample.url, StatusSample.suspensionURL]))
  }

  private func lists(revoked: [Int] = [], suspended: [Int] = [], date: Instant = StatusSample.date) throws {
    try folder.file("lists/r.json", StatusSample.list(set: revoked, date: date))
    try folder.file(
      "lists/s.json", StatusSample.list(StatusSample.suspensionURL, purpose: .suspension, set: suspended, date: date))
  }

  private func badge(_ line: String) throws -> Tool.Result {
    try Tool.shell("\"$BADGE\" \(line) --at \(StatusSample.at)", in: folder.url)
  }

  @Test("An employer reads that a badge is not revoked, by the lists of which day")
  func clear() throws {
    try lists(revoked: [4, 6])
    let result = try badge("verify alice.json --any-issuer --status lists")
    #expect(result.status == 0)
    #expect(result.text.contains("passed  status     not revoked, not suspended (list of 2026-11-23, 1 day old)"))
  }

  @Test("A revoked badge is rejected, and a suspended one")
  func set() throws {
    try lists(revoked: [5])
    let revoked = try badge("verify alice.json --any-issuer --status lists")
    #expect(revoked.status == 1)
    #expect(revoked.text.contains("[revoked]"))
    try lists(suspended: [5])
    let suspended = try badge("verify alice.json --any-issuer --status lists")
    #expect(suspended.status == 1)
    #expect(suspended.text.contains("[suspended]"))
  }

  @Test("Without lists, or without the right one, a badge is undetermined")
  func missing() throws {
    let none = try badge("verify alice.json --any-issuer")
    #expect(none.status == 3)
    #expect(none.text.contains("[status_not_checked]"))
    try folder.file("lists/r.json", StatusSample.list())
    let half = try badge("verify alice.json --any-issuer --status lists")
    #expect(half.status == 3)
    #expect(half.text.contains("[status_list_missing]"))
    #expect(half.text.contains(StatusSample.suspensionURL))
  }

  @Test("The report for machines has each entry")
  func json() throws {
    try lists(suspended: [5])
    let result = try badge("verify alice.json --any-issuer --status lists --format json")
    let report = JSONValue(try JSONDocument(parsing: result.output))
    func digest(_ name: String) throws -> JSONValue {
      .string(String(try Tool.shell("sha256sum < lists/\(name)", in: folder.url).text.prefix(64)))
    }
    #expect(
      report["status"] == [
        [
          "purpose": "revocation", "list": .string(StatusSample.url), "index": "5", "value": 0,
          "listValidFrom": "2026-11-23T08:00:00Z", "listSha256": try digest("r.json"),
        ],
        [
          "purpose": "suspension", "list": .string(StatusSample.suspensionURL), "index": "5", "value": 1,
          "listValidFrom": "2026-11-23T08:00:00Z", "listSha256": try digest("s.json"),
        ],
      ])
  }

  @Test("A batch gives the same bytes with any number of jobs")
  func jobs() throws {
    try lists(revoked: [7])
    var lines = Data()
    for index in 0..<60 {
      let badge = try JSONDocument(parsing: Array(StatusSample.badge(index: index)))
      lines += Data(JSONValue(badge).serialized()) + Data("\n".utf8)
    }
    try folder.file("class.jsonl", lines)
    let one = try badge("verify class.jsonl --any-issuer --status lists --format jsonl --jobs 1")
    let four = try badge("verify class.jsonl --any-issuer --status lists --format jsonl --jobs 4")
    #expect(one.status == 1 && four.status == 1)
    #expect(one.output == four.output)
    #expect(one.text.split(separator: "\n").count == 60)
    #expect(one.text.components(separatedBy: "\"outcome\":\"rejected\"").count == 2)
  }

  @Test("With a state folder an older list is refused, a damaged state is no permission, and a new list is remembered")
  func state() throws {
    let verify = "verify alice.json --any-issuer --status lists --status-state state"
    try lists(revoked: [9], date: StatusSample.date)
    #expect(try badge(verify).status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "state").path)
    #expect(files.count == 2)
    try lists(date: Instant("2026-11-22T00:00:00Z")!)
    let old = try badge(verify)
    #expect(old.status == 3)
    #expect(old.text.contains("[status_list_rolled_back]"))
    try lists(date: StatusSample.date)
    #expect(try badge(verify).status == 0)
    for file in files { try folder.file("state/\(file)", Data("{".utf8)) }
    let damaged = try badge(verify)
    #expect(damaged.status == 3)
    #expect(damaged.text.contains("[status_state_invalid]"))
  }

  @Test("What cannot be remembered is told, and the exit status says that the run is not whole")
  func stateUnwritable() throws {
    try lists()
    try folder.file("file", Data())
    let result = try badge("verify alice.json --any-issuer --status lists --status-state file/state")
    #expect(result.status == 4)
    #expect(result.errors.contains("output_unwritable"))
  }

  @Test("A shorter list is read where that is asked for")
  func minimum() throws {
    for arguments in ["0", "-1"] {
      #expect(try badge("verify alice.json --any-issuer --min-status-list-length \(arguments)").status == 2)
    }
    try lists()
    let result = try badge("verify alice.json --any-issuer --status lists --min-status-list-length 131073")
    #expect(result.status == 3)
    #expect(result.text.contains("[status_list_too_short]"))
  }

  @Test("The trust file may name others for the lists of an issuer")
  func listIssuers() throws {
    try folder.file("lists/r.json", StatusSample.list(by: "registrar"))
    try folder.file(
      "lists/s.json",
      StatusSample.list(StatusSample.suspensionURL, purpose: .suspension, by: "registrar"))
    let (issuer, registrar) = (try StatusSample.did(), try StatusSample.did("registrar"))
    let add = "trust add \(issuer) --trust trust.json"
    #expect(try Tool.shell("\"$BADGE\" \(add) --name University", in: folder.url).status == 0)
    let before = try badge("verify alice.json --trust trust.json --status lists")
    #expect(before.status == 3)
    #expect(before.text.contains("[status_list_not_the_issuers]"))
    #expect(try Tool.shell("\"$BADGE\" \(add) --status-list-issuer \(registrar)", in: folder.url).status == 0)
    #expect(try badge("verify alice.json --trust trust.json --status lists").status == 0)
  }

  // MARK: status show, status check

  @Test("A list is shown with its signature, its age and how many entries are set")
  func show() throws {
    try lists(revoked: [1, 2, 3])
    let result = try badge("status show lists/r.json")
    #expect(result.status == 0)
    #expect(result.text.hasPrefix("VERIFIED  lists/r.json\n"))
    for words in [
      StatusSample.url, try StatusSample.did(), "revocation", "131072, of which 3 are set", "1 day", "Edition 7",
      "passed  signature",
    ] {
      #expect(result.text.contains(words), "\(words)")
    }
    let byURL = try badge("status show \(StatusSample.url) --status lists --format json")
    #expect(byURL.status == 0)
    let report = JSONValue(try JSONDocument(parsing: byURL.output))
    #expect(report["list"]?["set"] == 3)
    #expect(report["outcome"] == "verified")
    #expect(try badge("status show https://example.org/other --status lists").status == 3)
  }

  @Test("A list that was changed, or is none, is shown as rejected")
  func showBroken() throws {
    let list = String(decoding: try StatusSample.list(), as: UTF8.self)
    try folder.file("changed.json", Data(list.replacingOccurrences(of: "Edition 7", with: "Edition 8").utf8))
    let changed = try badge("status show changed.json")
    #expect(changed.status == 1)
    #expect(changed.text.contains("[signature_invalid]"))
    let none = try badge("status show alice.json")
    #expect(none.status == 1)
    #expect(none.text.hasPrefix("REJECTED"))
    try folder.file("none.json", Data("{".utf8))
    #expect(try badge("status show none.json").status == 1)
  }

  @Test("A badge's status is told with its lists, and the exit status says which it is")
  func check() throws {
    try lists(revoked: [6])
    let clear = try badge("status check alice.json --status lists")
    #expect(clear.status == 0)
    #expect(clear.text.hasPrefix("NOT REVOKED  alice.json\n"))
    #expect(clear.text.contains("entry 5 of \(StatusSample.url), value 0"))
    try lists(revoked: [5])
    let revoked = try badge("status check alice.json --status lists --format json")
    #expect(revoked.status == 1)
    #expect(JSONValue(try JSONDocument(parsing: revoked.output))["outcome"] == "revoked")
    #expect(try badge("status check alice.json").status == 3)
    try folder.file("none.json", Data("{}".utf8))
    let none = try badge("status check none.json --status lists")
    #expect(none.status == 1)
    #expect(none.text.hasPrefix("REJECTED"))
  }
}
