import Foundation
import Signing
import Testing

@Suite struct KeyFileTests {
  @Test(
    "Every sample file holds the one key of keys-sample, in the format and half its name says", arguments: Samples.all)
  func samples(_ name: String, _ format: KeyFileFormat, _ isPrivate: Bool) throws {
    let expected = ReadKey(format: format, isPrivate: isPrivate, publicKey: try PublicKey(multikey: Samples.multikey))
    #expect(try readKey(Samples.bytes(name), passphrase: Samples.passphrase) == expected)
  }

  @Test("The second sample key is another one")
  func otherSample() throws {
    #expect(try readKey(Samples.bytes("other.pkcs8.pem")).publicKey.multikey != Samples.multikey)
  }

  @Test("The README of the samples lists every key in them")
  func readme() throws {
    let text = String(decoding: try Samples.bytes("README.md"), as: UTF8.self)
    for name in ["issuer.pkcs8.pem", "other.pkcs8.pem"] {
      #expect(try text.contains(readKey(Samples.bytes(name)).publicKey.multikey ?? "none"))
    }
    for sample in Samples.all { #expect(text.contains("`\(sample.name)`")) }
  }

  @Test("Every format that is written is read back as the same key")
  func roundTrip() throws {
    let key = try PrivateKey.generate()
    let secrets = [
      key.pkcs8PEM().exposed, key.jwk().exposed, key.secretMultikey().exposed,
      try key.encryptedPKCS8PEM(passphrase: SecretBytes("a")).exposed,
    ]
    for file in secrets {
      let read = try readKey(file, passphrase: "a")
      #expect(read.isPrivate && read.publicKey == .ed25519(key.publicKey))
    }
    for file in [key.publicKey.spkiPEM, key.publicKey.jwk, key.publicKey.multikey] {
      let read = try readKey(file)
      #expect(!read.isPrivate && read.publicKey == .ed25519(key.publicKey))
    }
  }

  @Test("The private key of a file signs, and a public one is refused as such")
  func material() throws {
    let file = try KeyFile(SecretBytes(Samples.bytes("issuer.pkcs8.pem")))
    let key = try file.privateKey()
    #expect(key.publicKey.verify(try key.sign(bytes(3)), of: bytes(3)))
    let open = try SecretBytes(Samples.bytes("issuer.spki.pem"))
    #expect(code { () throws(KeyError) in _ = try KeyFile(open).privateKey() } == .wrongHalf)
  }

  @Test(
    "Every truncation of every sample is an error, except where only white space or a comment is lost",
    arguments: Samples.all)
  func truncation(_ name: String, _ format: KeyFileFormat, _ isPrivate: Bool) throws {
    let file = try Samples.bytes(name)
    let expected = try PublicKey(multikey: Samples.multikey)
    // A key derivation takes a fifth of a second, so the encrypted file is cut where it cannot reach it.
    let passphrase = format == .encryptedPKCS8 ? nil : Samples.passphrase
    for count in 0..<file.count {
      guard let read = try? readKey(Array(file.prefix(count)), passphrase: passphrase) else { continue }
      let lost = String(decoding: file.dropFirst(count), as: UTF8.self)
      let isHarmless = lost.allSatisfy(\.isWhitespace) || (format == .openSSHPublic && file.count - count < 21)
      #expect(isHarmless && read.publicKey == .ed25519(expected), "cut at \(count)")
    }
  }

  @Test(
    "No changed byte of a sample traps, and none gives another key where both halves stand in the file",
    arguments: Samples.all)
  func mutation(_ name: String, _ format: KeyFileFormat, _ isPrivate: Bool) throws {
    let file = try Samples.bytes(name)
    let expected = try PublicKey(multikey: Samples.multikey)
    let hasBothHalves = ["issuer.jwk.json", "issuer.multikey.json", "issuer.openssh"].contains(name)
    for index in file.indices {
      for byte in [0x00, 0xff, file[index] ^ 0x01, file[index] ^ 0x20, UInt8(ascii: "\""), UInt8(ascii: "\n")] {
        var changed = file
        changed[index] = byte
        guard let read = try? readKey(changed), hasBothHalves else { continue }
        #expect(read.publicKey == .ed25519(expected), "byte \(index) as \(byte)")
      }
    }
  }

  @Test(
    "What is no key file is refused by what it looks like",
    arguments: [
      ("", "an empty file"), (" \n\t", "an empty file"), ("hello", "something else"),
      ("PuTTY-User-Key-File-3: ssh-ed25519\n", "a PuTTY key"),
      ("---- BEGIN SSH2 PUBLIC KEY ----\n", "an SSH2 public key (RFC 4716)"), ("0\u{2e}\u{02}\u{01}", "binary DER"),
      ("did:key:\(Samples.multikey)", "a did:key"), ("\u{feff}{}", "a byte order mark"),
      ("AGE-SECRET-KEY-1QQ", "an age key (for encryption)"),
      ("426164676520", "hexadecimal digits"), ("30abcdef", "hexadecimal digits"),
      ("MC4CAQAwBQYDK2VwBCIEIA==", "PEM without its boundary lines"),
    ])
  func unknown(_ text: String, _ found: String) {
    let error = failure { () throws(KeyError) in _ = try readKey(text) }
    #expect(error?.code == .formatUnknown)
    #expect(error?.found == found)
  }

  @Test(
    "PEM of something else is refused by its label",
    arguments: [
      ("RSA PRIVATE KEY", KeyError.Code.formatUnknown), ("EC PRIVATE KEY", .formatUnknown),
      ("RSA PUBLIC KEY", .formatUnknown), ("DSA PRIVATE KEY", .keyTypeNotSupported),
      ("CERTIFICATE", .formatUnknown), ("CERTIFICATE REQUEST", .formatUnknown),
      ("PGP PRIVATE KEY BLOCK", .formatUnknown),
      ("SSH2 ENCRYPTED PRIVATE KEY", .formatUnknown),
    ])
  func labels(_ label: String, _ expected: KeyError.Code) {
    let error = failure { () throws(KeyError) in
      _ = try readKey("-----BEGIN \(label)-----\nAAAA\n-----END \(label)-----\n")
    }
    #expect(error?.code == expected)
    #expect(error?.found == label)
  }

  @Test(
    "Keys of other kinds in PKCS#8 and SPKI are refused by name",
    .enabled(if: Command.isPresent("openssl"), "needs openssl"))
  func otherKeys() throws {
    try Command.withFolder { folder in
      for (options, name) in [
        (["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"], "P-384"),
        (["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"], "secp256k1"),
        (
          ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-pkeyopt", "ec_param_enc:explicit"],
          "EC without the name of a curve"
        ),
        (["-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"], "RSA-PSS"), (["-algorithm", "ED448"], "Ed448"),
        (["-algorithm", "X25519"], "X25519 (for encryption)"),
      ] {
        let secret = try #require(try Command.run("openssl", ["genpkey"] + options + ["-out", "key.pem"], in: folder))
        #expect(secret.isEmpty)
        let file = try String(decoding: Data(contentsOf: folder.appending(path: "key.pem")), as: UTF8.self)
        let open = try #require(try Command.run("openssl", ["pkey", "-in", "key.pem", "-pubout"], in: folder))
        for text in [file, open] {
          let error = failure { () throws(KeyError) in _ = try readKey(text) }
          #expect(error?.code == .keyTypeNotSupported)
          #expect(error?.found == name)
        }
      }
    }
  }

  @Test(
    "P-256 and RSA keys that openssl made are read, plain and encrypted, and sign",
    .enabled(if: Command.isPresent("openssl"), "needs openssl"))
  func opensslKeys() throws {
    try Command.withFolder { folder in
      for (options, kind) in [
        (["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], "P-256"),
        (["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"], "RSA 2048"),
      ] {
        _ = try #require(try Command.run("openssl", ["genpkey"] + options + ["-out", "key.pem"], in: folder))
        let plain = try String(decoding: Data(contentsOf: folder.appending(path: "key.pem")), as: UTF8.self)
        let hidden = try #require(
          try Command.run(
            "openssl", ["pkcs8", "-topk8", "-in", "key.pem", "-v2", "aes-256-cbc", "-passout", "pass:a"], in: folder))
        let open = try #require(try Command.run("openssl", ["pkey", "-in", "key.pem", "-pubout"], in: folder))
        let expected = try readKey(open)
        #expect(expected.format == .spki && !expected.isPrivate && expected.publicKey.kind == kind)
        #expect(expected.publicKey.spkiPEM == open)
        #expect(
          try readKey(plain) == ReadKey(format: .pkcs8, isPrivate: true, publicKey: expected.publicKey))
        #expect(
          try readKey(hidden, passphrase: "a")
            == ReadKey(format: .encryptedPKCS8, isPrivate: true, publicKey: expected.publicKey))
        let key = try KeyFile(SecretBytes(plain)).signingKey()
        #expect(expected.publicKey.verify(try key.sign(bytes(40)), of: bytes(40)))
        #expect(
          code { () throws(KeyError) in _ = try KeyFile(SecretBytes(plain)).privateKey() } == .keyTypeNotSupported)
      }
    }
  }

  @Test("64 KiB are read and one byte more is not")
  func size() throws {
    let file = Array(Samples.multikey.utf8)
    let spaces = [UInt8](repeating: 0x20, count: KeyFile.maximumBytes - file.count)
    #expect(try readKey(file + spaces).publicKey.multikey == Samples.multikey)
    #expect(code { () throws(KeyError) in _ = try readKey(file + spaces + [0x20]) } == .fileTooLarge)
  }

  @Test("No error quotes a byte of the key or of the passphrase")
  func silence() throws {
    let passphrase = "hunter2-hunter2"
    let key = try PrivateKey(seed: Samples.seed)
    let broken = [
      key.pkcs8PEM().exposedText.replacing("-----END", with: "----END"), key.jwk().exposedText + "x",
      key.secretMultikey().exposedText + "0", "x" + key.secretMultikey().exposedText,
      key.jwk().exposedText.replacing("\"d\"", with: "\"d\\u0020\""),
      try key.encryptedPKCS8PEM(passphrase: SecretBytes("other")).exposedText,
    ]
    for text in broken {
      let error = try #require(failure { () throws(KeyError) in _ = try readKey(text, passphrase: passphrase) })
      #expect(!error.description.contains("hunter2"))
      #expect(!error.description.contains("QmFkZ2Ug") && !error.description.contains("3u2Vgvq17gc6"))
    }
  }
}
