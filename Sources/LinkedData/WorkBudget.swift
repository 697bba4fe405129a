/// How much work RDFC-1.0 may take to tell alike blank nodes apart (section 7.1, "Dataset Poisoning").
///
/// It grows with the blank nodes, so that a large dataset gets its due, and ends at a fixed sum, so that none takes more
/// than a second. What it counts follows from the dataset alone: the same dataset is refused on every machine, or on none.
public struct WorkBudget: Hashable, Sendable {
  /// Calls of the Hash N-Degree Quads algorithm for each blank node of the dataset.
  public var callsPerBlankNode: Int
  /// Calls of it beyond which none goes.
  public var mostCalls: Int
  /// Steps for each call: a step is a related blank node that is hashed, or one that is put into a permutation.
  public var stepsPerCall: Int
  /// Steps beyond which no dataset goes.
  public var mostSteps: Int

  public init(callsPerBlankNode: Int, mostCalls: Int, stepsPerCall: Int, mostSteps: Int) {
    self.callsPerBlankNode = max(callsPerBlankNode, 0)
    self.mostCalls = max(mostCalls, 0)
    self.stepsPerCall = max(stepsPerCall, 0)
    self.mostSteps = max(mostSteps, 0)
  }

  /// For the datasets of one credential: 64 calls for each blank node, 100,000 at most; 32 steps for each of these
  /// calls, 1,000,000 at most.
  public static let credential = WorkBudget(
    callsPerBlankNode: 64, mostCalls: 100_000, stepsPerCall: 32, mostSteps: 1_000_000)

  /// Work that was done, in the units of the budget.
  public struct Taken: Hashable, Sendable {
    public var calls = 0
    public var steps = 0
  }

  /// Takes work that was done from what all datasets together may take.
  public mutating func subtract(_ taken: Taken) {
    mostCalls = max(mostCalls - taken.calls, 0)
    mostSteps = max(mostSteps - taken.steps, 0)
  }

  func calls(for blankNodes: Int) -> Int {
    min(product(callsPerBlankNode, blankNodes), mostCalls)
  }

  func steps(for blankNodes: Int) -> Int { min(product(stepsPerCall, calls(for: blankNodes)), mostSteps) }

  private func product(_ a: Int, _ b: Int) -> Int {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? .max : product
  }
}
