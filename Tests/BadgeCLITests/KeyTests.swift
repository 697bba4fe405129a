import Foundation
import Signing
import Testing

@testable import BadgeCLI

@Suite struct KeyTests {
  let folder: TemporaryFolder
  // RFC 8037 appendix A.
  let jwk =
    #"{"crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#
  let multikey = "z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw"

  init() throws {
    folder = try TemporaryFolder()
    try folder.file("k", Data(jwk.utf8), mode: 0o600)
    try folder.file("pass", Data("correct horse\n".utf8), mode: 0o600)
    try folder.file("new", Data("battery staple".utf8), mode: 0o600)
  }

  private func key(_ arguments: String) throws -> Tool.Result {
    try Tool.shell("\"$BADGE\" key \(arguments)", in: folder.url)
  }

  @Test(
    "Every form of the public key is shown, and nothing of the private one",
    arguments: ["k", "show k", "show k --format json"])
  func show(_ arguments: String) throws {
    let result = try key(arguments)
    #expect(result.status == 0)
    for form in [
      "did:key:\(multikey)#\(multikey)",
      #"{"crv":"Ed25519","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
      "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
    ] {
      #expect(result.text.contains(form))
    }
    #expect(!result.text.contains("nWGxne"))
  }

  @Test("Public forms go to standard output", arguments: ["did", "multikey", "jwk", "spki"])
  func convertPublic(_ format: String) throws {
    let result = try key("convert k --to \(format)")
    #expect(result.status == 0)
    guard format != "did" else {
      #expect(result.text == "did:key:\(multikey)\n")
      return
    }
    // What was written is read back as the same key, and needs no protection.
    try folder.file("public", Data(result.output), mode: 0o644)
    #expect(try key("convert public --to multikey").text == multikey + "\n")
  }

  @Test("Private forms are files for their owner", arguments: ["pkcs8", "jwk", "multikey"])
  func convertPrivate(_ format: String) throws {
    let result = try key("convert k --private --to \(format) --plain -o out")
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    #expect(try folder.mode("out") == 0o600)
    #expect(try key("convert out --private --to jwk --plain -o again").status == 0)
    #expect(try folder.text("again") == jwk + "\n")
  }

  @Test("A passphrase is changed by converting")
  func changePassphrase() throws {
    #expect(try key("convert k --private --to pkcs8 -o a --new-passphrase-file pass").status == 0)
    let change = "convert a --private --to pkcs8 -o b --passphrase-file pass --new-passphrase-fd 3 3< new"
    #expect(try key(change).status == 0)
    #expect(try key("convert b --to multikey --passphrase-file new").text == multikey + "\n")
    let wrong = try key("b --passphrase-file pass")
    #expect(wrong.status == 4)
    #expect(wrong.output.isEmpty)
    #expect(wrong.errors.contains("(passphrase_wrong)"))
  }

  @Test(
    "What makes no sense is refused",
    arguments: [
      "convert k --to pkcs8", "convert k --private --to spki -o out", "convert k --private --to jwk -o out",
      "convert k --to jwk --plain", "convert k --private --to pkcs8 --plain",
      "convert k --private --to pkcs8 --plain -o out --force",
      "convert k", "convert k --to openssh",
    ])
  func nonsense(_ arguments: String) throws {
    let result = try key(arguments)
    #expect(result.status == 2)
    #expect(try folder.entries == ["k", "new", "pass"])
  }

  @Test(
    "A private key that others can read is refused, a public one is not",
    arguments: [0o644, 0o640, 0o604, 0o620, 0o602])
  func exposed(_ mode: Int) throws {
    try folder.file("k", Data(jwk.utf8), mode: mode)
    let result = try key("k")
    #expect(result.status == 4)
    #expect(result.errors.contains("(secret_exposed)"))
    #expect(result.errors.contains("hint: chmod 600 k\n"))
    try folder.file("p", Data(multikey.utf8), mode: mode)
    #expect(try key("p").status == 0)
  }

  @Test("A private key is no standard input, a public one may be")
  func standardInput() throws {
    #expect(try key("- < k").errors.contains("(secret_exposed)"))
    #expect(try key("convert - --to multikey < k").status == 4)
    #expect(try Tool.badge("key", "-", input: Array(multikey.utf8)).status == 0)
  }

  @Test("A key file of somebody else is refused", .enabled(if: getuid() == 0, "only root can give files away"))
  func owner() throws {
    #expect(chown(folder.url.appending(path: "k").path, 65534, 65534) == 0)
    #expect(try key("k").errors.contains("(secret_exposed)"))
  }

  @Test("A file that is no key is refused, and cannot write on the terminal")
  func noKey() throws {
    for text in [
      "", "\u{1B}[2J", "-----BEGIN \u{1B}[2J-----\n", #"{"kty":"\u001b[2J"}"#, #"{"kty":"OKP","crv":"X25519"}"#,
    ] {
      try folder.file("k", Data(text.utf8), mode: 0o600)
      let result = try key("k")
      #expect(result.status == 4)
      #expect(result.output.isEmpty)
      #expect(result.errors.hasPrefix("error: k: "))
      #expect(result.errors.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
    }
  }

  @Test("The passphrase is in no list of processes")
  func processList() async throws {
    _ = try key("convert k --private --to pkcs8 -o a --new-passphrase-file pass")
    // The command waits for the end of the passphrase while it is looked at.
    let result = try Tool.shell(
      """
      mkfifo pipe; "$BADGE" key a --passphrase-fd 3 3<> pipe > shown & pid=$!
      printf 'correct horse' > pipe; sleep 0.3
      cat /proc/$pid/cmdline /proc/$pid/environ; kill $pid
      """, in: folder.url)
    #expect(result.text.contains("passphrase-fd"))
    #expect(!result.text.contains("correct horse"))
  }
}
