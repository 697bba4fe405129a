import Foundation
import Testing

@testable import Badge

struct DefaultPictureTests {
  private static let names = [
    "", " ", "Teamwork", "A", String(repeating: "W", count: 1000), String(repeating: "word ", count: 1000),
    "机器学习高级课程（第二部分）", "مقدمة في الذكاء الاصطناعي", "ทักษะการทำงานเป็นทีม", "हिन्दी विश्वविद्यालय", "👩‍👩‍👧‍👦🇺🇦",
    "<script>alert(1)</script>", "]]>&\"'<!--", "\u{0}\u{FFFE}\u{202E}x", "Z\u{301}\u{302}",
    "Donaudampfschifffahrtsgesellschaft",
    "\u{FDFD}\u{12031}",
  ]

  private func svg(_ achievement: String, _ issuer: String = "Example College") -> String {
    String(decoding: DefaultPicture.svg(achievement: achievement, issuer: issuer), as: UTF8.self)
  }

  @Test(arguments: names) func `Any name makes a picture that a badge can be baked into`(_ name: String) {
    for picture in [svg(name), svg("Teamwork", name), svg(name, name)] {
      let baked = PictureSample.bake(PictureSample.json, into: Array(picture.utf8)).value ?? []
      #expect(PictureSample.extract(baked).value?.notes == [])
      #expect(PictureSample.extract(baked).value?.text == PictureSample.json)
    }
  }

  @Test(.enabled(if: Tool.isInstalled("xmllint"), "xmllint is not installed"), arguments: names)
  func `xmllint finds nothing wrong`(_ name: String) throws {
    let picture = DefaultPicture.svg(achievement: name, issuer: name)
    #expect(try Tool.run("xmllint", ["--noout", "--nonet"], on: picture) == (0, ""))
  }

  @Test func `The same names make the same picture, and an issuer's badges have its colours`() {
    #expect(svg("Teamwork") == svg("Teamwork"))
    func colors(_ svg: String) -> Set<String> { Set(svg.matches(of: /#[0-9a-f]{6}/).map { String($0.output) }) }
    #expect(colors(svg("Teamwork")) == colors(svg("Rhetoric")))
    #expect(Set((0..<40).map { colors(svg("Teamwork", "College \($0)")) }).count == 8)
  }

  @Test(arguments: names) func `It has a title and a description, no script and nothing from elsewhere`(_ name: String)
  {
    let picture = svg(name, name)
    #expect(picture.contains("<title id=\"badge-title\">") && picture.contains("<desc id=\"badge-desc\">"))
    #expect(picture.contains("role=\"img\"") && picture.contains("aria-labelledby=\"badge-title badge-desc\""))
    let tags = picture.matches(of: /<([a-zA-Z!?][^ >\/]*)/).map { String($0.output.1) }
    #expect(Set(tags).isSubset(of: ["svg", "title", "desc", "g", "path", "circle", "text"]))
    #expect(!picture.contains("href") && !picture.contains("url(") && !picture.contains("style"))
    #expect(picture.components(separatedBy: "http").count == 2)
  }

  @Test func `The whole name is the title, and all of its words are shown`() {
    let picture = svg("Advanced Introduction to Machine Learning for Professionals", "A & B")
    #expect(picture.contains(">Advanced Introduction to Machine Learning for Professionals</title>"))
    #expect(picture.contains("issued by A &amp; B</desc>"))
    let shown = picture.matches(of: /<text[^>]*>([^<]*)<\/text>/).map { String($0.output.1) }
    #expect(shown.joined(separator: " ") == "Advanced Introduction to Machine Learning for Professionals A &amp; B")
  }

  @Test func `Text from right to left says so`() {
    #expect(svg("العربية").contains("direction=\"rtl\""))
    #expect(!svg("Teamwork").contains("direction"))
  }

  /// WCAG 2.2, "relative luminance" and "contrast ratio".
  @Test func `Letters have a contrast of seven to one`() throws {
    func luminance(_ color: Substring) throws -> Double {
      let number = try #require(Int(color.dropFirst(), radix: 16))
      let parts = [number >> 16 & 0xFF, number >> 8 & 0xFF, number & 0xFF].map { part -> Double in
        let value = Double(part) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    for i in 0..<40 {
      let picture = svg("Teamwork", "College \(i)")
      let fills = picture.matches(of: /text-anchor="middle" fill="(#[0-9a-f]{6})"/).map(\.output.1)
      #expect(fills.count == 2 && fills.last == "#ffffff")
      // The name on white, and white on the ribbon, which has the name's colour.
      #expect(picture.contains("<path fill=\"\(fills[0])\" d=\"M36 376"))
      #expect(try 1.05 / (luminance(fills[0]) + 0.05) >= 7)
    }
  }
}
