import Files
import Foundation
import Testing

@testable import BadgeCLI

@Suite struct InputFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func codeOfReading(_ path: Path) -> CommandError.Code? {
    code { () throws(CommandError) in _ = try InputFile.contents(of: path) }
  }

  @Test("A file is read whole", arguments: [0, 1, 4095, 4096, 4097, 100_000])
  func whole(_ count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try folder.file("a", Data(bytes))
    #expect(try InputFile.contents(of: folder.path("a")) == bytes)
  }

  @Test("The limit is the last size that is read")
  func limit() throws {
    try folder.file("a", Data(count: 1000))
    #expect(try InputFile.contents(of: folder.path("a"), limit: 1000).count == 1000)
    #expect(
      code { () throws(CommandError) in _ = try InputFile.contents(of: folder.path("a"), limit: 999) } == .fileTooLarge)
  }

  @Test("A file that is made as it is read is read whole, and limited")
  func made() throws {
    let status = try InputFile.contents(of: Path("/proc/self/status"))
    #expect(String(decoding: status, as: UTF8.self).hasPrefix("Name:"))
    #expect(
      code { () throws(CommandError) in _ = try InputFile.contents(of: Path("/proc/self/status"), limit: 99) }
        == .fileTooLarge)
  }

  @Test("A huge file is refused before it is read")
  func huge() throws {
    let file = try folder.file("a", Data())
    try FileHandle(forWritingTo: file).truncate(atOffset: 10 << 30)
    #expect(codeOfReading(folder.path("a")) == .fileTooLarge)
  }

  @Test("Whatever is no file is refused, and nobody is waited for")
  func kinds() throws {
    #expect(mkfifo(folder.url.appending(path: "pipe").path, 0o600) == 0)
    #expect(codeOfReading(folder.path("pipe")) == .fileNotRegular)
    #expect(codeOfReading(folder.path("")) == .fileNotRegular)
    #expect(codeOfReading(Path("/dev/zero")) == .fileNotRegular)
    #expect(codeOfReading(Path("/dev/ptmx")) == .fileNotRegular)
    #expect(codeOfReading(folder.path("missing")) == .fileUnreadable)
    #expect(codeOfReading(Path("")) == .fileUnreadable)
  }

  @Test("A socket is refused")
  func socketFile() throws {
    let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(number) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = folder.url.appending(path: "s").path
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    #expect(bound == 0)
    #expect(codeOfReading(folder.path("s")) == .fileNotRegular)
  }

  @Test("A symbolic link is read through")
  func link() throws {
    try folder.file("a", Data("x".utf8))
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "l").path, withDestinationPath: "a")
    #expect(try InputFile.contents(of: folder.path("l")) == Array("x".utf8))
  }
}
