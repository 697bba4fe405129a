import CanonicalJSON

/// A token in the clothes of an object (Verifiable Credentials Data Model 2.0, sections 4.13.1 and 4.13.2): its `id` is a
/// `data:` URL with the token.
enum Envelope {
  /// What is in an envelope, told by its type.
  enum Content: Sendable {
    case credential, presentation
  }

  /// Nil for an object that is none.
  static func content(_ node: JSONDocument.Node, in document: JSONDocument) -> Content? {
    guard document.kind(of: node) == .object, let type = document.member("type", of: node) else { return nil }
    if document.contains("EnvelopedVerifiableCredential", in: type) { return .credential }
    return document.contains("EnvelopedVerifiablePresentation", in: type) ? .presentation : nil
  }

  /// The bytes of a credential in a document: its own text, a token in a string, or the token in an envelope.
  ///
  /// - Throws: a `Reason` with `envelope_invalid`.
  static func credentialBytes(
    of node: JSONDocument.Node, in document: JSONDocument
  ) throws(Reason) -> [UInt8] {
    guard let content = content(node, in: document) else { return document.credentialBytes(of: node) }
    return try token(node, content, in: document)
  }

  /// The token in an envelope.
  ///
  /// "The id value of the object MUST be a data: URL [RFC2397] that expresses a secured verifiable credential"; the media
  /// types that are read are those of tokens, `application/vc+jwt` and `application/vp+jwt`, and their older names.
  ///
  /// - Throws: a `Reason` with `envelope_invalid`.
  static func token(
    _ node: JSONDocument.Node, _ content: Content, in document: JSONDocument
  ) throws(Reason) -> [UInt8] {
    guard let id = document.member("id", of: node), let url = document.text(at: id) else {
      throw Reason(.envelopeInvalid, "an envelope needs an 'id' that is a data: URL", pointer: pointer(node, document))
    }
    func invalid(_ why: String) -> Reason {
      Reason(.envelopeInvalid, "the 'id' of the envelope \(why)", pointer: pointer(id, document))
    }
    let bytes = Array(url.utf8)
    // RFC 3986, section 3.1: schemes are compared without case.
    guard bytes.count > 5, String(decoding: bytes[..<5], as: UTF8.self).lowercased() == "data:" else {
      throw invalid("is no data: URL")
    }
    guard let comma = bytes.firstIndex(of: UInt8(ascii: ",")) else { throw invalid("has no comma before its data") }
    let mediaType = String(decoding: bytes[5..<comma], as: UTF8.self).lowercased()
    guard mediaTypes(content).contains(mediaType) else {
      throw invalid("is of the media type '\(mediaType)', which is not read; tokens are \(mediaTypes(content)[0])")
    }
    let token = Array(bytes[(comma + 1)...])
    guard CompactJWS.isOne(token.span, signatureMayBeEmpty: true) else {
      throw invalid("holds no token in compact form")
    }
    return token
  }

  private static func mediaTypes(_ content: Content) -> [String] {
    switch content {
    case .credential: ["application/vc+jwt", "application/vc-ld+jwt", "application/jwt"]
    case .presentation: ["application/vp+jwt", "application/vp-ld+jwt", "application/jwt"]
    }
  }

  private static func pointer(_ node: JSONDocument.Node, _ document: JSONDocument) -> String {
    document.pointer(to: node)
  }
}
