import Foundation
import Testing

@testable import Badge

struct InstantTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0),
    ("1969-12-31T23:59:59Z", -1),
    ("2000-02-29T12:00:00Z", 951_825_600),
    ("2026-11-24T12:00:00Z", 1_795_521_600),
    ("0000-01-01T00:00:00Z", -62_167_219_200),
    ("-0000-01-01T00:00:00Z", -62_167_219_200),
    ("-0001-12-31T00:00:00Z", -62_167_305_600),
    ("9999-12-31T23:59:59Z", 253_402_300_799),
    ("10000-01-01T00:00:00Z", 253_402_300_800),
    ("2026-01-01T24:00:00Z", 1_767_312_000),
    ("2026-01-01T24:00:00.000Z", 1_767_312_000),
    ("2026-01-02T00:00:00+00:00", 1_767_312_000),
    ("2026-01-02T00:00:00-00:00", 1_767_312_000),
    ("2026-01-02T14:00:00+14:00", 1_767_312_000),
    ("2026-01-01T10:00:00-14:00", 1_767_312_000),
    ("2026-01-02T05:45:00+05:45", 1_767_312_000),
  ])
  func `A dateTimeStamp gives its seconds`(_ text: String, _ seconds: Int64) {
    #expect(Instant(text) == Instant(seconds: seconds))
  }

  @Test(arguments: [
    // calendar
    "2026-02-30T00:00:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
    "2026-00-01T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z",
    // time
    "2026-01-01T25:00:00Z", "2026-01-01T24:00:01Z", "2026-01-01T24:01:00Z", "2026-01-01T24:00:00.1Z",
    "2026-01-01T00:60:00Z", "2026-06-30T23:59:60Z", "2026-01-01T00:00:61Z",
    // zone
    "2026-01-01T00:00:00", "2026-01-01T00:00:00z", "2026-01-01T00:00:00+1:00", "2026-01-01T00:00:00+0100",
    "2026-01-01T00:00:00+01", "2026-01-01T00:00:00+14:01", "2026-01-01T00:00:00+15:00", "2026-01-01T00:00:00+01:60",
    "2026-01-01T00:00:00ZZ", "2026-01-01T00:00:00Z+01:00", "2026-01-01T00:00:00−01:00",
    // form
    "", "2026", "2026-01-01", "2026-01-01Z", "T00:00:00Z", "26-01-01T00:00:00Z", "2026-1-1T0:0:0Z",
    "02026-01-01T00:00:00Z", "+2026-01-01T00:00:00Z", "--2026-01-01T00:00:00Z", "2026/01/01T00:00:00Z",
    "2026-01-01t00:00:00Z", "2026-01-01 00:00:00Z", "2026-01-01T00:00Z", "20260101T000000Z", "2026-W01-1T00:00:00Z",
    "2026-001T00:00:00Z", " 2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z ", "2026-01-01T00:00:00Z\n",
    "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00,5Z", "2026-01-01T00:00:00.5.5Z", "2026-01-01T00:00:00.-5Z",
    "2026-01-01T-1:00:00Z", "٢٠٢٦-01-01T00:00:00Z", "2026-01-01T00:00:00Z\0", "1767225600", "1e3", "now",
    // beyond nine digits of a year
    "1000000000-01-01T00:00:00Z", "99999999999999999999999999-01-01T00:00:00Z",
  ])
  func `Anything else is no instant`(_ text: String) {
    #expect(Instant(text) == nil)
  }

  @Test(arguments: [
    (".5", 500_000_000), (".000000001", 1), (".123456789", 123_456_789), (".9999999999", 999_999_999), (".0", 0),
    (".50000000000000000000000000000000000000", 500_000_000),
  ])
  func `A fraction gives nanoseconds, and digits beyond the ninth are dropped`(_ fraction: String, _ nano: Int32) {
    #expect(Instant("2026-01-01T00:00:00\(fraction)Z") == Instant(seconds: 1_767_225_600, nanoseconds: nano))
  }

  @Test func `Every day of ten thousand years before and after has the date that was written`() throws {
    // Counted by the rule of the leap years, independent of the arithmetic under test.
    var day: Int64 = -719_528 - 3_652_425  // the year -10000, 25 cycles of 400 years before the year 0
    for year in -10_000...10_000 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for (month, length) in zip(1..., [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
        // The first and the last day of each month, and one between that moves.
        for dayOfMonth in [1, length, 1 + Int(day & 15)] {
          let days = day + Int64(dayOfMonth - 1)
          guard Calendar.days(fromCivil: Int64(year), month, dayOfMonth) == days,
            Calendar.civil(fromDays: days) == (Int64(year), month, dayOfMonth),
            Calendar.days(inMonth: month, of: Int64(year)) == length
          else {
            Issue.record("\(year)-\(month)-\(dayOfMonth)")
            return
          }
        }
        day += Int64(length)
      }
    }
    #expect(day == Calendar.days(fromCivil: 10_001, 1, 1))
  }

  @Test func `An instant is read again from its description`() {
    var random = SplitMix(seed: 1)
    for _ in 0..<20_000 {
      let seconds = Int64.random(in: -377_705_116_800...253_402_300_799, using: &random)
      let nanoseconds = Bool.random(using: &random) ? 0 : Int32.random(in: 0...999_999_999, using: &random)
      let instant = Instant(seconds: seconds, nanoseconds: nanoseconds)
      guard Instant(instant.description) == instant else {
        Issue.record("\(instant)")
        return
      }
    }
  }

  @Test func `Any offset gives the instant that lies so much earlier`() throws {
    let local = try #require(Instant("2026-03-01T00:30:00Z"))
    for minutes in -840...840 {
      let size = abs(minutes)
      let zone = String(format: "%@%02d:%02d", minutes < 0 ? "-" : "+", size / 60, size % 60)
      let instant = Instant("2026-03-01T00:30:00\(zone)")
      #expect(instant == local.adding(seconds: Int64(-60 * minutes)), "\(zone)")
    }
  }

  @Test(arguments: [Int64.min, .min + 1, -1, 0, .max - 1, .max])
  func `The furthest instants have a text and a place in the order`(_ seconds: Int64) {
    let instant = Instant(seconds: seconds)
    #expect(instant.description.hasSuffix("Z"))
    #expect(instant.adding(seconds: .max) >= instant)
    #expect(instant.adding(seconds: .min) <= instant)
  }

  @Test func `Instants are ordered by seconds, then by nanoseconds`() {
    let instants = [
      Instant(seconds: -1, nanoseconds: 999_999_999), Instant(seconds: 0), Instant(seconds: 0, nanoseconds: 1),
      Instant(seconds: 1),
    ]
    #expect(instants.shuffled().sorted() == instants)
  }

  @Test func `A fraction is shown without the zeros at its end`() {
    #expect(Instant(seconds: 0, nanoseconds: 120_000_000).description == "1970-01-01T00:00:00.12Z")
    #expect(Instant(seconds: -1, nanoseconds: 5).description == "1969-12-31T23:59:59.000000005Z")
  }
}
