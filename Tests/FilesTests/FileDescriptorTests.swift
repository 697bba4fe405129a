import Files
import Foundation
import Testing

@Suite struct FileDescriptorTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func open() throws -> FileDescriptor { try FileDescriptor(opening: folder.path, O_RDONLY | O_DIRECTORY) }

  @Test("A lock that several share is not had alone, and one that is had alone is not shared")
  func sharing() throws {
    let a = try open()
    let b = try open()
    try a.lockShared()
    try b.lockShared()
    let c = try open()
    let whileShared = c.tryLock()
    #expect(!whileShared)
    _ = consume a
    _ = consume b
    let afterwards = c.tryLock()
    #expect(afterwards)
    // What was had alone is shared from now on.
    try c.lockShared()
    let d = try open()
    try d.lockShared()
    let beside = try open().tryLock()
    #expect(!beside)
  }

  @Test("An entry of a folder gets another name, over another one only where that is said")
  func renaming() throws {
    try folder.file("a", Data("a".utf8))
    try folder.file("b", Data("b".utf8))
    let place = try open()
    #expect(throws: SystemError(EEXIST)) { try place.rename(Path("a"), to: Path("b")) }
    #expect(try folder.text("b") == "b")
    try place.rename(Path("a"), replacing: Path("b"))
    #expect(try folder.text("b") == "a")
    try place.rename(Path("b"), to: Path("c"))
    #expect(try folder.entries == ["c"])
  }

  @Test("The status of a link is the link's, and of nothing there is none")
  func status() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "l").path, withDestinationPath: "nowhere")
    let place = try open()
    #expect(try place.status(ofEntry: Path("l"))?.kind == .symbolicLink)
    #expect(try place.status(ofEntry: Path("x")) == nil)
    #expect(try place.status().kind == .folder)
  }
}
