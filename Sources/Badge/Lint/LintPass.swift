import CanonicalJSON

/// One walk over a document, with what was found so far.
struct LintPass {
  let document: JSONDocument
  private(set) var kind = LintReport.Kind.unknown
  private(set) var dataModel: DataModel?
  var findings: [LintFinding] = []
  /// Credentials that were judged, the outermost included.
  private var credentials = 0

  /// Credentials in a document that are judged: badges in a record or a presentation, endorsements.
  private static let credentialLimit = 64

  init(_ document: JSONDocument) {
    self.document = document
  }

  /// The findings in the order of the text, each once.
  func sorted() -> [LintFinding] {
    var seen = Set<LintFinding>()
    let unique = findings.filter { seen.insert($0).inserted }
    // What is missing has the pointer of its object, and comes before what is in there.
    let keys = unique.map { finding in offset(of: finding.reason.pointer) }
    return unique.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { unique[$0] }
  }

  private func offset(of pointer: String?) -> Int {
    guard let pointer, let node = document.node(at: pointer) else { return -1 }
    return document.offset(of: node)
  }

  mutating func judge() {
    let root = document.root
    guard document.kind(of: root) == .object else {
      add(.error, .notACredential, "a credential has to be a JSON object" + found(root), at: root)
      return
    }
    let types = document.member("type", of: root)
    if let types, document.contains("VerifiablePresentation", in: types) {
      judgePresentation(root)
    } else if let types, !document.contains("VerifiableCredential", in: types), looksLikePresentation(root) {
      judgePresentation(root)
    } else {
      let rules = judgeCredential(root)
      dataModel = rules?.dataModel
      kind = LintReport.Kind(rules?.kind)
    }
  }

  /// By its members, where its type does not tell.
  private func looksLikePresentation(_ root: JSONDocument.Node) -> Bool {
    document.member("verifiableCredential", of: root) != nil || document.member("holder", of: root) != nil
  }

  // MARK: credentials

  /// - Parameter isDraft: whether what a signer adds may be missing; nil where the credential's own proof tells.
  @discardableResult
  private mutating func judgeCredential(_ root: JSONDocument.Node, isPart: Bool = false) -> CredentialRules? {
    guard credentials < Self.credentialLimit else {
      if credentials == Self.credentialLimit {
        add(
          .warning, .tooManyEntries, "more than \(credentials) credentials are in it; this one is not judged", at: root)
        credentials += 1
      }
      return nil
    }
    credentials += 1
    var memo = ModelMemo.collecting()
    // It only throws for what is no object.
    guard let rules = try? CredentialRules(document, at: root, memo: &memo) else {
      add(.error, .notACredential, "a credential has to be a JSON object" + found(root), at: root)
      return nil
    }
    let isDraft = !isPart && rules.kind == .other && !isSigned(rules.members[.proof])
    for fault in memo.faults ?? [] {
      let isLeftToSigner = isDraft && isIssuers(fault, rules.members)
      findings.append(
        isLeftToSigner
          ? LintFinding(
            .warning,
            Reason(
              .memberMissing, fault.reason.message + "; whoever signs it has to add that",
              pointer: fault.reason.pointer))
          : LintFinding(.error, fault.reason))
    }
    judgePeriod(rules)
    judgeProofs(rules.members[.proof])
    advise(rules, root)
    judgeParts(rules, root)
    return rules
  }

  /// A document whose proof names a key claims to be complete.
  private func isSigned(_ proof: JSONDocument.Node?) -> Bool {
    entries(proof).contains {
      document.kind(of: $0) == .object && document.member("verificationMethod", of: $0) != nil
    }
  }

  /// Whether what is missing is who issues it, which drafts leave to whoever signs them.
  private func isIssuers(_ fault: ModelFault, _ members: TopLevel) -> Bool {
    guard let missing = fault.missing else { return false }
    if ModelText.isSame(missing, "issuer") { return true }
    guard ModelText.isSame(missing, "id"), let issuer = members[.issuer] else { return false }
    return fault.reason.pointer == document.pointer(to: issuer)
  }

  /// VCDM 2.0 section 4.9: the start is not after the end.
  private mutating func judgePeriod(_ rules: CredentialRules) {
    let period = ValidityPeriod(document, rules.members, rules.dataModel)
    guard let from = period.from, let until = period.until, until < from, let node = period.untilNode else { return }
    add(
      .error, .memberInvalid, "the end of the validity is before its start" + found(node) + " (VCDM 2.0, 4.9)", at: node
    )
  }

  private mutating func judgeProofs(_ proof: JSONDocument.Node?) {
    let all = entries(proof)
    if let proof, all.count > CredentialModel.entryLimit {
      add(.error, .tooManyEntries, "'proof' has more than \(CredentialModel.entryLimit) entries", at: proof)
    }
    for proof in all.prefix(CredentialModel.entryLimit) {
      var memo = ModelMemo.collecting()
      try? CredentialClasses.proof.check(proof, in: document, memo: &memo)
      findings += (memo.faults ?? []).map {
        LintFinding(.error, Reason(.proofInvalid, $0.reason.message, pointer: $0.reason.pointer))
      }
      guard document.kind(of: proof) == .object, document.member("cryptosuite", of: proof) == nil,
        let types = document.member("type", of: proof), document.contains("DataIntegrityProof", in: types)
      else { continue }
      add(
        .error, .proofInvalid, "a DataIntegrityProof needs the member 'cryptosuite' (Data Integrity 1.0, 2.1)",
        at: proof)
    }
  }

  /// Endorsements at each level, and the credentials in a record, are credentials with rules of their own.
  private mutating func judgeParts(_ rules: CredentialRules, _ root: JSONDocument.Node) {
    guard rules.kind != .other else { return }
    judgeEndorsements(of: root)
    if let issuer = rules.members[.issuer] { judgeEndorsements(of: issuer) }
    for subject in entries(rules.members[.credentialSubject]) where document.kind(of: subject) == .object {
      judgeEndorsements(of: document.member("source", of: subject))
      for achievement in entries(document.member("achievement", of: subject)) {
        judgeEndorsements(of: achievement)
        guard document.kind(of: achievement) == .object else { continue }
        judgeEndorsements(of: document.member("creator", of: achievement))
      }
      guard rules.kind == .learnerRecord else { continue }
      for part in entries(document.member("verifiableCredential", of: subject))
      where document.kind(of: part) == .object {
        judgeContained(part)
      }
    }
  }

  private mutating func judgeEndorsements(of node: JSONDocument.Node?) {
    guard let node, document.kind(of: node) == .object else { return }
    for endorsement in entries(document.member("endorsement", of: node))
    where document.kind(of: endorsement) == .object {
      judgeCredential(endorsement, isPart: true)
    }
  }

  // MARK: presentations

  /// VCDM 2.0 section 4.13, VCDM 1.1 section 4.10.
  private mutating func judgePresentation(_ root: JSONDocument.Node) {
    kind = .presentation
    var memo = ModelMemo.collecting()
    let contexts = document.member("@context", of: root)
    let dataModel = (try? CredentialRules.checkContexts(contexts, document, root, &memo)) ?? .version2
    self.dataModel = dataModel
    try? CredentialClasses.presentation(dataModel).check(root, in: document, memo: &memo)
    findings += (memo.faults ?? []).map { LintFinding(.error, $0.reason) }
    adviseOnContexts(contexts)
    let proof = document.member("proof", of: root)
    judgeProofs(proof)
    let holder = document.member("holder", of: root)
    let holderID = holder.flatMap { document.kind(of: $0) == .object ? document.member("id", of: $0) : $0 }
    for part in entries(document.member("verifiableCredential", of: root))
    where document.kind(of: part) == .object {
      if let rules = judgeContained(part), rules.members[.proof] == nil { compare(rules, part, with: holderID) }
    }
  }

  /// A credential that is secured by the presentation's proof alone is its holder's (VCDM 2.0 section 4.13.4).
  private mutating func compare(
    _ rules: CredentialRules, _ part: JSONDocument.Node, with holder: JSONDocument.Node?
  ) {
    let issuer = rules.members[.issuer].flatMap {
      document.kind(of: $0) == .object ? document.member("id", of: $0) : $0
    }
    guard let issuer, document.kind(of: issuer) == .string else { return }
    if let holder, document.isSameString(issuer, holder) { return }
    add(
      .warning, .memberInvalid,
      "this credential has no proof of its own; only the holder of the presentation can be its issuer then"
        + found(issuer) + " (VCDM 2.0, 4.13.4)", at: issuer)
  }

  /// A credential inside another document, or the envelope of one (VCDM 2.0 section 4.13.1).
  @discardableResult
  private mutating func judgeContained(_ part: JSONDocument.Node) -> CredentialRules? {
    guard let types = document.member("type", of: part),
      document.contains("EnvelopedVerifiableCredential", in: types)
    else { return judgeCredential(part, isPart: true) }
    var memo = ModelMemo.collecting()
    try? CredentialClasses.enveloped.check(part, in: document, memo: &memo)
    findings += (memo.faults ?? []).map { LintFinding(.error, $0.reason) }
    if let id = document.member("id", of: part), URLSyntax.isAbsolute(id, in: document),
      !(document.withUTF8(of: id) { URLSyntax.startsWith($0, "data:") } ?? false)
    {
      add(
        .error, .memberInvalid, "the id of an envelope has to be a data: URL" + found(id) + " (VCDM 2.0, 4.13.1)",
        at: id)
    }
    return nil
  }

  // MARK: recommendations

  private mutating func advise(_ rules: CredentialRules, _ root: JSONDocument.Node) {
    adviseOnContexts(rules.members[.context])
    for name in ["credentialSchema", "termsOfUse", "refreshService", "evidence", "relatedResource"] as [StaticString] {
      guard let list = document.member(name, of: root), document.kind(of: list) == .array,
        document.count(of: list) == 0
      else { continue }
      // An empty array says what its absence says, and the schema of Open Badges allows it.
      add(
        rules.kind == .other && rules.dataModel == .version2 ? .error : .warning, .memberInvalid,
        "'\(name)' is empty; where it is there, it has at least one entry (VCDM 2.0)", at: list)
    }
    if rules.kind == .other, let types = rules.members[.type] {
      // What these types mean is said by the contexts that define them.
      if rules.undecided == .endorsement {
        add(
          .error, .contextInvalid,
          "the second context of an endorsement has to be that of Open Badges 3.0, which defines the type (OB 3.0, B.1.5)",
          at: rules.members[.context] ?? types)
      } else if rules.undecided == .learnerRecord {
        add(
          .warning, .contextInvalid,
          "the second context is none of CLR or Open Badges, which define this type: only the data model was looked at",
          at: types)
      }
    }
    if rules.undecided == .draftBadge, let types = rules.members[.type] {
      add(.warning, .credentialTypeNotSupported, OtherCredential.draftBadge.reason.message, at: types)
    }
    guard rules.kind == .openBadge || rules.kind == .learnerRecord else { return }
    for status in entries(rules.members[.credentialStatus])
    where rules.dataModel == .version1 && document.kind(of: status) == .object {
      guard document.member("id", of: status) == nil else { continue }
      add(.warning, .memberMissing, "a status of data model 1.1 has an 'id' (VCDM 1.1, 4.9)", at: status)
    }
    for subject in entries(rules.members[.credentialSubject]) where document.kind(of: subject) == .object {
      for achievement in entries(document.member("achievement", of: subject))
      where document.kind(of: achievement) == .object {
        guard let criteria = document.member("criteria", of: achievement), document.kind(of: criteria) == .object,
          document.member("id", of: criteria) == nil, document.member("narrative", of: criteria) == nil
        else { continue }
        add(
          .warning, .memberMissing, "the criteria have neither 'id' nor 'narrative', so nobody learns what they are",
          at: criteria)
      }
      for identity in entries(document.member("identifier", of: subject))
      where document.kind(of: identity) == .object {
        guard let hashed = document.member("hashed", of: identity), document.kind(of: hashed) == .true,
          document.member("salt", of: identity) == nil
        else { continue }
        add(
          .warning, .memberMissing, "a hashed identity without a 'salt' can be guessed (OB 3.0, B, IdentityObject)",
          at: identity)
      }
    }
  }

  /// An ordered set has each item once.
  private mutating func adviseOnContexts(_ contexts: JSONDocument.Node?) {
    let all = entries(contexts).prefix(CredentialModel.entryLimit)
    for (k, context) in all.enumerated()
    where document.kind(of: context) == .string && all.prefix(k).contains(where: { document.isSameString($0, context) })
    {
      add(.warning, .contextInvalid, "this context stands here twice (VCDM 2.0, 4.3)", at: context)
    }
  }

  // MARK: tools

  private func entries(_ node: JSONDocument.Node?) -> [JSONDocument.Node] {
    guard let node else { return [] }
    return document.kind(of: node) == .array ? Array(document.elements(of: node)) : [node]
  }

  private func found(_ node: JSONDocument.Node) -> String { ModelText.found(node, in: document) }

  private mutating func add(
    _ severity: LintFinding.Severity, _ code: Reason.Code, _ message: String, at node: JSONDocument.Node
  ) {
    findings.append(LintFinding(severity, Reason(code, message, pointer: document.pointer(to: node))))
  }
}

extension LintReport.Kind {
  init(_ kind: CredentialKind?) {
    self =
      switch kind {
      case .openBadge: .openBadge
      case .endorsement: .endorsement
      case .learnerRecord: .learnerRecord
      case .other: .credential
      case nil: .unknown
      }
  }
}

extension JSONDocument {
  /// The value at a JSON pointer (RFC 6901); nil where there is none.
  func node(at pointer: String) -> Node? {
    var node = root
    for step in JSONPointer.steps(pointer) {
      switch kind(of: node) {
      case .object:
        let name = Array(step.utf8)
        guard let next = member(named: name.span, of: node) else { return nil }
        node = next
      case .array:
        guard let index = Int(step), index >= 0,
          let next = elements(of: node).dropFirst(index).first(where: { _ in true })
        else { return nil }
        node = next
      default: return nil
      }
    }
    return node
  }
}
