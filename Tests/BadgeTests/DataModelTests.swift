import CanonicalJSON
import Testing

@testable import Badge

/// Badges of data model 1.1, by their own rules.
struct DataModelTests {
  private static let base: JSONValue = "https://www.w3.org/2018/credentials/v1"
  private static let badges: JSONValue = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

  private func model(_ contexts: JSONValue) throws -> DataModel {
    var badge = try Sample.badge(of: .version1)
    badge["@context"] = contexts
    return try CredentialModel(JSONDocument(badge)).dataModel
  }

  @Test func `The first context tells the data model, whatever follows`() throws {
    #expect(try model([Self.base, Self.badges]) == .version1)
    #expect(try model([Self.base, Self.badges, "https://www.w3.org/ns/credentials/v2"]) == .version1)
    #expect(try CredentialModel(JSONDocument(Sample.badge())).dataModel == .version2)
  }

  @Test(
    arguments: [
      "https://www.w3.org/2018/credentials/v1/", "http://www.w3.org/2018/credentials/v1",
      "https://www.w3.org/2018/credentials/v2", "https://w3id.org/credentials/v1", ["a": "https://example.org/a"],
    ] as [JSONValue])
  func `No other context is a base context`(_ context: JSONValue) throws {
    #expect(throws: Reason.self) { try model([context, Self.badges]) }
  }

  @Test func `A badge of 1.1 is accepted as one of 2.0 is, and the report says its data model`() throws {
    let verdict = try Sample.sign(Sample.badge(of: .version1)).verdict()
    #expect(verdict.outcome == .accepted)
    #expect(verdict[.model] == .passed("Open Badges 3.0 on data model 1.1"))
    #expect(verdict.authentic?.title == "Teamwork")
    #expect(verdict.authentic?.validFrom == Instant("2026-01-15T09:00:00Z"))
  }
}

extension Sample {
  /// A small Open Badge of a data model, without a proof.
  static func badge(of model: DataModel, issuer: String? = nil) throws -> JSONValue {
    var badge = try badge(issuer: issuer)
    guard model == .version1 else { return badge }
    badge["@context"] = [
      "https://www.w3.org/2018/credentials/v1", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
      "https://w3id.org/security/data-integrity/v2",
    ]
    badge["issuanceDate"] = badge["validFrom"]
    badge["validFrom"] = nil
    return badge
  }
}
