import Foundation
import Signing
import Testing

@testable import BadgeCLI

@Suite struct GrowingOutputTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("Pieces become one file, which has no name before it is whole, and their digest is the file's")
  func pieces() throws {
    let output = try GrowingOutput(folder.path("report"), overwrite: .refuse)
    try output.write(Array("one ".utf8))
    try output.write([])
    try output.write(Array("two".utf8))
    #expect(try !folder.entries.contains("report"))
    let digest = try output.finish()
    #expect(try folder.text("report") == "one two" && folder.entries == ["report"])
    #expect(digest == HashAlgorithm.sha256.digest(of: Array("one two".utf8)))
  }

  @Test("What is not finished leaves nothing behind")
  func unfinished() throws {
    do {
      let output = try GrowingOutput(folder.path("report"), overwrite: .refuse)
      try output.write([1])
    }
    #expect(try folder.entries == [])
    // Also where somebody holds on to it.
    let held = try GrowingOutput(folder.path("report"), overwrite: .refuse)
    try held.write([1])
    held.discard()
    #expect(try folder.entries == [])
    held.discard()
  }

  @Test("A name that is taken is refused, also where it was taken meanwhile, and a link is not written through")
  func taken() throws {
    try folder.file("mine", Data("mine".utf8))
    #expect(
      code { () throws(CommandError) in _ = try GrowingOutput(folder.path("mine"), overwrite: .offer) } == .fileExists)
    let late = try GrowingOutput(folder.path("late"), overwrite: .refuse)
    try late.write([1])
    try folder.file("late", Data("mine".utf8))
    #expect(code { () throws(CommandError) in _ = try late.finish() } == .fileExists)
    #expect(try folder.text("late") == "mine")
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "link").path, withDestinationPath: "mine")
    #expect(
      code { () throws(CommandError) in _ = try GrowingOutput(folder.path("link"), overwrite: .replace) }
        == .outputNotRegular)
    #expect(try folder.text("mine") == "mine")
  }

  @Test("With replace the old file stays until the new one is whole")
  func replaced() throws {
    try folder.file("report", Data("old".utf8))
    let output = try GrowingOutput(folder.path("report"), overwrite: .replace)
    try output.write(Array("new".utf8))
    #expect(try folder.text("report") == "old")
    _ = try output.finish()
    #expect(try folder.text("report") == "new")
  }
}
