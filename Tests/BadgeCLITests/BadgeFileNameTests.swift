import Badge
import Files
import Testing

@testable import BadgeCLI

@Suite struct BadgeFileNameTests {
  @Test(
    "The local part names the file, with nothing in it that means something to a shell or a folder",
    arguments: [
      ("email:alice@example.org", "alice.json"), ("email:Alice.B-C_d9@example.org", "Alice.B-C_d9.json"),
      ("email:\"a@b\"@example.org", "a-b-.json"), ("email:../../etc/passwd@x", "etc-passwd.json"),
      ("email:.hidden@x", "hidden.json"), ("email:-rf@x", "rf.json"), ("email:@x", "badge.json"),
      ("email:...@x", "badge.json"), ("email:東京@x", "badge.json"), ("email:a\n\u{1B}b@x", "a--b.json"),
      ("email:alice", "alice.json"), ("id:did:key:z6Mk", "did-key-z6Mk.json"), ("url:https://x/y", "https---x-y.json"),
      ("ext:a@b:c", "c.json"),
    ])
  func names(_ recipient: String, _ name: String) throws {
    #expect(BadgeFileName.path(for: try #require(RecipientIdentity(recipient))) == Path(name))
  }

  @Test("A name is of a length that every file system takes")
  func long() throws {
    let recipient = RecipientIdentity(type: "emailAddress", value: String(repeating: "a", count: 5000))
    #expect(BadgeFileName.path(for: recipient).bytes.count == 105)
  }
}
