import CanonicalJSON
import LinkedData

/// Whether what the checks read by name is all that a credential states of it.
///
/// A proof over linked data covers statements, and one statement can be written in many ways: under the IRI
/// `https://www.w3.org/2018/credentials#validUntil` in place of the name, or as a member of another object with the
/// credential's `id`. Its signature holds for all of them. So that no rewriting takes the end of a badge, or its status,
/// out of sight of those who read members by name, the two are compared.
enum StatementCheck {
  /// Members of a credential whose absence says something, under the same name in all contexts of the data models.
  private static let members: [(name: StaticString, iri: StaticString)] = [
    ("validFrom", "https://www.w3.org/2018/credentials#validFrom"),
    ("validUntil", "https://www.w3.org/2018/credentials#validUntil"),
    ("issuanceDate", "https://www.w3.org/2018/credentials#issuanceDate"),
    ("expirationDate", "https://www.w3.org/2018/credentials#expirationDate"),
    ("issuer", "https://www.w3.org/2018/credentials#issuer"),
    ("credentialSubject", "https://www.w3.org/2018/credentials#credentialSubject"),
    ("credentialStatus", "https://www.w3.org/2018/credentials#credentialStatus"),
  ]

  /// - Throws: a `Reason` with `statement_hidden`.
  static func checkCredential(_ document: JSONDocument, _ dataset: Dataset) throws(Reason) {
    let root = document.root
    let id = (document.member("id", of: root) ?? document.member("@id", of: root)).flatMap { id in
      document.withUTF8(of: id) { dataset.term(iri: $0) }
    }
    // A credential without an identifier is a blank node, which no other object of the document can name.
    guard let credential = id ?? nil else { return try checkUnnamed(document, dataset) }
    for member in members {
      let values = document.member(member.name, of: root).map { count($0, document) } ?? 0
      guard dataset.count(credential, member.iri) <= values else { throw hidden(member.name) }
    }
    // So that the identifier is the credential's, however it is written.
    guard dataset.count(credential, "https://www.w3.org/2018/credentials#issuer") > 0 else { throw hidden("issuer") }
    try checkStatus(document, dataset, credential)
  }

  /// `expires` ends a proof. In the contexts of 2014 the same is called `expiration`.
  ///
  /// - Throws: a `Reason` with `statement_hidden`.
  static func checkOptions(
    _ proof: JSONDocument.Node, of document: JSONDocument, _ dataset: Dataset
  ) throws(Reason) {
    if document.member("expires", of: proof) == nil, dataset.count(nil, "https://w3id.org/security#expiration") > 0 {
      throw hidden("expires")
    }
  }

  /// Each entry that is stated is one that can be seen, and sees its own size.
  private static func checkStatus(
    _ document: JSONDocument, _ dataset: Dataset, _ credential: Dataset.Term
  ) throws(Reason) {
    guard let status = document.member("credentialStatus", of: document.root) else { return }
    let entries = document.kind(of: status) == .array ? Array(document.elements(of: status)) : [status]
    var named: [Dataset.Term] = []
    var sizes = 0
    for entry in entries {
      if document.member("statusSize", of: entry) != nil { sizes += 1 }
      guard let id = document.member("id", of: entry) ?? document.member("@id", of: entry) else { continue }
      // One entry twice would count for two.
      guard let term = document.withUTF8(of: id, { dataset.term(iri: $0) }) ?? nil, !named.contains(term) else {
        throw hidden("credentialStatus")
      }
      named.append(term)
    }
    guard let size = dataset.term(iri: "https://www.w3.org/ns/credentials/status#statusSize"),
      let link = dataset.term(iri: "https://www.w3.org/2018/credentials#credentialStatus")
    else { return }
    let stated = dataset.quads.filter { quad in
      quad.predicate == size
        && dataset.quads.contains { $0.subject == credential && $0.predicate == link && $0.object == quad.subject }
    }
    guard stated.count <= sizes else { throw hidden("statusSize") }
  }

  private static func checkUnnamed(_ document: JSONDocument, _ dataset: Dataset) throws(Reason) {
    for member in members {
      let stated = dataset.count(nil, member.iri)
      guard stated == 0 || stated <= occurrences(of: member.name, in: document.root, document) else {
        throw hidden(member.name)
      }
    }
  }

  /// How many values all members of a name have. JSON nests no deeper than its limit.
  private static func occurrences(
    of name: StaticString, in node: JSONDocument.Node, _ document: JSONDocument
  ) -> Int {
    var sum = 0
    switch document.kind(of: node) {
    case .object:
      for member in document.members(of: node) {
        if document.isString(member.name, name) { sum += count(member.value, document) }
        sum += occurrences(of: name, in: member.value, document)
      }
    case .array: for element in document.elements(of: node) { sum += occurrences(of: name, in: element, document) }
    case .null, .false, .true, .number, .string: break
    }
    return sum
  }

  private static func count(_ value: JSONDocument.Node, _ document: JSONDocument) -> Int {
    switch document.kind(of: value) {
    case .array: document.count(of: value)
    case .null: 0
    default: 1
    }
  }

  private static func hidden(_ name: StaticString) -> Reason {
    Reason(
      .statementHidden,
      "the signed statements have more of '\(name)' than the member of that name: it stands under another name, or in "
        + "another object")
  }
}

extension Dataset {
  fileprivate func term(iri: StaticString) -> Term? {
    // The text of a literal stays where it is as long as the program runs.
    let buffer = unsafe UnsafeBufferPointer(start: iri.utf8Start, count: iri.utf8CodeUnitCount)
    return term(iri: unsafe Span(_unsafeElements: buffer))
  }

  /// The statements with a predicate, about one subject or any.
  fileprivate func count(_ subject: Term?, _ predicate: StaticString) -> Int {
    guard let predicate = term(iri: predicate) else { return 0 }
    var count = 0
    for quad in quads where quad.predicate == predicate && (subject == nil || quad.subject == subject) { count += 1 }
    return count
  }
}
