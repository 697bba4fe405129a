import LinkedData
import Testing

/// Poison graphs (RDFC-1.0, section 7.1): each ends within the limits, with the form or with the code.
@Suite struct WorkBudgetTests {
  static func graph(_ count: Int, _ edges: [(Int, Int)]) throws -> Dataset {
    var dataset = Dataset()
    let property = Array("urn:p".utf8)
    let predicate = try dataset.iri(property.span)
    var nodes: [Dataset.Term] = []
    for _ in 0..<count { nodes.append(try dataset.blankNode()) }
    for (from, to) in edges { try dataset.add(nodes[from], predicate, nodes[to]) }
    return dataset
  }

  static func clique(_ count: Int) throws -> Dataset {
    try graph(count, (0..<count).flatMap { a in (0..<count).filter { $0 != a }.map { (a, $0) } })
  }

  static func stars(_ count: Int, leaves: Int) throws -> Dataset {
    let size = leaves + 1
    return try graph(count * size, (0..<count).flatMap { star in (1...leaves).map { (star * size, star * size + $0) } })
  }

  static func chain(_ count: Int, isCircle: Bool = false) throws -> Dataset {
    try graph(count, (0..<(isCircle ? count : count - 1)).map { ($0, ($0 + 1) % count) })
  }

  static func cube(_ dimensions: Int) throws -> Dataset {
    let count = 1 << dimensions
    return try graph(count, (0..<count).flatMap { corner in (0..<dimensions).map { (corner, corner ^ (1 << $0)) } })
  }

  private func expectRefusal(_ dataset: Dataset, _ location: SourceLocation = #_sourceLocation) {
    let clock = ContinuousClock()
    let start = clock.now
    #expect(throws: LinkedDataError(.workBudgetExceeded), sourceLocation: location) { try dataset.canonicalNQuads() }
    // A second in a release build; these tests run in debug builds on machines with other work.
    #expect(clock.now - start < .seconds(20), sourceLocation: location)
  }

  @Test func `Cliques of 10 and of 30 are refused`() throws {
    expectRefusal(try Self.clique(10))
    expectRefusal(try Self.clique(30))
  }

  @Test func `A hundred alike stars are told apart while their leaves are few, and refused when they are many`() throws
  {
    #expect(try Self.stars(100, leaves: 3).canonicalNQuads().split(separator: 0x0A).count == 300)
    expectRefusal(try Self.stars(100, leaves: 5))
    expectRefusal(try Self.stars(100, leaves: 10))
  }

  @Test func `Chains and circles are good for 60 nodes, and refused beyond`() throws {
    for isCircle in [false, true] { #expect(try !Self.chain(60, isCircle: isCircle).canonicalNQuads().isEmpty) }
    expectRefusal(try Self.chain(100, isCircle: true))
    expectRefusal(try Self.chain(1000))
  }

  @Test func `A chain as deep as the budget allows is no recursion of the machine's`() throws {
    let dataset = try Self.chain(20_000)
    let calls = WorkBudget(callsPerBlankNode: 1, mostCalls: 19_999, stepsPerCall: 1000, mostSteps: 1 << 40)
    #expect(throws: LinkedDataError(.workBudgetExceeded)) { try dataset.canonicalNQuads(budget: calls) }
  }

  @Test func `Cubes are good up to three dimensions`() throws {
    #expect(try !Self.cube(3).canonicalNQuads().isEmpty)
    expectRefusal(try Self.cube(4))
    expectRefusal(try Self.cube(6))
  }

  @Test func `Nodes that a hash of their own tells apart cost nothing of the budget`() throws {
    let none = WorkBudget(callsPerBlankNode: 0, mostCalls: 0, stepsPerCall: 0, mostSteps: 0)
    let text = (0..<10_000).map { "_:n\($0) <urn:p> \"\($0)\" .\n" }.joined()
    #expect(try !NQuads.read(Array(text.utf8)).canonicalNQuads(budget: none).isEmpty)
  }

  @Test func `One call and one step less than it takes is a refusal`() throws {
    // Two nodes that point at each other: each starts a call, and calls the other. A call hashes the other twice, and
    // puts it into two permutations of one.
    let dataset = try Self.graph(2, [(0, 1), (1, 0)])
    func isEnough(calls: Int, steps: Int) -> Bool {
      let budget = WorkBudget(callsPerBlankNode: calls, mostCalls: calls, stepsPerCall: steps, mostSteps: steps)
      return (try? dataset.canonicalNQuads(budget: budget)) != nil
    }
    #expect(isEnough(calls: 4, steps: 16))
    #expect(!isEnough(calls: 3, steps: 16))
    #expect(!isEnough(calls: 4, steps: 15))
  }

  @Test func `Absurd budgets do not overflow`() throws {
    let budget = WorkBudget(callsPerBlankNode: .max, mostCalls: .max, stepsPerCall: .max, mostSteps: .max)
    #expect(try !Self.cube(3).canonicalNQuads(budget: budget).isEmpty)
    let none = WorkBudget(callsPerBlankNode: .min, mostCalls: .min, stepsPerCall: .min, mostSteps: .min)
    #expect(throws: LinkedDataError(.workBudgetExceeded)) { try Self.cube(3).canonicalNQuads(budget: none) }
  }
}
