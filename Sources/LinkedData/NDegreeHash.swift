import CanonicalJSON

/// Hash N-Degree Quads (RDFC-1.0, section 4.8), and the identifiers that follow from it.
///
/// The specification calls the algorithm from within itself. Here the calls are frames of a stack in the heap, as deep as
/// there are blank nodes. Since a call ends before the one that made it goes on, what the specification copies lies in
/// stacks of its own, of which each frame knows where its part starts:
///
/// ```
/// bytes     data to hash │ chosen path │ path │ data to hash of the next frame …
/// issued    nodes in the order in which the temporary issuer gave them identifiers: a copy is a length to return to
/// saved     what the chosen issuer issued beyond that length, while other permutations are tried
/// ```
struct NDegreeHash {
  /// A blank node in the mention set of another.
  private struct Link: BitwiseCopyable {
    var related: UInt32
    var predicate: UInt32
    /// `s`, `o` or `g`: where the related node stands.
    var position: UInt8
  }

  /// A related node under its hash: an entry of Hn.
  private struct Related: BitwiseCopyable {
    var hash: HashValue
    var node: UInt32
  }

  /// One call.
  private struct Frame: BitwiseCopyable {
    /// Where the entries of Hn start; they end where the stack did when the call began.
    var relatedStart: Int
    var relatedEnd: Int
    /// The entries with one hash, whose permutations are tried.
    var groupStart: Int
    var groupEnd: Int
    var dataStart: Int
    var chosenStart = 0
    var pathStart = 0
    /// Whether the path stands before the chosen one whatever follows; otherwise so many of its bytes are the same.
    var isLess = false
    var same = 0
    var hasChosen = false
    /// The length of the issuer that each permutation starts from.
    var issuedStart = 0
    var savedStart = 0
    var recursionStart = 0
    var recursionNext = 0
  }

  private var links: [Link] = []
  private var linkStarts: [UInt32] = []
  private var frames: [Frame] = []
  private var related: [Related] = []
  private var relatedScratch: [Related] = []
  private var bytes: [UInt8] = []
  private var issued: [UInt32] = []
  /// For each blank node its temporary identifier, from 1; 0 where it has none.
  private var temporary: [UInt32] = []
  private var saved: [UInt32] = []
  private var recursion: [UInt32] = []
  private var results: [(hash: HashValue, range: Range<Int>)] = []
  private var resultNodes: [UInt32] = []
  private var callsLeft = 0
  private var stepsLeft = 0
  private var allowed = WorkBudget.Taken()

  /// What the dataset took of its budget so far.
  var taken: WorkBudget.Taken {
    WorkBudget.Taken(calls: allowed.calls - max(callsLeft, 0), steps: allowed.steps - max(stepsLeft, 0))
  }
}

// MARK: - Step 5 of the Canonicalization Algorithm

extension NDegreeHash {
  /// Starts a dataset with a full budget.
  mutating func begin(_ dataset: Dataset, _ budget: WorkBudget) {
    callsLeft = budget.calls(for: dataset.blankNodeCount)
    stepsLeft = budget.steps(for: dataset.blankNodeCount)
    allowed = WorkBudget.Taken(calls: callsLeft, steps: stepsLeft)
    issued.removeAll(keepingCapacity: true)
    reset(&temporary, count: dataset.blankNodeCount, to: 0)
    // What stands at the place of the next node moves to where that one starts.
    reset(&linkStarts, count: dataset.blankNodeCount + 2, to: 0)
    for quad in dataset.quads { Self.forEachLink(of: quad) { node, _ in linkStarts[node &+ 2] &+= 1 } }
    for node in 2..<linkStarts.count { linkStarts[node] &+= linkStarts[node &- 1] }
    let none = Link(related: 0, predicate: 0, position: 0)
    reset(&links, count: Int(linkStarts[linkStarts.count &- 1]), to: none)
    for quad in dataset.quads {
      Self.forEachLink(of: quad) { node, link in
        links[Int(linkStarts[node &+ 1])] = link
        linkStarts[node &+ 1] &+= 1
      }
    }
  }

  /// Each pair of a blank node of the quad and a component that is another one.
  @inline(__always)
  private static func forEachLink(of quad: Dataset.Quad, _ body: (Int, Link) -> Void) {
    let predicate = UInt32(quad.predicate.index)
    quad.forEachBlankNode { node in
      func relate(_ term: Dataset.Term, _ position: UInt8) {
        guard term.isBlankNode, term.index != node else { return }
        body(node, Link(related: UInt32(term.index), predicate: predicate, position: position))
      }
      relate(quad.subject, UInt8(ascii: "s"))
      relate(quad.object, UInt8(ascii: "o"))
      relate(quad.graph, UInt8(ascii: "g"))
    }
  }

  /// Steps 5.1 to 5.3 for the nodes that share one first degree hash.
  ///
  /// - Throws: `workBudgetExceeded`.
  mutating func issueIdentifiers(
    to group: ArraySlice<UInt32>, in dataset: Dataset, _ hashes: [HashValue], _ identifiers: inout IssuedIdentifiers,
    _ hash: inout HashFunction
  ) throws(LinkedDataError) {
    results.removeAll(keepingCapacity: true)
    resultNodes.removeAll(keepingCapacity: true)
    for node in group where identifiers.number(of: node) == nil {
      issueTemporary(to: node)
      let value = try hashQuads(of: node, in: dataset, hashes, identifiers, &hash)
      let start = resultNodes.count
      resultNodes.append(contentsOf: issued)
      results.append((value, start..<resultNodes.count))
      withdraw(to: 0)
    }
    // Results of one hash are of nodes that nothing tells apart.
    results.sort { $0.hash < $1.hash }
    for result in results {
      for at in result.range { identifiers.issue(to: resultNodes[at]) }
    }
  }
}

// MARK: - The algorithm

extension NDegreeHash {
  /// Hash N-Degree Quads of a node that has a temporary identifier. The issuer in the result is `issued`.
  private mutating func hashQuads(
    of node: UInt32, in dataset: Dataset, _ hashes: [HashValue], _ identifiers: IssuedIdentifiers,
    _ hash: inout HashFunction
  ) throws(LinkedDataError) -> HashValue {
    // A dataset that ran out of budget leaves its frames behind.
    frames.removeAll(keepingCapacity: true)
    related.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    saved.removeAll(keepingCapacity: true)
    recursion.removeAll(keepingCapacity: true)
    var frame = try call(for: node, in: dataset, hashes, identifiers, &hash)
    var next = Step.group
    while true {
      switch next {
      case .group where frame.groupEnd < frame.relatedEnd:
        openGroup(&frame, hash.length)
        next = .permutation
      case .group:
        // Step 6.
        let value = hash.hash(bytes, from: frame.dataStart)
        bytes.removeLast(bytes.count &- frame.dataStart)
        related.removeLast(related.count &- frame.relatedStart)
        guard let caller = frames.popLast() else { return value }
        frame = caller
        // Steps 5.4.5.2 to 5.4.5.5, back in the caller.
        appendTemporary(of: recursion[frame.recursionNext])
        bytes.append(UInt8(ascii: "<"))
        value.appendHex(hash.length, to: &bytes)
        bytes.append(UInt8(ascii: ">"))
        frame.recursionNext &+= 1
        next = isGreater(&frame) ? .drop : .recursion
      case .permutation:
        next = try startPermutation(&frame, identifiers) ? .recursion : .drop
      case .recursion where frame.recursionNext < recursion.count:
        frames.append(frame)
        frame = try call(for: recursion[frame.recursionNext], in: dataset, hashes, identifiers, &hash)
        next = .group
      case .recursion:
        next = endPermutation(&frame, isChosen: isChosen(frame)) ? .permutation : .group
      case .drop:
        next = endPermutation(&frame, isChosen: false) ? .permutation : .group
      }
    }
  }

  /// What a frame does next.
  private enum Step {
    /// Step 5, with the next related hash, or the end of the call.
    case group
    /// Step 5.4, with the permutation in which the group stands.
    case permutation
    /// Step 5.4.5, with the next node of the recursion list, or step 5.4.6.
    case recursion
    /// The path is greater than the chosen one.
    case drop
  }

  /// Steps 1 to 4: Hn of a node, sorted.
  private mutating func call(
    for node: UInt32, in dataset: Dataset, _ hashes: [HashValue], _ identifiers: IssuedIdentifiers,
    _ hash: inout HashFunction
  ) throws(LinkedDataError) -> Frame {
    let range = Int(linkStarts[Int(node)])..<Int(linkStarts[Int(node) &+ 1])
    guard callsLeft > 0 else { throw LinkedDataError(.workBudgetExceeded) }
    callsLeft &-= 1
    try take(range.count)
    let relatedStart = related.count
    let dataStart = bytes.count
    for at in range {
      // Hash Related Blank Node (section 4.7).
      let link = links[at]
      bytes.append(link.position)
      if link.position != UInt8(ascii: "g") {
        // Without the space behind it.
        let texts = dataset.texts.bytes.span
        let predicate = texts.extracting(dataset.texts.range(of: Int(link.predicate)).dropLast())
        bytes.append(addingCapacity: predicate.count) { JSONText.append(written: predicate, to: &$0) }
      }
      if let number = identifiers.number(of: link.related) {
        appendCanonical(number)
      } else if temporary[Int(link.related)] > 0 {
        appendTemporary(of: link.related)
      } else {
        hashes[Int(link.related)].appendHex(hash.length, to: &bytes)
      }
      let value = hash.hash(bytes, from: dataStart)
      bytes.removeLast(bytes.count &- dataStart)
      related.append(Related(hash: value, node: link.related))
    }
    MergeSort.sort(&related, relatedStart..<related.count, scratch: &relatedScratch) {
      $0.hash == $1.hash ? $0.node < $1.node : $0.hash < $1.hash
    }
    return Frame(
      relatedStart: relatedStart, relatedEnd: related.count, groupStart: relatedStart, groupEnd: relatedStart,
      dataStart: dataStart)
  }

  /// Steps 5.1 to 5.3.
  private mutating func openGroup(_ frame: inout Frame, _ length: Int) {
    frame.groupStart = frame.groupEnd
    let hash = related[frame.groupStart].hash
    repeat { frame.groupEnd &+= 1 } while frame.groupEnd < frame.relatedEnd && related[frame.groupEnd].hash == hash
    hash.appendHex(length, to: &bytes)
    frame.chosenStart = bytes.count
    frame.hasChosen = false
    frame.issuedStart = issued.count
    frame.savedStart = saved.count
  }

  /// Steps 5.4.1 to 5.4.4; false where the path is greater than the chosen one.
  private mutating func startPermutation(
    _ frame: inout Frame, _ identifiers: IssuedIdentifiers
  ) throws(LinkedDataError) -> Bool {
    try take(frame.groupEnd &- frame.groupStart)
    frame.pathStart = bytes.count
    frame.isLess = false
    frame.same = 0
    frame.recursionStart = recursion.count
    frame.recursionNext = recursion.count
    for at in frame.groupStart..<frame.groupEnd {
      let node = related[at].node
      if let number = identifiers.number(of: node) {
        appendCanonical(number)
      } else {
        if temporary[Int(node)] == 0 {
          recursion.append(node)
          issueTemporary(to: node)
        }
        appendTemporary(of: node)
      }
      if isGreater(&frame) { return false }
    }
    return true
  }

  /// Whether the path is greater than the chosen one, however it goes on.
  ///
  /// The specification asks this only of a path that is as long as the chosen one. But one that has a greater byte before
  /// stays greater whatever follows, and would be dropped in the end: that spares calls and changes no result.
  private func isGreater(_ frame: inout Frame) -> Bool {
    guard frame.hasChosen, !frame.isLess else { return false }
    let chosenCount = frame.pathStart &- frame.chosenStart
    let pathCount = bytes.count &- frame.pathStart
    while frame.same < min(chosenCount, pathCount) {
      let chosen = bytes[frame.chosenStart &+ frame.same]
      let path = bytes[frame.pathStart &+ frame.same]
      if chosen != path {
        frame.isLess = path < chosen
        return path > chosen
      }
      frame.same &+= 1
    }
    return pathCount > chosenCount
  }

  /// Step 5.4.6, of a path that is not greater than the chosen one.
  private func isChosen(_ frame: Frame) -> Bool {
    !frame.hasChosen || frame.isLess || bytes.count &- frame.pathStart < frame.pathStart &- frame.chosenStart
  }

  /// Ends a permutation and says whether there is another one. If not, the chosen path is part of the data to hash (step
  /// 5.5) and the chosen issuer is the issuer (step 5.6).
  private mutating func endPermutation(_ frame: inout Frame, isChosen: Bool) -> Bool {
    let isMore = permute(frame.groupStart..<frame.groupEnd)
    recursion.removeLast(recursion.count &- frame.recursionStart)
    if isChosen {
      bytes.removeSubrange(frame.chosenStart..<frame.pathStart)
      frame.hasChosen = true
      saved.removeLast(saved.count &- frame.savedStart)
      guard isMore else { return false }
      saved.append(contentsOf: issued[frame.issuedStart...])
      withdraw(to: frame.issuedStart)
    } else {
      bytes.removeLast(bytes.count &- frame.pathStart)
      withdraw(to: frame.issuedStart)
      guard !isMore else { return true }
      for at in frame.savedStart..<saved.count { issueTemporary(to: saved[at]) }
      saved.removeLast(saved.count &- frame.savedStart)
    }
    return isMore
  }

  /// Brings the nodes of a group, which start in ascending order, into the next order by their numbers; false after the
  /// last one. A node that is there twice makes no two permutations that are the same.
  private mutating func permute(_ group: Range<Int>) -> Bool {
    var pivot = group.upperBound &- 2
    while pivot >= group.lowerBound, related[pivot].node >= related[pivot &+ 1].node { pivot &-= 1 }
    guard pivot >= group.lowerBound else { return false }
    var other = group.upperBound &- 1
    while related[other].node <= related[pivot].node { other &-= 1 }
    related.swapAt(pivot, other)
    related[pivot &+ 1..<group.upperBound].reverse()
    return true
  }

  private mutating func take(_ steps: Int) throws(LinkedDataError) {
    guard stepsLeft >= steps else { throw LinkedDataError(.workBudgetExceeded) }
    stepsLeft &-= steps
  }

  private mutating func issueTemporary(to node: UInt32) {
    issued.append(node)
    temporary[Int(node)] = UInt32(issued.count)
  }

  /// Takes back what was issued beyond the first `count` identifiers.
  private mutating func withdraw(to count: Int) {
    while issued.count > count, let node = issued.popLast() { temporary[Int(node)] = 0 }
  }

  private mutating func appendCanonical(_ number: UInt32) {
    bytes.append(addingCapacity: CanonicalIdentifier.bound) { CanonicalIdentifier.append(Int(number), to: &$0) }
  }

  private mutating func appendTemporary(of node: UInt32) {
    let number = Int(temporary[Int(node)]) &- 1
    bytes.append(addingCapacity: CanonicalIdentifier.bound) { output in
      JSONText.append("_:b", to: &output)
      Decimal.append(number, to: &output)
    }
  }
}
