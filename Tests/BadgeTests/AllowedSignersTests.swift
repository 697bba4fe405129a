import Signing
import Testing

@testable import Badge

struct AllowedSignersTests {
  /// Made with ssh-keygen for these tests.
  private static let ed25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINnpuSLF9vnJCZ/wN2pw+PNyKPtepi/98ZEcWDaLCyIl"

  private func read(_ text: String) -> AllowedSigners { AllowedSigners(parsing: Array(text.utf8)) }

  private func line(_ principals: String, _ options: String = "") -> String {
    "\(principals) \(options.isEmpty ? "" : options + " ")\(Self.ed25519)"
  }

  @Test func `A principal that is an identifier is an issuer, any other the name of a did:key`() throws {
    let signers = read(line("alice@example.org,did:web:a.example,*@b.example,https://c.example/issuer"))
    #expect(signers.skipped.isEmpty)
    let key = try VerificationKey(openSSHText: Self.ed25519)
    #expect(
      signers.entries.map(\.id)
        == ["did:web:a.example", "https://c.example/issuer", "did:key:\(try #require(key.multikey))"])
    #expect(signers.entries.last?.name == "alice@example.org, *@b.example")
    #expect(signers.entries.allSatisfy { $0.key.key == key && $0.key.from == nil && $0.key.until == nil })
  }

  @Test func `Empty lines and comments are nothing, and a line may end in any way`() {
    let text = "\n# did:web:a.example \(Self.ed25519)\n   \t\n\(line("did:web:a.example")) comment # 1\r\n"
    let signers = read(text + line("did:web:b.example"))
    #expect(signers.entries.map(\.id) == ["did:web:a.example", "did:web:b.example"])
    #expect(signers.skipped.isEmpty)
  }

  @Test(
    arguments: [
      ("valid-after=20260101", "2026-01-01T00:00:00Z", nil), ("valid-after=202601011230Z", "2026-01-01T12:30:00Z", nil),
      ("Valid-Before=\"20270101123059\"", nil, "2027-01-01T12:31:00Z"),
      (
        "valid-after=20260101,namespaces=\"git,openbadges\",valid-before=20270101Z", "2026-01-01T00:00:00Z",
        "2027-01-01T00:00:01Z"
      ),
      ("namespaces=\"open*\"", nil, nil), ("namespaces=*", nil, nil),
    ] as [(String, String?, String?)])
  func `Times become the period of the key`(_ options: String, _ from: String?, _ until: String?) {
    let signers = read(line("did:web:a.example", options))
    #expect(signers.skipped.isEmpty)
    #expect(signers.entries.first?.key.from == from.flatMap { Instant($0) })
    #expect(signers.entries.first?.key.until == until.flatMap { Instant($0) })
  }

  @Test(
    arguments: [
      "cert-authority", "namespaces=git", "namespaces=\"!openbadges,*\"", "valid-after=2026", "valid-after=20260230",
      "valid-after=20270101,valid-before=20260101", "restrict", "valid-before=",
    ])
  func `A line that is for something else is left out and told of`(_ options: String) {
    let signers = read("\(line("did:web:a.example", options))\n\(line("did:web:b.example"))")
    #expect(signers.entries.map(\.id) == ["did:web:b.example"])
    #expect(signers.skipped.count == 1 && signers.skipped[0].hasPrefix("line 1: "))
  }

  @Test(
    arguments: [
      "did:web:a.example", "did:web:a.example ssh-ed25519", "did:web:a.example ssh-ed25519 AAAA",
      "did:web:a.example ssh-dss AAAA", "did:web:a.example sk-ssh-ed25519@openssh.com AAAA",
      "did:web:a.example cert-authority",
    ])
  func `A line without a key that is read is left out`(_ text: String) {
    #expect(read(text).entries.isEmpty && read(text).skipped.count == 1)
    #expect(AllowedSigners(parsing: [0xFF, 0x20, 0x41]).skipped.count == 1)
    #expect(read(String(repeating: "a", count: AllowedSigners.lineLength + 1)).skipped.count == 1)
  }

  @Test(
    arguments: [
      ("openbadges", true), ("open*", true), ("*badges", true), ("open?adges", true), ("o*n*s", true), ("*", true),
      ("open", false), ("openbadges?", false), ("!openbadges", false), ("*,!open*", false), ("!git,*", true),
      ("", false),
      ("a,openbadges", true), ("**", true),
    ])
  func `Patterns match as OpenSSH has them`(_ pattern: String, _ matches: Bool) {
    #expect(PatternList(pattern).matches("openbadges") == matches)
  }
}
