import Testing

@testable import Badge

struct IssuerRegistryTests {
  @Test(arguments: ["registry", "entries"])
  func `The issuers of a registry have their names and home pages`(_ member: String) throws {
    let registry = try IssuerRegistry(
      parsing: Array(
        """
        {"meta":{"created":"2026-01-01T00:00:00+00:00"},"\(member)":{
          "did:key:z6MkpLDL3RoAoMRTwTgo3rs39ZwssfaPKtGdZw7AGRN7CK4W":{"name":"A","location":"X","url":"https://a.example"},
          "did:web:b.example":{"name":"B"},
          "https://c.example/issuer":{"name":"C","url":"javascript:alert(1)"},
          "university":{"name":"D"}, "did:web:e.example":{}, "did:web:f.example":"F", "did:web:g.example":{"name":""}
        }}
        """.utf8))
    #expect(
      registry.entries.map(\.id)
        == [
          "did:key:z6MkpLDL3RoAoMRTwTgo3rs39ZwssfaPKtGdZw7AGRN7CK4W", "did:web:b.example", "https://c.example/issuer",
        ])
    #expect(registry.entries.map(\.name) == ["A", "B", "C"])
    #expect(registry.entries.map(\.homePage) == ["https://a.example", nil, nil])
    #expect(registry.skipped.count == 4)
  }

  @Test(arguments: [
    "", "[]", "{}", "{\"registry\":[]}", "{\"registry\":{\"did:web:a.example\":{},\"did:web:a.example\":{}}}",
  ])
  func `What is no registry is refused`(_ text: String) {
    #expect(throws: TrustFileError.self) { try IssuerRegistry(parsing: Array(text.utf8)) }
  }
}
