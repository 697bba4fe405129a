import Testing

@testable import BadgeCLI

@Suite struct EmailAddressTests {
  @Test(
    "Addresses that people have",
    arguments: [
      "a@example.org", "Alice.B-C_d+tag@sub.example.co.uk", "o'hara@example.org", "zoë@exämple.org", "東@例え.jp", "1@2.3",
    ])
  func good(_ address: String) {
    #expect(EmailAddress.problem(address) == nil)
  }

  @Test(
    "Slips",
    arguments: [
      "", "alice", "@example.org", "alice@", "alice@localhost", "a@b@example.org", "a b@example.org", "a@exam ple.org",
      "a@example..org", "a@.org", "a@example.", "a..b@example.org", ".a@example.org", "a.@example.org", "a@-x.org",
      "a@x-.org", "<a@example.org>", "a@example.org,b@example.org", "a@example.org;", "\"a\"@example.org",
      "a\u{200B}@example.org", "a@example.org\u{A0}", "a\n@example.org", "a@[127.0.0.1]", "mailto:a@example.org",
      String(repeating: "a", count: 65) + "@example.org", "a@" + String(repeating: "b", count: 64) + ".org",
      "a@" + Array(repeating: "abcdefgh", count: 30).joined(separator: "."),
    ])
  func slips(_ address: String) {
    #expect(EmailAddress.problem(address) != nil)
  }
}
