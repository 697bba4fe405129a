@testable import LinkedData

// Arrays and texts where the library takes spans, because `#expect` cannot look into an expression with a span.

extension Dataset {
  mutating func iri(_ text: String) throws(LinkedDataError) -> Term { try iri(Array(text.utf8)) }

  mutating func iri(_ bytes: [UInt8]) throws(LinkedDataError) -> Term { try iri(bytes.span) }

  mutating func literal(_ text: String) throws(LinkedDataError) -> Term {
    let bytes = Array(text.utf8)
    return try literal(bytes.span)
  }

  mutating func literal(_ text: String, datatype: String) throws(LinkedDataError) -> Term {
    let bytes = Array(text.utf8)
    let datatype = Array(datatype.utf8)
    return try literal(bytes.span, datatype: datatype.span)
  }

  mutating func literal(_ text: String, language: String) throws(LinkedDataError) -> Term {
    let bytes = Array(text.utf8)
    let language = Array(language.utf8)
    return try literal(bytes.span, language: language.span)
  }

  mutating func blankNode(_ label: String) throws(LinkedDataError) -> Term {
    let label = Array(label.utf8)
    return try blankNode(label.span)
  }

  /// The canonical text of an IRI or a literal.
  func text(_ term: Term) -> String {
    String(decoding: texts.bytes[texts.range(of: term.index)].dropLast(), as: UTF8.self)
  }
}

/// The code of the error that `body` throws, or nil where it throws none.
func code(_ body: () throws(LinkedDataError) -> Void) -> LinkedDataError.Code? {
  do throws(LinkedDataError) {
    try body()
    return nil
  } catch {
    return error.code
  }
}
