import Foundation
import Testing

@testable import Badge

/// What of XML is read and what is refused (threat I4).
struct SVGReaderTests {
  private let inner = SVGSample.element("{}")

  private func extract(_ svg: String) -> Result<UnwrappedBadge, BakingError> { PictureSample.extract(svg) }

  // MARK: Encodings

  @Test(arguments: ["UTF-8", "utf-8", "UTF8"])
  func `UTF-8 is read, with and without a byte order mark`(_ encoding: String) {
    let svg = "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>" + SVGSample.picture(SVGSample.element("{\"ü\":1}"))
    #expect(extract(svg).value?.text == "{\"ü\":1}")
    #expect(extract("\u{FEFF}" + svg).value?.text == "{\"ü\":1}")
  }

  @Test(arguments: ["us-ascii", "ISO-8859-1", "iso-8859-15", "Windows-1252"])
  func `An encoding that agrees with UTF-8 about ASCII is read as long as there is no more`(_ encoding: String) {
    let declaration = "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>"
    #expect(extract(declaration + SVGSample.picture(inner)).value != nil)
    #expect(extract(declaration + SVGSample.picture(inner, after: "ü")).code == .svgEncodingNotSupported)
  }

  @Test(arguments: ["UTF-16", "utf-16le", "UTF-7", "UCS-4", "EBCDIC-CP-US", "shift_jis", "utf-8x", "utf", "x"])
  func `Any other declared encoding is refused, also for ASCII`(_ encoding: String) {
    let svg = "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>" + SVGSample.picture(inner)
    #expect(extract(svg).code == .svgEncodingNotSupported)
  }

  @Test func `UTF-16 is refused in both orders, with and without a byte order mark`() {
    for mark in ["", "\u{FEFF}"] {
      for isLittle in [false, true] {
        let units = (mark + SVGSample.picture(inner)).utf16
        let bytes = units.flatMap { unit -> [UInt8] in
          let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
          return isLittle ? [low, high] : [high, low]
        }
        #expect(PictureSample.extract(bytes).code == .svgEncodingNotSupported)
      }
    }
  }

  @Test(arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3]] as [[UInt8]])
  func `Bytes that are no UTF-8 are refused wherever they are`(_ bytes: [UInt8]) {
    let svg = Array(SVGSample.picture(inner, after: "<!--").utf8)
    #expect(PictureSample.extract(svg + bytes).code == .svgEncodingNotSupported)
  }

  @Test(arguments: ["\u{0}", "\u{1}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"])
  func `Characters that XML forbids are refused`(_ text: String) {
    #expect(extract(SVGSample.picture(SVGSample.element("{\"\(text)\":1}"))).code == .svgInvalid)
    let reference = text.unicodeScalars.map { "&#\($0.value);" }.joined()
    #expect(
      extract(SVGSample.picture("<openbadges:credential>{\"\(reference)\":1}</openbadges:credential>")).code
        == .svgInvalid)
  }

  // MARK: Document types and entities

  private static let subsets = [
    "", " ", "<!ENTITY a \"{}\">", "<!ENTITY % a \"{}\">", "<!ENTITY a SYSTEM \"file:///etc/passwd\">",
    "<!ENTITY % a SYSTEM \"file:///etc/passwd\"> %a;", "<!ATTLIST svg verify CDATA \"a.b.c\">", "<!ELEMENT svg ANY>",
    "<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">", "<!-- -->",
    "<!NOTATION a SYSTEM \"b\">",
  ]

  @Test(arguments: subsets, ["", "SYSTEM \"a.dtd\" ", "PUBLIC \"a\" \"b\" "])
  func `Declarations in a document type are refused, used or not`(_ subset: String, _ external: String) {
    let svg = "<!DOCTYPE svg \(external)[\(subset)]>" + SVGSample.picture(inner)
    #expect(extract(svg).code == .svgDoctypeNotSupported)
  }

  /// The reader would wait for somebody to write into it.
  @Test(.timeLimit(.minutes(1)), arguments: ["", "file://"])
  func `The file that a document type names is not opened`(_ scheme: String) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "badge-tests-\(UUID().uuidString)").path
    try #require(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    let svg = "<!DOCTYPE svg SYSTEM \"\(scheme)\(path)\">"
    #expect(extract(svg + SVGSample.picture(inner)).value?.text == "{}")
    #expect(extract("<!DOCTYPE svg PUBLIC \"x\" \"\(scheme)\(path)\">" + SVGSample.picture(inner)).value?.text == "{}")
    #expect(extract(svg + SVGSample.picture(inner, after: "&a;")).code == .svgEntityNotSupported)
  }

  @Test(arguments: ["", "<!DOCTYPE svg>", "<!DOCTYPE svg SYSTEM \"a.dtd\">", "<!DOCTYPE svg PUBLIC \"a\" \"b\">"])
  func `An entity beside the five is refused, in text and in attributes, wherever it is`(_ doctype: String) {
    for text in [
      "<g>&nbsp;</g>", "<g a=\"&nbsp;\"/>", "<g a='x &ampx;'/>", "<g b=\"&lt;\" a=\"&amp;&quot;&x;\"/>", "&lt;&x;",
    ] {
      let svg = doctype + SVGSample.picture(inner, after: text)
      #expect(extract(svg).code == .svgEntityNotSupported, "\(svg)")
    }
    let element = "<openbadges:credential verify=\"\(PictureSample.token)&x;\"/>"
    #expect(extract(doctype + SVGSample.picture(element)).code == .svgEntityNotSupported)
    #expect(
      extract(doctype + SVGSample.picture("<openbadges:credential>{}&x;</openbadges:credential>")).code
        == .svgEntityNotSupported)
  }

  @Test(arguments: [
    "<g>&lt;&gt;&amp;&apos;&quot;&#65;&#x41;</g>", "<g a=\"&lt;&gt;&amp;&apos;&quot;&#65;&#x41;\"/>", "<!-- &x; -->",
    "<![CDATA[&x;]]>", "<?x &x;?>",
  ])
  func `The five, references to characters, and what only looks like one are fine`(_ text: String) {
    #expect(extract(SVGSample.picture(inner, after: text)).value?.text == "{}")
  }

  // MARK: Well-formed SVG

  @Test(arguments: [
    "<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\">", "<svg></svg><svg></svg>", "<svg></svg>x",
    "<svg><g></svg></g>",
    "<svg a=\"1\" a=\"2\"></svg>", "<svg><x:g/></svg>", "<svg a:b=\"\"></svg>", "<svg xmlns:a=\"\"/>", "<",
    "<svg>&</svg>",
    "<svg><![CDATA[</svg>", " <?xml version=\"1.0\"?><svg/>", "<svg>]]></svg>",
  ])
  func `What is no XML is refused`(_ text: String) {
    #expect(extract(text).code == .svgInvalid)
  }

  @Test(arguments: [
    "<html></html>", "<g xmlns=\"http://www.w3.org/2000/svg\"/>", "<svg xmlns=\"http://www.w3.org/2000/SVG\"/>",
    "<SVG xmlns=\"http://www.w3.org/2000/svg\"/>",
    "<openbadges:credential xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\">{}</openbadges:credential>",
  ])
  func `What is no SVG is refused`(_ text: String) {
    #expect(extract(text).code == .svgInvalid)
  }

  @Test func `A separator within the name of a namespace makes no other name of it`() {
    let svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><a:x xmlns:a=\"https://purl.imsglobal.org/ob/v3p0&#10;credential\">{}</a:x></svg>"
    #expect(extract(svg).code != nil)
  }

  // MARK: Limits

  @Test func `Elements may nest to the limit and no deeper`() {
    func picture(_ depth: Int) -> String {
      let groups = depth - 1
      return SVGSample.picture(
        inner, after: String(repeating: "<g>", count: groups) + String(repeating: "</g>", count: groups))
    }
    #expect(extract(picture(BadgePicture.depthLimit)).value?.text == "{}")
    #expect(extract(picture(BadgePicture.depthLimit + 1)).code == .svgTooDeep)
    #expect(extract(SVGSample.picture(inner, after: String(repeating: "<g>", count: 1 << 20))).code == .svgTooDeep)
  }

  @Test func `An element may have attributes to the limit and no more`() {
    func picture(_ count: Int) -> String {
      SVGSample.picture(inner, after: "<g \((0..<count).map { "a\($0)=\"\"" }.joined(separator: " "))/>")
    }
    #expect(extract(picture(BadgePicture.attributeLimit)).value?.text == "{}")
    #expect(extract(picture(BadgePicture.attributeLimit + 1)).code == .svgTooManyAttributes)
  }

  @Test func `The name of a namespace may be as long as the limit and no longer`() {
    func picture(_ attribute: String, _ count: Int) -> String {
      SVGSample.picture(inner, after: "<g \(attribute)=\"\(String(repeating: "a", count: count))\"/>")
    }
    for attribute in ["xmlns", "xmlns:a"] {
      #expect(extract(picture(attribute, BadgePicture.namespaceLimit)).value?.text == "{}")
      #expect(extract(picture(attribute, BadgePicture.namespaceLimit + 1)).code == .svgTooManyAttributes)
    }
    #expect(extract(picture("d", 1 << 20)).value?.text == "{}")
  }

  /// Each attribute with a prefix costs the length of its namespace: without the limits this takes an hour.
  @Test(.timeLimit(.minutes(1))) func `A long namespace with many attributes costs no time`() {
    let long = "xmlns:a=\"\(String(repeating: "a", count: 3 << 20))\""
    let attributes = (0..<200_000).map { "a:\($0 | 1 << 20)=\"\"" }.joined(separator: " ").replacing("a:", with: "a:b")
    #expect(extract(SVGSample.picture(inner, after: "<g \(long) \(attributes)/>")).code == .svgTooManyAttributes)
    let elements = String(repeating: "<g a:b=\"\"/>", count: 300_000)
    #expect(extract(SVGSample.picture(inner, after: "<g \(long)>\(elements)</g>")).code == .svgTooManyAttributes)
  }
}
