import Files
import Foundation
import Testing

@testable import BadgeCLI

@Suite struct PathTests {
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
