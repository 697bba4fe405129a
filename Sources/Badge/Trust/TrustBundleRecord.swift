import CanonicalJSON
import Signing

/// What is remembered of the bundles of one name and curator: the newest that was seen, so that an older one cannot be
/// served again.
///
/// ```json
/// {"type":"BadgeTrustState","version":1,"curator":"did:key:…","name":"unis","newest":7,
///  "validFrom":"2026-11-20T00:00:00Z","sha256":"9f86d0…"}
/// ```
public struct TrustBundleRecord: Hashable, Sendable {
  public let curator: String
  public let name: String
  /// The version of the newest bundle.
  public let newest: Int
  public let validFrom: Instant
  /// SHA-256 of the newest bundle's bytes.
  public let sha256: [UInt8]

  /// The record of a bundle; nil for a local file.
  public init?(_ file: TrustFile) {
    guard let curation = file.curation else { return nil }
    curator = curation.curator
    name = file.name ?? ""
    newest = curation.version
    validFrom = curation.validFrom
    sha256 = curation.sha256
  }

  /// Reads what ``serialized()`` wrote.
  ///
  /// - Throws: a `Reason` with `trust_state_invalid` where that is not what the bytes are.
  public init(parsing bytes: [UInt8]) throws(Reason) {
    guard let document = try? JSONDocument(parsing: bytes) else { throw Self.invalid("it is no JSON") }
    let reader = TrustFileReader(document: document)
    do throws(TrustFileError) {
      let root = try reader.object(
        document.root, members: ["type", "version", "curator", "name", "newest", "validFrom", "sha256"])
      guard try reader.string("type", of: root) == "BadgeTrustState", try reader.integer("version", of: root) == 1
      else {
        throw TrustFileError("it is no state of a trust bundle, or that of a later version", pointer: nil)
      }
      curator = try reader.string("curator", of: root)
      name = try reader.optionalString("name", of: root) ?? ""
      guard let newest = try reader.integer("newest", of: root), newest >= 1,
        let validFrom = try reader.date("validFrom", of: root),
        let digest = Hexadecimal.bytes(try reader.string("sha256", of: root)),
        digest.count == HashAlgorithm.sha256.digestLength
      else { throw TrustFileError("a member is missing", pointer: nil) }
      self.newest = newest
      self.validFrom = validFrom
      sha256 = digest
    } catch {
      throw Self.invalid(error.message)
    }
  }

  public func serialized() -> [UInt8] {
    let json: JSONValue = [
      "type": "BadgeTrustState", "version": 1, "curator": .string(curator), "name": .string(name),
      "newest": .number(Double(newest)), "validFrom": .string(validFrom.description),
      "sha256": .string(Hexadecimal.string(sha256)),
    ]
    return json.serialized(.pretty)
  }

  /// Compares a bundle with the newest one that was seen, this one.
  ///
  /// - Throws: a `Reason` with `trust_bundle_rolled_back` for an older one, and with `trust_bundle_contradictory` for another
  ///   one of the same version: a curator signs a version once.
  public func check(_ other: TrustBundleRecord) throws(Reason) {
    guard other.newest >= newest, other.newest == newest || other.validFrom >= validFrom else {
      throw Reason(
        .trustBundleRolledBack,
        "version \(newest) of the trust bundle, of \(validFrom), was seen before, and version \(other.newest) of "
          + "\(other.validFrom) is older")
    }
    guard other.newest > newest || other.sha256 == sha256 else {
      throw Reason(
        .trustBundleContradictory,
        "another version \(newest) of the trust bundle was seen before, with SHA-256 \(Hexadecimal.string(sha256))")
    }
  }

  private static func invalid(_ why: String) -> Reason {
    Reason(.trustStateInvalid, "what is remembered of the trust bundle cannot be used: \(why)")
  }
}
