import CanonicalJSON

/// One entry of a credential's `credentialStatus` (Bitstring Status List 1.0, section 2.1; Status List 2021, section 3.1;
/// Revocation List 2020, section 2.1; 1EdTech Revocation List Status Method 1.0), read and checked for its shape.
struct StatusEntry: Sendable {
  let node: JSONDocument.Node
  let kind: StatusListKind
  let purpose: StatusPurpose
  /// Nil where entries of the kind do not say it: they are for revocations.
  let purposeNode: JSONDocument.Node?
  /// The URL of the list.
  let list: JSONDocument.Node
  /// A string, or a number; nil where the list has identifiers.
  let indexNode: JSONDocument.Node?
  /// Nil where it is larger than 64 bits hold, and so than any list; and where the list has identifiers.
  let index: UInt64?
  let statusSize: Int
  private let messages: JSONDocument.Node?

  private enum Name: Int {
    case type, id, statusPurpose, statusListIndex, statusListCredential, statusSize, statusMessage, statusReference
    case revocationListIndex, revocationListCredential
  }

  private static let names: [StaticString] = [
    "type", "id", "statusPurpose", "statusListIndex", "statusListCredential", "statusSize", "statusMessage",
    "statusReference", "revocationListIndex", "revocationListCredential",
  ]
  private static let table = NameTable(names)

  /// Nil for an entry of another type, whose members may mean anything.
  ///
  /// - Throws: a `Reason` with `status_entry_invalid` and the JSON pointer.
  init?(_ node: JSONDocument.Node, in document: JSONDocument) throws(Reason) {
    let members = document.members(of: node, named: Self.table)
    func member(_ name: Name) -> JSONDocument.Node? { members[name.rawValue] }
    func invalid(_ name: Name, _ expectation: String) -> Reason {
      Reason(
        .statusEntryInvalid, "'\(Self.names[name.rawValue])' of a status entry has to be \(expectation)",
        pointer: document.pointer(to: member(name) ?? node))
    }
    guard let type = member(.type), let kind = StatusListKind(entry: type, in: document) else { return nil }
    self.node = node
    self.kind = kind
    if kind.hasPurpose {
      guard let purpose = member(.statusPurpose), document.kind(of: purpose) == .string,
        !document.isString(purpose, "")
      else { throw invalid(.statusPurpose, "a string") }
      self.purpose = Self.purpose(purpose, kind, document)
      purposeNode = purpose
    } else {
      purpose = .revocation
      purposeNode = nil
    }
    let listName: Name =
      switch kind {
      case .bitstring, .statusList2021: .statusListCredential
      case .revocationList2020: .revocationListCredential
      case .revokedCredentials: .id
      }
    guard let list = member(listName), URLSyntax.isAbsolute(list, in: document) else {
      throw invalid(listName, "an absolute URL")
    }
    self.list = list
    guard kind != .revokedCredentials else {
      (indexNode, index, statusSize, messages) = (nil, nil, 1, nil)
      return
    }
    // "It MUST NOT be the URL for the status list."
    if let id = member(.id), document.isSameString(id, list) {
      throw invalid(.id, "another URL than that of the list")
    }
    let indexName: Name = kind == .revocationList2020 ? .revocationListIndex : .statusListIndex
    guard let index = member(indexName), let number = Self.index(index, document) else {
      throw invalid(indexName, "a whole number in decimal digits, as a string or a number")
    }
    indexNode = index
    self.index = number.value
    guard kind == .bitstring else {
      // The older entries have one bit and no words for it.
      statusSize = 1
      messages = nil
      return
    }

    var size = 1
    if let member = member(.statusSize) {
      guard let given = document.statusSize(at: member) else {
        throw invalid(.statusSize, "a whole number from 1 to \(StatusBits.statusSizeLimit)")
      }
      size = given
    }
    statusSize = size
    messages = member(.statusMessage)
    if messages != nil || size > 1 {
      guard let messages, Self.areMessages(messages, count: 1 << size, document) else {
        throw invalid(
          .statusMessage, "an array of \(1 << size) objects, each with a 'status' such as 0x1 and a 'message'")
      }
    }
    if let reference = member(.statusReference), !Self.areURLs(reference, document) {
      throw invalid(.statusReference, "an absolute URL, or an array of them")
    }
  }

  /// The message for a value: for software and those who write it, not for the public.
  func message(for value: UInt32, in document: JSONDocument) -> JSONDocument.Node? {
    guard let messages else { return nil }
    for message in document.elements(of: messages) {
      if let status = document.member("status", of: message),
        (document.withUTF8(of: status) { Self.hexadecimal($0) } ?? nil) == value
      {
        return document.member("message", of: message)
      }
    }
    return nil
  }

  private static func purpose(
    _ node: JSONDocument.Node, _ kind: StatusListKind, _ document: JSONDocument
  ) -> StatusPurpose {
    if document.isString(node, "revocation") { return .revocation }
    if document.isString(node, "suspension") { return .suspension }
    // The two that Bitstring Status List added.
    guard kind == .bitstring else { return .other(document.text(at: node) ?? "") }
    if document.isString(node, "refresh") { return .refresh }
    if document.isString(node, "message") { return .message }
    return .other(document.text(at: node) ?? "")
  }

  private struct Index { let value: UInt64? }

  /// Numbers beyond this one are not exact (RFC 7493, section 2.2).
  private static let exactLimit: UInt64 = 1 << 53

  /// The specifications ask for a string, and issuers write numbers: one in digits alone is the same index.
  private static func index(_ node: JSONDocument.Node, _ document: JSONDocument) -> Index? {
    switch document.kind(of: node) {
    case .string: return document.withUTF8(of: node) { index($0) } ?? nil
    case .number:
      let number = document.withSource(of: node) { text in
        // Behind the digits stands what separates values, or white space.
        var end = 0
        while end < text.count, text[end] &- UInt8(ascii: "0") <= 9 { end += 1 }
        if end < text.count, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(text[end]) {
          return Index?.none
        }
        return index(text.extracting(0..<end))
      }
      guard let value = number?.value, value <= exactLimit else { return nil }
      return number
    case .null, .false, .true, .array, .object: return nil
    }
  }

  /// "An arbitrary size integer greater than or equal to 0, expressed as a string in base 10": ASCII digits, and no zero
  /// before another digit, so that a number has one form.
  private static func index(_ text: Span<UInt8>) -> Index? {
    guard text.count > 0, text.count == 1 || text[0] != UInt8(ascii: "0") else { return nil }
    var value: UInt64? = 0
    for i in text.indices {
      let digit = text[i] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      guard let before = value else { continue }
      let (product, overflow) = before.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
      value = overflow || carry ? nil : sum
    }
    return Index(value: value)
  }

  /// One for each value that the entry can have; "MUST contain the two properties" `status` and `message`.
  private static func areMessages(_ node: JSONDocument.Node, count: Int, _ document: JSONDocument) -> Bool {
    guard document.kind(of: node) == .array, document.count(of: node) == count else { return false }
    return document.elements(of: node).allSatisfy { message in
      guard let status = document.member("status", of: message), let text = document.member("message", of: message)
      else { return false }
      return document.kind(of: text) == .string && (document.withUTF8(of: status) { hexadecimal($0) } ?? nil) != nil
    }
  }

  /// `0x` and hexadecimal digits, of which only so many count as a value can have.
  private static func hexadecimal(_ text: Span<UInt8>) -> UInt32? {
    guard text.count > 2, text.count <= 64, text[0] == UInt8(ascii: "0"), text[1] == UInt8(ascii: "x") else {
      return nil
    }
    var value: UInt32 = 0
    for i in 2..<text.count {
      let digit: UInt8
      switch text[i] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = text[i] - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = text[i] - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = text[i] - UInt8(ascii: "A") + 10
      default: return nil
      }
      guard value < 1 << 28 else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  private static func areURLs(_ node: JSONDocument.Node, _ document: JSONDocument) -> Bool {
    guard document.kind(of: node) == .array else { return URLSyntax.isAbsolute(node, in: document) }
    return document.elements(of: node).allSatisfy { URLSyntax.isAbsolute($0, in: document) }
  }
}
