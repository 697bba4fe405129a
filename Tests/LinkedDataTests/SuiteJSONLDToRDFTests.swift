import CanonicalJSON
import LinkedData
import Testing

@Suite("JSON-LD API tests: toRdf", .enabled(if: Conformance.has("json-ld"), Conformance.howToGet))
struct SuiteJSONLDToRDFTests {
  /// Each with its reason. One that passes although it stands here is a failure too.
  static let divergences = [
    "te075": """
    Asks for generalized RDF (produceGeneralizedRdf): predicates that are blank nodes. It is optional, of no normative \
    force and marked obsolete, no dataset of RDF 1.1 has such quads, and RDFC-1.0 is defined for those alone.
    """
  ]

  @Test("All tests of version 1.1 give the expected dataset, or the expected error")
  func toRDF() throws {
    let tests = try JSONLDSuite.tests("toRdf-manifest.jsonld")
    #expect(tests.count == 456)
    var passed = 0
    for test in tests {
      let problem = try Self.problem(with: test)
      if problem == nil { passed += 1 }
      if Self.divergences[test.id] != nil {
        #expect(problem != nil, "\(test.id) passes and is listed as a divergence")
      } else {
        #expect(problem == nil, "\(test.id)")
      }
    }
    #expect(passed == 456 - Self.divergences.count)
  }

  static func problem(with test: JSONLDSuite.Test) throws -> String? {
    let document: JSONDocument
    do { document = try test.document() } catch { return "\(error)" }
    var processor = JSONLDProcessor(contexts: JSONLDSuite.contexts, options: test.options)
    let dataset: Dataset
    do throws(LinkedDataError) {
      dataset = try processor.dataset(of: document)
    } catch {
      guard let code = test.expectedError else { return "\(error.code) \(error.value ?? ""): \(error)" }
      return error.code.rawValue == JSONLDSuite.code(code) ? nil : "\(error.code.rawValue), expected \(code)"
    }
    if let code = test.expectedError { return "no error, expected \(code)" }
    guard let expect = test.expect else { return nil }
    let expected: Dataset
    do { expected = try NQuads.read(try Conformance.bytes("json-ld/" + expect)) } catch { return "\(expect): \(error)" }
    let (a, b) = (try text(dataset), try text(expected))
    return a == b ? nil : "is\n\(a)expected\n\(b)"
  }

  /// The canonical form, which is the same for datasets that differ in the labels of blank nodes.
  static func text(_ dataset: Dataset) throws -> String {
    var canonicalization = Canonicalizer()
    var output: [UInt8] = []
    try canonicalization.canonicalize(dataset, into: &output)
    return String(decoding: output, as: UTF8.self)
  }
}
