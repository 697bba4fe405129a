import Files
import GRDB
import Glibc

/// Where a register lies: a path from the root that SQLite can be given.
struct RegisterPlace {
  let path: Path
  let folder: Path
  let name: Path
  /// The same path as text.
  let text: String

  init(_ path: Path) throws(RegisterError) {
    let absolute: Path
    do { absolute = try path.absolute() } catch { throw RegisterError(error, path) }
    // From the root, so that no path is taken for one of SQLite's URIs.
    guard let (folder, name) = absolute.split, let text = String(validating: absolute.bytes, as: UTF8.self),
      !absolute.bytes.contains(0)
    else {
      throw RegisterError(
        .pathInvalid, "\(path.text) does not name a file, or its name is not UTF-8", remedy: "name another file")
    }
    self.path = absolute
    self.folder = folder
    self.name = name
    self.text = text
  }

  /// What is there; nil for nothing.
  func status() throws(RegisterError) -> FileStatus? {
    do {
      return try OutputFolder(opening: folder).status(of: name)
    } catch {
      if error.number == ENOENT { return nil }
      throw RegisterError(error, path)
    }
  }

  /// Whether SQLite has left a log beside the file: somebody has the register open, or did not end well.
  func hasLog() throws(RegisterError) -> Bool {
    let log = Path(name.bytes + Array("-wal".utf8))
    do {
      return try (OutputFolder(opening: folder).status(of: log)?.size ?? 0) > 0
    } catch {
      throw RegisterError(error, path)
    }
  }

  /// The file whose lock whoever may write shares, and which is held alone while the database is checked.
  func openLock() throws(RegisterError) -> FileDescriptor {
    do {
      let lock = try FileDescriptor(
        opening: Path(name.bytes + Array("-lock".utf8)), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode: 0o600,
        in: FileDescriptor(opening: folder, O_RDONLY | O_DIRECTORY))
      return lock
    } catch {
      throw RegisterError(error, path)
    }
  }

  /// Makes a database that appears whole, with mode 0600, or not at all.
  func create(_ fill: (DatabaseQueue) throws -> Void) throws(RegisterError) {
    // Ctrl-C waits until there is nothing to leave behind.
    let signals = HeldSignals()
    defer { signals.release() }
    let folder: OutputFolder
    do { folder = try OutputFolder(opening: self.folder) } catch { throw RegisterError(error, self.folder) }
    let staged: OutputFolder.Staged
    do {
      guard try folder.status(of: name) == nil else { throw exists }
      staged = try folder.stageEmpty(for: name)
    } catch let error as SystemError {
      throw RegisterError(error, path, doing: "made")
    } catch {
      throw RegisterError(error, path)
    }
    do {
      let place = self.folder.appending(staged.temporary)
      let queue = try DatabaseQueue(path: place.text, configuration: Connection.configuration(.readWrite))
      try queue.writeWithoutTransaction { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL") }
      try fill(queue)
      try queue.close()
      if let (_, error) = OutputFolder.synchronize([staged]) { throw error }
      try folder.name(staged, replacing: false)
      try folder.synchronize()
    } catch {
      folder.discard(staged)
      for ending in ["-wal", "-shm", "-journal"] {
        folder.unlink(Path(staged.temporary.bytes + Array(ending.utf8)))
      }
      guard let error = error as? SystemError else { throw RegisterError(error, path) }
      throw error.number == EEXIST ? exists : RegisterError(error, path, doing: "made")
    }
  }

  private var exists: RegisterError {
    RegisterError(.exists, "\(path.text) exists already", remedy: "name another file; a register is never replaced")
  }
}
