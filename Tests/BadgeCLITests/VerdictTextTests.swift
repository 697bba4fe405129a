import Badge
import Foundation
import Testing

@testable import BadgeCLI

@Suite struct VerdictTextTests {
  private static let time = Instant(seconds: 1_800_000_000)

  private func text(
    _ change: (String) -> String = { $0 }, trust: TrustPolicy = TrustPolicy(), name: String = "alice.json",
    acceptsAnyIssuer: Bool = false, color: Bool = false
  ) throws -> String {
    let badge = change(String(decoding: try Repository.sample("alice.json"), as: UTF8.self))
    let verdict = Verifier(trust: trust).verify(Array(badge.utf8), at: Self.time)
    return VerdictText(verdict: verdict, name: name, acceptsAnyIssuer: acceptsAnyIssuer, usesColor: color).lines
  }

  private func vouched() throws -> TrustPolicy {
    TrustPolicy(trustFile: try TrustFile(parsing: Array(try Repository.sample("trust.json"))))
  }

  @Test("A verdict is a line and a row for each check, none wider than a terminal")
  func accepted() throws {
    let text = try text(trust: try vouched())
    #expect(
      text.hasPrefix("ACCEPTED  alice.json   Teamwork, awarded to alice@example.org\n  passed  format     JSON\n"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    // Nobody asked for the recipient.
    #expect(!text.contains("recipient "))
    for check in ["format", "model", "key", "signature", "issuer", "dates", "status"] {
      #expect(text.contains("\n  passed  \(check) "))
    }
  }

  @Test("The issuer's identifier always stands beside its name, and a name that is only claimed is said to be")
  func issuers() throws {
    func row(_ trust: TrustPolicy) throws -> String {
      let text = try text(trust: trust)
      let start = try #require(text.range(of: " issuer     ")).upperBound
      return text[start...].prefix(while: { $0 != "\n" }) + " "
        + text[start...].split(separator: "\n").dropFirst().prefix { $0.hasPrefix("     ") }
        .joined(separator: " ").split(separator: " ").joined(separator: " ")
    }
    #expect(try row(vouched()).hasPrefix("Example University (in the local trust file), \(Repository.sampleDID)"))
    for trust in [TrustPolicy(issuers: [Repository.sampleDID]), TrustPolicy(unvouchedIssuers: .allow)] {
      #expect(try row(trust).hasPrefix("claims to be Example University, \(Repository.sampleDID): "))
    }
    #expect(try row(TrustPolicy()).contains("nothing here vouches for the issuer '\(Repository.sampleDID)'"))
    #expect(try !row(TrustPolicy()).contains("Example University"))
  }

  @Test("The first line says why")
  func reasons() throws {
    #expect(try text().hasPrefix("UNDETERMINED  alice.json   issuer not trusted: Teamwork, awarded to\n  alice@"))
    let tampered = try text { $0.replacing("Editor", with: "Director") }
    #expect(tampered.hasPrefix("REJECTED  alice.json   signature invalid\n"))
    #expect(!tampered.contains("Teamwork") && !tampered.contains("alice@"))
    // The key is named where it is known, also when the signature is not its.
    #expect(tampered.contains("  passed  key        z6MkpGq"))
    let any = try text(trust: TrustPolicy(unvouchedIssuers: .allow), acceptsAnyIssuer: true)
    #expect(
      any.hasPrefix(
        "ACCEPTED  alice.json   Teamwork, awarded to alice@example.org, by an issuer that\n  nobody vouches for\n"))
    #expect(try text { _ in "{" }.hasPrefix("REJECTED  alice.json   json invalid\n"))
  }

  @Test("What a signature over linked data covers, or does not, is told in words")
  func linkedData() throws {
    #expect(try text().contains("  passed  signature  eddsa-rdfc-2022, with context-3.0.3.json of 2026-06\n"))
    let added = try text { $0.replacing("\"role\":", with: "\"grade\": \"A\", \"role\":") }
    #expect(added.hasPrefix("REJECTED  alice.json   term undefined\n"))
    let words = added.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains(
        "signature no context defines the member 'grade', so no signature covers it (at /credentialSubject/grade) "
          + "[term_undefined]"))
    let unknown = try text {
      $0.replacing("context-3.0.3.json\"", with: "context-3.0.3.json\", \"https://u.example/v1\"")
    }
    #expect(unknown.hasPrefix("UNDETERMINED  alice.json   context unknown\n"))
    #expect(unknown.contains("https://u.example/v1") && unknown.contains("--context URL=FILE"))
  }

  @Test("Several proofs are listed")
  func proofs() throws {
    let url = Repository.vectors.appending(path: "valid/chain-three.json")
    let verdict = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow)).verify(
      Array(try Data(contentsOf: url)), at: Self.time)
    let text = VerdictText(verdict: verdict, name: "a", acceptsAnyIssuer: true, usesColor: false).lines
    #expect(text.contains("  proof 1 of 3: eddsa-jcs-2022, key passed, signature passed\n"))
    #expect(text.contains("  proof 3 of 3: "))
  }

  @Test("A colour repeats a word, and changes nothing else")
  func color() throws {
    for (trust, mark) in [
      (try vouched(), "\u{1B}[32mACCEPTED\u{1B}[0m"), (TrustPolicy(), "\u{1B}[33mUNDETERMINED\u{1B}[0m"),
    ] {
      let painted = try text(trust: trust, color: true)
      #expect(painted.hasPrefix(mark))
      #expect(painted.replacing(/\u{1B}\[[0-9]+m/, with: "") == (try text(trust: trust)))
    }
  }

  @Test("A hostile name of the input is quoted")
  func name() throws {
    #expect(try text(name: "a\n\u{1B}b").hasPrefix("UNDETERMINED  a\\u{A}\\u{1B}b   issuer not trusted"))
  }
}
