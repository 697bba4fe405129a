import CanonicalJSON
import LinkedData

/// Whether what the checks read by name is all that a credential states of it.
///
/// A proof over linked data covers statements, and one statement can be written in many ways: under the IRI
/// `https://www.w3.org/2018/credentials#validUntil` in place of the name, or as a member of another object with the
/// credential's `id`. Its signature holds for all of them. So that no rewriting takes the end of a badge, or its status,
/// out of sight of those who read members by name, the two are compared. What would let an object stand where nothing
/// leads to it from the credential is refused before (``JSONLDOptions/isPlain``).
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

  /// `achievement` in the contexts of Open Badges 3.0.2 and later, 3.0.1, and 3.0.0.
  private static let achievementIRIs: [StaticString] = [
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement",
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement-0",
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Achievement",
  ]

  /// Checks a credential, or the options of one of its proofs.
  ///
  /// - Throws: a `Reason` with `statement_hidden`.
  static func check(_ input: JSONLDInput, _ dataset: Dataset) throws(Reason) {
    if input.node == input.document.root {
      try checkCredential(input.document, dataset)
    } else {
      try checkOptions(input.node, of: input.document, dataset)
    }
  }

  static func passes(_ input: JSONLDInput, _ dataset: Dataset) -> Bool {
    do throws(Reason) {
      try check(input, dataset)
      return true
    } catch {
      return false
    }
  }

  private static func checkCredential(_ document: JSONDocument, _ dataset: Dataset) throws(Reason) {
    let root = document.root
    // What a subject has achieved is one thing, and what is shown of the badge.
    let achievements = achievementIRIs.reduce(0) { $0 + dataset.count(nil, $1) }
    try check("achievement", stated: achievements, document)
    guard let id = document.member("id", of: root), let credential = dataset.term(of: id, in: document) else {
      // A credential without an identifier is a blank node, which no other object of the document can name.
      for member in members { try check(member.name, stated: dataset.count(nil, member.iri), document) }
      return
    }
    for member in members {
      let values = try document.member(member.name, of: root).map { value throws(Reason) in
        try distinct(value, document, member.name)
      }
      guard dataset.count(credential, member.iri) <= values ?? 0 else { throw hidden(member.name) }
    }
    try checkRoot(credential, document, dataset)
    try checkStatusSizes(credential, document, dataset)
  }

  /// A credential within another one, such as a badge in a learner's record, is not signed by itself: were it put on top,
  /// the other one would be something that it says. What endorses a credential may name it, and services to refresh it
  /// do.
  private static func checkRoot(
    _ credential: Dataset.Term, _ document: JSONDocument, _ dataset: Dataset
  ) throws(Reason) {
    let subject = dataset.term(iri: "https://www.w3.org/2018/credentials#credentialSubject")
    let service = dataset.term(iri: "https://www.w3.org/2018/credentials#refreshService")
    let isPart = dataset.quads.contains {
      $0.object == credential && $0.predicate != subject && $0.predicate != service
    }
    guard !isPart else {
      throw Reason(
        .statementHidden, "the credential is part of another one, which is signed as a whole", pointer: "/id")
    }
  }

  /// `created` says when a key was used, `expires` ends a proof. In the contexts of 2014 the latter is called
  /// `expiration`.
  private static func checkOptions(
    _ proof: JSONDocument.Node, of document: JSONDocument, _ dataset: Dataset
  ) throws(Reason) {
    let members: [(name: StaticString, iri: StaticString)] = [
      ("created", "http://purl.org/dc/terms/created"), ("expires", "https://w3id.org/security#expiration"),
    ]
    for member in members {
      let isShown = document.member(member.name, of: proof) != nil
      guard dataset.count(nil, member.iri) <= (isShown ? 1 : 0) else { throw hidden(member.name) }
    }
  }

  /// How many bits an entry has decides what they mean.
  private static func checkStatusSizes(
    _ credential: Dataset.Term, _ document: JSONDocument, _ dataset: Dataset
  ) throws(Reason) {
    guard let size = dataset.term(iri: "https://www.w3.org/ns/credentials/status#statusSize"),
      let link = dataset.term(iri: "https://www.w3.org/2018/credentials#credentialStatus"),
      let status = document.member("credentialStatus", of: document.root)
    else { return }
    // No more than the entries that are shown, which are few.
    var entries: Set<Dataset.Term> = []
    for quad in dataset.quads where quad.predicate == link && quad.subject == credential { entries.insert(quad.object) }
    var stated = 0
    for quad in dataset.quads where quad.predicate == size && entries.contains(quad.subject) { stated += 1 }
    guard stated <= occurrences(of: "statusSize", in: status, document) else { throw hidden("statusSize") }
  }

  /// Compares all statements with a predicate to all values of members of a name.
  private static func check(_ name: StaticString, stated: Int, _ document: JSONDocument) throws(Reason) {
    guard stated == 0 || stated <= occurrences(of: name, in: document.root, document) else { throw hidden(name) }
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

  /// How many values there are, at any depth of arrays. Null states nothing.
  private static func count(_ value: JSONDocument.Node, _ document: JSONDocument) -> Int {
    switch document.kind(of: value) {
    case .array:
      var sum = 0
      for element in document.elements(of: value) { sum += count(element, document) }
      return sum
    case .null: return 0
    default: return 1
    }
  }

  /// The same, of a member of the credential itself, whose values have to be different things: one that is shown twice
  /// would stand for two that are stated.
  private static func distinct(
    _ value: JSONDocument.Node, _ document: JSONDocument, _ name: StaticString
  ) throws(Reason) -> Int {
    guard document.kind(of: value) == .array else { return count(value, document) }
    var seen: Set<[UInt8]> = []
    for element in document.elements(of: value) {
      var named = element
      if document.kind(of: element) == .object {
        guard let id = document.member("id", of: element) ?? document.member("@id", of: element) else { continue }
        named = id
      }
      guard document.kind(of: named) == .string else { continue }
      var text: [UInt8] = []
      document.withUTF8(of: named) { bytes in for at in bytes.indices { text.append(bytes[at]) } }
      guard !text.starts(with: "_:".utf8), seen.insert(text).inserted else {
        throw Reason(
          .statementHidden,
          "two values of '\(name)' have one identifier, so the signature does not say what belongs to which",
          pointer: document.pointer(to: named))
      }
    }
    return count(value, document)
  }

  private static func hidden(_ name: StaticString) -> Reason {
    Reason(
      .statementHidden,
      "what was signed says more of '\(name)' than the badge shows under this name: the badge was rewritten, so that its "
        + "'\(name)' is not seen", pointer: "")
  }
}

extension Dataset {
  /// The term of an identifier; nil where that is no IRI, or none of the dataset's.
  fileprivate func term(of id: JSONDocument.Node, in document: JSONDocument) -> Term? {
    document.withUTF8(of: id) { term(iri: $0) } ?? nil
  }

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
