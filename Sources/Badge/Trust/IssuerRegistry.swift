import CanonicalJSON

/// A registry of issuers in the form of the Digital Credentials Consortium: an object `registry` from identifiers to
/// names, beside `meta`.
///
/// ```json
/// { "meta": { "created": "…", "updated": "…" },
///   "registry": { "did:key:z6Mk…": { "name": "My University", "location": "…", "url": "https://…" } } }
/// ```
public struct IssuerRegistry: Sendable {
  public struct Entry: Sendable {
    public let id: String
    public let name: String
    /// An http or https URL; nil where the registry has none, or something else.
    public let homePage: String?
  }

  public private(set) var entries: [Entry] = []
  /// What is left out, each with the reason: a sentence without its full stop, in the registry's own words.
  public private(set) var skipped: [String] = []

  /// Entries that are read.
  public static let limit = 100_000

  /// - Throws: ``TrustFileError`` where the text as a whole is no registry.
  public init(parsing bytes: [UInt8]) throws(TrustFileError) {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: bytes, limits: TrustFile.limits)
    } catch {
      throw TrustFileError("the registry is not valid JSON: \(error)", pointer: nil)
    }
    // The consortium's own software has called the member `entries` too.
    guard let list = document.member("registry", of: document.root) ?? document.member("entries", of: document.root),
      document.kind(of: list) == .object
    else { throw TrustFileError("the registry has no object 'registry'", pointer: "/registry") }
    for member in document.members(of: list) {
      let id = document.text(at: member.name) ?? ""
      guard id.hasPrefix("did:") || id.hasPrefix("https://"), URLSyntax.isAbsolute(id) else {
        skipped.append("'\(id)' is no DID and no https URL")
        continue
      }
      guard let name = document.member("name", of: member.value).flatMap({ document.text(at: $0) }), !name.isEmpty
      else {
        skipped.append("'\(id)' has no name")
        continue
      }
      let url = document.member("url", of: member.value).flatMap { document.text(at: $0) }
      entries.append(Entry(id: id, name: name, homePage: url.flatMap { TrustedIssuer.isHomePage($0) ? $0 : nil }))
    }
  }
}
