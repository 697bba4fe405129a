import CanonicalJSON
import LinkedData
import Signing
import Testing

@testable import Badge

/// The test vectors of Data Integrity ECDSA Cryptosuites 1.0 for P-256 and, which stays undetermined, P-384.
@Suite(.enabled(if: Files.hasConformance("ecdsa/TestVectors"), Files.howToGetConformance))
struct SuiteECDSATests {
  private static let issuer = "https://vc.example/issuers/5678"
  private static let later = Instant("2026-06-01T00:00:00Z" as StaticString)

  private func bytes(_ name: String) throws -> [UInt8] { try Files.conformance("ecdsa/TestVectors/" + name) }
  private func value(_ name: String) throws -> JSONValue { JSONValue(try JSONDocument(parsing: bytes(name))) }
  private func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self).filter { !$0.isWhitespace }
  }

  @Test(
    arguments: [
      ("ecdsa-jcs-2019-p256/signedJCSECDSAP256.json", "ecdsa-jcs-2019-p256/combinedHashJCSECDSAP256.txt"),
      ("ecdsa-rdfc-2019-p256/signedECDSAP256.json", "ecdsa-rdfc-2019-p256/combinedHashECDSAP256.txt"),
      ("ecdsa-rdfc-2019-p256/employ/signedECDSAP256.json", "ecdsa-rdfc-2019-p256/employ/combinedHashECDSAP256.txt"),
    ])
  func `A document of P-256 has the published hashes, and its signature holds`(
    _ name: String, _ hashes: String
  ) throws {
    let signed = try value(name)
    let document = try JSONDocument(signed)
    let model = try CredentialModel(document)
    let proof = try ProofSet(of: model).proofs[0]
    let covered = CoveredDocument(
      document: document, proof: proof, previous: [], contextCount: model.contextCount, hasSeveralProofs: false)
    var hasher = ProofHasher()
    hasher.begin(KnownContexts(.bundled))
    try hasher.hash(covered, #require(proof.suite), edition: nil)
    #expect(Hexadecimal.string(hasher.hashData) == (try text(hashes)))

    let verdict = signed.verdict(at: Self.later)
    #expect(verdict.proofs.map(\.signature.isPassed) == [true])
    #expect(verdict[.key].reason?.code == .keyNotTheIssuers)
    var changed = signed
    changed["name"] = "Another name"
    #expect(changed.verdict(at: Self.later).proofs.map(\.signature.isPassed) == [false])
  }

  @Test(arguments: [
    "ecdsa-jcs-2019-p384/signedJCSECDSAP384.json", "ecdsa-rdfc-2019-p384/signedECDSAP384.json",
    "ecdsa-rdfc-2019-p384/employ/signedECDSAP384.json",
  ])
  func `A document of P-384 is not called broken: its key is of a kind that is not checked`(_ name: String) throws {
    let verdict = try value(name).verdict(at: Self.later)
    #expect(verdict.proofs.map(\.key.reason?.code) == [.keyTypeNotSupported])
    #expect(verdict.outcome == .undetermined)
  }

  @Test func `The published key pair is read, and its halves belong together`() throws {
    let pair = try value("p256KeyPair.json")
    let bytes = pair.serialized()
    let key = try KeyFile(SecretBytes(copying: bytes.span))
    let (isPrivate, multikey) = (key.isPrivate, key.verificationKey.multikey)
    #expect(isPrivate && multikey == pair["publicKeyMultibase"]?.text)
  }
}
