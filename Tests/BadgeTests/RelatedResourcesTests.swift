import CanonicalJSON
import Testing

@testable import Badge

struct RelatedResourcesTests {
  private func pointer(_ resources: JSONValue) throws -> String? {
    try CredentialModelTests.reason { $0["relatedResource"] = resources }?.pointer
  }

  private static let v2: JSONValue = "https://www.w3.org/ns/credentials/v2"

  @Test(arguments: [
    ("digestSRI", "sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ="),
    ("digestSRI", "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"),
    ("digestMultibase", "uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ"),
    ("digestMultibase", "uEiBZlVztZpfWHgPyslVv6-UwirFoQoRvW1htfx963sknNA"),
    // What cannot be compared is let be.
    ("digestSRI", "md5-AAAA"), ("digestSRI", "sha384-x?option"), ("digestMultibase", "f00"), ("digestMultibase", "zz"),
  ])
  func `The digest of the base context is the one that its Recommendation prints`(
    _ member: String, _ digest: String
  ) throws {
    #expect(try pointer(["id": Self.v2, member: .string(digest)]) == nil)
  }

  @Test(arguments: [
    ("digestSRI", "sha256-XZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ="),
    ("digestSRI", "sha384-AAHrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"),
    ("digestMultibase", "uXZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ"),
  ])
  func `Another digest is refused`(_ member: String, _ digest: String) throws {
    #expect(try pointer(["id": Self.v2, member: .string(digest)]) == "/relatedResource/\(member)")
    let two: JSONValue = [
      ["id": "urn:a:b", "digestSRI": "sha384-x"], ["id": Self.v2, member: [.string(digest)]],
    ]
    #expect(try pointer(two) == "/relatedResource/1/\(member)/0")
  }

  @Test func `Each resource has one entry, with a digest`() throws {
    #expect(
      try pointer([["id": "urn:a:b", "digestSRI": "x"], ["id": "urn:a:b", "digestSRI": "x"]]) == "/relatedResource/1/id"
    )
    #expect(try pointer(["id": "urn:a:b"]) == "/relatedResource")
    #expect(try pointer(["id": "urn:a:b", "digestSRI": ""]) == "/relatedResource/digestSRI")
    #expect(try pointer(["id": "urn:a:b", "digestSRI": "x", "mediaType": 7]) == "/relatedResource/mediaType")
    // Names that Unicode calls equivalent are two.
    #expect(
      try pointer([["id": "urn:a:\u{e9}", "digestSRI": "x"], ["id": "urn:a:e\u{301}", "digestSRI": "x"]]) == nil)
  }

  @Test func `A digest that changes is judged anew by a worker that remembers`() throws {
    var reader = JSONReader()
    var memo = ModelMemo()
    for (digest, isGood) in [
      ("uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ", true), ("uXZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ", false),
      ("uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ", true),
    ] {
      var badge = try Sample.badge()
      badge["relatedResource"] = ["id": Self.v2, "digestMultibase": .string(digest)]
      let document = try reader.read(badge.serialized())
      let model = try? CredentialModel(document, memo: &memo)
      #expect((model != nil) == isGood)
    }
  }
}
