import Foundation
import Testing

@testable import BadgeCLI

@Suite struct CanonicalizeTests {
  @Test("The canonical bytes and nothing else")
  func bytes() throws {
    let result = try Tool.badge("canonicalize", "-", input: Array(" {\"\\u20ac\": 1e2, \"a\" : [ 1.0 ] }\n".utf8))
    #expect(result.status == 0)
    #expect(result.text == #"{"a":[1],"€":100}"#)
    #expect(result.errors.isEmpty)
  }

  @Test(
    "A defect has its code and its byte",
    arguments: [
      (#"{"a":1,"a":2}"#, "at byte 7 (json_duplicate_name)"), ("[1,]", "at byte 3 (json_unexpected_byte)"),
      ("", "at byte 0 (json_empty)"), ("[1e999]", "at byte 1 (json_number_overflow)"),
      ("[1] x", "at byte 4 (json_trailing_bytes)"),
    ])
  func defects(_ text: String, _ end: String) throws {
    let result = try Tool.badge("canonicalize", "-", input: Array(text.utf8))
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.split(separator: "\n").first?.hasSuffix(end) == true)
  }

  @Test("More than 8 MiB are refused, from a file and from a pipe")
  func tooLarge() throws {
    let folder = try TemporaryFolder()
    try folder.file("a", Data(count: 8 << 20 + 1))
    for command in ["canonicalize a", "canonicalize - < a", "canonicalize - < /dev/zero"] {
      let result = try Tool.shell("\"$BADGE\" \(command)", in: folder.url)
      #expect(result.status == 1)
      #expect(result.errors.contains("(file_too_large)"))
    }
  }

  @Test("Files that are none are refused with status 4", arguments: ["/dev/zero", "/", "missing"])
  func kinds(_ path: String) throws {
    let result = try Tool.badge("canonicalize", path)
    #expect(result.status == 4)
    #expect(result.errors.hasPrefix("error: \(path) "))
  }

  @Test("A file is written whole, and only where there is none")
  func output() throws {
    let folder = try TemporaryFolder()
    try folder.file("in", Data("[ 1 ]".utf8))
    #expect(try Tool.badge("canonicalize", "in", "-o", "out", in: folder.url).status == 0)
    #expect(try folder.text("out") == "[1]")
    try folder.file("in", Data("[ 2 ]".utf8))
    let refused = try Tool.badge("canonicalize", "in", "-o", "out", in: folder.url)
    #expect(refused.status == 4)
    #expect(refused.errors.contains("--force"))
    #expect(try Tool.badge("canonicalize", "in", "-o", "out", "--force", in: folder.url).status == 0)
    #expect(try folder.text("out") == "[2]")
    #expect(try folder.entries == ["in", "out"])
  }

  @Test("The umask decides who may read the result")
  func umask() throws {
    let folder = try TemporaryFolder()
    try folder.file("in", Data("1".utf8))
    _ = try Tool.shell("umask 027; \"$BADGE\" canonicalize in -o out", in: folder.url)
    #expect(try folder.mode("out") == 0o640)
  }

  @Test("A refused document makes no file")
  func noFile() throws {
    let folder = try TemporaryFolder()
    try folder.file("in", Data("{".utf8))
    #expect(try Tool.badge("canonicalize", "in", "-o", "out", in: folder.url).status == 1)
    #expect(try folder.entries == ["in"])
  }
}
