import CanonicalJSON
import Foundation
import Testing

@testable import Badge

/// The resolution vectors of the did:web method, as far as they are about the identifier: nothing is fetched here.
@Suite(.enabled(if: Files.hasConformance("did/did-web-resolve.json"), Files.howToGetConformance))
struct SuiteDIDWebTests {
  private static let vectors: [JSONValue] = {
    let bytes = try? Files.conformance("did/did-web-resolve.json")
    let root = bytes.flatMap { try? JSONDocument(parsing: $0) }.map { JSONValue($0) } ?? [:]
    guard case .array(let vectors)? = root["vectors"] else { return [] }
    return vectors
  }()

  @Test func `The suite has six vectors`() {
    #expect(Self.vectors.count == 6)
  }

  @Test(arguments: vectors)
  func `An identifier is sound unless the vector says that it is none of this method`(_ vector: JSONValue) throws {
    let did = try #require(vector[at: "/input/didUri"]?.text)
    let error = vector[at: "/output/didResolutionMetadata/error"]?.text
    let isSound = error != "invalidDid" && error != "methodNotSupported"
    #expect(DIDSyntax.isSoundWebDID(Array(did.utf8).span) == isSound)
  }

  @Test(arguments: vectors.filter { $0[at: "/output/didDocument/id"] != nil })
  func `The published document is found by its identifier`(_ vector: JSONValue) throws {
    let did = try #require(vector[at: "/input/didUri"]?.text)
    let store = try Sample.store(try #require(vector[at: "/output/didDocument"]))
    #expect(try store.document(for: Array(did.utf8))?.id == did)
  }
}
