import Files
import Foundation
import Testing

@Suite struct FolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func directory(_ name: String) throws {
    try FileManager.default.createDirectory(at: folder.url.appending(path: name), withIntermediateDirectories: true)
  }

  /// The files of a walk, relative to the folder, and what could not be read.
  private func walk(
    _ wanted: @escaping @Sendable (Path) -> Bool = { _ in true }
  ) throws -> (
    files: [String], unreadable: [String], skipped: Int
  ) {
    var walk = try FolderWalk(Path(folder.url.path), where: wanted)
    var (files, unreadable): ([String], [String]) = ([], [])
    while let step = walk.next() {
      switch step {
      case .file(let path): files.append(String(path.text.dropFirst(folder.url.path.count + 1)))
      case .unreadable(let path, _): unreadable.append(String(path.text.dropFirst(folder.url.path.count + 1)))
      }
    }
    return (files, unreadable, walk.skipped)
  }

  @Test("Names come in the order of their bytes, whatever the locale thinks of them")
  func order() throws {
    let names = ["B", "Z", "a", "a.b", "a1", "a10", "a2", "b", "é", "ß", "東"]
    for name in names.shuffled() { try folder.file(name, Data()) }
    let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(try Folder(reading: Path(folder.url.path)).entries.map(\.name.text) == sorted)
    #expect(try walk().files == sorted)
  }

  @Test("Kinds are told, and links are not followed")
  func kinds() throws {
    try directory("d")
    try folder.file("f", Data())
    #expect(mkfifo(folder.url.appending(path: "p").path, 0o600) == 0)
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "l"), withDestinationURL: folder.url)
    let kinds = try Folder(reading: Path(folder.url.path)).entries.map(\.kind)
    #expect(kinds == [.folder, .regular, .symbolicLink, .pipe])
    #expect(try walk().skipped == 2)
  }

  @Test("A walk goes into a folder where it stands in the order, and holds no other")
  func depthFirst() throws {
    for name in ["b", "b/c", "d"] { try directory(name) }
    for name in ["a", "b/a", "b/c/x", "b/d", "c", "d/a", "e"] { try folder.file(name, Data()) }
    #expect(try walk().files == ["a", "b/a", "b/c/x", "b/d", "c", "d/a", "e"])
    let some = try walk { $0 == Path("a") }
    #expect(some.files == ["a", "b/a", "d/a"])
    #expect(some.skipped == 4)
  }

  @Test("A folder that is too deep is told, and the walk goes on")
  func deep() throws {
    try directory(Array(repeating: "d", count: 70).joined(separator: "/"))
    try folder.file("z", Data())
    let result = try walk()
    #expect(result.files == ["z"])
    #expect(result.unreadable == [Array(repeating: "d", count: FolderWalk.depthLimit).joined(separator: "/")])
  }

  @Test("What is no folder is an error")
  func noFolder() throws {
    try folder.file("f", Data())
    #expect(throws: SystemError(ENOTDIR)) { try Folder(reading: folder.path("f")) }
    #expect(throws: SystemError(ENOENT)) { try Folder(reading: folder.path("missing")) }
  }
}
