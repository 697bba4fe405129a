import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct SignedTokenTests {
  private func reason(_ text: String) -> Reason? {
    var memo = TokenHeaderMemo()
    do throws(Reason) {
      _ = try SignedToken(Array(text.utf8), memo: &memo)
      return nil
    } catch {
      return error
    }
  }

  @Test func `A token comes apart into its three parts`() throws {
    let text = try TokenSample.sign(#"{"alg":"EdDSA"}"#, #"{"a":1}"#)
    var memo = TokenHeaderMemo()
    let token = try SignedToken(Array(text.utf8), memo: &memo)
    #expect(token.header.algorithm == .allowed(.edDSA))
    #expect(token.payload == Array(#"{"a":1}"#.utf8))
    #expect(token.signature.count == 64)
    #expect(
      String(decoding: token.text.prefix(token.signedCount), as: UTF8.self) == text.prefix { $0 != "." }
        + "." + text.split(separator: ".")[1])
  }

  @Test(arguments: ["", "a", "a.b", "a.b.c.d", "a.b.c.d.e", "....", String(repeating: ".", count: 1_000_000)])
  func `Anything but three parts is no token`(_ text: String) {
    #expect(reason(text)?.code == .tokenMalformed)
  }

  /// `e30` is `{}`; its last character holds two bits that say nothing.
  @Test(arguments: [
    "e30=", "e3 0", "e30\n", "e3\n0", "\te30", "e31", "e3+0", "e3/0", "e3\u{0}0", "e3é0", "e", "e3%30", "e30 ",
  ])
  func `Odd base64url is refused in each part`(_ odd: String) {
    let header = TokenSample.part(#"{"alg":"EdDSA"}"#)
    for text in ["\(odd).e30.AAAA", "\(header).\(odd).AAAA", "\(header).e30.\(odd)"] {
      #expect(reason(text)?.code == .tokenMalformed, "\(text)")
    }
    #expect(reason("\(header).e30.AAAA") == nil)
  }

  @Test(
    arguments: [
      ("[]", .tokenMalformed), ("7", .tokenMalformed), ("\"EdDSA\"", .tokenMalformed), ("", .jsonInvalid),
      ("{", .jsonInvalid), (#"{"alg":"EdDSA","alg":"none"}"#, .jsonInvalid),
      (#"{"alg":"EdDSA","\u0061lg":"none"}"#, .jsonInvalid), ("{\"alg\":\"EdDSA\",}", .jsonInvalid),
      ("{\"alg\":\"EdDSA\"} ", nil), (" {\"alg\":\"EdDSA\"}", nil),
    ] as [(String, Reason.Code?)])
  func `A header is one strict JSON object`(_ header: String, _ code: Reason.Code?) {
    #expect(reason("\(TokenSample.part(header)).e30.AAAA")?.code == code)
  }

  @Test func `A header of 64 KiB of text is read and a longer one is not`() {
    let limit = SignedToken.headerLimit
    func header(_ bytes: Int) -> String {
      let frame = #"{"alg":"EdDSA","x":""}"#
      return TokenSample.part(
        #"{"alg":"EdDSA","x":""# + String(repeating: "a", count: bytes - frame.utf8.count) + #""}"#)
    }
    #expect(header(limit / 4 * 3).utf8.count == limit)
    #expect(reason(header(limit / 4 * 3) + ".e30.AAAA") == nil)
    #expect(reason(header(limit / 4 * 3 + 1) + ".e30.AAAA")?.code == .tokenMalformed)
  }

  @Test func `A signature is no longer than that of the largest key, and a token no longer than a badge`() {
    let header = TokenSample.part(#"{"alg":"EdDSA"}"#)
    let limit = SignedToken.signatureLimit
    #expect(reason("\(header).e30." + String(repeating: "A", count: limit)) == nil)
    #expect(reason("\(header).e30." + String(repeating: "A", count: limit + 1))?.code == .tokenMalformed)
    #expect(reason("\(header).e30." + String(repeating: "A", count: 3 << 20))?.code == .tokenMalformed)
    let rest = JSONLimits.credential.bytes - header.utf8.count - 6
    #expect(reason("\(header)." + String(repeating: "A", count: rest / 4 * 4) + ".AAAA") == nil)
    #expect(reason("\(header)." + String(repeating: "A", count: rest + 1) + ".AAAA")?.code == .inputTooLarge)
  }

  @Test func `A header that was read before is told from one that differs in a letter`() throws {
    var memo = TokenHeaderMemo()
    for name in ["EdDSA", "ES256", "ES256", "none", "EdDSA"] {
      let text = "\(TokenSample.part(#"{"alg":"\#(name)"}"#)).e30.AAAA"
      #expect(try SignedToken(Array(text.utf8), memo: &memo).header.algorithmName == name)
    }
    #expect(throws: Reason.self) { try SignedToken(Array("e30.e30.AAAA".utf8), memo: &memo) }
  }
}
