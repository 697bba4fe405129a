import CanonicalJSON
import Testing

@testable import LinkedData

/// What a table says, as JSON; nil where it is none.
private func written(_ table: String, edition: String = "") -> String? {
  do throws(ContextTableError) {
    var writer = ContextTableWriter(try ContextTable(Array(table.utf8), edition: Array(edition.utf8)))
    // One blank is left where a bracket may have to stand.
    return String(decoding: try writer.write().filter { $0 != 0x20 }, as: UTF8.self)
  } catch {
    return nil
  }
}

@Suite("The notation of bundled contexts")
struct ContextTableTests {
  @Test("A line is a term, its IRI, its type and its container; an abbreviation alone stands before the term")
  func lines() {
    let text = written(
      """
      sec| https://w3id.org/security#
      @protected
      id @id
      nonce sec|
      proof sec|proof2 ^@id @graph
      p x:p ^sec|multibase @set
      """)
    #expect(
      text == #"{"@context":{"@protected":true,"id":"@id","nonce":"https://w3id.org/security#nonce","#
        + #""proof":{"@id":"https://w3id.org/security#proof2","@type":"@id","@container":"@graph"},"#
        + #""p":{"@id":"x:p","@type":"https://w3id.org/security#multibase","@container":"@set"}}}"#)
  }

  @Test("Lines further in, a block, and null are scoped contexts")
  func scopes() {
    let text = written(
      """
      &inner
        @protected
        a x:a
      &outer
        b x:b &inner
      p x:p
        q x:q
          r x:r
        s x:s
      t x:t ^@id &outer
      u x:u @null
      """)
    let inner = #"{"@protected":true,"a":"x:a"}"#
    #expect(
      text == #"{"@context":{"p":{"@id":"x:p","@context":{"q":{"@id":"x:q","@context":{"r":"x:r"}},"s":"x:s"}},"#
        + #""t":{"@id":"x:t","@type":"@id","@context":{"b":{"@id":"x:b","@context":\#(inner)}}},"#
        + #""u":{"@id":"x:u","@context":null}}}"#)
  }

  @Test(
    "A line for some editions counts in these, with all that is further in",
    arguments: [
      ("2024-01", #"{"@context":{"a":"x:a"}}"#),
      ("2024-03", #"{"@context":{"a":"x:a","b":{"@id":"x:b","@context":{"c":"x:c"}}}}"#),
      ("2026-01", #"{"@context":{"a":"x:a","b":{"@id":"x:b","@context":{"c":"x:c"}}}}"#),
    ])
  func editions(edition: String, expected: String) {
    #expect(written("b x:b (2024-03)\n  c x:c", edition: edition) != nil)
    #expect(written("a x:a\nb x:b (2024-03)\n  c x:c", edition: edition) == expected)
  }

  @Test("Contexts that are named make an array")
  func arrays() {
    #expect(
      written("@version 1.1\n@context https://w3id.org/security/v1\na x:a\n")
        == #"{"@context":[{"@version":1.1},"https://w3id.org/security/v1",{"a":"x:a"}]}"#)
    #expect(written("@vocab https://example.org/#") == #"{"@context":{"@vocab":"https://example.org/#"}}"#)
  }

  @Test(
    "What is not in the notation is no table",
    arguments: [
      "a", "a  x:a", "a x:a ", " a x:a", "a x:a @index", "a x:a @set @set", "a x:a ^", "a x:a ^@id ^@id", "a x:a x:b",
      "a n|", "n| x:\na x:a ^n|", "a x:a\n    b x:b", "a x:a &none", "&b\n  c x:c\na x:a &b\n  d x:d",
      "a x:a @null @null",
      "&b\n  c x:c &b\na x:a &b", "&b\n  c x:c &d\n&d\n  e x:e\na x:a &b", "a x:a\n@protected", "@protected x",
      "@version 1.2",
      "@base x:", "a x:a\n  @context https://example.org/", "a x:a (2024-01)", "a x:\"", "a x:\\", "a x:\u{e9}",
      "a\tx:a",
      "&b\na x:a", "a x:a\n\nb x:b", "a x:a\r\n",
    ])
  func refused(table: String) {
    #expect(written(table) == nil)
  }
}
