import CanonicalJSON

/// What one entry of a badge's `credentialStatus` came to.
public struct StatusReport: Sendable {
  /// The value in the list; nil where the list could not be used or has no such entry.
  public let value: UInt32?
  /// Since when the list is valid, where it could be used and says it.
  public let listValidFrom: Instant?
  /// When the list was fetched, where whoever keeps it says so.
  public let listRetrieved: Instant?
  /// What the list calls itself, where that is not the URL under which the badge names it; nil where it is.
  public let listID: String?
  /// SHA-256 of the list's file, where it could be used.
  public let listSHA256: [UInt8]?
  let document: JSONDocument
  let entry: StatusEntry

  public var purpose: StatusPurpose { entry.purpose }
  /// The URL of the list.
  public var list: String { document.text(at: entry.list) ?? "" }
  /// The badge's place in the list, in decimal digits; nil where the list has the identifiers of credentials.
  public var index: String? {
    entry.indexNode.flatMap { node in document.text(at: node) ?? entry.index.map { "\($0)" } }
  }
  /// The message that the badge has for the value. It is meant for software and those who write it: the specification
  /// asks not to show it to the public.
  public var message: String? { messageNode.flatMap { document.text(at: $0) } }

  var messageNode: JSONDocument.Node? { value.flatMap { entry.message(for: $0, in: document) } }
}
