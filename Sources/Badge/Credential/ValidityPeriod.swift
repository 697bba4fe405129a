import CanonicalJSON

/// From when to when a credential says it is valid, both ends included.
///
/// Data model 2.0 has `validFrom` and `validUntil` (VCDM 2.0 section 4.9), 1.1 has `issuanceDate`, "the earliest point in
/// time at which the information … becomes valid", and `expirationDate` (VCDM 1.1 sections 4.6 and 4.8). 1.1 reserves the
/// names of 2.0 for what they came to mean, and its context defines them; where a credential has both, the period is what
/// both allow.
struct ValidityPeriod: Sendable {
  let from: Instant?
  private(set) var until: Instant?
  /// The member that ``from`` is read from.
  let fromNode: JSONDocument.Node?
  /// The member that ``until`` is read from.
  private(set) var untilNode: JSONDocument.Node?

  init(_ document: JSONDocument, _ members: TopLevel, _ dataModel: DataModel) {
    var from = (instant: Self.instant(members[.validFrom], document), node: members[.validFrom])
    var until = (instant: Self.instant(members[.validUntil], document), node: members[.validUntil])
    if dataModel == .version1 {
      if let issued = Self.instant(members[.issuanceDate], document), from.instant.map({ $0 < issued }) ?? true {
        from = (issued, members[.issuanceDate])
      }
      if let expires = Self.instant(members[.expirationDate], document), until.instant.map({ $0 > expires }) ?? true {
        until = (expires, members[.expirationDate])
      }
    }
    (self.from, fromNode) = from
    (self.until, untilNode) = until
  }

  /// The period with an end where it has none.
  func ending(at end: Instant) -> ValidityPeriod {
    guard until == nil else { return self }
    var period = self
    period.until = end
    return period
  }

  private static func instant(_ node: JSONDocument.Node?, _ document: JSONDocument) -> Instant? {
    node.flatMap { document.instant(at: $0) }
  }
}
