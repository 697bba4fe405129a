import Glibc

/// A file that appears whole or not at all.
///
/// The bytes go to a temporary file in the same folder, which is on the disk before it gets its name. A name that is
/// taken is left alone unless the caller replaces it; a symbolic link is never written through. On every error the
/// temporary file is removed.
enum OutputFile {
  enum Overwrite: Sendable {
    case refuse
    /// Refuse, and tell of the option that a command with ``replace`` has.
    case offer
    case replace

    init(force: Bool) { self = force ? .replace : .offer }
  }

  enum Access: Sendable {
    /// 0666 without the umask, as files are usually made.
    case ordinary
    /// 0600 whatever the umask.
    case ownerOnly
  }

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
    let target = try Target(path)
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
    try Target(path).check(overwrite)
  }
}

/// A name in a folder that is open.
private struct Target: ~Copyable {
  private let path: Path
  private let folder: FileDescriptor
  private let name: Path

  init(_ path: Path) throws(CommandError) {
    guard let (folderPath, name) = path.split else {
      throw CommandError(.outputNotRegular, "\(path) does not end in the name of a file", status: .usage)
    }
    let folder: FileDescriptor
    do {
      folder = try FileDescriptor(opening: folderPath, O_RDONLY | O_DIRECTORY)
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
    do { status = try folder.status(ofEntry: name) } catch { throw unwritable(error) }
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
    // Ctrl-C waits until there is no temporary file to leave behind.
    let signals = HeldSignals()
    defer { signals.release() }
    let temporary = Path(".badge-" + String(UInt64.random(in: .min ... .max), radix: 36) + ".tmp")
    do {
      try create(temporary, bytes, access)
      switch overwrite {
      case .refuse, .offer: try folder.rename(temporary, to: name)
      case .replace: try folder.rename(temporary, replacing: name)
      }
    } catch {
      folder.unlink(temporary)
      throw error
    }
    do {
      try folder.synchronize()
    } catch {
      // The file may be gone after a loss of power, so nobody may rely on it. What was replaced cannot come back.
      if overwrite != .replace { folder.unlink(name) }
      throw error
    }
  }

  private func create(
    _ temporary: Path, _ bytes: Span<UInt8>, _ access: OutputFile.Access
  ) throws(SystemError) {
    let file = try FileDescriptor(
      opening: temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: access == .ownerOnly ? 0o600 : 0o666,
      in: folder)
    // The umask may have taken more.
    if access == .ownerOnly { try file.setPermissions(0o600) }
    try file.write(bytes)
    try file.synchronize()
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
