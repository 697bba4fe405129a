import Files
import Glibc

/// A file that appears whole or not at all.
///
/// A name that is taken is left alone unless the caller replaces it; a symbolic link is never written through
/// (``OutputFolder``).
enum OutputFile {
  enum Overwrite: Sendable {
    case refuse
    /// Refuse, and tell of the option that a command with ``replace`` has.
    case offer
    case replace

    init(force: Bool) { self = force ? .replace : .offer }
  }

  typealias Access = OutputFolder.Access

  /// Writes a file, or standard output for `-`.
  ///
  /// - Throws: ``CommandError`` with `file_exists`, `output_not_regular` or `output_unwritable`.
  static func write(
    _ bytes: Span<UInt8>, to path: Path, access: Access = .ordinary, overwrite: Overwrite = .refuse
  ) throws(CommandError) {
    if path.isStandardStream {
      var output = StandardOutput()
      return try output.write(through: bytes)
    }
    let target = try OutputTarget(path)
    try target.check(overwrite)
    do {
      try target.write(bytes, access, overwrite)
    } catch let error where error.number == EEXIST {
      throw target.exists(overwrite)
    } catch {
      throw target.unwritable(error)
    }
  }

  /// Refuses what ``write(_:to:access:overwrite:)`` would refuse, before the work is done whose result is written.
  ///
  /// - Throws: as `write` does.
  static func check(_ path: Path, overwrite: Overwrite = .refuse) throws(CommandError) {
    if path.isStandardStream { return }
    try OutputTarget(path).check(overwrite)
  }
}

/// A name in a folder that is open.
struct OutputTarget: ~Copyable {
  let path: Path
  let folder: OutputFolder
  let name: Path

  init(_ path: Path) throws(CommandError) {
    guard let (folderPath, name) = path.split else {
      throw CommandError(.outputNotRegular, "\(path) does not end in the name of a file", status: .usage)
    }
    let folder: OutputFolder
    do {
      folder = try OutputFolder(opening: folderPath)
    } catch {
      throw CommandError(
        .outputUnwritable, "the folder \(folderPath) cannot be opened: \(error.reason)",
        hint: error.number == ENOENT ? "make the folder first" : nil)
    }
    self.path = path
    self.folder = folder
    self.name = name
  }

  func check(_ overwrite: OutputFile.Overwrite) throws(CommandError) {
    let status: FileStatus?
    do { status = try folder.status(of: name) } catch { throw unwritable(error) }
    guard let kind = status?.kind else { return }
    guard kind == .regular else {
      throw CommandError(
        .outputNotRegular, "\(path) is \(kind.words), which is not written over", hint: "name a regular file")
    }
    if overwrite != .replace { throw exists(overwrite) }
  }

  func write(
    _ bytes: Span<UInt8>, _ access: OutputFile.Access, _ overwrite: OutputFile.Overwrite
  ) throws(SystemError) {
    try folder.write(bytes, to: name, access: access, replacing: overwrite == .replace)
  }

  func exists(_ overwrite: OutputFile.Overwrite) -> CommandError {
    CommandError(
      .fileExists, "\(path) exists already",
      hint: "choose another name, or \(overwrite == .offer ? "replace it with --force" : "move the file away")")
  }

  func unwritable(_ error: SystemError) -> CommandError {
    CommandError(.outputUnwritable, "\(path) cannot be written: \(error.reason)")
  }
}
