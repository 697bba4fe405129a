import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct ProofOptionsTests {
  private func error(_ badge: JSONValue, _ change: (inout ProofOptions) -> Void = { _ in }) throws -> IssueError? {
    var options = ProofOptions(
      cryptosuite: .eddsaJCS2022, verificationMethod: try Sample.method(), created: .noon)
    change(&options)
    let key = try Sample.key()
    do throws(IssueError) {
      _ = try DataIntegritySigner.sign(badge, options: options, with: key)
      return nil
    } catch {
      return error
    }
  }

  @Test func `Every option stands in the proof, and is signed`() throws {
    var badge = try Sample.sign(Sample.badge(), by: "notary") { $0.id = "urn:example:1" }
    badge = try Sample.sign(badge, by: "witness") { $0.id = "urn:example:2" }
    badge = try Sample.sign(badge) {
      $0.id = "urn:example:3"
      $0.created = Instant("2026-11-24T11:00:00Z" as StaticString)
      $0.expires = Instant("2026-12-24T11:00:00Z" as StaticString)
      $0.domain = "a.example"
      $0.challenge = "c"
      $0.previousProofs = ["urn:example:1", "urn:example:2"]
    }
    let proof = try #require(badge[at: "/proof/2"])
    let expected: [String: JSONValue] = [
      "id": "urn:example:3", "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022",
      "created": "2026-11-24T11:00:00Z", "expires": "2026-12-24T11:00:00Z", "proofPurpose": "assertionMethod",
      "domain": "a.example", "challenge": "c", "previousProof": ["urn:example:1", "urn:example:2"],
      "verificationMethod": .string(try Sample.method()),
    ]
    for (name, value) in expected { #expect(proof[name] == value, "\(name)") }
    #expect(proof["@context"] == badge["@context"])
    #expect(badge.verdict().outcome == .accepted)
  }

  @Test func `The options of a did:key name the key twice`() throws {
    #expect(ProofOptions(didKey: try Sample.publicKey(), created: nil).verificationMethod == (try Sample.method()))
  }

  @Test func `A single proof stands alone, and several in an array`() throws {
    let one = try Sample.signedBadge()
    #expect(one[at: "/proof/type"] == "DataIntegrityProof")
    let two = try Sample.sign(one, by: "notary")
    #expect(two[at: "/proof/0"] == one["proof"])
    let three = try Sample.sign(two, by: "witness")
    #expect(three[at: "/proof/1"] == two[at: "/proof/1"])
    #expect(three.verdict().proofs.map(\.signature.isPassed) == [true, true, true])
  }

  @Test func `The same key signs the same badge the same way`() throws {
    #expect(try Sample.signedBadge() == Sample.signedBadge())
  }

  @Test func `A credential that is none is not signed`() throws {
    #expect(try error([:])?.code == .credentialInvalid)
    #expect(try error("x")?.code == .credentialInvalid)
    var badge = try Sample.badge()
    badge["validFrom"] = "today"
    #expect(
      try error(badge)
        == IssueError(
          .credentialInvalid,
          "'validFrom' of AchievementCredential has to be a date and time with a time zone, such as 2026-01-31T09:00:00Z"
            + "; found 'today' (VCDM 2.0, 4.9)",
          pointer: "/validFrom"))
  }

  @Test func `A tree that is no I-JSON is not signed`() throws {
    var badge = try Sample.badge()
    guard case .object(let members) = badge else { throw CancellationError() }
    badge = .object(members + [.init("name", "twice")])
    #expect(try error(badge)?.code == .credentialInvalid)
    var noncharacter = try Sample.badge()
    noncharacter["name"] = .string(String(Character(Unicode.Scalar(0xFFFF as UInt32)!)))
    #expect(try error(noncharacter)?.code == .credentialInvalid)
  }

  @Test func `A proof that is named and not there, or a seventeenth one, is not built on`() throws {
    let badge = try Sample.badge()
    #expect(try error(badge) { $0.previousProofs = ["urn:example:none"] }?.code == .credentialInvalid)
    var full = badge
    full["proof"] = .array(Array(repeating: ["type": "Unknown"], count: 16))
    #expect(try error(full)?.code == .credentialInvalid)
  }
}
