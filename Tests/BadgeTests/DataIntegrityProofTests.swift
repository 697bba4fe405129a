import CanonicalJSON
import Testing

@testable import Badge

struct DataIntegrityProofTests {
  private static let proof: JSONValue = [
    "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "verificationMethod": "did:example:a#k",
    "proofPurpose": "assertionMethod", "proofValue": "z1", "id": "urn:example:p",
    "created": "2026-01-01T00:00:00Z", "expires": "2027-01-01T00:00:00Z", "domain": ["a.example", "b.example"],
    "challenge": "c", "nonce": "n", "previousProof": ["urn:example:a", "urn:example:b"],
  ]

  private func reason(_ proof: JSONValue) throws -> Reason? {
    let document = try JSONDocument(proof)
    do throws(Reason) {
      _ = try DataIntegrityProof(document.root, in: document)
      return nil
    } catch {
      return error
    }
  }

  @Test func `Every member is read`() throws {
    let document = try JSONDocument(Self.proof)
    let proof = try DataIntegrityProof(document.root, in: document)
    #expect(proof.suite == .eddsaJCS2022)
    #expect(proof.id.flatMap { document.text(at: $0) } == "urn:example:p")
    #expect(proof.created == Instant("2026-01-01T00:00:00Z" as StaticString))
    #expect(proof.expires == Instant("2027-01-01T00:00:00Z" as StaticString))
    #expect(proof.previousProofs.compactMap { document.text(at: $0) } == ["urn:example:a", "urn:example:b"])
  }

  @Test(arguments: ["type", "cryptosuite", "verificationMethod", "proofPurpose", "proofValue"])
  func `A proof of a known suite needs its members`(_ name: String) throws {
    var proof = Self.proof
    proof[name] = nil
    // Without a type it is of no suite, and then only the type is asked for.
    let reason = try reason(proof)
    #expect(reason?.code == .proofInvalid)
    #expect(reason?.pointer == "")
  }

  @Test(
    arguments: [
      "type", "cryptosuite", "verificationMethod", "proofPurpose", "proofValue", "id", "created", "expires",
      "challenge", "nonce",
    ], [7, nil, true, [], ["x"], [:]] as [JSONValue])
  func `A member that has to be a string is nothing else`(_ name: String, _ value: JSONValue) throws {
    var proof = Self.proof
    proof[name] = value
    let reason = try reason(proof)
    #expect(reason?.code == .proofInvalid)
    #expect(reason?.pointer == "/\(name)")
  }

  @Test(arguments: ["created", "expires"], ["", "2026-01-01", "2026-01-01T00:00:00", "2026-02-30T00:00:00Z", "today"])
  func `A date of a proof is a dateTimeStamp`(_ name: String, _ value: String) throws {
    var proof = Self.proof
    proof[name] = .string(value)
    #expect(try reason(proof)?.pointer == "/\(name)")
  }

  @Test(arguments: [7, nil, true, [:], [1], [["a"]], ["a", nil]] as [JSONValue])
  func `A domain is a string or strings`(_ value: JSONValue) throws {
    var proof = Self.proof
    proof["domain"] = value
    #expect(try reason(proof)?.pointer == "/domain")
  }

  @Test(
    arguments: [7, nil, true, [:], [], [1], ["a", ["b"]], .array(Array(repeating: "a", count: 17))] as [JSONValue])
  func `A previous proof is named by a string, or by one to sixteen`(_ value: JSONValue) throws {
    var proof = Self.proof
    proof["previousProof"] = value
    let reason = try reason(proof)
    #expect(reason?.code == .previousProofInvalid)
    #expect(reason?.pointer == "/previousProof")
  }

  @Test func `Of a suite that is not known little is asked`() throws {
    #expect(try reason(["type": "Ed25519Signature2018", "jws": "a..b"]) == nil)
    #expect(try reason(["type": "DataIntegrityProof", "cryptosuite": "bbs-2023"]) == nil)
  }

  @Test(arguments: ["proof", 1, nil, [], true] as [JSONValue])
  func `A proof is an object`(_ proof: JSONValue) throws {
    #expect(try reason(proof)?.code == .proofInvalid)
  }
}
