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

  @Test("The ending is that of the form, and a name that promises another one is wrong usage")
  func forms() throws {
    let alice = try #require(RecipientIdentity("email:alice@example.org"))
    for form in BadgeForm.allCases {
      #expect(BadgeFileName.path(for: alice, in: form) == Path("alice.\(form.rawValue)"))
      #expect(BadgeFileName.path(forID: "urn:uuid:12-34", in: form) == Path("12-34.\(form.rawValue)"))
      for name in BadgeForm.allCases {
        let code = code { () throws(CommandError) in try form.check(Path("x.\(name.rawValue.uppercased())")) }
        #expect(code == (name == form ? nil : .usage))
      }
      for name in ["x", "x.txt", "-", "png", "x.png.bak"] {
        #expect(code { () throws(CommandError) in try form.check(Path(name)) } == nil)
      }
    }
  }

  @Test(
    "A picture is named after the badge that goes into it, in this folder",
    arguments: [
      ("alice.json", "alice.png"), ("a/b.c/alice.b.jwt", "alice.b.png"), ("alice", "alice.png"), ("-", "badge.png"),
      (".json", "badge.png"), ("a/", "badge.png"), ("..", "badge.png"),
    ])
  func baked(_ badge: String, _ expected: String) {
    #expect(BadgeFileName.path(for: Path(badge), in: .png) == Path(expected))
  }
}
