import CanonicalJSON

/// What is remembered of one status list: how new the newest one was, and which entries were ever revoked.
///
/// The issuer is part of its name, so that a stranger's list under the same URL changes nothing for the issuer's own.
///
/// ```json
/// {"type":"BadgeStatusListState","version":1,"issuer":"did:key:…","statusListCredential":"https://…",
///  "validFrom":"2026-11-23T00:00:00Z","revoked":"uH4sI…"}
/// ```
public struct StatusListRecord: Hashable, Sendable {
  public let issuer: String
  public let url: String
  /// The `validFrom` of the newest list seen.
  public private(set) var validFrom: Instant
  /// The bits of a list for revocations, each set that ever was; empty for other lists.
  private(set) var revoked: [UInt8]

  init(issuer: String, url: String, validFrom: Instant, revoked: [UInt8]) {
    self.issuer = issuer
    self.url = url
    self.validFrom = validFrom
    self.revoked = revoked
  }

  /// Reads what ``serialized()`` wrote.
  ///
  /// - Throws: a `Reason` with `status_state_invalid` where that is not what the bytes are.
  public init(parsing bytes: [UInt8]) throws(Reason) {
    guard let document = try? JSONDocument(parsing: bytes) else { throw Self.invalid("it is no JSON") }
    func text(_ name: StaticString) throws(Reason) -> String {
      guard let member = document.member(name, of: document.root), let text = document.text(at: member) else {
        throw Self.invalid("it has no text '\(name)'")
      }
      return text
    }
    let version = document.member("version", of: document.root).flatMap { document.number(at: $0) }
    guard try text("type") == "BadgeStatusListState", version == 1 else {
      throw Self.invalid("it is no state of a status list, or that of a later version")
    }
    guard let validFrom = Instant(try text("validFrom")) else { throw Self.invalid("'validFrom' is no time") }
    issuer = try text("issuer")
    url = try text("statusListCredential")
    self.validFrom = validFrom
    revoked = []
    if document.member("revoked", of: document.root) != nil {
      let encoded = Array(try text("revoked").utf8)
      do throws(Reason) {
        revoked = try StatusBits.decode(encoded.span)
      } catch {
        throw Self.invalid("'revoked' is no list of bits")
      }
    }
  }

  public func serialized() -> [UInt8] {
    var json: JSONValue = [
      "type": "BadgeStatusListState", "version": 1, "issuer": .string(issuer), "statusListCredential": .string(url),
      "validFrom": .string(validFrom.description),
    ]
    if !revoked.isEmpty { json["revoked"] = .string(StatusBits(bytes: revoked, statusSize: 1).encoded()) }
    return json.serialized(.pretty)
  }

  /// This record with what another one of the same list knows besides.
  public func merged(with other: StatusListRecord) -> StatusListRecord {
    var merged = self
    merged.validFrom = max(validFrom, other.validFrom)
    merged.revoked = Self.union(revoked, other.revoked)
    return merged
  }

  static func union(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    var (result, other) = a.count >= b.count ? (a, b) : (b, a)
    for k in other.indices { result[k] |= other[k] }
    other = []
    return result
  }

  private static func invalid(_ why: String) -> Reason {
    Reason(.statusStateInvalid, "what is remembered of the status list cannot be used: \(why)")
  }
}
