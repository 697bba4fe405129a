import Glibc

/// Seconds that this thread's core spends on a piece of work: other programs on the machine do not count.
func processorSeconds(_ work: () throws -> Void) rethrows -> Double {
  let start = processorTime()
  try work()
  return processorTime() - start
}

private func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Seconds on the clock that a piece of work takes.
func seconds(_ work: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  let time = try clock.measure { try work() }
  return inSeconds(time)
}

func inSeconds(_ time: Duration) -> Double {
  Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
}

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? 0 : (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
}

/// Times two pieces of work in turns, a few milliseconds of processor time each, and compares turn by turn: what else the
/// machine does then meets both alike.
///
/// - Returns: medians of the seconds for one of each, and of the ratio.
func compare(
  rounds: Int = 101, _ first: () -> Void, _ second: () -> Void
) -> (first: Double, second: Double, ratio: Double) {
  func repetitions(_ work: () -> Void) -> Int {
    work()
    return max(1, Int(0.004 / max(processorSeconds(work), 1e-7)))
  }
  let (a, b) = (repetitions(first), repetitions(second))
  var times: (first: [Double], second: [Double], ratio: [Double]) = ([], [], [])
  for _ in 0..<rounds {
    let x = processorSeconds { for _ in 0..<a { first() } } / Double(a)
    let y = processorSeconds { for _ in 0..<b { second() } } / Double(b)
    times.first.append(x)
    times.second.append(y)
    times.ratio.append(x / y)
  }
  return (median(times.first), median(times.second), median(times.ratio))
}

/// A place where results go, so that no work can be optimised away.
nonisolated(unsafe) var consumed = 0
