import CanonicalJSON
import LinkedData
import Testing

@testable import Badge

struct LintMeaningTests {
  private func found(_ value: JSONValue) throws -> [String] {
    LintMeaning(try JSONDocument(value), .bundled, version: .version2).findings.map {
      "\($0.severity.rawValue) \($0.reason.pointer ?? "") \($0.reason.code.rawValue)"
    }
  }

  private func credential(_ contexts: JSONValue..., change: (inout JSONValue) -> Void) -> JSONValue {
    var value = CredentialRulesTests.credential
    value["@context"] = .array(["https://www.w3.org/ns/credentials/v2"] + contexts)
    change(&value)
    return value
  }

  @Test func `A type is a term of a context or an absolute URL`() throws {
    func types(_ context: JSONValue) -> JSONValue {
      credential(context) { $0["type"] = ["VerifiableCredential", "Example", "https://example.org/Type"] }
    }
    #expect(try found(types(["Example": "https://example.org/Example"])).isEmpty)
    #expect(try found(types([:])) == ["error /type/1 term_undefined"])
    #expect(try found(types(["Example": "https ://example.org/Example"])).first?.hasPrefix("error ") ?? false)
  }

  @Test func `The type of a part that no context defines is a warning`() throws {
    #expect(
      try found(credential { $0["termsOfUse"] = ["type": "Terms"] }) == ["warning /termsOfUse/type term_undefined"])
  }

  @Test func `A protected term is not defined anew`() throws {
    let value = credential(["VerifiableCredential": "https://example.org/Bad"]) { _ in }
    #expect(try found(value).map { $0.suffix(15) } == ["json_ld_invalid"])
  }

  @Test func `Every member that no context defines is found`() throws {
    let value = credential {
      $0["one"] = 1
      $0["two"] = ["three": 3]
      $0[at: "/credentialSubject/four"] = [["five": 5], ["six": 6]]
    }
    #expect(
      try Set(found(value)) == [
        "warning /one term_undefined", "warning /two term_undefined", "warning /credentialSubject/four term_undefined",
      ])
  }

  @Test func `An identifier that is no absolute URL is an error where the data model has identifiers`() throws {
    let value = credential { $0["evidence"] = [["id": "#a", "type": "https://example.org/E"]] }
    #expect(try found(value) == ["error /evidence/0/id id_relative"])
  }

  @Test func `A context that is not at hand is said, and nothing is guessed`() throws {
    let value = credential("https://example.org/context") { $0["type"] = ["VerifiableCredential", "Unknown"] }
    let findings = LintMeaning(try JSONDocument(value), .bundled, version: .version2).findings
    #expect(findings.map(\.severity) == [.warning])
    #expect(findings.first?.reason.code == .contextUnknown)
    #expect(findings.first?.reason.message.contains("https://example.org/context") ?? false)
  }

  @Test func `Proofs are not read as claims`() throws {
    #expect(try found(credential { $0["proof"] = ["type": "Unknown", "a": 1] }).isEmpty)
    let presentation: JSONValue = [
      "@context": ["https://www.w3.org/ns/credentials/v2"], "type": "VerifiablePresentation",
      "verifiableCredential": [credential { $0["proof"] = ["type": "Unknown", "a": 1] }],
    ]
    #expect(try found(presentation).isEmpty)
  }

  @Test func `Many findings end`() throws {
    let value = credential { value in
      for k in 0..<100 { value["member\(k)"] = .number(Double(k)) }
    }
    #expect(try found(value).count == 32)
  }
}
