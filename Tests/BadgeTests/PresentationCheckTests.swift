import CanonicalJSON
import Testing

@testable import Badge

/// A presentation is accepted only if its holder proves to be it, and each badge in it is accepted.
struct PresentationCheckTests {
  private static let asked = PresentationPolicy(challenge: "4711")

  private func badges(_ count: Int, _ suite: Cryptosuite = .eddsaJCS2022) throws -> [JSONValue] {
    try (1...count).map { try Sample.sign(Sample.badge(of: $0), suite) }
  }

  @Test(arguments: [Cryptosuite.eddsaJCS2022, .eddsaRDFC2022])
  func `A signed presentation of accepted badges is accepted, and lists each`(_ suite: Cryptosuite) throws {
    for count in 1...3 {
      let unsigned = try Sample.unsignedPresentation(badges(count, suite))
      let options = try Sample.holderOptions(suite == .eddsaJCS2022 ? "eddsa-jcs-2022" : "eddsa-rdfc-2022")
      let verdict = try Sample.present(unsigned, options).verdict(Self.asked)
      #expect(verdict.outcome == .accepted, "\(verdict.findings)")
      #expect(verdict.findings.map(\.check) == Check.allCases)
      #expect(verdict.nested.map(\.pointer) == (0..<count).map { "/verifiableCredential/\($0)" })
      #expect(verdict.nested.allSatisfy { $0.kind == .credential && $0.verdict.outcome == .accepted })
      #expect(verdict.presentation?.holder == (try Sample.did("holder")))
      #expect(verdict.presentation?.isAuthentic ?? false)
      #expect(verdict.presentation?.count == count)
      #expect(verdict.presentation?.challenge == "4711")
      #expect(verdict[.recipient] == .passed("awarded to the holder"))
      #expect(verdict.authentic == nil)
      #expect(verdict.verified == nil)
    }
  }

  @Test func `One bad badge rejects the presentation, and one open one leaves it undetermined`() throws {
    let good = try Sample.sign(Sample.badge(of: 1))
    var forged = try Sample.sign(Sample.badge(of: 2))
    forged["name"] = "Leadership"
    var unsigned = try Sample.badge(of: 3)
    unsigned["proof"] = nil
    var expired = try Sample.badge(of: 4)
    expired["validUntil"] = "2026-02-01T00:00:00Z"
    expired = try Sample.sign(expired)
    let open = try Sample.badge(status: Sample.entry())
    for (bad, outcome, check) in [
      (forged, Verdict.Outcome.rejected, Check.signature), (unsigned, .rejected, .model), (expired, .rejected, .dates),
      (open, .undetermined, .status), ("text", .rejected, .model), ([:], .rejected, .model),
    ] as [(JSONValue, Verdict.Outcome, Check)] {
      for credentials in [[good, bad], [bad, good], [bad]] {
        let verdict = try Sample.presentation(credentials).verdict(Self.asked)
        #expect(verdict.outcome == outcome, "\(verdict.findings)")
        #expect(!verdict[check].isPassed)
        let place = credentials[0] == bad ? 0 : 1
        if bad != "text" {
          #expect(verdict[check].reason?.pointer?.hasPrefix("/verifiableCredential/\(place)") ?? false)
          #expect(verdict.presentation?.isAuthentic ?? false)
        }
      }
    }
  }

  @Test func `Nothing in a signed presentation can be changed, removed or added`() throws {
    let presentation = try Sample.presentation(badges(2))
    for change: (inout JSONValue) -> Void in [
      { $0["verifiableCredential"] = [$0.first("verifiableCredential")] }, { $0["id"] = "urn:uuid:1" },
      { $0["proof"]?["challenge"] = "4712" }, { $0["proof"]?["domain"] = "a.example" }, { $0["note"] = "x" },
      { $0["verifiableCredential"] = [] }, { $0["type"] = ["VerifiablePresentation", "Other"] },
    ] {
      var changed = presentation
      change(&changed)
      #expect(changed.verdict(PresentationPolicy()).outcome != .accepted)
      #expect(!changed.verdict(PresentationPolicy())[.signature].isPassed)
    }
  }

  @Test func `The challenge and the domain are those that were asked for`() throws {
    let unsigned = try Sample.unsignedPresentation(badges(1))
    func verdict(_ challenge: String?, _ domain: JSONValue?, _ policy: PresentationPolicy) throws -> Verdict {
      try Sample.present(unsigned, Sample.holderOptions(challenge: challenge, domain: domain)).verdict(policy)
    }
    let both = PresentationPolicy(challenge: "4711", domain: "hr.example")
    #expect(try verdict("4711", "hr.example", both).outcome == .accepted)
    #expect(try verdict("4711", ["a.example", "hr.example"], both).outcome == .accepted)
    for challenge in ["4712", "", "4711 ", nil] as [String?] {
      let verdict = try verdict(challenge, "hr.example", both)
      #expect(verdict.outcome == .rejected)
      #expect(verdict[.signature].reason?.code == .challengeMismatch)
    }
    for domain in ["a.example", "HR.example", ["a.example"], [], nil] as [JSONValue?] {
      let verdict = try verdict("4711", domain, both)
      #expect(verdict.outcome == .rejected)
      #expect(verdict[.signature].reason?.code == .domainMismatch)
    }
    // Made for somebody, and nobody said who asks: it may have been handed on.
    let other = try verdict("4711", "a.example", Self.asked)
    #expect(other.outcome == .undetermined)
    #expect(other[.signature].reason?.code == .domainNotAsked)
    let replayed = try verdict("4711", nil, PresentationPolicy())
    #expect(replayed.outcome == .accepted)
    guard case .passed(let note) = replayed[.signature] else { return }
    #expect(note.contains("no challenge was asked for"))
  }

  @Test func `The holder is who was asked for, and whose key signed`() throws {
    let presentation = try Sample.presentation(badges(1))
    let holder = try Sample.did("holder")
    #expect(presentation.verdict(PresentationPolicy(holder: holder)).outcome == .accepted)
    let other = presentation.verdict(PresentationPolicy(holder: try Sample.did("thief")))
    #expect(other.outcome == .rejected)
    #expect(other[.recipient].reason?.code == .holderMismatch)
    // Somebody else's key under the holder's name.
    let stolen = try Sample.present(
      Sample.unsignedPresentation(badges(1)), Sample.holderOptions(by: "thief"), by: "thief")
    let verdict = stolen.verdict(Self.asked)
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.key].reason?.code == .keyNotTheHolders)
    #expect(!(verdict.presentation?.isAuthentic ?? true))
  }

  @Test func `Where the holder is asked for, a badge without an identifier of its earner is nobody's`() throws {
    var badge = try Sample.badge()
    badge[at: "/credentialSubject/id"] = nil
    badge[at: "/credentialSubject/identifier"] = [
      [
        "type": "IdentityObject", "hashed": false, "identityHash": "alice@example.org", "identityType": "emailAddress",
      ]
    ]
    badge = try Sample.sign(badge)
    let presentation = try Sample.presentation([badge])
    let verdict = presentation.verdict(Self.asked)
    #expect(verdict.outcome == .undetermined && verdict[.recipient].reason?.code == .recipientNotTheHolder)
    let alice = RecipientIdentity(type: "emailAddress", value: "alice@example.org")
    #expect(presentation.verdict(Self.asked, recipient: alice).outcome == .accepted)
    #expect(presentation.verdict(PresentationPolicy()).outcome == .accepted)
  }

  @Test func `Badges of somebody else are not the presenter's`() throws {
    let stolen = try Sample.present(
      Sample.unsignedPresentation(badges(2)) { $0["holder"] = .string(try Sample.did("thief")) },
      Sample.holderOptions(by: "thief"), by: "thief")
    let verdict = stolen.verdict(Self.asked)
    #expect(verdict.outcome == .undetermined)
    #expect(verdict[.recipient].reason?.code == .recipientNotTheHolder)
    // Without a holder's name the controller of the key is the holder.
    let nameless = try Sample.present(
      Sample.unsignedPresentation(badges(1)) { $0["holder"] = nil }, Sample.holderOptions(by: "thief"), by: "thief")
    #expect(nameless.verdict(Self.asked)[.recipient].reason?.code == .recipientNotTheHolder)
    #expect(nameless.verdict(Self.asked).presentation?.holder == (try Sample.did("thief")))
    // Whoever asks for a person gets that answer.
    let recipient = RecipientIdentity(type: "id", value: try Sample.did("holder"))
    #expect(stolen.verdict(Self.asked, recipient: recipient).outcome == .accepted)
    let wrong = RecipientIdentity(type: "id", value: try Sample.did("thief"))
    #expect(stolen.verdict(Self.asked, recipient: wrong).outcome == .rejected)
  }

  @Test func `A proof for assertions proves no holder, and one for authentication no issuer`() throws {
    var options = try Sample.holderOptions()
    options["proofPurpose"] = "assertionMethod"
    let verdict = try Sample.present(Sample.unsignedPresentation(badges(1)), options).verdict(Self.asked)
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.key].reason?.code == .purposeInvalid)
    var badge = try Sample.badge(of: 1)
    var proof = try Sample.options(badge)
    proof["proofPurpose"] = "authentication"
    badge["proof"] = try Sample.prove(badge, proof)
    #expect(badge.verdict(PresentationPolicy())[.key].reason?.code == .purposeInvalid)
  }

  @Test func `The key is for authentication in the holder's document`() throws {
    let holder = "https://alice.example/me"
    func verdict(_ change: (inout JSONValue) -> Void) throws -> Verdict {
      var document = try Sample.document(holder, key: "holder")
      change(&document)
      var options = try Sample.holderOptions()
      options["verificationMethod"] = .string(holder + "#key-1")
      let presentation = try Sample.present(
        Sample.unsignedPresentation([Sample.sign(Sample.badge(of: 1, to: holder))]) { $0["holder"] = .string(holder) },
        options)
      var documents = ControllerDocumentStore()
      let json = try JSONDocument(document)
      documents.insert(try ControllerDocument(json, at: json.root))
      return Verifier(
        trust: TrustPolicy(unvouchedIssuers: .allow), documents: documents, presentations: Self.asked
      ).verify(presentation.serialized(), at: .noon)
    }
    #expect(try verdict { $0["authentication"] = ["#key-1"] }.outcome == .accepted)
    #expect(try verdict { $0["authentication"] = .string(holder + "#key-1") }.outcome == .accepted)
    for change: (inout JSONValue) -> Void in [{ _ in }, { $0["authentication"] = ["#key-2"] }] {
      let verdict = try verdict(change)
      #expect(verdict.outcome == .rejected)
      #expect(verdict[.key].reason?.code == .relationshipMissing)
    }
    let unknown = try verdict { $0["id"] = "https://bob.example/me" }
    #expect(unknown.outcome != .accepted)
  }

  @Test func `An unsigned presentation is a parcel of badges, where that is allowed and nobody is asked for`() throws {
    for proof in [nil, [], .null] as [JSONValue?] {
      let parcel = try Sample.unsignedPresentation(badges(2)) { $0["proof"] = proof }
      let denied = parcel.verdict(PresentationPolicy())
      #expect(denied.outcome == .undetermined)
      #expect(denied[.signature].reason?.code == .presentationNotSigned)
      #expect(denied.nested.allSatisfy { $0.verdict.outcome == .accepted })
      #expect(!(denied.presentation?.isAuthentic ?? true))
      #expect(parcel.verdict(PresentationPolicy(unsigned: .allow)).outcome == .accepted)
      for policy in [
        PresentationPolicy(challenge: "4711", unsigned: .allow), PresentationPolicy(domain: "a", unsigned: .allow),
        PresentationPolicy(holder: try Sample.did("holder"), unsigned: .allow),
      ] {
        #expect(parcel.verdict(policy).outcome != .accepted)
      }
      // A parcel of bad badges is no better for it.
      var forged = try Sample.sign(Sample.badge(of: 1))
      forged["name"] = "Leadership"
      let bad = try Sample.unsignedPresentation([forged]) { $0["proof"] = proof }
      #expect(bad.verdict(PresentationPolicy(unsigned: .allow)).outcome == .rejected)
    }
  }

  @Test func `Where the holder is asked for, a badge by itself is not accepted`() throws {
    let badge = try Sample.sign(Sample.badge(of: 1))
    #expect(badge.verdict(PresentationPolicy()).outcome == .accepted)
    for policy in [
      Self.asked, PresentationPolicy(domain: "hr.example"), PresentationPolicy(holder: try Sample.did("holder")),
    ] {
      let verdict = badge.verdict(policy)
      #expect(verdict.outcome == .undetermined)
      #expect(verdict[.recipient].reason?.code == .holderNotProven)
      #expect(verdict.verified == nil)
    }
  }

  @Test func `Sixteen badges are presented at most, and at least one`() throws {
    let badge = try Sample.sign(Sample.badge(of: 1))
    let sixteen = try Sample.presentation(Array(repeating: badge, count: 16)).verdict(Self.asked)
    #expect(sixteen.outcome == .accepted)
    let seventeen = try Sample.presentation(Array(repeating: badge, count: 17)).verdict(Self.asked)
    #expect(seventeen.outcome == .rejected)
    #expect(seventeen[.model].reason?.code == .tooManyEntries)
    for empty in [[], nil] as [JSONValue?] {
      let verdict = try Sample.presentation([]) { $0["verifiableCredential"] = empty }.verdict(Self.asked)
      #expect(verdict.outcome == .undetermined)
      #expect(verdict[.model].reason?.code == .presentationEmpty)
    }
  }

  @Test func `Of several proofs one by the holder, as it was asked for, is enough`() throws {
    let unsigned = try Sample.unsignedPresentation(badges(1))
    func proof(_ options: JSONValue, _ label: String = "holder") throws -> JSONValue {
      try Sample.present(unsigned, options, by: label)["proof"] ?? nil
    }
    let good = try proof(Sample.holderOptions())
    let other = try proof(Sample.holderOptions(challenge: "other"))
    let stranger = try proof(Sample.holderOptions(by: "thief"), "thief")
    for proofs in [[good, other], [other, good], [stranger, good], [good, stranger]] {
      var presentation = unsigned
      presentation["proof"] = .array(proofs)
      #expect(presentation.verdict(Self.asked).outcome == .accepted)
    }
    for proofs in [[other], [stranger], [stranger, other]] {
      var presentation = unsigned
      presentation["proof"] = .array(proofs)
      #expect(presentation.verdict(Self.asked).outcome == .rejected)
    }
  }

  @Test func `The report of a presentation says who presents what`() throws {
    let verdict = try Sample.presentation(badges(2)).verdict(Self.asked)
    var bytes: [UInt8] = []
    VerdictReport(verdict, of: .init(name: "a", sha256: nil), at: .noon).append(to: &bytes)
    let report = JSONValue(try JSONDocument(parsing: bytes))
    #expect(report["outcome"] == "accepted")
    #expect(report["presentation"]?["holder"] == .string(try Sample.did("holder")))
    #expect(report["presentation"]?["challenge"] == "4711")
    #expect(report["credential"] == nil)
    guard case .array(let nested)? = report["nested"] else {
      Issue.record("no credentials")
      return
    }
    #expect(nested.map { $0["credential"]?["title"] } == ["Teamwork", "Teamwork"])
  }
}

extension JSONValue {
  fileprivate func first(_ name: String) -> JSONValue {
    if case .array(let values)? = self[name] { values[0] } else { nil }
  }
}
