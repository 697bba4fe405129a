import CLinux
import Glibc

/// A system call that failed.
struct SystemError: Error, Hashable, Sendable {
  /// The value of `errno`.
  let number: Int32

  init(_ number: Int32) { self.number = number }

  static var last: SystemError { SystemError(errno) }

  /// Whether nobody reads what was written.
  var isBrokenPipe: Bool { number == EPIPE }

  /// The reason in English, whatever the locale: this process never calls `setlocale`.
  var reason: String {
    // SAFETY: strerror gives a string that this thread may read until its next call.
    let text = unsafe strerror(number)
    return unsafe text.map { unsafe String(cString: $0) } ?? "error \(number)"
  }
}

/// What fstat tells of a file.
struct FileStatus {
  enum Kind: Sendable { case regular, folder, symbolicLink, pipe, socket, device, other }

  let kind: Kind
  /// Bytes; 0 for files that are made as they are read.
  let size: Int
  /// The lower twelve bits of the mode.
  let permissions: mode_t
  let owner: uid_t

  /// Whether neither the group nor others may do anything with the file.
  var isPrivate: Bool { permissions & 0o077 == 0 }

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .symbolicLink
      case S_IFIFO: .pipe
      case S_IFSOCK: .socket
      case S_IFCHR, S_IFBLK: .device
      default: .other
      }
    size = Int(status.st_size)
    permissions = status.st_mode & 0o7777
    owner = status.st_uid
  }
}

/// An open file that one value owns.
struct FileDescriptor: ~Copyable {
  let number: Int32
  private let isOwned: Bool

  static var standardInput: FileDescriptor { FileDescriptor(borrowing: STDIN_FILENO) }
  static var standardOutput: FileDescriptor { FileDescriptor(borrowing: STDOUT_FILENO) }
  static var standardError: FileDescriptor { FileDescriptor(borrowing: STDERR_FILENO) }

  /// A descriptor that somebody else opened and will close.
  init(borrowing number: Int32) {
    self.number = number
    isOwned = false
  }

  /// Opens a file; `mode` is for `O_CREAT`, and the umask is taken off it.
  init(
    opening path: Path, _ flags: Int32, mode: mode_t = 0, in folder: borrowing FileDescriptor
  ) throws(SystemError) {
    let folder = folder.number
    number = try POSIX.retry { unsafe path.withCString { unsafe openat(folder, $0, flags | O_CLOEXEC, mode) } }
    isOwned = true
  }

  /// Opens a file by a path from the current folder.
  init(opening path: Path, _ flags: Int32) throws(SystemError) {
    try self.init(opening: path, flags, in: FileDescriptor(borrowing: AT_FDCWD))
  }

  deinit { if isOwned { close(number) } }

  var isTerminal: Bool { isatty(number) == 1 }

  func status() throws(SystemError) -> FileStatus {
    var status = stat()
    // SAFETY: fstat fills the structure it is given.
    guard unsafe fstat(number, &status) == 0 else { throw .last }
    return FileStatus(status)
  }

  /// The entry of this folder by that name, a symbolic link unfollowed; nil where there is none.
  func status(ofEntry name: Path) throws(SystemError) -> FileStatus? {
    var status = stat()
    let number = number
    // SAFETY: fstatat fills the structure it is given.
    let result = unsafe name.withCString { unsafe fstatat(number, $0, &status, AT_SYMLINK_NOFOLLOW) }
    if result == 0 { return FileStatus(status) }
    if errno == ENOENT { return nil }
    throw .last
  }

  /// Reads once, at most as much as there is room for. Nothing is appended at the end of the file.
  func read(into output: inout OutputSpan<UInt8>) throws(SystemError) {
    let number = number
    let failure: SystemError? = unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
      do throws(SystemError) {
        let free = buffer.extracting(initialized...)
        // SAFETY: read writes at most `free.count` bytes behind those that are initialised.
        let count = try POSIX.retry { unsafe Glibc.read(number, free.baseAddress, free.count) }
        initialized += count
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  /// Writes all of `bytes`.
  func write(_ bytes: Span<UInt8>) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let number = number
      let failure: SystemError? = unsafe bytes.extracting(written...).withUnsafeBufferPointer { buffer in
        do throws(SystemError) {
          written += try POSIX.retry { unsafe Glibc.write(number, buffer.baseAddress, buffer.count) }
          return nil
        } catch {
          return error
        }
      }
      if let failure { throw failure }
    }
  }

  /// Puts the contents on the disk, of a folder: its entries.
  func synchronize() throws(SystemError) {
    let number = number
    _ = try POSIX.retry { fsync(number) }
  }

  /// Waits until no other process holds the lock of this file, and holds it until the file is closed. Where the file
  /// system knows no locks there is none.
  func lock() {
    let number = number
    _ = try? POSIX.retry { flock(number, LOCK_EX) }
  }

  func setPermissions(_ mode: mode_t) throws(SystemError) {
    guard fchmod(number, mode) == 0 else { throw .last }
  }

  /// Gives an entry of this folder another name; an entry that has that name already goes.
  func rename(_ old: Path, replacing new: Path) throws(SystemError) {
    let number = number
    let result = unsafe old.withCString { old in
      unsafe new.withCString { new in unsafe renameat(number, old, number, new) }
    }
    guard result == 0 else { throw .last }
  }

  /// Gives an entry of this folder another name, in one step.
  ///
  /// - Throws: `EEXIST` where an entry has that name already.
  func rename(_ old: Path, to new: Path) throws(SystemError) {
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
  func unlink(_ name: Path) {
    let number = number
    _ = unsafe name.withCString { unsafe unlinkat(number, $0, 0) }
  }
}

/// Calls that belong to the whole process.
enum POSIX {
  static var effectiveUser: uid_t { geteuid() }

  /// Cores that this process may use, at least one.
  static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// A variable of the environment that is set to something.
  static func environment(_ name: String) -> String? {
    // SAFETY: nothing in this process changes the environment.
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// A reader that goes away is an error of `write`, not the end of the process (`badge … | head -1`).
  static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Occupies the standard descriptors that are closed, so that no file which is opened later gets one of their numbers
  /// and is then taken for standard output. Using one remains an error: each is opened for the other direction.
  static func holdStandardDescriptors() {
    for number in STDIN_FILENO...STDERR_FILENO where fcntl(number, F_GETFD) == -1 {
      // SAFETY: the path is a literal; the lowest free number is `number`.
      _ = unsafe open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// No core file, no other process of this user reading our memory: called before a secret is loaded.
  static func forbidDumps() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    // SAFETY: both calls read what they are given and keep nothing. That they may fail changes nothing for the caller.
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    linux_forbid_dumps()
  }

  /// Makes a folder and those above it, as far as they are missing.
  static func makeFolders(_ path: Path, mode: mode_t) throws(SystemError) {
    if unsafe path.withCString({ unsafe mkdir($0, mode) }) == 0 { return }
    switch errno {
    case EEXIST: return
    case ENOENT:
      guard let (parent, _) = path.split, parent != path else { throw SystemError(ENOENT) }
      try makeFolders(parent, mode: mode)
      guard unsafe path.withCString({ unsafe mkdir($0, mode) }) == 0 || errno == EEXIST else { throw .last }
    default: throw .last
    }
  }

  /// Lets the allocator keep what is freed, up to 32 MiB a block and 64 MiB in all: a batch asks for the same sizes again
  /// and again, and each new page from the kernel costs more than a look-up in a badge.
  static func keepFreedMemory() {
    linux_keep_freed_memory(32 << 20, 64 << 20)
  }

  /// The first place of a byte at or behind `start`, found a vector at a time.
  static func index(of byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int? {
    unsafe bytes.extracting(start...).withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return nil }
      // SAFETY: memchr looks at `count` bytes from `base`, and what it finds lies among them.
      guard let found = unsafe memchr(base, Int32(byte), buffer.count) else { return nil }
      return unsafe start + (UnsafeRawPointer(found) - base)
    }
  }

  /// Columns of the terminal behind a descriptor.
  static func terminalColumns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    // SAFETY: TIOCGWINSZ fills a winsize.
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Repeats a call that a signal interrupted.
  static func retry<Result: SignedInteger>(_ call: () -> Result) throws(SystemError) -> Result {
    while true {
      let result = call()
      if result != -1 { return result }
      guard errno == EINTR else { throw .last }
    }
  }
}

/// The arguments before Swift made valid UTF-8 of them.
enum CommandLineBytes {
  /// The bytes of the first argument that reads as `argument` after repair, where it had to be repaired.
  static func original(of argument: String) -> [UInt8]? {
    guard argument.unicodeScalars.contains("\u{FFFD}") else { return nil }
    for index in 1..<max(Int(CommandLine.argc), 1) {
      // SAFETY: the first `argc` entries are C strings that live as long as the process.
      guard let start = unsafe CommandLine.unsafeArgv[index] else { continue }
      let bytes = unsafe UnsafeBufferPointer(start: start, count: strlen(start)).map { UInt8(bitPattern: $0) }
      if String(decoding: bytes, as: UTF8.self) == argument { return bytes }
    }
    return nil
  }
}

extension Path {
  /// Lends the path as a C string. A NUL inside would end it early, so such a path names no file.
  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let terminated = bytes.contains(0) ? [0] : bytes + [0]
    // SAFETY: the array is NUL-terminated, and CChar has the layout of UInt8.
    return unsafe terminated.withUnsafeBytes { unsafe body($0.assumingMemoryBound(to: CChar.self).baseAddress!) }
  }
}
