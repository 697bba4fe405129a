import Foundation
import Testing

@testable import BadgeCLI

@Suite struct PathTests {
  @Test(
    "A path is split into folder and name",
    arguments: [
      ("a.json", ".", "a.json"), ("./a", ".", "a"), ("/a", "/", "a"), ("x/y/a", "x/y", "a"), ("x//a", "x/", "a"),
    ])
  func split(_ path: String, _ folder: String, _ name: String) {
    let parts = Path(path).split
    #expect(parts?.folder == Path(folder))
    #expect(parts?.name == Path(name))
  }

  @Test("A path that ends in no name is not split", arguments: ["", "/", "x/", ".", "..", "x/.."])
  func noName(_ path: String) {
    #expect(Path(path).split == nil)
  }

  @Test("Names are shown quoted")
  func description() {
    #expect(Path("a\u{1B}[2J").description == "a\\u{1B}[2J")
    #expect(Path([0x61, 0xFF]).description == "a\u{FFFD}")
  }

  @Test("A NUL does not cut a name short")
  func nul() throws {
    let folder = try TemporaryFolder()
    try folder.file("a", .init())
    #expect(
      code { () throws(CommandError) in
        _ = try InputFile.contents(of: Path(folder.path("a").bytes + [0] + Array("b".utf8)))
      } == .fileUnreadable)
  }
}
