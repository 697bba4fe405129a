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
  func `A token is undetermined, since that form is not read yet`(_ text: String) {
    let verdict = verdict(text)
    #expect(verdict.outcome == .undetermined)
    #expect(verdict[.format].reason?.code == .jwtNotSupported)
  }

  @Test(arguments: [
    "a.b", "a.b.c.d", ".b.c", "a..b.c", "a b.c.d", "{\"a\":1}.b.c", "a.b.c=", "a.b.c\n.d", "\"a.b\"", "..",
    String(repeating: ".", count: 100_000),
  ])
  func `What is no token of three parts is not taken for one`(_ text: String) {
    #expect(verdict(text).outcome == .rejected)
  }

  @Test func `A picture is undetermined, since badges in pictures are not read yet`() {
    let verdict = verdict([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0])
    #expect(verdict.outcome == .undetermined)
    #expect(verdict[.format].reason?.code == .imageNotSupported)
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
