import CanonicalJSON
import Testing

@testable import Badge

struct StatusCheckTests {
  @Test(
    arguments: [
      ["type": "BitstringStatusListEntry"], ["id": "https://example.org/1", "type": "1EdTechRevocationList"],
      [["type": "BitstringStatusListEntry"]],
      .array(Array(repeating: ["type": "Unknown"], count: 16)),
    ] as [JSONValue])
  func `A badge that can be revoked is undetermined`(_ status: JSONValue) throws {
    var badge = try Sample.badge()
    badge["credentialStatus"] = status
    let verdict = try Sample.sign(badge).verdict()
    #expect(verdict.outcome == .undetermined)
    #expect(verdict[.status].reason?.code == .statusNotChecked)
    #expect(verdict[.status].reason?.pointer == "/credentialStatus")
  }

  @Test(
    arguments: [nil, "https://example.org/1", [], 0, [nil], [["id": "https://example.org/1"]], [[]]] as [JSONValue])
  func `A status of another shape is no way round the check`(_ status: JSONValue) throws {
    var badge = try Sample.badge()
    badge["credentialStatus"] = status
    let document = try JSONDocument(badge)
    #expect(throws: Reason.self) { try CredentialModel(document) }
  }

  @Test func `Seventeen entries are too many`() throws {
    var badge = try Sample.badge()
    badge["credentialStatus"] = .array(Array(repeating: ["type": "Unknown"], count: 17))
    #expect(badge.verdict()[.model].reason?.code == .tooManyEntries)
  }

  @Test func `A badge without a status cannot be revoked`() throws {
    #expect(try Sample.signedBadge().verdict()[.status].isPassed)
  }
}
