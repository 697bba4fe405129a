public import CanonicalJSON
import Signing

/// The issuers that an employer accepts, and what it takes to judge their badges offline: one JSON file, read whole before
/// anything is verified with it.
///
/// ```json
/// {
///   "type": "BadgeTrustFile",
///   "version": 1,
///   "name": "issuers",
///   "bundleVersion": 6,
///   "limits": { "warnAge": 2592000, "refuseAge": 7776000, "listWarnAge": 86400, "listRefuseAge": 604800 },
///   "issuers": [
///     {
///       "id": "did:web:university.example",
///       "name": "Example University",
///       "homePage": "https://university.example/",
///       "keys": [{ "publicKeyMultibase": "z6Mk…", "id": "did:web:university.example#key-1",
///                  "from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z", "revoked": "…" }],
///       "controllerDocument": { … },
///       "documents": [{ "retrieved": "2026-11-01T00:00:00Z", "confirmed": "2026-11-20T00:00:00Z",
///                       "url": "https://university.example/.well-known/did.json", "document": { … } }],
///       "statusList": { "minimumLength": 100000, "warnAge": 86400, "refuseAge": 604800,
///                       "issuers": ["did:web:status.example"] }
///     }
///   ],
///   "contexts": [
///     { "url": "https://university.example/context/v1", "sha256": "9f86d0…", "content": "{\"@context\": …}" }
///   ],
///   "statusLists": [
///     { "url": "https://university.example/status/1",
///       "snapshots": [{ "retrieved": "2026-11-20T00:00:00Z", "sha256": "60303a…", "content": "{…}" }] }
///   ]
/// }
/// ```
///
/// Everything but `type`, `version`, `issuers`, and `id` and `name` of an issuer is optional. An issuer with `keys` has no
/// others. Unknown members are refused: a misspelt `revoked` must not be a silent no. Ages are in seconds.
///
/// Such a file is *local*: whoever can write it decides. Signed, its contents are a ``TrustBundle``, and ``curation`` says
/// by whom.
public struct TrustFile: Sendable {
  /// What the file calls itself; nil where it does not.
  public let name: String?
  public let issuers: [TrustedIssuer]
  /// The contexts that badges may be written in besides those that Badge brings.
  public let contexts: [TrustedContext]
  /// The status lists that were retrieved, each as often as it changed.
  public let statusLists: [TrustedStatusList]
  /// How old the file may be, where it is a bundle, and status lists of issuers that have no limits of their own.
  public let limits: TrustLimits
  /// The version of the last bundle that was made from this local file; nil where none was.
  public let bundleVersion: Int?
  /// Who signed the contents, and until when they are good; nil for a local file.
  public let curation: TrustCuration?
  /// SHA-256 of the bytes that a local file was read from; nil for one that was made in memory, and for the contents of a
  /// bundle, whose ``curation`` has it.
  public private(set) var sha256: [UInt8]?
  private let byID: [[UInt8]: Int]

  /// 32 MiB: what is signed of a bundle is hashed within a budget of that size.
  public static let limits = JSONLimits(bytes: 32 << 20, depth: 128, members: 100_000)

  /// - Throws: ``TrustFileError`` with the JSON pointer of the first defect.
  public init(parsing bytes: [UInt8]) throws(TrustFileError) {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: bytes, limits: Self.limits)
    } catch {
      throw TrustFileError("the trust file is not valid JSON: \(error)", pointer: nil)
    }
    try self.init(document)
    sha256 = HashAlgorithm.sha256.digest(of: bytes)
  }

  /// - Throws: ``TrustFileError`` where two entries are for one issuer, key, context or list, or there are more than
  ///   ``TrustedContext/Limits`` and ``TrustedStatusList/Limits`` allow.
  public init(
    name: String?, issuers: [TrustedIssuer], contexts: [TrustedContext] = [], statusLists: [TrustedStatusList] = [],
    limits: TrustLimits = TrustLimits(), bundleVersion: Int? = nil
  ) throws(TrustFileError) {
    try self.init(
      name: name, issuers: issuers, contexts: contexts, statusLists: statusLists, limits: limits,
      bundleVersion: bundleVersion, curation: nil)
  }

  private init(
    name: String?, issuers: [TrustedIssuer], contexts: [TrustedContext], statusLists: [TrustedStatusList],
    limits: TrustLimits, bundleVersion: Int?, curation: TrustCuration?
  ) throws(TrustFileError) {
    self.name = name
    self.issuers = issuers
    self.contexts = contexts
    self.statusLists = statusLists
    self.limits = limits
    self.bundleVersion = bundleVersion
    self.curation = curation
    var byID: [[UInt8]: Int] = [:]
    for (k, issuer) in issuers.enumerated() {
      guard byID.updateValue(k, forKey: Array(issuer.id.utf8)) == nil else {
        throw TrustFileError("two entries have the id '\(issuer.id)'", pointer: "/issuers/\(k)/id")
      }
      try Self.checkKeys(of: issuer, pointer: "/issuers/\(k)/keys")
    }
    self.byID = byID
    try Self.check(contexts)
    try TrustedStatusList.check(statusLists)
  }

  private static func check(_ contexts: [TrustedContext]) throws(TrustFileError) {
    guard contexts.count <= TrustedContext.Limits.count else {
      throw TrustFileError("there are more than \(TrustedContext.Limits.count) contexts", pointer: "/contexts")
    }
    for (k, context) in contexts.enumerated() {
      let pointer = "/contexts/\(k)"
      guard !contexts[..<k].contains(where: { $0.isFor(context.url) }) else {
        throw TrustFileError("two contexts have the URL '\(context.url)'", pointer: "\(pointer)/url")
      }
      guard URLSyntax.isAbsolute(context.url) else {
        throw TrustFileError("'url' has to be a URL", pointer: "\(pointer)/url")
      }
      guard context.sha256.count == HashAlgorithm.sha256.digestLength else {
        throw TrustFileError("'sha256' has to be 64 hexadecimal digits", pointer: "\(pointer)/sha256")
      }
      guard (context.content?.count ?? 0) <= TrustedContext.Limits.bytes else {
        throw TrustFileError(
          "the context has more than \(TrustedContext.Limits.bytes) bytes", pointer: "\(pointer)/content")
      }
    }
  }

  /// A name stands for one key, and a period has a length.
  private static func checkKeys(of issuer: TrustedIssuer, pointer: String) throws(TrustFileError) {
    for (k, key) in issuer.keys.enumerated() {
      if let id = key.id, issuer.keys[..<k].contains(where: { $0.id.map { $0.utf8.elementsEqual(id.utf8) } ?? false }) {
        throw TrustFileError("two keys have the id '\(id)'", pointer: "\(pointer)/\(k)/id")
      }
      if let from = key.from, let until = key.until, until <= from {
        throw TrustFileError(
          "the key's period ends (\(until)) before it begins (\(from))", pointer: "\(pointer)/\(k)/until")
      }
    }
  }

  /// The entry for an issuer's identifier, compared byte for byte.
  public func issuer(_ id: String) -> TrustedIssuer? {
    byID[Array(id.utf8)].map { issuers[$0] }
  }

  func issuer(_ id: Span<UInt8>) -> TrustedIssuer? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(id.count)
    for i in id.indices { bytes.append(id[i]) }
    return byID[bytes].map { issuers[$0] }
  }

  /// The contents as a local file, as it is written to disk.
  public func serialized() -> [UInt8] {
    var root: JSONValue = ["type": "BadgeTrustFile", "version": 1]
    root["bundleVersion"] = (curation?.version ?? bundleVersion).map { .number(Double($0)) }
    addContents(to: &root)
    return root.serialized(.pretty)
  }

  /// Adds what local files and bundles have in common.
  func addContents(to value: inout JSONValue) {
    value["name"] = name.map { .string($0) }
    value["limits"] = limits.json
    value["issuers"] = .array(issuers.map(\.json))
    if !contexts.isEmpty { value["contexts"] = .array(contexts.map(\.json)) }
    if !statusLists.isEmpty { value["statusLists"] = .array(statusLists.map(\.json)) }
  }

  private init(_ document: JSONDocument) throws(TrustFileError) {
    let reader = TrustFileReader(document: document)
    let root = try reader.object(
      document.root,
      members: ["type", "version", "bundleVersion", "name", "limits", "issuers", "contexts", "statusLists"])
    guard try reader.string("type", of: root) == "BadgeTrustFile" else {
      throw TrustFileError("'type' has to be 'BadgeTrustFile'", pointer: "/type")
    }
    guard let version = document.member("version", of: root), document.number(at: version) == 1 else {
      throw TrustFileError(
        "'version' has to be 1; a file of a later version needs a later 'badge'", pointer: "/version")
    }
    try self.init(reader, root, bundleVersion: try reader.integer("bundleVersion", of: root), curation: nil)
  }

  /// The contents at a node, whose own members were looked at.
  init(
    _ reader: TrustFileReader, _ root: JSONDocument.Node, bundleVersion: Int?, curation: TrustCuration?
  ) throws(TrustFileError) {
    let name = try reader.optionalString("name", of: root)
    guard let list = reader.document.member("issuers", of: root), reader.document.kind(of: list) == .array else {
      throw TrustFileError("'issuers' has to be an array", pointer: reader.document.pointer(to: root) + "/issuers")
    }
    var issuers: [TrustedIssuer] = []
    for node in reader.document.elements(of: list) { issuers.append(try reader.issuer(node)) }
    try self.init(
      name: name, issuers: issuers, contexts: try reader.contexts(of: root),
      statusLists: try reader.statusLists(of: root),
      limits: try reader.limits(of: root), bundleVersion: bundleVersion, curation: curation)
  }
}

/// Why a trust file cannot be used. Nothing is verified with half a trust file.
public struct TrustFileError: Error, Hashable, Sendable, CustomStringConvertible {
  public var message: String
  /// The JSON pointer of the value at fault; nil where the file is no JSON.
  public var pointer: String?

  init(_ message: String, pointer: String?) {
    self.message = message
    self.pointer = pointer
  }

  public var description: String { pointer.map { "\(message) (at \($0.isEmpty ? "the top" : $0))" } ?? message }
}
