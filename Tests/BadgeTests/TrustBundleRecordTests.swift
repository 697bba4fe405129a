import Signing
import Testing

@testable import Badge

struct TrustBundleRecordTests {
  private func record(_ version: Int, from date: StaticString = "2026-11-23T12:00:00Z") throws -> TrustBundleRecord {
    let bytes = try TrustBundleTests.signed(version: version, from: Instant(date))
    return try #require(TrustBundleRecord(TrustBundle(parsing: bytes).unverifiedContents))
  }

  private func code(_ body: () throws(Reason) -> Void) -> Reason.Code? {
    do throws(Reason) {
      try body()
      return nil
    } catch {
      return error.code
    }
  }

  @Test func `A newer bundle and the same one are taken, an older one and a twin are not`() throws {
    let seven = try record(7)
    let eight = try record(8)
    let late = try record(7, from: "2026-11-24T00:00:00Z")
    let backdated = try record(8, from: "2026-11-22T00:00:00Z")
    #expect(code { () throws(Reason) in try seven.check(seven) } == nil)
    #expect(code { () throws(Reason) in try seven.check(eight) } == nil)
    #expect(code { () throws(Reason) in try eight.check(seven) } == .trustBundleRolledBack)
    #expect(code { () throws(Reason) in try seven.check(late) } == .trustBundleContradictory)
    #expect(code { () throws(Reason) in try seven.check(backdated) } == .trustBundleRolledBack)
  }

  @Test func `A record is read as it was written, and nothing else is one`() throws {
    let record = try record(7)
    #expect(try TrustBundleRecord(parsing: record.serialized()) == record)
    let text = String(decoding: record.serialized(), as: UTF8.self)
    for (part, other) in [
      ("BadgeTrustState", "BadgeTrustFile"), ("\"version\": 1", "\"version\": 2"), ("\"newest\": 7", "\"newest\": 0"),
      ("\"newest\": 7", "\"newest\": \"7\""), ("\"newest\"", "\"newer\""), ("2026-11-23T12:00:00Z", "yesterday"),
      ("\"sha256\": \"", "\"sha256\": \"00"), ("{", ""),
    ] {
      let bytes = Array(text.replacing(part, with: other).utf8)
      #expect(code { () throws(Reason) in _ = try TrustBundleRecord(parsing: bytes) } == .trustStateInvalid, "\(other)")
    }
  }

  @Test func `A local file leaves no record`() throws {
    #expect(try TrustBundleRecord(TrustBundleTests.contents()) == nil)
  }
}
