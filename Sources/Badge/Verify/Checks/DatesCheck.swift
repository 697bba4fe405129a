import CanonicalJSON

/// Whether the time lies within the validity of the credential (VCDM 2.0, section 4.9), both ends included.
enum DatesCheck {
  static func run(_ credential: CredentialModel, at time: Instant) -> Finding.Result {
    let document = credential.document
    let from = document.member("validFrom", of: document.root).flatMap { document.instant(at: $0) }
    let until = document.member("validUntil", of: document.root).flatMap { document.instant(at: $0) }
    if let from, let until, until < from {
      return .failed(
        Reason(.memberInvalid, "the credential ends (\(until)) before it begins (\(from))", pointer: "/validUntil"))
    }
    if let until, time > until {
      return .failed(Reason(.expired, "the credential expired on \(until)", pointer: "/validUntil"))
    }
    if let from, time < from {
      return .failed(Reason(.notYetValid, "the credential is valid only from \(from)", pointer: "/validFrom"))
    }
    switch (from, until) {
    case (let from?, let until?): return .passed("valid from \(from.date) to \(until.date)")
    case (let from?, nil): return .passed("valid from \(from.date), no end date")
    case (nil, let until?): return .passed("valid to \(until.date)")
    case (nil, nil): return .passed("no start or end date")
    }
  }
}
