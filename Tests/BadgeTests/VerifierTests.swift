import CanonicalJSON
import Foundation
import Testing

@testable import Badge

struct VerifierTests {
  /// A badge that uses most of the vocabulary, from the vectors.
  private static func rich() throws -> (badge: JSONValue, verifier: Verifier) {
    let vector = try #require(Vector.all.first { $0.id == "text-compact" })
    return (JSONValue(try JSONDocument(parsing: vector.bytes())), try vector.verifier())
  }

  /// The JSON pointers of everything inside a value.
  private static func pointers(_ value: JSONValue, below pointer: String = "") -> [String] {
    switch value {
    case .object(let members):
      members.flatMap { member in
        let token = member.name.replacingOccurrences(of: "~", with: "~0").replacingOccurrences(of: "/", with: "~1")
        return ["\(pointer)/\(token)"] + pointers(member.value, below: "\(pointer)/\(token)")
      }
    case .array(let elements):
      elements.enumerated().flatMap { ["\(pointer)/\($0)"] + pointers($1, below: "\(pointer)/\($0)") }
    default: []
    }
  }

  @Test func `The badge that is changed below is accepted as it is`() throws {
    let (badge, verifier) = try Self.rich()
    #expect(verifier.verify(badge.serialized(), at: .noon).outcome == .accepted)
    #expect(Self.pointers(badge).count > 100)
  }

  @Test func `Every member is signed: without it the badge is not accepted`() throws {
    let (badge, verifier) = try Self.rich()
    for pointer in Self.pointers(badge) {
      var changed = badge
      changed[at: pointer] = nil
      #expect(verifier.verify(changed.serialized(), at: .noon).outcome != .accepted, "\(pointer)")
    }
  }

  @Test func `Every value is signed: with another one the badge is not accepted`() throws {
    let (badge, verifier) = try Self.rich()
    for pointer in Self.pointers(badge) {
      var changed = badge
      changed[at: pointer] =
        switch badge[at: pointer] {
        case .string(let text): .string(text + "x")
        case .number(let number): .number(number + 1)
        case .bool(let bool): .bool(!bool)
        // What is appended to the contexts alone is not signed, and the report says so.
        case .array(let elements): .array(pointer == "/@context" ? elements.reversed() : elements + elements)
        case .object(let members): .object(members + [.init("added", "x")])
        default: "x"
        }
      #expect(verifier.verify(changed.serialized(), at: .noon).outcome != .accepted, "\(pointer)")
    }
  }

  @Test func `Every value is signed: as null, empty or of another kind the badge is not accepted`() throws {
    let (badge, verifier) = try Self.rich()
    for pointer in Self.pointers(badge) {
      for other: JSONValue in [nil, "", [], [:], 0, false] where badge[at: pointer] != other {
        var changed = badge
        changed[at: pointer] = other
        #expect(verifier.verify(changed.serialized(), at: .noon).outcome != .accepted, "\(pointer)")
      }
    }
  }

  @Test func `A member that is added beside any other is not accepted`() throws {
    let (badge, verifier) = try Self.rich()
    for pointer in [""] + Self.pointers(badge) {
      guard case .object(let members)? = pointer.isEmpty ? badge : badge[at: pointer] else { continue }
      // Also the twin of a name that Unicode calls the same, and names that some readers take for another one.
      for name in ["", "added", "cafe\u{301}", "ID", "id ", "@id", "@type", "__proto__"] {
        var changed = badge
        let added = JSONValue.object(members + [.init(name, "x")])
        if pointer.isEmpty { changed = added } else { changed[at: pointer] = added }
        #expect(verifier.verify(changed.serialized(), at: .noon).outcome != .accepted, "\(pointer) \(name)")
      }
    }
  }

  @Test(arguments: 0..<60)
  func `Order, white space and escapes are not signed`(_ seed: UInt64) throws {
    let (badge, verifier) = try Self.rich()
    var writer = RandomWriter(seed: seed)
    writer.write(badge)
    let verdict = verifier.verify(writer.bytes, at: .noon)
    #expect(verdict.outcome == .accepted)
    #expect(VerdictReport.bytes(verdict) == VerdictReport.bytes(verifier.verify(badge.serialized(), at: .noon)))
  }

  @Test func `One badge at three moments has three verdicts`() throws {
    var badge = try Sample.badge()
    badge["validUntil"] = "2027-01-01T00:00:00Z"
    badge = try Sample.sign(badge)
    let moments: [(StaticString, Verdict.Outcome, Reason.Code?)] = [
      ("2026-01-15T08:59:59Z", .rejected, .notYetValid), ("2026-11-24T12:00:00Z", .accepted, nil),
      ("2027-01-01T00:00:01Z", .rejected, .expired),
    ]
    for (moment, outcome, code) in moments {
      let verdict = badge.verdict(at: Instant(moment))
      #expect(verdict.outcome == outcome)
      #expect(verdict[.dates].reason?.code == code)
      // Authentic is not current: the signature is reported apart.
      #expect(verdict[.signature].isPassed)
    }
  }

  @Test func `A badge that breaks a rule is rejected, and its signature is told all the same`() throws {
    for (member, value, code) in [
      ("/credentialSubject/achievement/criteria", nil, Reason.Code.memberMissing),
      ("/validFrom", "today", .memberInvalid),
      ("/expirationDate", "2030-01-01T00:00:00Z", .memberInvalid), ("/type", ["OpenBadgeCredential"], .notACredential),
      ("/@context", ["https://www.w3.org/ns/credentials/v2"], .contextInvalid),
      ("/credentialSubject", [], .memberMissing),
    ] as [(String, JSONValue?, Reason.Code)] {
      var badge = try Sample.badge()
      badge[at: member] = value
      badge = badge.adding(try Sample.prove(badge, Sample.options(badge)))
      let verdict = badge.verdict()
      #expect(verdict.outcome == .rejected, "\(member)")
      #expect(verdict[.model].reason?.code == code, "\(member)")
      #expect(verdict[.key].isPassed && verdict[.signature].isPassed, "\(member)")
      #expect(verdict.proofs.count == 1)
      // Nothing in it is believed.
      #expect(verdict.authentic == nil && verdict.verified == nil)
      #expect(verdict[.issuer] == .skipped(.earlierCheckFailed))
      #expect(verdict[.dates] == .skipped(.earlierCheckFailed))
      badge[at: "/credentialSubject/id"] = "did:example:mallory"
      if member != "/credentialSubject" { #expect(badge.verdict()[.signature].reason?.code == .signatureInvalid) }
    }
  }

  @Test func `Where the issuer or the proof cannot be read there is no signature to tell`() throws {
    for (member, value) in [("issuer", nil), ("issuer", "nobody"), ("proof", nil), ("@context", "urn:a:b")]
      as [(String, JSONValue?)]
    {
      var badge = try Sample.signedBadge()
      badge["validFrom"] = "today"
      badge[member] = value
      let verdict = badge.verdict()
      #expect(verdict[.key] == .skipped(.earlierCheckFailed))
      #expect(verdict.proofs.isEmpty)
    }
  }

  @Test func `After a bad signature nothing of the badge is believed`() throws {
    var badge = try Sample.signedBadge()
    badge["name"] = "Something else"
    let verdict = badge.verdict()
    #expect(verdict.authentic == nil && verdict.verified == nil && verdict.vouchedIssuerName == nil)
    for check in [Check.issuer, .dates, .status, .recipient] {
      #expect(verdict[check] == .skipped(.earlierCheckFailed))
    }
    let report = try JSONDocument(parsing: VerdictReport.bytes(verdict))
    #expect(report.member("credential", of: report.root) == nil)
  }

  @Test(arguments: [
    "", " ", "{", "[]", "null", "{}", "\"\"", "7", "{\"@context\":[]}", "not a badge", "a.b.c", "\u{FEFF}{}",
  ])
  func `Whatever the bytes are, there is a verdict with every check in its place`(_ text: String) {
    let verdict = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow)).verify(Array(text.utf8), at: .noon)
    #expect(verdict.outcome != .accepted)
    #expect(verdict.findings.map(\.check) == Check.allCases)
  }

  @Test func `What one badge leaves in the scratch storage does not change the next verdict`() throws {
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow))
    let good = try Sample.signedBadge()
    var bad = good
    bad["name"] = "Another"
    let set = try Sample.sign(Sample.sign(Sample.badge()), by: "notary")
    var scratch = VerifierScratch()
    var outcomes: [Verdict.Outcome] = []
    for badge in [set, bad, good, bad, set, good, bad] {
      outcomes.append(verifier.verify(badge.serialized(), at: .noon, using: &scratch).outcome)
    }
    #expect(outcomes == [.accepted, .rejected, .accepted, .rejected, .accepted, .accepted, .rejected])
  }

  // MARK: hostile sizes

  @Test func `Large hostile badges are judged in little time`() throws {
    func badge(_ change: (inout JSONValue) throws -> Void) rethrows -> JSONValue {
      var badge = try! Sample.signedBadge()
      try change(&badge)
      return badge
    }
    let many = 50_000
    let filler = String(repeating: "x", count: 1 << 20)
    let badges: [(String, JSONValue)] = [
      ("members", badge { $0["extra"] = .object((0..<many).map { .init("n\($0)", 1) }) }),
      (
        "members at the top",
        badge { if case .object(let m) = $0 { $0 = .object(m + (0..<many).map { .init("n\($0)", 1) }) } }
      ),
      (
        "types",
        badge { $0["type"] = .array(["VerifiableCredential"] + Array(repeating: "OpenBadgeCredential", count: many)) }
      ),
      ("contexts", badge { $0["@context"] = .array(Array(repeating: "https://example.org/", count: many)) }),
      ("previous proofs", badge { $0[at: "/proof/previousProof"] = .array(Array(repeating: "urn:a", count: many)) }),
      ("domains", badge { $0[at: "/proof/domain"] = .array(Array(repeating: "a.example", count: many)) }),
      ("proofs", badge { $0["proof"] = .array(Array(repeating: [:], count: many)) }),
      (
        "identities",
        badge {
          $0[at: "/credentialSubject/identifier"] = .array(
            Array(
              repeating: [
                "type": "IdentityObject", "hashed": true, "identityHash": "sha256$00", "identityType": "emailAddress",
              ], count: many / 10))
        }
      ),
      ("a long method", badge { $0[at: "/proof/verificationMethod"] = .string("did:key:z" + filler + "#z" + filler) }),
      ("a long value", badge { $0[at: "/proof/proofValue"] = .string("z" + filler) }),
      (
        "a long date",
        badge { $0["validFrom"] = .string("2026-01-01T00:00:00." + String(repeating: "9", count: 1 << 20) + "Z") }
      ),
      ("a long issuer", badge { $0[at: "/issuer/id"] = .string("https://example.org/" + filler) }),
      (
        "sixteen large contexts",
        badge {
          let context = JSONValue.object([.init("a", .string(String(filler.prefix(1 << 16))))])
          $0[at: "/@context"] = .array(["https://www.w3.org/ns/credentials/v2"] + Array(repeating: context, count: 15))
        }
      ),
    ]
    let clock = ContinuousClock()
    for (name, badge) in badges {
      let bytes = badge.serialized()
      let verifier = Verifier(
        trust: TrustPolicy(unvouchedIssuers: .allow),
        recipient: RecipientIdentity(type: "emailAddress", value: "a@b.example"))
      var outcome = Verdict.Outcome.accepted
      let time = clock.measure { outcome = verifier.verify(bytes, at: .noon).outcome }
      #expect(outcome == .rejected, "\(name)")
      // A debug build on a busy machine: quadratic work over these sizes would take minutes.
      #expect(time < .seconds(20), "\(name)")
    }
  }
}

/// Writes a JSON value in one of its many spellings.
private struct RandomWriter {
  private(set) var bytes: [UInt8] = []
  private var random: SplitMix

  init(seed: UInt64) { random = SplitMix(seed: seed) }

  mutating func write(_ value: JSONValue) {
    space()
    switch value {
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (k, member) in members.shuffled(using: &random).enumerated() {
        if k > 0 { bytes.append(UInt8(ascii: ",")) }
        space()
        string(member.name)
        space()
        bytes.append(UInt8(ascii: ":"))
        write(member.value)
      }
      space()
      bytes.append(UInt8(ascii: "}"))
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (k, element) in elements.enumerated() {
        if k > 0 { bytes.append(UInt8(ascii: ",")) }
        write(element)
      }
      space()
      bytes.append(UInt8(ascii: "]"))
    case .string(let text): string(text)
    default: bytes += value.serialized()
    }
    space()
  }

  private mutating func space() {
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      bytes.append([0x20, 0x09, 0x0A, 0x0D].randomElement(using: &random)!)
    }
  }

  private mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      let isPlain = scalar.value >= 0x20 && scalar != "\"" && scalar != "\\"
      if isPlain, Int.random(in: 0..<4, using: &random) > 0 {
        bytes += Array(String(Character(scalar)).utf8)
      } else {
        for unit in String(Character(scalar)).utf16 {
          bytes += Array(String(format: Bool.random(using: &random) ? "\\u%04x" : "\\u%04X", unit).utf8)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
