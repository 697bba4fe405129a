/// A dataset with other texts for some of its terms: what ``CanonicalPrecedent`` makes of one.
extension Dataset {
  /// Becomes the same as another dataset, with texts in its own memory; nothing can be added.
  mutating func copyTerms(of other: Dataset) {
    quads = other.quads
    texts.copyTexts(of: other.texts)
    labels = other.labels
    labelOfBlankNode = other.labelOfBlankNode
  }

  /// Gives a quad an object of its own, which is the same as the one it has.
  mutating func splitObject(of quad: Int) -> Term {
    let old = quads[quad]
    let object = Term(old.object.kind, texts.duplicate(old.object.index))
    quads[quad] = Quad(subject: old.subject, predicate: old.predicate, object: object, graph: old.graph)
    return object
  }

  /// Appends a term that is to be put in the place of another one: an IRI.
  mutating func appendIRI(_ iri: Span<UInt8>) { texts.append(iri: iri, Span()) }

  /// The same: a literal that has what another one has behind its lexical form.
  ///
  /// - Parameter length: of that one's lexical form, in quotes.
  mutating func appendLiteral(_ lexicalForm: Span<UInt8>, like term: Term, in other: Dataset, from length: Int) {
    let range = other.texts.range(of: term.index)
    appendQuoted(lexicalForm, LiteralText.length(of: lexicalForm))
    let bytes = other.texts.bytes.span
    texts.append(bytes.extracting(range.lowerBound &+ length..<range.upperBound))
  }

  /// Takes away the term that was appended.
  mutating func discardPending() { texts.discard() }

  /// Puts the term that was appended in the place of another one.
  mutating func replace(_ term: Term) { texts.replace(term.index) }
}
