import Foundation
import Testing

@testable import Signing

/// Row L2 of the threat table.
@Suite struct EncryptedPKCS8Tests {
  /// Made once, since each takes a fifth of a second.
  private static let sample = Result { try Self().encrypted("sample passphrase") }

  private func encrypted(_ passphrase: String) throws -> [UInt8] {
    try PrivateKey(seed: Samples.seed).encryptedPKCS8PEM(passphrase: SecretBytes(passphrase)).exposed
  }

  @Test("The passphrase opens the file", arguments: ["pässwörd ✓", "with\0zero", " "])
  func roundTrip(_ passphrase: String) throws {
    let read = try readKey(encrypted(passphrase), passphrase: passphrase)
    #expect(
      read == ReadKey(format: .encryptedPKCS8, isPrivate: true, publicKey: try PublicKey(multikey: Samples.multikey)))
  }

  @Test("Another passphrase has its own code", arguments: ["", "sample passphrase "])
  func wrong(_ passphrase: String) throws {
    let file = try Self.sample.get()
    #expect(code { () throws(KeyError) in _ = try readKey(file, passphrase: passphrase) } == .passphraseWrong)
  }

  @Test("No passphrase has its own code")
  func missing() throws {
    let file = try Self.sample.get()
    #expect(code { () throws(KeyError) in _ = try readKey(file) } == .passphraseNeeded)
  }

  @Test("An empty passphrase protects nothing and is refused")
  func empty() {
    let result = code { () throws(KeyError) in
      _ = try PrivateKey(seed: Samples.seed).encryptedPKCS8PEM(passphrase: SecretBytes(""))
    }
    #expect(result == .passphraseEmpty)
  }

  @Test("Two files of one key and passphrase differ: salt and initialisation vector are fresh")
  func fresh() throws {
    #expect(try encrypted("a") != encrypted("a"))
  }

  @Test("The passphrase is asked for once, and only for a sound encrypted file")
  func asking() throws {
    func count(_ file: [UInt8]) -> Int {
      var asked = 0
      _ = try? KeyFile(SecretBytes(file)) {
        asked += 1
        return SecretBytes("sample passphrase")
      }
      return asked
    }
    let file = try Self.sample.get()
    #expect(count(file) == 1)
    #expect(count(Array(file.dropLast(40))) == 0)
    #expect(try count(Samples.bytes("issuer.pkcs8.pem")) == 0)
    #expect(try count(Samples.bytes("issuer.spki.pem")) == 0)
  }

  /// A file whose derivation asks for `rounds` or `scrypt`; its contents are never reached.
  private func file(derivation: String) -> String {
    func element(_ tag: String, _ contents: String) -> String {
      let count = contents.count / 2
      return tag + (count < 128 ? String(format: "%02x", count) : String(format: "81%02x", count)) + contents
    }
    let aes = element("30", "060960864801650304012a" + element("04", bytes(16).hex))
    let parameters = element("30", derivation + aes)
    let algorithm = element("30", "06092a864886f70d01050d" + parameters)
    let der = [UInt8](hex: element("30", algorithm + element("04", bytes(48).hex)))
    var text = SecretBytes()
    PEMBlock.write(der.span, label: "ENCRYPTED PRIVATE KEY", to: &text)
    return text.exposedText
  }

  @Test(
    "A key derivation that would take minutes or gigabytes is refused before it starts",
    arguments: [
      // PBKDF2 with 2^31 - 1 and 2^40 rounds
      "301d06092a864886f70d01050c301004080102030405060708" + "02047fffffff",
      "301f06092a864886f70d01050c301204080102030405060708" + "0206010000000000",
      // scrypt with N = 2^20, r = 2^5, p = 1; N = 2, r = 1, p = 2^24; N = 2^60
      "302206092b06010401da47040b301504080102030405060708" + "0203100000" + "020120" + "020101",
      "302206092b06010401da47040b301504080102030405060708" + "020102" + "020101" + "020401000000",
      "302706092b06010401da47040b301a04080102030405060708" + "02081000000000000000" + "020101" + "020101",
    ])
  func cost(_ derivation: String) {
    // The outer lengths are put right here, so that the rows above stay readable.
    var body = derivation.dropFirst(4)
    let oid = body.prefix(22)
    body = body.dropFirst(22)
    let values = body.dropFirst(4)
    let fixed = oid + String(format: "30%02x", values.count / 2) + values
    let text = file(derivation: String(format: "30%02x", fixed.count / 2) + fixed)
    let start = ContinuousClock.now
    let result = code { () throws(KeyError) in _ = try readKey(text, passphrase: "a") }
    #expect(result == .encryptionNotSupported)
    #expect(ContinuousClock.now - start < .seconds(1))
  }

  @Test(
    "The openssl command reads the file with its passphrase and not without",
    .enabled(if: Command.isPresent("openssl"), "needs openssl"))
  func opensslReads() throws {
    try Command.withFolder { folder in
      try Data(Self.sample.get()).write(to: folder.appending(path: "key.pem"))
      let right = ["pkey", "-in", "key.pem", "-pubout", "-passin", "pass:sample passphrase"]
      #expect(try Command.run("openssl", right, in: folder) == PublicKey(multikey: Samples.multikey).spkiPEM)
      let wrong = ["pkey", "-in", "key.pem", "-pubout", "-passin", "pass:other"]
      #expect(try Command.run("openssl", wrong, in: folder) == nil)
    }
  }

  @Test(
    "What the openssl command encrypts is read",
    .enabled(if: Command.isPresent("openssl"), "needs openssl"),
    arguments: [
      ["-v2", "aes-256-cbc"], ["-v2", "aes-128-cbc", "-v2prf", "hmacWithSHA512"], ["-v2", "des3"],
      ["-v2", "aes-256-cbc", "-iter", "100000"], ["-scrypt"],
    ])
  func opensslWrites(_ options: [String]) throws {
    try Command.withFolder { folder in
      try Data(Samples.bytes("issuer.pkcs8.pem")).write(to: folder.appending(path: "key.pem"))
      let arguments = ["pkcs8", "-topk8", "-in", "key.pem", "-passout", "pass:sample passphrase"] + options
      let text = try #require(try Command.run("openssl", arguments, in: folder))
      #expect(try readKey(text, passphrase: "sample passphrase").publicKey.multikey == Samples.multikey)
      #expect(code { () throws(KeyError) in _ = try readKey(text, passphrase: "wrong") } == .passphraseWrong)
    }
  }
}
