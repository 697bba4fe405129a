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
      ["type": "DataIntegrityProof", "cryptosuite": "eddsa-rdf-2022"],
      ["type": "DataIntegrityProof", "cryptosuite": "Ed25519Signature2020"],
      ["type": "Ed25519Signature2020", "cryptosuite": "Ed25519Signature2020"],
      ["type": "Ed25519Signature2020", "cryptosuite": "eddsa-rdfc-2022"], ["type": "eddsa-rdfc-2022"],
      ["type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022 "],
      ["type": "DataIntegrityProof", "cryptosuite": "EdDSA-JCS-2022"],
      ["type": "DataIntegrityProof", "cryptosuite": ["eddsa-jcs-2022"]],
      ["type": ["DataIntegrityProof"], "cryptosuite": "eddsa-jcs-2022"],
      ["type": "Ed25519Signature2020", "cryptosuite": "eddsa-jcs-2022"],
      ["type": ["Ed25519Signature2020"]], ["type": "Ed25519Signature2018"],
    ] as [JSONValue])
  func `Any other pair is no suite that is verified`(_ proof: JSONValue) throws {
    #expect(try suite(proof) == nil)
  }

  @Test(arguments: Cryptosuite.allCases)
  func `A proof that names a suite is of that suite`(_ suite: Cryptosuite) throws {
    let proof: JSONValue =
      suite == .ed25519Signature2020
      ? ["type": .string(suite.rawValue)] : ["type": "DataIntegrityProof", "cryptosuite": .string(suite.rawValue)]
    #expect(try self.suite(proof) == suite)
  }

  @Test func `The drafts' name of eddsa-rdfc-2022 is its name, and shown as it stands`() throws {
    var proof: JSONValue = ["type": "DataIntegrityProof", "cryptosuite": "eddsa-2022"]
    #expect(try suite(proof) == .eddsaRDFC2022)
    for name in ["verificationMethod", "proofPurpose", "proofValue"] { proof[name] = "…" }
    let document = try JSONDocument(proof)
    #expect(try DataIntegrityProof(document.root, in: document).suiteName(in: document) == "eddsa-2022")
    #expect(try suite(["type": "DataIntegrityProof", "cryptosuite": "ecdsa-2019"]) == .ecdsaRDFC2019)
  }
}
