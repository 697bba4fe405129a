import CanonicalJSON

/// The rules on a credential as a whole: its contexts and types, which tell by whose rules it is judged, and what no rule
/// on a single member says.
///
/// It is made of a credential that keeps them all, or, with a memo that collects, of any object, with what was found of it.
struct CredentialRules {
  let members: TopLevel
  let dataModel: DataModel
  let kind: CredentialKind
  /// What the credential is where it is no Open Badge.
  let undecided: OtherCredential?
  /// The issuer's identifier: `issuer`, or `issuer.id`. Nil only where something was found.
  private(set) var issuer: JSONDocument.Node?
  /// The first subject. Nil only where something was found.
  private(set) var subject: JSONDocument.Node?

  /// At most this many contexts, status entries and proofs are looked at.
  static let entryLimit = CredentialModel.entryLimit

  /// - Parameter root: the object that is the credential.
  /// - Throws: a `Reason` for the first rule that is broken, with the JSON pointer, unless the memo collects them all.
  init(_ document: JSONDocument, at root: JSONDocument.Node, memo: inout ModelMemo) throws(Reason) {
    guard document.kind(of: root) == .object else {
      throw Reason(
        .notACredential, "a credential has to be a JSON object" + ModelText.found(root, in: document),
        pointer: document.pointer(to: root))
    }
    let members = TopLevel(document, at: root)
    self.members = members
    dataModel = try Self.checkContexts(members[.context], document, root, &memo)
    let types = try Self.checkTypes(members[.type], document, root, &memo)
    let isDraft = types.isOpenBadge && dataModel == .version1 && OtherCredential.isDraft(members[.context], document)
    if types.isOpenBadge, !isDraft {
      kind = .openBadge
      undecided = nil
      try Self.checkOpenBadgeContext(members[.context], document, &memo)
    } else {
      let other = isDraft ? .draftBadge : OtherCredential(members[.type], document)
      kind = other.kind(members[.context], document)
      undecided = other
    }
    try CredentialClasses.of(dataModel, kind).check(root, in: document, memo: &memo)
    // The classes of endorsements and records ask for a type of their own; where only the first fault counts, this one
    // was told before.
    if memo.isCollecting, !types.isCredential, kind == .endorsement || kind == .learnerRecord,
      let node = members[.type]
    {
      try memo.refuse(
        Reason(
          .memberInvalid, "'VerifiableCredential' is not among the types (VCDM 2.0, 4.5)",
          pointer: document.pointer(to: node)))
    }
    if dataModel == .version2 {
      try Self.checkMisplacedMembers(members, document, &memo)
      try RelatedResources.check(members[.relatedResource], document, &memo)
    }
    if !memo.isCollecting { issuer = try Self.issuer(members[.issuer], document) }
    subject = try Self.subject(members[.credentialSubject], document, kind, &memo)
    if let status = members[.credentialStatus], document.kind(of: status) == .array,
      document.count(of: status) > Self.entryLimit
    {
      try memo.refuse(
        Reason(
          .tooManyEntries, "'credentialStatus' has more than \(Self.entryLimit) entries",
          pointer: document.pointer(to: status)))
    }
  }

  // MARK: contexts

  /// VCDM 2.0 section 4.3, VCDM 1.1 section 4.1: an ordered set whose first item is the base context.
  ///
  /// - Returns: the data model that the first item names; 2.0 where none does.
  static func checkContexts(
    _ contexts: JSONDocument.Node?, _ document: JSONDocument, _ root: JSONDocument.Node, _ memo: inout ModelMemo
  ) throws(Reason) -> DataModel {
    guard let contexts else {
      try memo.refuse(
        Reason(
          .notACredential, "a credential needs '@context' (VCDM 2.0, 4.3)", pointer: document.pointer(to: root)))
      return .version2
    }
    guard document.kind(of: contexts) == .array else {
      let text = document.kind(of: contexts) == .string
      try memo.refuse(
        Reason(
          .contextInvalid,
          "'@context' has to be an array" + (text ? " that starts with '\(DataModel.version2.context)'" : "")
            + ModelText.found(contexts, in: document) + " (VCDM 2.0, 4.3)", pointer: document.pointer(to: contexts)))
      return DataModel(contexts, in: document) ?? .version2
    }
    guard document.count(of: contexts) <= entryLimit else {
      try memo.refuse(
        Reason(
          .tooManyEntries, "'@context' has more than \(entryLimit) entries", pointer: document.pointer(to: contexts)))
      return document.elements(of: contexts).first { _ in true }.flatMap { DataModel($0, in: document) } ?? .version2
    }
    var found: DataModel?
    for context in document.elements(of: contexts) {
      if found == nil {
        found = DataModel(context, in: document)
        guard found != nil else {
          try memo.refuse(
            Reason(
              .contextInvalid,
              "the first context has to be '\(DataModel.version2.context)', or '\(DataModel.version1.context)' of data "
                + "model 1.1" + ModelText.found(context, in: document) + " (VCDM 2.0, 4.3)",
              pointer: document.pointer(to: context)))
          found = .version2
          continue
        }
      } else if document.kind(of: context) != .object, !URLSyntax.isAbsolute(context, in: document) {
        try memo.refuse(
          Reason(
            .contextInvalid,
            "a context has to be an absolute URL or an object" + ModelText.found(context, in: document)
              + " (VCDM 2.0, 4.3)", pointer: document.pointer(to: context)))
      }
    }
    if found == nil {
      try memo.refuse(
        Reason(.contextInvalid, "'@context' is empty (VCDM 2.0, 4.3)", pointer: document.pointer(to: contexts)))
    }
    return found ?? .version2
  }

  /// Open Badges 3.0 appendix B.1.1: the second item is the Open Badges context, of any 3.x release.
  private static func checkOpenBadgeContext(
    _ contexts: JSONDocument.Node?, _ document: JSONDocument, _ memo: inout ModelMemo
  ) throws(Reason) {
    guard let contexts, !isOpenBadgeContextSecond(contexts, document) else { return }
    try memo.refuse(
      Reason(
        .contextInvalid,
        "the second context of an Open Badge has to be "
          + "'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json' or that of another release 3 (OB 3.0, B.1.1)",
        pointer: document.pointer(to: contexts)))
  }

  static func isOpenBadgeContextSecond(_ contexts: JSONDocument.Node, _ document: JSONDocument) -> Bool {
    var position = 0
    for context in document.elements(of: contexts) {
      if position == 1 { return document.withUTF8(of: context, { isOpenBadgeContext($0) }) ?? false }
      position += 1
    }
    return false
  }

  /// `…/spec/ob/v3p0/context.json`, or `…/context-3.n.n.json`, as the published schema has it.
  static func isOpenBadgeContext(_ text: Span<UInt8>) -> Bool {
    let prefix: StaticString = "https://purl.imsglobal.org/spec/ob/v3p0/context"
    guard URLSyntax.startsWith(text, prefix) else { return false }
    let rest = text.extracting(droppingFirst: prefix.utf8CodeUnitCount)
    if rest.count == 5 { return URLSyntax.startsWith(rest, ".json") }
    guard rest.count == 11, URLSyntax.startsWith(rest, "-3."), rest[3] &- 0x30 <= 9, rest[4] == 0x2E,
      rest[5] &- 0x30 <= 9
    else { return false }
    return URLSyntax.startsWith(rest.extracting(droppingFirst: 6), ".json")
  }

  // MARK: types

  /// VCDM 2.0 section 4.5.
  private static func checkTypes(
    _ types: JSONDocument.Node?, _ document: JSONDocument, _ root: JSONDocument.Node, _ memo: inout ModelMemo
  ) throws(Reason) -> TypeSet {
    var found = TypeSet()
    guard let types else {
      try memo.refuse(
        Reason(.notACredential, "a credential needs 'type' (VCDM 2.0, 4.5)", pointer: document.pointer(to: root)))
      return found
    }
    if document.kind(of: types) == .array {
      for type in document.elements(of: types) { try found.insert(type, in: document, &memo) }
    } else {
      try found.insert(types, in: document, &memo)
    }
    // The rules of the class say the same of the types, once they are collected.
    guard found.isCredential || memo.isCollecting else {
      throw Reason(
        .notACredential, "'VerifiableCredential' is not among the types (VCDM 2.0, 4.5)",
        pointer: document.pointer(to: types))
    }
    return found
  }

  private struct TypeSet {
    var isCredential = false
    var isOpenBadge = false

    mutating func insert(
      _ type: JSONDocument.Node, in document: JSONDocument, _ memo: inout ModelMemo
    ) throws(Reason) {
      guard document.kind(of: type) == .string, !document.isString(type, "") else {
        if memo.isCollecting { return }
        throw Reason(
          .memberInvalid,
          "'type' has to be a string, or an array of strings" + ModelText.found(type, in: document)
            + " (VCDM 2.0, 4.5)", pointer: document.pointer(to: type))
      }
      if document.isString(type, "VerifiableCredential") {
        isCredential = true
      } else if document.isString(type, "OpenBadgeCredential") || document.isString(type, "AchievementCredential") {
        isOpenBadge = true
      }
    }
  }

  // MARK: issuer and subject

  /// VCDM 2.0 section 4.7, VCDM 1.1 section 4.5.
  static func issuer(
    _ issuer: JSONDocument.Node?, _ document: JSONDocument
  ) throws(Reason) -> JSONDocument.Node {
    guard let issuer else {
      throw Reason(.memberMissing, "a credential needs the member 'issuer' (VCDM 2.0, 4.7)", pointer: "")
    }
    let id = document.kind(of: issuer) == .object ? document.member("id", of: issuer) : issuer
    guard let id else {
      throw Reason(.memberMissing, "'issuer' needs the member 'id' (VCDM 2.0, 4.7)", pointer: "/issuer")
    }
    guard URLSyntax.isAbsolute(id, in: document) else {
      throw Reason(
        .memberInvalid,
        "the issuer's identifier has to be an absolute URL" + ModelText.found(id, in: document) + " (VCDM 2.0, 4.7)",
        pointer: document.pointer(to: id))
    }
    return id
  }

  private static func subject(
    _ subjects: JSONDocument.Node?, _ document: JSONDocument, _ kind: CredentialKind, _ memo: inout ModelMemo
  ) throws(Reason) -> JSONDocument.Node? {
    // The rules of the class ask for the member.
    guard let subjects else { return nil }
    var subject: JSONDocument.Node?
    if document.kind(of: subjects) == .array {
      subject = document.elements(of: subjects).first { _ in true }
      if kind != .other, document.count(of: subjects) > 1 {
        let name = kind == .openBadge ? "an Open Badge" : kind == .endorsement ? "an endorsement" : "a learner record"
        try memo.refuse(
          Reason(
            .memberInvalid, "\(name) has one subject" + ModelText.asking(kind.clause),
            pointer: document.pointer(to: subjects)))
      }
    } else {
      subject = subjects
    }
    // What is no object, or makes no claim, the rules of the class have refused.
    guard let subject, document.kind(of: subject) == .object else { return nil }
    // Open Badges 3.0 B.1.3: either `id` or at least one `identifier`.
    if kind == .openBadge, document.member("id", of: subject) == nil {
      let identifiers = document.member("identifier", of: subject)
      guard let identifiers, document.kind(of: identifiers) == .object || document.count(of: identifiers) > 0 else {
        try memo.refuse(
          Reason(
            .memberMissing,
            "AchievementSubject needs 'id' or 'identifier' to say who earned the badge (OB 3.0, B.1.3)",
            pointer: document.pointer(to: subject)))
        return subject
      }
    }
    return subject
  }

  // MARK: members

  /// The names of the old data model have no meaning in the new one, and whoever wrote an expiry under the old name meant
  /// it: a badge must not outlive it by a spelling.
  private static func checkMisplacedMembers(
    _ members: TopLevel, _ document: JSONDocument, _ memo: inout ModelMemo
  ) throws(Reason) {
    if let date = members[.expirationDate] {
      try memo.refuse(
        Reason(
          .memberInvalid, "'expirationDate' belongs to data model 1.1; data model 2.0 calls it 'validUntil'",
          pointer: document.pointer(to: date)))
    }
    if let date = members[.issuanceDate] {
      try memo.refuse(
        Reason(
          .memberInvalid, "'issuanceDate' belongs to data model 1.1; data model 2.0 calls it 'validFrom'",
          pointer: document.pointer(to: date)))
    }
  }
}
