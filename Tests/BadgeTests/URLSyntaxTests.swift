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

  @Test func `Bytes that cannot stand in a URL are found eight at a time as one at a time`() {
    let forbidden = Set(Array("\"<>\\^`{|}".utf8) + (0...0x20) + [0x7F])
    // Every pair of bytes, at every place of a word and beyond it, among bytes that can stand.
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let at = Int(first &+ second) % 9
        var text = [UInt8](repeating: UInt8(ascii: "~"), count: 10)
        text[at] = first
        text[at + 1] = second
        let isFine = !forbidden.contains(first) && !forbidden.contains(second)
        guard URLSyntax.allCanStand(text.span) == isFine else {
          Issue.record("\(first), \(second) at \(at)")
          return
        }
      }
    }
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
