import CLinux
import Files
import Glibc

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
