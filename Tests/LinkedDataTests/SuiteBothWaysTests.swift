import CanonicalJSON
import Foundation
import Testing

@testable import LinkedData

@Suite("The suites, in full and after the model of other documents")
struct SuiteBothWaysTests {
  @Test("JSON-LD to RDF: each document, and each with other strings", .enabled(if: Conformance.has("json-ld")))
  func toRDF() throws {
    var takeovers = 0
    for test in try JSONLDSuite.tests("toRdf-manifest.jsonld") {
      var ways = BothWays(JSONLDSuite.contexts, test.options)
      guard let bytes = try? Conformance.bytes("json-ld/" + test.input) else { continue }
      let difference = ways.firstDifference(changing: bytes, isLong: isLong)
      #expect(difference == nil, "\(test.id)")
      takeovers += ways.takeovers
    }
    #expect(takeovers > 50)
  }

  /// Credentials of the EdDSA suite, and one with all that an Open Badge has.
  static let names = [
    "unsigned.json", "employmentAuth.json", "eddsa-rdfc-2022/signedDataInt.json",
    "eddsa-rdfc-2022/employ/signedDataInt.json", "Ed25519Signature2020/signedEdSig.json",
  ]

  @Test(
    "Data Integrity EdDSA: documents and proofs, with each string another one",
    .enabled(if: Conformance.has("eddsa/TestVectors") && Conformance.has("contexts")), arguments: names)
  func credentials(name: String) throws {
    let text = try Conformance.bytes("eddsa/TestVectors/" + name)
    var ways = BothWays(PublishedContexts.store, JSONLDOptions())
    let edits = [JSONDocument.MemberEdit("proof", .omit)]
    #expect(ways.firstDifference(changing: text, isLong: isLong) { JSONLDInput($0, editing: edits) } == nil)
    let proof = [JSONDocument.MemberEdit("proofValue", .omit)]
    let difference = ways.firstDifference(changing: text, isLong: isLong) {
      JSONLDInput(
        $0, at: $0.member("proof", of: $0.root), editing: proof, context: $0.member("@context", of: $0.root))
    }
    #expect(difference == nil)
    #expect(ways.takeovers > 10)
  }

  @Test(
    "RDFC-1.0: a dataset with another text for one of its terms is canonicalized as if it had come with it",
    .enabled(if: Conformance.has("rdfc10/manifest.jsonld")))
  func rdfc10() throws {
    for entry in SuiteRDFC10Tests.of("Eval") {
      let dataset = try NQuads.read(Conformance.bytes("rdfc10/" + entry.action))
      var canonicalizer = Canonicalizer(entry.algorithm)
      var form: [UInt8] = []
      try canonicalizer.canonicalize(dataset, into: &form)
      var state = canonicalizer.found
      let hashes = state.hashes
      let predicates = Set(dataset.quads.map(\.predicate))
      let terms = Set(dataset.quads.flatMap { [$0.subject, $0.object, $0.graph] }).filter(\.isText)
      for term in terms.subtracting(predicates).sorted(by: { $0.bits < $1.bits }) {
        var other = Dataset()
        other.copyTerms(of: dataset)
        if term.kind == .iri {
          other.appendIRI(Array("aaa:new".utf8).span)
        } else {
          let quotes = dataset.texts.bytes[dataset.texts.range(of: term.index)].lastIndex(of: 0x22)
          let length = try #require(quotes) + 1 - dataset.texts.range(of: term.index).lowerBound
          other.appendLiteral(Array("\u{1}new".utf8).span, like: term, in: dataset, from: length)
        }
        other.replace(term)
        var nodes: Set<UInt32> = []
        for quad in dataset.quads where [quad.subject, quad.object, quad.graph].contains(term) {
          quad.forEachBlankNode { nodes.insert(UInt32($0)) }
        }
        var output: [UInt8] = []
        try canonicalizer.canonicalize(other, like: &state, hashes, rehashing: nodes.sorted(), into: &output)
        let fresh = try NQuads.read(NQuads.write(other)).canonicalNQuads(entry.algorithm)
        #expect(output == fresh, "\(entry.name)")
      }
      var again: [UInt8] = []
      try canonicalizer.canonicalize(dataset, into: &again)
      #expect(again == form)
    }
  }
}
