import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct TokenHeaderTests {
  private func header(_ text: String) -> Result<TokenHeader, Reason> {
    Result { () throws(Reason) in try TokenHeader(Array(text.utf8)) }
  }

  private func code(_ text: String) -> Reason.Code? {
    if case .failure(let reason) = header(text) { reason.code } else { nil }
  }

  @Test(
    arguments: [
      ("EdDSA", .allowed(.edDSA)), ("Ed25519", .allowed(.edDSA)), ("ES256", .allowed(.es256)),
      ("RS256", .allowed(.rs256)), ("none", .refused), ("None", .refused), ("NONE", .refused), ("nOnE", .refused),
      ("HS256", .refused), ("HS384", .refused), ("HS512", .refused), ("hs256", .refused), ("ES384", .unknown),
      ("ES512", .unknown), ("ES256K", .unknown), ("RS384", .unknown), ("RS512", .unknown), ("PS256", .unknown),
      ("eddsa", .unknown), ("es256", .unknown), ("rs256", .unknown), ("Ed448", .unknown), ("", .unknown),
      ("EdDSA ", .unknown), ("EdDSA\u{0}", .unknown), ("RSA1_5", .unknown),
    ] as [(String, TokenHeader.Algorithm)])
  func `Three algorithms are allowed, by their names to the letter`(
    _ name: String, _ algorithm: TokenHeader.Algorithm
  )
    throws
  {
    let text = String(decoding: (["alg": .string(name)] as JSONValue).serialized(), as: UTF8.self)
    #expect(try header(text).get().algorithm == algorithm)
  }

  @Test(arguments: ["{}", #"{"alg":null}"#, #"{"alg":7}"#, #"{"alg":["EdDSA"]}"#, #"{"alg":{"EdDSA":1}}"#])
  func `A header without an algorithm that is a string is refused`(_ text: String) {
    #expect(code(text) == .tokenHeaderInvalid)
  }

  @Test(arguments: ["[\"exp\"]", "[\"b64\"]", "[]", "\"b64\"", "null", "{}", "[\"http://example.org/unknown\"]", "[7]"])
  func `Every critical extension is refused`(_ crit: String) {
    #expect(code(#"{"alg":"EdDSA","b64":true,"exp":1,"crit":\#(crit)}"#) == .tokenHeaderInvalid)
  }

  @Test(arguments: [("false", true), ("null", true), ("\"true\"", true), ("0", true), ("true", false)])
  func `A payload that is not encoded is refused, named as critical or not`(_ value: String, _ isRefused: Bool) {
    #expect((code(#"{"alg":"EdDSA","b64":\#(value)}"#) == .tokenHeaderInvalid) == isRefused)
    #expect(code(#"{"alg":"EdDSA","b64":\#(value),"crit":["b64"]}"#) == .tokenHeaderInvalid)
  }

  @Test(arguments: ["kid", "typ", "iss"])
  func `Names in a header are strings`(_ name: String) {
    for value in ["null", "7", "[]", "[\"a\"]", "{}", "true"] {
      #expect(code(#"{"alg":"EdDSA","\#(name)":\#(value)}"#) == .tokenHeaderInvalid)
    }
    #expect(code(#"{"alg":"EdDSA","\#(name)":"a"}"#) == nil)
  }

  @Test(
    arguments: [
      ("JWT", .unstated), ("jwt", .unstated), ("application/JWT", .unstated), ("JOSE", .unstated),
      ("vc+jwt", .credential), ("application/vc+jwt", .credential), ("VC+JWT", .credential),
      ("vc+ld+jwt", .credential), ("vc+ld+json+jwt", .credential), ("vp+jwt", .other), ("at+jwt", .other),
      ("vc+sd-jwt", .other), ("dc+sd-jwt", .other), ("kb+jwt", .other), ("", .other), ("text/vc+jwt", .other),
      ("openid4vci-proof+jwt", .other),
    ] as [(String, TokenHeader.Kind)])
  func `The type says whether it is a credential`(_ type: String, _ kind: TokenHeader.Kind) throws {
    #expect(try header(#"{"alg":"EdDSA","typ":"\#(type)"}"#).get().kind == kind)
  }

  @Test func `A key in the header is read as strictly as any other`() throws {
    let jwk = try Sample.publicKey().jwk
    #expect(try header(#"{"alg":"EdDSA","jwk":\#(jwk)}"#).get().key?.get() == .ed25519(Sample.publicKey()))
    #expect(try header(#"{"alg":"EdDSA"}"#).get().key == nil)
    for odd in ["null", "[]", "{}", "\"a\"", #"{"kty":"oct","k":"AAAA"}"#, String(jwk.dropLast()) + #","d":"AAAA"}"#] {
      #expect(throws: Reason.self) { try header(#"{"alg":"EdDSA","jwk":\#(odd)}"#).get().key?.get() }
    }
  }
}
