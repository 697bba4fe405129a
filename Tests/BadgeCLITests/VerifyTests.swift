import Foundation
import Testing

@testable import BadgeCLI

/// The command as scripts run it: exit status and bytes. What is accepted and what is not has tests in the library.
@Suite struct VerifyTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.sample("alice.json")
    try folder.sample("trust.json")
    let text = try folder.text("alice.json")
    try folder.file("tampered.json", Data(text.replacing("Editor", with: "Director").utf8))
  }

  private func verify(_ line: String, before: String = "") throws -> Tool.Result {
    try Tool.shell("\(before)\"$BADGE\" verify \(line)", in: folder.url)
  }

  /// `alice.json` as one line.
  private func line() throws -> String {
    let object = try JSONSerialization.jsonObject(with: Data(folder.text("alice.json").utf8))
    return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
  }

  private func outcomes(_ result: Tool.Result) throws -> [String] {
    try result.text.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let position = (object?["line"] as? Int).map { ":\($0)" } ?? ""
      return "\(object?["input"] ?? "")\(position) \(object?["outcome"] ?? "")"
    }
  }

  // MARK: exit status

  @Test(
    "The exit status tells the outcome",
    arguments: [
      ("alice.json --trust trust.json", 0, ""), ("alice.json --issuer \(Repository.sampleDID)", 0, ""),
      ("alice.json --any-issuer", 0, ""), ("alice.json", 3, "issuer_not_trusted"),
      ("alice.json --issuer \(Repository.otherDID)", 3, "issuer_not_trusted"),
      ("tampered.json --trust trust.json", 1, "signature_invalid"),
      ("alice.json --trust trust.json --at 2046-01-02", 1, "expired"),
      ("alice.json --any-issuer --recipient email:alice@example.org", 0, ""),
      ("alice.json --any-issuer --recipient email:bob@example.org", 1, "recipient_mismatch"),
      ("alice.json --any-issuer --recipient id:did:key:x", 3, "recipient_not_named"),
      ("trust.json --any-issuer", 1, "not_a_credential"), ("- --any-issuer < alice.json", 0, ""),
      ("- --any-issuer < /dev/null", 1, "json_invalid"), ("- < /dev/zero", 1, "input_too_large"),
    ])
  func status(_ line: String, _ status: Int, _ code: String) throws {
    let result = try verify(line)
    #expect(result.status == Int32(status), "\(result.text)")
    #expect(result.text.contains("[\(code)]") || code.isEmpty)
    #expect(result.errors.isEmpty)
    let quiet = try verify("-q \(line)")
    #expect(quiet.status == Int32(status) && quiet.output.isEmpty && quiet.errors.isEmpty)
    let json = try verify("--format json \(line)")
    #expect(json.status == Int32(status))
    let report = try #require(try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
    #expect(report["outcome"] as? String == ["accepted", "rejected", "", "undetermined"][status])
    #expect((report["findings"] as? [[String: Any]])?.count == 8)
    #expect(code.isEmpty || json.text.contains("\"code\": \"\(code)\""))
  }

  @Test(
    "What cannot be read is status 4, and wrong usage is 2",
    arguments: [
      ("missing.json", 4), (".badge", 4), ("alice.json --trust missing", 4), ("alice.json --trust alice.json", 4),
      ("alice.json --did-documents missing", 4), ("", 2), ("alice.json --at noon", 2), ("alice.json --jobs 0", 2),
      ("alice.json --jobs 1000", 2), ("alice.json --format xml", 2), ("alice.json --recipient alice", 2),
      ("alice.json --any-issuer --issuer x", 2), ("alice.json --frobnicate", 2), ("empty", 2),
    ])
  func errors(_ line: String, _ status: Int) throws {
    try FileManager.default.createDirectory(at: folder.url.appending(path: "empty"), withIntermediateDirectories: false)
    let result = try verify(line)
    #expect(result.status == Int32(status))
    #expect(result.errors.hasPrefix("error: "))
  }

  @Test("Of several badges the worst status counts: 4, 1, 3, 0")
  func worst() throws {
    #expect(try verify("--trust trust.json alice.json alice.json").status == 0)
    #expect(try verify("--issuer \(Repository.otherDID) alice.json alice.json").status == 3)
    #expect(try verify("--issuer \(Repository.otherDID) alice.json tampered.json").status == 1)
    let missing = try verify("--trust trust.json alice.json missing.json tampered.json")
    #expect(missing.status == 4)
    #expect(missing.errors == "error: missing.json cannot be read: No such file or directory (file_unreadable)\n")
    #expect(missing.text.hasSuffix("\n3 badges: 1 accepted, 1 rejected, 1 undetermined\n"))
    #expect(missing.text.contains("UNDETERMINED  missing.json   input unreadable\n"))
  }

  // MARK: formats

  @Test("The first line says what came out, of which file, why, and for whom")
  func headline() throws {
    let accepted = try verify("alice.json --trust trust.json").text
    #expect(accepted.hasPrefix("ACCEPTED  alice.json   Teamwork, awarded to alice@example.org\n"))
    #expect(
      try verify("tampered.json --trust trust.json").text.hasPrefix("REJECTED  tampered.json   signature invalid\n"))
    #expect(try verify("alice.json").text.hasPrefix("UNDETERMINED  alice.json   issuer not trusted: Teamwork,"))
    let any = try verify("alice.json --any-issuer").text
    #expect(any.split(separator: "  passed")[0].contains("by an issuer that"))
    #expect(!accepted.contains("\u{1B}"))
  }

  @Test("One badge gives one object, several give an array, lines give a line each")
  func json() throws {
    let one = try verify("--format json --any-issuer alice.json")
    #expect(one.text.hasPrefix("{\n") && one.text.hasSuffix("}\n"))
    for (paths, count) in [
      ("alice.json tampered.json", 2), (".", 3), ("lines.jsonl", 2), ("empty.jsonl alice.json", 1),
    ] {
      let text = try line()
      try folder.file("lines.jsonl", Data("\(text)\n\(text)\n".utf8))
      try folder.file("empty.jsonl", Data())
      if paths == "." {
        try FileManager.default.removeItem(at: folder.url.appending(path: "lines.jsonl"))
      }
      let several = try verify("--format json --any-issuer \(paths)")
      let array = try #require(try JSONSerialization.jsonObject(with: Data(several.output)) as? [Any])
      #expect(array.count == count, "\(paths)")
    }
    let none = try verify("--format json --any-issuer empty.jsonl")
    #expect(none.status == 2 && none.text == "[]\n")
    #expect(try outcomes(verify("--format jsonl --any-issuer alice.json")) == ["alice.json accepted"])
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(one.output)) as? [String: Any])
    #expect((report["sha256"] as? String)?.count == 64)
    #expect((report["credential"] as? [String: Any])?["recipient"] as? String == "alice@example.org")
    #expect(try !verify("--format json --any-issuer tampered.json").text.contains("\"credential\""))
  }

  @Test("The same input, trust and time give the same bytes, in every locale and on a terminal")
  func sameBytes() throws {
    for format in ["text", "json", "jsonl"] {
      var outputs: Set<String> = []
      for environment in ["LC_ALL=C", "LC_ALL=tr_TR.UTF-8", "LC_ALL=", "LANG=de_DE TZ=Asia/Tokyo", "COLUMNS=20"] {
        outputs.insert(
          try verify(
            "--format \(format) --trust trust.json --at 2027-01-01 alice.json tampered.json",
            before: "env \(environment) "
          )
          .text)
      }
      #expect(outputs.count == 1)
      guard Tool.isInstalled("script") else { continue }
      let terminal = try Tool.shell(
        "timeout 120 env TERM=dumb script -qec '\"$BADGE\" verify --format \(format) --trust trust.json --at 2027-01-01 "
          + "alice.json tampered.json' /dev/null", in: folder.url)
      #expect(terminal.text.replacing("\r\n", with: "\n") == outputs.first)
    }
  }

  // MARK: many

  @Test("Lines: blank ones are none, CRLF and a missing end do no harm, and numbers are those of the file")
  func lines() throws {
    let good = try line()
    let bad = good.replacing("Editor", with: "Director")
    let text = "\(good)\n\n  \t\n\(bad)\r\n\r\n{\n\"eyJhbGciOiJFZERTQSJ9.e30.c2ln\"\n\(good)"
    try folder.file("class.jsonl", Data(text.utf8))
    let expected = [
      "class.jsonl:1 accepted", "class.jsonl:4 rejected", "class.jsonl:6 rejected", "class.jsonl:7 rejected",
      "class.jsonl:8 accepted",
    ]
    let result = try verify("--format jsonl --any-issuer class.jsonl")
    #expect(result.status == 1)
    #expect(try outcomes(result) == expected)
    let piped = try verify("--format jsonl --any-issuer --lines - < class.jsonl")
    #expect(try outcomes(piped) == expected.map { $0.replacing("class.jsonl", with: "-") })
    #expect(try verify("--any-issuer class.jsonl").text.contains("REJECTED  class.jsonl:4   signature invalid\n"))
  }

  @Test("A line that is too long is told, and the next one is read")
  func longLine() throws {
    let good = try line()
    let file = try folder.file("a.ndjson", Data("\(good)\n\"".utf8))
    let handle = try FileHandle(forWritingTo: file)
    try handle.seekToEnd()
    for _ in 0..<9 { try handle.write(contentsOf: Data(repeating: 0x78, count: 1 << 20)) }
    try handle.write(contentsOf: Data("\"\n\(good)\n".utf8))
    try handle.close()
    let result = try verify("--format jsonl --any-issuer a.ndjson")
    #expect(try outcomes(result) == ["a.ndjson:1 accepted", "a.ndjson:2 rejected", "a.ndjson:3 accepted"])
    #expect(result.text.contains("\"code\":\"input_too_large\""))
  }

  /// Folders, lines and bad files, several portions of each.
  private func manyInputs() throws {
    let good = try line()
    for name in ["d", "d/e", "d/a"] {
      try FileManager.default.createDirectory(at: folder.url.appending(path: name), withIntermediateDirectories: true)
    }
    for number in 0..<60 {
      let text = number % 7 == 0 ? "{" : number % 5 == 0 ? good.replacing("Editor", with: "x") : good
      try folder.file("d/\(["", "e/", "a/"][number % 3])b\(number).json", Data(text.utf8))
    }
    try folder.file("d/lines.jsonl", Data(String(repeating: "\(good)\n\n{}\n", count: 300).utf8))
    try folder.file("d/notes.txt", Data("no badge".utf8))
  }

  @Test("Any number of workers gives the same bytes, in the order of the input")
  func workers() throws {
    try manyInputs()
    for format in ["text", "json", "jsonl"] {
      let line = "--format \(format) --trust trust.json --at 2027-01-01 alice.json d tampered.json"
      let results = try ["1", "2", "7"].map { try verify("--jobs \($0) \(line)") }
      #expect(Set(results.map(\.output)).count == 1)
      #expect(results.allSatisfy { $0.status == 1 })
      #expect(results.allSatisfy { $0.errors == "1 other file or link was left alone in the folders\n" })
    }
    let names = try outcomes(verify("--format jsonl --any-issuer d alice.json")).map { $0.split(separator: " ")[0] }
    #expect(names.count == 60 + 600 + 1)
    #expect(names.first == "d/a/b11.json" && names.last == "alice.json")
    let files = names.filter { !$0.contains("jsonl") && $0 != "alice.json" }
    #expect(files == files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test("A reader that goes away ends the run quietly, and not as an acceptance")
  func brokenPipe() throws {
    try manyInputs()
    let result = try verify(
      "--format jsonl --any-issuer --jobs 2 d d d d d d d d; echo $? >&2; } | head -1", before: "{ ")
    #expect(result.text.split(separator: "\n").count == 1)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.last == "4" && lines.allSatisfy { !$0.hasPrefix("error") }, "\(result.errors)")
  }

  @Test("A document is found by its id, whatever its file is called, and what is left out is told")
  func documentsByID() throws {
    let documents = try Tool.shell(
      """
      mkdir docs && printf '{"id":"did:web:a.example"}' > docs/did && printf 'notes' > docs/README && ln -s did docs/l
      "$BADGE" verify alice.json --any-issuer --did-documents docs -q
      """, in: folder.url)
    #expect(documents.errors.contains("docs/README"))
    #expect(!documents.errors.contains("docs/did"))
    #expect(documents.errors.contains("1 in all"))
  }

  @Test("A trust file that may not be looked for is not taken for none", .enabled(if: geteuid() == 0))
  func hiddenTrustFile() throws {
    let result = try Tool.shell(
      "mkdir -p h/.config/badge && chmod 700 h/.config/badge && chmod 755 h h/.config . && "
        + "HOME=$PWD/h setpriv --reuid 65534 --clear-groups \"$BADGE\" verify alice.json --any-issuer -q",
      in: folder.url)
    #expect(result.status == 4 && result.errors.contains("cannot be looked for"), "\(result.errors)")
  }

  @Test("Pipes, devices and sockets are named as what they are, and nobody is waited for")
  func kinds() throws {
    #expect(mkfifo(folder.url.appending(path: "pipe.json").path, 0o600) == 0)
    let line = "timeout 60 \"$BADGE\" verify --any-issuer"
    let one = try Tool.shell("\(line) pipe.json", in: folder.url)
    #expect(one.status == 4 && one.errors.contains("pipe.json is a pipe, not a file"))
    let several = try Tool.shell("\(line) --format jsonl alice.json pipe.json /dev/zero", in: folder.url)
    #expect(several.status == 4)
    #expect(
      try outcomes(several) == ["alice.json accepted", "pipe.json undetermined", "/dev/zero undetermined"])
    // In a folder only files are looked at.
    let all = try Tool.shell("\(line) --format jsonl .", in: folder.url)
    #expect(all.status == 1)
    #expect(try outcomes(all) == ["./alice.json accepted", "./tampered.json rejected", "./trust.json rejected"])
    #expect(all.errors == "1 other file or link was left alone in the folders\n")
  }

  @Test("Links in folders are not followed")
  func links() throws {
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "loop"), withDestinationURL: folder.url)
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "link.json"), withDestinationURL: folder.url.appending(path: "alice.json"))
    let result = try verify("--format jsonl --any-issuer .")
    #expect(try outcomes(result).count == 3)
    #expect(
      result.errors == "2 other files and links in the folders were left alone\n" || result.errors.hasPrefix("2 other"))
    #expect(try verify("--any-issuer link.json").status == 0)
  }

  @Test("A folder that cannot be read is told, and the rest is verified")
  func unreadable() throws {
    try #require(geteuid() != 0 || true)
    let deep = String(repeating: "d/", count: 70)
    try FileManager.default.createDirectory(at: folder.url.appending(path: deep), withIntermediateDirectories: true)
    try folder.file(deep + "x.json", Data("{}".utf8))
    let result = try verify("--format jsonl --any-issuer .")
    #expect(result.status == 4)
    #expect(result.errors.contains("(file_unreadable)"))
    #expect(try outcomes(result).first == "./alice.json accepted")
  }

  // MARK: nothing but files

  @Test("No context that a badge names is looked for anywhere", .enabled(if: Tool.isInstalled("strace")))
  func contextCalls() throws {
    let official = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
    let alice = String(decoding: try Repository.sample("alice.json"), as: UTF8.self)
    #expect(alice.contains("eddsa-rdfc-2022"))
    for url in [
      "https://u.example/v1", "http://127.0.0.1:1/c", "file:///etc/hostname", "/etc/hostname", "../trust.json",
    ] {
      try folder.file(
        "b.json", Data(alice.replacing("\"\(official)\"", with: "\"\(official)\", \"\(url)\"").utf8))
      let result = try Tool.shell(
        "strace -f -o trace -e trace=%network,%file \"$BADGE\" verify b.json --any-issuer > out; echo $?; "
          + "grep -E 'socket|connect|hostname|trust.json' trace", in: folder.url)
      // What is no URL is a defect of the badge.
      #expect(result.text == (url.contains(":") ? "3\n" : "1\n"), "\(url): \(result.text)")
      if url.contains(":") { #expect(try folder.text("out").contains("[context_unknown]")) }
    }
  }

  @Test(
    "No socket is opened, and no file but those that were named", .enabled(if: Tool.isInstalled("strace")),
    arguments: ["alice.json", "--format jsonl ."])
  func calls(_ line: String) throws {
    let result = try Tool.shell(
      "strace -f -o trace -e trace=network,openat,open \"$BADGE\" verify \(line) --trust trust.json > out; "
        + "grep -E 'socket|connect|open' trace", in: folder.url)
    let calls = result.text.split(separator: "\n")
    #expect(!calls.contains { $0.contains("socket(") || $0.contains("connect(") })
    let opened = calls.compactMap { $0.firstMatch(of: /"([^"]*)"/)?.1 }
    let foreign = opened.filter { path in
      path.hasPrefix("/")
        && !["/lib", "/usr/lib", "/etc/ld.so", "/proc", "/sys", "/dev", "/opt"].contains { path.hasPrefix($0) }
        && !path.hasPrefix(Tool.executable.deletingLastPathComponent().path) && !path.contains("/swift/")
    }
    #expect(foreign.isEmpty)
  }
}
