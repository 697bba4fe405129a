import Glibc

/// A system call that failed.
public struct SystemError: Error, Hashable, Sendable {
  /// The value of `errno`.
  public let number: Int32

  public init(_ number: Int32) { self.number = number }

  public static var last: SystemError { SystemError(errno) }

  /// Whether nobody reads what was written.
  public var isBrokenPipe: Bool { number == EPIPE }

  /// The reason in English, whatever the locale: this process never calls `setlocale`.
  public var reason: String {
    // SAFETY: strerror gives a string that this thread may read until its next call.
    let text = unsafe strerror(number)
    return unsafe text.map { unsafe String(cString: $0) } ?? "error \(number)"
  }
}

extension SystemError {
  /// Repeats a call that a signal interrupted.
  ///
  /// - Throws: what `errno` says where the call gives -1.
  public static func retrying<Result: SignedInteger>(_ call: () -> Result) throws(SystemError) -> Result {
    while true {
      let result = call()
      if result != -1 { return result }
      guard errno == EINTR else { throw .last }
    }
  }
}
