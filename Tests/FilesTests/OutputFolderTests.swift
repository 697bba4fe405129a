import Files
import Foundation
import Testing

@Suite struct OutputFolderTests {
  private let place: Place

  init() throws { place = try Place() }

  private final class Place {
    let url = FileManager.default.temporaryDirectory.appending(path: "badge-files-tests-\(UUID().uuidString)")
    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: url) }
    var path: Path { Path(url.path) }
    var entries: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() } }
    func text(_ name: String) throws -> String { try String(contentsOf: url.appending(path: name), encoding: .utf8) }
    func write(_ text: String, _ name: String) throws { try Data(text.utf8).write(to: url.appending(path: name)) }
  }

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
    try place.write("old", "a")
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
    try place.write("12345", "a")
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
    try place.write("half", ".badge-x.tmp")
    try place.write("", ".badge-new.tmp")
    try place.write("half", ".badge-x.json")
    let folder = try OutputFolder(opening: place.path)
    do {
      let staged = try folder.stage(bytes.span, for: Path("a"))
      #expect(try OutputFolder.abandonedTemporaries(in: place.path) == [Path(".badge-x.tmp")])
      folder.discard(staged)
    }
    #expect(try OutputFolder.abandonedTemporaries(in: place.path) == [Path(".badge-x.tmp")])
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
