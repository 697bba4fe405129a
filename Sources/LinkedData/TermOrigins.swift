import CanonicalJSON

/// A string of a document that is an identifier as it stands: an absolute IRI that no term or prefix changes.
struct IdentifierPlace: Sendable {
  let node: JSONDocument.Node
  /// Where it is expanded.
  let context: ContextID
  /// Whether terms stand for IRIs there, as in the value of a property of type `@vocab`.
  let vocabulary: Bool
}

/// Which strings of a document the terms of its dataset come from, noted while it is made.
///
/// A string that is the whole of a literal's lexical form, or an identifier as it stands, decides nothing but the text of
/// a term: expansion looks at no such string. All others, such as types and the names of contexts, are not noted.
struct TermOrigins: Sendable {
  struct Literal: Sendable {
    let node: JSONDocument.Node
    let term: Dataset.Term
    /// The number of the quad whose object it is; nil where another string had made that quad already, or where there is
    /// none.
    var quad: Int?
  }

  var literals: [Literal] = []
  /// Of nodes and types, as far as they are strings of the document.
  var identifiers: [(node: JSONDocument.Node, term: Dataset.Term)] = []
  /// Terms that have another origin, perhaps besides.
  var others: [Dataset.Term] = []
  /// Whether steps compared texts: then other ones could have given another dataset.
  var isClosed = false

  mutating func note(_ term: Dataset.Term?, of text: Text) {
    guard let term else { return }
    if case .node(let node) = text { identifiers.append((node, term)) } else { others.append(term) }
  }

  /// Notes the quad that was just made with the last literal.
  mutating func note(quad: Int, _ object: Dataset.Term) {
    guard let last = literals.indices.last, literals[last].term == object, literals[last].quad == nil else { return }
    literals[last].quad = quad
  }
}
