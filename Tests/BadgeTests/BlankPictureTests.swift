import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct BlankPictureTests {
  private let svg = Array(SVGSample.plain.utf8)

  private func code(_ picture: [UInt8], replacing: Bool = false) -> BakingError.Code? {
    Result { () throws(BakingError) in try BlankPicture(picture, replacing: replacing) }.code
  }

  @Test func `One picture takes any number of badges, each as if it were the first`() throws {
    for picture in [PNGSample.plain, svg] {
      let blank = try BlankPicture(picture)
      for badge in [PictureSample.json, PictureSample.token, "{}", PictureSample.json].map({ Array($0.utf8) }) {
        #expect(try blank.baking(badge) == BadgePicture.bake(badge, into: picture))
      }
      #expect(blank.bytes == picture)
      #expect(blank.digest == HashAlgorithm.sha256.digest(of: picture))
    }
    #expect(try BlankPicture(PNGSample.plain).form == .png)
    #expect(try BlankPicture(svg).form == .svg)
  }

  @Test func `A picture that nothing can be baked into is refused before there is a badge`() {
    #expect(code(Array("{}".utf8)) == .pictureNotSupported)
    #expect(code(Array(PNGSample.plain.dropLast())) == .pngTruncated)
    #expect(code(PNGPicture.signature + PNGSample.header + PNGSample.end) == .pngInvalid)
    #expect(code(Array("<svg/>".utf8)) == .svgInvalid)
    #expect(code([UInt8](repeating: 0x20, count: BadgePicture.byteLimit + 1)) == .pictureTooLarge)
  }

  @Test func `A picture with a badge in it is blank only where badges are to be replaced`() throws {
    let older = PNGSample.picture(afterHeader: [PNGSample.tEXt("https://example.org/1", keyword: "openbadges")])
    let badge = Array(PictureSample.json.utf8)
    for (baked, plain) in [
      (try BadgePicture.bake(badge, into: PNGSample.plain), PNGSample.plain), (older, PNGSample.plain),
    ] {
      #expect(code(baked) == .pictureAlreadyBaked)
      #expect(try BlankPicture(baked, replacing: true).baking(badge) == BadgePicture.bake(badge, into: plain))
    }
    let bakedSVG = try BadgePicture.bake(badge, into: svg)
    #expect(code(bakedSVG) == .pictureAlreadyBaked)
    #expect(try BlankPicture(bakedSVG, replacing: true).baking(badge) == bakedSVG)
  }

  @Test func `What is neither JSON nor a token is not baked`() throws {
    let blank = try BlankPicture(PNGSample.plain)
    #expect(Result { () throws(BakingError) in try blank.baking(Array("[]".utf8)) }.code == .credentialInvalid)
    #expect(Result { () throws(BakingError) in try blank.baking(Array("{".utf8)) }.code == .credentialInvalid)
  }
}
