import Foundation
import Signing
import Testing

/// The public Ed25519 suites. Each count is the suite's own or was measured with an independent strict verifier.
@Suite(.enabled(if: Suites.arePresent, Comment(rawValue: Suites.howToGet)))
struct SuiteEd25519Tests {
  /// Whether the library accepts, by the plain path and by a checker that has seen other signatures, which must agree.
  private func accepts(
    _ key: String, _ signature: String, _ message: [UInt8], _ checker: inout SignatureChecker
  ) -> Bool {
    guard let key = try? PublicKey([UInt8](hex: key)),
      let signature = try? Signature([UInt8](hex: signature))
    else { return false }
    let plain = key.verify(signature, of: message)
    let checked = checker.verify(signature, of: message, by: key)
    #expect(checked == plain)
    return plain
  }

  @Test("RFC 8032 section 7.1: signing gives the published signatures, and they verify")
  func rfc8032() throws {
    struct Row: Decodable { var priv, pub, msg, sig: String }
    let rows: [Row] = try json(Suites.conformance.appending(path: "ed25519/rfc8032-ed25519.json"))
    #expect(rows.count == 4)
    for row in rows {
      let key = try PrivateKey(seed: [UInt8](hex: row.priv))
      let message = [UInt8](hex: row.msg)
      #expect(key.publicKey.bytes.hex == row.pub)
      #expect(try key.sign(message).bytes.hex == row.sig)
    }
  }

  @Test("Wycheproof: 88 valid accepted, 63 invalid refused")
  func wycheproof() throws {
    struct File: Decodable {
      struct Group: Decodable {
        struct Key: Decodable { var pk: String }
        struct Row: Decodable {
          var tcId: Int
          var msg, sig, result: String
        }
        var publicKey: Key
        var tests: [Row]
      }
      var testGroups: [Group]
    }
    let file: File = try json(Suites.conformance.appending(path: "wycheproof/ed25519_test.json"))
    var checker = SignatureChecker()
    var asExpected = 0
    for group in file.testGroups {
      for row in group.tests {
        let accepted = accepts(group.publicKey.pk, row.sig, [UInt8](hex: row.msg), &checker)
        #expect(accepted == (row.result == "valid"), "test \(row.tcId)")
        asExpected += accepted == (row.result == "valid") ? 1 : 0
      }
    }
    #expect(asExpected == 151)
  }

  @Test("CCTV: of 914 edge cases exactly the 86 without non-canonical or small-order parts are accepted")
  func cctv() throws {
    struct Row: Decodable {
      var key, sig, msg: String
      var flags: [String]?
    }
    let rows: [Row] = try json(Suites.security.appending(path: "ed25519/cctv-ed25519vectors.json"))
    #expect(rows.count == 914)
    let ruledOut: Set = ["non_canonical_A", "non_canonical_R", "low_order_residue", "low_order_A"]
    var checker = SignatureChecker()
    var accepted = 0
    for row in rows {
      let result = accepts(row.key, row.sig, Array(row.msg.utf8), &checker)
      #expect(result == ruledOut.isDisjoint(with: row.flags ?? []))
      accepted += result ? 1 : 0
    }
    #expect(accepted == 86)
  }

  @Test("Speccheck: cases 2 and 3 alone are accepted")
  func speccheck() throws {
    struct Row: Decodable {
      enum CodingKeys: String, CodingKey {
        case message, signature
        case publicKey = "pub_key"
      }
      var message, publicKey, signature: String
    }
    let rows: [Row] = try json(Suites.security.appending(path: "ed25519/speccheck-cases.json"))
    var checker = SignatureChecker()
    let pattern = rows.map { row in
      accepts(row.publicKey, row.signature, [UInt8](hex: row.message), &checker) ? "V" : "X"
    }
    #expect(pattern.joined() == "XXVVXXXXXXXX")
  }
}
