import CanonicalJSON

@testable import Badge

/// Endorsements, learner's records and presentations.
extension Sample {
  static let achievementID = "https://example.org/achievements/teamwork"
  static let badgeID = "urn:uuid:11111111-2222-4333-8444-555555555555"

  /// An endorsement without a proof.
  static func unsignedEndorsement(
    of id: String, by label: String = "endorser", _ change: (inout JSONValue) -> Void = { _ in }
  ) throws -> JSONValue {
    var endorsement: JSONValue = [
      "@context": [
        "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
      ],
      "id": "urn:uuid:99999999-2222-4333-8444-555555555555",
      "type": ["VerifiableCredential", "EndorsementCredential"],
      "name": "Endorsement",
      "issuer": ["id": .string(try did(label)), "type": ["Profile"], "name": "Example Alliance"],
      "validFrom": "2026-01-15T09:00:00Z",
      "credentialSubject": [
        "id": .string(id), "type": ["EndorsementSubject"], "endorsementComment": "Well done.",
      ],
    ]
    change(&endorsement)
    return endorsement
  }

  static func endorsement(
    of id: String, by label: String = "endorser", _ suite: Cryptosuite = .eddsaJCS2022,
    _ change: (inout JSONValue) -> Void = { _ in }
  ) throws -> JSONValue {
    try sign(unsignedEndorsement(of: id, by: label, change), by: label, suite)
  }

  /// A learner's record with these credentials in it.
  static func learnerRecord(_ credentials: [JSONValue], _ suite: Cryptosuite = .eddsaJCS2022) throws -> JSONValue {
    let record: JSONValue = [
      "@context": [
        "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
      ],
      "id": "urn:uuid:77777777-2222-4333-8444-555555555555",
      "type": ["VerifiableCredential", "ClrCredential"],
      "name": "Record of Alice",
      "issuer": ["id": .string(try did("college")), "type": ["Profile"], "name": "Example College"],
      "validFrom": "2026-01-15T09:00:00Z",
      "credentialSubject": [
        "id": "did:example:alice", "type": ["ClrSubject"], "verifiableCredential": .array(credentials),
      ],
    ]
    return try sign(record, by: "college", suite)
  }
}

extension JSONValue {
  /// The verdict on it where every issuer is accepted.
  func verdictOfAnyIssuer(recipient: RecipientIdentity? = nil, at time: Instant = .noon) -> Verdict {
    Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), recipient: recipient).verify(serialized(), at: time)
  }
}
