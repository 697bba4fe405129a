import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct ProofCheckTests {
  // MARK: options

  @Test(arguments: ["created", "expires", "domain", "challenge", "nonce", "id", "note"])
  func `Every option is bound: edited, removed or added, the signature does not hold`(_ name: String) throws {
    let badge = try Sample.badge()
    let bare = try Sample.options(badge)
    var full = bare
    full[name] = name == "expires" ? "2027-01-01T00:00:00Z" : "2026-01-16T00:00:00Z"
    let signed = badge.adding(try Sample.prove(badge, full))
    #expect(signed.verdict().outcome == .accepted)

    var edited = signed
    edited[at: "/proof/\(name)"] = name == "expires" ? "2028-01-01T00:00:00Z" : "2026-01-17T00:00:00Z"
    var removed = signed
    removed[at: "/proof/\(name)"] = nil
    var unsigned = bare
    unsigned[name] = nil
    var added = badge.adding(try Sample.prove(badge, unsigned))
    added[at: "/proof/\(name)"] = full[name]
    for changed in [edited, removed, added] {
      #expect(changed.verdict()[.signature].reason?.code == .signatureInvalid)
    }
  }

  @Test(arguments: ["type", "cryptosuite", "verificationMethod", "proofPurpose", "@context"])
  func `A proof is not accepted without one of its members`(_ name: String) throws {
    var badge = try Sample.signedBadge()
    badge[at: "/proof/\(name)"] = nil
    #expect(badge.verdict().outcome == .rejected)
  }

  // MARK: suites

  @Test(
    arguments: [
      ("DataIntegrityProof", "eddsa-rdf-2022"), ("Ed25519Signature2018", nil), ("DataIntegrityProof", "bbs-2023"),
      ("Ed25519Signature2020", "eddsa-jcs-2022"), ("dataIntegrityProof", "eddsa-jcs-2022"),
      ("DataIntegrityProof", "Ed25519Signature2020"), ("Ed25519Signature2020", "eddsa-rdfc-2022"),
    ] as [(String, String?)])
  func `A signature under the label of another suite is not looked at`(_ type: String, _ suite: String?) throws {
    var badge = try Sample.signedBadge()
    badge[at: "/proof/type"] = .string(type)
    badge[at: "/proof/cryptosuite"] = suite.map { .string($0) }
    let verdict = badge.verdict()
    #expect(verdict.outcome == .undetermined)
    #expect(verdict[.signature].reason?.code == .cryptosuiteNotSupported)
    #expect(verdict.authentic == nil)
  }

  @Test(arguments: [["eddsa-jcs-2022"], nil, 7, [:]] as [JSONValue])
  func `A suite that is no string makes no proof`(_ suite: JSONValue) throws {
    var badge = try Sample.signedBadge()
    badge[at: "/proof/cryptosuite"] = suite
    #expect(badge.verdict()[.model].reason?.code == .proofInvalid)
  }

  // MARK: shapes

  @Test func `A proof below the subject signs nothing`() throws {
    var badge = try Sample.signedBadge()
    let proof = badge["proof"]
    badge["proof"] = nil
    badge[at: "/credentialSubject/proof"] = proof
    #expect(badge.verdict()[.model].reason?.code == .proofMissing)
  }

  @Test func `A signed credential inside an unsigned one signs nothing`() throws {
    var badge = try Sample.badge()
    badge["verifiableCredential"] = [try Sample.signedBadge()]
    #expect(badge.verdict()[.model].reason?.code == .proofMissing)
    let wrapped: JSONValue = ["credential": try Sample.signedBadge()]
    #expect(wrapped.verdict()[.model].reason?.code == .notACredential)
    let array: JSONValue = [try Sample.signedBadge()]
    #expect(array.verdict()[.model].reason?.code == .notACredential)
  }

  @Test func `One proof may stand in an array`() throws {
    var badge = try Sample.signedBadge()
    badge["proof"] = [try #require(badge["proof"])]
    #expect(badge.verdict().outcome == .accepted)
  }

  // MARK: purpose

  @Test(arguments: ["authentication", "", "assertionmethod", "assertionMethod ", "capabilityInvocation"])
  func `Another purpose does not assert claims, however well it is signed`(_ purpose: String) throws {
    let badge = try Sample.badge()
    var options = try Sample.options(badge)
    options["proofPurpose"] = .string(purpose)
    let verdict = badge.adding(try Sample.prove(badge, options)).verdict()
    #expect(verdict[.key].reason?.code == .purposeInvalid)
    #expect(verdict[.key].reason?.pointer == "/proof/proofPurpose")
  }

  // MARK: times

  @Test(
    arguments: [
      ("2026-11-24T11:59:59Z", .proofExpired), ("2026-11-24T12:00:00Z", nil), ("2026-11-24T12:00:01Z", nil),
      ("2026-11-24T11:59:59.999Z", .proofExpired),
    ] as [(String, Reason.Code?)])
  func `A proof is good up to and including its end`(_ expires: String, _ code: Reason.Code?) throws {
    let badge = try Sample.badge()
    var options = try Sample.options(badge)
    options["expires"] = .string(expires)
    let verdict = badge.adding(try Sample.prove(badge, options)).verdict()
    #expect(verdict[.signature].reason?.code == code)
  }

  @Test(
    arguments: [
      ("2026-11-24T12:05:00Z", nil), ("2026-11-24T12:05:00.001Z", .proofFromTheFuture),
      ("2027-01-01T00:00:00Z", .proofFromTheFuture),
    ] as [(String, Reason.Code?)])
  func `A proof may be dated five minutes ahead and no more`(_ created: String, _ code: Reason.Code?) throws {
    let badge = try Sample.badge()
    var options = try Sample.options(badge)
    options["created"] = .string(created)
    let verdict = badge.adding(try Sample.prove(badge, options)).verdict()
    #expect(verdict[.signature].reason?.code == code)
  }

  @Test func `A proof need not be dated`() throws {
    let badge = try Sample.badge()
    var options = try Sample.options(badge)
    options["created"] = nil
    #expect(badge.adding(try Sample.prove(badge, options)).verdict().outcome == .accepted)
  }

  // MARK: proofValue

  @Test(arguments: [
    "", "z", "u", "x", "z1", "z0", "zI", "Z", "m", "f00", "z ", "z\u{0}", "zz", "https://example.org/",
    String(repeating: "z", count: 129), String(repeating: "1", count: 200_000),
    "z" + String(repeating: "1", count: 64), "z" + String(repeating: "2", count: 200_000),
  ])
  func `A value that is no signature of 64 bytes in base58 is refused`(_ value: String) throws {
    var badge = try Sample.signedBadge()
    badge[at: "/proof/proofValue"] = .string(value)
    let verdict = badge.verdict()
    #expect(verdict.outcome == .rejected)
    // 64 zero bytes are a signature by their form.
    let isSignature = value == "z" + String(repeating: "1", count: 64)
    #expect(verdict[.signature].reason?.code == (isSignature ? .signatureInvalid : .proofValueInvalid))
  }

  @Test func `The right signature in another dress is refused`() throws {
    let badge = try Sample.signedBadge()
    let value = try #require(badge[at: "/proof/proofValue"]?.text)
    let signature = try Signature(multibase: Array(value.utf8).span)
    let bytes = signature.bytes
    let others = [
      "u" + Base64URL.encode(bytes.span), "f" + Hexadecimal.string(bytes), Base64URL.encode(bytes.span),
      String(value.dropFirst()), "Z" + value.dropFirst(), value + " ", " " + value, value + "\n", value + "1",
      "z1" + value.dropFirst(), base58([0] + bytes), base58(bytes + [0]),
      base58(bytes.dropLast()), base58(bytes.dropFirst()), value + value,
    ]
    for other in others {
      var changed = badge
      changed[at: "/proof/proofValue"] = .string(other)
      #expect(changed.verdict()[.signature].reason?.code == .proofValueInvalid, "\(other)")
    }
  }

  @Test(arguments: 0..<512)
  func `A signature with one bit turned does not hold`(_ bit: Int) throws {
    var badge = try Sample.signedBadge()
    let value = try #require(badge[at: "/proof/proofValue"]?.text)
    var bytes = try Signature(multibase: Array(value.utf8).span).bytes
    bytes[bit / 8] ^= 1 << (bit % 8)
    badge[at: "/proof/proofValue"] = .string(base58(bytes))
    #expect(badge.verdict()[.signature].reason?.code == .signatureInvalid)
  }

  private func base58(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    return Multibase.base58(bytes.span)
  }

  // MARK: several proofs

  /// Proofs over the sample badge by what they are.
  private func proof(_ kind: String) throws -> JSONValue {
    let badge = try Sample.badge()
    var options = try Sample.options(badge)
    switch kind {
    case "good": return try Sample.prove(badge, options)
    case "broken":
      var proof = try Sample.prove(badge, options)
      proof["created"] = "2026-01-16T00:00:00Z"
      return proof
    case "expired":
      options["expires"] = "2026-02-01T00:00:00Z"
      return try Sample.prove(badge, options)
    case "unknown suite":
      options["cryptosuite"] = "bbs-2023"
      return try Sample.prove(badge, options)
    case "attacker's": return try Sample.prove(badge, Sample.options(badge, by: "attacker"), by: "attacker")
    case "attacker's broken":
      return try Sample.prove(badge, Sample.options(badge, by: "attacker"), by: "notary")
    case "victim's key in name only":
      return try Sample.prove(
        badge,
        Sample.options(badge, method: Sample.did() + "#" + Sample.publicKey("attacker").multikey), by: "attacker")
    case "malformed did:key":
      return try Sample.prove(badge, Sample.options(badge, method: "did:key:z6Mk#z6Mk"), by: "attacker")
    case "no document":
      return try Sample.prove(badge, Sample.options(badge, method: "did:web:notary.example#k"), by: "notary")
    default: return try Sample.prove(badge, Sample.options(badge, method: "not a URL"), by: "attacker")
    }
  }

  @Test(
    arguments: [
      (["good"], .accepted),
      (["broken"], .rejected),
      (["good", "broken"], .accepted),
      (["good", "expired"], .accepted),
      (["good", "attacker's"], .accepted),
      (["good", "attacker's broken"], .accepted),
      (["good", "unknown suite"], .accepted),
      (["good", "malformed did:key", "no document", "no URL"], .accepted),
      (["attacker's"], .rejected),
      (["attacker's", "broken"], .rejected),
      (["attacker's", "expired"], .rejected),
      (["attacker's", "victim's key in name only"], .rejected),
      (["victim's key in name only"], .rejected),
      (["no document"], .rejected),
      (["no URL"], .rejected),
      (["unknown suite", "broken"], .rejected),
      (["unknown suite"], .undetermined),
      // What others added, however broken, says nothing about the issuer's proof.
      (["unknown suite", "attacker's"], .undetermined),
      (["unknown suite", "malformed did:key"], .undetermined),
      (["unknown suite", "no URL"], .undetermined),
    ] as [([String], Verdict.Outcome)])
  func `Of several proofs one of the issuer's has to hold, in whatever order`(
    _ kinds: [String], _ outcome: Verdict.Outcome
  ) throws {
    let proofs = try kinds.map(proof)
    for order in [proofs, proofs.reversed()] {
      var badge = try Sample.badge()
      badge["proof"] = .array(order)
      let verdict = badge.verdict()
      #expect(verdict.outcome == outcome)
      #expect(verdict.proofs.count == kinds.count)
    }
  }

  @Test func `A thousand proofs are refused, not checked`() throws {
    var badge = try Sample.badge()
    badge["proof"] = .array(Array(repeating: try proof("attacker's"), count: 999) + [try proof("good")])
    #expect(badge.verdict()[.model].reason?.code == .tooManyEntries)
  }

  // MARK: chains

  /// The issuer's proof over another one.
  private func chained(_ first: JSONValue, by label: String = "notary") throws -> JSONValue {
    let badge = try Sample.badge()
    var first = first
    first["id"] = "urn:example:first"
    first = try Sample.prove(badge, first, by: label)
    var second = try Sample.options(badge)
    second["previousProof"] = "urn:example:first"
    return badge.adding(first, try Sample.prove(badge, second, previous: [first]))
  }

  @Test func `A proof holds over another one that holds, whoever made it`() throws {
    let verdict = try chained(Sample.options(Sample.badge(), by: "notary")).verdict()
    #expect(verdict.outcome == .accepted)
    #expect(verdict.proofs.map(\.key.isPassed) == [false, true])
  }

  @Test func `A proof fails over one with a wrong signature`() throws {
    let verdict = try chained(Sample.options(Sample.badge(), by: "notary"), by: "attacker").verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.signature].reason?.code == .previousProofFailed)
    #expect(verdict[.signature].reason?.pointer == "/proof/1/previousProof")
  }

  @Test func `A proof fails over one whose key is no key`() throws {
    let method = "did:key:z6LSbgq3GejX88eiAYWmZ9EiddS3GaXodvm8MJJyEH7bqXgz"
    let verdict = try chained(
      Sample.options(Sample.badge(), method: "\(method)#z6LSbgq3GejX88eiAYWmZ9EiddS3GaXodvm8MJJyEH7bqXgz")
    ).verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.signature].reason?.code == .previousProofFailed)
  }

  @Test func `A proof fails over one whose key was revoked`() throws {
    var document = try Sample.document("did:web:notary.example", key: "notary")
    document[at: "/verificationMethod/0/revoked"] = "2026-11-24T12:00:00Z"
    let badge = try chained(Sample.options(Sample.badge(), method: "did:web:notary.example#key-1"))
    let store = try Sample.store(document)
    #expect(badge.verdict(documents: store).outcome == .rejected)
    let before = Instant("2026-11-24T11:59:59Z" as StaticString)
    #expect(badge.verdict(documents: store, at: before).outcome == .accepted)
  }

  @Test func `A proof is undetermined over one whose key is not known`() throws {
    let badge = try chained(Sample.options(Sample.badge(), method: "did:web:notary.example#key-1"))
    let verdict = badge.verdict()
    #expect(verdict.outcome == .undetermined)
    #expect(verdict[.signature].reason?.code == .previousProofFailed)
  }

  @Test func `A proof is undetermined over one of a suite that is not known`() throws {
    var first = try Sample.options(Sample.badge(), by: "notary")
    first["cryptosuite"] = "bbs-2023"
    #expect(try chained(first).verdict().outcome == .undetermined)
  }

  @Test func `A link that is added, dropped or renamed after signing breaks the proof`() throws {
    let badge = try chained(Sample.options(Sample.badge(), by: "notary"))
    var dropped = badge
    dropped[at: "/proof/1/previousProof"] = nil
    var renamed = badge
    renamed[at: "/proof/1/previousProof"] = "urn:example:other"
    renamed[at: "/proof/0/id"] = "urn:example:other"
    var unsigned = try Sample.badge().adding(proof("good"), proof("attacker's"))
    unsigned[at: "/proof/1/id"] = "urn:example:first"
    unsigned[at: "/proof/0/previousProof"] = "urn:example:first"
    for changed in [dropped, renamed, unsigned] { #expect(changed.verdict().outcome == .rejected) }
  }
}
