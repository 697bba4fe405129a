import Files
import Foundation
import Testing

@testable import BadgeCLI

@Suite struct BadgeSourceTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The portions in words: `files a b`, `lines a 1-2`, `failure a code`.
  private func portions(_ names: [String], readsLines: Bool = false) -> (words: [String], skipped: Int) {
    let source = BadgeSource(names.map { folder.path($0) }, readsLines: readsLines)
    var words: [String] = []
    func local(_ name: String) -> String { String(name.dropFirst(folder.url.path.count + 1)) }
    while let portion = source.next() {
      switch portion {
      case .files(let paths): words.append((["files"] + paths.map { local($0.text) }).joined(separator: " "))
      case .lines(let name, let block):
        words.append("lines \(local(name)) \(block.firstLine)-\(block.firstLine + block.lines.count - 1)")
      case .failure(let name, let error): words.append("failure \(local(name)) \(error.code.rawValue)")
      }
    }
    return (words, source.skipped)
  }

  @Test(
    "Names of badges in a folder",
    arguments: [
      ("a.json", true, false), ("a.JSON", true, false), ("a.jsonld", true, false), ("a.jwt", true, false),
      ("a.png", true, false), ("a.SVG", true, false), ("a.jpg", false, false),
      ("a.jsonl", true, true), ("a.NDJSON", true, true), (".json", false, false), ("json", false, false),
      ("a.json.bak", false, false), ("a.pem", false, false), ("", false, false), ("a.b.json", true, false),
    ])
  func names(_ name: String, _ isBadge: Bool, _ isLines: Bool) {
    #expect(BadgeSource.looksLikeBadge(Path(name)) == isBadge)
    #expect(BadgeSource.looksLikeLines(Path(name)) == isLines)
  }

  @Test("Files come in portions of sixteen, in order, with lines and failures where they stand")
  func order() throws {
    for number in 10..<30 { try folder.file("\(number).json", Data()) }
    try folder.file("15x.jsonl", Data("1\n2\n".utf8))
    try folder.file("other", Data())
    let (words, skipped) = portions(["", "missing.jsonl", "10.json", "missing.json"])
    #expect(
      words
        == [
          "files 10.json 11.json 12.json 13.json 14.json 15.json", "lines 15x.jsonl 1-2",
          "files " + (16..<30).map { "\($0).json" }.joined(separator: " "), "failure missing.jsonl file_unreadable",
          "files 10.json missing.json",
        ].map { $0.replacing("files 16", with: "files 16") })
    #expect(skipped == 1)
  }

  @Test("A file that is named is read whatever it is called; with --lines every one is lines")
  func named() throws {
    try folder.file("a", Data("1\n".utf8))
    try folder.file("b.jsonl", Data("1\n2".utf8))
    #expect(portions(["a", "b.jsonl"]).words == ["files a", "lines b.jsonl 1-2"])
    #expect(portions(["a", "b.jsonl"], readsLines: true).words == ["lines a 1-1", "lines b.jsonl 1-2"])
    #expect(portions([]).words == [])
  }

  @Test("A folder is one only if it can be opened as one")
  func folders() throws {
    try folder.file("f", Data())
    #expect(BadgeSource.isFolder(Path(folder.url.path)))
    #expect(!BadgeSource.isFolder(folder.path("f")))
    #expect(!BadgeSource.isFolder(folder.path("missing")))
    #expect(!BadgeSource.isFolder(Path("/dev/null")))
  }
}
