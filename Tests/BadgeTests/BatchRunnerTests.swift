import Foundation
import Testing

@testable import Badge

struct BatchRunnerTests {
  /// Numbers from 0.
  private struct Numbers: BatchSource {
    var left: Range<Int>
    let log: Log

    mutating func next() -> Int? {
      defer { log.taken(left.first) }
      return left.popFirst()
    }
  }

  private struct Results: BatchSink {
    let log: Log
    /// How many results are taken before the run is ended.
    var limit = Int.max
    private(set) var results: [Int] = []

    init(log: Log, limit: Int = .max) {
      self.log = log
      self.limit = limit
    }

    mutating func write(_ result: Int) -> Bool {
      log.wrote()
      results.append(result)
      return results.count < limit
    }
  }

  /// How far the source was ever ahead of the sink.
  private final class Log: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0
    private var written = 0
    private(set) var furthest = 0
    var writes: Int { lock.withLock { written } }
    var takes: Int { lock.withLock { count } }

    func taken(_ number: Int?) {
      guard number != nil else { return }
      lock.withLock {
        count += 1
        furthest = max(furthest, count - written)
      }
    }

    func wrote() { lock.withLock { written += 1 } }
  }

  private func run(
    _ count: Int, workers: Int, limit: Int = .max, log: Log = Log(),
    process: @escaping @Sendable (Int) -> Int = { $0 * 2 }
  ) async -> [Int] {
    await BatchRunner.run(
      Numbers(left: 0..<count, log: log), workers: workers, into: Results(log: log, limit: limit)
    ) { number, _ in process(number) }.results
  }

  @Test(arguments: [-1, 0, 1, 2, 4, 16])
  func `Results leave in the order of the input, whoever made them`(_ workers: Int) async {
    let results = await run(1_000, workers: workers) { number in
      if number % 7 == 0 { usleep(200) }
      return number * 2
    }
    #expect(results == (0..<1_000).map { $0 * 2 })
  }

  @Test(arguments: [1, 4])
  func `An empty source has no results`(_ workers: Int) async {
    #expect(await run(0, workers: workers).isEmpty)
  }

  @Test(arguments: [1, 2, 4])
  func `A slow first portion holds back those behind it at the window`(_ workers: Int) async {
    let log = Log()
    let results = await run(2_000, workers: workers, log: log) { number in
      if number == 0 { usleep(200_000) }
      return number
    }
    #expect(results == Array(0..<2_000))
    #expect(log.furthest <= workers * 8)
  }

  @Test(arguments: [1, 2, 4, 16], [1, 2, 50])
  func `A sink that ends the run is given nothing more, and the source is left alone`(
    _ workers: Int, _ limit: Int
  ) async {
    // Many rounds: the portions that are under way at the end are what could slip through.
    for _ in 0..<20 {
      let log = Log()
      let results = await run(10_000, workers: workers, limit: limit, log: log)
      #expect(results == (0..<limit).map { $0 * 2 })
      #expect(log.writes == limit)
      #expect(log.takes <= limit + workers * 8)
    }
  }

  @Test func `One worker and four give the same reports`() async throws {
    let vectors = Vector.all.prefix(300)
    let inputs = try vectors.map { (try $0.bytes(), try $0.verifier(), try $0.time) }
    let limit = inputs.count
    var runs: [[[UInt8]]] = []
    for workers in [1, 4] {
      let sink = await BatchRunner.run(
        Numbers(left: 0..<limit, log: Log()), workers: workers, into: Reports()
      ) { number, scratch in
        let (bytes, verifier, time) = inputs[number]
        return VerdictReport.bytes(verifier.verify(bytes, at: time, using: &scratch), at: time)
      }
      runs.append(sink.reports)
    }
    #expect(runs[0].count == limit)
    #expect(runs[0] == runs[1])
  }

  private struct Reports: BatchSink {
    private(set) var reports: [[UInt8]] = []

    mutating func write(_ report: [UInt8]) -> Bool {
      reports.append(report)
      return true
    }
  }
}
