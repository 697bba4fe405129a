import Badge
import Foundation
import Testing

@testable import BadgeCLI

/// `badge trust init`, `export`, `verify`, `diff`, `import` and `update` from files; `badge verify` with a bundle.
@Suite struct TrustBundleCommandTests {
  let folder: TemporaryFolder

  private static let curator = Repository.otherDID
  private static let web = "did:web:university.example"

  init() throws {
    folder = try TemporaryFolder()
    try folder.sample("alice.json")
    try folder.sample("other.pkcs8.pem", as: "curator.pem")
  }

  private func badge(_ line: String) throws -> Tool.Result { try Tool.shell("\"$BADGE\" \(line)", in: folder.url) }

  private func expect(
    _ line: String, _ status: Int32, _ words: String..., place: SourceLocation = #_sourceLocation
  )
    throws
  {
    let result = try badge(line)
    let text = (result.text + result.errors).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(result.status == status, "badge \(line): \(text)", sourceLocation: place)
    for word in words { #expect(text.contains(word), "badge \(line): \(text)", sourceLocation: place) }
  }

  private func export(_ name: String, _ more: String = "--valid-for 90d", trust: String = "t") -> String {
    "trust export --trust \(trust) --key curator.pem --allow-sample-key -o \(name) \(more)"
  }

  private func makeTrust() throws {
    try expect("trust init --trust t --name unis", 0, "made t")
    try expect("trust add --trust t --name 'Example University' \(Repository.sampleDID)", 0)
  }

  @Test("A trust file is signed, pinned, verified and used")
  func whole() throws {
    try makeTrust()
    try expect(
      export("b", "--valid-for 90d --curator-name Alliance"), 0, "made b, version 1, signed by \(Self.curator)")
    try expect("trust verify b", 3, "UNDETERMINED", "trust_curator_not_pinned", "hint: if you know the curator")
    try expect("trust verify b --curator \(Self.curator)", 0, "ACCEPTED", "version 1", "calls itself Alliance")
    try expect("trust verify b --curator curator.pem", 0, "ACCEPTED")
    try expect("trust verify b --curator \(Repository.sampleDID)", 3, "trust_curator_not_pinned")
    try expect("verify alice.json --trust b", 3, "trust_curator_not_pinned")
    try expect(
      "verify alice.json --trust b --curator \(Self.curator)", 0, "(in the trust bundle 'unis', version 1 of ",
      "by \(Self.curator))")
    try expect("verify alice.json --trust t", 0, "(in the local trust file 'unis')")
    try expect("status check alice.json --trust b --curator \(Self.curator)", 0)
    try expect("status check alice.json --trust b", 3, "trust_curator_not_pinned")
    try expect("trust show --trust b", 0, "NOT VERIFIED", "Example University")
    let json = try badge("trust verify b --curator \(Self.curator) --format json")
    let value = try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any]
    #expect(value?["outcome"] as? String == "accepted" && value?["version"] as? Int == 1)
    #expect(value?["curator"] as? String == Self.curator && value?["issuers"] as? Int == 1)
  }

  @Test("A bundle that was changed is rejected, and nothing is verified with it")
  func changed() throws {
    try makeTrust()
    try expect(export("b"), 0)
    let text = try folder.text("b").replacing("Example University", with: "Other University")
    try folder.file("c", Data(text.utf8))
    try expect("trust verify c --curator \(Self.curator)", 1, "REJECTED", "trust_bundle_invalid")
    try expect("verify alice.json --trust c --curator \(Self.curator)", 4, "trust_bundle_invalid")
    try folder.file("d", Data(text.replacing("\"version\": 1", with: "\"version\": \"1\"").utf8))
    try expect("trust verify d --curator \(Self.curator)", 1, "trust_file_invalid", "/credentialSubject/version")
    try expect("verify alice.json --trust d --curator \(Self.curator)", 4, "trust_file_invalid")
    try expect("trust verify t --curator \(Self.curator)", 2, "is a local trust file")
    for line in ["add --name B did:web:b.example", "remove \(Repository.sampleDID)", "import alice.json"] {
      try expect("trust \(line) --trust b", line.hasPrefix("import") ? 1 : 2)
    }
  }

  @Test("Where a curator is pinned, or versions are remembered, a file that nobody signed is not used")
  func unsigned() throws {
    try makeTrust()
    for pin in ["--curator \(Self.curator)", "--trust-state s", "--curator \(Self.curator) --trust-state s"] {
      try expect("verify alice.json --trust t \(pin)", 3, "trust_curator_not_pinned", "is a local trust file")
      try expect("status check alice.json --trust t \(pin)", 3, "trust_curator_not_pinned")
      let update = "trust update --trust t \(pin) --key curator.pem --allow-sample-key --valid-for 90d -o signed"
      #expect(try badge(update).status != 0)
      #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "signed").path))
    }
  }

  @Test("A bundle grows old, is refused, and ends; looking back it is as good as it was")
  func ages() throws {
    try expect("trust init --trust t --name unis --warn-age 30d --refuse-age 60d", 0)
    try expect("trust add --trust t --name 'Example University' \(Repository.sampleDID)", 0)
    try expect(export("b", "--valid-for 90d"), 0)
    let now = TimeArgument.now
    func at(_ days: Int64) -> String { "--curator \(Self.curator) --at \(now.adding(seconds: days * 86400))" }
    try expect("verify alice.json --trust b \(at(29))", 0)
    try expect("verify alice.json --trust b \(at(31))", 0, "older than it should be", "warning: the trust bundle b is")
    try expect("verify alice.json --trust b \(at(61))", 3, "trust_bundle_stale", "hint: its curator makes a newer one")
    try expect("verify alice.json --trust b \(at(91))", 3, "trust_bundle_expired")
    try expect("trust verify b \(at(91))", 3, "UNDETERMINED", "trust_bundle_expired")
    try expect("trust verify b \(at(-100))", 0)
    try expect("verify alice.json --trust b --any-issuer \(at(91))", 3, "trust_bundle_expired")
    try expect(export("c", "--valid-until 2020-01-01"), 2, "which is past")
    try expect(export("c", ""), 2, "--valid-for or --valid-until")
  }

  @Test("A state folder remembers the newest bundle; an older one and a twin are refused")
  func rollback() throws {
    try makeTrust()
    try expect(export("b1"), 0, "version 1")
    try expect(export("b2"), 0, "version 2")
    try folder.sample("alice.json", as: "x")
    let pinned = "--curator \(Self.curator) --trust-state s"
    try expect("verify alice.json --trust b1 \(pinned)", 0)
    try expect("verify alice.json --trust b2 \(pinned)", 0)
    try expect("verify alice.json --trust b1 \(pinned)", 4, "trust_bundle_rolled_back", "hint: get the newest bundle")
    try expect("trust verify b1 \(pinned)", 1, "REJECTED", "trust_bundle_rolled_back")
    try expect("verify alice.json --trust b2 \(pinned)", 0)
    // Another bundle of the same version: the local file was put back.
    let local = try folder.text("t").replacing("\"bundleVersion\": 2", with: "\"bundleVersion\": 1")
    try folder.file("u", Data(local.utf8))
    try expect(export("b3", "--valid-for 91d", trust: "u"), 0, "version 2")
    try expect("verify alice.json --trust b3 \(pinned)", 4, "trust_bundle_contradictory")
    // One with another name is another line of bundles.
    try expect("trust init --trust u --replace --name others", 0)
    try expect(export("b4", trust: "u"), 0)
    try expect("verify alice.json --trust b4 \(pinned)", 0)
    // What is remembered and cannot be read leaves it open.
    let states = try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "s").path)
    #expect(states.count == 2 && states.allSatisfy { $0.hasPrefix("bundle-") && $0.hasSuffix(".json") })
    for state in states { try folder.file("s/" + state, Data("{}".utf8)) }
    try expect("verify alice.json --trust b2 \(pinned)", 3, "trust_state_invalid")
    try expect("trust verify b2 \(pinned)", 3, "UNDETERMINED", "trust_state_invalid")
  }

  @Test("What changed between two files is shown")
  func diff() throws {
    try makeTrust()
    try expect("trust diff t t", 0, "no difference")
    try folder.file("old", Data(folder.text("t").utf8))
    try expect("trust add --trust t --name B \(Self.web) --status-list https://university.example/1", 0)
    try expect("trust init --trust t --replace --warn-age 1d", 0)
    try expect(export("b"), 0)
    let result = try badge("trust diff old b")
    #expect(result.status == 0)
    let lines = result.text.split(separator: "\n").map(String.init)
    #expect(lines.contains("~ warn age: none is now 86400"))
    #expect(lines.contains("+ issuer \(Self.web), B"))
    #expect(lines.contains("+ status list https://university.example/1"))
    #expect(lines.contains("~ curator: none is now \(Self.curator)"))
    #expect(try badge("trust diff b old").text.contains("- issuer \(Self.web), B\n"))
  }

  @Test("A registry and allowed_signers are taken in, once")
  func imports() throws {
    let registry = """
      {"meta":{},"registry":{"\(Repository.sampleDID)":{"name":"Example University","url":"https://university.example/"},
      "did:web:b.example":{"name":"B\\u202e"},"x":{"name":"X"}}}
      """
    try folder.file("registry.json", Data(registry.utf8))
    try expect("trust import registry.json --trust t", 0, "took 2 of 3 entries into t", "left out: 'x'")
    try expect("trust import registry.json --trust t", 0, "took 0 of 3 entries into t; 2 were there already")
    try expect("verify alice.json --trust t", 0)
    #expect(try badge("trust show --trust t").text.contains("https://university.example/"))
    let line = try String(decoding: Repository.sample("issuer.openssh.pub"), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let signers = """
      # everybody
      alice@example.org \(line)
      \(Self.web) valid-after=20260101 \(line)
      bob@example.org cert-authority \(line)
      """
    try folder.file("signers", Data(signers.utf8))
    try expect("trust import signers --trust u", 0, "took 2 of 3 entries into u", "line 4: it is for certificates")
    try expect("verify alice.json --trust u", 0, "alice@example.org (in the local trust file)")
    #expect(try badge("trust show --trust u").text.contains("from 2026-01-01T00:00:00Z"))
    for (name, text) in [("none", "{}"), ("empty", "# nothing\n")] {
      try folder.file(name, Data(text.utf8))
      try expect("trust import \(name) --trust v", 1)
    }
  }

  @Test("update takes files in, and signs a bundle anew")
  func update() throws {
    let list = try StatusSample.list()
    try folder.file("a.json", StatusSample.badge())
    try folder.file("list.json", list)
    try expect("trust add --trust t --name A \(StatusSample.did()) --status-list \(StatusSample.url)", 0)
    try expect("verify a.json --trust t --at \(StatusSample.at)", 3, "status_not_checked")
    try expect("trust update --trust t --status list.json", 2, "--output")
    try expect("trust update --trust t --status list.json -o u --retrieved 2026-11-23T12:00:00Z", 0, "+ snapshot of")
    #expect(try !folder.text("t").contains("\"content\""))
    try expect("trust update --trust t --status list.json -o u", 4, "(file_exists)")
    try expect("verify a.json --trust u --at \(StatusSample.at)", 0, "not revoked (list of 2026-11-23")
    try expect("trust update --trust u --status list.json --force", 0, "= snapshot of")
    try expect(
      "trust update --trust u --status list.json -o b --key curator.pem --allow-sample-key --valid-for 90d", 0,
      "version 1")
    try expect("trust update --trust b --status list.json --force", 2, "has to be signed")
    let again = "trust update --trust b --status list.json --force --key"
    // One's own bundle needs no pin; another's does.
    try expect("\(again) curator.pem --allow-sample-key --valid-for 90d", 0, "version 2")
    try folder.sample("issuer.pkcs8.pem", as: "issuer.pem")
    try expect("\(again) issuer.pem --allow-sample-key --valid-for 90d", 3, "trust_curator_not_pinned")
    try expect("\(again) issuer.pem --allow-sample-key --valid-for 90d --curator \(Self.curator)", 0, "version 3")
    try expect(
      "verify a.json --trust b --curator \(Repository.sampleDID) --at \(StatusSample.at)", 0, "not revoked (list of")
    // A newer list beside it, and a later one that has the badge revoked.
    let newer = try StatusSample.list(set: [5], date: StatusSample.date.adding(seconds: 3600))
    try folder.file("newer.json", newer)
    try expect("verify a.json --trust u --status newer.json --at \(StatusSample.at)", 1, "revoked")
    try expect(
      "verify a.json --trust u --status newer.json --at 2026-11-23T08:30:00Z", 0, "; revoked later, by the list of")
  }

  @Test("A bundle writes nowhere but where it is told to")
  func nowhere() throws {
    let text = """
      {"type":"BadgeTrustFile","version":1,"name":"../../escaped","issuers":[{"id":"did:web:..","name":"x"}],
      "statusLists":[{"url":"file:///etc/passwd","snapshots":[]}]}
      """
    try folder.file("hostile", Data(text.utf8))
    try expect("verify alice.json --trust hostile", 4, "trust_file_invalid")
    try expect("trust init --trust t --name ../../escaped", 0)
    try expect("trust add --trust t --name A \(Repository.sampleDID)", 0)
    try expect(export("b"), 0)
    let parent = folder.url.deletingLastPathComponent()
    try expect("verify alice.json --trust b --curator \(Self.curator) --trust-state s", 0)
    #expect(!FileManager.default.fileExists(atPath: parent.appending(path: "escaped").path))
    #expect(try folder.entries == ["alice.json", "b", "curator.pem", "hostile", "s", "t"])
    let states = try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "s").path)
    #expect(states.count == 1 && !states[0].contains("escaped"))
    // Devices, pipes and links to nothing are no trust files.
    for place in ["/dev/zero", "pipe", "dangling"] {
      _ = try Tool.shell("mkfifo pipe; ln -sf missing dangling", in: folder.url)
      let result = try badge("verify alice.json --trust \(place)")
      #expect(result.status == 4, "\(place)")
    }
  }
}
