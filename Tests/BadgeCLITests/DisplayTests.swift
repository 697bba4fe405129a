import Foundation
import Testing

@testable import BadgeCLI

/// J1 and J5 of the threats: no badge, accepted or refused, writes on the terminal that shows a report of it.
@Suite struct DisplayTests {
  static let files: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: Repository.vectors.appending(path: "valid").path)
    return (names ?? []).filter { $0.hasPrefix("display-") }.sorted()
  }()

  static let commands = [
    "inspect F", "inspect --format json F", "verify --any-issuer F", "verify F", "verify --any-issuer --format json F",
    "verify --format jsonl F", "verify --format json F F", "verify F F",
  ]

  /// Nothing but line breaks below U+0020, and nothing that reorders or hides.
  private func expectPlain(_ result: Tool.Result, _ what: String) throws {
    let text = try #require(String(validating: result.output, as: UTF8.self)) + result.errors
    let hidden = text.unicodeScalars.filter { scalar in
      scalar.value < 0x20 && scalar != "\n" || (0x7F...0x9F).contains(scalar.value)
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        || [0x2028, 0x2029, 0x200B, 0x200E, 0x200F, 0x061C, 0xFEFF].contains(scalar.value)
    }
    #expect(hidden.isEmpty, "\(what): \(hidden.map { String($0.value, radix: 16) })")
  }

  /// A line that a person would take for a verdict begins with its word; exactly the real ones do.
  private func expectHeadlines(_ result: Tool.Result, _ count: Int, _ what: String) {
    let headlines = result.text.split(separator: "\n").filter { line in
      ["ACCEPTED", "REJECTED", "UNDETERMINED"].contains { line.hasPrefix($0) }
    }
    #expect(headlines.count == count, "\(what)")
  }

  private func expectPlain(_ json: Data, name: String = "b") throws {
    let folder = try TemporaryFolder()
    try folder.file(name, json)
    for command in Self.commands {
      let quoted = "'\(name)'"
      let result = try Tool.shell("\"$BADGE\" \(command.replacing("F", with: quoted))", in: folder.url)
      #expect([0, 1, 3].contains(result.status), "\(command)")
      try expectPlain(result, command)
      if command.hasPrefix("verify"), !command.contains("json") {
        expectHeadlines(result, command.hasSuffix("F F") ? 2 : 1, command)
      }
      if command.contains("jsonl") { #expect(result.text.split(separator: "\n").count == 1) }
      // What is no JSON object has nothing to inspect.
      if command.contains("json"), !result.output.isEmpty {
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(result.output)) }
      }
    }
  }

  @Test("There are hostile badges to show")
  func material() { #expect(Self.files.count > 15) }

  @Test("A hostile badge that is accepted", arguments: files)
  func accepted(_ file: String) throws {
    let url = Repository.vectors.appending(path: "valid/\(file)")
    #expect(try Tool.badge("verify", "--any-issuer", "-q", url.path).status == 0)
    try expectPlain(try Data(contentsOf: url))
  }

  @Test("A hostile badge that is refused", arguments: files)
  func refused(_ file: String) throws {
    let text = try String(contentsOf: Repository.vectors.appending(path: "valid/\(file)"), encoding: .utf8)
    let unsigned = text.replacing("\"proof\"", with: "\"beweis\"")
    #expect(unsigned != text)
    try expectPlain(Data(unsigned.utf8))
    let broken = text.replacing("\"proofPurpose\"", with: "\"\\u001b[2J\\u202e\"")
    try expectPlain(Data(broken.utf8))
  }

  private static let attack = #"\u001b[2J\r\nACCEPTED  x\u202e\u2066\u0085\u009b\u200b\u2028"#

  @Test("Every string of a badge, each in turn", arguments: ["", "unsigned"])
  func everyField(_ kind: String) throws {
    let text = String(decoding: try Repository.sample("alice.json"), as: UTF8.self)
    // Each string, names of members too, has the attack at its end.
    let strings = text.matches(of: /"[^"]*"/).map(\.range)
    #expect(strings.count > 60)
    let folder = try TemporaryFolder()
    for (index, range) in strings.enumerated() {
      var hostile = text
      hostile.insert(contentsOf: Self.attack, at: text.index(before: range.upperBound))
      if kind == "unsigned" { hostile = hostile.replacing("\"proof\":", with: "\"x\":") }
      try folder.file("\(index).json", Data(hostile.utf8))
    }
    for command in [
      "verify --any-issuer .", "verify --any-issuer --format jsonl .", "verify --any-issuer --format json .",
    ] {
      let result = try Tool.shell("\"$BADGE\" \(command)", in: folder.url)
      try expectPlain(result, command)
      if command.hasSuffix("issuer .") { expectHeadlines(result, strings.count, command) }
    }
    for command in kind.isEmpty ? ["inspect"] : ["inspect", "inspect --format json"] {
      let result = try Tool.shell("for f in *.json; do \"$BADGE\" \(command) $f; done", in: folder.url)
      try expectPlain(result, command)
      expectHeadlines(result, 0, command)
    }
  }

  @Test("A hostile name of a file")
  func name() throws {
    let name = "a\u{1B}[2J\n\u{202E}ACCEPTED.json"
    try expectPlain(try Repository.sample("alice.json"), name: name)
    try expectPlain(Data("{".utf8), name: name)
  }

  @Test("A hostile trust file, template and DID document")
  func otherFiles() throws {
    let folder = try TemporaryFolder()
    try folder.sample("issuer.pkcs8.pem")
    for name in ["trust.json", "teamwork.json", "documents/did-web.json"] {
      let text = String(decoding: try Repository.sample(name), as: UTF8.self)
      for range in text.matches(of: /"[^"]*"/).map(\.range) {
        var hostile = text
        hostile.insert(contentsOf: Self.attack, at: text.index(before: range.upperBound))
        try folder.file("f", Data(hostile.utf8))
        let command =
          switch name {
          case "trust.json": "trust show --trust f; \"$BADGE\" trust show --trust f --format json"
          case "teamwork.json":
            "issue --template f --key issuer.pkcs8.pem --allow-sample-key --recipient email:a@x.org --set role=a "
              + "--set project=b -o out --force"
          default: "trust add --trust t --name N did:web:university.example --controller-document f"
          }
        try expectPlain(try Tool.shell("\"$BADGE\" \(command)", in: folder.url), "\(name) \(text[range])")
      }
    }
  }
}
