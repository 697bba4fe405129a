import Testing

@testable import Badge

struct StatusListRecordTests {
  private static let record = StatusListRecord(
    issuer: "did:example:1", url: "https://example.org/1", validFrom: .noon, revoked: [0x80, 0, 1])

  @Test func `A record is read as it was written`() throws {
    #expect(try StatusListRecord(parsing: Self.record.serialized()) == Self.record)
    let bare = StatusListRecord(issuer: "did:example:1", url: "https://example.org/1", validFrom: .noon, revoked: [])
    #expect(try StatusListRecord(parsing: bare.serialized()) == bare)
  }

  @Test func `A record that is cut off anywhere is damaged`() {
    let bytes = Self.record.serialized()
    for length in 0..<bytes.count - 1 {
      #expect(
        code { () throws(Reason) in _ = try StatusListRecord(parsing: Array(bytes.prefix(length))) }
          == .statusStateInvalid)
    }
  }

  @Test(
    arguments: [
      "[]", "{}", "null", #"{"type":"BadgeTrustFile","version":1}"#,
      #"{"type":"BadgeStatusListState","version":2,"issuer":"a","statusListCredential":"b","validFrom":"2026-11-24T12:00:00Z"}"#,
      #"{"type":"BadgeStatusListState","version":1,"issuer":"a","statusListCredential":"b","validFrom":"today"}"#,
      #"{"type":"BadgeStatusListState","version":1,"issuer":"a","statusListCredential":"b","validFrom":"2026-11-24T12:00:00Z","revoked":"x"}"#,
    ])
  func `Another text is no record`(_ text: String) {
    #expect(
      code { () throws(Reason) in _ = try StatusListRecord(parsing: Array(text.utf8)) } == .statusStateInvalid)
  }

  @Test func `Two records of one list make the newer one, with the revocations of both`() {
    let other = StatusListRecord(
      issuer: "did:example:1", url: "https://example.org/1", validFrom: Instant.noon.adding(seconds: -1),
      revoked: [0x01])
    for merged in [Self.record.merged(with: other), other.merged(with: Self.record)] {
      #expect(merged.validFrom == .noon)
      #expect(merged.revoked == [0x81, 0, 1])
    }
  }
}
