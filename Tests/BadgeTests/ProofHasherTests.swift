import CanonicalJSON
import LinkedData
import Testing

@testable import Badge

struct ProofHasherTests {
  private func covered(_ badge: JSONValue) throws -> CoveredDocument {
    let document = try JSONDocument(badge)
    let node = try #require(document.member("proof", of: document.root))
    return CoveredDocument(
      document: document, proof: try DataIntegrityProof(node, in: document), previous: [], contextCount: 2,
      hasSeveralProofs: true)
  }

  @Test func `Each suite hashes in its own way`() throws {
    let known = KnownContexts(.bundled)
    var badge = try Sample.badge()
    badge["@context"] = badge["@context"]?.addingContexts(of: Cryptosuite.made)
    var hashes: Set<[UInt8]> = []
    for suite in Cryptosuite.made {
      var hasher = ProofHasher()
      hasher.begin(known)
      try hasher.hash(covered(Sample.sign(badge, suite)), suite, edition: nil)
      #expect(hasher.hashData.count == 64)
      hashes.insert(hasher.hashData)
    }
    #expect(hashes.count == 3)
  }

  @Test func `The proofs of a set share the hash of the document, across the suites over linked data`() throws {
    var hasher = ProofHasher()
    hasher.begin(KnownContexts(.bundled))
    var badge = try Sample.badge()
    badge["@context"] = badge["@context"]?.addingContexts(of: Cryptosuite.made)
    try hasher.hash(covered(Sample.sign(badge, .eddsaRDFC2022)), .eddsaRDFC2022, edition: nil)
    let first = hasher.hashData
    try hasher.hash(covered(Sample.sign(badge, .ed25519Signature2020)), .ed25519Signature2020, edition: nil)
    #expect(hasher.hashData.suffix(32) == first.suffix(32))
    #expect(hasher.hashData.prefix(32) != first.prefix(32))
  }

  @Test func `Nothing of one credential is left for the next, nor of one set of contexts for another`() throws {
    var hasher = ProofHasher()
    let known = KnownContexts(.bundled)
    hasher.begin(known)
    let one = try covered(Sample.sign(Sample.badge(), .eddsaRDFC2022))
    try hasher.hash(one, .eddsaRDFC2022, edition: nil)
    let hashOfOne = hasher.hashData
    var other = try Sample.badge()
    other["name"] = "Other"
    hasher.begin(known)
    try hasher.hash(covered(Sample.sign(other, .eddsaRDFC2022)), .eddsaRDFC2022, edition: nil)
    #expect(hasher.hashData.suffix(32) != hashOfOne.suffix(32))
    hasher.begin(KnownContexts(ContextStore()))
    do throws(Reason) {
      try hasher.hash(one, .eddsaRDFC2022, edition: nil)
      Issue.record("a context was known that is not there")
    } catch {
      #expect(error.code == .contextUnknown)
    }
    hasher.begin(known)
    try hasher.hash(one, .eddsaRDFC2022, edition: nil)
    #expect(hasher.hashData == hashOfOne)
  }
}
