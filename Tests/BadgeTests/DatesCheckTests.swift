import CanonicalJSON
import Testing

@testable import Badge

struct DatesCheckTests {
  private func result(from: String?, until: String?, at time: String = "2026-11-24T12:00:00Z") throws -> Finding.Result
  {
    var badge = try Sample.badge()
    badge["validFrom"] = from.map { .string($0) }
    badge["validUntil"] = until.map { .string($0) }
    // Without a start it is no Open Badge, but a credential that is judged by its dates all the same.
    if from == nil { badge["type"] = ["VerifiableCredential"] }
    var memo = PeriodMemo()
    return DatesCheck.run(try CredentialModel(JSONDocument(badge)), at: try #require(Instant(time)), memo: &memo)
  }

  @Test(
    arguments: [
      ("2026-11-24T12:00:00Z", "2026-11-24T12:00:00Z"), ("2026-11-24T13:00:00+01:00", nil),
      (nil, "2026-11-24T12:00:00Z"), (nil, "2026-11-24T13:00:00+01:00"), (nil, nil),
      ("2026-11-23T24:00:00Z", "2026-11-25T00:00:00Z"), ("-0044-03-15T12:00:00Z", "999999999-12-31T23:59:59Z"),
      ("2026-11-25T01:59:59+14:00", "2026-11-23T22:00:01-14:00"),
    ] as [(String?, String?)])
  func `The time lies within the validity, both ends included`(_ from: String?, _ until: String?) throws {
    #expect(try result(from: from, until: until).isPassed)
  }

  @Test(arguments: [
    "2026-11-24T12:00:00.000000001Z", "2026-11-24T12:00:01Z", "2026-11-24T14:00:00+01:00", "2027-01-01T00:00:00Z",
    "2026-11-24T11:00:00-01:01",
  ])
  func `Before its first moment a credential is not yet valid`(_ from: String) throws {
    let reason = try result(from: from, until: nil).reason
    #expect(reason?.code == .notYetValid)
    #expect(reason?.pointer == "/validFrom")
  }

  @Test(arguments: [
    "2026-11-24T11:59:59.999999999Z", "2026-11-24T11:59:59Z", "2026-11-24T12:30:00+01:00", "2026-02-01T00:00:00Z",
    // By the digits alone this would be later than the time.
    "2026-11-25T01:59:59+14:00",
  ])
  func `After its last moment a credential has expired`(_ until: String) throws {
    let reason = try result(from: nil, until: until).reason
    #expect(reason?.code == .expired)
    #expect(reason?.pointer == "/validUntil")
  }

  @Test(arguments: ["2026-01-01T00:00:00Z", "2026-11-24T12:00:00Z", "2028-01-01T00:00:00Z"])
  func `A validity that ends before it begins is never valid`(_ time: String) throws {
    let reason = try result(from: "2027-01-02T00:00:00Z", until: "2027-01-01T00:00:00Z", at: time).reason
    #expect(reason?.code == .memberInvalid)
  }
}
