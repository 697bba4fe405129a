import Badge
import Foundation
import Testing

@testable import BadgeCLI

@Suite struct StatusListFilesTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "lists/below"), withIntermediateDirectories: true)
  }

  private func find(_ paths: String..., url: String = StatusSample.url) throws -> String {
    switch try StatusListFiles(paths.map { folder.path($0) }).find(Array(url.utf8)) {
    case .found(let bytes), .retrieved(let bytes, _): String(decoding: bytes, as: UTF8.self)
    case .snapshots: "snapshots"
    case .missing: "missing"
    case .ambiguous: "ambiguous"
    case .unreadable: "unreadable"
    }
  }

  private func text(_ id: String?, _ note: String = "") -> String {
    id.map { "{\"id\":\"\($0)\",\"note\":\"\(note)\"}" } ?? "{\"note\":\"\(note)\"}"
  }

  private func write(_ name: String, _ text: String) throws { try folder.file(name, Data(text.utf8)) }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: name).path, withDestinationPath: target)
  }

  @Test("A list is found by its id, whatever its file is called and wherever below the folder it lies")
  func byID() throws {
    try write("lists/a b.json", text(StatusSample.suspensionURL))
    try write("lists/below/x.json", text(StatusSample.url))
    try write("lists/garbage.json", "{")
    #expect(try find("lists") == text(StatusSample.url))
    #expect(try find("lists", url: StatusSample.suspensionURL) == text(StatusSample.suspensionURL))
    #expect(try find("lists", url: StatusSample.url + "/") == "missing")
    #expect(try find("lists/below/x.json") == text(StatusSample.url))
    try write("b", text(StatusSample.url, "elsewhere"))
    #expect(try find("b") == text(StatusSample.url, "elsewhere"))
  }

  @Test(
    "A second, different copy is seen whatever it is called",
    arguments: ["rev.json.1", "rev", "A.JSON", "note.txt", ".hidden", "below/index.json", "below/x"])
  func anyName(_ name: String) throws {
    try write("lists/rev.json", text(StatusSample.url, "older"))
    try write("lists/\(name)", " \n" + text(StatusSample.url, "newer"))
    #expect(try find("lists") == "ambiguous")
    try FileManager.default.removeItem(at: folder.url.appending(path: "lists/rev.json"))
    #expect(try find("lists") == " \n" + text(StatusSample.url, "newer"))
  }

  @Test("What is left out is told in one warning, by name where it was to be a list")
  func leftOut() throws {
    try write("lists/good", text(StatusSample.url))
    try write("lists/readme.txt", "words")
    try write("lists/empty", "")
    try write("lists/.badge-1-x.tmp", text(StatusSample.url, "half"))
    try write("lists/cut.json", String(text(StatusSample.url, "newer").dropLast(5)))
    try write("lists/cut.jsonld", "{")
    try write("lists/large", String(repeating: " ", count: InputFile.defaultLimit + 1))
    try link("lists/link.json", to: "good")
    try write("a.json", "{}")
    let result = try Tool.badge("verify", "--any-issuer", "--status", "lists", "a.json", in: folder.url)
    #expect(!result.errors.contains("left out"), "nobody asked for a list: \(result.errors)")
    let issuer = try IssuerFolder()
    try issuer.issue()
    let lists = folder.url.appending(path: "lists").path
    let verified = try issuer.badge("verify alice.json --any-issuer --status \(lists)")
    let warnings = verified.errors.split(separator: "\n").filter { $0.contains("left out") }
    #expect(warnings.count == 1, "\(verified.errors)")
    let warning = String(warnings.first ?? "")
    for words in [
      "lists/cut.json is no JSON with an 'id'", "lists/cut.jsonld is no JSON with an 'id'", "lists/large has more than",
      "3 files that are no JSON with an 'id'", "1 link or special file, which is not opened",
    ] { #expect(warning.contains(words), "\(words): \(warning)") }
  }

  @Test("A folder of nothing but lists and its index is silent")
  func silent() throws {
    let issuer = try IssuerFolder()
    try issuer.issue()
    let verified = try issuer.verify("alice.json")
    #expect(verified.status == 0 && !verified.errors.contains("warning"), "\(verified.errors)")
  }

  @Test("Several folders and files are one store")
  func several() throws {
    try write("lists/a.json", text(StatusSample.url))
    try write("b", text(StatusSample.suspensionURL))
    for url in [StatusSample.url, StatusSample.suspensionURL] {
      #expect(try find("lists", "b", url: url) == text(url))
    }
  }

  @Test("Two different files of one id are ambiguous, and the same twice is one")
  func ambiguous() throws {
    try write("lists/a.json", text(StatusSample.url))
    try write("lists/b.json", text(StatusSample.url))
    #expect(try find("lists") == text(StatusSample.url))
    try write("lists/c.json", text(StatusSample.url, "another"))
    #expect(try find("lists") == "ambiguous")
  }

  @Test("index.json names the file of a list, which need not have an id")
  func index() throws {
    try write("lists/q", text(nil))
    try write("lists/below/r.vc", text(nil, "below"))
    try write(
      "lists/index.json", "{\"\(StatusSample.url)\":\"q\",\"\(StatusSample.suspensionURL)\":\"below/r.vc\"}")
    #expect(try find("lists") == text(nil))
    #expect(try find("lists", url: StatusSample.suspensionURL) == text(nil, "below"))
    #expect(try find("lists", url: "https://example.org/other") == "missing")
  }

  @Test("What index.json names and what has the id have to be the same list")
  func indexAgainstID() throws {
    try write("lists/q", text(StatusSample.url, "older"))
    try write("lists/index.json", "{\"\(StatusSample.url)\":\"q\"}")
    #expect(try find("lists") == text(StatusSample.url, "older"))
    try write("lists/r.json", text(StatusSample.url, "newer"))
    #expect(try find("lists") == "ambiguous")
  }

  @Test(
    "Nothing outside the folder is opened",
    arguments: [
      "../outside.json", "below/../../outside.json", "/etc/hostname", "", ".", "..", "below", "below/", "./q", "a//q",
      "q\u{0}", "gone.json", "../lists/q",
    ])
  func outside(_ name: String) throws {
    try write("outside.json", text(nil))
    try write("lists/q", text(nil))
    let escaped = name.replacingOccurrences(of: "\u{0}", with: "\\u0000")
    try write("lists/index.json", "{\"\(StatusSample.url)\":\"\(escaped)\"}")
    #expect(try find("lists") == "unreadable")
  }

  @Test("A value that is no text names no file")
  func values() throws {
    try write("lists/1", text(nil))
    for value in ["1", "null", "[\"1\"]", "{}"] {
      try write("lists/index.json", "{\"\(StatusSample.url)\":\(value)}")
      #expect(try find("lists") == "unreadable")
    }
  }

  @Test("Links are not followed: lists, folders, the index and what it names")
  func links() throws {
    try write("outside.json", text(StatusSample.url))
    try FileManager.default.createDirectory(at: folder.url.appending(path: "away"), withIntermediateDirectories: true)
    try write("away/list.json", text(StatusSample.url))
    try write("index", "{\"\(StatusSample.url)\":\"q\"}")
    try link("lists/a.json", to: "../outside.json")
    try link("lists/away", to: "../away")
    #expect(try find("lists") == "missing")
    try write("lists/index.json", "{\"\(StatusSample.url)\":\"a.json\"}")
    #expect(try find("lists") == "unreadable")
    try write("lists/index.json", "{\"\(StatusSample.url)\":\"away/list.json\"}")
    #expect(try find("lists") == "unreadable")
    try FileManager.default.removeItem(at: folder.url.appending(path: "lists/index.json"))
    try write("lists/q", text(nil))
    try link("lists/index.json", to: "../index")
    #expect(try find("lists") == "missing")
  }

  @Test("A damaged index.json is left out, and lists are found by their id")
  func damagedIndex() throws {
    try write("lists/a.json", text(StatusSample.url))
    try write("lists/q", text(nil))
    for index in ["", "{", "[]", "{\"a\":\"q\",\"a\":\"q\"}", "{\"\(StatusSample.url)\":\"q\"}x"] {
      try write("lists/index.json", index)
      #expect(try find("lists") == text(StatusSample.url))
    }
  }

  @Test("A pipe in the folder, or named by the index, holds nothing up")
  func pipes() throws {
    try write("lists/a.json", text(StatusSample.url))
    #expect(mkfifo(folder.url.appending(path: "lists/pipe.json").path, 0o600) == 0)
    #expect(try find("lists") == text(StatusSample.url))
    try write("lists/index.json", "{\"\(StatusSample.url)\":\"pipe.json\"}")
    #expect(try find("lists") == "unreadable")
  }

  @Test("A path that is not there is the caller's mistake")
  func gone() {
    #expect(code { () throws(CommandError) in _ = try StatusListFiles([folder.path("gone")]) } == .fileUnreadable)
  }
}
