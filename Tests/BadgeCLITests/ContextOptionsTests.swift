import Files
import Foundation
import Testing

@testable import BadgeCLI

@Suite struct ContextOptionsTests {
  let folder: TemporaryFolder

  private static let url = "https://u.example/v1"
  private static let bundled = "https://www.w3.org/ns/credentials/v2"

  init() throws {
    folder = try TemporaryFolder()
    try folder.file("c.json", Data(#"{"@context":{"@protected":true,"zz":"https://u.example/zz"}}"#.utf8))
    try folder.file("doc.json", Data(#"{"@context":"https://u.example/v1","@id":"urn:a","zz":"b"}"#.utf8))
  }

  private func run(_ options: String) throws -> Tool.Result {
    try Tool.shell("\"$BADGE\" canonicalize --rdfc doc.json \(options)", in: folder.url)
  }

  private func expectRefusal(_ options: String, _ status: Int32, _ code: String) throws {
    let result = try run(options)
    #expect(result.status == status && result.output.isEmpty, "\(options): \(result.errors)")
    #expect(result.errors.contains("(\(code))"), "\(options): \(result.errors)")
  }

  @Test("A context that is given is used, and one that is not is missing")
  func given() throws {
    #expect(try run("").status == 3)
    #expect(try run("--context \(Self.url)=c.json").text == "<urn:a> <https://u.example/zz> \"b\" .\n")
    #expect(try run("--context https://u.example/v2=c.json").status == 3)
  }

  @Test("The last '=' ends the URL")
  func equalsSigns() throws {
    let argument = try ContextArgument(parsing: "https://u.example/?a=b=c.json")
    #expect(argument.url == "https://u.example/?a=b" && argument.file == Path("c.json"))
  }

  @Test(
    "What is no URL and file is wrong usage",
    arguments: ["x", "=c.json", "c.json=", "v1=c.json", "https://u.example/v1", "https://u.example/v1=-", ""])
  func usage(_ argument: String) throws {
    #expect(throws: (any Error).self) { try ContextArgument(parsing: argument) }
    try expectRefusal("--context '\(argument)'", 2, "usage")
  }

  @Test("One URL twice is refused, also with one file")
  func twice() throws {
    try expectRefusal("--context \(Self.url)=c.json --context \(Self.url)=c.json", 2, "usage")
  }

  @Test("A context that badge brings is not replaced")
  func bundledURL() throws {
    try expectRefusal("--context \(Self.bundled)=c.json", 2, "context_bundled")
  }

  @Test(
    "A file that is no context is told of as such, and not as a defect of the document",
    arguments: [
      ("[]", 4, "context_invalid"), ("{}", 4, "context_invalid"), ("no JSON", 4, "context_invalid"),
      (#"{"@context":{"a":1,"a":2}}"#, 4, "context_invalid"), (#"{"@context":{"a":5}}"#, 4, "invalid_term_definition"),
      (#"{"@context":["https://u.example/v7"]}"#, 4, "loading_remote_context_failed"),
    ])
  func broken(_ text: String, _ status: Int32, _ code: String) throws {
    try folder.file("x.json", Data(text.utf8))
    let result = try run("--context \(Self.url)=x.json")
    #expect(result.status == status && result.errors.contains("(\(code))"), "\(result.errors)")
    #expect(!result.errors.contains("doc.json"))
  }

  @Test("A context has a limit of size")
  func size() throws {
    try folder.file("x.json", Data(#"{"@context":{}}"#.utf8) + Data(repeating: 0x20, count: 1 << 20))
    try expectRefusal("--context \(Self.url)=x.json", 1, "file_too_large")
    try expectRefusal("--context \(Self.url)=/dev/zero", 4, "file_not_regular")
    try expectRefusal("--context \(Self.url)=missing", 4, "file_unreadable")
  }

  @Test("Contexts that are given may name each other and those that badge brings")
  func nested() throws {
    try folder.file("x.json", Data(#"{"@context":["https://u.example/v2","\#(Self.bundled)"]}"#.utf8))
    #expect(
      try run("--context \(Self.url)=x.json --context https://u.example/v2=c.json").text
        == "<urn:a> <https://u.example/zz> \"b\" .\n")
  }
}
