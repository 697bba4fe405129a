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
    case .found(let bytes): String(decoding: bytes, as: UTF8.self)
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
    try write("lists/note.txt", text(StatusSample.url, "not looked at"))
    #expect(try find("lists") == text(StatusSample.url))
    #expect(try find("lists", url: StatusSample.suspensionURL) == text(StatusSample.suspensionURL))
    #expect(try find("lists", url: StatusSample.url + "/") == "missing")
    #expect(try find("lists/below/x.json") == text(StatusSample.url))
    // A file that is named is looked into whatever its name is.
    #expect(try find("lists/note.txt") == text(StatusSample.url, "not looked at"))
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
