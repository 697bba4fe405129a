import Foundation
import Testing

@testable import Signing

/// The Wycheproof suites for ECDSA with P-256 and RSA PKCS#1 v1.5, with SHA-256 both.
@Suite(.enabled(if: Suites.arePresent, Comment(rawValue: Suites.howToGet)))
struct SuiteWycheproofTests {
  private struct File: Decodable {
    struct Group: Decodable {
      struct Key: Decodable { var uncompressed: String? }
      struct Row: Decodable {
        var tcId: Int
        var comment, msg, sig, result: String
      }
      var publicKey: Key
      var publicKeyDer: String
      var tests: [Row]
    }
    var testGroups: [Group]
  }

  private func rows(
    _ name: String, _ body: (VerificationKey, File.Group, File.Group.Row) throws -> Void
  ) throws {
    let file: File = try json(Suites.conformance.appending(path: "wycheproof/\(name).json"))
    for group in file.testGroups {
      let key = try VerificationKey(spki: [UInt8](hex: group.publicKeyDer))
      for row in group.tests { try body(key, group, row) }
    }
  }

  /// Whether the library accepts, by the plain path and by a checker that has seen other signatures, which must agree.
  private func accepts(
    _ key: VerificationKey, _ row: File.Group.Row, _ checker: inout SignatureChecker
  ) -> Bool {
    let (signature, message) = ([UInt8](hex: row.sig), [UInt8](hex: row.msg))
    let plain = key.verify(signature, of: message)
    #expect(checker.verify(signature, of: message, by: key) == plain)
    return plain
  }

  @Test("P-256, r and s side by side: every test comes out as the suite says")
  func p1363() throws {
    var checker = SignatureChecker()
    var counts: [String: Int] = [:]
    try rows("ecdsa_secp256r1_sha256_p1363_test") { key, group, row in
      let accepted = accepts(key, row, &checker)
      #expect(accepted == (row.result == "valid"), "test \(row.tcId), \(row.comment)")
      counts[row.result, default: 0] += 1
    }
    #expect(counts == ["valid": 173, "invalid": 89])
  }

  @Test("P-256 in DER, the form that goes to OpenSSL: every test comes out as the suite says")
  func der() throws {
    var counts: [String: Int] = [:]
    try rows("ecdsa_secp256r1_sha256_test") { key, group, row in
      let context = try #require(DigestVerificationContext(for: key))
      let (signature, message) = ([UInt8](hex: row.sig), [UInt8](hex: row.msg))
      let accepted = context.verify(raw: signature.span, of: message.span)
      #expect(accepted == (row.result == "valid"), "test \(row.tcId), \(row.comment)")
      counts[row.result, default: 0] += 1
      // What OpenSSL takes in DER and fits in 32 bytes each is the same signature side by side.
      if accepted {
        let plain = try ECDSASignature(der: signature.span).bytes
        #expect(key.verify(plain, of: message), "test \(row.tcId)")
      }
    }
    #expect(counts == ["valid": 174, "invalid": 310])
  }

  @Test("RSA of 2048 bits: every invalid signature is refused, every valid one accepted")
  func rsa() throws {
    var checker = SignatureChecker()
    var counts: [String: Int] = [:]
    try rows("rsa_signature_2048_sha256_test") { key, group, row in
      let accepted = accepts(key, row, &checker)
      // A DigestInfo without the NULL parameters, which the suite leaves open, is not what RFC 8017 section 9.2 has.
      #expect(accepted == (row.result == "valid"), "test \(row.tcId), \(row.comment)")
      counts[row.result, default: 0] += 1
    }
    #expect(counts == ["valid": 9, "invalid": 249, "acceptable": 1])
  }
}
