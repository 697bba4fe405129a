/// A point in time, to the nanosecond, on the proleptic Gregorian calendar in UTC.
///
/// It is read from the lexical form of `xsd:dateTimeStamp` (XML Schema 1.1 part 2, section 3.4.28), which VCDM 2.0,
/// Data Integrity and Controlled Identifiers ask for: a date, a time, and always a time zone.
public struct Instant: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
  public let seconds: Int64
  /// 0 to 999,999,999, counted forward from `seconds`.
  public let nanoseconds: Int32

  public init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Reads the whole text; nil where it is no `xsd:dateTimeStamp`.
  public init?(_ text: String) {
    var text = text
    guard let instant = (text.withUTF8 { Instant(unsafe Span(_unsafeElements: $0)) }) else { return nil }
    self = instant
  }

  /// Reads the whole text; nil where it is no `xsd:dateTimeStamp`.
  ///
  /// Years of four to nine digits are read, 30 February and second 60 are not dates, 24:00:00 is the next midnight.
  /// Digits of a second beyond the ninth are checked and dropped.
  public init?(_ text: Span<UInt8>) {
    var reader = DateTimeStampReader(count: text.count)
    guard let instant = reader.read(text) else { return nil }
    self = instant
  }

  /// The moment some seconds later; the earliest or the latest there is where it would lie beyond.
  public func adding(seconds: Int64) -> Instant {
    let (sum, overflow) = self.seconds.addingReportingOverflow(seconds)
    return Instant(seconds: overflow ? (seconds < 0 ? .min : .max) : sum, nanoseconds: nanoseconds)
  }
}

extension Instant: Comparable {
  public static func < (a: Instant, b: Instant) -> Bool {
    (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
  }
}

extension Instant: CustomStringConvertible {
  /// `2026-11-24T12:00:00Z`, with a fraction where there is one.
  public var description: String {
    String(decoding: [UInt8](capacity: Self.longest) { append(to: &$0) }, as: UTF8.self)
  }

  /// The day in UTC: `2026-11-24`.
  public var date: String {
    String(decoding: [UInt8](capacity: Self.longest) { appendDate(to: &$0) }, as: UTF8.self)
  }

  /// No description is longer: a sign, twelve digits of a year, and 26 bytes from the month to the nanosecond and the Z.
  static let longest = 48

  /// Appends ``description``.
  func append(to text: inout OutputSpan<UInt8>) {
    appendDate(to: &text)
    let remainder = Int(seconds % 86400)
    let second = remainder < 0 ? remainder + 86400 : remainder
    text.append(UInt8(ascii: "T"))
    Self.appendTwoDigits(second / 3600, to: &text)
    text.append(UInt8(ascii: ":"))
    Self.appendTwoDigits(second / 60 % 60, to: &text)
    text.append(UInt8(ascii: ":"))
    Self.appendTwoDigits(second % 60, to: &text)
    if nanoseconds != 0 { appendFraction(to: &text) }
    text.append(UInt8(ascii: "Z"))
  }

  private func appendFraction(to text: inout OutputSpan<UInt8>) {
    text.append(UInt8(ascii: "."))
    var rest = nanoseconds
    var place: Int32 = 100_000_000
    while rest > 0 {
      text.append(UInt8(ascii: "0") + UInt8(rest / place))
      rest %= place
      place /= 10
    }
  }

  /// Days since 1970-01-01 in UTC.
  var day: Int64 { Self.floorDivide(seconds, 86400) }

  /// Appends ``date``.
  func appendDate(to text: inout OutputSpan<UInt8>) {
    let (year, month, day) = Calendar.civil(fromDays: day)
    if year < 0 { text.append(UInt8(ascii: "-")) }
    if abs(year) < 10000 {
      Self.appendTwoDigits(Int(abs(year)) / 100, to: &text)
      Self.appendTwoDigits(Int(abs(year)) % 100, to: &text)
    } else {
      for digit in abs(year).description.utf8 { text.append(digit) }
    }
    text.append(UInt8(ascii: "-"))
    Self.appendTwoDigits(month, to: &text)
    text.append(UInt8(ascii: "-"))
    Self.appendTwoDigits(day, to: &text)
  }

  @inline(__always)
  private static func appendTwoDigits(_ number: Int, to text: inout OutputSpan<UInt8>) {
    text.append(UInt8(truncatingIfNeeded: 0x30 + number / 10))
    text.append(UInt8(truncatingIfNeeded: 0x30 + number % 10))
  }

  private static func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
    a % b < 0 ? a / b - 1 : a / b
  }
}

/// `-?([1-9][0-9]{3,}|0[0-9]{3})-MM-DDThh:mm:ss(.s+)?(Z|[+-]hh:mm)` over bytes.
private struct DateTimeStampReader {
  private let count: Int
  private var i = 0

  init(count: Int) {
    self.count = count
  }

  mutating func read(_ text: Span<UInt8>) -> Instant? {
    guard let year = year(text), skip("-", text),
      let month = twoDigits(text, 1...12), skip("-", text),
      let day = twoDigits(text, 1...31), day <= Calendar.days(inMonth: month, of: year), skip("T", text),
      let hour = twoDigits(text, 0...24), skip(":", text),
      let minute = twoDigits(text, 0...59), skip(":", text),
      let second = twoDigits(text, 0...59), let fraction = fraction(text)
    else { return nil }
    if hour == 24, minute != 0 || second != 0 || fraction.isNonZero { return nil }
    guard let offset = timeZone(text), i == count else { return nil }
    let days = Calendar.days(fromCivil: year, month, day)
    let time = Int64(hour) * 3600 + Int64(minute) * 60 + Int64(second)
    return Instant(seconds: days * 86400 + time - offset, nanoseconds: fraction.nanoseconds)
  }

  private mutating func year(_ text: Span<UInt8>) -> Int64? {
    let isNegative = skip("-", text)
    let start = i
    var year: Int64 = 0
    while i < count, let digit = digit(text, i) {
      // Nine digits keep every sum of seconds far inside 64 bits.
      guard i - start < 9 else { return nil }
      year = year * 10 + digit
      i += 1
    }
    guard i - start >= 4, i - start == 4 || text[start] != UInt8(ascii: "0") else { return nil }
    return isNegative ? -year : year
  }

  private mutating func fraction(_ text: Span<UInt8>) -> (nanoseconds: Int32, isNonZero: Bool)? {
    guard skip(".", text) else { return (0, false) }
    let start = i
    var nanoseconds: Int32 = 0
    var isNonZero = false
    while i < count, let digit = digit(text, i) {
      if i - start < 9 { nanoseconds = nanoseconds * 10 + Int32(digit) }
      if digit != 0 { isNonZero = true }
      i += 1
    }
    guard i > start else { return nil }
    for _ in 0..<max(0, 9 - (i - start)) { nanoseconds *= 10 }
    return (nanoseconds, isNonZero)
  }

  /// Seconds east of UTC; up to 14 hours.
  private mutating func timeZone(_ text: Span<UInt8>) -> Int64? {
    if skip("Z", text) { return 0 }
    let isWest = skip("-", text)
    guard isWest || skip("+", text), let hour = twoDigits(text, 0...14), skip(":", text),
      let minute = twoDigits(text, 0...59), hour < 14 || minute == 0
    else { return nil }
    let offset = Int64(hour) * 3600 + Int64(minute) * 60
    return isWest ? -offset : offset
  }

  private mutating func twoDigits(_ text: Span<UInt8>, _ range: ClosedRange<Int>) -> Int? {
    guard i + 2 <= count, let tens = digit(text, i), let ones = digit(text, i + 1) else { return nil }
    let number = Int(tens * 10 + ones)
    guard range.contains(number) else { return nil }
    i += 2
    return number
  }

  @inline(__always)
  private func digit(_ text: Span<UInt8>, _ at: Int) -> Int64? {
    let digit = text[at] &- 0x30
    return digit <= 9 ? Int64(digit) : nil
  }

  @inline(__always)
  private mutating func skip(_ character: Unicode.Scalar, _ text: Span<UInt8>) -> Bool {
    guard i < count, UInt32(text[i]) == character.value else { return false }
    i += 1
    return true
  }
}

/// Days and dates of the proleptic Gregorian calendar, with a year 0 (XML Schema 1.1, appendix E.3).
enum Calendar {
  static func days(inMonth month: Int, of year: Int64) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Days since 1970-01-01. Years are taken to begin in March, so that the leap day is the last of its year, and the
  /// months from March on then have 153 days in every five.
  static func days(fromCivil year: Int64, _ month: Int, _ day: Int) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = Int64((153 * ((month + 9) % 12) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func civil(fromDays days: Int64) -> (year: Int64, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))
  }
}
