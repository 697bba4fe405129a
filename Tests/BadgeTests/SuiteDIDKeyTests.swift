import CanonicalJSON
import Foundation
import Signing
import Testing

@testable import Badge

/// The test vectors of the did:key method.
@Suite(.enabled(if: Files.hasConformance("did/did-key"), Files.howToGetConformance))
struct SuiteDIDKeyTests {
  /// All identifiers of the suite, with the file that they stand in.
  private static let identifiers: [(file: String, did: String)] = {
    let files = ["bls12381", "ed25519-x25519", "nist-curves", "rsa", "secp256k1", "x25519"]
    return files.flatMap { file -> [(file: String, did: String)] in
      // In this one file the identifiers stand a step deeper.
      let bytes = try? Files.conformance("did/did-key/\(file).json")
      let root = bytes.flatMap { try? JSONDocument(parsing: $0) }.map { JSONValue($0) } ?? [:]
      guard case .object(let members)? = file == "x25519" ? root["didDocument"] : root else { return [] }
      return members.map { (file, $0.name) }.filter { $0.1.hasPrefix("did:key:") }
    }
  }()

  private func resolve(_ did: String) throws -> VerificationKey? {
    let url = "\(did)#\(did.dropFirst(8))"
    return try SelfDescribingDID.key(#require(VerificationMethodURL(url)))
  }

  @Test func `The suite has identifiers of six kinds of keys`() {
    let counts = Dictionary(grouping: Self.identifiers, by: \.file).mapValues(\.count)
    #expect(
      counts == ["bls12381": 6, "ed25519-x25519": 5, "nist-curves": 7, "rsa": 2, "secp256k1": 6, "x25519": 4])
  }

  @Test(arguments: identifiers.filter { $0.file == "ed25519-x25519" }.map(\.did))
  func `An Ed25519 identifier gives the published key`(_ did: String) throws {
    let rows = JSONValue(try JSONDocument(parsing: Files.conformance("did/did-key/ed25519-x25519.json")))
    let pair = try #require(rows[did]?["verificationKeyPair"])
    let bytes =
      if let base58 = pair["publicKeyBase58"]?.text {
        try Multibase.decode(Array("z\(base58)".utf8).span)
      } else {
        try Base64URL.decode(Array(#require(pair[at: "/publicKeyJwk/x"]?.text).utf8).span)
      }
    #expect(try resolve(did)?.ed25519?.bytes == bytes)
  }

  private static func isP256(_ did: String) -> Bool { did.hasPrefix("did:key:zDn") }

  @Test(arguments: identifiers.map(\.did).filter(isP256))
  func `A P-256 identifier gives the published key`(_ did: String) throws {
    let rows = JSONValue(try JSONDocument(parsing: Files.conformance("did/did-key/nist-curves.json")))
    let method = try #require(rows[did]?[at: "/didDocument/verificationMethod/0"])
    let key = try #require(try resolve(did))
    guard case .p256(let point) = key else {
      Issue.record("\(key.kind)")
      return
    }
    if let base58 = method["publicKeyBase58"]?.text {
      #expect(point.compressed == (try Multibase.decode(Array("z\(base58)".utf8).span)))
    } else {
      #expect(key.jwkValue["x"] == method[at: "/publicKeyJwk/x"])
      #expect(key.jwkValue["y"] == method[at: "/publicKeyJwk/y"])
    }
    #expect(key.multikey.map { "did:key:\($0)" } == did)
  }

  @Test(arguments: identifiers.filter { $0.file != "ed25519-x25519" && !isP256($0.did) })
  func `Another kind of key is refused by its name`(_ file: String, _ did: String) throws {
    let names = [
      "bls12381": ["BLS12-381"], "nist-curves": ["P-384", "P-521"], "rsa": ["RSA"],
      "secp256k1": ["secp256k1"], "x25519": ["X25519"],
    ]
    do {
      _ = try resolve(did)
      Issue.record("a key of another kind was taken")
    } catch let reason as Reason {
      // Base58 costs the square of the length, so what no key needs is refused before it is decoded.
      let isLong = did.utf8.count - 8 > Multibase.maximumLength
      let isNamed = names[file]?.contains { reason.message.contains($0) } ?? false
      #expect(reason.code == (isLong ? .keyInvalid : .keyTypeNotSupported))
      #expect(isLong ? reason.message.contains("characters") : isNamed, "\(reason.message)")
    }
  }
}
