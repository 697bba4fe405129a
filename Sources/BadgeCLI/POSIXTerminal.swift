import Glibc

/// How a terminal behaves: what tcgetattr gave.
struct TerminalSettings {
  private var settings: termios

  init(of descriptor: borrowing FileDescriptor) throws(SystemError) {
    settings = termios()
    // SAFETY: tcgetattr fills the structure it is given.
    guard unsafe tcgetattr(descriptor.number, &settings) == 0 else { throw .last }
  }

  /// The same, showing nothing of what is typed. Lines are still edited and Ctrl-C is still a signal.
  var withoutEcho: TerminalSettings {
    var copy = self
    copy.settings.c_lflag &= ~tcflag_t(ECHO | ECHONL)
    return copy
  }

  /// Sets the terminal, and drops what was typed before.
  func apply(to descriptor: borrowing FileDescriptor) throws(SystemError) {
    var settings = settings
    // SAFETY: tcsetattr reads the structure it is given.
    guard unsafe tcsetattr(descriptor.number, TCSAFLUSH, &settings) == 0 else { throw .last }
  }
}

/// Keeps the signals that end or stop a process from this thread until they are released. One that came meanwhile has its
/// usual effect then.
struct HeldSignals {
  private let previous: sigset_t

  private static let numbers = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP]

  private static var held: sigset_t {
    var set = sigset_t()
    // SAFETY: both calls change the set they are given.
    unsafe sigemptyset(&set)
    for signal in numbers { unsafe sigaddset(&set, signal) }
    return set
  }

  init() {
    var set = Self.held
    var previous = sigset_t()
    // SAFETY: reads the first set and fills the second.
    unsafe pthread_sigmask(SIG_BLOCK, &set, &previous)
    self.previous = previous
  }

  func release() {
    var previous = previous
    // SAFETY: reads the set.
    unsafe pthread_sigmask(SIG_SETMASK, &previous, nil)
  }

  /// Whether one of them waits.
  var isPending: Bool {
    var pending = sigset_t()
    // SAFETY: fills the set, then reads it.
    unsafe sigpending(&pending)
    return Self.numbers.contains { unsafe sigismember(&pending, $0) == 1 }
  }
}

extension FileDescriptor {
  /// Waits until there is something to read; false when nothing came in the time.
  func waitForInput(milliseconds: Int32) -> Bool {
    var entry = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    // SAFETY: one entry is read and filled.
    return unsafe poll(&entry, 1, milliseconds) > 0
  }
}
