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

  @Test("The member 'proof' of the document, and no other, is left out where that is asked for")
  func withoutProof() throws {
    let text = Array(#"{"proof":1,"a":{"proof":2}}"#.utf8)
    #expect(try Tool.badge("canonicalize", "--without-proof", "-", input: text).text == #"{"a":{"proof":2}}"#)
    #expect(try Tool.badge("canonicalize", "-", input: text).text == #"{"a":{"proof":2},"proof":1}"#)
  }
}

/// With `--rdfc`.
@Suite struct CanonicalizeLinkedDataTests {
  private func canonicalize(_ text: String, _ options: String...) throws -> Tool.Result {
    try Tool.shell("\"$BADGE\" canonicalize --rdfc - \(options.joined(separator: " "))", input: Array(text.utf8))
  }

  @Test("N-Quads become canonical: sorted, without comments and doubles, and with the names of blank nodes changed")
  func nquads() throws {
    let result = try canonicalize(
      """
      # a comment
      _:x <https://a.example/p> "b\\u0041\\u0009" .
      <https://a.example/s>   <https://a.example/p> _:x <https://a.example/g> . # another
      <https://a.example/s> <https://a.example/p> _:x <https://a.example/g> .
      """)
    #expect(
      result.text == """
        <https://a.example/s> <https://a.example/p> _:c14n0 <https://a.example/g> .
        _:c14n0 <https://a.example/p> "bA\\t" .

        """, "\(result.errors)")
    #expect(result.status == 0 && result.errors.isEmpty)
  }

  @Test("A badge gives the statements that a document of its own RDF gives, with and without its proof")
  func badge() throws {
    let folder = try TemporaryFolder()
    try folder.sample("alice.json")
    for options in ["", "--without-proof"] {
      let result = try Tool.shell(
        "\"$BADGE\" canonicalize --rdfc alice.json \(options) -o a.nq && \"$BADGE\" canonicalize --rdfc a.nq -o - "
          + "| cmp - a.nq && grep -c cryptosuite a.nq; rm a.nq", in: folder.url)
      #expect(result.text == (options.isEmpty ? "1\n" : "0\n"), "\(result.errors)")
    }
  }

  @Test("What the file is follows from its name, then from its first character, unless that is said")
  func forms() throws {
    let folder = try TemporaryFolder()
    try folder.file("a.json", Data("<https://a.example/s> <https://a.example/p> <https://a.example/o> .".utf8))
    func run(_ line: String) throws -> Int32 {
      try Tool.shell("\"$BADGE\" canonicalize --rdfc \(line)", in: folder.url).status
    }
    #expect(try run("a.json") == 1)
    #expect(try run("- < a.json") == 0)
    #expect(try run("a.json --from nquads") == 0)
    #expect(try run("- --from jsonld < a.json") == 1)
    #expect(try run("- < /dev/null") == 1)
    #expect(try run("- --from nquads < /dev/null") == 0)
    #expect(try run("- --from nquads --without-proof < a.json") == 2)
    #expect(try run("- --from turtle < a.json") == 2)
  }

  @Test(
    "What would be left out is an error with its place, and a hint",
    arguments: [
      (#""a":1"#, "no context defines the member 'a'", "/a", "property_undefined"),
      (#""name":{"x/y":1}"#, "no context defines the member 'x/y'", "/name/x~1y", "property_undefined"),
      (#""type":"Thing""#, "the type", "/type", "type_undefined"),
      (#""id":"thing""#, "the identifier", "/id", "id_relative"),
    ])
  func safe(_ member: String, _ message: String, _ pointer: String, _ code: String) throws {
    let result = try canonicalize(#"{"@context":"https://www.w3.org/ns/credentials/v2",\#(member)}"#)
    #expect(result.status == 1 && result.output.isEmpty)
    let lines = result.errors.split(separator: "\n")
    #expect(lines[0].hasPrefix("error: standard input: \(message)"), "\(result.errors)")
    #expect(lines[0].hasSuffix("(at \(pointer)) (\(code))"), "\(result.errors)")
    #expect(lines.count == 2 && lines[1].hasPrefix("hint: "))
  }

  @Test("A context that is not at hand is missing, which is status 3")
  func unknownContext() throws {
    let result = try canonicalize(#"{"@context":"https://u.example/v1"}"#)
    #expect(result.status == 3)
    #expect(
      result.errors == """
        error: standard input: the context https://u.example/v1 is not known (at /@context) (loading_remote_context_failed)
        hint: give its file with --context URL=FILE; nothing is ever fetched

        """)
  }

  @Test("A document's own definitions are refused unless they are asked for")
  func inlineContexts() throws {
    let text = #"{"@context":{"a":"https://u.example/a"},"@id":"urn:x","a":"b"}"#
    let refused = try canonicalize(text)
    #expect(refused.status == 1 && refused.errors.contains("(inline_context)"))
    #expect(
      try canonicalize(text, "--allow-inline-contexts").text == "<urn:x> <https://u.example/a> \"b\" .\n")
  }

  @Test("Both hashes are there, and tell blank nodes apart in their own way")
  func hashes() throws {
    let text = "_:a <urn:p> _:b .\n_:b <urn:q> _:c .\n_:c <urn:r> \"x\" .\n_:d <urn:s> _:a .\n"
    let all = try ["", "--hash sha-256", "--hash sha-384"].map { try canonicalize(text, $0).text }
    #expect(all[0] == all[1] && all[1] != all[2] && all[2].contains("_:c14n3"))
    #expect(try canonicalize(text, "--hash sha-512").status == 2)
  }

  @Test("Blank nodes that are too much alike are refused in time")
  func poison() throws {
    var text = ""
    for a in 0..<10 { for b in 0..<10 where a != b { text += "_:n\(a) <urn:p> _:n\(b) .\n" } }
    let result = try canonicalize(text)
    #expect(result.status == 1 && result.errors.contains("(rdfc_work_budget_exceeded)"))
  }

  @Test(
    "A defect of N-Quads has its line and its byte",
    arguments: [
      ("<urn:a> <urn:b> \"\\x\" .", "nquads_invalid_escape"), ("<urn:a> <urn:b>", "nquads_unexpected_end"),
      ("\n<a> <urn:b> <urn:c> .", "iri_invalid"), ("_:a _:b _:c .", "nquads_unexpected_byte"),
    ])
  func defects(_ text: String, _ code: String) throws {
    let result = try canonicalize(text)
    #expect(result.status == 1 && result.output.isEmpty)
    #expect(result.errors.contains(", in line ") && result.errors.contains("(\(code))"), "\(result.errors)")
  }

  @Test("Options of linked data without --rdfc are a mistake, not a no")
  func usage() throws {
    for options in ["--from nquads", "--hash sha-256", "--context https://a.example=x", "--allow-inline-contexts"] {
      let result = try Tool.shell("\"$BADGE\" canonicalize x \(options)")
      #expect(result.status == 2 && result.errors.contains("--rdfc"), "\(options)")
    }
  }

  @Test("No socket is opened for a context", .enabled(if: Tool.isInstalled("strace")))
  func network() throws {
    let folder = try TemporaryFolder()
    let text = #"{"@context":["https://u.example/v1","http://127.0.0.1:1/c","file:///etc/passwd"],"a":1}"#
    let result = try Tool.shell(
      "strace -f -o trace -e trace=%network,open,openat \"$BADGE\" canonicalize --rdfc -; echo $?; "
        + "grep -v -e +++ -e --- trace | grep -E 'socket|connect|passwd'", input: Array(text.utf8), in: folder.url)
    #expect(result.text == "3\n", "\(result.text)")
  }
}
