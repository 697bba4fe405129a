import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct VerificationMethodTests {
  @Test func `A URL is taken apart at its one number sign`() throws {
    let method = try #require(VerificationMethodURL("did:web:a.example?x=1#key-1"))
    #expect(method.controllerText == "did:web:a.example?x=1")
    #expect(method.fragment.elementsEqual("key-1".utf8))
  }

  @Test(arguments: [
    "", "#", "#key-1", "did:web:a.example", "did:web:a.example#", "did:web:a.example#a#b", "did:web:a.example##",
    "key-1", "/a#b", "did:#k", "did:web:#k", " did:web:a.example#k", "did:web:a.example#k ", "did:web:a.example#k\n",
    "did:web:\u{e4}.example#k", "https:#k", "https:///#k", "did:web:a.example#\u{e9}",
  ])
  func `Anything but an absolute URL with a fragment is no method`(_ text: String) {
    #expect(VerificationMethodURL(text) == nil)
  }

  @Test(arguments: ["https://a.example/keys/1", "did:key:z6Mk"])
  func `An https URL and a did:key may do without a fragment, and then are all controller`(_ url: String) throws {
    let method = try #require(VerificationMethodURL(url))
    #expect(method.isWhole)
    #expect(method.controllerText == url)
    #expect(method.fragment.isEmpty)
    #expect(VerificationMethodURL(url + "#") == nil)
    #expect(VerificationMethodURL(url + "#k")?.isWhole == false)
  }

  @Test(arguments: [
    ("https://a.example/issuers/1", true), ("https://a.example", true), ("https://a.example?x", true),
    ("https://a.example:443/", false), ("https://A.example/", false), ("https://a.example.b/", false),
    ("http://a.example/", false), ("https://b.example/", false), ("https://", false), ("did:web:a.example", false),
  ])
  func `The origin is scheme, host and port, byte for byte`(_ url: String, _ isSame: Bool) throws {
    let method = try #require(VerificationMethodURL("https://a.example/keys/1"))
    #expect(method.hasOrigin(of: url) == isSame)
  }

  @Test(arguments: [
    "did:web:a.example", "did:web:a.exampl", "did:web:a.example/", "did:web:a.examplE", "did:web:a.example#", "",
    "did:web:a.example#k",
  ])
  func `The controller is compared as a whole`(_ id: String) throws {
    let method = try #require(VerificationMethodURL("did:web:a.example#k"))
    let bytes = Array(id.utf8)
    let isControlled = method.isControlled(by: bytes.span)
    #expect(isControlled == (id == "did:web:a.example"))
  }

  @Test func `The last method is remembered by its whole text, and nothing else of a badge`() throws {
    var memo = VerificationMethodMemo()
    let urls = [
      try Sample.method(), try Sample.method("other"), "no method", try Sample.method(), "did:key:z#z", "did:key:z#zz",
    ]
    for url in urls + urls.reversed() + urls.flatMap({ [$0, $0] }) {
      let bytes = Array(url.utf8)
      let remembered = memo.method(bytes.span)
      let fresh = VerificationMethodURL(url)
      #expect(remembered?.text == fresh?.text)
      #expect(remembered?.selfDescribedKey == fresh?.selfDescribedKey)
    }
  }

  // MARK: did:key

  private func reason(_ url: String) throws -> Reason? {
    let method = try #require(VerificationMethodURL(url))
    do throws(Reason) {
      _ = try SelfDescribingDID.key(method)
      return nil
    } catch {
      return error
    }
  }

  @Test func `A did:key gives the key in it`() throws {
    let method = try #require(VerificationMethodURL(Sample.method()))
    #expect(try SelfDescribingDID.key(method) == .ed25519(Sample.publicKey()))
    #expect(try SelfDescribingDID.key(#require(VerificationMethodURL(Sample.did()))) == .ed25519(Sample.publicKey()))
  }

  @Test func `The fragment of a did:key repeats the identifier and no other key`() throws {
    let attacker = try Sample.publicKey("attacker").multikey
    for fragment in [attacker, "key-1", "0", try Sample.publicKey().multikey + "x"] {
      #expect(try reason(Sample.did() + "#" + fragment)?.code == .verificationMethodInvalid)
    }
  }

  @Test(arguments: [
    "z", "zz", "z6Mk", "u7QE", "1.1:z6Mk",
    "z" + String(repeating: "6", count: 200),
  ])
  func `A did:key of another codec, length or encoding is refused`(_ identifier: String) throws {
    #expect(try reason("did:key:\(identifier)#\(identifier)")?.code == .keyInvalid)
  }

  @Test func `A did:key of a kind that signs no badges is refused as that`() throws {
    let identifier = "z6LSbgq3GejX88eiAYWmZ9EiddS3GaXodvm8MJJyEH7bqXgz"
    #expect(try reason("did:key:\(identifier)#\(identifier)")?.code == .keyTypeNotSupported)
  }

  @Test func `A did:key that holds a private key is refused`() throws {
    let seed = HashAlgorithm.sha256.digest(of: [1])
    let bytes = [0x80, 0x26] + seed
    let secret = Multibase.base58(bytes.span)
    let reason = try reason("did:key:\(secret)#\(secret)")
    #expect(reason?.code == .keyInvalid)
    #expect(reason?.message.contains("private key") ?? false)
  }

  // MARK: did:jwk

  private func didJWK(_ jwk: JSONValue) -> String {
    let bytes = jwk.serialized()
    return "did:jwk:" + Base64URL.encode(bytes.span)
  }

  private func jwk() throws -> JSONValue { try JSONValue(Sample.publicKey().jwk) }

  @Test func `A did:jwk gives the key in it, under the fragment 0`() throws {
    let did = didJWK(try jwk())
    let method = try #require(VerificationMethodURL(did + "#0"))
    #expect(try SelfDescribingDID.key(method) == .ed25519(Sample.publicKey()))
    for fragment in ["1", "00", "key-1", "0x"] {
      #expect(try reason("\(did)#\(fragment)")?.code == .verificationMethodInvalid)
    }
    let badge = try Sample.sign(Sample.badge(issuer: did), method: did + "#0")
    #expect(badge.verdict().outcome == .accepted)
  }

  @Test(
    arguments: [
      ("kty", nil), ("crv", nil), ("kty", "RSA"), ("x", nil), ("x", ""), ("x", 7),
      ("d", "AAAA"), ("use", "enc"), ("key_ops", ["sign"]), ("alg", "ES256"), ("x", "AAAA"),
    ] as [(String, JSONValue?)])
  func `A did:jwk of another key, or for another use, is refused`(_ name: String, _ value: JSONValue?) throws {
    var jwk = try jwk()
    jwk[name] = value
    #expect(try reason(didJWK(jwk) + "#0")?.code == .keyInvalid)
  }

  @Test(arguments: [("kty", "EC"), ("kty", "oct"), ("crv", "X25519"), ("crv", "P-256")] as [(String, JSONValue?)])
  func `A did:jwk of a kind that signs no badges is refused as that`(_ name: String, _ value: JSONValue?) throws {
    var jwk = try jwk()
    jwk[name] = value
    #expect(try reason(didJWK(jwk) + "#0")?.code == .keyTypeNotSupported)
  }

  @Test(arguments: [
    #"{"kty":"OKP","crv":"Ed25519","x":"A","x":"B"}"#, "[]", "null", "{", "", "{}", "\u{FEFF}{}",
  ])
  func `A did:jwk that is no strict JSON object with a key is refused`(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard let method = VerificationMethodURL("did:jwk:\(Base64URL.encode(bytes.span))#0") else {
      #expect(text.isEmpty)
      return
    }
    #expect(throws: Reason.self) { _ = try SelfDescribingDID.key(method) }
  }

  @Test func `DIDs of other methods describe no key themselves`() throws {
    for url in ["did:web:a.example#k", "https://a.example/#k", "did:keys:z6Mk#z6Mk", "did:jwks:e30#0", "DID:key:z#z"] {
      #expect(try SelfDescribingDID.key(#require(VerificationMethodURL(url))) == nil)
    }
  }
}
