import Testing

@testable import Badge

struct OlderBadgeTests {
  private func words(_ text: String, body: String = "") -> String {
    OlderBadge(range: 0..<1, text: Array(text.utf8), body: Array(body.utf8)).words
  }

  @Test func `A hosted badge is told with its address, which is cut where it is long`() {
    #expect(
      words(" https://example.org/1\n")
        == "a badge of Open Badges 1 or 2, hosted by its issuer at https://example.org/1")
    #expect(words("http://example.org/1").hasSuffix(" at http://example.org/1"))
    let long = words("https://example.org/" + String(repeating: "a", count: 5000))
    #expect(long.hasSuffix("aaa…") && long.utf8.count < 300)
  }

  @Test func `A signed badge is told as such`() {
    #expect(words(PictureSample.token) == "a badge of Open Badges 1 or 2, signed as a JSON Web Signature")
  }

  @Test(arguments: [
    ("{\"uid\":\"1\"}", "an assertion of Open Badges 1.0"),
    ("{\"@context\":\"https://w3id.org/openbadges/v1\"}", "an assertion of Open Badges 1.1"),
    ("{\"@context\":\"https://w3id.org/openbadges/v2\"}", "an assertion of Open Badges 2.0"),
    ("{\"@context\":[\"https://w3id.org/openbadges/v2\"]}", "a badge of Open Badges 1 or 2"),
    ("{\"@context\":1}", "a badge of Open Badges 1 or 2"), ("[]", "a badge of Open Badges 1 or 2"),
    ("{", "a badge of Open Badges 1 or 2"), ("", "a badge of Open Badges 1 or 2"),
    ("\u{1B}[2J", "a badge of Open Badges 1 or 2"),
  ])
  func `An assertion is told with its version, where its context has one`(_ json: String, _ expected: String) {
    #expect(words(json) == expected)
    #expect(words("", body: json) == expected)
    // The address that an SVG gives beside the assertion says where it is to be looked up.
    #expect(words("https://example.org/1", body: json).contains("hosted by its issuer at https://example.org/1"))
  }

  @Test func `Pictures say what the older badge in them is`() throws {
    let assertion = "{\"@context\":\"https://w3id.org/openbadges/v2\"}"
    func message(_ picture: [UInt8]) -> String {
      if case .failure(let error) = PictureSample.extract(picture) { error.message } else { "" }
    }
    for chunk in [
      PNGSample.tEXt(assertion, keyword: "openbadges"), PNGSample.iTXt(assertion, keyword: "openbadges"),
      PNGSample.iTXt(assertion, keyword: "openbadges", language: "de", translation: "x"),
    ] {
      #expect(message(PNGSample.picture(afterHeader: [chunk])).hasPrefix("this is an assertion of Open Badges 2.0; "))
    }
    let element = "<o:assertion xmlns:o=\"http://openbadges.org\"><![CDATA[\(assertion)]]></o:assertion>"
    #expect(message(Array(SVGSample.picture(element).utf8)).hasPrefix("this is an assertion of Open Badges 2.0; "))
    let hosted = "<o:assertion xmlns:o=\"http://openbadges.org\" verify=\"https://example.org/1\"/>"
    #expect(message(Array(SVGSample.picture(hosted).utf8)).contains(" at https://example.org/1; "))
    // Compressed text is not looked into.
    for chunk in [
      PNGSample.tEXt(assertion, keyword: "openbadges", type: "zTXt"),
      PNGSample.iTXt(assertion, keyword: "openbadges", flag: 1),
      PNGSample.tEXt("", keyword: "openbadges", type: "iTXt"),
    ] {
      #expect(message(PNGSample.picture(afterHeader: [chunk])).hasPrefix("this is a badge of Open Badges 1 or 2; "))
    }
  }
}
