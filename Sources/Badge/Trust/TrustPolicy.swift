import CanonicalJSON

/// Whom a verifier believes.
public struct TrustPolicy: Sendable {
  /// The issuers of the trust file, with their names and keys.
  public let trustFile: TrustFile?
  /// Where not empty: these issuers and no other are accepted.
  public let issuers: [String]
  /// Whether an issuer that nobody vouches for is accepted, once it has proven to hold its key.
  public let unvouchedIssuers: UnvouchedIssuers

  /// Whether badges are accepted that define names of their own under `@context`, where the proof covers linked data.
  /// Their signatures are checked in any case.
  public let inlineContexts: InlineContexts

  public enum UnvouchedIssuers: Sendable {
    case allow, deny
  }

  public enum InlineContexts: Sendable {
    case allow, deny
  }

  public init(
    trustFile: TrustFile? = nil, issuers: [String] = [], unvouchedIssuers: UnvouchedIssuers = .deny,
    inlineContexts: InlineContexts = .deny
  ) {
    self.trustFile = trustFile
    self.issuers = issuers
    self.unvouchedIssuers = unvouchedIssuers
    self.inlineContexts = inlineContexts
  }

  var isEmpty: Bool { trustFile == nil }

  /// The trust file's entry for an identifier.
  func issuer(_ id: Span<UInt8>) -> TrustedIssuer? { trustFile?.issuer(id) }

  /// What is asked of the status lists of an issuer.
  func statusListLimits(_ id: Span<UInt8>) -> StatusListLimits? {
    trustFile.flatMap { $0.statusListLimits(of: $0.issuer(id)) }
  }

  enum Decision {
    /// In the trust file, under this name.
    case vouched(TrustedIssuer)
    /// Asked for by identifier; the name is only claimed.
    case named
    /// Accepted because every issuer is.
    case unvouched
    case untrusted

    var vouchedName: String? {
      if case .vouched(let issuer) = self { issuer.name } else { nil }
    }
  }

  func decide(_ id: JSONDocument.Node, in document: JSONDocument) -> Decision {
    let vouched = document.withUTF8(of: id) { issuer($0) } ?? nil
    if !issuers.isEmpty {
      guard
        (document.withUTF8(of: id) { id in
          issuers.contains { other in
            other.utf8.count == id.count && zip(id.indices, other.utf8).allSatisfy { id[$0] == $1 }
          }
        }) ?? false
      else { return .untrusted }
      return vouched.map { .vouched($0) } ?? .named
    }
    if let vouched { return .vouched(vouched) }
    return unvouchedIssuers == .allow ? .unvouched : .untrusted
  }
}
