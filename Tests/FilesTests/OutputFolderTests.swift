import Files
import Foundation
import Testing

@Suite struct OutputFolderTests {
  let place: TemporaryFolder

  init() throws { place = try TemporaryFolder() }

  private let bytes = Array("new".utf8)

  private func number(_ body: () throws(SystemError) -> Void) -> Int32 {
    do { try body() } catch { return error.number }
    return 0
  }

  @Test("A staged file has no name until it is given one")
  func staging() throws {
    let folder = try OutputFolder(opening: place.path)
    let staged = try folder.stage(bytes.span, for: Path("a"))
    #expect(try place.entries == [staged.temporary.text])
    try folder.name(staged, replacing: false)
    try folder.synchronize()
    #expect(try place.entries == ["a"])
    #expect(try place.text("a") == "new")
  }

  @Test("A staged file that is discarded is gone")
  func discarding() throws {
    let folder = try OutputFolder(opening: place.path)
    folder.discard(try folder.stage(bytes.span, for: Path("a")))
    #expect(try place.entries == [])
  }

  @Test("A name that is taken is replaced only where that is said")
  func replacing() throws {
    try place.file("a", Data("old".utf8))
    let folder = try OutputFolder(opening: place.path)
    let bytes = bytes
    #expect(
      number { () throws(SystemError) in try folder.write(bytes.span, to: Path("a"), replacing: false) } == EEXIST)
    #expect(try place.text("a") == "old")
    try folder.write(bytes.span, to: Path("a"), replacing: true)
    #expect(try place.text("a") == "new")
    #expect(try place.entries == ["a"])
  }

  @Test("The contents of a regular file are read to a limit, and nothing else is read")
  func contents() throws {
    try place.file("a", Data("12345".utf8))
    try FileManager.default.createSymbolicLink(atPath: place.url.appending(path: "l").path, withDestinationPath: "a")
    #expect(mkfifo(place.url.appending(path: "p").path, 0o600) == 0)
    let folder = try OutputFolder(opening: place.path)
    #expect(try folder.contents(of: Path("a"), limit: 5) == Array("12345".utf8))
    #expect(try folder.contents(of: Path("b"), limit: 5) == nil)
    #expect(number { () throws(SystemError) in _ = try folder.contents(of: Path("a"), limit: 4) } == EFBIG)
    #expect(number { () throws(SystemError) in _ = try folder.contents(of: Path("l"), limit: 5) } == ELOOP)
    #expect(number { () throws(SystemError) in _ = try folder.contents(of: Path("p"), limit: 5) } == EINVAL)
  }

  @Test("Only temporary files that nobody has open are abandoned")
  func abandoned() throws {
    try place.file(".badge-x.tmp", Data("half".utf8))
    try place.file(".badge-new.tmp", Data("".utf8))
    try place.file(".badge-x.json", Data("half".utf8))
    let folder = try OutputFolder(opening: place.path)
    do {
      let staged = try folder.stage(bytes.span, for: Path("a"))
      #expect(try OutputFolder.abandonedTemporaries(in: place.path) == [Path(".badge-x.tmp")])
      folder.discard(staged)
    }
    #expect(try OutputFolder.abandonedTemporaries(in: place.path) == [Path(".badge-x.tmp")])
  }

  @Test("An empty temporary file is abandoned where the process in its name has ended")
  func abandonedEmpty() throws {
    // No process has a number beyond the kernel's limit of 4,194,304.
    try place.file(".badge-4194305-x.tmp", Data("".utf8))
    try place.file(".badge-\(getpid())-x.tmp", Data("".utf8))
    #expect(try OutputFolder.abandonedTemporaries(in: place.path) == [Path(".badge-4194305-x.tmp")])
  }

  @Test("Whoever holds the lock of a folder holds it alone")
  func locking() async throws {
    let path = place.path
    let folder = try OutputFolder(opening: path)
    try folder.lock()
    let other = Task.detached {
      let other = try OutputFolder(opening: path)
      try other.lock()
      return true
    }
    let entry = try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY)
    let isFree = entry.tryLock()
    #expect(!isFree)
    _ = consume folder
    #expect(try await other.value)
  }
}
