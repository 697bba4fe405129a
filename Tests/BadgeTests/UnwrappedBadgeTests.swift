import Testing

@testable import Badge

struct UnwrappedBadgeTests {
  private func unwrap(_ bytes: [UInt8]) -> Result<UnwrappedBadge, BakingError> {
    Result { () throws(BakingError) in try UnwrappedBadge(unwrapping: bytes) }
  }

  private func unwrap(_ text: String) -> Result<UnwrappedBadge, BakingError> { unwrap(Array(text.utf8)) }

  @Test(arguments: ["{}", " {\"a\":1}\n", "", "[", "null", "\"\(PictureSample.token)\"", "a.b", "\u{FEFF}{}", "..."])
  func `What is neither a picture nor a token is handed on as JSON, byte for byte`(_ text: String) {
    let badge = unwrap(text).value
    #expect(badge?.form == .json && badge?.isToken == false && badge?.notes == [])
    #expect(badge?.bytes == Array(text.utf8))
  }

  @Test(arguments: ["", " ", "\n", "\r\n\t "])
  func `A token comes without the white space around it`(_ space: String) {
    let badge = unwrap(space + PictureSample.token + space).value
    #expect(badge?.form == .jwt && badge?.isToken == true)
    #expect(badge?.text == PictureSample.token)
  }

  @Test func `A token with an empty signature is a token, for its verifier to refuse`() {
    #expect(unwrap("eyJhbGciOiJub25lIn0.e30.").value?.form == .jwt)
  }

  @Test func `Pictures are told apart by their first bytes and read`() {
    let png = unwrap(PNGSample.picture(afterHeader: [PNGSample.iTXt(PictureSample.json)]))
    #expect(png.value == UnwrappedBadge(bytes: Array(PictureSample.json.utf8), form: .png, isToken: false, notes: []))
    let svg = unwrap(SVGSample.picture("<openbadges:credential verify=\"\(PictureSample.token)\"/>"))
    #expect(svg.value == UnwrappedBadge(bytes: Array(PictureSample.token.utf8), form: .svg, isToken: true, notes: []))
  }

  @Test(arguments: ["<", "<html>", " <svg/>", "<!-- <svg/> -->", "\u{FEFF}<svg/>"])
  func `What starts with an angle bracket is read as SVG and nothing else`(_ text: String) {
    #expect(unwrap(text).code != nil)
  }

  @Test func `A picture within a picture is not unwrapped again`() {
    let inner = PNGSample.picture(afterHeader: [PNGSample.iTXt(PictureSample.json)])
    let outer = PNGSample.picture(afterHeader: [
      PNGSample.chunk("iTXt", Array(PNGSample.keyword.utf8) + [0, 0, 0, 0, 0] + inner)
    ])
    #expect(unwrap(outer).code == .badgeMalformed)
  }

  @Test func `Notes come in one order, each once, whatever they were found in`() {
    let badge = UnwrappedBadge(
      bytes: [], form: .svg, isToken: false, notes: [.notInCDATA, .documentType, .learnerRecord])
    #expect(badge.notes == [.learnerRecord, .documentType, .notInCDATA])
  }

  @Test(arguments: UnwrappedBadge.Note.allCases)
  func `A note has a word for programs and words for people`(_ note: UnwrappedBadge.Note) {
    #expect(note.rawValue.wholeMatch(of: /[a-z]+(_[a-z]+)*/) != nil)
    #expect(note.message.contains(" "))
  }
}
