import Dispatch
public import Glibc
import Synchronization

/// A folder into which files are written, each of which appears whole or not at all.
///
/// The bytes go to a temporary file in the same folder, which is on the disk before it gets its name. Whoever ends before
/// that leaves a temporary file behind, which ``abandonedTemporaries()`` finds. A symbolic link is never written through:
/// a rename replaces the link itself.
public struct OutputFolder: ~Copyable, Sendable {
  public enum Access: Sendable {
    /// 0666 without the umask, as files are usually made.
    case ordinary
    /// 0600 whatever the umask.
    case ownerOnly
  }

  /// A file that has all its bytes and no name yet.
  public final class Staged: Sendable {
    /// Its name in the folder as long as it is not named.
    public let temporary: Path
    /// The name that it will have.
    public let name: Path
    private let file: FileDescriptor

    fileprivate init(_ temporary: Path, for name: Path, _ file: consuming FileDescriptor) {
      self.temporary = temporary
      self.name = name
      self.file = file
    }

    /// Appends bytes to a file that was staged empty.
    public func append(_ bytes: Span<UInt8>) throws(SystemError) { try file.write(bytes) }

    fileprivate func synchronize() throws(SystemError) { try file.synchronize() }
  }

  private let folder: FileDescriptor

  /// - Throws: `SystemError` where it is no folder, or may not be looked into.
  public init(opening path: Path) throws(SystemError) {
    folder = try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY)
  }

  /// The entry of that name, a symbolic link unfollowed; nil where there is none.
  public func status(of name: Path) throws(SystemError) -> FileStatus? { try folder.status(ofEntry: name) }

  /// Opens an entry to read it. A symbolic link is an error (`ELOOP`), and so is what has nobody at its other end.
  public func open(_ name: Path) throws(SystemError) -> FileDescriptor {
    try FileDescriptor(opening: name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, in: folder)
  }

  /// The whole of a regular file of at most `limit` bytes; nil where there is none of that name.
  ///
  /// - Throws: `SystemError`, with `ELOOP` for a symbolic link, `EINVAL` for anything else that is no regular file, and
  ///   `EFBIG` for one that is larger.
  public func contents(of name: Path, limit: Int) throws(SystemError) -> [UInt8]? {
    guard try status(of: name) != nil else { return nil }
    let file = try open(name)
    let status = try file.status()
    guard status.kind == .regular else { throw SystemError(EINVAL) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(max(status.size, 0), limit) + 1)
    while true {
      let before = bytes.count
      guard before <= limit else { throw SystemError(EFBIG) }
      try bytes.append(addingCapacity: min(max(bytes.capacity - before, 4096), limit + 1 - before)) {
        output throws(SystemError) in try file.read(into: &output)
      }
      if bytes.count == before { return bytes }
    }
  }

  /// Sets the lower twelve bits of the mode of an entry.
  public func setPermissions(_ mode: mode_t, of name: Path) throws(SystemError) {
    let number = folder.number
    guard unsafe name.withCString({ unsafe fchmodat(number, $0, mode, 0) }) == 0 else { throw .last }
  }

  /// Makes an empty temporary file for a writer who needs its path (a database) or has its bytes one after the other,
  /// and holds its lock.
  ///
  /// - Returns: what ``name(_:replacing:)`` and ``discard(_:)`` take.
  public func stageEmpty(for name: Path, access: Access = .ownerOnly) throws(SystemError) -> Staged {
    let empty: [UInt8] = []
    return try stage(empty.span, for: name, access: access)
  }

  /// Waits until no other process holds the lock of this folder, and holds it as long as this value lives.
  public borrowing func lock() throws(SystemError) { try folder.lockOrThrow() }

  /// Writes one file. After an error there is neither the file nor a temporary one, and what was to be replaced is as it
  /// was, unless the folder itself could not be put on the disk: what was replaced cannot come back then.
  ///
  /// - Parameter replacing: whether an entry of that name goes.
  /// - Throws: `SystemError`, with `EEXIST` where there is an entry that is not to be replaced.
  public func write(
    _ bytes: Span<UInt8>, to name: Path, access: Access = .ordinary, replacing: Bool
  ) throws(SystemError) {
    // Ctrl-C waits until there is no temporary file to leave behind.
    let signals = HeldSignals()
    defer { signals.release() }
    let staged = try stage(bytes, for: name, access: access)
    do {
      try staged.synchronize()
      try self.name(staged, replacing: replacing)
    } catch {
      discard(staged)
      throw error
    }
    do {
      try folder.synchronize()
    } catch {
      // The file may be gone after a loss of power, so nobody may rely on it.
      if !replacing { folder.unlink(name) }
      throw error
    }
  }

  // MARK: several files at once

  /// Makes the temporary file of a file, with all its bytes. They are on their way to the disk, and there for certain
  /// after ``synchronize(_:)``.
  public func stage(
    _ bytes: Span<UInt8>, for name: Path, access: Access = .ordinary
  ) throws(SystemError) -> Staged {
    let temporary = Self.temporaryName()
    let file = try FileDescriptor(
      opening: temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: access == .ownerOnly ? 0o600 : 0o666,
      in: folder)
    do throws(SystemError) {
      // A lock that ends with this process tells others that the file is not abandoned.
      _ = file.tryLock()
      // The umask may have taken more.
      if access == .ownerOnly { try file.setPermissions(0o600) }
      try file.write(bytes)
      file.startWriting()
    } catch {
      folder.unlink(temporary)
      throw error
    }
    return Staged(temporary, for: name, file)
  }

  /// Puts the bytes of staged files on the disk. The waits overlap, so that one write of
  /// the file system's journal carries many files.
  ///
  /// - Returns: the first that could not be put there, and why; nil where all are.
  public static func synchronize(_ staged: [Staged]) -> (place: Int, error: SystemError)? {
    let job = SynchronizationJob(staged)
    let helpers = DispatchGroup()
    for _ in 1..<max(1, min(SynchronizationJob.width, staged.count)) {
      DispatchQueue.global().async(group: helpers) { job.run() }
    }
    job.run()
    helpers.wait()
    return job.failure
  }

  /// Gives a staged file that was put on the disk its name. The folder is on the disk after ``synchronize()``.
  ///
  /// - Throws: `SystemError`, with `EEXIST` where there is an entry that is not to be replaced. The temporary file stays
  ///   until it is discarded.
  public func name(_ staged: Staged, replacing: Bool) throws(SystemError) {
    if replacing {
      try folder.rename(staged.temporary, replacing: staged.name)
    } else {
      try folder.rename(staged.temporary, to: staged.name)
    }
  }

  public func discard(_ staged: Staged) { folder.unlink(staged.temporary) }

  /// Puts the names of the files on the disk.
  public func synchronize() throws(SystemError) { try folder.synchronize() }

  public func unlink(_ name: Path) { folder.unlink(name) }

  // MARK: what crashes leave

  private static func temporaryName() -> Path {
    Path(".badge-\(getpid())-" + String(UInt64.random(in: .min ... .max), radix: 36) + ".tmp")
  }

  private static func isTemporary(_ name: Path) -> Bool {
    // A database has further files with endings of their own.
    name.bytes.starts(with: ".badge-".utf8) && (name.text.hasSuffix(".tmp") || name.text.contains(".tmp-"))
  }

  /// Whether the process in the name of a temporary file has ended.
  private static func isWriterGone(_ name: Path) -> Bool {
    guard let id = name.text.dropFirst(".badge-".count).split(separator: "-").first.flatMap({ pid_t($0) }), id > 0
    else { return false }
    return kill(id, 0) != 0 && errno == ESRCH
  }

  /// The temporary files in a folder that no living process is writing.
  ///
  /// - Throws: `SystemError` where the folder cannot be read.
  public static func abandonedTemporaries(in path: Path) throws(SystemError) -> [Path] {
    let folder = try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY)
    var found: [Path] = []
    for entry in try Folder(reading: path).entries where entry.kind == .regular && isTemporary(entry.name) {
      guard
        let file = try? FileDescriptor(opening: entry.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, in: folder),
        file.tryLock()
      else { continue }
      // Between its creation and its lock a file is empty, and its writer lives.
      if let status = try? file.status(), status.size > 0 || status.age > 60 || isWriterGone(entry.name) {
        found.append(entry.name)
      }
    }
    return found
  }
}

/// Several threads that wait for the disk, each for one file after the other.
private final class SynchronizationJob: Sendable {
  static let width = 8

  private let staged: [OutputFolder.Staged]
  private let next = Atomic(0)
  private let first = Mutex<(place: Int, error: SystemError)?>(nil)

  init(_ staged: [OutputFolder.Staged]) { self.staged = staged }

  var failure: (place: Int, error: SystemError)? { first.withLock { $0 } }

  func run() {
    while true {
      let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard place < staged.count else { return }
      do throws(SystemError) {
        try staged[place].synchronize()
      } catch {
        first.withLock { first in
          if place < first?.place ?? .max { first = (place, error) }
        }
      }
    }
  }
}
