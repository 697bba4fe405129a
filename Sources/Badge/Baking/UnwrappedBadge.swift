import CanonicalJSON

/// The forms in which a badge is handed around (Open Badges 3.0, "Open Badges Document Formats").
public enum BadgeForm: String, CaseIterable, Hashable, Sendable {
  /// The credential itself, with an embedded proof.
  case json
  /// A token in compact form that has the credential as its payload.
  case jwt
  /// A picture with the one or the other baked into an iTXt chunk.
  case png
  /// A picture with the one or the other baked into an element.
  case svg
}

/// A credential taken out of the form in which it came.
///
/// Nothing is verified yet: a picture says nothing about its credential, and the picture itself is not signed.
public struct UnwrappedBadge: Hashable, Sendable {
  /// The credential's own bytes: JSON text, or where ``isToken`` says so a token without white space around it.
  public var bytes: [UInt8]
  /// The form of what was unwrapped.
  public var form: BadgeForm
  /// Whether ``bytes`` are a token (RFC 7515, section 7.1) rather than JSON.
  public var isToken: Bool
  /// What was odd about a picture, in the order of the cases, each once. None of it changes what the credential says.
  public var notes: [Note]

  /// Something in a picture that the specification has otherwise, or that a person should know.
  public enum Note: String, CaseIterable, Hashable, Sendable {
    /// The credential is under the name that Comprehensive Learner Records have for it.
    case learnerRecord = "learner_record"
    /// A tEXt chunk stands where the specification has iTXt.
    case plainTextChunk = "plain_text_chunk"
    /// The picture holds a badge of Open Badges 1 or 2 as well.
    case olderBadgeBeside = "older_badge_beside"
    /// Bytes follow the end of the picture.
    case bytesAfterEnd = "bytes_after_end"
    /// The picture has a document type declaration. What it names was not opened.
    case documentType = "document_type"
    /// The root element is in no namespace, so that browsers do not show the file as a picture.
    case rootWithoutNamespace = "root_without_namespace"
    /// Something stands between the start of the picture and the credential.
    case notDirectlyAfterRoot = "not_directly_after_root"
    /// JSON that is not wrapped in CDATA.
    case notInCDATA = "not_in_cdata"
    /// A token in the body of the element in place of its attribute.
    case tokenInBody = "token_in_body"
  }

  /// Takes a credential out of whatever form the bytes have.
  ///
  /// What is neither a picture nor a token is handed on as it is, as JSON, for the JSON reader to judge: a token in quotes
  /// too. Neither is copied.
  /// - Throws: ``BakingError`` for a picture from which no credential can be taken.
  public init(unwrapping bytes: [UInt8]) throws(BakingError) {
    if BadgePicture.form(of: bytes) != nil {
      self = try BadgePicture.extract(from: bytes)
      return
    }
    let token = Self.token(in: bytes)
    self.init(bytes: token ?? bytes, form: token == nil ? .json : .jwt, isToken: token != nil, notes: [])
  }

  /// - Parameter notes: sorted and made unique here.
  init(bytes: [UInt8], form: BadgeForm, isToken: Bool, notes: Set<Note>) {
    self.bytes = bytes
    self.form = form
    self.isToken = isToken
    self.notes = Note.allCases.filter(notes.contains)
  }

  /// The token that the bytes are, without white space around it.
  static func token(in bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count <= JSONLimits.credential.bytes else { return nil }
    let text = trimmed(bytes)
    let span = bytes.span.extracting(text)
    guard CompactJWS.isOne(span, signatureMayBeEmpty: true) else { return nil }
    return text.count == bytes.count ? bytes : Array(bytes[text])
  }

  /// The part of the bytes without the white space of JSON and XML around it.
  static func trimmed(_ bytes: [UInt8]) -> Range<Int> {
    var start = 0
    var end = bytes.count
    while start < end, isWhiteSpace(bytes[start]) { start += 1 }
    while end > start, isWhiteSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}

extension UnwrappedBadge.Note {
  /// Half a sentence for a person.
  public var message: String {
    switch self {
    case .learnerRecord: "the credential is baked in as a Comprehensive Learner Record"
    case .plainTextChunk: "the credential is in a tEXt chunk in place of iTXt"
    case .olderBadgeBeside: "the picture also holds a badge of Open Badges 1 or 2, which was not read"
    case .bytesAfterEnd: "bytes follow the end of the picture, which were not read"
    case .documentType: "the picture has a document type declaration; what it names was not opened"
    case .rootWithoutNamespace: "the svg element is in no namespace"
    case .notDirectlyAfterRoot: "the credential does not stand directly after the svg tag"
    case .notInCDATA: "the credential is not wrapped in CDATA"
    case .tokenInBody: "the token is in the element's body in place of its verify attribute"
    }
  }
}
