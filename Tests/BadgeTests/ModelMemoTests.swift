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
