import Foundation
import Testing

@testable import BadgeCLI

@Suite struct TrustTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func trust(_ line: String) throws -> Tool.Result {
    try Tool.shell("\"$BADGE\" trust \(line) --trust t", in: folder.url)
  }

  private static let web = "did:web:university.example"
  private static let multikey = String(Repository.sampleDID.dropFirst(8))
  private static let otherMultikey = String(Repository.otherDID.dropFirst(8))

  /// The one issuer of the file.
  private func issuer() throws -> [String: Any] {
    let file = try JSONSerialization.jsonObject(with: Data(folder.text("t").utf8)) as? [String: Any]
    return try #require((file?["issuers"] as? [[String: Any]])?.first)
  }

  private func keys() throws -> [[String: Any]] { try issuer()["keys"] as? [[String: Any]] ?? [] }

  private func expectRefusal(_ line: String, _ status: Int32 = 2, _ code: String = "issuer_exists") throws {
    let before = try? folder.text("t")
    let result = try trust(line)
    #expect(result.status == status && result.errors.contains("(\(code))"), "\(line): \(result.errors)")
    #expect(result.output.isEmpty)
    #expect((try? folder.text("t")) == before)
  }

  private func expectSuccess(_ line: String, _ message: String) throws {
    let result = try trust(line)
    #expect(result.status == 0 && result.errors.hasPrefix(message), "\(line): \(result.errors)")
    #expect(result.output.isEmpty)
  }

  // MARK: add, show, remove

  @Test("An issuer is added, shown, used and removed")
  func whole() throws {
    try folder.sample("alice.json")
    try expectSuccess(
      "add --name 'Example University' \(Repository.sampleDID)",
      "added Example University, \(Repository.sampleDID), to t\n")
    #expect(
      try trust("show").text == "NAME                ISSUER\nExample University  \(Repository.sampleDID)\n")
    #expect(try Tool.badge("verify", "alice.json", "--trust", "t", in: folder.url).status == 0)
    try expectSuccess("remove \(Repository.sampleDID)", "removed Example University, \(Repository.sampleDID), from t\n")
    #expect(try Tool.badge("verify", "alice.json", "--trust", "t", in: folder.url).status == 3)
    let empty = try trust("show")
    #expect(empty.status == 0 && empty.output.isEmpty && empty.errors.hasPrefix("hint: t names no issuer"))
    try expectRefusal("remove \(Repository.sampleDID)", 2, "issuer_missing")
    // A file that was named and is not there is told of in the same way as by badge trust show.
    for command in ["show", "remove \(Repository.sampleDID)"] {
      let result = try Tool.shell("\"$BADGE\" trust \(command) --trust missing", in: folder.url)
      #expect(result.status == 4 && result.errors.contains("(file_unreadable)"))
    }
    #expect(try folder.entries == ["alice.json", "t"])
  }

  @Test("show tells keys, dates and where the keys come from")
  func show() throws {
    let result = try Tool.badge("trust", "show", "--trust", "trust.json", in: Repository.samples)
    #expect(result.status == 0)
    #expect(result.text.contains("keys in the document that the file holds"))
    #expect(result.text.contains("key \(Self.multikey) named https://university.example/issuer#key-1\n"))
    let json = try Tool.badge("trust", "show", "--trust", "trust.json", "--format", "json", in: Repository.samples)
    #expect(json.output == Array(try Repository.sample("trust.json")))
    try expectSuccess("add --name A --key \(Self.multikey) --revoked 2026-01-01 \(Self.web)", "added A")
    #expect(try trust("show").text.contains(", REVOKED on 2026-01-01T00:00:00Z"))
  }

  @Test("An issuer that is there is changed only where that was asked for")
  func replacing() throws {
    try expectRefusal("add \(Repository.sampleDID)", 2, "usage")
    try expectSuccess("add --name A \(Repository.sampleDID)", "added")
    try expectRefusal("add --name A \(Repository.sampleDID)")
    try expectRefusal("add --name B \(Repository.sampleDID)")
    try expectRefusal("add --name B \(Repository.sampleDID) --key \(Self.multikey)")
    try expectSuccess("add --name B \(Repository.sampleDID) --replace", "changed B")
    #expect(try issuer()["name"] as? String == "B")
  }

  @Test(
    "What is no identifier, key or date is refused",
    arguments: [
      ("add --name A university", 2, "usage"), ("add --name A did:key:z6MkX", 2, "usage"),
      ("add --name '' did:web:a.example", 2, "usage"),
      ("add --name A did:web:a.example --key z6MkX", 4, "file_unreadable"),
      ("add --name A did:web:a.example --key /dev/null", 4, "file_not_regular"),
      ("add --name A did:web:a.example --revoked 2026-01-01", 2, "usage"),
      ("add --name A did:web:a.example --key-id x", 2, "usage"),
      ("add --name A did:web:a.example --key \(multikey) --key-id did:web:b.example#1", 2, "usage"),
      ("add --name A did:web:a.example --key \(multikey) --key-id did:web:a.example", 2, "usage"),
      ("add --name A did:web:a.example --key \(multikey) --key-id did:web:a.example#", 2, "usage"),
      ("add --name A did:web:a.example --key \(multikey) --from soon", 2, "usage"),
      ("add --name \"$(printf 'A\\377')\" did:web:a.example", 2, "usage"),
      ("add --name A did:web:a.example --controller-document missing", 4, "file_unreadable"),
    ])
  func refused(_ line: String, _ status: Int, _ code: String) throws {
    try expectRefusal(line, Int32(status), code)
    #expect(try folder.entries == [])
  }

  // MARK: keys

  @Test("Keys are appended, from a file in any format or as a Multikey")
  func appending() throws {
    let samples = Repository.samples.path
    try expectSuccess("add --name A \(Self.web)", "added A")
    #expect(try trust("show").text.contains("badge verify needs --did-documents"))
    try expectSuccess("add \(Self.web) --key \(samples)/issuer.spki.pem --key-id \(Self.web)#1", "added a key of A")
    try expectSuccess(
      "add \(Self.web) --key \(samples)/other.pkcs8.pem --from 2026-01-01 --until 2027-01-01", "added a key")
    try expectSuccess("add \(Self.web) --key \(samples)/issuer.openssh.pub", "changed A")
    try expectSuccess("add \(Self.web) --key \(Self.multikey) --key-id \(Self.web)#2", "added a key of A")
    try expectSuccess("add \(Self.web) --key did:key:\(Self.multikey) --key-id \(Self.web)#3", "added a key of A")
    #expect(
      try keys().map { $0["publicKeyMultibase"] as? String } == [
        Self.multikey, Self.otherMultikey, Self.multikey, Self.multikey,
      ])
    #expect(try keys()[1]["until"] as? String == "2027-01-01T00:00:00Z")
  }

  @Test("A date of a key that is there is set, and changed or dropped only with --replace")
  func dates() throws {
    try expectSuccess("add --name A \(Self.web) --key \(Self.multikey)", "added A")
    try expectSuccess("add \(Self.web) --key \(Self.multikey) --revoked 2026-05-01", "changed A")
    #expect(try keys()[0]["revoked"] as? String == "2026-05-01T00:00:00Z")
    try expectSuccess("add \(Self.web) --key \(Self.multikey) --from 2025-01-01", "changed A")
    #expect(try keys()[0]["revoked"] as? String == "2026-05-01T00:00:00Z")
    try expectRefusal("add \(Self.web) --key \(Self.multikey) --revoked 2028-01-01")
    try expectSuccess("add \(Self.web) --key \(Self.multikey) --revoked 2028-01-01 --replace", "changed A")
    #expect(try keys().count == 1)
    #expect(try keys()[0]["revoked"] as? String == "2028-01-01T00:00:00Z")
  }

  @Test("The key of a did:key can be revoked without being named")
  func didKey() throws {
    try folder.sample("alice.json")
    try expectSuccess("add --name A \(Repository.sampleDID)", "added A")
    try expectSuccess("add \(Repository.sampleDID) --revoked 2026-06-01", "added a key of A")
    for (time, status) in [("2027-01-01", 1), ("2026-11-25", 1)] {
      let result = try Tool.badge("verify", "alice.json", "--trust", "t", "--at", time, in: folder.url)
      #expect(result.status == status && result.text.contains("[key_revoked]"))
    }
  }

  @Test("Another key beside a did:key leaves its own key what it was")
  func besideDIDKey() throws {
    try folder.sample("alice.json")
    try expectSuccess("add --name A \(Repository.sampleDID)", "added A")
    try expectSuccess("add \(Repository.sampleDID) --key \(Self.otherMultikey)", "added a key of A")
    #expect(try Tool.badge("verify", "alice.json", "--trust", "t", in: folder.url).status == 0)
  }

  // MARK: the file

  @Test("What a command does not touch stays in the file")
  func roundTrip() throws {
    let original = """
      {"type":"BadgeTrustFile","version":1,"name":"eu-unis","issuers":[
      {"id":"did:web:university.example","name":"Ünï 東京","keys":[{"publicKeyMultibase":"\(Self.multikey)",
      "from":"2026-01-01T01:00:00.25+01:00","revoked":"2026-01-01T00:00:00.000000001Z","id":"did:web:university.example#k"}],
      "controllerDocument":{"id":"did:web:university.example","z":[1.5,null,true,{"a":"\\u202e"}],"a":{}},
      "statusList":{"minimumLength":131072,"warnAge":86400,"refuseAge":604800}}]}
      """
    try folder.file("t", Data(original.utf8))
    try expectSuccess("add --name B \(Repository.sampleDID)", "added B")
    let file = try #require(
      try JSONSerialization.jsonObject(with: Data(folder.text("t").utf8)) as? [String: Any])
    #expect(file["name"] as? String == "eu-unis")
    let issuer = try issuer()
    let before =
      try #require(
        try JSONSerialization.jsonObject(with: Data(original.utf8)) as? [String: Any])["issuers"] as? [[String: Any]]
    for member in ["name", "controllerDocument", "statusList"] {
      #expect(issuer[member] as? NSObject == before?.first?[member] as? NSObject, "\(member)")
    }
    #expect(try keys()[0]["from"] as? String == "2026-01-01T00:00:00.25Z")
    #expect(try keys()[0]["revoked"] as? String == "2026-01-01T00:00:00.000000001Z")
    let first = try folder.text("t")
    try expectSuccess("remove \(Repository.sampleDID)", "removed B")
    try expectSuccess("add --name B \(Repository.sampleDID)", "added B")
    #expect(try folder.text("t") == first)
  }

  @Test("A controller document is taken in whole, and only its issuer's")
  func document() throws {
    let documents = Repository.samples.appending(path: "documents").path
    try expectRefusal(
      "add --name A \(Self.web) --controller-document \(documents)/controller.json", 1, "controller_document_invalid")
    try folder.file("text", Data("no JSON".utf8))
    try expectRefusal("add --name A \(Self.web) --controller-document text", 1, "json_unexpected_byte")
    try expectSuccess("add --name A \(Self.web) --controller-document \(documents)/did-web.json", "added A")
    try expectRefusal("add \(Self.web) --controller-document \(documents)/did-web.json")
    try expectSuccess("add \(Self.web) --controller-document \(documents)/did-web.json --replace", "changed A")
    #expect((try issuer()["controllerDocument"] as? [String: Any])?["id"] as? String == Self.web)
  }

  @Test(
    "A file that is no trust file is left as it is",
    arguments: ["", "{}", "[]", "{\"type\":\"BadgeTrustFile\",\"version\":2,\"issuers\":[]}"])
  func broken(_ text: String) throws {
    try folder.file("t", Data(text.utf8))
    try expectRefusal("add --name A \(Repository.sampleDID)", 4, "trust_file_invalid")
    try expectRefusal("remove \(Repository.sampleDID)", 4, "trust_file_invalid")
    try expectRefusal("show", 4, "trust_file_invalid")
  }

  @Test(
    "The file is the old one or the new one, whole", .enabled(if: Tool.isInstalled("strace")),
    arguments: ["write", "fsync", "rename", "renameat"])
  func atomic(_ call: String) throws {
    try expectSuccess("add --name A \(Repository.sampleDID)", "added A")
    let old = try folder.text("t")
    for effect in ["signal=SIGKILL", "error=EIO"] {
      _ = try Tool.shell(
        "strace -f -o /dev/null -e inject=\(call):\(effect):when=1 \"$BADGE\" trust add --name B \(Self.web) --trust t",
        in: folder.url)
      let text = try folder.text("t")
      #expect(text == old || text.contains(Self.web) && text.hasSuffix("}\n"))
      if effect == "error=EIO" { #expect(try folder.entries.filter { $0.hasSuffix(".tmp") }.count <= 1) }
      try folder.file("t", Data(old.utf8))
    }
  }

  @Test("Commands that change the file at once lose nothing of each other")
  func concurrent() throws {
    let line = (1...12).map { "\"$BADGE\" trust add --name A did:web:u\($0).example --trust t &" }.joined(
      separator: " ")
    #expect(try Tool.shell("\(line) wait", in: folder.url).status == 0)
    #expect(try trust("show").text.matches(of: /did:web:u/).count == 12)
    #expect(try folder.entries == ["t"])
  }

  // MARK: the default place

  @Test("The default place is made for its owner alone, and verify uses it")
  func defaultPlace() throws {
    try folder.sample("alice.json")
    for (environment, place) in [("HOME=$PWD/h", "h/.config/badge"), ("HOME=/ XDG_CONFIG_HOME=$PWD/x", "x/badge")] {
      let add = try Tool.shell(
        "umask 0; env \(environment) \"$BADGE\" trust add --name A \(Repository.sampleDID)", in: folder.url)
      #expect(add.status == 0, "\(add.errors)")
      #expect(try folder.entries.contains(String(place.prefix(1))))
      #expect(try folder.mode(place) == 0o700)
      #expect(try folder.mode(String(place.prefix(1))) == 0o700)
      #expect(try folder.text(place + "/trust.json").contains(Repository.sampleDID))
      #expect(try Tool.shell("env \(environment) \"$BADGE\" verify alice.json", in: folder.url).status == 0)
      #expect(try Tool.shell("env \(environment) \"$BADGE\" trust show", in: folder.url).text.contains("NAME"))
    }
  }

  @Test(
    "With no home there is no default place, and verify works without",
    arguments: ["", "HOME=", "HOME=relative", "XDG_CONFIG_HOME=x"])
  func homeless(_ environment: String) throws {
    try folder.sample("alice.json")
    for command in ["add --name A \(Repository.sampleDID)", "remove \(Repository.sampleDID)", "show"] {
      let result = try Tool.shell("env \(environment) \"$BADGE\" trust \(command)", in: folder.url)
      #expect(result.status == 2, "\(command)")
      #expect(result.errors.contains("hint: name the file with --trust"))
    }
    #expect(
      try Tool.shell("env \(environment) \"$BADGE\" verify alice.json --issuer \(Repository.sampleDID)", in: folder.url)
        .status == 0)
    #expect(try folder.entries == ["alice.json"])
  }

  @Test("A trust file is a file of its own")
  func kinds() throws {
    #expect(try Tool.badge("trust", "add", "--name", "A", Self.web, "--trust", "-", in: folder.url).status == 2)
    #expect(try Tool.badge("trust", "add", "--name", "A", Self.web, "--trust", "missing/t", in: folder.url).status == 4)
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "link"), withDestinationURL: folder.url.appending(path: "victim"))
    #expect(try Tool.badge("trust", "add", "--name", "A", Self.web, "--trust", "link", in: folder.url).status == 4)
    #expect(try folder.entries == ["link"])
  }
}
