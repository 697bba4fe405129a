/// Why a document is not the linked data that Badge reads, and where.
///
/// The code is stable: it stands in reports and in test vectors.
public struct LinkedDataError: Error, Hashable, Sendable {
  /// One way to fail; the raw value is the identifier in machine-readable output.
  ///
  /// A code of JSON-LD 1.1 (Processing Algorithms and API, section 9.3) is the specification's own in lower case,
  /// without `@`, and with `_` between words.
  public enum Code: String, CaseIterable, Hashable, Sendable {
    // RDF terms and datasets.

    /// A text that is no absolute IRI, or has a character that no IRI has (N-Quads, IRIREF).
    case iriInvalid = "iri_invalid"
    /// A language tag that the grammar of N-Quads does not allow (LANGTAG).
    case languageTagInvalid = "language_tag_invalid"
    /// A label that the grammar of N-Quads does not allow (BLANK_NODE_LABEL).
    case blankNodeLabelInvalid = "blank_node_label_invalid"
    /// A term in a place where RDF does not allow its kind (RDF 1.1 Concepts, section 3.1).
    case quadInvalid = "quad_invalid"
    /// More quads, or more bytes of terms, than ``Dataset/Limits``.
    case datasetTooLarge = "dataset_too_large"
    /// A canonical form of more bytes than ``Dataset/Limits/canonicalBytes``.
    case canonicalFormTooLarge = "canonical_form_too_large"
    /// Telling the blank nodes apart takes more work than ``WorkBudget`` allows (RDFC-1.0, section 7.1).
    case workBudgetExceeded = "rdfc_work_budget_exceeded"

    // N-Quads.

    /// Bytes that are not UTF-8 (RFC 3629).
    case nquadsInvalidUTF8 = "nquads_invalid_utf8"
    /// A byte that the grammar does not allow there.
    case nquadsUnexpectedByte = "nquads_unexpected_byte"
    /// The text stops inside a statement.
    case nquadsUnexpectedEnd = "nquads_unexpected_end"
    /// A backslash that starts none of the escapes of the grammar, or one that names no character.
    case nquadsInvalidEscape = "nquads_invalid_escape"

    // JSON-LD 1.1, section 9.3.

    case collidingKeywords = "colliding_keywords"
    case conflictingIndexes = "conflicting_indexes"
    case contextOverflow = "context_overflow"
    case cyclicIRIMapping = "cyclic_iri_mapping"
    case invalidIDValue = "invalid_id_value"
    case invalidImportValue = "invalid_import_value"
    case invalidIncludedValue = "invalid_included_value"
    case invalidIndexValue = "invalid_index_value"
    case invalidNestValue = "invalid_nest_value"
    case invalidPrefixValue = "invalid_prefix_value"
    case invalidPropagateValue = "invalid_propagate_value"
    case invalidProtectedValue = "invalid_protected_value"
    case invalidReverseValue = "invalid_reverse_value"
    case invalidVersionValue = "invalid_version_value"
    case invalidBaseDirection = "invalid_base_direction"
    case invalidBaseIRI = "invalid_base_iri"
    case invalidContainerMapping = "invalid_container_mapping"
    case invalidContextEntry = "invalid_context_entry"
    case invalidContextNullification = "invalid_context_nullification"
    case invalidDefaultLanguage = "invalid_default_language"
    case invalidIRIMapping = "invalid_iri_mapping"
    case invalidJSONLiteral = "invalid_json_literal"
    case invalidKeywordAlias = "invalid_keyword_alias"
    case invalidLanguageMapValue = "invalid_language_map_value"
    case invalidLanguageMapping = "invalid_language_mapping"
    case invalidLanguageTaggedString = "invalid_language_tagged_string"
    case invalidLanguageTaggedValue = "invalid_language_tagged_value"
    case invalidLocalContext = "invalid_local_context"
    case invalidRemoteContext = "invalid_remote_context"
    case invalidReverseProperty = "invalid_reverse_property"
    case invalidReversePropertyMap = "invalid_reverse_property_map"
    case invalidReversePropertyValue = "invalid_reverse_property_value"
    case invalidScopedContext = "invalid_scoped_context"
    case invalidSetOrListObject = "invalid_set_or_list_object"
    case invalidTermDefinition = "invalid_term_definition"
    case invalidTypeMapping = "invalid_type_mapping"
    case invalidTypeValue = "invalid_type_value"
    case invalidTypedValue = "invalid_typed_value"
    case invalidValueObject = "invalid_value_object"
    case invalidValueObjectValue = "invalid_value_object_value"
    case invalidVocabMapping = "invalid_vocab_mapping"
    case iriConfusedWithPrefix = "iri_confused_with_prefix"
    case keywordRedefinition = "keyword_redefinition"
    case loadingDocumentFailed = "loading_document_failed"
    case loadingRemoteContextFailed = "loading_remote_context_failed"
    case processingModeConflict = "processing_mode_conflict"
    case protectedTermRedefinition = "protected_term_redefinition"

    // JSON-LD, what safe mode refuses: it would be left out of the dataset.

    /// A member whose name is no term, and no IRI by itself.
    case propertyUndefined = "property_undefined"
    /// A member whose name expands to a blank node identifier, which RDF does not allow as a predicate.
    case propertyBlankNode = "property_blank_node"
    /// A type that is no absolute IRI.
    case typeUndefined = "type_undefined"
    /// An identifier, or a value that is one, that is no absolute IRI.
    case idRelative = "id_relative"
    /// A value that says nothing: free-floating, without a `@value`, or of a datatype or language that is none.
    case valueDropped = "value_dropped"
    /// A base direction where no `rdfDirection` keeps it.
    case directionDropped = "direction_dropped"

    // JSON-LD, limits.

    /// A context was added at a URL at which another one is known, bundled or added before.
    case contextConflict = "context_conflict"
    /// A document that brings definitions of its own, where it may only name contexts.
    case inlineContext = "inline_context"
    /// A context of more bytes than ``JSONLDLimits/inlineContextBytes``.
    case contextTooLarge = "context_too_large"
    /// More contexts or terms that depend on one another than ``JSONLDLimits/contextDepth``.
    case contextTooDeep = "context_too_deep"
    /// Arrays and objects nested deeper than ``JSONLDLimits/documentDepth``.
    case documentTooDeep = "document_too_deep"
  }

  public var code: Code
  /// Where the input is JSON: the JSON pointer (RFC 6901) of the value at fault.
  public var pointer: String?
  /// Where the input is N-Quads: the place of the first byte at fault.
  public var position: TextPosition?
  /// Foreign text that explains it: the term, the IRI, the context's URL. As it came; to be quoted where it is shown.
  public var value: String?

  public init(_ code: Code, pointer: String? = nil, position: TextPosition? = nil, value: String? = nil) {
    self.code = code
    self.pointer = pointer
    self.position = position
    self.value = value
  }
}

/// A place in a text of lines.
public struct TextPosition: Hashable, Sendable, BitwiseCopyable {
  /// Byte offset, 0-based.
  public var offset: Int
  /// Number of the line, from 1. A line ends with a line feed, a carriage return, or both.
  public var line: Int

  public init(offset: Int, line: Int) {
    self.offset = offset
    self.line = line
  }
}

extension LinkedDataError: CustomStringConvertible {
  /// One sentence for a person, without any text of the input.
  public var description: String {
    var text = explanation
    if let position { text += ", in line \(position.line), at byte \(position.offset)" }
    if let pointer { text += ", at \(pointer.isEmpty ? "the document" : pointer)" }
    return text
  }

  /// What is wrong, without the place.
  public var explanation: String {
    switch code {
    case .iriInvalid: "this is no absolute IRI"
    case .languageTagInvalid: "this is no language tag"
    case .blankNodeLabelInvalid: "this cannot label a blank node"
    case .quadInvalid: "a term stands where RDF does not allow its kind"
    case .datasetTooLarge: "there are more statements than the limit"
    case .canonicalFormTooLarge: "the canonical form is larger than the limit"
    case .workBudgetExceeded: "the blank nodes are too much alike to be told apart within the limit of work"
    case .nquadsInvalidUTF8: "the text is not valid UTF-8"
    case .nquadsUnexpectedByte: "this byte cannot stand here in N-Quads"
    case .nquadsUnexpectedEnd: "the text ends inside a statement"
    case .nquadsInvalidEscape: "a backslash starts no escape of N-Quads"
    case .propertyUndefined: "the name is no term of the context, so what it says would be left out"
    case .propertyBlankNode: "the name stands for a blank node, so what it says would be left out"
    case .typeUndefined: "the type is no term of the context and no absolute IRI, so it would be left out"
    case .idRelative: "the identifier is no absolute IRI, so it would be left out"
    case .valueDropped: "the value would be left out"
    case .directionDropped: "the direction of the text would be left out"
    case .inlineContext: "the document brings a context of its own"
    case .contextConflict: "another context is known under this URL"
    case .contextTooLarge: "a context is larger than the limit"
    case .contextTooDeep: "contexts, or terms in them, depend on one another more deeply than the limit"
    case .documentTooDeep: "arrays and objects are nested too deeply"
    default: "JSON-LD: " + code.rawValue.split(separator: "_").joined(separator: " ")
    }
  }
}
