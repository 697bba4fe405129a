import Foundation
import Testing

@testable import Signing

@Suite struct SigningKeyTests {
  /// One of each kind. RSA keys take a while to make, so there is one for all tests.
  private static let rsaFile = try? SigningKey.rsa(RSAPrivateKey.generate(bits: 2048)).pkcs8PEM().exposed

  private static func make(_ kind: String) throws -> SigningKey {
    switch kind {
    case "Ed25519": return .ed25519(try PrivateKey.generate())
    case "P-256": return .p256(try P256PrivateKey.generate())
    default: return try KeyFile(SecretBytes(#require(rsaFile))).signingKey()
    }
  }

  private static let kinds = ["Ed25519", "P-256", "RSA 2048"]

  @Test("A key signs what its public half verifies, in the form of JSON Web Signatures", arguments: kinds)
  func sign(_ kind: String) throws {
    let key = try Self.make(kind)
    let publicKey = key.publicKey
    #expect(publicKey.kind == kind)
    for count in [0, 1, 64, 5000] {
      let signature = try key.sign(bytes(count))
      #expect(signature.count == (kind == "RSA 2048" ? 256 : 64))
      #expect(publicKey.verify(signature, of: bytes(count)))
      #expect(!publicKey.verify(signature, of: bytes(count) + [0]))
    }
  }

  @Test("Every written form is read again as the same key", arguments: kinds)
  func files(_ kind: String) throws {
    let key = try Self.make(kind)
    let publicKey = key.publicKey
    var files = [try key.pkcs8PEM().exposed, try key.jwk().exposed]
    let secret = try key.secretMultikey()?.exposed
    #expect((secret == nil) == (kind == "RSA 2048"))
    if let secret { files.append(secret) }
    for file in files {
      let read = try readKey(file)
      #expect(read.isPrivate && read.publicKey == publicKey)
      let again = try KeyFile(SecretBytes(file)).signingKey()
      #expect(publicKey.verify(try again.sign(bytes(9)), of: bytes(9)))
    }
    let encrypted = try key.encryptedPKCS8PEM(passphrase: SecretBytes("a")).exposed
    #expect(try readKey(encrypted, passphrase: "a").publicKey == publicKey)
    #expect(code { () throws(KeyError) in _ = try readKey(encrypted, passphrase: "b") } == .passphraseWrong)
    #expect(code { () throws(KeyError) in _ = try readKey(encrypted) } == .passphraseNeeded)
    for file in [publicKey.spkiPEM, publicKey.jwk] + (publicKey.multikey.map { [$0] } ?? []) {
      let read = try readKey(file)
      #expect(!read.isPrivate && read.publicKey == publicKey)
    }
  }

  @Test(
    "openssl reads what is written, and writes the same public key", .enabled(if: Command.isPresent("openssl")),
    arguments: kinds)
  func openssl(_ kind: String) throws {
    let key = try Self.make(kind)
    let expected = key.publicKey.spkiPEM
    let plain = try key.pkcs8PEM().exposed
    let encrypted = try key.encryptedPKCS8PEM(passphrase: SecretBytes("a")).exposed
    try Command.withFolder { folder in
      for (file, options) in [(plain, []), (encrypted, ["-passin", "pass:a"])] as [([UInt8], [String])] {
        try Data(file).write(to: folder.appending(path: "key.pem"))
        #expect(try Command.run("openssl", ["pkey", "-in", "key.pem", "-pubout"] + options, in: folder) == expected)
      }
      let message = bytes(30)
      try Data(message).write(to: folder.appending(path: "message"))
      try Data(expected.utf8).write(to: folder.appending(path: "public.pem"))
      guard kind == "RSA 2048" else { return }
      try Data(try key.sign(message)).write(to: folder.appending(path: "signature"))
      let verified = try Command.run(
        "openssl", ["dgst", "-sha256", "-verify", "public.pem", "-signature", "signature", "message"], in: folder)
      #expect(verified == "Verified OK\n")
    }
  }

  @Test("A faulty signature is withheld")
  func fault() throws {
    func flip(_ signature: [UInt8]) -> [UInt8] {
      var signature = signature
      signature[signature.count / 2] ^= 1
      return signature
    }
    let p256 = try P256PrivateKey.generate()
    #expect(code { () throws(KeyError) in _ = try p256.sign(bytes(3), alteredBy: flip) } == .signatureFaulty)
    #expect(code { () throws(KeyError) in _ = try p256.sign(bytes(3), alteredBy: { _ in [] }) } == .signatureFaulty)
    guard case .rsa(let rsa) = try Self.make("RSA 2048") else { return }
    #expect(code { () throws(KeyError) in _ = try rsa.sign(bytes(3), alteredBy: flip) } == .signatureFaulty)
  }

  @Test("A private number out of range, or of another length, is refused")
  func range() {
    let order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"
    let above = String(order.dropLast()) + "2"
    for hex in [String(repeating: "00", count: 32), order, above, String(repeating: "ff", count: 32)] {
      let scalar = [UInt8](hex: hex)
      #expect(code { () throws(KeyError) in _ = try P256PrivateKey(scalar: scalar.span) } != nil, "\(hex)")
    }
    for count in [0, 31, 33] {
      let scalar = bytes(count)
      #expect(code { () throws(KeyError) in _ = try P256PrivateKey(scalar: scalar.span) } == .lengthWrong)
    }
    let below = [UInt8](hex: String(order.dropLast()) + "0")
    #expect(code { () throws(KeyError) in _ = try P256PrivateKey(scalar: below.span) } == nil)
  }

  @Test("Halves that do not belong together are refused")
  func mismatch() throws {
    let own = try P256PrivateKey.generate()
    let other = try P256PrivateKey.generate()
    let d = encoded(try own.scalar().exposed)
    let text = #"{"d":"\#(d)","# + VerificationKey.p256(other.publicKey).jwk.dropFirst()
    #expect(code { () throws(KeyError) in _ = try readKey(text) } == .publicKeyMismatch)

    // The ECPrivateKey of RFC 5915 with the other key's public half.
    var der = try own.pkcs8().exposed
    let at = der.count - 64
    der.replaceSubrange(at..., with: other.publicKey.x + other.publicKey.y)
    #expect(code { () throws(KeyError) in _ = try SigningKey(pkcs8: der.span) } == .publicKeyMismatch)
  }

  @Test("An RSA key whose numbers do not fit together is refused")
  func rsaNumbers() throws {
    guard case .rsa(let key) = try Self.make("RSA 2048") else { return }
    let text = try key.jwk().exposedText
    #expect(try readKey(text).publicKey == .rsa(key.publicKey))
    let members = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String])
    for name in ["d", "p", "q", "dp", "dq", "qi"] {
      var changed = members
      changed[name] = nil
      let without = String(decoding: try JSONSerialization.data(withJSONObject: changed), as: UTF8.self)
      // Without `d` it is a public key with a private member in it.
      #expect(
        code { () throws(KeyError) in _ = try readKey(without) } == (name == "d" ? .privateKeyExposed : .memberInvalid))
    }
    var other = members
    other["p"] = members["q"]
    let twice = String(decoding: try JSONSerialization.data(withJSONObject: other), as: UTF8.self)
    #expect(code { () throws(KeyError) in _ = try readKey(twice) } != nil)
    other = members
    other["oth"] = "AQAB"
    let several = String(decoding: try JSONSerialization.data(withJSONObject: other), as: UTF8.self)
    #expect(code { () throws(KeyError) in _ = try readKey(several) } == .keyTypeNotSupported)
  }

  @Test("RSA keys outside 2048 to 8192 bits are not made", arguments: [0, 1024, 2047, 8193])
  func rsaSizes(_ bits: Int) {
    #expect(code { () throws(KeyError) in _ = try RSAPrivateKey.generate(bits: bits) } == .keySizeNotSupported)
  }

  @Test("The secret Multikey of the other half is refused by name")
  func secretMultikey() throws {
    let key = try P256PrivateKey.generate()
    let text = Array(key.publicKey.multikey.utf8)
    #expect(code { () throws(KeyError) in _ = try SigningKey(secretMultikey: text.span) } == .wrongHalf)
  }
}
