import CanonicalJSON

/// A status list that was verified: what the checks of badges need of it, without its text.
final class StatusList: Sendable {
  let kind: StatusListKind
  let issuer: [UInt8]
  let purposes: [StatusPurpose]
  /// The bits; empty for a list of identifiers.
  let bytes: [UInt8]
  /// The identifiers of revoked credentials; nil for a list of bits.
  let revoked: Set<[UInt8]>?
  /// Bits of one entry, where the list says it.
  let statusSize: Int?
  let validFrom: Instant?
  let timeToLive: Double?
  /// The bits that an earlier list had set, where one of them is clear now.
  let unrevoked: [UInt8]?
  /// The identifiers that an earlier list had, and this one has not.
  let unrevokedIDs: Set<[UInt8]>
  /// When the list was fetched, where that is known.
  let retrieved: Instant?
  /// What the list calls itself, where that is not its URL.
  let otherID: String?
  /// SHA-256 of the file that the list was read from.
  let sha256: [UInt8]
  /// The newest list there is, where this one is an earlier one that was in force.
  let later: Successor?

  struct Successor: Sendable {
    let bytes: [UInt8]
    let validFrom: Instant
  }

  init(
    _ credential: StatusListCredential, bytes: [UInt8], unrevoked: [UInt8]?, retrieved: Instant?, otherID: String?,
    sha256: [UInt8], later: Successor? = nil
  ) {
    kind = credential.kind
    issuer = Array(credential.issuer.utf8)
    purposes = credential.purposes
    self.bytes = bytes
    statusSize = credential.statusSize
    validFrom = credential.validFrom
    timeToLive = credential.timeToLive
    self.unrevoked = unrevoked
    self.retrieved = retrieved
    self.otherID = otherID
    self.sha256 = sha256
    self.later = later
    revoked = nil
    unrevokedIDs = []
    cost = bytes.count + (unrevoked?.count ?? 0) + (later?.bytes.count ?? 0) + 1024
  }

  init(
    _ list: RevokedCredentials, unrevoked: Set<[UInt8]>, retrieved: Instant?, otherID: String?, sha256: [UInt8]
  ) {
    kind = .revokedCredentials
    issuer = Array(list.issuer.utf8)
    purposes = [.revocation]
    bytes = []
    statusSize = nil
    validFrom = nil
    timeToLive = nil
    self.unrevoked = nil
    later = nil
    self.retrieved = retrieved
    self.otherID = otherID
    self.sha256 = sha256
    revoked = list.identifiers
    unrevokedIDs = unrevoked
    cost = list.identifiers.union(unrevoked).reduce(1024) { $0 + $1.count + 64 }
  }

  /// Bytes that the list holds in memory, roughly.
  let cost: Int
}

extension StatusList {
  /// What the list has to be for a badge: the issuer's, for the purpose, large enough and young enough.
  struct Demand {
    let kind: StatusListKind
    let purpose: StatusPurpose
    let statusSize: Int
    let minimumLength: Int
    let limits: StatusListLimits?
    let time: Instant

    /// What may be wrong with a list that is verified, for a badge of this issuer.
    ///
    /// - Throws: a `Reason` without a pointer.
    func check(_ list: StatusList, of badgeIssuer: Span<UInt8>) throws(Reason) {
      try checkIssuer(list, badgeIssuer)
      // "The resulting verifiable credential MUST have type property that includes the StatusList2021Credential value"
      // (Status List 2021, section 3.1), and the like in Bitstring Status List 1.0, section 2.1.
      guard list.kind == kind else {
        throw Reason(
          .statusListMismatch,
          "the list is a '\(list.kind.credentialType)', which the badge's '\(kind.entryType)' does "
            + "not point to")
      }
      // Bitstring Status List 1.0, section 3.2: "Verify that the status purpose is equal to a statusPurpose value".
      guard list.purposes.contains(purpose) else {
        throw Reason(.statusListMismatch, "the status list is not for the purpose '\(purpose.name)'")
      }
      if let size = list.statusSize, size != statusSize {
        throw Reason(
          .statusListMismatch, "the entries of the status list have \(size) bits, and the badge's has \(statusSize)")
      }
      // "If the length divided by statusSize is less than minimumNumberOfEntries": no rounding.
      let minimum = limits?.minimumLength ?? minimumLength
      let (bits, overflow) = minimum.multipliedReportingOverflow(by: statusSize)
      guard list.revoked != nil || (!overflow && list.bytes.count * 8 >= bits) else {
        throw Reason(
          .statusListTooShort,
          "the status list has \(list.bytes.count * 8 / statusSize) entries; fewer than \(minimum) do not hide whose "
            + "status is looked up")
      }
      try checkAge(list)
    }

    private func checkIssuer(_ list: StatusList, _ badgeIssuer: Span<UInt8>) throws(Reason) {
      let signer = list.issuer
      if signer.span.isSame(as: badgeIssuer) { return }
      if let issuers = limits?.issuers, issuers.contains(where: { $0.utf8.elementsEqual(signer) }) { return }
      throw Reason(
        .statusListNotTheIssuers,
        "the status list is by '\(String(decoding: signer, as: UTF8.self))', who is not the badge's issuer; "
          + "the trust file does not name it for the issuer's lists")
    }

    private func checkAge(_ list: StatusList) throws(Reason) {
      guard let refuseAge = limits?.refuseAge else { return }
      guard let age = list.age(at: time) else {
        throw Reason(.statusListStale, "the status list has no date, and the trust file limits the age of lists")
      }
      guard age <= refuseAge else {
        throw Reason(
          .statusListStale,
          "the status list is \(StatusList.words(age)) old, older than the trust file allows; get a newer one")
      }
    }
  }

  /// `list of 2026-11-23, 1 day old`, and what else has to be said of its age.
  func description(at time: Instant, _ limits: StatusListLimits?) -> String {
    guard let date, let age = age(at: time) else { return "list without a date" }
    var text = "list \(validFrom == nil ? "fetched on" : "of") \(date.date), \(Self.words(age)) old"
    if let warnAge = limits?.warnAge, age > warnAge {
      text += ", older than the trust file asks for"
    } else if let timeToLive, Double(age) * 1000 > timeToLive {
      text += ", due to be fetched anew"
    }
    return text
  }

  /// Since when the list holds: by its own words, or else when it was fetched.
  private var date: Instant? { validFrom ?? retrieved }

  /// Whole seconds since the list became valid, or else since it was fetched; nil where neither is known.
  func age(at time: Instant) -> Int64? { date.map { Self.age(of: $0, at: time) } }

  /// Whether the list's date is before another's; a list without one may be older than any.
  func isOlder(than other: StatusList) -> Bool {
    guard let otherDate = other.date else { return false }
    return date.map { $0 < otherDate } ?? true
  }

  static func age(of validFrom: Instant, at time: Instant) -> Int64 {
    let (seconds, overflow) = time.seconds.subtractingReportingOverflow(validFrom.seconds)
    return overflow ? (time < validFrom ? 0 : .max) : max(0, seconds)
  }

  static func words(_ seconds: Int64) -> String {
    let (count, unit) =
      switch seconds {
      case ..<3600: (seconds / 60, "minute")
      case ..<86400: (seconds / 3600, "hour")
      default: (seconds / 86400, "day")
      }
    return "\(count) \(unit)\(count == 1 ? "" : "s")"
  }
}
