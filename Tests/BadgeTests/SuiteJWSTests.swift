import CanonicalJSON
import Foundation
import Signing
import Testing

@testable import Badge

/// Wycheproof's `json_web_signature_test.json`.
struct SuiteJWSTests {
  private static let path = "wycheproof/json_web_signature_test.json"

  struct Case: Sendable {
    var id: Int
    var comment: String
    var text: String
    var isValid: Bool
    var group: String
    /// Nil where the group's key is none that is read.
    var key: VerificationKey?
  }

  static func cases() throws -> [Case] {
    let document = try JSONDocument(parsing: try Files.conformance(path))
    var cases: [Case] = []
    for group in document.elements(of: try #require(document.member("testGroups", of: document.root))) {
      let name = document.member("comment", of: group).flatMap { document.text(at: $0) } ?? ""
      let key = document.member("public", of: group).flatMap { try? VerificationKey(jwk: $0, of: document) }
      for test in document.elements(of: try #require(document.member("tests", of: group))) {
        let jws = try #require(document.member("jws", of: test))
        // One test has the JSON serialisation in place of the compact one.
        let text = document.text(at: jws) ?? String(decoding: JSONValue(document, at: jws).serialized(), as: UTF8.self)
        cases.append(
          Case(
            id: Int(document.member("tcId", of: test).flatMap { document.number(at: $0) } ?? 0),
            comment: document.member("comment", of: test).flatMap { document.text(at: $0) } ?? "", text: text,
            isValid: document.member("result", of: test).map { document.isString($0, "valid") } ?? false, group: name,
            key: key))
      }
    }
    return cases
  }

  /// Whether the signature is taken: the header's algorithm is that of the key, and the key's signature holds.
  private func isAccepted(_ test: Case) -> Bool {
    var memo = TokenHeaderMemo()
    var checker = SignatureChecker()
    guard let key = test.key, let token = try? SignedToken(Array(test.text.utf8), memo: &memo),
      token.header.algorithm == .allowed(key.algorithm)
    else { return false }
    return token.isSigned(by: key, using: &checker)
  }

  @Test(.enabled(if: Files.hasConformance(path), Files.howToGetConformance))
  func `Every invalid signature is refused`() throws {
    var count = 0
    for test in try Self.cases() where !test.isValid {
      count += 1
      #expect(!isAccepted(test), "test \(test.id), \(test.comment)")
    }
    #expect(count == 355)
  }

  /// Of the others the key or the algorithm is none that badges are signed with: HMAC, RSA with SHA-384 and SHA-512,
  /// RSASSA-PSS, P-521.
  @Test(.enabled(if: Files.hasConformance(path), Files.howToGetConformance))
  func `Every valid signature of EdDSA, ES256 and RS256 is accepted`() throws {
    var accepted: [String: Int] = [:]
    var others: [String: Int] = [:]
    for test in try Self.cases() where test.isValid {
      let algorithm = JSONValue.header(of: test.text)?["alg"]?.text ?? ""
      if ["EdDSA", "ES256", "RS256"].contains(algorithm) {
        #expect(isAccepted(test), "test \(test.id), \(test.comment)")
        accepted[algorithm, default: 0] += 1
      } else {
        #expect(!isAccepted(test), "test \(test.id), \(test.comment)")
        others[algorithm, default: 0] += 1
      }
    }
    #expect(accepted == ["ES256": 2, "RS256": 8])
    #expect(others.keys.sorted() == ["ES512", "HS256", "PS256", "PS384", "PS512", "RS384", "RS512"])
  }
}

extension JSONValue {
  /// The header of a token, read without any strictness.
  fileprivate static func header(of token: String) -> JSONValue? {
    var text = String(
      token.prefix { $0 != "." }.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
    )
    .replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
    while text.utf8.count % 4 != 0 { text += "=" }
    guard let data = Data(base64Encoded: text) else { return nil }
    return try? JSONValue(JSONDocument(parsing: [UInt8](data)))
  }
}
