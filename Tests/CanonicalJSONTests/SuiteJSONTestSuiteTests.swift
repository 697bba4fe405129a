import CanonicalJSON
import Testing

/// JSONTestSuite by Nicolas Seriot: what a reader of RFC 8259 must read and refuse, and what it may do.
@Suite(.enabled(if: Conformance.has("json/test_parsing"), Conformance.howToGet))
struct SuiteJSONTestSuiteTests {
  /// Grammatical JSON that is no I-JSON (RFC 7493), and the reason.
  static let notIJSON: [String: JSONError.Code] = [
    "y_object_duplicated_key.json": .duplicateName,
    "y_object_duplicated_key_and_value.json": .duplicateName,
    "y_string_escaped_noncharacter.json": .noncharacter,
    "y_string_last_surrogates_1_and_2.json": .noncharacter,
    "y_string_nonCharacterInUTF-8_U+10FFFF.json": .noncharacter,
    "y_string_nonCharacterInUTF-8_U+FFFF.json": .noncharacter,
    "y_string_unicode_U+10FFFE_nonchar.json": .noncharacter,
    "y_string_unicode_U+1FFFE_nonchar.json": .noncharacter,
    "y_string_unicode_U+FDD0_nonchar.json": .noncharacter,
    "y_string_unicode_U+FFFE_nonchar.json": .noncharacter,
  ]

  static func names(_ prefix: String) -> [String] {
    Conformance.names(in: "json/test_parsing").filter { $0.hasPrefix(prefix) }
  }

  static func refusal(of name: String) throws -> JSONError? {
    CanonicalJSONTests.refusal(of: try Conformance.bytes("json/test_parsing/" + name))
  }

  @Test func `The suite has 188 texts to refuse, 95 to read and 35 that are open`() {
    #expect(["n_", "y_", "i_"].map { Self.names($0).count } == [188, 95, 35])
  }

  @Test(arguments: names("n_"))
  func `What is not JSON is refused`(_ name: String) throws {
    #expect(try Self.refusal(of: name) != nil)
  }

  @Test(arguments: names("y_"))
  func `What is JSON is read, and refused with the reason where it is no I-JSON`(_ name: String) throws {
    #expect(try Self.refusal(of: name)?.code == Self.notIJSON[name])
  }

  @Test(arguments: names("i_"))
  func `What RFC 8259 leaves open is read or refused, and its canonical form is read again`(_ name: String) throws {
    let bytes = try Conformance.bytes("json/test_parsing/" + name)
    guard CanonicalJSONTests.refusal(of: bytes) == nil else { return }
    let form = try JSONDocument(parsing: bytes).canonicalBytes()
    #expect(try JSONDocument(parsing: form).canonicalBytes() == form)
  }

  @Test(arguments: Conformance.names(in: "json/test_transform"))
  func `What transforms differently elsewhere is read or refused, never repaired`(_ name: String) throws {
    let bytes = try Conformance.bytes("json/test_transform/" + name)
    guard CanonicalJSONTests.refusal(of: bytes) == nil else { return }
    let form = try JSONDocument(parsing: bytes).canonicalBytes()
    #expect(!String(decoding: form, as: UTF8.self).contains("\u{FFFD}"))
  }
}
