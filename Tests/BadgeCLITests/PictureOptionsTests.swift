import Badge
import CanonicalJSON
import Foundation
import Testing

@testable import BadgeCLI

/// Pictures that other pictures are made from.
enum CLIPicture {
  static let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"1\"/></svg>"

  /// One grey pixel. The lengths and checksums were written down by another program.
  static let png: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
    0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A, 0x7E, 0x9B, 0x55, 0x00, 0x00, 0x00, 0x0A, 0x49,
    0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0x00, 0x00,
    0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
  ]
}

@Suite struct PictureOptionsTests {
  let issuer: IssuerFolder
  var folder: TemporaryFolder { issuer.folder }

  init() throws {
    issuer = try IssuerFolder()
    try folder.file("medal.png", Data(CLIPicture.png))
    try folder.file("medal.svg", Data(CLIPicture.svg.utf8))
    try folder.file("class.csv", Data("email,role\np1@example.org,Editor\np2@example.org,]]>&<\n".utf8))
  }

  private static let alone =
    "issue --template teamwork.json --recipient email:bob@example.org --set role=R --set project=P"
  private static let roster = "issue --template teamwork.json --csv class.csv --set project=P -o out"

  private func files(_ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: name).path).sorted()
  }

  @Test("One badge is a picture, with and without a register, named after its recipient or as it is told")
  func one() throws {
    for (options, name) in [
      ("--image medal.png", "bob.png"), ("--draw", "bob.svg"), ("--image medal.svg -o x.svg", "x.svg"),
      ("--image medal.png -o y.png --no-register --key issuer.pem", "y.png"),
      ("--draw -o z.SVG --no-register --key issuer.pem", "z.SVG"),
    ] {
      let issued = try issuer.sign("\(Self.alone) \(options)")
      #expect(issued.status == 0, "\(issued.errors)")
      #expect(issued.errors.hasPrefix("issued \(name): Teamwork, awarded to bob@example.org\n"))
      #expect(try issuer.verify(name).status == 0)
    }
    #expect(try folder.text("bob.svg").contains("<title id=\"badge-title\">Teamwork</title>"))
    let shown = try issuer.sign("\(Self.alone) --image medal.svg -o -")
    #expect(shown.text.hasPrefix("<svg xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\" xmlns="))
  }

  @Test("A badge in a picture can be revoked like any other, and comes back from the register as it was")
  func revoked() throws {
    #expect(try issuer.sign("\(Self.alone) --image medal.png").status == 0)
    let kept = try Data(contentsOf: folder.url.appending(path: "bob.png"))
    let json = try issuer.badge("extract bob.png -o bob.json")
    #expect(json.status == 0)
    let id = try issuer.id(of: "bob.json")
    #expect(try issuer.badge("export \(id) -o again.png").status == 0)
    #expect(try Data(contentsOf: folder.url.appending(path: "again.png")) == kept)
    #expect(try issuer.sign("revoke \(id) --reason gone").status == 0)
    #expect(try issuer.verify("bob.png").status == 1)
  }

  @Test("Everybody in a class gets a picture, and the same roster again issues nothing")
  func roster() throws {
    for (options, ending) in [("--image medal.png --run a", "png"), ("--draw --run b", "svg")] {
      let out = Self.roster.replacing("-o out", with: "-o \(ending)")
      #expect(try issuer.sign("\(out) \(options)").status == 0)
      #expect(try files(ending) == ["p1@example.org.\(ending)", "p2@example.org.\(ending)", "result.csv"])
      #expect(try issuer.verify(ending).status == 0)
      try FileManager.default.removeItem(at: folder.url.appending(path: "\(ending)/p2@example.org.\(ending)"))
      #expect(try issuer.sign("\(out) \(options)").errors.hasPrefix("issued 0 badges to \(ending); 2 had been issued"))
      #expect(try issuer.verify(ending).status == 0)
      #expect(try files(ending).count == 3)
    }
  }

  @Test("A class that has its badges as JSON gets the same ones as pictures")
  func later() throws {
    #expect(try issuer.sign(Self.roster).status == 0)
    let again = try issuer.sign("\(Self.roster) --draw")
    #expect(again.errors.hasPrefix("issued 0 badges to out; 2 had been issued before\n"))
    for name in ["p1@example.org", "p2@example.org"] {
      let inside = try issuer.badge("extract out/\(name).svg").text
      #expect(inside == (try folder.text("out/\(name).json")))
    }
  }

  @Test("A picture that nothing can be baked into is refused before anything is issued")
  func refused() throws {
    try folder.file("broken.png", Data(CLIPicture.png.dropLast(3)))
    let baked = try BadgePicture.bake(Array("{}".utf8), into: CLIPicture.png)
    try folder.file("baked.png", Data(baked))
    for (name, code) in [
      ("broken.png", "png_truncated"), ("baked.png", "picture_already_baked"), ("class.csv", "picture_not_supported"),
    ] {
      for line in [Self.alone, Self.roster] {
        let refused = try issuer.sign("\(line) --image \(name)")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("(\(code))"), "\(refused.errors)")
      }
    }
    #expect(try issuer.badge("list").text.isEmpty)
    #expect(try issuer.sign("\(Self.alone) --image medal.png --draw").status == 2)
    #expect(try issuer.sign("\(Self.alone) --image medal.png -o bob.json").status == 2)
    #expect(try issuer.sign("\(Self.roster) --image medal.png --name-pattern '{{row}}.json'").status == 2)
    #expect(try issuer.badge("list").text.isEmpty)
  }

  @Test("The names in a drawn picture are those of the badge, whatever they hold")
  func drawn() throws {
    let picture = try PictureSource.drawn.picture(
      for: [
        "issuer": ["name": "A & B"], "name": "Outer",
        "credentialSubject": ["achievement": ["name": "<script>alert(1)</script>"]],
      ])
    let text = String(decoding: picture.bytes, as: UTF8.self)
    #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && text.contains("A &amp; B"))
    #expect(!text.contains("<script>"))
    for value: JSONValue in [[:], ["issuer": "did:example:a", "credentialSubject": []], ["name": 1]] {
      #expect(try PictureSource.drawn.picture(for: value).form == .svg)
    }
  }

  @Test("Others' programs find nothing wrong with pictures of random names", .enabled(if: Tool.isInstalled("python3")))
  func others() throws {
    let script = Repository.root.appending(path: "Tests/Pictures/check_pictures.py").path
    let result = try Tool.shell("python3 '\(script)' \"$BADGE\" 30 --shown 1")
    #expect(result.status == 0, "\(result.text)\(result.errors)")
    #expect(result.text.hasSuffix("nothing found\n"))
  }
}
