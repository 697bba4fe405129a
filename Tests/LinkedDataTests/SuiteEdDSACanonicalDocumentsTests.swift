import CanonicalJSON
import Foundation
import LinkedData
import Testing

/// The published contexts, as far as the conformance suites hold them.
enum PublishedContexts {
  static let store: ContextStore = {
    var store = ContextStore()
    guard let index = try? JSONValue(JSONDocument(parsing: Conformance.bytes("contexts/index.json"))),
      case .array(let entries)? = index["contexts"]
    else { return store }
    for entry in entries {
      guard let url = entry["url"]?.text, let file = entry["file"]?.text,
        let document = try? JSONDocument(parsing: Conformance.bytes("contexts/" + file))
      else { continue }
      store.set(document, at: url)
    }
    return store
  }()
}

@Suite(
  "Data Integrity EdDSA: canonical documents",
  .enabled(if: Conformance.has("eddsa/TestVectors") && Conformance.has("contexts"), Conformance.howToGet))
struct SuiteEdDSACanonicalDocumentsTests {
  /// Documents, proof options, and the canonical N-Quads that the suite gives for each.
  static let cases = [
    ("unsigned.json", "eddsa-rdfc-2022/canonDocDataInt.txt"),
    ("eddsa-rdfc-2022/proofConfigDataInt.json", "eddsa-rdfc-2022/proofCanonDataInt.txt"),
    ("employmentAuth.json", "eddsa-rdfc-2022/employ/canonDocDataInt.txt"),
    ("eddsa-rdfc-2022/employ/proofConfigDataInt.json", "eddsa-rdfc-2022/employ/proofCanonDataInt.txt"),
    ("unsigned.json", "Ed25519Signature2020/canonDocEdSig.txt"),
    ("Ed25519Signature2020/proofConfigEdSig.json", "Ed25519Signature2020/proofCanonEdSig.txt"),
  ]

  @Test("In safe mode each document has the canonical form that the suite gives", arguments: cases)
  func canonicalForm(input: String, expected: String) throws {
    let document = try JSONDocument(parsing: Conformance.bytes("eddsa/TestVectors/" + input))
    var processor = JSONLDProcessor(contexts: PublishedContexts.store)
    let text = String(decoding: try processor.dataset(of: document).canonicalNQuads(), as: UTF8.self)
    let expectedText = String(decoding: try Conformance.bytes("eddsa/TestVectors/" + expected), as: UTF8.self)
    #expect(text == expectedText)
  }

  @Test("The document without its proof, and the proof's options, are read from the signed text itself")
  func parts() throws {
    let signed = try JSONDocument(parsing: Conformance.bytes("eddsa/TestVectors/eddsa-rdfc-2022/signedDataInt.json"))
    var processor = JSONLDProcessor(contexts: PublishedContexts.store)
    let context = try #require(signed.member("@context", of: signed.root))
    let proof = try #require(signed.member("proof", of: signed.root))
    let unsecured = JSONLDInput(signed, editing: [.init("proof", .omit)])
    let options = JSONLDInput(signed, at: proof, editing: [.init("proofValue", .omit)], context: context)
    for (input, name) in [(unsecured, "canonDocDataInt.txt"), (options, "proofCanonDataInt.txt")] {
      let text = String(decoding: try processor.dataset(of: input).canonicalNQuads(), as: UTF8.self)
      let expected = try Conformance.bytes("eddsa/TestVectors/eddsa-rdfc-2022/" + name)
      #expect(text == String(decoding: expected, as: UTF8.self))
    }
  }

  @Test("A processor gives the same dataset however many documents it read before")
  func memo() throws {
    var processor = JSONLDProcessor(contexts: PublishedContexts.store)
    for _ in 0..<3 {
      for (input, expected) in Self.cases {
        let document = try JSONDocument(parsing: Conformance.bytes("eddsa/TestVectors/" + input))
        let bytes = try processor.dataset(of: document).canonicalNQuads()
        #expect(try bytes == Conformance.bytes("eddsa/TestVectors/" + expected))
      }
    }
  }
}
