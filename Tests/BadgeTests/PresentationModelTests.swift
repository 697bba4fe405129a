import CanonicalJSON
import Testing

@testable import Badge

struct PresentationModelTests {
  private func code(_ change: (inout JSONValue) throws -> Void) throws -> Reason.Code? {
    let presentation = try Sample.unsignedPresentation([Sample.signedBadge()], change)
    let document = try JSONDocument(presentation)
    #expect(PresentationModel.isOne(document))
    do throws(Reason) {
      _ = try PresentationModel(document)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func `A presentation has contexts, credentials, and perhaps a holder`() throws {
    #expect(try code { _ in } == nil)
    #expect(try code { $0["holder"] = nil } == nil)
    #expect(try code { $0["holder"] = ["id": "did:example:a", "name": "Alice"] } == nil)
    #expect(try code { $0["verifiableCredential"] = nil } == nil)
    #expect(try code { $0["id"] = "urn:uuid:1" } == nil)
    #expect(try code { $0["type"] = ["Other", "VerifiablePresentation"] } == nil)
  }

  @Test func `What breaks a rule is refused`() throws {
    for holder in ["alice", 5, nil, ["name": "Alice"], ["id": "alice"], []] as [JSONValue] {
      #expect(try code { $0["holder"] = holder } == .memberInvalid)
    }
    #expect(try code { $0["id"] = "1" } == .memberInvalid)
    #expect(try code { $0["@context"] = nil } == .contextInvalid)
    #expect(try code { $0["@context"] = [] } == .contextInvalid)
    #expect(try code { $0["@context"] = "https://www.w3.org/ns/credentials/v2" } == .contextInvalid)
    #expect(try code { $0["@context"] = ["https://example.org/c"] } == .contextInvalid)
    #expect(try code { $0["@context"] = ["https://www.w3.org/ns/credentials/v2", "relative"] } == .contextInvalid)
    #expect(
      try code { $0["@context"] = .array(Array(repeating: "https://www.w3.org/ns/credentials/v2", count: 17)) }
        == .tooManyEntries)
    for credential in ["ey.ey.ab", 5, nil, [[]]] as [JSONValue] {
      #expect(try code { $0["verifiableCredential"] = [credential] } == .memberInvalid)
    }
  }

  @Test func `A token in a string is a credential of data model 1.1 only`() throws {
    #expect(
      try code {
        $0["@context"] = ["https://www.w3.org/2018/credentials/v1"]
        $0["verifiableCredential"] = ["ey.ey.ab"]
      } == nil)
  }

  @Test func `A credential is no presentation, whatever else it is`() throws {
    for type in [["VerifiableCredential"], ["VerifiableCredential", "VerifiablePresentation"], "X", nil] as [JSONValue]
    {
      let document = try JSONDocument(["type": type])
      #expect(!PresentationModel.isOne(document))
    }
    #expect(!PresentationModel.isOne(try JSONDocument(["a"])))
  }
}
