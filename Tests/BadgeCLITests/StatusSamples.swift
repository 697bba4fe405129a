import Badge
import CanonicalJSON
import Foundation
import Signing

/// Lists and badges with a status by the key of `keys-sample/issuer.pem`'s kind: throw-away, from a fixed seed.
enum StatusSample {
  static let url = "https://example.org/status/1"
  static let suspensionURL = "https://example.org/status/2"
  static let date = Instant("2026-11-23T08:00:00Z")!
  static let at = "2026-11-24T12:00:00Z"

  static func key(_ label: String = "issuer") throws -> PrivateKey {
    let seed = HashAlgorithm.sha256.digest(of: Array("badge command tests: \(label)".utf8))
    return try PrivateKey(seed: SecretBytes(copying: seed.span))
  }

  static func did(_ label: String = "issuer") throws -> String { "did:key:\(try key(label).publicKey.multikey)" }

  static func list(
    _ url: String = url, purpose: StatusPurpose = .revocation, set: [Int] = [], date: Instant = date,
    by label: String = "issuer"
  ) throws -> Data {
    var bits = try StatusBits()
    for index in set { bits.set(1, at: index) }
    let request = StatusListIssuer.Request(
      url: url, purposes: [purpose], bits: bits, time: date, description: "Edition 7")
    return Data(try StatusListIssuer().issue(request, with: key(label)))
  }

  static func badge(index: Int = 5, lists: [String] = [url]) throws -> Data {
    let template = try CredentialTemplate(
      parsing: Array(
        """
        {"credentialSubject":{"achievement":{"id":"https://example.org/a","type":["Achievement"],"name":"Teamwork",
        "description":"Works well with others.","criteria":{"narrative":"Finish a project."}}}}
        """.utf8))
    let entries = lists.map {
      StatusListEntry(
        purpose: $0 == suspensionURL ? .suspension : .revocation, statusListCredential: $0, statusListIndex: index)
    }
    let request = CredentialIssuer.Request(
      id: "urn:uuid:11111111-2222-4333-8444-555555555555",
      recipient: RecipientIdentity(type: "emailAddress", value: "alice@example.org"),
      time: Instant("2026-01-15T09:00:00Z")!, statusEntries: entries)
    return Data(try CredentialIssuer().issue(template.filled(with: [:]), request, with: key()))
  }
}
