import Testing

@testable import Badge

/// Portable Network Graphics (third edition), sections 5 and 11.3.3; Open Badges 3.0, "PNG".
struct PNGPictureTests {
  private let json = PictureSample.json

  private func extract(_ chunks: [UInt8]...) -> Result<UnwrappedBadge, BakingError> {
    PictureSample.extract(PNGSample.picture(beforeEnd: chunks))
  }

  // MARK: Taking out

  @Test func `The text of the iTXt chunk is the credential, wherever it stands before IEND`() {
    let chunk = PNGSample.iTXt(json)
    for picture in [PNGSample.picture(afterHeader: [chunk]), PNGSample.picture(beforeEnd: [chunk])] {
      let badge = PictureSample.extract(picture).value
      #expect(badge?.text == json && badge?.form == .png && badge?.isToken == false && badge?.notes == [])
    }
  }

  @Test func `A token is one, without white space around it`() {
    let badge = extract(PNGSample.iTXt("\n\(PictureSample.token)\n")).value
    #expect(badge?.isToken == true && badge?.text == PictureSample.token)
  }

  @Test func `Language, translated keyword and method of compression mean nothing`() {
    #expect(
      extract(PNGSample.iTXt(json, method: 7, language: "x-klingon", translation: "Ausweis für…")).value?.text == json)
  }

  @Test(arguments: [
    "OpenBadgeCredential", "openbadgecredential ", "openbadgecredentials", "openbadgecredentia", "Comment",
  ])
  func `Another keyword is none`(_ keyword: String) {
    #expect(extract(PNGSample.iTXt(json, keyword: keyword)).code == .badgeMissing)
  }

  @Test func `A picture without a badge says so`() {
    #expect(PictureSample.extract(PNGSample.plain).code == .badgeMissing)
  }

  @Test(arguments: [
    PNGSample.iTXt("{}"), PNGSample.iTXt("{}", flag: 1), PNGSample.tEXt("{}"), PNGSample.tEXt("{}", type: "zTXt"),
    PNGSample.iTXt("{}", keyword: "clrcredential"), PNGSample.iTXt(""),
  ])
  func `A second badge is refused whatever it is and in either order`(_ second: [UInt8]) {
    #expect(extract(PNGSample.iTXt(json), second).code == .badgeRepeated)
    #expect(extract(second, PNGSample.iTXt(json)).code == .badgeRepeated)
  }

  @Test func `A compressed badge is refused and never expanded`() {
    // What a bomb would be; not a byte of it is looked at.
    let bomb = String(repeating: "x", count: 256 << 10)
    #expect(extract(PNGSample.iTXt(bomb, flag: 1)).code == .badgeCompressed)
    #expect(extract(PNGSample.tEXt(bomb, type: "zTXt")).code == .badgeCompressed)
  }

  @Test func `A flag of compression that is neither 0 nor 1 is refused`() {
    #expect(extract(PNGSample.iTXt(json, flag: 2)).code == .badgeMalformed)
    #expect(extract(PNGSample.iTXt(json, flag: 255)).code == .badgeMalformed)
  }

  @Test func `A chunk that ends within its fields is refused`() {
    let keyword = Array(PNGSample.keyword.utf8)
    for fields in [[0], [0, 0], [0, 0, 0], [0, 0, 0, 0x65], [0, 0, 0, 0], [0, 0, 0, 0, 0x65]] as [[UInt8]] {
      #expect(extract(PNGSample.chunk("iTXt", keyword + fields)).code == .badgeMalformed, "\(fields)")
    }
  }

  @Test func `An iTXt chunk without a keyword that ends is refused`() {
    for data in [[], Array(PNGSample.keyword.utf8), [0, 0, 0, 0, 0], [UInt8](repeating: 0x61, count: 80) + [0]] {
      #expect(extract(PNGSample.iTXt(json), PNGSample.chunk("iTXt", data)).code == .pngInvalid)
    }
    let longest = PNGSample.iTXt("", keyword: String(repeating: "a", count: 79))
    #expect(extract(PNGSample.iTXt(json), longest).value?.text == json)
  }

  @Test(arguments: ["", " \n", "https://example.org/assertions/1", "[{}]", "\"a\"", "null", "a.b", "<svg/>", "\u{0}{}"])
  func `Text that is neither a JSON object nor a token is no badge`(_ text: String) {
    #expect(extract(PNGSample.iTXt(text)).code == .badgeMalformed)
  }

  @Test func `A tEXt chunk is read where it is ASCII, and noted`() {
    #expect(extract(PNGSample.tEXt("{\"a\":1}")).value?.notes == [.plainTextChunk])
    #expect(extract(PNGSample.tEXt(json)).code == .badgeMalformed)
  }

  @Test func `A Comprehensive Learner Record is read and noted`() {
    #expect(extract(PNGSample.iTXt(json, keyword: "clrcredential")).value?.notes == [.learnerRecord])
  }

  @Test(arguments: ["iTXt", "tEXt", "zTXt"])
  func `A badge of Open Badges 1 or 2 is undecided, and beside another one noted`(_ type: String) {
    let older = PNGSample.chunk(type, Array("openbadges".utf8) + [0] + Array("https://example.org/1".utf8))
    #expect(extract(older).code == .olderOpenBadge)
    #expect(extract(older, PNGSample.iTXt(json)).value?.notes == [.olderBadgeBeside])
  }

  // MARK: Chunks

  @Test func `What follows IEND is not read, and noted`() {
    let badge = PNGSample.iTXt(json)
    #expect(PictureSample.extract(PNGSample.plain + badge).code == .badgeMissing)
    let picture = PNGSample.picture(beforeEnd: [badge]) + PNGSample.iTXt("{}")
    #expect(PictureSample.extract(picture).value?.notes == [.bytesAfterEnd])
    #expect(PictureSample.extract(picture).value?.text == json)
  }

  @Test func `A picture that is cut off anywhere is refused`() {
    let picture = PNGSample.picture(afterHeader: [PNGSample.iTXt(json)])
    for length in PNGPicture.signature.count..<picture.count {
      #expect(PictureSample.extract(Array(picture.prefix(length))).code == .pngTruncated, "\(length)")
    }
  }

  @Test func `A wrong byte anywhere is noticed`() {
    let picture = PNGSample.picture(afterHeader: [PNGSample.iTXt(json)])
    for i in picture.indices {
      for bit in [0, 5] as [UInt8] {
        var damaged = picture
        damaged[i] ^= 1 << bit
        #expect(PictureSample.extract(damaged).code != nil, "\(i)")
      }
    }
  }

  @Test(arguments: [0xFFFF_FFFF, 0x8000_0000, 0x7FFF_FFFF, 0x7FFF_FFF4, 1000] as [UInt32])
  func `A length beyond the file is refused before anything is read`(_ length: UInt32) {
    let chunk = PNGSample.chunk("iTXt", Array("openbadgecredential".utf8), length: length)
    #expect(extract(chunk).code == (length > 0x7FFF_FFFF ? .pngInvalid : .pngTruncated))
  }

  @Test func `A CRC that is wrong is refused, in chunks that are of no interest too`() {
    #expect(extract(PNGSample.iTXt(json), PNGSample.chunk("tIME", [0], checksum: 0)).code == .pngChecksumWrong)
  }

  @Test func `A type is four letters`() {
    for type in ["iTX1", "    ", "iT\u{0}t", "iTX\u{7F}"] {
      #expect(extract(PNGSample.iTXt(json), PNGSample.chunk(type, [])).code == .pngInvalid)
    }
  }

  @Test func `One IHDR comes first, with 13 bytes, and IEND is empty`() {
    let badge = PNGSample.iTXt(json)
    let (signature, header, data, end) = (PNGPicture.signature, PNGSample.header, PNGSample.data, PNGSample.end)
    let sound: [[UInt8]] = [signature, header, badge, data, end]
    #expect(PictureSample.extract(Array(sound.joined())).value != nil)
    let broken: [[[UInt8]]] = [
      [signature, badge, header, data, end], [signature, data, badge, end],
      [signature, header, header, badge, data, end],
      [signature, PNGSample.chunk("IHDR", [0]), badge, data, end],
      [signature, header, badge, data, PNGSample.chunk("IEND", [0])], [signature, end],
    ]
    for parts in broken { #expect(PictureSample.extract(Array(parts.joined())).code == .pngInvalid) }
  }

  @Test func `Ten thousand chunks are read and one more is refused`() {
    let filler = PNGSample.chunk("teSt", [])
    func picture(_ count: Int) -> [UInt8] {
      PNGSample.picture(beforeEnd: [PNGSample.iTXt(json)] + Array(repeating: filler, count: count - 4))
    }
    #expect(PictureSample.extract(picture(BadgePicture.chunkLimit)).value?.text == json)
    #expect(PictureSample.extract(picture(BadgePicture.chunkLimit + 1)).code == .pngTooManyChunks)
  }

  // MARK: Putting in

  @Test func `One uncompressed iTXt chunk is put behind IHDR, and nothing else changes`() {
    let picture = PNGSample.picture(afterHeader: [PNGSample.tEXt("me", keyword: "Author")]) + [1, 2, 3]
    let start = PNGPicture.signature.count + PNGSample.header.count
    let expected = picture[..<start] + PNGSample.iTXt(json) + picture[start...]
    #expect(PictureSample.bake(json, into: picture).value == Array(expected))
  }

  @Test func `A badge is replaced only when that is asked for, and then all of them`() {
    let baked = PictureSample.bake(json, into: PNGSample.plain).value ?? []
    #expect(PictureSample.bake("{}", into: baked).code == .pictureAlreadyBaked)
    #expect(PictureSample.bake("{}", into: baked, replacing: true) == PictureSample.bake("{}", into: PNGSample.plain))
    let older = PNGSample.tEXt("https://example.org", keyword: "openbadges")
    let broken = PNGSample.iTXt("", flag: 1)
    let several = PNGSample.picture(afterHeader: [older, broken], beforeEnd: [broken, PNGSample.iTXt(json), older])
    #expect(PictureSample.bake("{}", into: several).code == .pictureAlreadyBaked)
    #expect(PictureSample.bake("{}", into: several, replacing: true) == PictureSample.bake("{}", into: PNGSample.plain))
    let onlyOlder = PNGSample.picture(afterHeader: [older])
    #expect(PictureSample.bake("{}", into: onlyOlder).code == .pictureAlreadyBaked)
  }

  @Test func `Without IDAT there is no picture to bake into`() {
    let empty = PNGPicture.signature + PNGSample.header + PNGSample.end
    #expect(PictureSample.bake(json, into: empty).code == .pngInvalid)
  }

  @Test(.enabled(if: Tool.isInstalled("pngcheck"), "pngcheck is not installed"))
  func `pngcheck finds nothing wrong`() throws {
    let plain = try Tool.run("pngcheck", ["-q"], on: PNGSample.plain)
    #expect(plain == (0, ""))
    for content in [json, PictureSample.token] {
      let baked = try PictureSample.bake(content, into: PNGSample.plain).get()
      #expect(try Tool.run("pngcheck", ["-q"], on: baked) == (0, ""))
      #expect(try Tool.run("pngcheck", ["-vt"], on: baked).text.contains("keyword: openbadgecredential"))
    }
    #expect(try Tool.run("pngcheck", ["-q"], on: Array(PNGSample.plain.dropLast())).status != 0)
  }
}
