import CanonicalJSON
import LinkedData
import Testing

@Suite("JSON-LD API tests: expand", .enabled(if: Conformance.has("json-ld"), Conformance.howToGet))
struct SuiteJSONLDExpandTests {
  /// Each with its reason. One that passes although it stands here is a failure too.
  static let divergences: [String: String] = [:]

  @Test("All tests of version 1.1 give the expected document, or the expected error")
  func expand() throws {
    let tests = try JSONLDSuite.tests("expand-manifest.jsonld")
    #expect(tests.count == 376)
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
    #expect(passed == 376 - Self.divergences.count)
  }

  static func problem(with test: JSONLDSuite.Test) throws -> String? {
    let document: JSONDocument
    do { document = try test.document() } catch { return "\(error)" }
    let expected = try test.expect.map { JSONValue(try JSONDocument(parsing: Conformance.bytes("json-ld/" + $0))) }
    var processor = JSONLDProcessor(contexts: JSONLDSuite.contexts, options: test.options)
    do throws(LinkedDataError) {
      let expanded = try processor.expand(document)
      guard let expected else { return "no error: \(text(expanded))" }
      let (a, b) = (text(normalized(expanded)), text(normalized(expected)))
      return a == b ? nil : "is \(a), expected \(b)"
    } catch {
      guard let code = test.expectedError else { return "\(error.code) \(error.value ?? ""): \(error)" }
      return error.code.rawValue == JSONLDSuite.code(code) ? nil : "\(error.code.rawValue), expected \(code)"
    }
  }

  static func text(_ value: JSONValue) -> String {
    String(decoding: (try? value.canonicalBytes()) ?? [], as: UTF8.self)
  }

  /// The value with the elements of each array in an order of their texts, except of a list: JSON-LD's arrays are sets.
  static func normalized(_ value: JSONValue, isList: Bool = false) -> JSONValue {
    switch value {
    case .array(let elements):
      let elements = elements.map { normalized($0) }
      return .array(isList ? elements : elements.sorted { text($0) < text($1) })
    case .object(let members):
      return .object(
        members.map {
          .init($0.name, $0.name == "@value" ? $0.value : normalized($0.value, isList: $0.name == "@list"))
        })
    default: return value
    }
  }
}
