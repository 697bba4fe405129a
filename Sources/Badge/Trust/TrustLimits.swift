import CanonicalJSON

/// How old a trust bundle may be, and the status lists of issuers that have no limits of their own. Seconds.
public struct TrustLimits: Hashable, Sendable {
  /// Age of the bundle, after which that is reported; ``defaultWarnAge`` where it is nil.
  public var warnAge: Int?
  /// Age of the bundle, after which nothing is accepted with it; ``defaultRefuseAge`` where it is nil.
  public var refuseAge: Int?
  public var listWarnAge: Int?
  public var listRefuseAge: Int?

  public init(warnAge: Int? = nil, refuseAge: Int? = nil, listWarnAge: Int? = nil, listRefuseAge: Int? = nil) {
    self.warnAge = warnAge
    self.refuseAge = refuseAge
    self.listWarnAge = listWarnAge
    self.listRefuseAge = listRefuseAge
  }

  /// 30 days.
  public static let defaultWarnAge = 30 * 86400
  /// 180 days.
  public static let defaultRefuseAge = 180 * 86400

  /// Nil where there is no limit.
  var json: JSONValue? {
    guard self != TrustLimits() else { return nil }
    var value: JSONValue = [:]
    value["warnAge"] = warnAge.map { .number(Double($0)) }
    value["refuseAge"] = refuseAge.map { .number(Double($0)) }
    value["listWarnAge"] = listWarnAge.map { .number(Double($0)) }
    value["listRefuseAge"] = listRefuseAge.map { .number(Double($0)) }
    return value
  }
}

/// Who signed the contents of a trust bundle, and when.
public struct TrustCuration: Hashable, Sendable {
  /// The identifier of the curator: a DID or an https URL.
  public let curator: String
  /// What the curator calls itself; nobody vouches for that.
  public let curatorName: String?
  /// A number that grows with each bundle of this name and curator, from 1.
  public let version: Int
  public let validFrom: Instant
  public let validUntil: Instant
  /// SHA-256 of the bundle's bytes.
  public let sha256: [UInt8]
}

extension TrustFile {
  /// What the age of a trust file means for what is verified with it.
  public enum Freshness: Hashable, Sendable {
    case fresh
    /// It may be used, and is older than it should be.
    case old(String)
    /// Nothing is accepted with it. The code is `trust_bundle_expired` or `trust_bundle_stale`.
    case refused(Reason)
  }

  /// The freshness at a moment. A local file is always fresh, and a bundle that is younger than the moment too: it keeps
  /// what was before.
  public func freshness(at time: Instant) -> Freshness {
    guard let curation else { return .fresh }
    guard time <= curation.validUntil else {
      return .refused(
        Reason(
          .trustBundleExpired,
          "the trust bundle\(quotedName) was good until \(curation.validUntil); get a newer one from its curator"))
    }
    let age = StatusList.age(of: curation.validFrom, at: time)
    if age > limits.refuseAge ?? TrustLimits.defaultRefuseAge {
      return .refused(
        Reason(
          .trustBundleStale,
          "the trust bundle\(quotedName) is \(StatusList.words(age)) old, older than it allows itself; get a newer one "
            + "from its curator"))
    }
    if age > limits.warnAge ?? TrustLimits.defaultWarnAge {
      return .old("\(StatusList.words(age)) old, older than it should be")
    }
    return .fresh
  }

  /// ` 'unis'`, or nothing for a file without a name.
  private var quotedName: String { name.map { " '\($0)'" } ?? "" }

  /// `in the local trust file 'unis'`, or `in the trust bundle 'unis', version 7 of 2026-11-20, by did:key:…`.
  func place(at time: Instant) -> String {
    guard let curation else { return "in the local trust file\(quotedName)" }
    var text = "in the trust bundle\(quotedName), version \(curation.version) of \(curation.validFrom.date)"
    if case .old(let words) = freshness(at: time) { text += ", \(words)" }
    return text + ", by \(curation.curator)"
  }

  /// What is asked of an issuer's lists: its own limits, and for what these leave open the file's.
  func statusListLimits(of issuer: TrustedIssuer?) -> StatusListLimits? {
    guard limits.listWarnAge != nil || limits.listRefuseAge != nil else { return issuer?.statusList }
    var result = issuer?.statusList ?? StatusListLimits()
    result.warnAge = result.warnAge ?? limits.listWarnAge
    result.refuseAge = result.refuseAge ?? limits.listRefuseAge
    return result
  }
}
