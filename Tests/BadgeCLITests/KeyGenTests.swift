import Foundation
import Testing

@testable import BadgeCLI

@Suite struct KeyGenTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.file("pass", Data("correct horse battery staple\n".utf8), mode: 0o600)
  }

  private func keygen(_ arguments: String, before: String = "") throws -> Tool.Result {
    try Tool.shell("\(before)\"$BADGE\" keygen \(arguments)", in: folder.url)
  }

  /// The Multikey that a command printed.
  private func multikey(_ result: Tool.Result) -> Substring? {
    result.text.split(separator: "\n").first { $0.hasPrefix("multikey") }?.split(separator: " ").last
  }

  @Test("The key is encrypted, for its owner alone, and is read again")
  func encrypted() throws {
    let made = try keygen("-o k --passphrase-file pass", before: "umask 000; ")
    #expect(made.status == 0)
    #expect(made.errors.contains("backup"))
    #expect(try folder.text("k").hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
    #expect(try folder.mode("k") == 0o600)
    #expect(try folder.entries == ["k", "pass"])
    let read = try Tool.shell("\"$BADGE\" key k --passphrase-fd 3 3< pass", in: folder.url)
    #expect(multikey(made)?.hasPrefix("z6Mk") == true)
    #expect(multikey(read) == multikey(made))
  }

  @Test("openssl opens the file with the passphrase and not without", .enabled(if: Tool.isInstalled("openssl")))
  func openssl() throws {
    _ = try keygen("-o k --passphrase-file pass")
    #expect(try Tool.shell("openssl pkey -in k -passin file:pass -noout", in: folder.url).status == 0)
    #expect(try Tool.shell("openssl pkey -in k -passin pass:wrong -noout", in: folder.url).status != 0)
  }

  @Test("Plain keys are made when they are asked for", arguments: ["pkcs8", "jwk", "multikey"])
  func plain(_ format: String) throws {
    let made = try keygen("-o k --plain --format \(format)")
    #expect(made.status == 0)
    #expect(made.text.contains("not encrypted"))
    #expect(try folder.mode("k") == 0o600)
    #expect(multikey(try Tool.badge("key", "k", in: folder.url)) == multikey(made))
    // Neither output holds the secret.
    let secret = try folder.text("k").split(separator: "\n").max { $0.count < $1.count } ?? ""
    #expect(secret.count > 40 && !made.text.contains(secret) && !made.errors.contains(secret))
  }

  @Test(
    "Keys of other kinds are made encrypted and plain, and shown",
    arguments: [("p256", "P-256, for ES256", "did:key:zDn"), ("rsa", "RSA 3072, for RS256", "did:jwk:ey")])
  func kinds(_ type: String, _ kind: String, _ did: String) throws {
    #expect(try keygen("-o k --type \(type) --passphrase-file pass").status == 0)
    #expect(try folder.text("k").hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
    #expect(try folder.mode("k") == 0o600)
    let read = try Tool.shell("\"$BADGE\" key k --passphrase-file pass", in: folder.url)
    #expect(read.text.contains("type        \(kind)\n") && read.text.contains("did         \(did)"))
    #expect(read.text.contains("multikey") == (type == "p256"))
    let jwk = "\"$BADGE\" key convert k --private --plain --to jwk -o j --passphrase-file pass && \"$BADGE\" key j"
    let again = try Tool.shell(jwk, in: folder.url)
    #expect(again.text.split(separator: "\n").dropFirst() == read.text.split(separator: "\n").dropFirst())
    let json = try Tool.shell("\"$BADGE\" key show j --format json", in: folder.url)
    #expect(json.text.contains("\"publicKeyMultibase\"") == (type == "p256"))
  }

  @Test("An RSA key has no Multikey")
  func noMultikey() throws {
    #expect(try keygen("-o k --type rsa --format multikey --plain").status == 2)
    #expect(try keygen("-o k --type rsa --plain").status == 0)
    for options in ["--to multikey", "--to multikey --private --plain -o m"] {
      let result = try Tool.shell("\"$BADGE\" key convert k \(options)", in: folder.url)
      #expect(result.status == 2 && result.errors.contains("Multikey"))
    }
    #expect(try folder.entries == ["k", "pass"])
  }

  @Test(
    "A key is never plain by accident, and never on standard output",
    arguments: [
      "-o k --format jwk", "-o k --format multikey", "-o - --plain", "--plain", "-o k --plain --passphrase-file pass",
    ])
  func refused(_ arguments: String) throws {
    #expect(try keygen(arguments).status == 2)
    #expect(try folder.entries == ["pass"])
  }

  @Test("Nothing is written over, and nobody is asked before that is known")
  func existing() throws {
    try folder.file("k", Data("old".utf8))
    let result = try keygen("-o k --passphrase-file missing")
    #expect(result.status == 4)
    #expect(result.errors.contains("(file_exists)"))
    #expect(try folder.text("k") == "old")
    #expect(try keygen("-o k --plain --force").status == 2)
  }

  @Test(
    "A passphrase that others can read, or that is none, is refused",
    arguments: [
      ("chmod 640 pass", "secret_exposed"), ("chmod 604 pass", "secret_exposed"), (": > pass", "passphrase_missing"),
      ("echo > pass", "passphrase_missing"), ("printf 'a\\nb\\n' > pass", "passphrase_invalid"),
      ("printf 'a\\0b' > pass", "passphrase_invalid"), ("rm pass; mkfifo -m 600 pass", "file_not_regular"),
      ("head -c 70000 /dev/zero > pass", "file_too_large"), ("rm pass", "file_unreadable"),
    ])
  func badPassphrase(_ change: String, _ code: String) throws {
    let result = try keygen("-o k --passphrase-file pass", before: change + "; ")
    #expect(result.status == 4)
    #expect(result.errors.contains("(\(code))"))
    #expect(try !folder.entries.contains("k"))
  }

  @Test("A descriptor that is not open is an error")
  func badDescriptor() throws {
    #expect(try keygen("-o k --passphrase-fd 77").errors.contains("(file_unreadable)"))
    #expect(try keygen("-o k --passphrase-fd=-1").status == 2)
    #expect(try keygen("-o k --passphrase-fd 3 --passphrase-file pass").status == 2)
    #expect(try folder.entries == ["pass"])
  }

  @Test("Without a terminal nobody can be asked")
  func noTerminal() throws {
    let result = try keygen("-o k", before: "setsid ")
    #expect(result.status == 4)
    #expect(result.errors.contains("(passphrase_missing)"))
    #expect(result.errors.contains("--passphrase-file"))
  }

  @Test("A short passphrase from a file is taken, with a warning")
  func short() throws {
    try folder.file("pass", Data("hunter2\n".utf8), mode: 0o600)
    let result = try keygen("-o k --passphrase-file pass")
    #expect(result.status == 0)
    #expect(result.errors.hasPrefix("warning: the passphrase has 7 characters"))
    #expect(!result.errors.contains("hunter2"))
  }

  @Test("No argument and no variable is a passphrase")
  func noArgument() throws {
    for option in ["--passphrase secret", "--pass secret", "--password=secret", "secret"] {
      #expect(try keygen("-o k \(option)").status == 2)
    }
    #expect(try keygen("-o k", before: "PASSPHRASE=secret BADGE_PASSPHRASE=secret setsid ").status == 4)
  }

  @Test("Dumps are off before a secret is in memory", .enabled(if: Tool.isInstalled("strace")))
  func dumps() throws {
    let result = try Tool.shell(
      "strace -o trace -e trace=prlimit64,prctl,read,write \"$BADGE\" keygen -o k --passphrase-fd 3 3< pass; cat trace",
      in: folder.url)
    let calls = result.text.split(separator: "\n")
    let limit = calls.firstIndex { $0.contains("RLIMIT_CORE, {rlim_cur=0, rlim_max=0}") }
    let dumpable = calls.firstIndex { $0.contains("prctl(PR_SET_DUMPABLE, SUID_DUMP_DISABLE") }
    let read = calls.firstIndex { $0.contains("read(3, \"correct horse") }
    #expect(try #require(limit) < #require(read))
    #expect(try #require(dumpable) < #require(read))
  }

  @Test(
    "A kill leaves a whole key or none", .enabled(if: Tool.isInstalled("strace")),
    arguments: ["write:when=1", "fchmod:when=1", "fsync:when=1", "renameat2:when=1", "fsync:when=2"])
  func kill(_ call: String) throws {
    let result = try Tool.shell(
      "strace -f -o /dev/null -e inject=\(call.replacing(":", with: ":signal=SIGKILL:")) \"$BADGE\" keygen -o k --plain",
      in: folder.url)
    #expect(result.wasKilled && result.status == SIGKILL || result.status == 128 + SIGKILL)
    guard try folder.entries.contains("k") else { return }
    #expect(multikey(try Tool.badge("key", "k", in: folder.url)) != nil)
  }

  @Test(
    "An error leaves nothing", .enabled(if: Tool.isInstalled("strace")),
    arguments: ["write:error=ENOSPC:when=1", "fchmod:error=EPERM", "fsync:error=EIO:when=1", "fsync:error=EIO:when=2"])
  func error(_ injection: String) throws {
    let result = try Tool.shell(
      "strace -f -o /dev/null -e inject=\(injection) \"$BADGE\" keygen -o k --plain", in: folder.url)
    #expect(result.status == 4)
    #expect(try folder.entries == ["pass"])
  }
}
