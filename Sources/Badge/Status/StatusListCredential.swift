public import CanonicalJSON

/// A credential that holds a status list (Bitstring Status List 1.0, section 2.2; Status List 2021, section 3.2;
/// Revocation List 2020, section 2.2), read and checked for its shape.
///
/// What it says is believed only where a ``StatusListVerdict`` says that its signature holds.
public struct StatusListCredential: Sendable {
  public let document: JSONDocument
  let kind: StatusListKind
  let model: CredentialModel
  let proofs: ProofSet
  private let idNode: JSONDocument.Node?
  private let encodedList: JSONDocument.Node
  public let purposes: [StatusPurpose]
  public let validFrom: Instant?
  public let validUntil: Instant?
  /// Milliseconds after which a copy should be fetched anew (section 2.2 "ttl").
  public let timeToLive: Double?
  /// Bits of one entry, where the list says it.
  public let statusSize: Int?

  /// The URL of the list, which is compared with that in a credential's entry; nil where the list has none.
  public var id: String? { idNode.flatMap { document.text(at: $0) } }
  /// The identifier of whoever signed the list.
  public var issuer: String { document.text(at: model.issuer) ?? "" }
  /// The list's `description`, where it is a plain text.
  public var description: String? {
    document.member("description", of: document.root).flatMap { document.text(at: $0) }
  }

  /// - Throws: a `Reason` with the code of the rule that is broken and the JSON pointer; `jwt_not_supported` for a
  ///   form that is not read.
  public init(parsing bytes: [UInt8]) throws(Reason) {
    let document: JSONDocument
    do throws(FormatCheck.Failure) {
      document = try Self.document(bytes)
    } catch {
      throw error.reason
    }
    try self.init(document)
  }

  /// The most commas, colons and brackets that the text of a list has: a list is one long string and a few members, but
  /// for the messages of its values. A text that is all values takes eight times its own length while it is read, at a
  /// time when a badge of that kind may be in the memory already.
  private static let valueLimit = 1 << 20

  /// - Throws: as ``FormatCheck`` does, or with `status_list_too_large`.
  static func document(_ bytes: [UInt8]) throws(FormatCheck.Failure) -> JSONDocument {
    guard hasFewValues(bytes) else {
      throw FormatCheck.Failure(Reason(.statusListTooLarge, "the text of the list has too many values to be one"))
    }
    if UnwrappedBadge.token(in: bytes) != nil {
      throw FormatCheck.Failure(
        Reason(.jwtNotSupported, "the status list is a JSON Web Token, a form that is not read"), isUndecided: true)
    }
    var reader = JSONReader(limits: .credential)
    return try FormatCheck.document(bytes, reader: &reader)
  }

  static func hasFewValues(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > valueLimit else { return true }
    var count = 0
    for byte in bytes where byte == 0x2C || byte == 0x3A || byte == 0x5B || byte == 0x7B { count += 1 }
    return count <= valueLimit
  }

  init(_ document: JSONDocument) throws(Reason) {
    let model = try CredentialModel(document)
    let kind = try Self.kind(model.members[.type], document)
    let subject = try Self.subject(model.members[.credentialSubject], document)
    let place = Subject(document, subject, kind)
    try place.checkType()
    idNode = model.members[.id]
    purposes = try place.purposes()
    encodedList = try place.encodedList()
    timeToLive = try place.timeToLive()
    statusSize = try place.statusSize()
    validFrom = model.validFrom
    validUntil = model.validUntil
    self.kind = kind
    proofs = try ProofSet(of: model)
    self.document = document
    self.model = model
  }

  /// How old the list is, in words, such as `1 day`; nil where it has no date.
  public func age(at time: Instant) -> String? {
    validFrom.map { StatusList.words(StatusList.age(of: $0, at: time)) }
  }

  /// The bits, expanded.
  ///
  /// - Parameter statusSize: bits of one entry; nil for what the list says, or else 1.
  /// - Throws: as ``StatusBits/init(encoded:statusSize:)``.
  public func bits(statusSize: Int? = nil) throws(Reason) -> StatusBits {
    StatusBits(bytes: try bytes(), statusSize: statusSize ?? self.statusSize ?? 1)
  }

  func bytes() throws(Reason) -> [UInt8] {
    var result: Result<[UInt8], Reason> = .success([])
    _ = document.withUTF8(of: encodedList) { text in
      result = Result { () throws(Reason) in try StatusBits.decode(text) }
    }
    do {
      return try result.get()
    } catch {
      var reason = error
      reason.pointer = document.pointer(to: encodedList)
      throw reason
    }
  }

  private static func kind(_ types: JSONDocument.Node?, _ document: JSONDocument) throws(Reason) -> StatusListKind {
    for kind in StatusListKind.credentials {
      if let types, document.contains(kind.credentialType, in: types) { return kind }
    }
    throw Reason(
      .statusListInvalid,
      "none of 'BitstringStatusListCredential', 'StatusList2021Credential' and 'RevocationList2020Credential' is among "
        + "the types", pointer: "/type")
  }

  /// One subject: of several the specification does not say which is the list.
  private static func subject(
    _ subjects: JSONDocument.Node?, _ document: JSONDocument
  ) throws(Reason) -> JSONDocument.Node {
    guard let subjects else { throw Reason(.memberMissing, "the list has no 'credentialSubject'", pointer: "") }
    guard document.kind(of: subjects) == .array else { return subjects }
    guard document.count(of: subjects) == 1, let only = document.elements(of: subjects).first(where: { _ in true })
    else {
      throw Reason(.statusListInvalid, "a status list has one subject", pointer: "/credentialSubject")
    }
    return only
  }
}

/// The members of a `BitstringStatusList`, `StatusList2021` or `RevocationList2020`.
private struct Subject {
  let document: JSONDocument
  let node: JSONDocument.Node
  let kind: StatusListKind

  init(_ document: JSONDocument, _ node: JSONDocument.Node, _ kind: StatusListKind) {
    self.document = document
    self.node = node
    self.kind = kind
  }

  func checkType() throws(Reason) {
    guard let type = document.member("type", of: node), document.contains(kind.listType, in: type) else {
      throw invalid("type", "'\(kind.listType)'")
    }
  }

  /// "One or more strings."
  func purposes() throws(Reason) -> [StatusPurpose] {
    guard kind.hasPurpose else { return [.revocation] }
    guard let member = document.member("statusPurpose", of: node) else {
      throw invalid("statusPurpose", "a string, or an array of strings")
    }
    let values = document.kind(of: member) == .array ? document.elements(of: member).prefix(17).map { $0 } : [member]
    guard !values.isEmpty, values.count <= CredentialModel.entryLimit else {
      throw invalid("statusPurpose", "an array of 1 to \(CredentialModel.entryLimit) strings")
    }
    var purposes: [StatusPurpose] = []
    for value in values {
      guard let text = document.text(at: value) else {
        throw invalid("statusPurpose", "a string, or an array of strings")
      }
      purposes.append(StatusPurpose(text))
    }
    return purposes
  }

  func encodedList() throws(Reason) -> JSONDocument.Node {
    guard let member = document.member("encodedList", of: node), document.kind(of: member) == .string else {
      throw invalid("encodedList", "a string")
    }
    return member
  }

  func timeToLive() throws(Reason) -> Double? {
    guard kind == .bitstring, let member = document.member("ttl", of: node) else { return nil }
    guard let number = document.number(at: member), number >= 0 else {
      throw invalid("ttl", "a number of milliseconds")
    }
    return number
  }

  func statusSize() throws(Reason) -> Int? {
    guard kind == .bitstring, let member = document.member("statusSize", of: node) else { return nil }
    guard let size = document.statusSize(at: member) else {
      throw invalid("statusSize", "a whole number from 1 to \(StatusBits.statusSizeLimit)")
    }
    return size
  }

  private func invalid(_ name: StaticString, _ expectation: String) -> Reason {
    Reason(
      .statusListInvalid, "'\(name)' of a status list has to be \(expectation)",
      pointer: document.pointer(to: document.member(name, of: node) ?? node))
  }
}

extension JSONDocument {
  /// Whether a string is this one, or an array of strings has it.
  func contains(_ type: StaticString, in types: Node) -> Bool {
    kind(of: types) == .array
      ? elements(of: types).contains { isString($0, type) } : isString(types, type)
  }

  /// A number of bits from 1 to ``StatusBits/statusSizeLimit``.
  func statusSize(at node: Node) -> Int? {
    guard let number = number(at: node), let size = Int(exactly: number), 1...StatusBits.statusSizeLimit ~= size else {
      return nil
    }
    return size
  }
}
