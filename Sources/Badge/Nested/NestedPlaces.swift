import CanonicalJSON

/// Where credentials stand inside a credential: endorsements at each level of Open Badges 3.0 and the badges of a
/// Comprehensive Learner Record 2.0.
struct NestedPlaces: Sendable {
  struct Place: Sendable {
    let kind: NestedVerdict.Kind
    /// A credential, or a string with a token.
    let node: JSONDocument.Node
    /// What an endorsement stands in, and so has to be about; nil for credentials.
    let holder: JSONDocument.Node?
  }

  /// The first of them, in the order of the document.
  private(set) var places: [Place] = []
  /// How many there are in all.
  private(set) var count = 0

  /// Organizations within organizations whose endorsements are looked at.
  private static let parentLimit = 8

  /// Of a document in which nothing is believed.
  init() {}

  /// - Parameter members: those of the credential at the root of the document.
  init(_ document: JSONDocument, _ members: TopLevel) {
    var walk = Walk(document: document)
    walk.endorsements(of: document.root)
    if let issuer = members[.issuer] { walk.profile(issuer) }
    if let subjects = members[.credentialSubject] { walk.each(subjects) { $0.subject($1) } }
    keep(walk.places)
  }

  /// The credentials of a presentation (Verifiable Credentials Data Model 2.0, section 4.13).
  init(presentation document: JSONDocument) {
    var walk = Walk(document: document)
    walk.credentials(of: document.root)
    keep(walk.places)
  }

  private mutating func keep(_ all: [Place]) {
    count = all.count
    guard !all.isEmpty else { return }
    places = Array(all.sorted { $0.node < $1.node }.prefix(NestedVerdict.limit))
  }

  private struct Walk {
    let document: JSONDocument
    var places: [Place] = []

    /// A single value is an array of one.
    mutating func each(_ node: JSONDocument.Node, _ body: (inout Walk, JSONDocument.Node) -> Void) {
      guard document.kind(of: node) == .array else { return body(&self, node) }
      for element in document.elements(of: node) { body(&self, element) }
    }

    mutating func each(
      _ name: StaticString, of node: JSONDocument.Node, _ body: (inout Walk, JSONDocument.Node) -> Void
    ) {
      if let member = document.member(name, of: node) { each(member, body) }
    }

    mutating func endorsements(of holder: JSONDocument.Node) {
      each("endorsement", of: holder) { $0.places.append(Place(kind: .endorsement, node: $1, holder: holder)) }
      each("endorsementJwt", of: holder) { $0.places.append(Place(kind: .endorsement, node: $1, holder: holder)) }
    }

    mutating func credentials(of holder: JSONDocument.Node) {
      each("verifiableCredential", of: holder) { $0.places.append(Place(kind: .credential, node: $1, holder: nil)) }
    }

    mutating func profile(_ node: JSONDocument.Node) {
      var profile: JSONDocument.Node? = node
      for _ in 0..<NestedPlaces.parentLimit {
        guard let here = profile, document.kind(of: here) == .object else { return }
        endorsements(of: here)
        profile = document.member("parentOrg", of: here)
      }
    }

    /// An AchievementSubject or a ClrSubject. Neither has endorsements by its class, and credentials may have any member.
    mutating func subject(_ node: JSONDocument.Node) {
      guard document.kind(of: node) == .object else { return }
      endorsements(of: node)
      each("achievement", of: node) { walk, achievement in
        walk.endorsements(of: achievement)
        walk.each("creator", of: achievement) { $0.profile($1) }
      }
      each("source", of: node) { $0.profile($1) }
      credentials(of: node)
    }
  }
}

extension JSONDocument {
  /// The bytes of a credential that stands in a document: its text as it is there, or the token that a string holds.
  func credentialBytes(of node: Node) -> [UInt8] {
    if let text = text(at: node) { return Array(text.utf8) }
    return withSource(of: node) { source in
      let end = Self.end(of: source)
      return [UInt8](capacity: end) { JSONText.append(written: source.extracting(0..<end), to: &$0) }
    }
  }

  /// Where the object or array ends that a text starts with, whatever follows it.
  private static func end(of text: Span<UInt8>) -> Int {
    var depth = 0
    var isInString = false
    var at = 0
    while at < text.count {
      let byte = text[at]
      at += 1
      if isInString {
        // What an escape escapes is no end of the string.
        if byte == UInt8(ascii: "\\") { at += 1 } else if byte == UInt8(ascii: "\"") { isInString = false }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= 0 { return at }
      // Numbers and literals: no credential is one, and what follows them changes nothing.
      default: if depth == 0 { return at }
      }
    }
    return min(at, text.count)
  }
}
