import CanonicalJSON

/// Whether the time lies within the validity of the credential (VCDM 2.0, section 4.9; VCDM 1.1, sections 4.6 and 4.8),
/// both ends included.
enum DatesCheck {
  /// - Parameter claims: those of the token that the credential came in.
  static func run(
    _ credential: CredentialModel, _ claims: TokenClaims?, at time: Instant, memo: inout PeriodMemo
  ) -> Finding.Result {
    let result = run(credential, at: time, memo: &memo)
    guard let claims, result.isPassed else { return result }
    do throws(Reason) {
      try claims.checkPeriod(at: time)
      return result
    } catch {
      return .failed(error)
    }
  }

  static func run(_ credential: CredentialModel, at time: Instant, memo: inout PeriodMemo) -> Finding.Result {
    let period = credential.period
    let (from, until) = (period.from, period.until)
    func pointer(_ node: JSONDocument.Node?) -> String? { node.map { credential.document.pointer(to: $0) } }
    if let from, let until, until < from {
      return .failed(
        Reason(
          .memberInvalid, "the credential ends (\(until)) before it begins (\(from))",
          pointer: pointer(period.untilNode)))
    }
    if let until, time > until {
      return .failed(Reason(.expired, "the credential expired on \(until)", pointer: pointer(period.untilNode)))
    }
    if let from, time < from {
      return .failed(
        Reason(.notYetValid, "the credential is valid only from \(from)", pointer: pointer(period.fromNode)))
    }
    return .passed(memo.text(from, until))
  }
}

/// The last period of validity in words: the badges of a course begin and end on one day.
struct PeriodMemo: Sendable {
  private var days: (from: Int64?, until: Int64?)?
  private var text = ""

  mutating func text(_ from: Instant?, _ until: Instant?) -> String {
    let days = (from: from?.day, until: until?.day)
    guard let last = self.days, last == days else {
      self.days = days
      text = Self.period(from, until)
      return text
    }
    return text
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
