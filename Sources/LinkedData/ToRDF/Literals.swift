import CanonicalJSON

/// Steps 4 to 15 of Object to RDF Conversion: value objects.
extension ToRDF {
  mutating func addLiteral(
    _ object: ExpandedTree.Object, in graph: Term?, of place: CompoundPlace?, _ expander: borrowing Expander
  ) throws(LinkedDataError) -> Term? {
    var datatype: Text?
    if !object.types.isEmpty {
      let type = expander.tree.type(object.types.first).type
      if type.keyword == .json { return noted(try addJSON(object.value, expander)) }
      guard type.keyword == nil, expander.isWellFormed(type) else {
        try expander.drop(.valueDropped, at: object.source)
        return nil
      }
      datatype = type
    }
    if let language = object.language, !expander.withText(language, { Self.isLanguageTag($0) }) {
      try expander.drop(.valueDropped, at: object.source)
      return nil
    }
    guard case .scalar(let node) = object.value else { return nil }
    if object.direction != nil || expander.document.kind(of: node) != .string {
      return noted(try addOther(object, node, datatype, in: graph, of: place, expander))
    }
    let term = try string(node, datatype, object.language, expander)
    if origins != nil { origins?.literals.append(TermOrigins.Literal(node: node, term: term)) }
    return term
  }

  /// The literal of a string of the document.
  private mutating func string(
    _ node: JSONDocument.Node, _ datatype: Text?, _ language: Text?, _ expander: borrowing Expander
  ) throws(LinkedDataError) -> Term {
    let more = datatype ?? language
    let count = more.map { expander.withText($0) { $0.count } } ?? 0
    let result: Result<Void, LinkedDataError> = expander.withText(.node(node)) { text in
      do throws(LinkedDataError) { return .success(try dataset.appendQuoted(text, before: count)) } catch {
        return .failure(error)
      }
    }
    try result.get()
    if let language {
      expander.withText(language) { dataset.appendLanguage($0) }
    } else if let datatype {
      expander.withText(datatype) { dataset.appendDatatype($0) }
    }
    return dataset.internLiteral()
  }

  /// Notes a term that follows from more than one string.
  private mutating func noted(_ term: Term?) -> Term? {
    if origins != nil, let term { origins?.others.append(term) }
    return term
  }

  /// The rest of the steps: native values, and what has a direction.
  private mutating func addOther(
    _ object: ExpandedTree.Object, _ node: JSONDocument.Node, _ datatype: Text?, in graph: Term?,
    of place: CompoundPlace?, _ expander: borrowing Expander
  ) throws(LinkedDataError) -> Term? {
    var datatype = datatype.map { expander.bytes(of: $0) }
    let language = object.language.map { expander.bytes(of: $0) }
    let (text, native) = lexicalForm(node, datatype, expander)
    if let direction = object.direction {
      switch rdfDirection {
      case nil: try expander.drop(.directionDropped, at: object.source)
      case .i18nDatatype:
        datatype = Self.bytes(RDFTerm.i18n) + (language ?? []) + Array(direction == .ltr ? "_ltr".utf8 : "_rtl".utf8)
        return try literal(text, datatype)
      case .compoundLiteral:
        origins?.isClosed = true
        let value = try literal(text, datatype ?? native)
        let index = object.index.map { expander.bytes(of: $0) }
        return try addCompound(value, language, direction, index, in: graph, of: place)
      }
    }
    if let language { return try dataset.literal(text.span, language: language.span) }
    return try literal(text, datatype ?? native)
  }

  private mutating func literal(_ text: [UInt8], _ datatype: [UInt8]?) throws(LinkedDataError) -> Term {
    if let datatype { return try dataset.literal(text.span, datatype: datatype.span) }
    return try dataset.literal(text.span)
  }

  /// Step 8: a JSON literal, in the canonical form of RFC 8785.
  private mutating func addJSON(
    _ value: ExpandedTree.Value, _ expander: borrowing Expander
  ) throws(LinkedDataError) -> Term {
    var text: [UInt8] = []
    switch value {
    case .null: text = Array("null".utf8)
    case .scalar(let node), .json(let node): expander.document.canonicalize(node, into: &text)
    }
    return try literal(text, Self.bytes(RDFTerm.json))
  }

  /// Steps 9 to 12: the text, and the datatype of a native value.
  private func lexicalForm(
    _ node: JSONDocument.Node, _ datatype: [UInt8]?, _ expander: borrowing Expander
  ) -> (text: [UInt8], native: [UInt8]?) {
    let document = expander.document
    switch document.kind(of: node) {
    case .true: return (Array("true".utf8), Self.bytes(RDFTerm.boolean))
    case .false: return (Array("false".utf8), Self.bytes(RDFTerm.boolean))
    case .number:
      let number = document.number(at: node) ?? 0
      let asDouble = datatype.map { $0 == Self.bytes(RDFTerm.double) } ?? false
      if asDouble || XSDNumber.isDouble(number) {
        return (Array(XSDNumber.double(number).utf8), Self.bytes(RDFTerm.double))
      }
      return (Array(XSDNumber.integer(number).utf8), Self.bytes(RDFTerm.integer))
    case .string, .null, .array, .object: return (expander.bytes(of: .node(node)), nil)
    }
  }

  /// Step 13.3: a blank node for a text with its direction.
  private mutating func addCompound(
    _ value: Term, _ language: [UInt8]?, _ direction: Direction, _ index: [UInt8]?, in graph: Term?,
    of place: CompoundPlace?
  ) throws(LinkedDataError) -> Term {
    var key: CompoundKey?
    if let subject = place?.subject, let predicate = place?.predicate, let graph {
      let new = CompoundKey(
        subject: subject, predicate: predicate, graph: graph, value: value, language: language ?? [],
        direction: direction, index: index)
      if let known = compounds[new] { return known }
      key = new
    }
    let node = try dataset.blankNode()
    if let key { compounds[key] = node }
    try emit(node, try iri(RDFTerm.value), value, in: graph)
    if let language { try emit(node, try iri(RDFTerm.language), try literal(language, nil), in: graph) }
    let text = Array(direction == .ltr ? "ltr".utf8 : "rtl".utf8)
    try emit(node, try iri(RDFTerm.direction), try literal(text, nil), in: graph)
    return node
  }

  /// Well-formed by BCP 47, section 2.2.9, as far as one can see without the registry: subtags of one to eight letters
  /// and digits, the first of letters.
  static func isLanguageTag(_ text: Span<UInt8>) -> Bool {
    var length = 0
    var isFirst = true
    for at in text.indices {
      let byte = text[at]
      if byte == UInt8(ascii: "-") {
        guard length > 0 else { return false }
        length = 0
        isFirst = false
      } else {
        guard byte.isLetter || (byte.isDigit && !isFirst), length < 8 else { return false }
        length += 1
      }
    }
    return length > 0
  }

  private static func bytes(_ text: StaticString) -> [UInt8] {
    text.withUTF8Buffer { unsafe Array($0) }
  }
}
