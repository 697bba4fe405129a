import Glibc

/// Runs asynchronous work from a command that is not: the main thread waits.
///
/// An asynchronous `main` would start the concurrency runtime's threads for every command; only a batch needs them, and a
/// command that handles a secret is better off with one thread.
enum Blocking {
  static func run<Result: Sendable>(_ work: @escaping @Sendable () async -> Result) -> Result {
    let box = Box<Result>()
    Task {
      box.finish(with: await work())
    }
    return box.wait()
  }

  /// Where the result is left. Unchecked: it is written before the semaphore is posted, and read after the wait for that.
  @safe
  private final class Box<Result>: @unchecked Sendable {
    private var result: Result?
    private let semaphore: UnsafeMutablePointer<sem_t>

    init() {
      unsafe semaphore = .allocate(capacity: 1)
      // SAFETY: the memory was just allocated for it.
      unsafe sem_init(semaphore, 0, 0)
    }

    deinit {
      unsafe sem_destroy(semaphore)
      unsafe semaphore.deallocate()
    }

    func finish(with result: Result) {
      self.result = result
      unsafe sem_post(semaphore)
    }

    func wait() -> Result {
      // A signal handler may interrupt the wait.
      while unsafe sem_wait(semaphore) != 0 {}
      guard let result else { preconditionFailure("posted before there is a result") }
      return result
    }
  }
}
