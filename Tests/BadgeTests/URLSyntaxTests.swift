import Testing

@testable import Badge

struct URLSyntaxTests {
  @Test(arguments: [
    "https://a.example", "http://a.example/b?c#d", "HTTPS://a.example", "urn:uuid:1", "mailto:a@b.example", "data:,x",
    "tag:a.example,2026:b", "did:web:a.example", "did:key:z6Mk#z6Mk", "a+b-c.1:x",
    "https://b\u{fc}cher.example/\u{1F600}",
    "https://[::1]/", "x:y",
  ])
  func `An absolute URL has a scheme and something behind it`(_ url: String) {
    #expect(URLSyntax.isAbsolute(url))
  }

  @Test(arguments: [
    "", ":", "a:", "a", "/a", "//a.example", "#a", "?a", "1a:b", "+a:b", "a b:c", "\u{e4}:b", "a_b:c", "https:",
    "https:/a.example", "https://", "https:///a", "http:a.example", "https://a.example/ b", " https://a.example",
    "https://a.example\n", "https://a.example/\u{0}", "https://a.example/\"", "https://a.example/<b>",
    "https://a.example/\\", "https://a.example/^", "https://a.example/`", "https://a.example/{b}",
    "https://a.example/|", "https://a.example/\u{7F}", "did:", "did:a", "did:A:b", "did:web:\u{e4}.example",
  ])
  func `Anything else is none`(_ url: String) {
    #expect(!URLSyntax.isAbsolute(url))
  }
}
