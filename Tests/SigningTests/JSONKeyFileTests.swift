import Signing
import Testing

@Suite struct JSONKeyFileTests {
  private static let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
  private static let d = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
  private static let publicText = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
  private static let secretText = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"

  private func jwk(_ members: String) -> String { #"{"kty":"OKP","crv":"Ed25519",\#(members)}"# }

  @Test("A JWK with d is the private key, and without it the public one")
  func halves() throws {
    let secret = try readKey(jwk(#""x":"\#(Self.x)","d":"\#(Self.d)""#))
    let open = try readKey(jwk(#""x":"\#(Self.x)""#))
    #expect(secret.isPrivate && !open.isPrivate)
    #expect(secret.publicKey == open.publicKey)
    #expect(secret.format == .jwk && open.format == .jwk)
  }

  @Test("d that does not give x is refused")
  func mismatch() {
    let other = jwk(#""x":"kekvIrUbMt1R-GXjUOKhfOdhg7al3YxmNTO8W--lDeE","d":"\#(Self.d)""#)
    #expect(code { () throws(KeyError) in _ = try readKey(other) } == .publicKeyMismatch)
  }

  @Test("A private JWK must be for signing")
  func use() {
    let verifyOnly = jwk(#""x":"\#(Self.x)","d":"\#(Self.d)","key_ops":["verify"]"#)
    #expect(code { () throws(KeyError) in _ = try readKey(verifyOnly) } == .keyUseNotAllowed)
  }

  @Test(
    "d that is no string, no strict base64url or no 32 bytes is refused",
    arguments: [
      ("null", KeyError.Code.memberInvalid), ("[\"\(d)\"]", .memberInvalid), ("\"\(d)=\"", .encodingInvalid),
      ("\"\(d.dropLast())\\u0041\"", .encodingInvalid), ("\"AAAA\"", .lengthWrong), ("\"\"", .lengthWrong),
    ])
  func secret(_ value: String, _ expected: KeyError.Code) {
    let text = jwk(#""x":"\#(Self.x)","d":\#(value)"#)
    #expect(code { () throws(KeyError) in _ = try readKey(text) } == expected)
  }

  @Test("A Multikey object is read by both names of its secret, which must fit the public half")
  func multikeyObject() throws {
    let names = ["secretKeyMultibase", "privateKeyMultibase"]
    for name in names {
      let text = #"{"type":"Multikey","publicKeyMultibase":"\#(Self.publicText)","\#(name)":"\#(Self.secretText)"}"#
      #expect(try readKey(text).isPrivate)
      let alone = #"{"\#(name)":"\#(Self.secretText)"}"#
      #expect(try readKey(alone).publicKey.multikey == Self.publicText)
      let wrong = #"{"publicKeyMultibase":"\#(Samples.multikey)","\#(name)":"\#(Self.secretText)"}"#
      #expect(code { () throws(KeyError) in _ = try readKey(wrong) } == .publicKeyMismatch)
    }
    #expect(try !readKey(#"{"publicKeyMultibase":"\#(Self.publicText)"}"#).isPrivate)
  }

  @Test(
    "Objects that hold no key, or several, are refused by what they are",
    arguments: [
      ("{}", KeyError.Code.formatUnknown), (#"{"id":"did:example:1"}"#, .formatUnknown),
      (#"{"keys":[{"kty":"OKP"}]}"#, .severalKeys),
      (#"{"kty":"EC","crv":"P-384","x":"","y":"","d":""}"#, .keyTypeNotSupported),
      (#"{"kty":"EC","crv":"P-256","x":"","y":"","d":""}"#, .lengthWrong),
      (#"{"kty":"oct","k":"AAAA"}"#, .keyTypeNotSupported),
      (#"{"publicKeyMultibase":7}"#, .memberInvalid), (#"{"secretKeyMultibase":7}"#, .memberInvalid),
      (#"{"publicKeyMultibase":"\#(secretText)"}"#, .privateKeyExposed),
      (#"{"secretKeyMultibase":"\#(publicText)"}"#, .wrongHalf), ("[]", .formatUnknown), ("{", .fileDamaged),
    ])
  func others(_ text: String, _ expected: KeyError.Code) {
    #expect(code { () throws(KeyError) in _ = try readKey(text) } == expected)
  }
}
