import Badge
import Foundation
import Testing

@testable import BadgeCLI

@Suite struct ExtractTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func badge(_ line: String, input: [UInt8] = []) throws -> Tool.Result {
    try Tool.shell("\"$BADGE\" \(line)", input: input, in: folder.url)
  }

  @Test("What is baked in comes out byte by byte, to standard output or a file, and is said not to be verified")
  func bytes() throws {
    let json = Array("{\"a\": \"]]>\u{202E}é\"}\r\n".utf8)
    for (name, picture) in [("a.png", CLIPicture.png), ("a.svg", Array(CLIPicture.svg.utf8))] {
      try folder.file(name, Data(BadgePicture.bake(json, into: picture)))
      let result = try badge("extract \(name)")
      #expect(result.status == 0)
      #expect(result.output == json)
      #expect(result.errors == "took JSON out of \(name); it is not verified\n")
      #expect(try badge("extract \(name) -o \(name).json").output.isEmpty)
      #expect(try folder.text("\(name).json").utf8.elementsEqual(json))
      #expect(try badge("extract \(name) -o \(name).json").status == 4)
      #expect(try badge("extract - < \(name)").output == json)
    }
  }

  @Test("A token comes out as a token")
  func token() throws {
    let token = Array("eyJhbGciOiJFZERTQSJ9.e30.AAAA".utf8)
    try folder.file("a.svg", Data(BadgePicture.bake(token, into: Array(CLIPicture.svg.utf8))))
    let result = try badge("extract a.svg")
    #expect(result.output == token)
    #expect(result.errors.contains("a JSON Web Token"))
  }

  @Test("On a terminal nothing of it moves the cursor", .enabled(if: Tool.isInstalled("script")))
  func terminal() throws {
    let json = Array("{\"a\": \"\u{9B}2J\u{202E}\"}".utf8)
    try folder.file("a.png", Data(BadgePicture.bake(json, into: CLIPicture.png)))
    let shown = try Tool.shell("script -qec '\"$BADGE\" extract a.png' /dev/null", in: folder.url)
    #expect(shown.text.contains("{\"a\": \"\\u{9B}2J\\u{202E}\"}"), "\(shown.text)")
    #expect(!shown.text.contains("\u{202E}") && !shown.text.contains("\u{9B}"))
  }

  @Test("Whatever is odd about the picture is told on standard error")
  func notes() throws {
    let baked = try BadgePicture.bake(Array("{}".utf8), into: CLIPicture.png)
    try folder.file("a.png", Data(baked + [0]))
    let result = try badge("extract a.png")
    #expect(result.text == "{}")
    #expect(result.errors.hasPrefix("warning: a.png: bytes follow the end of the picture, which were not read\n"))
  }

  @Test("What holds no badge is refused, and an older badge is told")
  func refused() throws {
    try folder.file("plain.png", Data(CLIPicture.png))
    try folder.file("json.png", Data("{}".utf8))
    let older = "<o:assertion xmlns:o=\"http://openbadges.org\" verify=\"https://example.org/\u{202E}1\"/>"
    try folder.file("older.svg", Data(CLIPicture.svg.replacing("<circle", with: older + "<circle").utf8))
    for (name, status, code) in [
      ("plain.png", 1, "badge_missing"), ("json.png", 1, "picture_not_supported"),
      ("older.svg", 3, "older_open_badge"), ("missing.png", 4, "file_unreadable"),
    ] {
      let result = try badge("extract \(name) -o out.json")
      #expect(result.status == Int32(status))
      #expect(result.output.isEmpty)
      #expect(result.errors.contains("(\(code))"), "\(result.errors)")
      #expect(!result.errors.contains("\u{202E}"))
      #expect(try !folder.entries.contains("out.json"))
    }
    let older2 = try badge("verify older.svg --any-issuer")
    #expect(older2.status == 3)
    #expect(older2.text.contains(" https://example.org/\\u{202E}1"), "\(older2.text)")
  }
}
