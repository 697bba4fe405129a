import CanonicalJSON
import Testing

@testable import Badge

struct CryptosuiteTests {
  private func suite(_ proof: JSONValue) throws -> Cryptosuite? {
    var proof = proof
    for name in ["verificationMethod", "proofPurpose", "proofValue"] { proof[name] = "…" }
    let document = try JSONDocument(proof)
    return (try? DataIntegrityProof(document.root, in: document))?.suite
  }

  @Test func `The pair of type and name decides`() throws {
    #expect(try suite(["type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022"]) == .eddsaJCS2022)
  }

  @Test(
    arguments: [
      ["type": "DataIntegrityProof"], ["cryptosuite": "eddsa-jcs-2022"], [:],
      ["type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"],
      ["type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022 "],
      ["type": "DataIntegrityProof", "cryptosuite": "EdDSA-JCS-2022"],
      ["type": "DataIntegrityProof", "cryptosuite": ["eddsa-jcs-2022"]],
      ["type": ["DataIntegrityProof"], "cryptosuite": "eddsa-jcs-2022"],
      ["type": "Ed25519Signature2020", "cryptosuite": "eddsa-jcs-2022"],
      ["type": "Ed25519Signature2020"],
    ] as [JSONValue])
  func `Any other pair is no suite that is verified`(_ proof: JSONValue) throws {
    #expect(try suite(proof) == nil)
  }

  @Test(arguments: Cryptosuite.allCases)
  func `A proof that names a suite is of that suite`(_ suite: Cryptosuite) throws {
    #expect(try self.suite(["type": "DataIntegrityProof", "cryptosuite": .string(suite.rawValue)]) == suite)
  }
}
