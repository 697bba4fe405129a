import Badge
import Testing

@testable import BadgeCLI

@Suite struct RecipientArgumentTests {
  @Test(
    "A type and a value",
    arguments: [
      ("email:alice@example.org", "emailAddress", "alice@example.org"), ("id:did:key:z6Mk", "id", "did:key:z6Mk"),
      ("did:key:z6Mk", "id", "did:key:z6Mk"), ("sourcedId:a:b", "sourcedId", "a:b"),
    ])
  func identities(_ argument: String, _ type: String, _ value: String) throws {
    #expect(try RecipientArgument(parsing: argument).identity == RecipientIdentity(type: type, value: value))
  }

  @Test(
    "An address alone says what to write", arguments: ["alice@example.org", "alice", "", ":", "email:", "a:\u{FFFD}"])
  func wrong(_ argument: String) {
    #expect(throws: (any Error).self) { try RecipientArgument(parsing: argument) }
  }
}
