import CanonicalJSON
import Foundation
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

  @Test func `Ten thousand random credentials come back as they were, out of PNG and SVG`() throws {
    var random = SplitMix(seed: 0xBADE)
    var failures: [String] = []
    for _ in 0..<10_000 {
      let credential: JSONValue = [
        "name": .string(PictureSample.text(&random)), "description": .string(PictureSample.text(&random)),
        "achievement": [.string(PictureSample.text(&random))],
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

  /// Threat row I8. Ten thousand with BADGE_TEST_LONG.
  @Test func `Badges with random names are verified in PNG, in SVG and in the picture that is drawn for them`() throws {
    var random = SplitMix(seed: 0xBAD6E)
    let count = ProcessInfo.processInfo.environment["BADGE_TEST_LONG"] == nil ? 300 : 10_000
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow))
    var scratch = VerifierScratch()
    let (png, svg) = (try BlankPicture(PNGSample.plain), try BlankPicture(svg))
    var failures: [String] = []
    for number in 0..<count {
      // The data models ask for names, and Open Badges for some text in them.
      let name = "N" + PictureSample.text(&random)
      var badge = try Sample.badge()
      badge["name"] = .string(name)
      var subject = badge["credentialSubject"] ?? [:]
      var achievement = subject["achievement"] ?? [:]
      achievement["name"] = .string(name)
      achievement["description"] = .string("D" + PictureSample.text(&random))
      subject["achievement"] = achievement
      badge["credentialSubject"] = subject
      let signed = try Sample.sign(badge, number % 10 == 0 ? .eddsaRDFC2022 : .eddsaJCS2022).serialized()
      let drawn = try BlankPicture(DefaultPicture.svg(achievement: name, issuer: name))
      for blank in [png, svg, drawn] {
        let baked = try blank.baking(signed)
        let verdict = verifier.verify(baked, at: .noon, using: &scratch)
        if verdict.outcome != .accepted || verdict.authentic?.document.bytes != signed
          || verdict.authentic?.title != name
        {
          failures.append(String(decoding: signed, as: UTF8.self))
        }
      }
    }
    #expect(failures.isEmpty)
  }

  /// Threat row I1.
  @Test func `Of a good and a tampered badge in one picture neither is accepted, in either order`() throws {
    let good = String(decoding: try Sample.signedBadge().serialized(), as: UTF8.self)
    let bad = good.replacing("Teamwork", with: "Teamwerk")
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow))
    for pair in [[good, bad], [bad, good], [good, good]] {
      let png = PNGSample.picture(afterHeader: [PNGSample.iTXt(pair[0])], beforeEnd: [PNGSample.iTXt(pair[1])])
      let svg = SVGSample.picture(SVGSample.element(pair[0]), after: "<g/>" + SVGSample.element(pair[1]))
      for picture in [png, Array(svg.utf8)] {
        let verdict = verifier.verify(picture, at: .noon)
        #expect(verdict.outcome == .rejected)
        #expect(verdict.authentic == nil)
        #expect(verdict.findings[0].result.reason?.code == .badgeRepeated)
      }
    }
    // What is behind the end of a picture, or only looks like a badge, is none.
    for picture in [
      PNGSample.picture(afterHeader: [PNGSample.iTXt(bad)]) + PNGSample.iTXt(good),
      Array(SVGSample.picture("<!--\(SVGSample.element(good))-->" + SVGSample.element(bad)).utf8),
      Array(SVGSample.picture("<text>" + good.replacing("&", with: "&amp;") + "</text>" + SVGSample.element(bad)).utf8),
    ] {
      #expect(verifier.verify(picture, at: .noon).outcome == .rejected)
    }
  }

  /// Threat row I7: what is baked is the badge's business, and what the picture does that of whoever shows it.
  @Test func `Scripts and other bytes of a picture stay as they are, and have no part in the verdict`() throws {
    let signed = try Sample.signedBadge().serialized()
    let script = "<script>alert(1)</script><a href=\"javascript:alert(1)\"/><foreignObject><p/></foreignObject>"
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\">\(script)</svg>"
    let baked = String(decoding: try BadgePicture.bake(signed, into: Array(picture.utf8)), as: UTF8.self)
    #expect(baked.hasSuffix("</openbadges:credential>\(script)</svg>"))
    let verdict = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow)).verify(Array(baked.utf8), at: .noon)
    #expect(verdict.outcome == .accepted)
    #expect(verdict.authentic?.document.bytes == signed)
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
