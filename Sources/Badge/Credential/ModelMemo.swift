import CanonicalJSON

/// A rule that a credential breaks.
struct ModelFault: Sendable {
  let reason: Reason
  /// The member that is missing at the place of the reason, where it is that.
  let missing: StaticString?

  /// Of one document no more are collected.
  static let limit = 200
}

/// What a worker remembers of credentials that kept the rules, so that the badges of one course, which have one
/// achievement and one issuer, are not judged anew in every word.
///
/// Two things are remembered: whole credentials, for others that differ in strings alone, and the texts of single objects
/// for all others. No badge can leave anything else behind for the next.
struct ModelMemo: Sendable {
  /// A credential, its model where it kept the rules, and what these asked of each of its strings.
  private struct Precedent {
    let document: JSONDocument
    let model: CredentialModel?
    let proofs: ProofSet?
    let notes: [Note]

    /// Whether every string of a document that differs is as the rules ask.
    func holds(for document: JSONDocument) -> Bool {
      var next = 0
      return document.changesSatisfy { node in
        while next < notes.count, notes[next].node <= node { next += 1 }
        // The last note at or before the string.
        guard next > 0 else { return false }
        let note = notes[next - 1]
        guard let shape = note.shape else { return document.contains(node, in: note.node) }
        return note.node == node && shape.admits(node, in: document)
      }
    }
  }

  /// What the rules ask of a value: a string of the shape, or nil where no rule looks at it or into it.
  private struct Note {
    let node: JSONDocument.Node
    let shape: ModelClass.Shape?
  }

  /// As many as a reader remembers.
  private static let capacity = 4

  private var precedents: [Precedent] = []
  private var oldest = 0
  private var texts: [ObjectIdentifier: [UInt8]] = [:]
  private var notes: [Note] = []
  /// Whether the rules are to say what they ask of each value.
  private(set) var isRecording = false
  /// What was found so far, where everything is to be found and not only the first; nil otherwise.
  private(set) var faults: [ModelFault]?

  init() {}

  /// One that has the rules go on behind a value that broke one of them.
  static func collecting() -> ModelMemo {
    var memo = ModelMemo()
    memo.faults = []
    return memo
  }

  /// Whether findings are collected. Nothing is remembered then.
  var isCollecting: Bool { faults != nil }

  /// Ends the judgement with a rule that is broken, or goes on where all are to be found.
  ///
  /// - Parameter missing: the member that is missing, where it is that.
  mutating func refuse(_ reason: Reason, missing: StaticString? = nil) throws(Reason) {
    guard let count = faults?.count else { throw reason }
    if count < ModelFault.limit { faults?.append(ModelFault(reason: reason, missing: missing)) }
  }

  // MARK: whole credentials

  /// The model of a credential that differs from an earlier one only in strings of which the rules ask something that can
  /// be asked of them by themselves; nil where that is not so, or where a string is not as asked.
  mutating func model(of document: JSONDocument) -> CredentialModel? {
    guard let earlier = document.precedent else { return nil }
    let index = precedent(earlier)
    guard let model = precedents[index].model, precedents[index].holds(for: document) else { return nil }
    return model.with(document)
  }

  /// The proof of a credential that differs from an earlier one there only in its value, its method and its dates; nil
  /// where that is not so. Asked after the model.
  func proofs(of document: JSONDocument) -> ProofSet? {
    guard let earlier = document.precedent,
      let precedent = precedents.first(where: { $0.document.isIdentical(to: earlier) })
    else { return nil }
    return precedent.proofs?.with(document)
  }

  private mutating func precedent(_ document: JSONDocument) -> Int {
    for index in precedents.indices where precedents[index].document.isIdentical(to: document) { return index }
    notes.removeAll(keepingCapacity: true)
    isRecording = true
    defer { isRecording = false }
    let model = try? CredentialModel(judging: document, memo: &self)
    // What the model reads beside the rules of the classes has no note: any other text there is judged in full.
    let beside = model?.readsBeside ?? []
    notes.removeAll { note in beside.contains { document.contains(note.node, in: $0) } }
    notes.sort { $0.node < $1.node }
    let precedent = Precedent(
      document: document, model: model, proofs: model.flatMap { try? ProofSet(of: $0) }, notes: notes)
    if precedents.count < Self.capacity {
      precedents.append(precedent)
      return precedents.count - 1
    }
    let index = oldest
    precedents[index] = precedent
    oldest = (oldest + 1) % Self.capacity
    return index
  }

  /// Notes what a rule asks of a value.
  mutating func note(_ value: JSONDocument.Node, _ shape: ModelClass.Shape?) {
    notes.append(Note(node: value, shape: shape))
  }

  // MARK: single objects

  func holds(_ object: JSONDocument.Node, of document: JSONDocument, _ model: ModelClass) -> Bool {
    guard let text = texts[ObjectIdentifier(model)] else { return false }
    return document.withSource(of: object) { text.span.isSame(as: $0) }
  }

  mutating func insert(_ object: JSONDocument.Node, of document: JSONDocument, _ model: ModelClass) {
    texts[ObjectIdentifier(model)] = document.withSource(of: object) { source in
      unsafe source.withUnsafeBufferPointer { unsafe Array($0) }
    }
  }
}
