import CanonicalJSON
import Signing

/// A DID or controller document as it was retrieved at a time.
public struct DatedDocument: Sendable {
  /// When it was first seen.
  public let retrieved: Instant
  /// When the same was last seen again; nil where it was not.
  public internal(set) var confirmed: Instant?
  /// Where it was found; nil where nobody said.
  public let url: String?
  let parsed: ControllerDocument
  /// The document with its own text, so that it is written again as it was read.
  let json: JSONValue

  /// Documents that are kept of one issuer.
  public static let countLimit = 1000

  /// Whether both were retrieved at one time and say the same.
  public func isSame(as other: DatedDocument) -> Bool {
    retrieved == other.retrieved && parsed.digest == other.parsed.digest
  }

  var value: JSONValue {
    var value: JSONValue = ["retrieved": .string(retrieved.description)]
    value["confirmed"] = confirmed.map { .string($0.description) }
    value["url"] = url.map { .string($0) }
    value["document"] = json
    return value
  }
}

/// Which of an issuer's documents says which keys are its own at a time.
///
/// The document in force is the last one that was retrieved by then, or the first there is: what was published before
/// anybody looked nobody knows. A key that is only in a later document is the issuer's too, since nobody looked in between.
/// A key that an earlier document had, and the one in force has not, was replaced: it goes on vouching for what it signed
/// until the first document without it was seen. Revocation is known from whatever document says it.
extension TrustedIssuer {
  var hasDocuments: Bool { !documents.isEmpty || controllerDocument != nil }

  /// The document in force.
  func document(at time: Instant) -> ControllerDocument? {
    let history = history
    return history.last { $0.from <= time }?.document ?? history.first?.document
  }

  /// The key that the issuer's documents give to a method.
  ///
  /// - Parameters:
  ///   - time: the moment of verification.
  ///   - created: when the proof says that it was made.
  /// - Throws: a `Reason` as ``ControllerDocument/key(_:at:)`` does, and `key_expired` for a proof that is younger than the
  ///   key's end.
  func publishedKey(
    _ method: VerificationMethodURL, at time: Instant, created: Instant?
  ) throws(Reason) -> VerificationKey {
    let key = try keyInHistory(method, at: time, created: created)
    try checkRevocation(of: method, key, at: time)
    return key
  }

  /// The key that the issuer's documents give to a method for authentication: that of the document in force.
  ///
  /// - Throws: a `Reason` as ``ControllerDocument/key(_:for:at:)`` does.
  func holdersKey(_ method: VerificationMethodURL, at time: Instant) throws(Reason) -> VerificationKey? {
    guard let key = try document(at: time)?.key(method, for: .authentication, at: time) else { return nil }
    try checkRevocation(of: method, key, at: time)
    return key
  }

  /// A key that is revoked in one document, under whatever name, is so in all.
  private func checkRevocation(
    of method: VerificationMethodURL, _ key: VerificationKey, at time: Instant
  ) throws(Reason) {
    for entry in history {
      for revoked in [entry.document.revocation(of: method), entry.document.revocation(of: key)] {
        if let revoked, time >= revoked { throw Reason(.keyRevoked, "the key was revoked on \(revoked)") }
      }
    }
  }

  private func keyInHistory(
    _ method: VerificationMethodURL, at time: Instant, created: Instant?
  ) throws(Reason) -> VerificationKey {
    let history = history
    let current = history.lastIndex { $0.from <= time } ?? 0
    for entry in history[current...] where entry.document.asserts(method) {
      return try entry.document.key(method, at: time)
    }
    for k in (0..<current).reversed() where history[k].document.asserts(method) {
      let end = history[k + 1].from
      // A proof without a date can have been made at any time up to now.
      guard created ?? time < end else {
        throw Reason(.keyExpired, "the issuer replaced the key by \(end), and the proof is younger")
      }
      return try history[k].document.key(method, at: time)
    }
    return try history[current].document.key(method, at: time)
  }

  /// Oldest first. A document without a date has been there from the beginning.
  private var history: [(from: Instant, document: ControllerDocument)] {
    let first = controllerDocument.map { [(from: Instant(seconds: .min), document: $0)] } ?? []
    return first + documents.map { (from: $0.retrieved, document: $0.parsed) }
  }
}
