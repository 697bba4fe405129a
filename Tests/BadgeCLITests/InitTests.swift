import Foundation
import Testing

@testable import BadgeCLI

@Suite struct InitTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.file("pass", Data("correct horse battery\n".utf8), mode: 0o600)
  }

  private func make(_ options: String) throws -> Tool.Result {
    try Tool.shell("\"$BADGE\" init \(options)", in: folder.url)
  }

  private static let needed = "--name 'Example University' --status-url https://university.example/status"

  @Test("A key, a register and a folder are made, and what they are is said")
  func whole() throws {
    let result = try make("\(Self.needed) --url https://university.example --passphrase-file pass")
    #expect(result.status == 0, "\(result.errors)")
    for name in ["badge-register.sqlite", "issuer.pem", "lists"] { #expect(try folder.entries.contains(name)) }
    #expect(try folder.mode("badge-register.sqlite") == 0o600)
    #expect(try folder.mode("issuer.pem") == 0o600)
    #expect(result.text.contains("issuer      did:key:z6Mk"))
    #expect(result.text.contains("at https://university.example/status"))
    #expect(result.errors.contains("keep a backup of issuer.pem and its passphrase"))
    #expect(result.errors.contains("badge backup FILE") && result.errors.contains("next: badge issue --template"))
    #expect(try folder.text("issuer.pem").contains("ENCRYPTED PRIVATE KEY"))
  }

  @Test("A folder that is missing is made, and its register is found by the folder or by its file")
  func elsewhere() throws {
    #expect(try make("a/b \(Self.needed) --plain").status == 0)
    #expect(try folder.entries == ["a", "pass"])
    try folder.sample("teamwork.json")
    for place in ["a/b", "a/b/", "a/b/badge-register.sqlite"] {
      let result = try Tool.shell(
        "\"$BADGE\" issue --template teamwork.json --set role=R --set project=P --recipient email:a@example.org "
          + "--register \(place) --force", in: folder.url)
      #expect(result.status == 0, "\(result.errors)")
    }
    #expect(try Tool.badge("list", "--count", "--register", "a/b", in: folder.url).text == "3\n")
  }

  @Test("Nothing is made over a register or a key, and what is there stays")
  func twice() throws {
    #expect(try make("\(Self.needed) --plain").status == 0)
    let register = try Data(contentsOf: folder.url.appending(path: "badge-register.sqlite"))
    let key = try folder.text("issuer.pem")
    let again = try make("\(Self.needed) --plain")
    #expect(again.status == 4 && again.errors.contains("(register_exists)"))
    try FileManager.default.removeItem(at: folder.url.appending(path: "badge-register.sqlite"))
    let keyThere = try make("\(Self.needed) --plain")
    #expect(keyThere.status == 4 && keyThere.errors.contains("hint: use it with --key issuer.pem"))
    #expect(try folder.text("issuer.pem") == key)
    #expect(try make("\(Self.needed) --key issuer.pem").status == 0)
    #expect(!register.isEmpty)
  }

  @Test("Where nobody can be asked, everything that is missing is named at once")
  func missing() throws {
    let result = try make("")
    #expect(result.status == 2)
    #expect(
      result.errors.contains(
        "there is no --name, no --status-url, no --key, or --passphrase-file for a new key (usage)"))
    #expect(try folder.entries == ["pass"])
    #expect(try make("--name A --plain").errors.contains("there is no --status-url (usage)"))
  }

  @Test(
    "What cannot be used is wrong usage, and nothing is made",
    arguments: [
      "--name ' ' --status-url https://a.example --plain", "--name A --status-url a.example --plain",
      "--name A --status-url ftp://a.example --plain", "--name A --status-url http://a.example/status --plain",
      "--name A --status-url http://localhost/status --plain", "--name A --status-url 'https://a.example/?x=1' --plain",
      "\(needed) --plain --url relative", "\(needed) --plain --email alice", "\(needed) --plain --passphrase-file pass",
      "\(needed) --plain --key x", "\(needed) --plain --verification-method did:web:a.example#1",
      "\(needed) --plain --list-length 100", "\(needed) --plain --list-length 131073",
      "\(needed) --plain --list-days 0",
      "\(needed) --plain --list-hours 0", "\(needed) --key pass --verification-method did:web:a.example",
    ])
  func wrong(_ options: String) throws {
    let result = try make(options)
    #expect(result.status == 2, "\(result.errors)")
    #expect(try folder.entries == ["pass"])
  }

  @Test("A sample key is refused unless it is allowed, and a key that others can read is too")
  func keys() throws {
    try folder.sample("issuer.pkcs8.pem", as: "sample.pem")
    let refused = try make("\(Self.needed) --key sample.pem")
    #expect(refused.status == 4 && refused.errors.contains("(sample_key)"))
    #expect(try folder.entries == ["pass", "sample.pem"])
    #expect(try make("\(Self.needed) --key sample.pem --allow-sample-key").status == 0)
  }

  @Test("A did:web issuer brings its document, and the register knows it from then on")
  func web() throws {
    try folder.sample("issuer.pkcs8.pem", as: "issuer.pem")
    try folder.sample("teamwork.json")
    let documents = Repository.samples.appending(path: "documents").path
    let method = "did:web:university.example#key-1"
    let line = "\(Self.needed) --key issuer.pem --allow-sample-key --verification-method \(method)"
    let without = try make(line)
    #expect(without.status == 2 && without.errors.contains("--did-documents"), "\(without.text)")
    try folder.sample("other.pkcs8.pem", as: "other.pem")
    let other = try make("\(line) --did-documents \(documents) --key other.pem")
    #expect(other.status == 1 && other.errors.contains("(key_not_the_issuers)"))
    #expect(try !folder.entries.contains("badge-register.sqlite"))
    let made = try make("\(line) --did-documents \(documents)")
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.text.contains("issuer      did:web:university.example\n"))
    let issued = try Tool.shell(
      "\"$BADGE\" issue --template teamwork.json --set role=R --set project=P --recipient email:a@example.org "
        + "--allow-sample-key -o a.json", in: folder.url)
    #expect(issued.status == 0, "\(issued.errors)")
    let verified = try Tool.shell(
      "\"$BADGE\" verify a.json --issuer did:web:university.example --did-documents \(documents) --status lists",
      in: folder.url)
    #expect(verified.status == 0, "\(verified.text)")
  }

  @Test(
    "On a terminal it asks for what is missing, and again where an answer cannot be used",
    .enabled(if: Tool.isInstalled("script")))
  func asks() throws {
    let answers =
      "Example University\n\nalice\noffice@university.example\nnonsense\nhttps://university.example/status\n"
    try folder.file("answers", Data(answers.utf8))
    let result = try Tool.shell(
      "(sleep 1; while IFS= read -r line; do printf '%s\\n' \"$line\"; sleep 0.3; done < answers; sleep 2) | "
        + "timeout 120 script -qec '\"$BADGE\" init --plain' /dev/null", in: folder.url)
    #expect(result.text.contains("Name of the issuer: "))
    #expect(result.text.contains("that address has no @"))
    #expect(result.text.contains("that is no https URL"))
    #expect(try folder.entries.contains("badge-register.sqlite"), "\(result.text)")
  }
}
