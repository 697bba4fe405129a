import Files
import Foundation
import Testing

@testable import BadgeCLI

@Suite struct OutputFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }
  let bytes = Array("new".utf8)

  private func codeOfWriting(
    _ name: String, overwrite: OutputFile.Overwrite = .refuse, access: OutputFile.Access = .ordinary
  ) -> CommandError.Code? {
    code { () throws(CommandError) in
      try OutputFile.write(bytes.span, to: folder.path(name), access: access, overwrite: overwrite)
    }
  }

  @Test("A file is written, and nothing else is left")
  func writes() throws {
    #expect(codeOfWriting("a") == nil)
    #expect(try folder.text("a") == "new")
    #expect(try folder.entries == ["a"])
  }

  @Test("A name of 255 bytes can be written")
  func longName() throws {
    #expect(codeOfWriting(String(repeating: "n", count: 255)) == nil)
    #expect(codeOfWriting(String(repeating: "n", count: 256)) == .outputUnwritable)
    #expect(try folder.entries.count == 1)
  }

  @Test("An existing file stays, unless it is replaced")
  func existing() throws {
    try folder.file("a", Data("old".utf8))
    #expect(codeOfWriting("a") == .fileExists)
    #expect(try folder.text("a") == "old")
    #expect(codeOfWriting("a", overwrite: .replace) == nil)
    #expect(try folder.text("a") == "new")
    #expect(try folder.entries == ["a"])
  }

  @Test("A symbolic link is not written through, whether it leads somewhere or not")
  func link() throws {
    try folder.file("victim", Data("old".utf8))
    for (link, target) in [("l", "victim"), ("m", "missing")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.url.appending(path: link).path, withDestinationPath: target)
      for overwrite in [OutputFile.Overwrite.refuse, .replace] {
        #expect(codeOfWriting(link, overwrite: overwrite) == .outputNotRegular)
      }
    }
    #expect(try folder.text("victim") == "old")
    #expect(try folder.entries == ["l", "m", "victim"])
  }

  @Test("Folders, pipes and names that are none are refused")
  func kinds() throws {
    try FileManager.default.createDirectory(at: folder.url.appending(path: "d"), withIntermediateDirectories: false)
    #expect(mkfifo(folder.url.appending(path: "pipe").path, 0o600) == 0)
    for name in ["d", "pipe", "d/", "d/.", "d/.."] {
      #expect(codeOfWriting(name, overwrite: .replace) == .outputNotRegular)
    }
    #expect(codeOfWriting("missing/a") == .outputUnwritable)
    #expect(codeOfWriting("pipe/a") == .outputUnwritable)
    #expect(try folder.entries == ["d", "pipe"])
  }

  @Test("A file for the owner alone has mode 600")
  func ownerOnly() throws {
    #expect(codeOfWriting("a", access: .ownerOnly) == nil)
    #expect(try folder.mode("a") == 0o600)
  }

  @Test("The early check refuses what writing would refuse")
  func check() throws {
    try folder.file("a", Data())
    #expect(code { () throws(CommandError) in try OutputFile.check(folder.path("a")) } == .fileExists)
    #expect(code { () throws(CommandError) in try OutputFile.check(folder.path("a"), overwrite: .replace) } == nil)
    #expect(code { () throws(CommandError) in try OutputFile.check(folder.path("b")) } == nil)
    #expect(try folder.entries == ["a"])
  }
}

/// Every system call on the way fails, or is the last that is made.
@Suite(.enabled(if: Tool.isInstalled("strace"), "needs strace"), .serialized)
struct InterruptedOutputTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// `badge canonicalize` writing `out`, with one call tampered with.
  private func run(_ injection: String, _ options: String = "") throws -> Tool.Result {
    try folder.file("in", Data(#"{"b":2,"a":1}"#.utf8))
    return try Tool.shell(
      "strace -f -o trace -e trace=write,fsync,renameat,renameat2,fchmod -e inject=\(injection) "
        + "\"$BADGE\" canonicalize in -o out \(options); status=$?; rm -f trace; exit $status",
      in: folder.url)
  }

  @Test(
    "An error leaves nothing behind",
    arguments: ["write:error=ENOSPC:when=1", "fsync:error=EIO:when=1", "fsync:error=EIO:when=2", "renameat2:error=EIO"])
  func error(_ injection: String) throws {
    let result = try run(injection)
    #expect(result.status == 4)
    #expect(result.errors.hasPrefix("error: out cannot be written: "))
    #expect(try folder.entries == ["in"])
  }

  @Test("Without renameat2 the file is linked into place", arguments: ["ENOSYS", "EINVAL"])
  func fallback(_ error: String) throws {
    #expect(try run("renameat2:error=\(error)").status == 0)
    #expect(try folder.entries == ["in", "out"])
    #expect(try run("renameat2:error=\(error)").errors.contains("file_exists"))
    #expect(try folder.entries == ["in", "out"])
  }

  @Test(
    "A kill leaves the old file or the new one, whole",
    arguments: ["write", "fsync", "renameat"])
  func kill(_ call: String) throws {
    try folder.file("out", Data("old".utf8))
    let result = try run("\(call):signal=SIGKILL:when=1", "--force")
    #expect(result.status == 128 + SIGKILL)
    #expect(try ["old", #"{"a":1,"b":2}"#].contains(folder.text("out")))
  }
}
