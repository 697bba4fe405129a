import Badge
import CanonicalJSON
import Signing

/// Results go here: work whose result nobody uses is optimised away, and then nothing is fuzzed.
nonisolated(unsafe) public var consumed = 0

/// The input as an array. The fuzzer owns the memory only during the call.
public func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
  Array(UnsafeBufferPointer(start: start, count: count))
}

/// What must hold whatever the input is; a violation is a crash that the fuzzer keeps. Where a value is needed further on,
/// targets call `fatalError` themselves, for the same reason.
public func expect(_ condition: Bool, _ rule: StaticString) {
  guard condition else { fatalError("\(rule)") }
}

public enum Samples {
  public static let time = Instant(seconds: 1_795_521_600)  // 2026-11-24T12:00:00Z

  /// A key that everybody has.
  public static func key() -> PrivateKey {
    var seed = SecretBytes(capacity: 32)
    for byte in UInt8(1)...32 { seed.append(byte) }
    guard let key = try? PrivateKey(seed: seed) else { fatalError("OpenSSL makes no key") }
    return key
  }

  public static let contexts: JSONValue = [
    "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
  ]

  /// A badge that the key of an issuer signed.
  public static func badge(issuer: String, verificationMethod: String) -> [UInt8] {
    let credential: JSONValue = [
      "@context": contexts, "id": "urn:uuid:00000000-0000-4000-8000-000000000000",
      "type": ["VerifiableCredential", "OpenBadgeCredential"],
      "issuer": ["id": .string(issuer), "type": ["Profile"], "name": "Example College"],
      "validFrom": "2026-01-01T00:00:00Z",
      "credentialSubject": [
        "id": "mailto:alice@example.org", "type": ["AchievementSubject"],
        "achievement": [
          "id": "urn:example:teamwork", "type": ["Achievement"], "name": "Teamwork", "description": "Worked in a team",
          "criteria": ["narrative": "Work in a team"],
        ],
      ],
    ]
    let options = ProofOptions(
      cryptosuite: .eddsaJCS2022, verificationMethod: verificationMethod, created: Instant(seconds: 1_790_000_000))
    guard let signed = try? DataIntegritySigner.sign(credential, options: options, with: key()) else {
      fatalError("the sample badge cannot be signed")
    }
    return signed.serialized()
  }

  /// The verdict as it is reported, which has to be JSON whatever the badge holds.
  public static func report(_ verdict: Verdict) -> [UInt8] {
    var report: [UInt8] = []
    VerdictReport(verdict, of: .init(name: "input", sha256: nil), at: time).append(to: &report)
    expect((try? JSONDocument(parsing: report)) != nil, "a report is JSON")
    return report
  }
}
