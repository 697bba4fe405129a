import CanonicalJSON
import Foundation
import Signing
import Testing

@testable import Badge

/// The resolution vectors of the did:jwk method.
@Suite(.enabled(if: Files.hasConformance("did/did-jwk-resolve.json"), Files.howToGetConformance))
struct SuiteDIDJWKTests {
  private static let vectors: [JSONValue] = {
    let bytes = try? Files.conformance("did/did-jwk-resolve.json")
    let root = bytes.flatMap { try? JSONDocument(parsing: $0) }.map { JSONValue($0) } ?? [:]
    guard case .array(let vectors)? = root["vectors"] else { return [] }
    return vectors
  }()

  @Test func `The suite has vectors that resolve and vectors that fail`() {
    #expect(Set(Self.vectors.map { $0["errors"] == true }) == [false, true])
  }

  @Test(arguments: vectors)
  func `An identifier gives an Ed25519 key or a refusal`(_ vector: JSONValue) throws {
    let did = try #require(vector["input"]?.text)
    let document = vector["output"]?["didDocument"]
    let jwk = document?[at: "/verificationMethod/0/publicKeyJwk"]
    let isEd25519 = jwk?["crv"] == "Ed25519"
    let method = VerificationMethodURL("\(did)#0")
    if isEd25519, let x = jwk?["x"]?.text {
      let key = try SelfDescribingDID.key(#require(method))
      #expect(key?.ed25519?.bytes == (try Base64URL.decode(Array(x.utf8).span)))
    } else {
      // A text that is no DID gives no URL; a did:jwk of another kind of key or of no JSON gives a reason.
      #expect(throws: (any Error).self) { _ = try SelfDescribingDID.key(#require(method)) }
    }
  }
}
