import CLinux
public import Glibc

/// An open file that one value owns.
public struct FileDescriptor: ~Copyable, Sendable {
  public let number: Int32
  private let isOwned: Bool

  public static var standardInput: FileDescriptor { FileDescriptor(borrowing: STDIN_FILENO) }
  public static var standardOutput: FileDescriptor { FileDescriptor(borrowing: STDOUT_FILENO) }
  public static var standardError: FileDescriptor { FileDescriptor(borrowing: STDERR_FILENO) }

  /// A descriptor that somebody else opened and will close.
  public init(borrowing number: Int32) {
    self.number = number
    isOwned = false
  }

  /// Opens a file; `mode` is for `O_CREAT`, and the umask is taken off it.
  public init(
    opening path: Path, _ flags: Int32, mode: mode_t = 0, in folder: borrowing FileDescriptor
  ) throws(SystemError) {
    let folder = folder.number
    number = try SystemError.retrying { unsafe path.withCString { unsafe openat(folder, $0, flags | O_CLOEXEC, mode) } }
    isOwned = true
  }

  /// Opens a file by a path from the current folder.
  public init(opening path: Path, _ flags: Int32) throws(SystemError) {
    try self.init(opening: path, flags, in: FileDescriptor(borrowing: AT_FDCWD))
  }

  deinit { if isOwned { close(number) } }

  public var isTerminal: Bool { isatty(number) == 1 }

  public func status() throws(SystemError) -> FileStatus {
    var status = stat()
    // SAFETY: fstat fills the structure it is given.
    guard unsafe fstat(number, &status) == 0 else { throw .last }
    return FileStatus(status)
  }

  /// The entry of this folder by that name, a symbolic link unfollowed; nil where there is none.
  public func status(ofEntry name: Path) throws(SystemError) -> FileStatus? {
    var status = stat()
    let number = number
    // SAFETY: fstatat fills the structure it is given.
    let result = unsafe name.withCString { unsafe fstatat(number, $0, &status, AT_SYMLINK_NOFOLLOW) }
    if result == 0 { return FileStatus(status) }
    if errno == ENOENT { return nil }
    throw .last
  }

  /// Reads once, at most as much as there is room for. Nothing is appended at the end of the file.
  public func read(into output: inout OutputSpan<UInt8>) throws(SystemError) {
    let number = number
    let failure: SystemError? = unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
      do throws(SystemError) {
        let free = buffer.extracting(initialized...)
        // SAFETY: read writes at most `free.count` bytes behind those that are initialised.
        let count = try SystemError.retrying { unsafe Glibc.read(number, free.baseAddress, free.count) }
        initialized += count
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  /// Writes all of `bytes`.
  public func write(_ bytes: Span<UInt8>) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let number = number
      let failure: SystemError? = unsafe bytes.extracting(written...).withUnsafeBufferPointer { buffer in
        do throws(SystemError) {
          written += try SystemError.retrying { unsafe Glibc.write(number, buffer.baseAddress, buffer.count) }
          return nil
        } catch {
          return error
        }
      }
      if let failure { throw failure }
    }
  }

  /// Puts the contents on the disk, of a folder: its entries.
  public func synchronize() throws(SystemError) {
    let number = number
    _ = try SystemError.retrying { fsync(number) }
  }

  /// Waits until no other process holds the lock of this file, and holds it until the file is closed. Where the file
  /// system knows no locks there is none.
  public func lock() {
    let number = number
    _ = try? SystemError.retrying { flock(number, LOCK_EX) }
  }

  /// As ``lock()``, where having no lock is an error.
  public func lockOrThrow() throws(SystemError) {
    let number = number
    _ = try SystemError.retrying { flock(number, LOCK_EX) }
  }

  /// Takes the lock of this file if nobody holds one; false where somebody does, or the file system knows no locks.
  public func tryLock() -> Bool {
    let number = number
    return (try? SystemError.retrying { flock(number, LOCK_EX | LOCK_NB) }) != nil
  }

  /// Waits until nobody holds the lock of this file alone, and shares it until the file is closed. What was held alone is
  /// shared from then on.
  public func lockShared() throws(SystemError) {
    let number = number
    _ = try SystemError.retrying { flock(number, LOCK_SH) }
  }

  /// Starts to put the bytes on the disk and does not wait. A hint: ``synchronize()`` is what counts.
  public func startWriting() { _ = linux_start_writing(number) }

  public func setPermissions(_ mode: mode_t) throws(SystemError) {
    guard fchmod(number, mode) == 0 else { throw .last }
  }

  /// Gives an entry of this folder another name; an entry that has that name already goes.
  public func rename(_ old: Path, replacing new: Path) throws(SystemError) {
    let number = number
    let result = unsafe old.withCString { old in
      unsafe new.withCString { new in unsafe renameat(number, old, number, new) }
    }
    guard result == 0 else { throw .last }
  }

  /// Gives an entry of this folder another name, in one step.
  ///
  /// - Throws: `EEXIST` where an entry has that name already.
  public func rename(_ old: Path, to new: Path) throws(SystemError) {
    let number = number
    let result = unsafe old.withCString { old in
      unsafe new.withCString { new in unsafe linux_rename_no_replace(number, old, new) }
    }
    if result == 0 { return }
    // A kernel or a file system without the flag: a hard link is as atomic and does not overwrite either.
    guard errno == EINVAL || errno == ENOSYS else { throw .last }
    let linked = unsafe old.withCString { old in
      unsafe new.withCString { new in unsafe linkat(number, old, number, new, 0) }
    }
    guard linked == 0 else { throw .last }
    unlink(old)
  }

  /// Removes an entry of this folder, if it is there.
  public func unlink(_ name: Path) {
    let number = number
    _ = unsafe name.withCString { unsafe unlinkat(number, $0, 0) }
  }
}
