import CanonicalJSON

/// Whether the time lies within the validity of the credential (VCDM 2.0, section 4.9), both ends included.
enum DatesCheck {
  static func run(_ credential: CredentialModel, at time: Instant) -> Finding.Result {
    let document = credential.document
    let from = credential.members[.validFrom].flatMap { document.instant(at: $0) }
    let until = credential.members[.validUntil].flatMap { document.instant(at: $0) }
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
    return .passed(period(from, until))
  }

  private static func period(_ from: Instant?, _ until: Instant?) -> String {
    guard from != nil || until != nil else { return "no start or end date" }
    // Built from bytes: interpolation costs more than the check.
    let text = [UInt8](capacity: 2 * Instant.longest + 32) { text in
      put("valid", to: &text)
      if let from {
        put(" from ", to: &text)
        from.appendDate(to: &text)
      }
      if let until {
        put(" to ", to: &text)
        until.appendDate(to: &text)
      } else {
        put(", no end date", to: &text)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func put(_ words: StaticString, to text: inout OutputSpan<UInt8>) {
    for k in 0..<words.utf8CodeUnitCount { text.append(unsafe words.utf8Start[k]) }
  }
}
