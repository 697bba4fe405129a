import Badge
import Foundation
import Testing

@testable import BadgeCLI

@Suite struct BakeTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.sample("alice.json")
    try folder.file("medal.png", Data(CLIPicture.png))
    try folder.file("medal.svg", Data(CLIPicture.svg.utf8))
  }

  private func badge(_ line: String, input: [UInt8] = []) throws -> Tool.Result {
    try Tool.shell("\"$BADGE\" \(line)", input: input, in: folder.url)
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.url.appending(path: name)))
  }

  @Test("A badge goes into a PNG and an SVG picture, is accepted there, and comes out byte by byte")
  func roundTrip() throws {
    for form in ["png", "svg"] {
      let baked = try badge("bake alice.json --image medal.\(form) -o a.\(form)")
      #expect(baked.status == 0)
      #expect(
        baked.errors == "baked a.\(form): Teamwork, awarded to alice@example.org\n  signed by \(Repository.sampleDID)\n"
      )
      #expect(try badge("verify a.\(form) --issuer \(Repository.sampleDID)").status == 0)
      #expect(try badge("extract a.\(form)").output == bytes("alice.json"))
    }
    // The picture itself is not touched.
    #expect(try bytes("medal.png") == CLIPicture.png)
  }

  @Test("Without -o the file is named after the badge, in this folder")
  func names() throws {
    #expect(try badge("bake alice.json --image medal.png").status == 0)
    #expect(try badge("bake \(Repository.samples.path)/alice.json --draw").status == 0)
    #expect(try badge("bake - --draw", input: bytes("alice.json")).status == 0)
    for name in ["alice.png", "alice.svg", "badge.svg"] {
      #expect(try badge("extract \(name)").output == bytes("alice.json"), "\(name)")
    }
    #expect(try folder.text("alice.svg").contains("<title id=\"badge-title\">Teamwork</title>"))
    #expect(try folder.text("alice.svg").contains("issued by Example University"))
  }

  @Test("Nothing is written over, and a name that promises another form is wrong usage")
  func outputs() throws {
    #expect(try badge("bake alice.json --image medal.png -o medal.png").status == 4)
    #expect(try badge("bake alice.json --image medal.png -o a.svg").status == 2)
    #expect(try badge("bake alice.json --image medal.png -o a.json").status == 2)
    #expect(try bytes("medal.png") == CLIPicture.png)
    #expect(try badge("bake alice.json --image medal.png -o medal.png --force").status == 0)
    #expect(try badge("extract medal.png").output == bytes("alice.json"))
    #expect(try badge("bake alice.json --image medal.svg -o -").output.starts(with: "<svg".utf8))
    #expect(try folder.entries == ["alice.json", "medal.png", "medal.svg"])
  }

  @Test("A picture with a badge is refused, unless that is replaced; a badge may come out of a picture")
  func replacing() throws {
    #expect(try badge("bake alice.json --image medal.png -o a.png").status == 0)
    let refused = try badge("bake alice.json --image a.png -o b.png")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("(picture_already_baked)\nhint: "))
    #expect(try badge("bake alice.json --image a.png -o b.png --replace").status == 0)
    #expect(try bytes("b.png") == bytes("a.png"))
    #expect(try badge("bake a.png --image medal.svg -o c.svg").status == 0)
    #expect(try badge("extract c.svg").output == bytes("alice.json"))
  }

  @Test("A badge that is not what its issuer signed is not baked, whatever is allowed")
  func tampered() throws {
    let text = try folder.text("alice.json")
    try folder.file("bad.json", Data(text.replacing("Teamwork", with: "Teamwerk").utf8))
    try folder.file("unsigned.json", Data("{\"a\":1}".utf8))
    for (name, code) in [("bad", "signature_invalid"), ("unsigned", "not_a_credential")] {
      for options in ["", "--allow-unverified"] {
        let refused = try badge("bake \(name).json --draw \(options)")
        #expect(refused.status == 1)
        #expect(refused.errors.hasPrefix("error: nothing was baked, because \(name).json does not verify: "))
        #expect(refused.errors.contains("(\(code))"), "\(refused.errors)")
      }
    }
    #expect(try folder.entries == ["alice.json", "bad.json", "medal.png", "medal.svg", "unsigned.json"])
  }

  @Test("A badge whose key is not at hand is baked only when that is allowed")
  func unknownKey() throws {
    let file = Repository.vectors.appending(path: "undetermined/keys-did-web-none.json")
    let path = file.path
    let refused = try badge("bake \(path) --draw -o a.svg")
    #expect(refused.status == 3)
    #expect(refused.errors.contains("--allow-unverified"))
    let baked = try badge("bake \(path) --draw -o a.svg --allow-unverified")
    #expect(baked.status == 0)
    #expect(baked.errors.split(whereSeparator: \.isWhitespace).suffix(2) == ["not", "verified"])
    #expect(try badge("extract a.svg").output == Array(Data(contentsOf: file)))
  }

  @Test("An expired badge is still its issuer's, and goes into a picture")
  func expired() throws {
    try folder.sample("teamwork.json")
    try folder.sample("issuer.pkcs8.pem", as: "issuer.pem")
    let issued = try badge(
      "issue --template teamwork.json --key issuer.pem --allow-sample-key --no-register --set role=R --set project=P "
        + "--recipient email:bob@example.org --valid-from 2020-01-01 --valid-until 2046-01-01 -o bob.json")
    #expect(issued.status == 0)
    #expect(try badge("bake bob.json --draw").status == 0)
    #expect(try badge("verify bob.svg --any-issuer --at 2050-01-01T00:00:00Z").status == 1)
  }

  @Test(
    "What does not go together is wrong usage",
    arguments: [
      "bake alice.json", "bake alice.json --image medal.png --draw", "bake - --image -", "bake --draw",
      "bake alice.json --draw --replace",
    ])
  func usage(_ line: String) throws {
    #expect(try badge(line).status == 2)
  }

  @Test(
    "A picture that is none is refused with its code",
    arguments: [("alice.json", "picture_not_supported"), ("missing.png", "file_unreadable"), (".", "file_not_regular")])
  func noPicture(_ name: String, _ code: String) throws {
    let refused = try badge("bake alice.json --image \(name) -o a.png")
    #expect(refused.status == (code == "picture_not_supported" ? 1 : 4))
    #expect(refused.errors.contains("(\(code))"))
  }
}
