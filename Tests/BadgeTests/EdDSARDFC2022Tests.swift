import CanonicalJSON
import LinkedData
import Signing
import Testing

@testable import Badge

struct EdDSARDFC2022Tests {
  private static let linked: [Cryptosuite] = [.eddsaRDFC2022, .ed25519Signature2020]
  private static let ob303 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

  /// A badge with something at each level, under the contexts that all suites need.
  private static func badge() throws -> JSONValue {
    var badge = try Sample.badge()
    badge["@context"] = badge["@context"]?.addingContexts(of: Cryptosuite.made)
    badge[at: "/credentialSubject/identifier"] = [
      ["type": "IdentityObject", "hashed": false, "identityHash": "a@example.org", "identityType": "emailAddress"]
    ]
    badge[at: "/credentialSubject/achievement/alignment"] = [
      ["type": ["Alignment"], "targetName": "T", "targetUrl": "https://example.org/t"]
    ]
    badge["evidence"] = [["id": "https://example.org/e", "type": ["Evidence"], "name": "E"]]
    badge["credentialStatus"] = Sample.entry()
    return badge
  }

  private static let objects = [
    "", "/issuer", "/credentialSubject", "/credentialSubject/identifier/0", "/credentialSubject/achievement",
    "/credentialSubject/achievement/criteria", "/credentialSubject/achievement/alignment/0", "/evidence/0",
    "/credentialStatus",
  ]

  // MARK: what is hashed

  @Test(arguments: linked)
  func `The options are hashed first, then the document, each by itself`(_ suite: Cryptosuite) throws {
    let badge = try Self.badge()
    var options = try Sample.linkedOptions()
    if suite == .ed25519Signature2020 {
      options["type"] = "Ed25519Signature2020"
      options["cryptosuite"] = nil
    }
    let signed = badge.adding(try Sample.proveLinked(badge, options))
    #expect(signed.verdict().proofs.map(\.signature) == [.passed("\(suite.rawValue), with \(Self.ob303) of 2026-06")])
  }

  @Test func `A signature over the hashes in the other order does not hold`() throws {
    let document = try JSONDocument(Sample.sign(Self.badge(), .eddsaRDFC2022))
    let proof = try DataIntegrityProof(#require(document.member("proof", of: document.root)), in: document)
    var hasher = ProofHasher()
    hasher.begin(KnownContexts(.bundled))
    let covered = CoveredDocument(
      document: document, proof: proof, previous: [], contextCount: 2, hasSeveralProofs: false)
    try hasher.hash(covered, .eddsaRDFC2022, edition: nil)
    let swapped = Array(hasher.hashData.suffix(32) + hasher.hashData.prefix(32))
    var badge = JSONValue(document)
    badge[at: "/proof/proofValue"] = .string(try Sample.key().sign(swapped.span).multibase)
    #expect(badge.verdict()[.signature].reason?.code == .signatureInvalid)
  }

  @Test(arguments: linked)
  func `Layout, the order of members, and the order of a set's values change nothing`(_ suite: Cryptosuite) throws {
    let signed = try Sample.sign(Self.badge(), suite)
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow))
    #expect(verifier.verify(signed.serialized(.pretty), at: .noon)[.signature].isPassed)
    #expect(verifier.verify(try signed.canonicalBytes(), at: .noon)[.signature].isPassed)
    var reordered = signed
    reordered["type"] = ["OpenBadgeCredential", "VerifiableCredential"]
    #expect(reordered.verdict()[.signature].isPassed)
  }

  @Test(arguments: linked)
  func `Every claim and every option is signed`(_ suite: Cryptosuite) throws {
    let signed = try Sample.sign(Self.badge(), suite) {
      $0.id = "urn:example:proof"
      $0.expires = Instant("2030-01-01T00:00:00Z" as StaticString)
      $0.domain = "a.example"
      $0.challenge = "c"
    }
    #expect(signed.verdict()[.signature].isPassed)
    for pointer in [
      "/name", "/issuer/name", "/validFrom", "/credentialSubject/id", "/credentialSubject/achievement/name",
      "/credentialSubject/achievement/criteria/narrative", "/credentialSubject/achievement/alignment/0/targetName",
      "/evidence/0/name", "/credentialStatus/statusListIndex", "/proof/created", "/proof/expires", "/proof/domain",
      "/proof/challenge", "/proof/id",
    ] {
      var without = signed
      without[at: pointer] = nil
      #expect(!without.verdict()[.signature].isPassed, "\(pointer) removed")
      var changed = signed
      let isDate = pointer.hasSuffix("From") || pointer.hasSuffix("created") || pointer.hasSuffix("expires")
      let isURL = pointer.hasSuffix("id")
      changed[at: pointer] = isDate ? "2026-01-15T09:00:01Z" : isURL ? "urn:example:other" : "1"
      #expect(!changed.verdict()[.signature].isPassed, "\(pointer) changed")
    }
  }

  @Test func `A context that the proof has itself gives way to the document's`() throws {
    var signed = try Sample.sign(Self.badge(), .eddsaRDFC2022)
    signed[at: "/proof/@context"] = "https://w3id.org/security/data-integrity/v2"
    #expect(signed.verdict()[.signature].isPassed)
  }

  // MARK: what would not be signed

  @Test(arguments: objects, linked)
  func `A member that no context defines fails at its pointer`(_ object: String, _ suite: Cryptosuite) throws {
    var signed = try Sample.sign(Self.badge(), suite)
    signed[at: object + "/unmapped"] = "x"
    let verdict = signed.verdict()
    #expect(verdict.outcome == .rejected)
    // Some classes are closed, and an unknown member is refused before.
    if verdict[.model].isPassed {
      #expect(verdict[.signature].reason?.code == .termUndefined)
      #expect(verdict[.signature].reason?.pointer == object + "/unmapped")
    }
  }

  @Test(arguments: objects, linked)
  func `A type that no context defines fails at its pointer`(_ object: String, _ suite: Cryptosuite) throws {
    var signed = try Sample.sign(Self.badge(), suite)
    var types: [JSONValue] = ["Unmapped"]
    switch signed[at: object + "/type"] {
    case .array(let present)?: types = present + types
    case .some(let one): types = [one] + types
    case nil: break
    }
    signed[at: object + "/type"] = .array(types)
    let verdict = signed.verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.signature].reason?.code == .termUndefined)
    #expect(verdict[.signature].reason?.pointer == object + "/type/\(types.count - 1)")
  }

  @Test(arguments: objects, linked)
  func `A relative identifier fails`(_ object: String, _ suite: Cryptosuite) throws {
    var signed = try Sample.sign(Self.badge(), suite)
    signed[at: object + "/id"] = "relative/1"
    let verdict = signed.verdict()
    #expect(verdict.outcome == .rejected)
    if verdict[.model].isPassed, verdict[.key].isPassed {
      #expect(verdict[.signature].reason?.code == .idRelative)
      #expect(verdict[.signature].reason?.pointer == object + "/id")
    }
  }

  @Test(arguments: linked)
  func `What a proof has beside its terms fails`(_ suite: Cryptosuite) throws {
    var signed = try Sample.sign(Self.badge(), suite)
    signed[at: "/proof/unmapped"] = "x"
    #expect(signed.verdict()[.signature].reason?.pointer == "/proof/unmapped")
  }

  @Test func `Claims in a proof are no claims of the badge`() throws {
    var badge = try Self.badge()
    badge["proof"] = try Sample.proveLinked(
      badge,
      {
        var options = try Sample.linkedOptions()
        options["https://schema.org/name"] = "Emperor"
        return options
      }())
    let verdict = badge.verdict()
    #expect(verdict[.signature].isPassed)
    #expect(verdict.authentic?.title == "Teamwork")
    let report = String(decoding: VerdictReport.bytes(verdict), as: UTF8.self)
    #expect(!report.contains("Emperor"))
  }

  // MARK: contexts

  @Test func `A context that is not known leaves the badge undetermined, and is named`() throws {
    var signed = try Sample.sign(Self.badge(), .eddsaRDFC2022)
    guard case .array(let contexts)? = signed["@context"] else { throw CancellationError() }
    signed["@context"] = .array(contexts + ["https://example.org/unknown"])
    let verdict = signed.verdict()
    #expect(verdict.outcome == .undetermined)
    #expect(verdict[.signature].reason?.code == .contextUnknown)
    #expect(verdict[.signature].reason?.pointer == "/@context/\(contexts.count)")
    #expect(verdict[.signature].reason?.message.contains("'https://example.org/unknown'") ?? false)
    #expect(verdict[.signature].reason?.message.contains("--context URL=FILE") ?? false)
    #expect(verdict.authentic == nil)
  }

  @Test func `A context of the document's own is never good enough`() throws {
    var signed = try Sample.sign(Self.badge(), .eddsaRDFC2022)
    guard case .array(let contexts)? = signed["@context"] else { throw CancellationError() }
    // It changes nothing, changes what is signed, or is none.
    let defects: [(JSONValue, Verdict.Outcome, Reason.Code?)] = [
      ([:], .undetermined, nil), (["@language": "en"], .rejected, .signatureInvalid),
      (["name": "https://example.org/name"], .rejected, .jsonLDInvalid),
    ]
    for (inline, outcome, code) in defects {
      signed["@context"] = .array(contexts + [inline])
      let verdict = signed.verdict()
      #expect(verdict.outcome == outcome)
      #expect(verdict[.signature].reason?.code == code)
    }
  }

  @Test func `A given context takes part, and the report says which it was`() throws {
    let url = "https://example.org/context"
    let bytes = Array(#"{"@context":{"extra":"https://example.org/extra"}}"#.utf8)
    var contexts = ContextStore.bundled
    try contexts.add(bytes, at: url)
    var badge = try Sample.badge()
    badge["@context"] = [
      "https://www.w3.org/ns/credentials/v2", .string(Self.ob303), .string(url),
    ]
    badge["extra"] = "x"
    var options = ProofOptions(verificationMethod: try Sample.method(), created: .noon)
    options.cryptosuite = .eddsaRDFC2022
    let signed = try DataIntegritySigner.sign(badge, options: options, with: Sample.key(), contexts: contexts)
    let verdict = signed.verdict(contexts: contexts)
    let digest = HashAlgorithm.sha256.digest(of: bytes)
    #expect(verdict.outcome == .accepted)
    #expect(
      verdict.proofs.first?.contexts == [
        ContextUse(url: Self.ob303, edition: "2026-06", sha256: nil),
        ContextUse(url: url, edition: nil, sha256: digest),
      ])
    #expect(
      verdict[.signature]
        == .passed(
          "eddsa-rdfc-2022, with \(Self.ob303) of 2026-06, with the given \(url), SHA-256 \(Hexadecimal.string(digest))"
        ))
    let report = String(decoding: VerdictReport.bytes(verdict), as: UTF8.self)
    #expect(
      report.contains(
        #""contexts":[{"url":"\#(Self.ob303)","edition":"2026-06"},{"url":"\#(url)","sha256":"\#(Hexadecimal.string(digest))"}]"#
      ))
    #expect(signed.verdict().outcome == .undetermined)
    // The right URL with another text.
    var other = ContextStore.bundled
    try other.add(Array(#"{"@context":{"extra":"https://example.org/other"}}"#.utf8), at: url)
    #expect(signed.verdict(contexts: other)[.signature].reason?.code == .signatureInvalid)
  }

  // MARK: editions

  private static let editions = ContextStore.bundled.editions(of: ob303)

  /// A badge that means something else under each edition: they differ in the terms that they have, and for the ones that
  /// are missing the last context steps in.
  private func telling() throws -> JSONValue {
    var badge = try Sample.badge()
    badge["@context"] = [
      "https://www.w3.org/ns/credentials/v2", .string(Self.ob303),
      "https://www.w3.org/ns/credentials/undefined-terms/v2",
    ]
    badge["awardedDate"] = "2026-01-15T09:00:00Z"
    badge["jti"] = "urn:example:jti"
    badge["endorsementJwt"] = ["e30.e30.AAAA"]
    return badge
  }

  @Test(arguments: editions)
  func `A badge that was signed under another edition holds, and the report says which`(
    _ edition: ContextEdition
  ) throws {
    let badge = try telling()
    let then = ContextStore.bundled.choosing(edition)
    let signed = badge.adding(try Sample.proveLinked(badge, Sample.linkedOptions(), contexts: then))
    let verdict = signed.verdict()
    #expect(verdict.outcome == .accepted)
    #expect(verdict[.signature] == .passed("eddsa-rdfc-2022, with \(Self.ob303) of \(edition.name)"))
    #expect(verdict.proofs.first?.contexts == [ContextUse(url: Self.ob303, edition: edition.name, sha256: nil)])
    var changed = signed
    changed["name"] = "Other"
    #expect(changed.verdict()[.signature].reason?.code == .signatureInvalid)
    // Whoever chose an edition has that one tried first, and the others after it.
    for chosen in Self.editions {
      #expect(signed.verdict(contexts: .bundled.choosing(chosen))[.signature] == verdict[.signature])
    }
  }

  @Test(arguments: editions)
  func `Sets, chains and status lists take each proof's edition by itself`(_ edition: ContextEdition) throws {
    let then = ContextStore.bundled.choosing(edition)
    var badge = try telling()
    var first = try Sample.linkedOptions(by: "notary")
    first["id"] = "urn:example:1"
    let notary = try Sample.proveLinked(badge, first, by: "notary", contexts: then)
    var second = try Sample.linkedOptions()
    second["previousProof"] = "urn:example:1"
    let chained = try Sample.proveLinked(badge, second, previous: [notary])
    let sole = try Sample.proveLinked(badge, Sample.linkedOptions())
    badge = badge.adding(notary, chained, sole)
    let verdict = badge.verdict()
    #expect(verdict.outcome == .accepted)
    #expect(verdict.proofs.map { $0.contexts.first?.edition } == [edition.name, "2026-06", "2026-06"])
  }

  @Test func `A badge that is the same under all editions is reported with the newest`() throws {
    let badge = try Sample.badge()
    for edition in Self.editions {
      let then = ContextStore.bundled.choosing(edition)
      let signed = badge.adding(try Sample.proveLinked(badge, Sample.linkedOptions(), contexts: then))
      #expect(signed.verdict().proofs.first?.contexts.first?.edition == "2026-06")
    }
  }

  @Test func `There are four editions of the Open Badges context, and each says something else`() {
    #expect(Self.editions.map(\.name) == ["2026-06", "2025-11", "2024-03", "2024-01"])
  }

  // MARK: what was verified before

  @Test func `No verdict depends on what was verified before`() throws {
    let linked = try Sample.sign(Self.badge(), .eddsaRDFC2022)
    var broken = linked
    broken["name"] = "Other"
    var undefined = linked
    undefined["unmapped"] = 1
    let jcs = try Sample.sign(Self.badge())
    let set = try Sample.sign(Sample.sign(Self.badge(), .ed25519Signature2020), by: "notary", .eddsaRDFC2022)
    let badges = [linked, broken, jcs, undefined, set, linked, set, broken, jcs, linked].map { $0.serialized() }
    let trust = TrustPolicy(unvouchedIssuers: .allow)
    var other = ContextStore.bundled
    try other.add(Array(#"{"@context":{"unmapped":"https://example.org/u"}}"#.utf8), at: "https://example.org/u")
    var scratch = VerifierScratch()
    for verifier in [
      Verifier(trust: trust), Verifier(trust: trust, contexts: other), Verifier(trust: trust, contexts: ContextStore()),
    ] {
      for badge in badges + badges {
        let kept = VerdictReport.bytes(verifier.verify(badge, at: .noon, using: &scratch))
        #expect(kept == VerdictReport.bytes(verifier.verify(badge, at: .noon)))
      }
    }
  }

  // MARK: sets and chains

  @Test func `In a set of all suites each covers the badge without proofs`() throws {
    var badge = try Self.badge()
    badge["credentialStatus"] = nil
    for suite in Cryptosuite.made { badge = try Sample.sign(badge, suite) }
    let verdict = badge.verdict()
    #expect(verdict.outcome == .accepted)
    #expect(verdict.proofs.map(\.signature.isPassed) == [true, true, true])
    guard case .array(let proofs)? = badge["proof"] else { throw CancellationError() }
    badge["proof"] = .array(proofs.reversed())
    #expect(badge.verdict().proofs.map(\.signature.isPassed) == [true, true, true])
    // Each alone, too.
    for proof in proofs {
      badge["proof"] = proof
      #expect(badge.verdict().outcome == .accepted)
    }
  }

  @Test(arguments: Cryptosuite.made, Cryptosuite.made)
  func `A proof of one suite is chained to one of another`(_ first: Cryptosuite, _ second: Cryptosuite) throws {
    var badge = try Self.badge()
    badge["credentialStatus"] = nil
    badge = try Sample.sign(badge, by: "notary", first) { $0.id = "urn:example:1" }
    if second == .ed25519Signature2020 {
      // Its context has no term for it.
      #expect(throws: IssueError.self) { try Sample.sign(badge, second) { $0.previousProofs = ["urn:example:1"] } }
      return
    }
    badge = try Sample.sign(badge, second) { $0.previousProofs = ["urn:example:1"] }
    let verdict = badge.verdict()
    #expect(verdict.outcome == .accepted)
    #expect(verdict.proofs.map(\.signature.isPassed) == [true, true])
    badge[at: "/proof/0/created"] = "2026-01-15T09:00:01Z"
    #expect(badge.verdict().proofs.map(\.signature.isPassed) == [false, false])
  }

  @Test func `Many chained proofs over a large document end at the limit`() throws {
    var badge = try Sample.badge()
    badge["description"] = .string(String(repeating: "x", count: 3_000_000))
    var proof = try Sample.linkedOptions()
    proof["proofValue"] = .string(try Sample.key().sign([1].span).multibase)
    var proofs: [JSONValue] = []
    for k in 0..<16 {
      proof["id"] = .string("urn:example:\(k)")
      if k > 0 { proof["previousProof"] = .string("urn:example:\(k - 1)") }
      proofs.append(proof)
    }
    badge["proof"] = .array(proofs)
    let verdict = badge.verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict.proofs.contains { $0.signature.reason?.code == .timeBudgetExceeded })
  }

  // MARK: options and values of the proof (threat rows B9 to B11)

  @Test(arguments: linked)
  func `A proof for another purpose, out of its time, or with a malformed value does not hold`(
    _ suite: Cryptosuite
  ) throws {
    func code(_ change: (inout JSONValue) throws -> Void) throws -> Reason.Code? {
      var badge = try Self.badge()
      badge["credentialStatus"] = nil
      var options = try Sample.linkedOptions()
      if suite == .ed25519Signature2020 {
        options["type"] = "Ed25519Signature2020"
        options["cryptosuite"] = nil
      }
      try change(&options)
      // Whatever the proof says is truly signed.
      return badge.adding(try Sample.proveLinked(badge, options)).verdict().decidingReason?.code
    }
    #expect(try code { _ in } == nil)
    #expect(try code { $0["proofPurpose"] = "authentication" } == .purposeInvalid)
    #expect(try code { $0["created"] = "2026-11-25T12:00:00Z" } == .proofFromTheFuture)
    #expect(try code { $0["created"] = "yesterday" } == .proofInvalid)
    #expect(try code { $0["expires"] = "2026-11-01T00:00:00Z" } == .proofExpired)
    var signed = try Sample.sign(Self.badge(), suite)
    let value = try #require(signed[at: "/proof/proofValue"]?.text)
    for malformed in [
      "u" + value.dropFirst(), " " + value, value + "1", "z1" + value.dropFirst(), "z",
      String(repeating: "z", count: 200_000),
    ] {
      signed[at: "/proof/proofValue"] = .string(malformed)
      #expect(!signed.verdict()[.signature].isPassed)
      #expect(signed.verdict().outcome == .rejected)
    }
  }

  @Test func `The drafts' name of the suite is verified as it, and shown`() throws {
    let badge = try Sample.badge()
    var options = try Sample.linkedOptions()
    options["cryptosuite"] = "eddsa-2022"
    let signed = badge.adding(try Sample.proveLinked(badge, options))
    let verdict = signed.verdict()
    #expect(verdict.outcome == .accepted)
    #expect(
      verdict[.signature]
        == .passed("eddsa-2022, a draft's name of eddsa-rdfc-2022, with \(Self.ob303) of 2026-06"))
    #expect(verdict.proofs.map(\.cryptosuite) == ["eddsa-2022"])
    // The name is signed as well.
    var renamed = signed
    renamed[at: "/proof/cryptosuite"] = "eddsa-rdfc-2022"
    #expect(renamed.verdict()[.signature].reason?.code == .signatureInvalid)
    // A name that no draft had, and that no validator takes.
    options["cryptosuite"] = "eddsa-rdf-2022"
    let misnamed = badge.adding(try Sample.proveLinked(badge, options)).verdict()
    #expect(misnamed.outcome == .undetermined)
    #expect(misnamed[.signature].reason?.code == .cryptosuiteNotSupported)
  }

  @Test func `A badge whose parts cannot be told apart within the limit is refused with the limit's code`() throws {
    var badge = try Sample.badge()
    // Ten blank nodes, each of which is related to all others.
    var nodes: [JSONValue] = []
    for k in 0..<10 {
      var node: JSONValue = ["id": .string("_:b\(k)")]
      node["https://example.org/knows"] = .array(
        (0..<10).filter { $0 != k }.map { ["id": .string("_:b\($0)")] })
      nodes.append(node)
    }
    badge["https://example.org/clique"] = .array(nodes)
    badge["proof"] = {
      var proof = (try? Sample.linkedOptions()) ?? .null
      proof["proofValue"] = .string((try? Sample.key().sign([1].span).multibase) ?? "")
      return proof
    }()
    let verdict = badge.verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.signature].reason?.code == .workBudgetExceeded)
  }

  // MARK: the report

  @Test func `A badge has the same report under each suite, but for the suite`() throws {
    var reports: [String] = []
    for suite in Cryptosuite.made {
      var badge = try Self.badge()
      badge["credentialStatus"] = nil
      let verdict = try Sample.sign(badge, suite).verdict()
      #expect(verdict.outcome == .accepted)
      var report = JSONValue(try JSONDocument(parsing: VerdictReport.bytes(verdict)))
      for pointer in ["/proofs/0/cryptosuite", "/proofs/0/contexts", "/findings/3/message"] {
        report[at: pointer] = nil
      }
      reports.append(String(decoding: try report.canonicalBytes(), as: UTF8.self))
    }
    #expect(Set(reports).count == 1)
  }
}
