import ArgumentParser
import Badge
import Glibc

/// A moment on the command line: `2026-11-24T12:00:00Z`, or `2026-11-24` for the start of that day in UTC.
struct TimeArgument: Sendable {
  let instant: Instant

  /// - Throws: `ValidationError`.
  init(parsing argument: String) throws {
    guard let instant = Self.instant(argument) else {
      throw ValidationError("a time is written 2026-11-24T12:00:00Z, and a day 2026-11-24")
    }
    self.instant = instant
  }

  /// A moment, or the start of a day in UTC; nil for any other text.
  static func instant(_ text: String) -> Instant? { Instant(text) ?? Instant(text + "T00:00:00Z") }

  /// The clock, which is read here and nowhere else, to the whole second: badges are dated by it.
  static var now: Instant {
    var time = timespec()
    // SAFETY: clock_gettime fills the structure it is given; the realtime clock is always there.
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(seconds: Int64(time.tv_sec))
  }
}
