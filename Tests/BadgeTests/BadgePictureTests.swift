import CanonicalJSON
import Testing

@testable import Badge

struct BadgePictureTests {
  private let svg = Array(SVGSample.plain.utf8)

  @Test func `Pictures are told by their first bytes`() {
    #expect(BadgePicture.form(of: PNGSample.plain) == .png)
    #expect(BadgePicture.form(of: Array(PNGSample.plain.prefix(8))) == .png)
    #expect(BadgePicture.form(of: Array(PNGSample.plain.prefix(7))) == nil)
    for text in ["<svg/>", "\u{FEFF}<svg/>", " \t\r\n<svg/>", "\u{FEFF}\n<", "<?xml"] {
      #expect(BadgePicture.form(of: Array(text.utf8)) == .svg)
    }
    for bytes in [[0xFE, 0xFF], [0xFF, 0xFE], [0x3C, 0], [0, 0x3C]] as [[UInt8]] {
      #expect(BadgePicture.form(of: bytes) == .svg)
    }
    for text in ["", " ", "{}", "\u{FEFF}", "x<svg/>", "GIF89a", PictureSample.token] {
      #expect(BadgePicture.form(of: Array(text.utf8)) == nil)
    }
  }

  @Test func `Nothing else is a picture`() {
    for bytes in [Array("{}".utf8), [], Array("GIF89a".utf8), [0xFF, 0xD8, 0xFF, 0xE0]] {
      #expect(PictureSample.extract(bytes).code == .pictureNotSupported)
      #expect(PictureSample.bake("{}", into: bytes).code == .pictureNotSupported)
    }
  }

  @Test func `Eight mebibytes are read and baked, and one byte more is refused`() {
    let limit = BadgePicture.byteLimit
    let badge = PNGSample.iTXt("{}")
    let room = limit - PNGSample.picture(afterHeader: [badge, PNGSample.chunk("teSt", [])]).count
    func png(_ count: Int) -> [UInt8] {
      // The checksum of so much is slow to make: null bytes alone, and it is known.
      PNGSample.picture(afterHeader: [badge]) + [UInt8](repeating: 0, count: count + 12)
    }
    #expect(PictureSample.extract(png(room)).value?.notes == [.bytesAfterEnd])
    #expect(PictureSample.extract(png(room + 1)).code == .pictureTooLarge)

    func picture(_ count: Int) -> [UInt8] { svg + [UInt8](repeating: 0x20, count: count - svg.count) }
    let grown = (PictureSample.bake("{}", into: svg).value?.count ?? 0) - svg.count
    #expect(PictureSample.bake("{}", into: picture(limit - grown)).value?.count == limit)
    #expect(PictureSample.bake("{}", into: picture(limit - grown + 1)).code == .pictureTooLarge)
    #expect(PictureSample.bake("{}", into: picture(limit) + [0x20]).code == .pictureTooLarge)
  }

  @Test(arguments: [
    "", "null", "[]", "\"\(PictureSample.token)\"", "{", "{\"a\":1,\"a\":2}", "a.b", "{\"\u{FFFF}\":1}",
  ])
  func `Only a JSON object or a token is baked`(_ credential: String) {
    #expect(PictureSample.bake(credential, into: PNGSample.plain).code == .credentialInvalid)
    #expect(PictureSample.bake(credential, into: svg).code == .credentialInvalid)
  }

  @Test func `Both forms of a credential go into both forms of picture`() {
    for picture in [PNGSample.plain, svg] {
      for credential in [PictureSample.json, PictureSample.token] {
        let baked = PictureSample.bake(credential, into: picture).value ?? []
        #expect(PictureSample.extract(baked).value?.text == credential)
      }
    }
  }

  /// Names and descriptions of anything that I-JSON allows, with what XML and JSON treat in a way of their own.
  @Test func `Ten thousand random credentials come back as they were, out of PNG and SVG`() throws {
    var random = SplitMix(seed: 0xBADE)
    let pieces = [
      "]]>", "]]", "]", ">", "<![CDATA[", "&amp;", "&", "<", "\"", "'", "\\", "\r", "\n", "\r\n", "\t", "\u{0}",
      "\u{1B}",
      "</openbadges:credential>", "-->", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{FFFD}", "\u{202E}", "e\u{301}", " ",
    ]
    func text() -> String {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...24, using: &random) {
        if Bool.random(using: &random) {
          text.append(contentsOf: pieces.randomElement(using: &random)?.unicodeScalars ?? "".unicodeScalars)
        } else {
          let plane: UInt32 = Bool.random(using: &random) ? 0x2FFF : 0x10FFFF
          let scalar = Unicode.Scalar(UInt32.random(in: 0...plane, using: &random))
          if let scalar, !scalar.properties.isNoncharacterCodePoint { text.append(scalar) }
        }
      }
      return String(text)
    }
    var failures: [String] = []
    for _ in 0..<10_000 {
      let credential: JSONValue = [
        "name": .string(text()), "description": .string(text()), "achievement": [.string(text())],
      ]
      let bytes = credential.serialized()
      for picture in [PNGSample.plain, svg] {
        let baked = try BadgePicture.bake(bytes, into: picture)
        let back = try UnwrappedBadge(unwrapping: baked)
        if back.bytes != bytes || !back.notes.isEmpty { failures.append(String(decoding: bytes, as: UTF8.self)) }
      }
    }
    #expect(failures.isEmpty)
  }

  @Test func `A signed badge is still good when it comes out of a picture`() throws {
    let signed = try Sample.sign(try Sample.badge()).serialized()
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow))
    for picture in [PNGSample.plain, svg, DefaultPicture.svg(achievement: "Teamwork", issuer: "Example College")] {
      let back = try UnwrappedBadge(unwrapping: BadgePicture.bake(signed, into: picture))
      #expect(verifier.verify(back.bytes, at: .noon).outcome == .accepted)
    }
  }
}
