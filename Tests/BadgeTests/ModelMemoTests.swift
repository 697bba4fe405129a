import CanonicalJSON
import Testing

@testable import Badge

struct ModelMemoTests {
  /// What the model makes of a document: the reason, or what it found.
  private struct Judgement: Equatable {
    var reason: Reason?
    var undecided: String?
    var validFrom: Instant?
    var validUntil: Instant?
    var texts: [String?] = []

    init(_ document: JSONDocument, _ memo: inout ModelMemo) {
      do throws(Reason) {
        let model = try CredentialModel(document, memo: &memo)
        undecided = model.undecided.map { "\($0)" }
        (validFrom, validUntil) = (model.validFrom, model.validUntil)
        let nodes = [model.issuer, model.subject, model.claims.title, model.claims.recipient, model.members[.id]]
        texts = nodes.map { $0.flatMap { document.text(at: $0) } }
      } catch {
        reason = error
      }
    }

    static func fresh(_ document: JSONDocument) -> Judgement {
      var memo = ModelMemo()
      return Judgement(document, &memo)
    }
  }

  /// The JSON pointers of all strings that are values.
  private static func strings(_ value: JSONValue, below pointer: String = "") -> [String] {
    switch value {
    case .string: [pointer]
    case .object(let members): members.flatMap { strings($0.value, below: "\(pointer)/\($0.name)") }
    case .array(let elements): elements.enumerated().flatMap { strings($1, below: "\(pointer)/\($0)") }
    default: []
    }
  }

  private static let texts = [
    "", "x", "https://example.org/other", "did:example:other", "urn:uuid:1", "2026-02-03T04:05:06Z",
    "2026-02-30T00:00:00Z",
    "2027-05-06", "Profile", "VerifiableCredential", "https://www.w3.org/ns/credentials/v2", "sha256$00",
    "emailAddress",
    "en", "a b", "Zo\u{EB}",
  ]

  @Test(arguments: ["text-compact", "jcs-basic"])
  func `In every place every text is judged as in a badge by itself`(_ id: String) throws {
    let vector = try #require(
      Vector.all.first { $0.id == id } ?? Vector.all.first { $0.outcome.values == ["accepted"] })
    let badge = JSONValue(try JSONDocument(parsing: vector.bytes()))
    var reader = JSONReader()
    var memo = ModelMemo()
    _ = Judgement(try reader.read(badge.serialized()), &memo)
    var taken = 0
    for pointer in Self.strings(badge) {
      for text in Self.texts {
        var changed = badge
        changed[at: pointer] = .string(text)
        let document = try reader.read(changed.serialized())
        if document.precedent != nil { taken += 1 }
        #expect(Judgement(document, &memo) == .fresh(document), "\(pointer) \(text)")
      }
    }
    #expect(taken > 500)
  }

  @Test func `In every place of a badge of 1.1 every text is judged as in a badge by itself`() throws {
    var badge = try Sample.badge(of: .version1)
    badge["expirationDate"] = "2027-01-01T00:00:00Z"
    badge["validFrom"] = "2026-02-01T00:00:00Z"
    badge["validUntil"] = "2027-02-01T00:00:00Z"
    badge["image"] = "https://example.org/i.png"
    badge["refreshService"] = ["id": "https://example.org/r", "type": "Example"]
    badge["endorsement"] = [
      "@context": "https://www.w3.org/2018/credentials/v1", "id": "urn:a:b", "type": "EndorsementCredential",
      "name": "E", "issuer": "did:example:e", "issuanceDate": "2026-01-15T09:00:00Z",
      "credentialSubject": ["id": "urn:a:c", "type": "EndorsementSubject"],
    ]
    badge = try Sample.sign(badge)
    var reader = JSONReader()
    var memo = ModelMemo()
    let first = Judgement(try reader.read(badge.serialized()), &memo)
    #expect(first.reason == nil)
    #expect(first.validFrom == Instant("2026-02-01T00:00:00Z"))
    #expect(first.validUntil == Instant("2027-01-01T00:00:00Z"))
    var taken = 0
    for pointer in Self.strings(badge) {
      for text in Self.texts + ["https://www.w3.org/2018/credentials/v1", "2028-01-01T00:00:00Z", "ClrCredential"] {
        var changed = badge
        changed[at: pointer] = .string(text)
        let document = try reader.read(changed.serialized())
        if document.precedent != nil { taken += 1 }
        #expect(Judgement(document, &memo) == .fresh(document), "\(pointer) \(text)")
      }
    }
    #expect(taken > 300)
  }

  @Test func `A batch of badges of both data models has the verdicts of fresh workers`() throws {
    var scratch = VerifierScratch()
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow))
    for round in 0..<24 {
      var badge = try Sample.badge(of: round % 2 == 0 ? .version1 : .version2)
      badge["id"] = .string("urn:uuid:\(round)")
      let end = round % 3 == 0 ? "2026-06-01T00:00:00Z" : "2027-06-01T00:00:0\(round % 9)Z"
      badge[round % 2 == 0 ? "expirationDate" : "validUntil"] = .string(end)
      if round % 5 == 0 { badge["issuer"]?["type"] = "Organization" }
      badge = badge.adding(try Sample.prove(badge, Sample.options(badge)))
      let time = Instant.noon
      let remembered = verifier.verify(badge.serialized(), at: time, using: &scratch)
      let fresh = verifier.verify(badge.serialized(), at: time)
      #expect(remembered.findings == fresh.findings)
      #expect(remembered.authentic?.validUntil == fresh.authentic?.validUntil)
      let isAccepted = round % 3 != 0 && round % 5 != 0
      #expect((fresh.outcome == .accepted) == isAccepted, "\(round)")
    }
  }

  @Test func `A resource that comes to have the name of another is refused`() throws {
    var badge = try Sample.badge()
    func resource(_ id: String) -> JSONValue { ["id": .string(id), "digestMultibase": "uAAA"] }
    var reader = JSONReader()
    var memo = ModelMemo()
    for (second, isGood) in [("urn:a:2", true), ("urn:a:3", true), ("urn:a:1", false)] {
      badge["relatedResource"] = [resource("urn:a:1"), resource(second)]
      let document = try reader.read(badge.serialized())
      #expect((Judgement(document, &memo).reason == nil) == isGood, "\(second)")
    }
  }

  @Test func `What no rule asks of may be any text`() throws {
    var badge = try Sample.badge()
    var reader = JSONReader()
    var memo = ModelMemo()
    for text in ["a", "b", ""] {
      badge["extension"] = ["type": .string(text)]
      let document = try reader.read(badge.serialized())
      #expect(Judgement(document, &memo).reason == nil, "\(text)")
    }
  }
}
