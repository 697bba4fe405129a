import CanonicalJSON
import Testing

@testable import Signing

@Suite struct JWKTests {
  // RFC 8037 appendix A.
  private static let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
  private static let d = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
  private static let publicJWK = #"{"crv":"Ed25519","kty":"OKP","x":"\#(x)"}"#

  private func read(_ text: String) throws(KeyError) -> PublicKey {
    guard let document = try? JSONDocument(parsing: Array(text.utf8)) else {
      throw KeyError(.fileDamaged, at: "the test's JSON")
    }
    return try PublicKey(jwk: document.root, of: document)
  }

  private func read(adding members: String) throws(KeyError) -> PublicKey {
    try read(#"{"kty":"OKP","crv":"Ed25519","x":"\#(Self.x)",\#(members)}"#)
  }

  @Test("RFC 8037 A.2: the public key is read and written")
  func publicKey() throws {
    let key = try read(Self.publicJWK)
    #expect(key.bytes.hex == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    #expect(key.jwk == Self.publicJWK)
  }

  @Test("RFC 8037 A.1: the private key is written")
  func privateKey() throws {
    let seed = [UInt8](hex: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    let key = try PrivateKey(seed: seed)
    #expect(key.jwk().exposedText == #"{"crv":"Ed25519","d":"\#(Self.d)","kty":"OKP","x":"\#(Self.x)"}"#)
  }

  @Test("RFC 8037 A.3: the thumbprint")
  func thumbprint() throws {
    #expect(try read(Self.publicJWK).jwkThumbprint == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
  }

  @Test(
    "Members that allow verifying, or say nothing about it, are no obstacle",
    arguments: [
      #""use":"sig""#, #""alg":"EdDSA""#, #""alg":"Ed25519""#, #""key_ops":["verify"]"#,
      #""key_ops":["sign","verify"]"#, #""kid":"1","x5t":7,"ext":true"#,
    ])
  func allowed(_ members: String) throws {
    _ = try read(adding: members)
  }

  @Test(
    "F3: use, key_ops or alg for something else are refused",
    arguments: [
      #""use":"enc""#, #""use":"SIG""#, #""alg":"ES256""#, #""alg":"none""#, #""key_ops":[]"#, #""key_ops":["sign"]"#,
      #""key_ops":["deriveKey"]"#, #""use":"enc","key_ops":["verify"]"#,
    ])
  func use(_ members: String) {
    #expect(code { () throws(KeyError) in _ = try read(adding: members) } == .keyUseNotAllowed)
  }

  @Test(
    "use, key_ops and alg of a wrong type are refused",
    arguments: [
      #""use":null"#, #""use":["sig"]"#, #""alg":1"#, #""key_ops":"verify""#, #""key_ops":["verify",1]"#,
      #""key_ops":{"verify":1}"#,
    ])
  func types(_ members: String) {
    #expect(code { () throws(KeyError) in _ = try read(adding: members) } == .memberInvalid)
  }

  @Test(
    "F3: a private member where a public key may stand is refused, whatever its value", arguments: ["\"\(d)\"", "null"])
  func exposed(_ value: String) {
    #expect(code { () throws(KeyError) in _ = try read(adding: #""d":\#(value)"#) } == .privateKeyExposed)
  }

  @Test(
    "F3: EC, RSA, X25519, Ed448 and symmetric keys are refused by name",
    arguments: [
      (#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#, "EC P-256"), (#"{"kty":"RSA","n":"AA","e":"AQAB"}"#, "RSA"),
      (#"{"kty":"OKP","crv":"X25519","x":"\#(x)"}"#, "OKP X25519"),
      (#"{"kty":"OKP","crv":"Ed448","x":"\#(x)"}"#, "OKP Ed448"), (#"{"kty":"oct","k":"AA"}"#, "oct"),
      (#"{"kty":"okp","crv":"Ed25519","x":"\#(x)"}"#, "okp Ed25519"),
      (#"{"kty":"OKP","crv":"ed25519","x":"\#(x)"}"#, "OKP ed25519"),
    ])
  func otherKeys(_ text: String, _ name: String) {
    let error = failure { () throws(KeyError) in _ = try read(text) }
    #expect(error?.code == .keyTypeNotSupported)
    #expect(error?.found == name)
  }

  @Test(
    "Missing members and members of a wrong type are refused",
    arguments: [
      "[]", "\"OKP\"", "null", "{}", #"{"crv":"Ed25519","x":"\#(x)"}"#, #"{"kty":"OKP","x":"\#(x)"}"#,
      #"{"kty":"OKP","crv":"Ed25519"}"#, #"{"kty":["OKP"],"crv":"Ed25519","x":"\#(x)"}"#,
      #"{"kty":"OKP","crv":"Ed25519","x":null}"#, #"{"kty":"OKP","crv":"Ed25519","x":["\#(x)"]}"#,
    ])
  func members(_ text: String) {
    #expect(code { () throws(KeyError) in _ = try read(text) } == .memberInvalid)
  }

  @Test(
    "x that is no strict base64url is refused",
    arguments: [x + "=", x.replacing("_", with: "/"), " " + x, x.dropLast() + "p"])
  func encoding(_ x: String) {
    let text = #"{"kty":"OKP","crv":"Ed25519","x":"\#(x)"}"#
    #expect(code { () throws(KeyError) in _ = try read(text) } == .encodingInvalid)
  }

  @Test("x of another length or of small order is refused")
  func values() {
    let short = #"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#
    #expect(code { () throws(KeyError) in _ = try read(short) } == .lengthWrong)
    let zero = #"{"kty":"OKP","crv":"Ed25519","x":"\#(String(repeating: "A", count: 43))"}"#
    #expect(code { () throws(KeyError) in _ = try read(zero) } == .publicKeySmallOrder)
  }
}
