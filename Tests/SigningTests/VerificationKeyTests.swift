import CanonicalJSON
import Testing

@testable import Signing

@Suite struct VerificationKeyTests {
  private func read(_ text: String) throws(KeyError) -> VerificationKey {
    let document: JSONDocument
    do throws(JSONError) { document = try JSONDocument(parsing: Array(text.utf8)) } catch {
      throw KeyError(.fileDamaged, at: "the test")
    }
    return try VerificationKey(jwk: document.root, of: document)
  }

  // RFC 7515 appendix A.3.1 and A.2.1: the public keys of the examples for ES256 and RS256.
  private static let x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"
  private static let y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"
  private static let ec = #"{"crv":"P-256","kty":"EC","x":"\#(x)","y":"\#(y)"}"#
  private static let n =
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMs"
    + "D1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtd"
    + "VMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"
  private static let rsa = #"{"e":"AQAB","kty":"RSA","n":"\#(n)"}"#

  @Test("RFC 7515 appendix A.2 and A.3: the published signatures of RS256 and ES256 verify")
  func published() throws {
    let payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    let rows = [
      (
        Self.rsa, "eyJhbGciOiJSUzI1NiJ9",
        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1"
          + "dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jz"
          + "DwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQG"
          + "e77Rw"
      ),
      (
        Self.ec, "eyJhbGciOiJFUzI1NiJ9",
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
      ),
    ]
    for (jwk, header, text) in rows {
      let key = try read(jwk)
      var signature = try decoded(text)
      let message = Array("\(header).\(payload)".utf8)
      #expect(key.verify(signature, of: message))
      #expect(!key.verify(signature, of: message + [0]))
      #expect(!key.verify(signature + [0], of: message))
      #expect(!key.verify(Array(signature.dropLast()), of: message))
      #expect(!key.verify([], of: message))
      signature[signature.count - 1] ^= 1
      #expect(!key.verify(signature, of: message))
    }
  }

  @Test("The algorithm follows from the kind of the key")
  func algorithms() throws {
    #expect(try read(Self.ec).algorithm == .es256)
    #expect(try read(Self.rsa).algorithm == .rs256)
    #expect(try VerificationKey(multikey: Samples.multikey).algorithm == .edDSA)
    #expect(try [read(Self.ec).kind, read(Self.rsa).kind] == ["P-256", "RSA 2048"])
  }

  @Test("A JWK is written as RFC 7638 hashes it, and read again")
  func jwk() throws {
    for text in [Self.ec, Self.rsa] {
      let key = try read(text)
      #expect(key.jwk == text)
      #expect(key.jwkThumbprint == encoded(HashAlgorithm.sha256.digest(of: Array(text.utf8))))
    }
  }

  @Test("use, key_ops and alg have to allow the signatures of the kind of key")
  func use() throws {
    for (text, algorithm) in [(Self.ec, "ES256"), (Self.rsa, "RS256")] {
      func adding(_ members: String) -> String { text.dropLast() + "," + members + "}" }
      let plain = try read(text)
      for members in [
        #""alg":"\#(algorithm)""#, #""use":"sig""#, #""key_ops":["verify"]"#, #""key_ops":["sign","verify"]"#,
        #""kid":"1","x5t":"AAAA""#,
      ] { #expect(try read(adding(members)) == plain) }
      for members in [
        #""alg":"EdDSA""#, #""alg":"ES384""#, #""alg":"RS384""#, #""alg":"PS256""#, #""alg":"RSA-OAEP""#,
        #""alg":"none""#,
        #""alg":"HS256""#, #""use":"enc""#, #""key_ops":["sign"]"#, #""key_ops":[]"#, #""key_ops":["deriveBits"]"#,
        algorithm == "ES256" ? #""alg":"RS256""# : #""alg":"ES256""#,
      ] {
        #expect(code { () throws(KeyError) in _ = try read(adding(members)) } == .keyUseNotAllowed, "\(members)")
      }
      for members in [#""use":7"#, #""key_ops":"verify""#, #""key_ops":[7]"#, #""alg":["ES256"]"#] {
        #expect(code { () throws(KeyError) in _ = try read(adding(members)) } == .memberInvalid, "\(members)")
      }
    }
  }

  @Test("A JWK with any member of a private key is refused", arguments: ["d", "p", "q", "dp", "dq", "qi", "oth", "k"])
  func exposed(_ name: String) {
    for text in [Self.ec, Self.rsa] {
      let exposed = text.dropLast() + #","\#(name)":"AQAB"}"#
      #expect(code { () throws(KeyError) in _ = try read(String(exposed)) } == .privateKeyExposed)
    }
  }

  @Test("Members that are missing, of another type or badly encoded are refused")
  func members() throws {
    let (x, y) = (Self.x, Self.y)
    for (text, expected) in [
      (#"{"kty":"EC","crv":"P-256","x":"\#(x)"}"#, .memberInvalid),
      (#"{"kty":"EC","crv":"P-256","y":"\#(y)"}"#, .memberInvalid),
      (#"{"kty":"EC","x":"\#(x)","y":"\#(y)"}"#, .memberInvalid), (#"{"kty":"RSA","n":"\#(Self.n)"}"#, .memberInvalid),
      (#"{"kty":"RSA","e":"AQAB"}"#, .memberInvalid), (#"{"kty":"RSA","n":7,"e":"AQAB"}"#, .memberInvalid),
      (#"{"kty":"RSA","n":"\#(Self.n)","e":65537}"#, .memberInvalid),
      (#"{"kty":"EC","crv":"P-256","x":"\#(x)=","y":"\#(y)"}"#, .encodingInvalid),
      (#"{"kty":"EC","crv":"P-256","x":"\#(x) ","y":"\#(y)"}"#, .encodingInvalid),
      (#"{"kty":"EC","crv":"P-256","x":"\#(x)","y":"\#(x)"}"#, .publicKeyNotCanonical),
      (#"{"kty":"EC","crv":"P-256","x":"\#(y)","y":"\#(x)"}"#, .publicKeyNotCanonical),
      (#"{"kty":"EC","crv":"P-256","x":"AA\#(x.dropFirst(2))","y":"\#(y)"}"#, .publicKeyNotCanonical),
      (#"{"kty":"EC","crv":"P-256","x":"\#(x.dropLast(3))","y":"\#(y)"}"#, .lengthWrong),
      (#"{"kty":"EC","crv":"P-384","x":"\#(x)","y":"\#(y)"}"#, .keyTypeNotSupported),
      (#"{"kty":"EC","crv":"Ed25519","x":"\#(x)","y":"\#(y)"}"#, .keyTypeNotSupported),
      (#"{"kty":"OKP","crv":"P-256","x":"\#(x)","y":"\#(y)"}"#, .keyTypeNotSupported),
      (#"{"kty":"oct","k":"AAAA"}"#, .keyTypeNotSupported), (#"{"kty":"ec","crv":"P-256"}"#, .keyTypeNotSupported),
      (#"{"kty":"RSA","n":"\#(Self.n)","e":"AQ"}"#, .publicKeyInvalid),
      (#"{"kty":"RSA","n":"\#(Self.n)","e":"AAEAAQ"}"#, .publicKeyInvalid),
      (#"{"kty":"RSA","n":"AA","e":"AQAB"}"#, .publicKeyInvalid),
      (#"{"kty":"RSA","n":"\#(Self.n.prefix(170))A","e":"AQAB"}"#, .keySizeNotSupported),
      (#"{"kty":"RSA","n":"\#(String(repeating: "A", count: 1401))","e":"AQAB"}"#, .textTooLong),
      ("[]", .memberInvalid),
    ] as [(String, KeyError.Code)] {
      #expect(code { () throws(KeyError) in _ = try read(text) } == expected, "\(text.prefix(120))")
    }
  }

  @Test("P-256 as a Multikey: 49 characters that start with zDn; RSA has none")
  func multikey() throws {
    let key = try read(Self.ec)
    let multikey = try #require(key.multikey)
    #expect(multikey.hasPrefix("zDn") && multikey.utf8.count == 49)
    #expect(try VerificationKey(multikey: multikey) == key)
    #expect(try read(Self.rsa).multikey == nil)
  }

  @Test("A Multikey of P-256 holds the compressed point and nothing else")
  func multikeyForms() throws {
    guard case .p256(let key) = try read(Self.ec) else { return }
    let long: [UInt8] = [0x80, 0x24] + key.uncompressed
    let short: [UInt8] = [0x80, 0x24] + key.compressed.dropLast()
    let hybrid: [UInt8] = [0x80, 0x24, 5] + key.x
    let secret: [UInt8] = [0x86, 0x26] + key.x
    let otherCurve: [UInt8] = [0x81, 0x24, 2] + key.x + key.x.prefix(16)
    for (bytes, expected) in [
      (long, .lengthWrong), (short, .lengthWrong), (hybrid, .publicKeyNotCanonical), (secret, .privateKeyExposed),
      (otherCurve, .keyTypeNotSupported),
    ] as [([UInt8], KeyError.Code)] {
      let text = Multibase.base58(bytes.span)
      #expect(code { () throws(KeyError) in _ = try VerificationKey(multikey: text) } == expected, "\(bytes.hex)")
    }
  }

  @Test("Keys of different kinds are never one, and equal keys are")
  func equality() throws {
    let keys = [try read(Self.ec), try read(Self.rsa), try VerificationKey(multikey: Samples.multikey)]
    #expect(Set(keys).count == 3)
    #expect(Set(keys + [try read(Self.ec), try read(Self.rsa)]).count == 3)
  }

  @Test("No signature of one kind of key is one of another")
  func mixed() throws {
    let message = bytes(20)
    let key = try PrivateKey.generate()
    let p256 = try P256PrivateKey.generate()
    let ed25519 = try key.sign(message).bytes
    let ecdsa = try p256.sign(message)
    #expect(VerificationKey.ed25519(key.publicKey).verify(ed25519, of: message))
    #expect(VerificationKey.p256(p256.publicKey).verify(ecdsa, of: message))
    #expect(!VerificationKey.ed25519(key.publicKey).verify(ecdsa, of: message))
    #expect(!VerificationKey.p256(p256.publicKey).verify(ed25519, of: message))
    #expect(!(try read(Self.rsa)).verify(ecdsa, of: message))
  }
}
