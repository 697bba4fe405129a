import CanonicalJSON
import Testing

@testable import Badge

struct FormatCheckTests {
  private func verdict(_ bytes: [UInt8]) -> Verdict {
    Verifier(trust: TrustPolicy(unvouchedIssuers: .allow)).verify(bytes, at: .noon)
  }

  private func verdict(_ text: String) -> Verdict { verdict(Array(text.utf8)) }

  @Test(arguments: [
    ("", "json_empty"), ("{\"a\":1,\"a\":2}", "json_duplicate_name"),
    ("{\"a\":1,\"\\u0061\":2}", "json_duplicate_name"),
    ("{} x", "json_trailing_bytes"), ("[1,]", "json_unexpected_byte"), ("{\"a\":\"\\ud800\"}", "json_lone_surrogate"),
    ("\u{FEFF}{}", "json_byte_order_mark"), ("[1e400]", "json_number_overflow"), ("{\"a\":", "json_unexpected_end"),
  ])
  func `Bytes that are no strict JSON are rejected with the reader's code and the offset`(
    _ text: String, _ code: String
  ) {
    let verdict = verdict(text)
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.format].reason?.code == .jsonInvalid)
    let message = verdict[.format].reason?.message ?? ""
    #expect(message.contains(code) && message.contains("at byte"))
  }

  @Test(arguments: [
    #"{"proof":{},"proof":{}}"#, #"{"@context":[],"@context":[]}"#, #"{"a":{"b":[{"c":1,"c":1}]}}"#,
    #"{"issuer":"a","issu\u0065r":"b"}"#,
  ])
  func `A member that stands twice is refused at any depth, in either spelling`(_ text: String) {
    #expect(verdict(text)[.format].reason?.message.contains("json_duplicate_name") ?? false)
  }

  @Test func `Eight mebibytes are read and one byte more is refused`() {
    let limit = JSONLimits.credential.bytes
    let fits = [UInt8](repeating: UInt8(ascii: " "), count: limit - 2) + Array("{}".utf8)
    #expect(verdict(fits)[.format].isPassed)
    let tooLarge = verdict([UInt8(ascii: " ")] + fits)
    #expect(tooLarge.outcome == .rejected)
    #expect(tooLarge[.format].reason?.code == .inputTooLarge)
  }

  @Test(arguments: [
    "eyJhbGciOiJFZERTQSJ9.e30.AAAA", " eyJhbGciOiJFZERTQSJ9.e30.AAAA\r\n", "eyJhbGciOiJub25lIn0.e30.",
    "\"eyJhbGciOiJFZERTQSJ9.e30.AAAA\"",
  ])
  func `A token is read, alone or as a JSON string`(_ text: String) {
    let verdict = verdict(text)
    #expect(verdict[.format] == .passed("JSON Web Token"))
    #expect(verdict[.model].reason?.code == .notACredential)
  }

  @Test(arguments: [
    "a.b", "a.b.c.d", ".b.c", "a..b.c", "a b.c.d", "{\"a\":1}.b.c", "a.b.c=", "a.b.c\n.d", "\"a.b\"", "..",
    String(repeating: ".", count: 100_000),
  ])
  func `What is no token of three parts is not taken for one`(_ text: String) {
    #expect(verdict(text).outcome == .rejected)
  }

  @Test func `A badge in a picture gets the verdict of the badge alone, but for the format`() throws {
    let badges = [
      try Sample.signedBadge(), try Sample.badge(), try Sample.sign(Sample.badge(), .eddsaRDFC2022), ["a": 1],
    ]
    for badge in badges {
      let json = badge.serialized(.pretty)
      let alone = verdict(json)
      for (name, picture) in [("PNG", PNGSample.plain), ("SVG", Array(SVGSample.plain.utf8))] {
        let baked = try BadgePicture.bake(json, into: picture)
        let verdict = verdict(baked)
        #expect(verdict.outcome == alone.outcome)
        #expect(verdict[.format] == .passed("\(name) picture with JSON"))
        #expect(Array(verdict.findings.dropFirst()) == Array(alone.findings.dropFirst()))
        #expect(verdict.authentic?.document.bytes == alone.authentic?.document.bytes)
        #expect(verdict.proofs.map(\.cryptosuite) == alone.proofs.map(\.cryptosuite))
      }
    }
  }

  @Test func `What is odd about a picture stands in the format finding`() throws {
    let json = String(decoding: try Sample.signedBadge().serialized(), as: UTF8.self)
    let picture = PNGSample.picture(afterHeader: [PNGSample.tEXt(json)]) + [0]
    let verdict = verdict(picture)
    #expect(verdict.outcome == .accepted)
    #expect(
      verdict[.format]
        == .passed(
          "PNG picture with JSON; the credential is in a tEXt chunk in place of iTXt; bytes follow the end of the "
            + "picture, which were not read"))
  }

  @Test(
    arguments: [
      (Array("<svg/>".utf8), .badgeMissing, .rejected), (Array("<svg".utf8), .svgInvalid, .rejected),
      (PNGSample.plain, .badgeMissing, .rejected), (Array(PNGSample.plain.dropLast(8)), .pngTruncated, .rejected),
      (PNGSample.picture(afterHeader: [PNGSample.iTXt("{}"), PNGSample.iTXt("{}")]), .badgeRepeated, .rejected),
      (PNGSample.picture(afterHeader: [PNGSample.tEXt("x", keyword: "openbadges")]), .olderOpenBadge, .undetermined),
    ] as [([UInt8], Reason.Code, Verdict.Outcome)])
  func `A picture without a badge that can be taken out has a finding of its own`(
    _ picture: [UInt8], _ code: Reason.Code, _ outcome: Verdict.Outcome
  ) {
    let verdict = verdict(picture)
    #expect(verdict.outcome == outcome)
    #expect(verdict[.format].reason?.code == code)
    #expect(verdict[.model].reason?.code == .earlierCheckFailed)
  }

  @Test func `Every way in which no badge comes out of a picture has a reason of its name`() {
    // These are about baking, or what is no picture at all.
    let others: Set<BakingError.Code> = [
      .pictureNotSupported, .credentialInvalid, .pictureAlreadyBaked, .readBackFailed,
    ]
    for code in BakingError.Code.allCases where !others.contains(code) {
      #expect(Reason(BakingError(code, "")).code.rawValue == code.rawValue)
    }
  }

  @Test(arguments: ["<", "<html>", "< svg/>", "<!-- <svg/> -->", "\"<svg/>\"", "x<svg/>", "{}<svg/>"])
  func `Other text with angle brackets is rejected`(_ text: String) {
    #expect(verdict(text).outcome == .rejected)
  }

  @Test func `A number with more digits than are signed is told`() throws {
    var badge = try Sample.badge()
    badge["extra"] = 9_007_199_254_740_992
    let signed = String(decoding: try Sample.sign(badge).serialized(), as: UTF8.self)
    let longer = signed.replacing("9007199254740992", with: "9007199254740993")
    let verdict = verdict(longer)
    #expect(verdict.outcome == .accepted)
    #expect(verdict[.format] == .passed("JSON; the number at /extra has more digits than are signed"))
  }
}
