import Testing

@testable import Badge

struct DIDSyntaxTests {
  private func isDID(_ text: String) -> Bool { DIDSyntax.isDID(Array(text.utf8).span) }
  private func isURL(_ text: String) -> Bool { DIDSyntax.isURL(Array(text.utf8).span) }
  private func isSoundWeb(_ text: String) -> Bool { DIDSyntax.isSoundWebDID(Array(text.utf8).span) }

  @Test(arguments: [
    "did:a:b", "did:web:a.example", "did:key:z6Mk", "did:0:A-Z_a.z", "did:x:a:b:c", "did:x::b", "did:x:%41%2f%C3%A9",
    "did:x:" + String(repeating: "a", count: 2042),
  ])
  func `A DID has a method and an identifier`(_ text: String) {
    #expect(isDID(text))
    #expect(isURL(text) && isURL(text + "#k") && isURL(text + "/p") && isURL(text + "?q=1#k"))
  }

  @Test(arguments: [
    "", "did", "did:", "did:a", "did:a:", "did::b", "did:A:b", "did:a_b:c", "DID:a:b", "did:a:b:", "did:a:%",
    "did:a:%4",
    "did:a:%4g", "did:a:b c", "did:a:\u{e4}", "did:a:b\u{0}", "did:a:b+", " did:a:b", "did:a:b@c",
    "did:x:" + String(repeating: "a", count: 2043), "did:x:" + String(repeating: "a", count: 1 << 20),
  ])
  func `Anything else is no DID, and no URL of one`(_ text: String) {
    #expect(!isDID(text))
    #expect(!isURL(text))
  }

  @Test(arguments: ["did:a:b/c", "did:a:b?c", "did:a:b#c"])
  func `A DID URL is more than a DID`(_ text: String) {
    #expect(!isDID(text) && isURL(text))
  }

  @Test(arguments: [
    "did:a:b#c d", "did:a:b#\u{e9}", "did:a:b/\u{7F}", "did:a:b?\n", "did:a:b#" + String(repeating: "c", count: 4096),
  ])
  func `A DID URL is ASCII without blanks, and bounded`(_ text: String) {
    #expect(!isURL(text))
  }

  @Test(arguments: [
    "did:web:a.example", "did:web:localhost", "did:web:a.example%3A3000", "did:web:a.example%3a1:b",
    "did:web:a.example%3A65535", "did:web:xn--bcher-kva.example", "did:web:a.example:user:alice", "did:web:1.example",
    "did:web:a.example:%C3%A9", "did:web:a.example:b.c", "did:web:a.example:...", "did:web:a-b.example:A_b-c",
  ])
  func `A did:web of a host, a port and segments is sound`(_ did: String) {
    #expect(isSoundWeb(did))
  }

  @Test(arguments: [
    // path operators and separators, as they are and escaped
    "did:web:a.example:..", "did:web:a.example:.", "did:web:a.example:%2e%2e", "did:web:a.example:%2E.",
    "did:web:a.example:.%2e", "did:web:a.example:%2e", "did:web:a.example:b%2fc", "did:web:a.example:b%2Fc",
    "did:web:a.example:%5c", "did:web:a.example:b%5Cc", "did:web:a.example:%00", "did:web:a.example:b%00c",
    "did:web:a.example:%252e%252e", "did:web:a.example:%3A", "did:web:a.example:%20", "did:web:a.example:%0a",
    "did:web:a.example:%7f", "did:web:a.example:%3f", "did:web:a.example:%23", "did:web:a.example:%ff",
    "did:web:a.example:%c3", "did:web:a.example:%ed%a0%80", "did:web:a.example::b", "did:web:a.example:",
    // hosts
    "did:web:", "did:web::a", "did:web:..", "did:web:.a.example", "did:web:a..example", "did:web:a.example.",
    "did:web:-a.example", "did:web:a-.example", "did:web:a_b.example", "did:web:%2e%2e", "did:web:a%2eexample",
    "did:web:user%40a.example", "did:web:a.example%2Fb", "did:web:a.example%3A", "did:web:a.example%3A0",
    "did:web:a.example%3A65536", "did:web:a.example%3A999999", "did:web:a.example%3A+1", "did:web:a.example%3A1%3A2",
    "did:web:a.example%3Aabc", "did:web:\u{e4}.example", "did:web:" + String(repeating: "a", count: 64),
    "did:web:" + String(repeating: "a.", count: 127) + "a",
    // other things
    "did:web:a.example#k", "did:web:a.example/b", "did:web:a.example?b", "did:Web:a.example", "did:webs:a.example",
    "web:a.example", "",
  ])
  func `A did:web that could lead elsewhere is refused`(_ did: String) {
    #expect(!isSoundWeb(did))
  }
}
