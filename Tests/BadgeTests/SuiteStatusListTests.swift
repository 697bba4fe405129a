import CanonicalJSON
import Foundation
import Signing
import Testing

@testable import Badge

/// Encoded lists from public texts, with what they hold.
@Suite(.enabled(if: Files.hasConformance("status-list/encoded-lists.json"), Files.howToGetConformance))
struct SuiteStatusListTests {
  private static let cases: [JSONValue] = {
    let bytes = try? Files.conformance("status-list/encoded-lists.json")
    let root = bytes.flatMap { try? JSONDocument(parsing: $0) }.map { JSONValue($0) } ?? [:]
    guard case .array(let cases)? = root["cases"] else { return [] }
    return cases
  }()

  @Test func `The suite has eight lists`() {
    #expect(Self.cases.count == 8)
  }

  @Test(arguments: cases)
  func `A list holds the bits that the suite says, or is refused`(_ one: JSONValue) throws {
    let text = try #require(one["encodedList"]?.text)
    let decoded = try #require(one["decoded"])
    guard decoded["error"] == nil else {
      #expect(code { () throws(Reason) in _ = try StatusBits(encoded: text) } == .statusListInvalid)
      return
    }
    // Without a multibase header it is a list of the older StatusList2021, in either alphabet.
    try check(text, decoded)
  }

  private func check(_ text: String, _ decoded: JSONValue) throws {
    let bits = try StatusBits(encoded: text)
    #expect(decoded["bytes"] == .number(Double(bits.bytes.count)))
    #expect(decoded["bits"] == .number(Double(bits.length)))
    #expect(decoded["setCount"] == .number(Double(bits.setCount)))
    let set = (0..<bits.length).filter { bits.value(at: $0) == 1 }
    #expect(decoded["set"] == .array(set.prefix(50).map { .number(Double($0)) }))
  }
}
