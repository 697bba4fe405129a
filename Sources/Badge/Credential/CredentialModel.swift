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
    let root = document.root
    guard document.kind(of: root) == .object else {
      throw Reason(.notACredential, "a credential has to be a JSON object", pointer: "")
    }
    let members = TopLevel(document)
    let dataModel = try Self.checkContexts(members[.context], document)
    let hasBadgeType = try Self.checkTypes(members[.type], document)
    let isDraft = hasBadgeType && dataModel == .version1 && OtherCredential.isDraft(members[.context], document)
    let isOpenBadge = hasBadgeType && !isDraft
    if isOpenBadge { try Self.checkOpenBadgeContext(members[.context], document) }
    try CredentialClasses.of(dataModel, isOpenBadge: isOpenBadge).check(root, in: document, memo: &memo)
    if dataModel == .version2 {
      try Self.checkMisplacedMembers(members)
      try Self.checkRelatedResources(members[.relatedResource], document)
    }
    undecided = isOpenBadge ? nil : isDraft ? .draftBadge : OtherCredential(members[.type], document)
    self.document = document
    self.members = members
    self.dataModel = dataModel
    contextCount = isOpenBadge ? 2 : 1
    issuer = try Self.issuer(members[.issuer], document)
    let subject = try Self.subject(members[.credentialSubject], document, isOpenBadge: isOpenBadge)
    self.subject = subject
    claims = ClaimNodes(document, members, subject: subject)
    nested = NestedPlaces(document, members)
    if let status = members[.credentialStatus], document.kind(of: status) == .array,
      document.count(of: status) > Self.entryLimit
    {
      throw Reason(
        .tooManyEntries, "'credentialStatus' has more than \(Self.entryLimit) entries", pointer: "/credentialStatus")
    }
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
      document.count(of: contexts) <= Self.entryLimit, let issuer = try? Self.issuer(members[.issuer], document)
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

  // MARK: the top level

  /// VCDM 2.0 section 4.3, VCDM 1.1 section 4.1: an ordered set whose first item is the base context.
  ///
  /// - Returns: the data model that the first item names.
  private static func checkContexts(
    _ contexts: JSONDocument.Node?, _ document: JSONDocument
  ) throws(Reason) -> DataModel {
    guard let contexts else {
      throw Reason(.notACredential, "a credential needs '@context'", pointer: "")
    }
    guard document.kind(of: contexts) == .array else {
      guard document.kind(of: contexts) == .string else {
        throw Reason(.contextInvalid, "'@context' has to be an array", pointer: "/@context")
      }
      throw Reason(
        .contextInvalid, "'@context' has to be an array that starts with '\(DataModel.version2.context)'",
        pointer: "/@context")
    }
    guard document.count(of: contexts) <= entryLimit else {
      throw Reason(.tooManyEntries, "'@context' has more than \(entryLimit) entries", pointer: "/@context")
    }
    var found: DataModel?
    for context in document.elements(of: contexts) {
      if found == nil {
        found = DataModel(context, in: document)
        guard found != nil else {
          throw Reason(
            .contextInvalid,
            "the first context has to be '\(DataModel.version2.context)', or '\(DataModel.version1.context)' of data "
              + "model 1.1", pointer: document.pointer(to: context))
        }
      } else if document.kind(of: context) != .object, !URLSyntax.isAbsolute(context, in: document) {
        throw Reason(
          .contextInvalid, "a context has to be an absolute URL or an object",
          pointer: document.pointer(to: context))
      }
    }
    guard let found else { throw Reason(.contextInvalid, "'@context' is empty", pointer: "/@context") }
    return found
  }

  /// Open Badges 3.0 appendix B.1.1: the second item is the Open Badges context, of any 3.x release.
  private static func checkOpenBadgeContext(
    _ contexts: JSONDocument.Node?, _ document: JSONDocument
  ) throws(Reason) {
    guard let contexts else { return }
    var position = 0
    for context in document.elements(of: contexts) {
      if position == 1, document.withUTF8(of: context, { isOpenBadgeContext($0) }) ?? false { return }
      position += 1
    }
    throw Reason(
      .contextInvalid,
      "the second context of an Open Badge has to be "
        + "'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json' or that of another release 3",
      pointer: "/@context")
  }

  /// `…/spec/ob/v3p0/context.json`, or `…/context-3.n.n.json`, as the published schema has it.
  private static func isOpenBadgeContext(_ text: Span<UInt8>) -> Bool {
    let prefix: StaticString = "https://purl.imsglobal.org/spec/ob/v3p0/context"
    guard URLSyntax.startsWith(text, prefix) else { return false }
    let rest = text.extracting(droppingFirst: prefix.utf8CodeUnitCount)
    if rest.count == 5 { return URLSyntax.startsWith(rest, ".json") }
    guard rest.count == 11, URLSyntax.startsWith(rest, "-3."), rest[3] &- 0x30 <= 9, rest[4] == 0x2E,
      rest[5] &- 0x30 <= 9
    else { return false }
    return URLSyntax.startsWith(rest.extracting(droppingFirst: 6), ".json")
  }

  /// VCDM 2.0 section 4.5.
  ///
  /// - Returns: whether the credential is an Open Badge.
  private static func checkTypes(
    _ types: JSONDocument.Node?, _ document: JSONDocument
  ) throws(Reason) -> Bool {
    guard let types else {
      throw Reason(.notACredential, "a credential needs 'type'", pointer: "")
    }
    var found = TypeSet()
    if document.kind(of: types) == .array {
      for type in document.elements(of: types) { try found.insert(type, in: document) }
    } else {
      try found.insert(types, in: document)
    }
    guard found.isCredential else {
      throw Reason(.notACredential, "'VerifiableCredential' is not among the types", pointer: "/type")
    }
    return found.isOpenBadge
  }

  private struct TypeSet {
    var isCredential = false
    var isOpenBadge = false

    mutating func insert(_ type: JSONDocument.Node, in document: JSONDocument) throws(Reason) {
      guard document.kind(of: type) == .string, !document.isString(type, "") else {
        throw Reason(
          .memberInvalid, "'type' has to be a string, or an array of strings", pointer: document.pointer(to: type))
      }
      if document.isString(type, "VerifiableCredential") {
        isCredential = true
      } else if document.isString(type, "OpenBadgeCredential") || document.isString(type, "AchievementCredential") {
        isOpenBadge = true
      }
    }
  }

  private static func issuer(
    _ issuer: JSONDocument.Node?, _ document: JSONDocument
  ) throws(Reason) -> JSONDocument.Node {
    guard let issuer else {
      throw Reason(.memberMissing, "a credential needs the member 'issuer'", pointer: "")
    }
    let id = document.kind(of: issuer) == .object ? document.member("id", of: issuer) : issuer
    guard let id else {
      throw Reason(.memberMissing, "'issuer' needs the member 'id'", pointer: "/issuer")
    }
    guard URLSyntax.isAbsolute(id, in: document) else {
      throw Reason(
        .memberInvalid, "the issuer's identifier has to be an absolute URL", pointer: document.pointer(to: id))
    }
    return id
  }

  private static func subject(
    _ subjects: JSONDocument.Node?, _ document: JSONDocument, isOpenBadge: Bool
  ) throws(Reason) -> JSONDocument.Node {
    guard let subjects else {
      throw Reason(.memberMissing, "a credential needs the member 'credentialSubject'", pointer: "")
    }
    var subject: JSONDocument.Node?
    if document.kind(of: subjects) == .array {
      subject = document.elements(of: subjects).first { _ in true }
      if isOpenBadge, document.count(of: subjects) > 1 {
        throw Reason(.memberInvalid, "an Open Badge has one subject", pointer: "/credentialSubject")
      }
    } else {
      subject = subjects
    }
    guard let subject, document.kind(of: subject) == .object, document.count(of: subject) > 0 else {
      throw Reason(
        .memberInvalid, "'credentialSubject' has to make at least one claim", pointer: "/credentialSubject")
    }
    // Open Badges 3.0 B.1.3: either `id` or at least one `identifier`.
    if isOpenBadge, document.member("id", of: subject) == nil {
      guard let identifiers = document.member("identifier", of: subject),
        document.kind(of: identifiers) == .object || document.count(of: identifiers) > 0
      else {
        throw Reason(
          .memberMissing, "AchievementSubject needs 'id' or 'identifier' to say who earned the badge",
          pointer: document.pointer(to: subject))
      }
    }
    return subject
  }

  /// The names of the old data model have no meaning in the new one, and whoever wrote an expiry under the old name meant
  /// it: a badge must not outlive it by a spelling.
  private static func checkMisplacedMembers(_ members: TopLevel) throws(Reason) {
    if members[.expirationDate] != nil {
      throw Reason(
        .memberInvalid, "'expirationDate' belongs to data model 1.1; data model 2.0 calls it 'validUntil'",
        pointer: "/expirationDate")
    }
    if members[.issuanceDate] != nil {
      throw Reason(
        .memberInvalid, "'issuanceDate' belongs to data model 1.1; data model 2.0 calls it 'validFrom'",
        pointer: "/issuanceDate")
    }
  }

  /// VCDM 2.0 section 5.3: each related resource has a digest, and one entry.
  private static func checkRelatedResources(
    _ resources: JSONDocument.Node?, _ document: JSONDocument
  ) throws(Reason) {
    guard let resources else { return }
    let entries = document.kind(of: resources) == .array ? Array(document.elements(of: resources)) : [resources]
    var ids = Set<String>()
    for entry in entries {
      guard document.member("digestSRI", of: entry) != nil || document.member("digestMultibase", of: entry) != nil
      else {
        throw Reason(
          .memberMissing, "a related resource needs 'digestSRI' or 'digestMultibase'",
          pointer: document.pointer(to: entry))
      }
      if let id = document.member("id", of: entry), let text = document.text(at: id), !ids.insert(text).inserted {
        throw Reason(.memberInvalid, "two related resources have one 'id'", pointer: document.pointer(to: id))
      }
    }
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

  init(_ document: JSONDocument) {
    members = document.members(of: document.root, named: Self.table)
  }

  subscript(name: Name) -> JSONDocument.Node? { members[name.rawValue] }
}
