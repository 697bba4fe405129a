import Foundation
import Testing

@testable import Signing

@Suite struct PKCS8Tests {
  private static let prefix = "302e020100300506032b657004220420"

  private func read(_ hex: String) throws(KeyError) -> PublicKey {
    let der = [UInt8](hex: hex)
    return try PrivateKey(pkcs8: der.span).publicKey
  }

  private func readSPKI(_ hex: String) throws(KeyError) -> PublicKey {
    let der = [UInt8](hex: hex)
    return try PublicKey(spki: der.span)
  }

  @Test("RFC 8410 section 10.3: version 1, and version 2 with attributes and public key")
  func rfc8410() throws {
    // The private key and the two forms that the RFC prints.
    let seed = "d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842"
    let expected = try PrivateKey(seed: [UInt8](hex: seed)).publicKey
    #expect(expected.bytes.hex == "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1")
    #expect(try read(Self.prefix + seed) == expected)
    let second =
      "-----BEGIN PRIVATE KEY-----\nMHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
      + "oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB\nZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
      + "-----END PRIVATE KEY-----\n"
    #expect(try readKey(second).publicKey == .ed25519(expected))
  }

  @Test("RFC 8410 section 10.1: the public key is read and written")
  func spki() throws {
    let pem =
      "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
      + "-----END PUBLIC KEY-----\n"
    #expect(try readKey(pem).publicKey.spkiPEM == pem)
  }

  @Test("A recorded public half of another key is refused, however it is tagged")
  func mismatch() throws {
    let seed = bytes(32).hex
    let own = try PrivateKey(seed: bytes(32)).publicKey.bytes.hex
    let other = try PrivateKey(seed: bytes(32, seed: 2)).publicKey.bytes.hex
    for (start, tag) in [("3051", "812100"), ("3053", "a123032100")] {
      let head = start + "020101300506032b657004220420" + seed + tag
      #expect(try read(head + own).bytes.hex == own)
      #expect(code { () throws(KeyError) in _ = try read(head + other) } == .publicKeyMismatch)
    }
  }

  @Test(
    "Another algorithm is refused by name",
    arguments: [
      ("302e020100300506032b656e04220420", "X25519 (for encryption)"), ("302e020100300506032b657104220420", "Ed448"),
      ("302e020100300506032b650504220420", "another algorithm"),
    ])
  func otherAlgorithms(_ prefix: String, _ name: String) {
    let error = failure { () throws(KeyError) in _ = try read(prefix + bytes(32).hex) }
    #expect(error?.code == .keyTypeNotSupported)
    #expect(error?.found == name)
  }

  @Test(
    "Structures that are not the one of RFC 8410 are refused",
    arguments: [
      // version 2; parameters; a seed without its inner octet string; bytes behind; an empty sequence
      "302e020102300506032b657004220420" + String(repeating: "11", count: 32),
      "3030020100300706032b6570050004220420" + String(repeating: "11", count: 32),
      "302c020100300506032b65700420" + String(repeating: "11", count: 32),
      prefix + String(repeating: "11", count: 32) + "00", "3000", "3080", "",
    ])
  func structure(_ hex: String) {
    #expect(code { () throws(KeyError) in _ = try read(hex) } == .fileDamaged)
  }

  @Test("A seed of another length is refused", arguments: [31, 33])
  func seedLength(_ count: Int) {
    let inner = String(format: "04%02x04%02x", count + 2, count) + bytes(count).hex
    let body = "020100300506032b6570" + inner
    let text = String(format: "30%02x", body.count / 2) + body
    #expect(code { () throws(KeyError) in _ = try read(text) } == .lengthWrong)
  }

  @Test("An SPKI with unused bits, parameters or a wrong length is refused")
  func spkiStructure() throws {
    let key = try PrivateKey(seed: bytes(32)).publicKey.bytes.hex
    #expect(try readSPKI("302a300506032b6570032100" + key).bytes.hex == key)
    for hex in [
      "302a300506032b6570032101" + key, "302c300706032b65700500032100" + key,
      "3029300506032b6570032000" + key.dropLast(2),
    ] {
      #expect(code { () throws(KeyError) in _ = try readSPKI(hex) } == .fileDamaged)
    }
  }

  @Test("The openssl command reads what is written", .enabled(if: Command.isPresent("openssl"), "needs openssl"))
  func openssl() throws {
    try Command.withFolder { folder in
      let key = try PrivateKey(seed: Samples.seed)
      try Data(key.pkcs8PEM().exposed).write(to: folder.appending(path: "key.pem"))
      #expect(try Command.run("openssl", ["pkey", "-in", "key.pem", "-pubout"], in: folder) == key.publicKey.spkiPEM)
      #expect(try Command.run("openssl", ["pkey", "-in", "key.pem"], in: folder) == key.pkcs8PEM().exposedText)
    }
  }
}
