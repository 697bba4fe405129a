import Glibc

/// Keeps the signals that end or stop a process from this thread until they are released. One that came meanwhile has its
/// usual effect then.
public struct HeldSignals {
  private let previous: sigset_t

  private static let numbers = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP]

  private static var held: sigset_t {
    var set = sigset_t()
    // SAFETY: both calls change the set they are given.
    unsafe sigemptyset(&set)
    for signal in numbers { unsafe sigaddset(&set, signal) }
    return set
  }

  public init() {
    var set = Self.held
    var previous = sigset_t()
    // SAFETY: reads the first set and fills the second.
    unsafe pthread_sigmask(SIG_BLOCK, &set, &previous)
    self.previous = previous
  }

  public func release() {
    var previous = previous
    // SAFETY: reads the set.
    unsafe pthread_sigmask(SIG_SETMASK, &previous, nil)
  }

  /// Whether one of them waits.
  public var isPending: Bool {
    var pending = sigset_t()
    // SAFETY: fills the set, then reads it.
    unsafe sigpending(&pending)
    return Self.numbers.contains { unsafe sigismember(&pending, $0) == 1 }
  }
}
