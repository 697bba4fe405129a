public import CanonicalJSON

/// What a badge says of itself, to look into one that nobody has verified: anybody can have written all of it.
///
/// It reads what can be read, whether the badge keeps to the data models or not, and nothing turns it into an
/// ``AuthenticCredential``: only a verifier makes those.
public struct UnverifiedCredential: Sendable {
  /// The credential, as it stands or as the token has it.
  public let document: JSONDocument
  /// The form of the file that it was in.
  public let form: BadgeForm
  /// What was odd about a picture.
  public let notes: [UnwrappedBadge.Note]
  /// What the token that holds it says of its signature; nil where none does.
  public let token: TokenProof?
  /// The first rule of the data models, of the proofs' shape or of the token's claims that is broken or could not be
  /// judged.
  public let finding: Finding.Result

  /// At most this many entries of one list are read.
  public static let entryLimit = 16

  /// - Throws: a `Reason` for bytes that hold no JSON object, alone, in a picture or in a token; `older_open_badge` where
  ///   nothing is known to be wrong with what they hold.
  public init(parsing bytes: [UInt8]) throws(Reason) {
    var reader = JSONReader(limits: .credential)
    let badge: FormatCheck.Badge
    do throws(FormatCheck.Failure) {
      badge = try FormatCheck.run(bytes, reader: &reader)
    } catch {
      throw error.reason
    }
    form = badge.form
    notes = badge.notes
    switch badge.content {
    case .document(let document):
      self.document = document
      token = nil
    case .token(let text):
      var headers = TokenHeaderMemo()
      let token = try SignedToken(text, memo: &headers)
      let content = try TokenCredential(token, reader: &reader)
      document = content.document
      self.token = TokenProof(token.header, content.claims)
      finding = Self.judge(content, token.header)
      return
    }
    guard document.kind(of: document.root) == .object else {
      throw Reason(.notACredential, "a credential has to be a JSON object", pointer: "")
    }
    finding = Self.judge(document)
  }

  private static func judge(_ document: JSONDocument) -> Finding.Result {
    do throws(Reason) {
      let model = try CredentialModel(document)
      _ = try ProofSet(of: model)
      return model.finding
    } catch {
      return .failed(error)
    }
  }

  private static func judge(_ content: TokenCredential, _ header: TokenHeader) -> Finding.Result {
    do throws(Reason) {
      let model = try CredentialModel(content.document)
      try content.check(model, header)
      return model.finding
    } catch {
      return .failed(error)
    }
  }
}

extension UnverifiedCredential {
  /// The first entries of a list, and how many there are.
  public struct Entries<Entry: Sendable>: Sendable {
    public let first: [Entry]
    public let count: Int
  }

  public struct Party: Sendable {
    public let id: String?
    public let name: String?
  }

  public struct Achievement: Sendable {
    public let id: String?
    public let type: String?
    public let description: String?
    public let criteriaID: String?
    public let criteriaNarrative: String?
  }

  public struct Recipient: Sendable {
    /// `id`, or the identity type.
    public let type: String?
    public let value: String?
    public let isHashed: Bool
  }

  public struct StatusEntry: Sendable {
    public let type: String?
    public let purpose: String?
    public let list: String?
    public let index: String?
  }

  public struct Proof: Sendable {
    public let type: String?
    public let cryptosuite: String?
    public let verificationMethod: String?
    public let purpose: String?
    public let created: String?
    public let expires: String?
  }
}

extension UnverifiedCredential {
  public var id: String? { text("id", document.root) }

  /// The name of the achievement, or of the credential where it has none.
  public var title: String? { text("name", achievementNode) ?? text("name", document.root) }

  public var types: Entries<String> { entries("type", document.root) { text($0) } }

  public var issuer: Party {
    guard let node = document.member("issuer", of: document.root) else { return Party(id: nil, name: nil) }
    guard document.kind(of: node) == .object else { return Party(id: text(node), name: nil) }
    return Party(id: text("id", node), name: text("name", node))
  }

  public var achievement: Achievement? {
    guard let node = achievementNode else { return nil }
    let criteria = document.member("criteria", of: node)
    return Achievement(
      id: text("id", node), type: text("achievementType", node), description: text("description", node),
      criteriaID: text("id", criteria), criteriaNarrative: text("narrative", criteria))
  }

  /// Who earned it: the subject's identifier, and its identities.
  public var recipients: Entries<Recipient> {
    guard let subject = subjectNode else { return Entries(first: [], count: 0) }
    let identities = entries("identifier", subject) { node in
      Recipient(
        type: text("identityType", node), value: text("identityHash", node),
        isHashed: document.member("hashed", of: node).map { document.kind(of: $0) != .false } ?? true)
    }
    guard let id = text("id", subject) else { return identities }
    return Entries(
      first: [Recipient(type: "id", value: id, isHashed: false)] + identities.first, count: identities.count + 1)
  }

  /// As the badge has it, whether it is a date or not: `validFrom`, or the `issuanceDate` of data model 1.1. Of a
  /// credential that has both, the one that a verifier goes by.
  public var validFrom: String? { date(of: period.fromNode, "validFrom", "issuanceDate") }
  /// Likewise `validUntil`, or `expirationDate`.
  public var validUntil: String? { date(of: period.untilNode, "validUntil", "expirationDate") }
  public var awardedDate: String? { text("awardedDate", document.root) }

  public var statusEntries: Entries<StatusEntry> {
    entries("credentialStatus", document.root) { node in
      StatusEntry(
        type: text("type", node), purpose: text("statusPurpose", node), list: text("statusListCredential", node),
        index: text("statusListIndex", node))
    }
  }

  public var proofs: Entries<Proof> {
    entries("proof", document.root) { node in
      Proof(
        type: text("type", node), cryptosuite: text("cryptosuite", node),
        verificationMethod: text("verificationMethod", node), purpose: text("proofPurpose", node),
        created: text("created", node), expires: text("expires", node))
    }
  }

  // MARK: reading whatever is there

  private var period: ValidityPeriod { ValidityPeriod(document, TopLevel(document), .version1) }

  private func date(of node: JSONDocument.Node?, _ name: StaticString, _ olderName: StaticString) -> String? {
    node.map { text($0) } ?? text(name, document.root) ?? text(olderName, document.root)
  }

  private var subjectNode: JSONDocument.Node? {
    document.member("credentialSubject", of: document.root).flatMap { node in
      document.kind(of: node) == .array ? document.elements(of: node).first { _ in true } : node
    }
  }

  private var achievementNode: JSONDocument.Node? {
    subjectNode.flatMap { document.member("achievement", of: $0) }
  }

  /// A single value is a list of one.
  private func entries<Entry>(
    _ name: StaticString, _ object: JSONDocument.Node, _ read: (JSONDocument.Node) -> Entry
  ) -> Entries<Entry> {
    guard let node = document.member(name, of: object) else { return Entries(first: [], count: 0) }
    guard document.kind(of: node) == .array else { return Entries(first: [read(node)], count: 1) }
    return Entries(
      first: document.elements(of: node).prefix(Self.entryLimit).map(read), count: document.count(of: node))
  }

  private func text(_ name: StaticString, _ object: JSONDocument.Node?) -> String? {
    object.flatMap { document.member(name, of: $0) }.map { text($0) }
  }

  /// A string, the first text of a language value, or else the JSON of whatever stands there.
  private func text(_ node: JSONDocument.Node) -> String {
    if let text = document.text(at: node) { return text }
    let one = document.kind(of: node) == .array ? document.elements(of: node).first { _ in true } ?? node : node
    if let text = document.member("@value", of: one).flatMap({ document.text(at: $0) }) { return text }
    var json: [UInt8] = []
    document.canonicalize(node, into: &json)
    return String(decoding: json, as: UTF8.self)
  }
}
