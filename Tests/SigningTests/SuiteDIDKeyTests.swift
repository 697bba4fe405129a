import Foundation
import Signing
import Testing

@Suite(.enabled(if: Suites.arePresent, Comment(rawValue: Suites.howToGet)))
struct SuiteDIDKeyTests {
  private struct Row: Decodable {
    struct KeyPair: Decodable { var publicKeyBase58: String? }
    var seed: String?
    var verificationKeyPair: KeyPair?
  }

  @Test("did:key vectors: each Ed25519 seed gives the published identifier")
  func ed25519() throws {
    let rows: [String: Row] = try json(Suites.conformance.appending(path: "did/did-key/ed25519-x25519.json"))
    #expect(!rows.isEmpty)
    for (did, row) in rows {
      let seed = try #require(row.seed)
      let key = try PrivateKey(seed: [UInt8](hex: seed)).publicKey
      #expect("did:key:" + key.multikey == did)
      #expect(try PublicKey(multikey: String(did.dropFirst(8))) == key)
    }
  }

  @Test(
    "did:key vectors: other keys are refused by name",
    arguments: [
      ("secp256k1", ["secp256k1"]), ("nist-curves", ["P-256", "P-384", "P-521"]),
      ("bls12381", ["BLS12-381"]),
    ])
  func others(_ file: String, _ names: [String]) throws {
    let url = Suites.conformance.appending(path: "did/did-key/\(file).json")
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
    #expect(!rows.isEmpty)
    for did in rows.keys where did.hasPrefix("did:key:") {
      let error = failure { () throws(KeyError) in _ = try PublicKey(multikey: String(did.dropFirst(8))) }
      // The longest of them do not fit in the bound of a base58 text.
      if error?.code == .textTooLong { continue }
      #expect(error?.code == .keyTypeNotSupported, "\(did)")
      #expect(names.contains(error?.found ?? ""), "\(did)")
    }
  }
}
