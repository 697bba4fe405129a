import CanonicalJSON
import Testing

@testable import Badge

struct ModelTextTests {
  @Test(
    arguments: [
      ("today", "; found 'today'"), ("", "; found ''"), (nil, "; found null"), (true, "; found true"),
      (false, "; found false"), (1.5, "; found a number"), ([], "; found an empty array"), ([1], "; found an array"),
      ([:], "; found an empty object"), (["a": 1], "; found an object"),
      (.string(String(repeating: "x", count: 61)), "; found '\(String(repeating: "x", count: 60))…'"),
    ] as [(JSONValue, String)])
  func `What was found is told in a few words`(_ value: JSONValue, _ words: String) throws {
    let document = try JSONDocument(value)
    #expect(ModelText.found(document.root, in: document) == words)
  }

  @Test func `A clause stands in brackets`() {
    #expect(ModelText.asking("VCDM 2.0, 4.9") == " (VCDM 2.0, 4.9)")
    #expect(ModelText.asking(nil) == "")
  }
}
