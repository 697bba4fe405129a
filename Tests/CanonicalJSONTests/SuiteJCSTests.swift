import CanonicalJSON
import Testing

/// The test data of RFC 8785's authors.
@Suite(.enabled(if: Conformance.has("jcs/input"), Conformance.howToGet))
struct SuiteJCSTests {
  static let names = Conformance.names(in: "jcs/input").filter { $0.hasSuffix(".json") }

  @Test func `The suite has six documents`() {
    #expect(Self.names == ["arrays", "french", "structures", "unicode", "values", "weird"].map { $0 + ".json" })
  }

  @Test(arguments: names)
  func `A document has the published canonical form`(_ name: String) throws {
    let document = try JSONDocument(parsing: Conformance.bytes("jcs/input/" + name))
    #expect(document.canonicalBytes() == (try Conformance.bytes("jcs/output/" + name)))
  }

  @Test(arguments: names)
  func `The published canonical form is its own`(_ name: String) throws {
    let form = try Conformance.bytes("jcs/output/" + name)
    #expect(try JSONDocument(parsing: form).canonicalBytes() == form)
  }

  @Test(arguments: names)
  func `The published hexadecimal form is the same bytes`(_ name: String) throws {
    let hex = try Conformance.bytes("jcs/outhex/" + name.replacing(".json", with: ".txt"))
    let bytes = String(decoding: hex, as: UTF8.self).split(whereSeparator: \.isWhitespace).map { UInt8($0, radix: 16) }
    #expect(try JSONDocument(parsing: Conformance.bytes("jcs/input/" + name)).canonicalBytes() == bytes)
  }
}
