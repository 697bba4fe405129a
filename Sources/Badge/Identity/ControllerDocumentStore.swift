import CanonicalJSON
import Signing

/// The DID and controller documents that a verifier was given, found by their `id` and by nothing else: the name of a
/// file, or an address, says nothing about whose keys it holds.
public struct ControllerDocumentStore: Sendable {
  private enum Entry: Sendable {
    case document(ControllerDocument)
    /// Several documents for one identifier that do not say the same: none is believed.
    case ambiguous
  }

  // Keyed by bytes: Swift compares strings by Unicode equivalence, identifiers are compared as they stand.
  private var entries: [[UInt8]: Entry] = [:]

  public init() {}

  public var count: Int { entries.count }

  public mutating func insert(_ document: ControllerDocument) {
    let id = Array(document.id.utf8)
    switch entries[id] {
    case nil: entries[id] = .document(document)
    case .document(let other): if other.digest != document.digest { entries[id] = .ambiguous }
    case .ambiguous: return
    }
  }

  /// The key that a document here gives to a method; nil where there is no document of its controller.
  ///
  /// - Throws: a `Reason` where the method's DID is malformed, its document is ambiguous, or the document does not give
  ///   the key (``ControllerDocument/key(_:at:)``).
  func key(_ method: VerificationMethodURL, at time: Instant) throws(Reason) -> VerificationKey? {
    if method.controller.starts(with: "did:web:".utf8), !DIDSyntax.isSoundWebDID(Array(method.controller).span) {
      throw Reason(.verificationMethodInvalid, "this is no sound did:web identifier")
    }
    // A scheme has one form in a DID (DID Core 1.0, section 3.1), and a document under another is no DID document.
    if method.controller.prefix(4).elementsEqual("did:".utf8, by: { $0 | 0x20 == $1 | 0x20 }),
      !method.controller.starts(with: "did:".utf8)
    {
      return nil
    }
    // Whose a bare key is, only its controller's document can say.
    guard let document = try document(for: method.controller), !(method.isWhole && document.isBareKey) else {
      return nil
    }
    return try document.key(method, at: time)
  }

  /// The key of a method on the web that the URL does not say to be the issuer's, but the issuer's document does: the
  /// method stands in it, or is a document of its own that has the issuer as its `controller` and is referred to under
  /// `assertionMethod`. Nil where the document of that key is not known.
  ///
  /// - Throws: as ``key(_:at:)``.
  func key(
    _ method: VerificationMethodURL, claimedBy document: ControllerDocument, at time: Instant
  ) throws(Reason) -> VerificationKey? {
    if document.holds(method) { return try document.key(method, at: time) }
    return try self.document(for: method.text)?.bareKey(of: document.id, at: time)
  }

  /// The document for an identifier; nil where there is none.
  ///
  /// - Throws: a `Reason` with `controller_document_ambiguous`.
  func document(for id: some Collection<UInt8>) throws(Reason) -> ControllerDocument? {
    switch entries[Array(id)] {
    case .document(let document): return document
    case .ambiguous:
      throw Reason(
        .controllerDocumentAmbiguous, "there are several different documents with the issuer's identifier")
    case nil: return nil
    }
  }
}
