import CanonicalJSON
import Signing

/// A status list of which a trust file keeps what was retrieved.
public struct TrustedStatusList: Sendable {
  /// The URL that badges name it by, compared byte for byte.
  public let url: String
  /// Oldest first; empty for a list that is yet to be retrieved.
  public internal(set) var snapshots: [StatusListSnapshot] = []

  public enum Limits {
    /// Lists of one trust file.
    public static let count = 10_000
    /// Snapshots of one list.
    public static let snapshots = 1000
    /// Bytes of one snapshot, as of any other list that is read.
    public static let bytes = 8 << 20
  }

  public init(url: String) {
    self.url = url
  }

  /// Takes in what was retrieved. What is the same as before only confirms it.
  ///
  /// - Returns: whether it is something new.
  /// - Throws: a `Reason` for a snapshot that was retrieved before the last one, is too large, or is one too many.
  @discardableResult
  public mutating func add(_ snapshot: StatusListSnapshot) throws(Reason) -> Bool {
    if let last = snapshots.last, last.sha256 == snapshot.sha256, last.retrieved <= snapshot.retrieved {
      let confirmed = snapshot.confirmed ?? snapshot.retrieved
      snapshots[snapshots.count - 1].confirmed = max(last.confirmed ?? last.retrieved, confirmed)
      return false
    }
    var added = self
    added.snapshots.append(snapshot)
    if let defect = added.defect { throw Reason(.statusListInvalid, defect) }
    self = added
    return true
  }

  /// Drops all but the newest snapshots.
  public mutating func keepNewest(_ count: Int) {
    snapshots.removeFirst(max(0, snapshots.count - max(1, count)))
  }

  private var defect: String? {
    if snapshots.count > Limits.snapshots { return "a list has more than \(Limits.snapshots) snapshots" }
    for (k, snapshot) in snapshots.enumerated() {
      if snapshot.content.count > Limits.bytes { return "a snapshot has more than \(Limits.bytes) bytes" }
      if let confirmed = snapshot.confirmed, confirmed < snapshot.retrieved {
        return "'confirmed' is earlier than 'retrieved'"
      }
      if k > 0, snapshot.retrieved < snapshots[k - 1].retrieved { return "snapshots come in the order of 'retrieved'" }
    }
    return nil
  }

  static func check(_ lists: [TrustedStatusList]) throws(TrustFileError) {
    guard lists.count <= Limits.count else {
      throw TrustFileError("there are more than \(Limits.count) status lists", pointer: "/statusLists")
    }
    var urls = Set<[UInt8]>()
    for (k, list) in lists.enumerated() {
      let pointer = "/statusLists/\(k)"
      guard isURL(list.url) else { throw TrustFileError("'url' has to be an https URL", pointer: "\(pointer)/url") }
      guard urls.insert(Array(list.url.utf8)).inserted else {
        throw TrustFileError("two status lists have the URL '\(list.url)'", pointer: "\(pointer)/url")
      }
      if let defect = list.defect { throw TrustFileError(defect, pointer: "\(pointer)/snapshots") }
    }
  }

  /// Lists in older badges are at http URLs. They are found here, and not fetched.
  public static func isURL(_ url: String) -> Bool {
    (url.hasPrefix("https://") || url.hasPrefix("http://")) && URLSyntax.isAbsolute(url)
  }

  var json: JSONValue { ["url": .string(url), "snapshots": .array(snapshots.map(\.json))] }
}

/// A status list as it was retrieved at a time. It is a stranger's file, and verified before anything in it is believed.
public struct StatusListSnapshot: Sendable {
  /// The list's bytes, which are UTF-8.
  public let content: [UInt8]
  /// SHA-256 of the content.
  public let sha256: [UInt8]
  /// When it was first seen.
  public let retrieved: Instant
  /// When the same was last seen again; nil where it was not.
  public internal(set) var confirmed: Instant?
  /// Where it was found, where that is another URL than the list's.
  public let url: String?
  /// Whether somebody vouches that it is what the list's URL gave: the keeper of the trust file, or of an `index.json`. A
  /// list of a kind that nobody signs is worth nothing without.
  let isVouched: Bool

  public init(
    content: [UInt8], retrieved: Instant, confirmed: Instant? = nil, url: String? = nil, isVouched: Bool = true
  ) {
    self.isVouched = isVouched
    self.content = content
    sha256 = HashAlgorithm.sha256.digest(of: content)
    self.retrieved = retrieved
    self.confirmed = confirmed
    self.url = url
  }

  var json: JSONValue {
    var value: JSONValue = ["retrieved": .string(retrieved.description)]
    value["confirmed"] = confirmed.map { .string($0.description) }
    value["url"] = url.map { .string($0) }
    value["sha256"] = .string(Hexadecimal.string(sha256))
    value["content"] = .string(String(decoding: content, as: UTF8.self))
    return value
  }
}
