import Foundation
import Testing

@testable import Signing

@Suite struct OpenSSHKeyTests {
  private func string(_ bytes: [UInt8]) -> [UInt8] {
    [0, 0, UInt8(bytes.count >> 8), UInt8(bytes.count & 255)] + bytes
  }
  private func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }

  /// An `openssh-key-v1` container; every part can be replaced.
  private struct Container {
    var magic = Array("openssh-key-v1\0".utf8)
    var cipher = "none"
    var derivation = "none"
    var options = ""
    var count: UInt8 = 1
    var type = "ssh-ed25519"
    var outerKey: [UInt8]
    var checks: [UInt8] = [1, 2, 3, 4, 1, 2, 3, 4]
    var innerKey: [UInt8]
    var secret: [UInt8]
    var comment = "a comment"
    var padding: [UInt8]?
    var after: [UInt8] = []

    init() throws {
      let publicHalf = try PrivateKey(seed: Samples.seed).publicKey.bytes
      outerKey = publicHalf
      innerKey = publicHalf
      secret = Samples.seed + publicHalf
    }
  }

  private func read(_ change: (inout Container) -> Void) throws -> Result<PublicKey, KeyError> {
    var parts = try Container()
    change(&parts)
    var inner =
      parts.checks + string(parts.type) + string(parts.innerKey) + string(parts.secret) + string(parts.comment)
    inner += parts.padding ?? (0..<UInt8((8 - inner.count % 8) % 8)).map { $0 + 1 }
    var file = parts.magic + string(parts.cipher) + string(parts.derivation) + string(parts.options)
    file += [0, 0, 0, parts.count] + string(string(parts.type) + string(parts.outerKey)) + string(inner) + parts.after
    return Result { () throws(KeyError) in try PrivateKey(openSSH: file.span).publicKey }
  }

  private func code(_ change: (inout Container) -> Void) throws -> KeyError.Code? {
    if case .failure(let error) = try read(change) { return error.code }
    return nil
  }

  @Test("The container that the tests build is the one that ssh-keygen writes")
  func sound() throws {
    #expect(try read { _ in }.get().multikey == Samples.multikey)
    #expect(try read { $0.comment = "" }.get().multikey == Samples.multikey)
  }

  @Test("Every broken part is refused")
  func broken() throws {
    #expect(try code { $0.magic[13] = 0x32 } == .fileDamaged)
    #expect(try code { $0.derivation = "bcrypt" } == .fileDamaged)
    #expect(try code { $0.options = "x" } == .fileDamaged)
    #expect(try code { $0.checks[0] = 9 } == .fileDamaged)
    #expect(try code { $0.after = [0] } == .fileDamaged)
    #expect(try code { $0.secret.removeLast() } == .fileDamaged)
    #expect(try code { $0.padding = [] } == .fileDamaged)
    #expect(
      try code {
        $0.comment = "12345678"
        $0.padding = [1, 2, 3, 4, 6]
      } == .fileDamaged)
    #expect(try code { $0.padding = Array(1...16) } == .fileDamaged)
  }

  @Test("Public halves that are not the derived one are refused, in all three places")
  func mismatch() throws {
    let other = try PrivateKey(seed: bytes(32)).publicKey.bytes
    #expect(try code { $0.outerKey = other } == .publicKeyMismatch)
    #expect(try code { $0.innerKey = other } == .publicKeyMismatch)
    #expect(try code { $0.secret = Samples.seed + other } == .publicKeyMismatch)
  }

  @Test("No key and two keys are refused", arguments: [0, 2, 255] as [UInt8])
  func several(_ count: UInt8) throws {
    #expect(try code { $0.count = count } == .severalKeys)
  }

  @Test("An encrypted key is refused with the command that removes its passphrase from a copy")
  func encrypted() throws {
    guard case .failure(let error) = try read({ $0.cipher = "aes256-ctr" }) else {
      throw KeyError(.fileDamaged, at: "")
    }
    #expect(error.code == .encryptionNotSupported)
    #expect(error.hint?.contains(#"ssh-keygen -p -N "" -f COPY"#) == true)
  }

  @Test(
    "Other types of key are refused by name",
    arguments: ["ssh-rsa", "ecdsa-sha2-nistp256", "ssh-dss", "sk-ssh-ed25519@openssh.com", "ssh-ed448"])
  func otherTypes(_ type: String) throws {
    guard case .failure(let error) = try read({ $0.type = type }) else { throw KeyError(.fileDamaged, at: "") }
    #expect(error.code == .keyTypeNotSupported)
    #expect(error.found == type)
    let line = failure { () throws(KeyError) in _ = try readKey(type + " AAAA comment") }
    #expect(line?.code == .keyTypeNotSupported)
    #expect(line?.found == type)
  }

  @Test("A public line is read with and without comment, and broken ones are refused")
  func line() throws {
    let blob = string("ssh-ed25519") + string(try PrivateKey(seed: Samples.seed).publicKey.bytes)
    let base64 = Data(blob).base64EncodedString()
    for text in ["ssh-ed25519 \(base64)", "ssh-ed25519 \(base64) someone@example.org and more\n"] {
      #expect(try readKey(text).publicKey.multikey == Samples.multikey)
    }
    let longer = Data(blob + [0]).base64EncodedString()
    let rsa = Data(string("ssh-rsa") + string(bytes(32))).base64EncodedString()
    for (text, expected) in [
      ("ssh-ed25519", KeyError.Code.fileDamaged), ("ssh-ed25519 ", .fileDamaged),
      ("ssh-ed25519 \(longer)", .fileDamaged),
      ("ssh-ed25519 \(rsa)", .keyTypeNotSupported), ("ssh-ed25519  \(base64)", .fileDamaged),
      ("ssh-ed25519 \(base64)=", .encodingInvalid), ("ssh-ed25519 \(base64)\nssh-ed25519 \(base64)", .severalKeys),
    ] {
      #expect(codeOfLine(text) == expected, "\(text)")
    }
  }

  private func codeOfLine(_ text: String) -> KeyError.Code? {
    failure { () throws(KeyError) in _ = try readKey(text) }?.code
  }

  @Test(
    "What ssh-keygen writes is read, and its encrypted file after the command of the hint",
    .enabled(if: Command.isPresent("ssh-keygen"), "needs ssh-keygen"))
  func sshKeygen() throws {
    try Command.withFolder { folder in
      let make = ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", "key"]
      _ = try #require(try Command.run("ssh-keygen", make, in: folder))
      let secret = try [UInt8](Data(contentsOf: folder.appending(path: "key")))
      let open = try [UInt8](Data(contentsOf: folder.appending(path: "key.pub")))
      #expect(try readKey(secret).publicKey == readKey(open).publicKey)

      _ = try #require(try Command.run("ssh-keygen", ["-p", "-N", "a passphrase", "-f", "key"], in: folder))
      let locked = try [UInt8](Data(contentsOf: folder.appending(path: "key")))
      #expect(failure { () throws(KeyError) in _ = try readKey(locked) }?.code == .encryptionNotSupported)
      let unlock = ["-p", "-P", "a passphrase", "-N", "", "-f", "key"]
      _ = try #require(try Command.run("ssh-keygen", unlock, in: folder))
      let again = try [UInt8](Data(contentsOf: folder.appending(path: "key")))
      #expect(try readKey(again).publicKey == readKey(open).publicKey)
    }
  }
}
