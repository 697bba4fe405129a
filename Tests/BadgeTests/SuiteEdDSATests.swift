import CanonicalJSON
import Foundation
import LinkedData
import Signing
import Testing

@testable import Badge

/// The W3C test vectors of Data Integrity EdDSA Cryptosuites 1.0, appendix B.
@Suite(.enabled(if: Files.hasConformance("eddsa/TestVectors"), Files.howToGetConformance))
struct SuiteEdDSATests {
  private static let issuer = "https://vc.example/issuers/5678"
  /// Later than every proof of the suite.
  private static let time = Instant("2023-03-01T00:00:00Z" as StaticString)

  private static let later = Instant("2026-01-01T00:00:00Z" as StaticString)

  private func text(_ name: String) throws -> String {
    String(decoding: try Files.conformance("eddsa/TestVectors/" + name), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func document(_ name: String) throws -> JSONDocument {
    try JSONDocument(parsing: Files.conformance("eddsa/TestVectors/" + name))
  }

  private func value(_ name: String) throws -> JSONValue { JSONValue(try document(name)) }

  private func privateKey(_ name: String, _ pair: String? = nil) throws -> PrivateKey {
    var keys = try value(name)
    if let pair { keys = try #require(keys[pair]) }
    let secret = Array(try #require(keys["privateKeyMultibase"]?.text).utf8)
    return try PrivateKey(secretMultikey: secret.span)
  }

  private func proof(of document: JSONDocument) throws -> DataIntegrityProof {
    let node = try #require(document.member("proof", of: document.root))
    return try DataIntegrityProof(node, in: document)
  }

  private func hashData(
    _ document: JSONDocument, _ proof: DataIntegrityProof, previous: [JSONDocument.Node] = [], _ suite: Cryptosuite
  ) throws -> [UInt8] {
    var hasher = ProofHasher()
    hasher.begin(KnownContexts(.bundled))
    try hasher.hash(
      CoveredDocument(
        document: document, proof: proof, previous: previous, contextCount: 1, hasSeveralProofs: false), suite,
      edition: nil)
    return hasher.hashData
  }

  // MARK: eddsa-jcs-2022, step by step

  @Test func `The proof configuration has the published canonical form`() throws {
    #expect(
      String(decoding: try document("eddsa-jcs-2022/proofConfigJCS.json").canonicalBytes(), as: UTF8.self)
        == (try text("eddsa-jcs-2022/proofCanonJCS.txt")))
  }

  @Test func `The proof without its value is the proof configuration`() throws {
    let document = try document("eddsa-jcs-2022/signedJCS.json")
    var canonical: [UInt8] = []
    document.canonicalize(try proof(of: document).node, excluding: "proofValue", into: &canonical)
    #expect(String(decoding: canonical, as: UTF8.self) == (try text("eddsa-jcs-2022/proofCanonJCS.txt")))
  }

  @Test func `The document without its proof has the published canonical form`() throws {
    let document = try document("eddsa-jcs-2022/signedJCS.json")
    var canonical: [UInt8] = []
    document.canonicalize(document.root, excluding: "proof", into: &canonical)
    #expect(String(decoding: canonical, as: UTF8.self) == (try text("eddsa-jcs-2022/canonDocJCS.txt")))
  }

  @Test func `Both hashes are the published ones, the proof's first`() throws {
    let document = try document("eddsa-jcs-2022/signedJCS.json")
    let hashData = try hashData(document, proof(of: document), .eddsaJCS2022)
    #expect(Hexadecimal.string(Array(hashData.prefix(32))) == (try text("eddsa-jcs-2022/proofHashJCS.txt")))
    #expect(Hexadecimal.string(Array(hashData.suffix(32))) == (try text("eddsa-jcs-2022/docHashJCS.txt")))
    #expect(Hexadecimal.string(hashData) == (try text("eddsa-jcs-2022/combinedHashJCS.txt")))
  }

  @Test func `The published key gives the published signature`() throws {
    let options = ProofOptions(
      didKey: try privateKey("keyPair.json").publicKey, cryptosuite: .eddsaJCS2022,
      created: Instant("2023-02-24T23:36:38Z" as StaticString))
    let signed = try DataIntegritySigner.sign(
      value("unsigned.json"), options: options, with: privateKey("keyPair.json"))
    let proofValue = try #require(signed[at: "/proof/proofValue"]?.text)
    #expect(proofValue == (try text("eddsa-jcs-2022/sigBTC58JCS.txt")))
    let signature = try Signature(multibase: Array(proofValue.utf8).span)
    #expect(Hexadecimal.string(signature.bytes) == (try text("eddsa-jcs-2022/sigHexJCS.txt")))
    #expect(try signed.canonicalBytes() == document("eddsa-jcs-2022/signedJCS.json").canonicalBytes())
  }

  @Test func `The signed document holds, and its key is not the issuer's`() throws {
    let verdict = try value("eddsa-jcs-2022/signedJCS.json").verdict(at: Self.time)
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.key].reason?.code == .keyNotTheIssuers)
    #expect(verdict.proofs.map(\.signature.isPassed) == [true])
    #expect(verdict.authentic == nil)
  }

  @Test func `A trust file that gives the key to the issuer makes the signature the issuer's`() throws {
    let key = try privateKey("keyPair.json").publicKey
    let trust = TrustPolicy(
      trustFile: try TrustFile(
        name: nil, issuers: [TrustedIssuer(id: Self.issuer, name: "Example", keys: [AcceptedKey(key: key)])]))
    let verdict = try value("eddsa-jcs-2022/signedJCS.json").verdict(trust: trust, at: Self.time)
    let open = verdict.findings.filter { !$0.result.isPassed }.map(\.check)
    #expect(open == [.model, .recipient])
    // The credential is no Open Badge, so what it claims cannot be judged.
    #expect(verdict[.model].reason?.code == .credentialTypeNotSupported)
    #expect(verdict.outcome == .undetermined)
  }

  // MARK: the suites over linked data, step by step

  /// A folder of the suite whose documents are signed over canonical N-Quads.
  struct LinkedDataCase: CustomTestStringConvertible, Sendable {
    let folder: String
    let suffix: String
    let suite: Cryptosuite
    let unsigned: String
    let keys: String

    var testDescription: String { folder }

    static let all = [
      LinkedDataCase(
        folder: "eddsa-rdfc-2022", suffix: "DataInt", suite: .eddsaRDFC2022, unsigned: "unsigned.json",
        keys: "keyPair.json"),
      LinkedDataCase(
        folder: "eddsa-rdfc-2022/employ", suffix: "DataInt", suite: .eddsaRDFC2022,
        unsigned: "employmentAuth.json", keys: "keyPair.json"),
      LinkedDataCase(
        folder: "Ed25519Signature2020", suffix: "EdSig", suite: .ed25519Signature2020, unsigned: "unsigned.json",
        keys: "keyPair.json"),
    ]

    func file(_ name: String, _ type: String = "txt") -> String { "\(folder)/\(name)\(suffix).\(type)" }
  }

  private func canonical(_ input: JSONLDInput) throws -> String {
    var processor = JSONLDProcessor(contexts: .bundled)
    let dataset = try processor.dataset(of: input)
    return String(decoding: try dataset.canonicalNQuads(), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func covered(_ document: JSONDocument) throws -> CoveredDocument {
    CoveredDocument(
      document: document, proof: try proof(of: document), previous: [], contextCount: 1, hasSeveralProofs: false)
  }

  @Test(arguments: LinkedDataCase.all)
  func `Document and proof configuration have the published canonical N-Quads`(_ one: LinkedDataCase) throws {
    let covered = try covered(document(one.file("signed", "json")))
    #expect(try canonical(EdDSARDFC2022.document(covered)) == text(one.file("canonDoc")))
    #expect(try canonical(EdDSARDFC2022.options(covered)) == text(one.file("proofCanon")))
    #expect(try canonical(JSONLDInput(document(one.file("proofConfig", "json")))) == text(one.file("proofCanon")))
  }

  @Test(arguments: LinkedDataCase.all)
  func `Both hashes over linked data are the published ones`(_ one: LinkedDataCase) throws {
    let document = try document(one.file("signed", "json"))
    let hashData = try hashData(document, proof(of: document), one.suite)
    #expect(Hexadecimal.string(Array(hashData.prefix(32))) == (try text(one.file("proofHash"))))
    #expect(Hexadecimal.string(Array(hashData.suffix(32))) == (try text(one.file("docHash"))))
    #expect(Hexadecimal.string(hashData) == (try text(one.file("combinedHash"))))
  }

  @Test(arguments: LinkedDataCase.all)
  func `The published key gives the published signature over linked data`(_ one: LinkedDataCase) throws {
    let signed = try value(one.file("signed", "json"))
    var unsigned = try value(one.unsigned)
    if let context = one.suite.context, case .array(let contexts)? = unsigned["@context"] {
      unsigned["@context"] = .array(contexts + [.string(context)])
    }
    let method = try #require(signed[at: "/proof/verificationMethod"]?.text)
    let created = try #require(signed[at: "/proof/created"]?.text)
    let options = ProofOptions(
      cryptosuite: one.suite, verificationMethod: method, created: Instant(created))
    let result = try DataIntegritySigner.sign(unsigned, options: options, with: privateKey(one.keys))
    let proofValue = try #require(result[at: "/proof/proofValue"]?.text)
    #expect(proofValue == (try text(one.file("sigBTC58"))))
    let signature = try Signature(multibase: Array(proofValue.utf8).span)
    #expect(Hexadecimal.string(signature.bytes) == (try text(one.file("sigHex"))))
    #expect(try result.canonicalBytes() == signed.canonicalBytes())
  }

  // MARK: verdicts

  @Test(
    arguments: [
      ("Ed25519Signature2020/signedEdSig.json", 1), ("eddsa-rdfc-2022/signedDataInt.json", 1),
      ("eddsa-rdfc-2022/employ/signedDataInt.json", 1), ("proof-set-chain/signedProofSet1.json", 1),
      ("proof-set-chain/signedProofSet2.json", 2), ("proof-set-chain/signedProofChain1.json", 3),
      ("proof-set-chain/signedProofChain2.json", 4),
    ])
  func `Every published proof holds, and breaks with any claim`(_ name: String, _ count: Int) throws {
    let signed = try value(name)
    let verdict = signed.verdict(at: Self.later)
    // The keys are did:keys and the issuers are not: whose key it is, is another question.
    #expect(verdict.proofs.map(\.signature.isPassed) == Array(repeating: true, count: count))
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.key].reason?.code == .keyNotTheIssuers)
    var changed = signed
    changed["name"] = "Another"
    #expect(!changed.verdict(at: Self.later).proofs.contains { $0.signature.isPassed })
  }

  @Test(arguments: [
    "Ed25519Signature2020/signedEdSig.json", "eddsa-rdfc-2022/signedDataInt.json", "eddsa-jcs-2022/signedJCS.json",
  ])
  func `With a trust file that gives the issuer the key only the class of the credential is open`(
    _ name: String
  ) throws {
    let key = try privateKey("keyPair.json").publicKey
    let trust = TrustPolicy(
      trustFile: try TrustFile(
        name: nil, issuers: [TrustedIssuer(id: Self.issuer, name: "Example", keys: [AcceptedKey(key: key)])]))
    let verdict = try value(name).verdict(trust: trust, at: Self.later)
    #expect(verdict.findings.filter { !$0.result.isPassed }.map(\.check) == [.model, .recipient])
    #expect(verdict.outcome == .undetermined)
  }

  @Test(arguments: Cryptosuite.made, Cryptosuite.made)
  func `A signature under the name of another suite does not hold`(
    _ suite: Cryptosuite, _ label: Cryptosuite
  ) throws {
    var badge = try Sample.badge()
    badge["@context"] = badge["@context"]?.addingContexts(of: Cryptosuite.made)
    var signed = try Sample.sign(badge, suite)
    signed[at: "/proof/type"] = label == .ed25519Signature2020 ? .string(label.rawValue) : "DataIntegrityProof"
    signed[at: "/proof/cryptosuite"] = label == .ed25519Signature2020 ? nil : .string(label.rawValue)
    let verdict = signed.verdict()
    #expect((verdict.outcome == .accepted) == (suite == label))
    #expect(verdict[.signature].isPassed == (suite == label))
  }

  // MARK: proof sets and chains

  @Test(arguments: [(2, "proofChainTempDoc1.json"), (3, "proofChainTempDoc2.json")])
  func `A chained proof covers the published document`(_ index: Int, _ name: String) throws {
    let document = try document("proof-set-chain/signedProofChain2.json")
    let proofs = try ProofSet(of: CredentialModel(document))
    let expected = try self.document("proof-set-chain/" + name).canonicalBytes()
    var covered: [UInt8] = []
    document.canonicalize(
      document.root, editing: [.init("proof", .array(proofs.previousNodes(of: index)))], into: &covered)
    #expect(covered == expected)
    let hashData = try hashData(
      document, proofs.proofs[index], previous: proofs.previousNodes(of: index), .eddsaJCS2022)
    let documentHash = Array(hashData.suffix(32))
    #expect(documentHash == HashAlgorithm.sha256.digest(of: expected))
  }

  /// A badge of the holder of one of the four keys, signed by all: 1 and 2 as a set, 3 over both, 4 over 3.
  private func chain(issuer: Int) throws -> JSONValue {
    let keys = "proof-set-chain/multiKeyPairs.json"
    var badge = try Sample.badge(issuer: "did:key:\(privateKey(keys, "keyPair\(issuer)").publicKey.multikey)")
    let previous = [[], [], ["urn:example:1", "urn:example:2"], ["urn:example:3"]]
    for k in 1...4 {
      let key = try privateKey(keys, "keyPair\(k)")
      var options = ProofOptions(didKey: key.publicKey, created: .noon)
      options.id = "urn:example:\(k)"
      options.previousProofs = previous[k - 1]
      badge = try DataIntegritySigner.sign(badge, options: options, with: key)
    }
    return badge
  }

  @Test(arguments: 1...4)
  func `Each member of an own set and chain holds, and the issuer's decides`(_ issuer: Int) throws {
    let verdict = try chain(issuer: issuer).verdict()
    #expect(verdict.outcome == .accepted)
    #expect(verdict.proofs.map(\.signature.isPassed) == [true, true, true, true])
    #expect(verdict.proofs.map(\.key.isPassed) == (1...4).map { $0 == issuer })
  }

  @Test(arguments: [
    (0, [false, true, false, false]), (1, [true, false, false, false]), (2, [true, true, false, false]),
  ])
  func `A broken link breaks all that build on it`(_ broken: Int, _ holds: [Bool]) throws {
    var badge = try chain(issuer: 4)
    badge[at: "/proof/\(broken)/created"] = "2026-11-24T11:59:59Z"
    let verdict = badge.verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict.proofs.map(\.signature.isPassed) == holds)
  }

  @Test func `A chain does not hold without the proof that it names`() throws {
    var badge = try chain(issuer: 4)
    badge[at: "/proof/0"] = nil
    let verdict = badge.verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.model].reason?.code == .previousProofInvalid)
  }

  @Test func `A proof set holds in any order`() throws {
    var badge = try chain(issuer: 1)
    badge[at: "/proof/3"] = nil
    badge[at: "/proof/2"] = nil
    #expect(badge.verdict().outcome == .accepted)
    guard case .array(let proofs)? = badge["proof"] else { throw CancellationError() }
    badge["proof"] = .array(proofs.reversed())
    #expect(badge.verdict().outcome == .accepted)
  }
}
