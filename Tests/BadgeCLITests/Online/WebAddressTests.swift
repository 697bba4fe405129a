import Testing

@testable import BadgeCLI

@Suite struct WebAddressTests {
  @Test(
    "An https URL has an origin, and no fragment",
    arguments: [
      ("https://a.example/x?y=1#z", "https://a.example/x?y=1", "https://a.example"),
      ("https://a.example:8443", "https://a.example:8443", "https://a.example:8443"),
      ("https://[2001:db8::1]:1/", "https://[2001:db8::1]:1/", "https://[2001:db8::1]:1"),
      ("https://127.0.0.1/", "https://127.0.0.1/", "https://127.0.0.1"),
    ])
  func sound(_ text: String, _ url: String, _ origin: String) throws {
    let address = try #require(WebAddress(text))
    #expect(address.url == url && address.origin == origin)
    #expect(address.keySet?.url == origin + "/.well-known/jwks.json")
  }

  @Test(
    "Everything else is nothing that is asked for",
    arguments: [
      "http://a.example/", "HTTPS://a.example/", "file:///etc/passwd", "ftp://a.example/", "https:a.example",
      "https://", "https:///x", "https://user@a.example/", "https://user:pass@a.example/", "https://a.example\\@b/",
      "https://a b.example/", "https://a.example/\n", "https://ex\u{E4}mple.org/", "https://:443/", "//a.example/",
      "https://a.example%2f@b.example/", "gopher://a/", "", "did:web:a.example",
    ])
  func unsound(_ text: String) { #expect(WebAddress(text) == nil) }

  @Test("A URL has a limit")
  func length() {
    let path = String(repeating: "a", count: WebAddress.lengthLimit - 18)
    #expect(WebAddress("https://a.example/" + path) != nil)
    #expect(WebAddress("https://a.example/" + path + "a") == nil)
  }

  @Test(
    "A did:web is published where its method says",
    arguments: [
      ("did:web:a.example", "https://a.example/.well-known/did.json"),
      ("did:web:a.example%3A8443", "https://a.example:8443/.well-known/did.json"),
      ("did:web:a.example%3a8443:u:1", "https://a.example:8443/u/1/did.json"),
      ("did:web:a.example:issuers:math%20s", nil),
      ("did:web:a.example:issuers:m%C3%A4", "https://a.example/issuers/m%C3%A4/did.json"),
    ] as [(String, String?)])
  func didWeb(_ did: String, _ url: String?) { #expect(WebAddress(didWeb: did)?.url == url) }

  @Test(
    "A did:web that would lead elsewhere is published nowhere",
    arguments: [
      "did:web:a.example:..", "did:web:a.example:%2e%2e:x", "did:web:a.example:%2f", "did:web:a.example:a%5cb",
      "did:web:a.example:", "did:web:a.example%40b.example", "did:web:a.example%2Fx", "did:web:a.example%3A0",
      "did:web:a.example%3A65536", "did:web:-a.example", "did:web:ex\u{E4}mple.org", "did:web:a.example:x%00",
      "did:web:a.example:x#y", "did:web:a.example:x?y", "did:key:z6Mk", "did:web:",
    ])
  func elsewhere(_ did: String) { #expect(WebAddress(didWeb: did) == nil) }
}
