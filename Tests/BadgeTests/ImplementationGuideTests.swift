import CanonicalJSON
import LinkedData
import Signing
import Testing

@testable import Badge

/// The worked example of the Open Badges 3.0 Implementation Guide (1EdTech, "Linked Data Proof Test Vector for Open Badges
/// 3.0"): its key, its credential, and the hashes and the signature that it publishes. A deterministic signature: who gets
/// another one has hashed something else.
struct ImplementationGuideTests {
  private static let issuer = "https://example.edu/issuers/565049"
  private static let multikey = "z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi"
  private static let seed = "6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4"
  private static let proofHash = "d34009cea0dbc1ca941e09dc01c8c9d3e3ce3c5b853f67ee44698dcea10f5d19"
  private static let documentHash = "87f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773"
  private static let signature =
    "f7a017acf7d27983267ec362657c0fb08e955549f49dac5bf36a03c4f2c3a4f1"
    + "e3738a6c5ecd7ffba7135cb9cd754e6196f4b73082ea8df8e703c8ecd4333503"
  private static let proofValue =
    "z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr"

  private static let credential: JSONValue = [
    "@context": [
      "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ],
    "id": "http://example.com/credentials/3527",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": [
      "id": .string(issuer), "type": ["Profile"], "url": "https://www.imsglobal.org", "name": "Example Corp",
    ],
    "validFrom": "2010-01-01T00:00:00Z",
    "name": "Teamwork Badge",
    "credentialSubject": [
      "id": "did:example:ebfeb1f712ebc6f1c276e12ec21",
      "type": ["AchievementSubject"],
      "achievement": [
        "id": "https://example.com/achievements/21st-century-skills/teamwork",
        "type": ["Achievement"],
        "criteria": [
          "narrative":
            "Team members are nominated for this badge by their peers and recognized upon review by Example Corp management."
        ],
        "description":
          "This badge recognizes the development of the capacity to collaborate within a group environment.",
        "name": "Teamwork",
      ],
    ],
  ]

  private func key() throws -> PrivateKey {
    let bytes = stride(from: 0, to: 64, by: 2).map { at -> UInt8 in
      let start = Self.seed.index(Self.seed.startIndex, offsetBy: at)
      return UInt8(Self.seed[start..<Self.seed.index(start, offsetBy: 2)], radix: 16) ?? 0
    }
    return try PrivateKey(seed: SecretBytes(copying: bytes.span))
  }

  private func signed() throws -> JSONValue {
    let options = ProofOptions(
      verificationMethod: "\(Self.issuer)#\(Self.multikey)", created: Instant("2010-01-01T19:23:24Z"))
    return try DataIntegritySigner.sign(Self.credential, options: options, with: key())
  }

  @Test func `The key is the published one`() throws {
    #expect(try key().publicKey.multikey == Self.multikey)
  }

  @Test func `Document and options hash to the published values, options first`() throws {
    let document = try JSONDocument(signed())
    let node = try #require(document.member("proof", of: document.root))
    var hasher = ProofHasher()
    hasher.begin(KnownContexts(.bundled))
    let covered = CoveredDocument(
      document: document, proof: try DataIntegrityProof(node, in: document), previous: [], contextCount: 2,
      hasSeveralProofs: false)
    try hasher.hash(covered, .eddsaRDFC2022, edition: nil)
    #expect(Hexadecimal.string(hasher.hashData) == Self.proofHash + Self.documentHash)
  }

  @Test func `The signature is the published one`() throws {
    let value = try #require(try signed()[at: "/proof/proofValue"]?.text)
    #expect(value == Self.proofValue)
    #expect(Hexadecimal.string(try Signature(multibase: Array(value.utf8).span).bytes) == Self.signature)
  }

  @Test func `The published badge is accepted where a trust file has the issuer's key`() throws {
    var badge = Self.credential
    badge["proof"] = [
      "type": "DataIntegrityProof", "created": "2010-01-01T19:23:24Z",
      "verificationMethod": .string("\(Self.issuer)#\(Self.multikey)"), "cryptosuite": "eddsa-rdfc-2022",
      "proofPurpose": "assertionMethod", "proofValue": .string(Self.proofValue),
    ]
    let trust = TrustPolicy(
      trustFile: try TrustFile(
        name: nil,
        issuers: [
          TrustedIssuer(id: Self.issuer, name: "Example Corp", keys: [AcceptedKey(key: try key().publicKey)])
        ]))
    let verdict = badge.verdict(trust: trust)
    #expect(verdict.outcome == .accepted)
    badge[at: "/credentialSubject/achievement/description"] = "Another"
    #expect(badge.verdict(trust: trust)[.signature].reason?.code == .signatureInvalid)
  }
}
