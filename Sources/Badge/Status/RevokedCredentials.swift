import CanonicalJSON

/// A list of the identifiers of revoked credentials (1EdTech Revocation List Status Method 1.0), read and checked for its
/// shape.
///
/// Nobody signs such a list: what it says is worth as much as the word of whoever fetched it from the issuer's URL.
///
/// ```json
/// {"id":"https://college.example/revocations","issuer":"https://college.example",
///  "revokedCredential":[{"id":"urn:uuid:…","revoked":true,"revocationReason":"…"}]}
/// ```
struct RevokedCredentials: Sendable {
  /// The URL of the list, by its own words.
  let id: String?
  let issuer: String
  let identifiers: Set<[UInt8]>

  /// The schema's name of the member, and the one in the text of the method, which issuers have taken over.
  private static let names: [StaticString] = ["revokedCredential", "revokedCredentials"]

  /// Nil where the bytes are something else, for others to judge.
  ///
  /// - Throws: a `Reason` with `status_list_invalid` or `status_list_too_large`.
  init?(parsing bytes: [UInt8]) throws(Reason) {
    guard Self.mayBeOne(bytes) else { return nil }
    guard StatusListCredential.hasFewValues(bytes) else {
      throw Reason(.statusListTooLarge, "the text of the list has too many values to be one")
    }
    guard let document = try? JSONDocument(parsing: bytes), document.kind(of: document.root) == .object,
      document.member("credentialSubject", of: document.root) == nil
    else { return nil }
    let lists = Self.names.compactMap { document.member($0, of: document.root) }
    guard !lists.isEmpty else { return nil }
    id = try document.member("id", of: document.root).map { node throws(Reason) in
      guard let text = document.text(at: node) else { throw Self.invalid("'id' has to be a string", node, document) }
      return text
    }
    let issuer = document.member("issuer", of: document.root)
    guard let issuer, let name = document.text(at: document.member("id", of: issuer) ?? issuer) else {
      throw Self.invalid("'issuer' has to be a URL, or an object with one", issuer ?? document.root, document)
    }
    self.issuer = name
    var identifiers: Set<[UInt8]> = []
    for list in lists {
      if document.kind(of: list) == .array {
        for entry in document.elements(of: list) { try Self.add(entry, document, to: &identifiers) }
      } else {
        try Self.add(list, document, to: &identifiers)
      }
    }
    self.identifiers = identifiers
  }

  /// "If the credential's id is in the list [...] and the value of revoked is true or omitted, the issuer has revoked the
  /// credential": of two entries with one identifier the one that revokes it counts.
  private static func add(
    _ entry: JSONDocument.Node, _ document: JSONDocument, to identifiers: inout Set<[UInt8]>
  ) throws(Reason) {
    guard let id = document.member("id", of: entry),
      let bytes = document.withUTF8(of: id, { text in unsafe text.withUnsafeBufferPointer { unsafe Array($0) } })
    else { throw invalid("each revoked credential has to be an object with an 'id'", entry, document) }
    switch document.member("revoked", of: entry).map({ document.kind(of: $0) }) {
    case nil, .true: identifiers.insert(bytes)
    case .false: return
    default: throw invalid("'revoked' has to be true or false", entry, document)
    }
  }

  /// Whether the name of the member is somewhere in the text: lists of bits are not read twice.
  private static func mayBeOne(_ bytes: [UInt8]) -> Bool {
    let name = Array("\"revokedCredential".utf8)
    let text = bytes.span
    guard text.count >= name.count else { return false }
    var at = 0
    while at <= text.count - name.count {
      if text[at] == name[0], (1..<name.count).allSatisfy({ text[at + $0] == name[$0] }) { return true }
      at += 1
    }
    return false
  }

  private static func invalid(_ message: String, _ node: JSONDocument.Node, _ document: JSONDocument) -> Reason {
    Reason(.statusListInvalid, "the revocation list cannot be used: \(message)", pointer: document.pointer(to: node))
  }
}
