import CanonicalJSON

/// Where the badges of a batch come from, in portions.
///
/// One portion is asked for at a time. Reading and verifying what is in it then happens on several cores at once, so a
/// portion should say where the badges are rather than hold them, where that is possible.
public protocol BatchSource: Sendable {
  associatedtype Portion: Sendable
  /// The next portion, or nil after the last one.
  mutating func next() -> Portion?
}

/// Where the results of a batch go, in the order of the input.
public protocol BatchSink: Sendable {
  associatedtype Result: Sendable
  /// Takes the result of the next portion; false ends the run.
  mutating func write(_ result: Result) -> Bool
}

/// Runs a batch: as many child tasks as there are cores pull portions from one source, and results leave in input order
/// through a bounded buffer.
///
/// One slow portion cannot fill the memory with the results of those behind it: a worker waits before it takes a portion
/// that is too far ahead of the last one written.
public enum BatchRunner {
  /// Portions that may be under way or waiting to be written, for each worker.
  private static let window = 8

  /// Processes everything that a source has.
  ///
  /// - Parameters:
  ///   - workers: child tasks, at least one.
  ///   - process: turns a portion into its result, with storage that the worker keeps from portion to portion.
  /// - Returns: the sink, after the last result.
  public static func run<Source: BatchSource, Sink: BatchSink>(
    _ source: Source, workers: Int, into sink: Sink,
    process: @escaping @Sendable (Source.Portion, inout VerifierScratch) -> Sink.Result
  ) async -> Sink {
    let workers = max(1, workers)
    let queue = BatchQueue(source: source, sink: sink, window: workers * window)
    await withDiscardingTaskGroup { group in
      for _ in 0..<workers {
        group.addTask {
          var scratch = VerifierScratch()
          while let (index, portion) = await queue.take() {
            await queue.put(process(portion, &scratch), at: index)
          }
        }
      }
    }
    return await queue.sink
  }
}

/// The shared ends of a batch: one worker at a time reads from the source or writes to the sink.
private actor BatchQueue<Source: BatchSource, Sink: BatchSink> {
  private var source: Source
  private(set) var sink: Sink
  private let window: Int
  private var taken = 0
  private var written = 0
  /// Nothing more is taken: the source is empty, or the sink ended the run.
  private var isAtEnd = false
  private var isSinkClosed = false
  /// Results that wait for one before them.
  private var waiting: [Int: Sink.Result] = [:]
  /// Workers that wait for room in the window.
  private var sleepers: [CheckedContinuation<Void, Never>] = []

  init(source: Source, sink: Sink, window: Int) {
    self.source = source
    self.sink = sink
    self.window = window
  }

  func take() async -> (index: Int, portion: Source.Portion)? {
    while !isAtEnd, taken - written >= window {
      await withCheckedContinuation { sleepers.append($0) }
    }
    guard !isAtEnd else { return nil }
    guard let portion = source.next() else {
      end()
      return nil
    }
    defer { taken += 1 }
    return (taken, portion)
  }

  func put(_ result: Sink.Result, at index: Int) {
    // Portions that were under way when the sink ended the run still come in.
    guard !isSinkClosed else { return }
    waiting[index] = result
    while let next = waiting.removeValue(forKey: written) {
      written += 1
      if !sink.write(next) {
        isSinkClosed = true
        waiting.removeAll()
        end()
        return
      }
    }
    wake()
  }

  private func end() {
    isAtEnd = true
    wake()
  }

  private func wake() {
    for sleeper in sleepers { sleeper.resume() }
    sleepers.removeAll()
  }
}
