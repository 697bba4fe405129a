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
    var text: [UInt8] = []
    text.reserveCapacity(40)
    text.append(contentsOf: "valid".utf8)
    if let from {
      text.append(contentsOf: " from ".utf8)
      from.appendDate(to: &text)
    }
    if let until {
      text.append(contentsOf: " to ".utf8)
      until.appendDate(to: &text)
    } else {
      text.append(contentsOf: ", no end date".utf8)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
