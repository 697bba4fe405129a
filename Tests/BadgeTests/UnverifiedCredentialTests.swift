import CanonicalJSON
import Testing

@testable import Badge

@Suite struct UnverifiedCredentialTests {
  private func read(_ text: String) throws -> UnverifiedCredential {
    try UnverifiedCredential(parsing: Array(text.utf8))
  }

  @Test("What is no JSON object is refused with its reason")
  func refused() {
    for (text, code) in [
      ("[]", Reason.Code.notACredential), ("null", .notACredential), ("{", .jsonInvalid), ("", .jsonInvalid),
      ("eyJhbGciOiJFZERTQSJ9.e30.c2ln", .jwtNotSupported), ("\"eyJhbGciOiJFZERTQSJ9.e30.c2ln\"", .jwtNotSupported),
    ] {
      #expect {
        try read(text)
      } throws: {
        ($0 as? Reason)?.code == code
      }
    }
  }

  @Test("An empty object says nothing, and what it lacks first")
  func empty() throws {
    let badge = try read("{}")
    #expect(badge.finding.reason?.code == .notACredential)
    #expect(badge.id == nil && badge.title == nil && badge.issuer.id == nil && badge.achievement == nil)
    #expect(badge.recipients.count == 0 && badge.proofs.count == 0 && badge.statusEntries.count == 0)
  }

  @Test("Lists are cut, and counted")
  func lists() throws {
    let proofs = try read("{\"proof\":[\(Array(repeating: "{}", count: 500).joined(separator: ","))]}").proofs
    #expect(proofs.count == 500 && proofs.first.count == UnverifiedCredential.entryLimit)
    #expect(try read("{\"proof\":{\"type\":\"a\"}}").proofs.first.map(\.type) == ["a"])
    #expect(try read("{\"type\":\"A\"}").types.first == ["A"])
  }

  @Test("An identity counts as plain only where it says so")
  func recipients() throws {
    let badge = try read(
      """
      {"credentialSubject":[{"id":"did:example:a","identifier":[{"hashed":false,"identityHash":"a"},
       {"hashed":true,"identityHash":"b"},{"identityHash":"c"},{"hashed":"false","identityHash":"d"}]}]}
      """)
    #expect(badge.recipients.first.map(\.value) == ["did:example:a", "a", "b", "c", "d"])
    #expect(badge.recipients.first.map(\.isHashed) == [false, false, true, true, true])
    #expect(badge.recipients.count == 5)
  }

  @Test("The achievement's name comes before the credential's, and language values give their first text")
  func texts() throws {
    #expect(try read("{\"name\":\"outer\"}").title == "outer")
    #expect(
      try read("{\"name\":\"outer\",\"credentialSubject\":{\"achievement\":{\"name\":\"inner\"}}}").title == "inner")
    #expect(try read("{\"name\":[{\"@value\":\"eins\"},{\"@value\":\"one\"}]}").title == "eins")
    #expect(try read("{\"name\":[1,2]}").title == "[1,2]")
    #expect(try read("{\"issuer\":\"did:example:a\"}").issuer.id == "did:example:a")
    #expect(try read("{\"issuer\":{\"id\":\"did:example:a\",\"name\":\"A\"}}").issuer.name == "A")
  }
}
