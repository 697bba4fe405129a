import Testing

@testable import Badge

/// Open Badges 3.0, "SVG".
struct SVGPictureTests {
  private let json = PictureSample.json
  private let token = PictureSample.token

  private func extract(_ svg: String) -> Result<UnwrappedBadge, BakingError> { PictureSample.extract(svg) }

  private func bake(_ credential: String, into svg: String, replacing: Bool = false) -> Result<String, BakingError> {
    PictureSample.bake(credential, into: Array(svg.utf8), replacing: replacing).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  // MARK: Taking out

  @Test func `The body of the credential is the JSON`() {
    let badge = extract(SVGSample.picture(SVGSample.element(json))).value
    #expect(badge?.text == json && badge?.form == .svg && badge?.isToken == false && badge?.notes == [])
  }

  @Test func `White space as in the specification's example changes nothing`() {
    let svg = """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg"
        xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"
        viewBox="0 0 512 512">
        <openbadges:credential>
          <![CDATA[
            {"a": 1}
          ]]>
        </openbadges:credential>

        <!-- rest-of-image -->
      </svg>
      """
    let badge = extract(svg).value
    #expect(badge?.notes == [])
    #expect(badge.map { UnwrappedBadge.trimmed($0.bytes) }.map { $0.count } == "{\"a\": 1}".utf8.count)
  }

  @Test(arguments: [
    "></openbadges:credential>", "/>", ">\n  </openbadges:credential>", "><![CDATA[ ]]></openbadges:credential>",
  ])
  func `The attribute verify is the token`(_ rest: String) {
    let badge = extract(SVGSample.picture("<openbadges:credential verify=\"\(token)\"\(rest)")).value
    #expect(badge?.text == token && badge?.isToken == true && badge?.notes == [])
  }

  @Test func `Any prefix will do, and the default namespace`() {
    let namespace = "https://purl.imsglobal.org/ob/v3p0"
    #expect(
      extract(
        SVGSample.picture("<x:credential><![CDATA[\(json)]]></x:credential>", attributes: "xmlns:x=\"\(namespace)\"")
      ).value?.text == json)
    #expect(
      extract(SVGSample.picture("<credential xmlns=\"\(namespace)\"><![CDATA[\(json)]]></credential>", attributes: ""))
        .value?.text == json)
    let svg = "<s:svg xmlns:s='http://www.w3.org/2000/svg' xmlns='\(namespace)'><credential verify='\(token)'/></s:svg>"
    #expect(extract(svg).value?.text == token)
  }

  @Test(arguments: [
    "https://purl.imsglobal.org/ob/v3p0/", "http://purl.imsglobal.org/ob/v3p0", "https://purl.imsglobal.org/ob/v3p1",
    "https://PURL.imsglobal.org/ob/v3p0", "openbadges",
  ])
  func `Another namespace is none, whatever the prefix`(_ namespace: String) {
    let svg = SVGSample.picture(SVGSample.element(json), attributes: "xmlns:openbadges=\"\(namespace)\"")
    #expect(extract(svg).code == .badgeMissing)
  }

  @Test(arguments: [
    "<!--<openbadges:credential><![CDATA[{}]]></openbadges:credential>-->",
    "<desc><![CDATA[<openbadges:credential>{}</openbadges:credential>]]></desc>",
    "<g data-x=\"&lt;openbadges:credential verify='a.b.c'/>\" verify=\"\(PictureSample.token)\"/>",
    "<?openbadges credential verify=\"a.b.c\"?>", "<credential verify=\"a.b.c\"/>", "<openbadges:credentials/>",
    "<openbadges:Credential verify=\"a.b.c\"/>", "<desc>openbadges:credential {}</desc>",
    "<g openbadges:credential=\"\(PictureSample.token)\"/>",
  ])
  func `Nothing but an element of that name is a badge`(_ inner: String) {
    #expect(extract(SVGSample.picture(inner)).code == .badgeMissing)
    #expect(extract(SVGSample.picture(SVGSample.element(json), after: inner)).value?.text == json)
  }

  @Test func `The attribute verify has no namespace`() {
    let svg = SVGSample.picture("<openbadges:credential openbadges:verify=\"\(token)\"/>")
    #expect(extract(svg).code == .badgeMalformed)
  }

  @Test func `A second badge is refused, anywhere, and in either order`() {
    let (first, second) = (SVGSample.element(json), "<openbadges:credential verify=\"\(token)\"/>")
    let record = "<credential xmlns=\"https://purl.imsglobal.org/clr/v2p0\"/>"
    for other in [first, second, "<g>\(second)</g>", record, "<openbadges:credential/>"] {
      #expect(extract(SVGSample.picture(first + other)).code == .badgeRepeated)
      #expect(extract(SVGSample.picture(other + first)).code == .badgeRepeated)
    }
  }

  @Test func `A badge within another element is refused`() {
    #expect(extract(SVGSample.picture("<g>\(SVGSample.element(json))</g>")).code == .badgeMisplaced)
    #expect(extract(SVGSample.picture("<metadata>\(SVGSample.element(json))</metadata>")).code == .badgeMisplaced)
  }

  @Test(arguments: ["{}", "x", "a.b.c"])
  func `A token and a body in one element are refused, also if they agree`(_ body: String) {
    let start = "<openbadges:credential verify=\"\(token)\">"
    #expect(extract(SVGSample.picture("\(start)<![CDATA[\(body)]]></openbadges:credential>")).code == .badgeAmbiguous)
    #expect(extract(SVGSample.picture("\(start)\(body)</openbadges:credential>")).code == .badgeAmbiguous)
    let empty = "<openbadges:credential verify=\"\"><![CDATA[{}]]></openbadges:credential>"
    #expect(extract(SVGSample.picture(empty)).code == .badgeAmbiguous)
  }

  @Test(arguments: ["", " ", "{}", "a.b", "https://example.org"])
  func `A verify attribute that is no token is refused`(_ value: String) {
    #expect(extract(SVGSample.picture("<openbadges:credential verify=\"\(value)\"/>")).code == .badgeMalformed)
  }

  @Test(arguments: ["", " \n ", "[]", "null", "https://example.org/1", "&lt;"])
  func `A body that is neither a JSON object nor a token is refused`(_ body: String) {
    #expect(
      extract(SVGSample.picture("<openbadges:credential>\(body)</openbadges:credential>")).code == .badgeMalformed)
  }

  @Test(arguments: ["<g/>", "<!-- -->", "<?x y?>", "<g>1</g>"])
  func `A body that is not only text is refused, since readers disagree about it`(_ inner: String) {
    let svg = SVGSample.picture("<openbadges:credential>{\"a\":\(inner)1}</openbadges:credential>")
    #expect(extract(svg).code == .badgeMalformed)
  }

  @Test func `Text that is not in CDATA is read as XML has it, and noted`() {
    let badge = extract(SVGSample.picture("<openbadges:credential>{\"a\":\"&lt;&amp;&#x5a;\"}</openbadges:credential>"))
    #expect(badge.value?.text == "{\"a\":\"<&Z\"}")
    #expect(badge.value?.notes == [.notInCDATA])
  }

  @Test func `A token in the body is read and noted`() {
    let badge = extract(SVGSample.picture(SVGSample.element("\n\(token)\n"))).value
    #expect(badge?.text == token && badge?.isToken == true && badge?.notes == [.tokenInBody])
  }

  @Test(arguments: ["<title>x</title>", "x", "<![CDATA[x]]>"])
  func `A badge that is not the first in the picture is read and noted`(_ before: String) {
    #expect(extract(SVGSample.picture(before + SVGSample.element(json))).value?.notes == [.notDirectlyAfterRoot])
  }

  @Test func `White space and comments before the badge are nothing`() {
    #expect(extract(SVGSample.picture("\n  <!-- x -->" + SVGSample.element(json))).value?.notes == [])
  }

  @Test func `A Comprehensive Learner Record is read and noted`() {
    let svg = SVGSample.picture(
      SVGSample.element(json), attributes: "xmlns:openbadges=\"https://purl.imsglobal.org/clr/v2p0\"")
    #expect(extract(svg).value?.notes == [.learnerRecord])
  }

  @Test func `A badge of Open Badges 1 or 2 is undecided, and beside another one noted`() {
    let older = "<o:assertion xmlns:o=\"http://openbadges.org\" verify=\"https://example.org/1\"/>"
    #expect(extract(SVGSample.picture(older)).code == .olderOpenBadge)
    #expect(extract(SVGSample.picture("<g>\(older)</g>")).code == .olderOpenBadge)
    #expect(extract(SVGSample.picture(SVGSample.element(json) + older)).value?.notes == [.olderBadgeBeside])
  }

  @Test func `A root without a namespace is noted`() {
    let svg = "<svg \(SVGSample.declaration)>\(SVGSample.element(json))</svg>"
    #expect(extract(svg).value?.notes == [.rootWithoutNamespace])
  }

  @Test func `A document type declaration is noted`() {
    let svg = "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">"
    #expect(extract(svg + SVGSample.picture(SVGSample.element(json))).value?.notes == [.documentType])
  }

  // MARK: Putting in

  @Test func `A credential is put directly behind the svg tag, and nothing else changes`() {
    let (before, name, attributes, after) = (
      "\u{FEFF}<?xml version='1.0'?>\r\n<!-- <svg> -->\r\n", "<svg", "\n xmlns = 'http://www.w3.org/2000/svg' a='>'\t>",
      "\r\n<g >&amp;ü</g></svg >\r\n<!-- end -->\r\n"
    )
    let svg = before + name + attributes + after
    let expected = "\(before)\(name) \(SVGSample.declaration)\(attributes)\(SVGSample.element(json))\(after)"
    #expect(bake(json, into: svg).value == expected)
    let withToken =
      "\(before)\(name) \(SVGSample.declaration)\(attributes)<openbadges:credential verify=\"\(token)\"></openbadges:credential>\(after)"
    #expect(bake(" \(token)\n", into: svg).value == withToken)
  }

  @Test func `A namespace that is declared already is not declared again`() {
    #expect(bake(json, into: SVGSample.picture("")).value == SVGSample.picture(SVGSample.element(json)))
    let other = SVGSample.picture("", attributes: "xmlns:ob=\"https://purl.imsglobal.org/ob/v3p0\"")
    #expect(bake(json, into: other).value?.contains("<svg \(SVGSample.declaration) xmlns=") == true)
  }

  @Test func `Where the root has given the prefix to something else, the element takes it back`() {
    let svg = SVGSample.picture("", attributes: "xmlns:openbadges=\"http://openbadges.org\"")
    let expected = SVGSample.picture(
      "<openbadges:credential \(SVGSample.declaration)><![CDATA[\(json)]]></openbadges:credential>",
      attributes: "xmlns:openbadges=\"http://openbadges.org\"")
    #expect(bake(json, into: svg).value == expected)
  }

  @Test func `A root with a prefix of its own keeps it`() {
    let svg = "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"></s:svg>"
    let expected =
      "<s:svg \(SVGSample.declaration) xmlns:s=\"http://www.w3.org/2000/svg\">\(SVGSample.element(json))</s:svg>"
    #expect(bake(json, into: svg).value == expected)
  }

  @Test(arguments: ["<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "<svg xmlns=\"http://www.w3.org/2000/svg\" />"])
  func `A picture with nothing in it is refused`(_ svg: String) {
    #expect(bake(json, into: svg).code == .svgInvalid)
  }

  @Test func `A badge is replaced only when that is asked for, and then all of them`() {
    let baked = bake(json, into: SVGSample.plain).value ?? ""
    #expect(bake("{}", into: baked).code == .pictureAlreadyBaked)
    #expect(bake("{}", into: baked, replacing: true) == bake("{}", into: SVGSample.plain))
    let older = "<o:assertion xmlns:o=\"http://openbadges.org\"><![CDATA[{}]]></o:assertion>"
    let several = SVGSample.picture(
      "<g>1<openbadges:credential><openbadges:credential>x</openbadges:credential></openbadges:credential>2</g>" + older
        + "<openbadges:credential verify=''/>3<g><openbadges:credential></openbadges:credential></g>")
    #expect(bake("{}", into: several).code == .pictureAlreadyBaked)
    #expect(
      bake("{}", into: several, replacing: true).value
        == SVGSample.picture("\(SVGSample.element("{}"))<g>12</g>3<g></g>"))
    #expect(bake("{}", into: SVGSample.picture(older)).code == .pictureAlreadyBaked)
  }

  @Test(arguments: [
    "]]>", "]]", "]>", ">", "]]]>", "]]>]]>", "]]]]>>", "<![CDATA[", "<![CDATA[]]>", "]]&gt;", "&amp;", "&#13;",
    "<!--", "</openbadges:credential>", "'", "\u{7F}\u{85}\u{2028}", "\u{10FFFD}\u{FFFD}\u{E000}", "e\u{301}\u{FEFF}",
  ])
  func `What XML would read otherwise comes back as it was`(_ text: String) {
    let credential = "{\"\(text)\":\"\(text)\"}"
    #expect(bake(credential, into: SVGSample.plain).value.map { extract($0).value?.text } == credential)
  }

  @Test func `Line ends of every kind come back as they were`() {
    let credential = "\r\n{\r\n\"a\":\n1,\r\r\"b\":\t[\r]}\r"
    #expect(bake(credential, into: SVGSample.plain).value.map { extract($0).value?.text } == credential)
    #expect(bake(credential, into: SVGSample.plain).value.map { extract($0).value?.notes } == [])
  }

  @Test func `A picture that declares another encoding takes ASCII and no more`() {
    let svg = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>" + SVGSample.plain
    #expect(bake("{}", into: svg).value != nil)
    #expect(bake(json, into: svg).code == .svgEncodingNotSupported)
  }

  @Test(.enabled(if: Tool.isInstalled("xmllint"), "xmllint is not installed"))
  func `xmllint finds nothing wrong and reads the same`() throws {
    let credential = "{\"]]>\":\"\\u0000<&]]>\u{1F600}\"}"
    let baked = try PictureSample.bake(credential, into: Array(SVGSample.plain.utf8)).get()
    #expect(try Tool.run("xmllint", ["--noout", "--nonet"], on: baked) == (0, ""))
    let text = try Tool.run("xmllint", ["--nonet", "--xpath", "string(/*/*[1][local-name()='credential'])"], on: baked)
    #expect(text.status == 0 && text.text == credential + "\n")
  }
}
