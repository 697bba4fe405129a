import Files

/// One line on standard error that says how far a long run has come (rules 4 and 5 of ``Terminal``).
///
/// It is shown where standard error is a terminal and the results do not scroll past on the same one, from the second
/// second on, ten times a second at most, and is erased when the value ends.
struct Progress: ~Copyable {
  private let noun: String
  private let total: Int?
  private let start: ContinuousClock.Instant
  private let isEnabled: Bool
  private var nextUpdate: ContinuousClock.Instant
  private var isShown = false

  /// - Parameters:
  ///   - noun: what is counted, as `badges`.
  ///   - total: how many there are, where that is known.
  ///   - printsResults: whether the command writes to standard output as it goes.
  init(counting noun: String, total: Int?, printsResults: Bool) {
    self.noun = noun
    self.total = total
    start = .now
    nextUpdate = start + .seconds(1)
    isEnabled =
      FileDescriptor.standardError.isTerminal && (POSIX.environment("TERM") ?? "dumb") != "dumb"
      && !(printsResults && FileDescriptor.standardOutput.isTerminal)
  }

  deinit { if isShown { Diagnostics.write("\r\u{1B}[K") } }

  /// Tells how many are done. Cheap enough to be called for each of them.
  mutating func advance(to count: Int) {
    guard isEnabled else { return }
    let now = ContinuousClock.now
    guard now >= nextUpdate else { return }
    nextUpdate = now + .milliseconds(100)
    isShown = true
    let line = Self.line(count, of: total, noun, after: now - start)
    Diagnostics.write("\r\u{1B}[K" + line.prefix(max(Terminal.columns - 1, 0)))
  }

  /// `12,000 of 100,000 badges, 8,000 a second, 11 s left`.
  static func line(_ count: Int, of total: Int?, _ noun: String, after elapsed: Duration) -> String {
    let seconds = elapsed / .seconds(1)
    let rate = seconds > 0 ? Double(count) / seconds : 0
    var line = grouped(count) + (total.map { " of " + grouped($0) } ?? "") + " \(noun), \(grouped(Int(rate))) a second"
    if let total, rate > 0, total > count {
      line += ", \(duration(Double(total - count) / rate)) left"
    }
    return line
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(.up), 1e9))
    if whole < 120 { return "\(whole) s" }
    return whole < 7200 ? "\(whole / 60) min" : "\(whole / 3600) h"
  }

  private static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: position)
      position -= 3
    }
    return String(digits)
  }
}
