import CanonicalJSON

/// The rules that a credential has to meet before anything is asked of its signature: those of its data model, Verifiable
/// Credentials 2.0 or 1.1, and Open Badges 3.0 for the credentials that are Open Badges.
struct CredentialModel {
  /// What the rest of the verification needs to find again.
  private(set) var document: JSONDocument
  let dataModel: DataModel
  let members: TopLevel
  /// The issuer's identifier: `issuer`, or `issuer.id`.
  let issuer: JSONDocument.Node
  let subject: JSONDocument.Node
  let claims: ClaimNodes
  /// The credentials within this one.
  let nested: NestedPlaces
  private(set) var period: ValidityPeriod
  let proof: JSONDocument.Node?
  /// How many of the contexts the rules rely on: those a proof has to cover.
  let contextCount: Int
  /// What the credential is where it is no Open Badge, so that its claims cannot be judged.
  let undecided: OtherCredential?
  /// The rule that the credential breaks; nil in every model but that of ``init(_:breaking:)``.
  let defect: Reason?

  /// At most this many contexts, status entries and proofs are looked at.
  static let entryLimit = 16

  /// - Throws: a `Reason` for the first rule that is broken, with the JSON pointer.
  init(_ document: JSONDocument, memo: inout ModelMemo) throws(Reason) {
    if let model = memo.model(of: document) {
      self = model
    } else {
      try self.init(judging: document, memo: &memo)
    }
  }

  /// Judges every member, whatever is remembered of whole credentials.
  ///
  /// - Throws: a `Reason` for the first rule that is broken, with the JSON pointer.
  init(judging document: JSONDocument, memo: inout ModelMemo) throws(Reason) {
    let rules = try CredentialRules(document, at: document.root, memo: &memo)
    // Every rule was kept, and two of them ask for these.
    guard let issuer = rules.issuer, let subject = rules.subject else {
      throw Reason(.notACredential, "a credential needs an issuer and a subject", pointer: "")
    }
    self.document = document
    members = rules.members
    dataModel = rules.dataModel
    contextCount = rules.kind.contextCount
    undecided = rules.undecided
    self.issuer = issuer
    self.subject = subject
    claims = ClaimNodes(document, members, subject: subject)
    nested = NestedPlaces(document, members)
    proof = members[.proof]
    period = ValidityPeriod(document, members, dataModel)
    defect = nil
  }

  /// What the proofs of a document are checked with where it broke a rule, so that a report can say both; nil where the
  /// rule is one of those that a signature needs. Nothing else of it is believed.
  init?(_ document: JSONDocument, breaking rule: Reason) {
    guard document.kind(of: document.root) == .object else { return nil }
    let members = TopLevel(document)
    guard let contexts = members[.context], document.kind(of: contexts) == .array,
      document.count(of: contexts) <= Self.entryLimit,
      let issuer = try? CredentialRules.issuer(members[.issuer], document)
    else { return nil }
    self.document = document
    self.members = members
    dataModel = document.elements(of: contexts).first { _ in true }.flatMap { DataModel($0, in: document) } ?? .version2
    self.issuer = issuer
    subject = document.root
    claims = ClaimNodes()
    nested = NestedPlaces()
    period = ValidityPeriod(document, members, dataModel)
    proof = members[.proof]
    contextCount = 1
    undecided = nil
    defect = rule
  }

  /// For one credential by itself.
  init(_ document: JSONDocument) throws(Reason) {
    var memo = ModelMemo()
    try self.init(document, memo: &memo)
  }

  /// The model of a document with the same nodes.
  func with(_ document: JSONDocument) -> CredentialModel {
    var model = self
    model.document = document
    model.period = ValidityPeriod(document, members, dataModel)
    return model
  }

  /// The model with an end of the validity where the credential has none.
  func ending(at end: Instant) -> CredentialModel {
    var model = self
    model.period = period.ending(at: end)
    return model
  }

  /// What the rules came to.
  var finding: Finding.Result {
    if let defect { return .failed(defect) }
    return undecided.map { .unknown($0.reason) } ?? .passed(dataModel.openBadge)
  }

  var validFrom: Instant? { period.from }
  var validUntil: Instant? { period.until }

  /// The members whose strings are read here beside what the rules of the classes say of them, other than the issuer's
  /// identifier, of which both ask the same. Whoever reads another string here has to add its member.
  var readsBeside: [JSONDocument.Node] {
    [members[.context], members[.type], members[.relatedResource]].compactMap(\.self)
  }
}

/// The members of a credential's top level that the checks ask for, found in one walk.
struct TopLevel: Sendable {
  enum Name: Int, CaseIterable {
    case context, type, id, name, issuer, validFrom, validUntil, credentialSubject, credentialStatus, proof
    case expirationDate, issuanceDate, relatedResource
  }

  private static let table = NameTable([
    "@context", "type", "id", "name", "issuer", "validFrom", "validUntil", "credentialSubject", "credentialStatus",
    "proof", "expirationDate", "issuanceDate", "relatedResource",
  ])

  private let members: NamedMembers

  init(_ document: JSONDocument, at node: JSONDocument.Node? = nil) {
    members = document.members(of: node ?? document.root, named: Self.table)
  }

  subscript(name: Name) -> JSONDocument.Node? { members[name.rawValue] }
}
