import CanonicalJSON
import Testing

@testable import Badge

struct ProofSetTests {
  private func proof(_ id: String? = nil, previous: JSONValue? = nil) -> JSONValue {
    var proof: JSONValue = ["type": "Unknown"]
    proof["id"] = id.map { .string($0) }
    proof["previousProof"] = previous
    return proof
  }

  private func read(_ proof: JSONValue?) throws -> Result<ProofSet, Reason> {
    var badge = try Sample.badge()
    badge["proof"] = proof
    let model = try CredentialModel(JSONDocument(badge))
    return Result { () throws(Reason) in try ProofSet(of: model) }
  }

  private func reason(_ proof: JSONValue?) throws -> Reason? {
    if case .failure(let reason) = try read(proof) { reason } else { nil }
  }

  @Test func `A credential without a proof is not signed`() throws {
    #expect(try reason(nil) == Reason(.proofMissing, "the credential is not signed: it has no 'proof'", pointer: ""))
  }

  @Test(arguments: [nil, []] as [JSONValue])
  func `An empty proof is none`(_ proof: JSONValue) throws {
    let reason = try reason(proof)
    #expect(reason?.code == .proofMissing)
    #expect(reason?.pointer == "/proof")
  }

  @Test(arguments: ["x", 1, true, [:], [["a"]], [nil], [[]]] as [JSONValue])
  func `A proof of another shape is refused`(_ proof: JSONValue) throws {
    #expect(try reason(proof)?.code == .proofInvalid)
  }

  @Test func `Sixteen proofs are looked at and seventeen refused`() throws {
    #expect(try read(.array(Array(repeating: proof(), count: 16))).get().proofs.count == 16)
    let reason = try reason(.array(Array(repeating: proof(), count: 17)))
    #expect(reason?.code == .tooManyEntries)
    #expect(reason?.pointer == "/proof")
  }

  @Test func `A proof names others by id, in the order of the set`() throws {
    let set = try read([
      proof("a"), proof(previous: ["c", "a", "c"]), proof("c", previous: "a"),
    ]).get()
    #expect((0..<3).map(set.previous(of:)) == [[], [0, 2], [0]])
    #expect(set.previousNodes(of: 1) == [set.proofs[0].node, set.proofs[2].node])
  }

  @Test(
    arguments: [
      (["b"], "/proof/1/previousProof/0"), ("b", "/proof/1/previousProof"), (["a", "b"], "/proof/1/previousProof/1"),
      ("A", "/proof/1/previousProof"),
    ] as [(JSONValue, String)])
  func `A name that no proof has is refused`(_ previous: JSONValue, _ pointer: String) throws {
    let reason = try reason([proof("a"), proof(previous: previous)])
    #expect(reason?.code == .previousProofInvalid)
    #expect(reason?.pointer == pointer)
  }

  @Test func `Names are compared as they stand, without Unicode equivalence`() throws {
    #expect(try reason([proof("caf\u{e9}"), proof(previous: "cafe\u{301}")])?.code == .previousProofInvalid)
  }

  @Test func `Two proofs of one name are refused where it is used, and only there`() throws {
    #expect(try reason([proof("a"), proof("a"), proof(previous: "a")])?.pointer == "/proof/1/id")
    #expect(try reason([proof("a"), proof("a")]) == nil)
  }

  @Test func `A circle of proofs is refused at any length`() throws {
    #expect(try reason(proof("a", previous: "a"))?.code == .previousProofInvalid)
    for length in 1...16 {
      let circle = (0..<length).map { proof("\($0)", previous: .string("\(($0 + 1) % length)")) }
      #expect(try reason(.array(circle))?.code == .previousProofInvalid, "\(length)")
    }
  }

  @Test func `A chain of sixteen is no circle`() throws {
    let chain = (0..<16).map { proof("\($0)", previous: $0 == 15 ? nil : .string("\($0 + 1)")) }
    let set = try read(.array(chain)).get()
    #expect((0..<16).map(set.previous(of:)) == (0..<16).map { $0 == 15 ? [] : [$0 + 1] })
  }
}
