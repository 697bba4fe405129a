import CanonicalJSON

@testable import Badge

/// Presentations of badges by a holder, the key `holder`.
extension Sample {
  static func badge(of number: Int = 1, to subject: String? = nil) throws -> JSONValue {
    var badge = try Sample.badge()
    badge["id"] = .string("urn:uuid:11111111-2222-4333-8444-00000000000\(number)")
    badge["credentialSubject"]?["id"] = .string(try subject ?? did("holder"))
    return badge
  }

  static func unsignedPresentation(
    _ credentials: [JSONValue], _ change: (inout JSONValue) throws -> Void = { _ in }
  ) throws -> JSONValue {
    var presentation: JSONValue = [
      "@context": ["https://www.w3.org/ns/credentials/v2"],
      "type": ["VerifiablePresentation"],
      "holder": .string(try did("holder")),
      "verifiableCredential": .array(credentials),
    ]
    try change(&presentation)
    return presentation
  }

  /// What the proof of a holder says of itself.
  static func holderOptions(
    _ suite: String = "eddsa-jcs-2022", by label: String = "holder", challenge: String? = "4711",
    domain: JSONValue? = nil
  ) throws -> JSONValue {
    var options: JSONValue = [
      "type": "DataIntegrityProof", "cryptosuite": .string(suite), "created": "2026-11-24T11:00:00Z",
      "verificationMethod": .string(try method(label)), "proofPurpose": "authentication",
    ]
    options["challenge"] = challenge.map { .string($0) }
    options["domain"] = domain
    return options
  }

  static func present(
    _ presentation: JSONValue, _ options: JSONValue? = nil, by label: String = "holder"
  ) throws -> JSONValue {
    var options = try options ?? holderOptions(by: label)
    var presentation = presentation
    if options["cryptosuite"] == "eddsa-jcs-2022" {
      options["@context"] = presentation["@context"]
      presentation["proof"] = try prove(presentation, options, by: label)
    } else {
      presentation["proof"] = try proveLinked(presentation, options, by: label)
    }
    return presentation
  }

  /// A signed presentation of badges.
  static func presentation(
    _ credentials: [JSONValue], _ change: (inout JSONValue) throws -> Void = { _ in }
  ) throws -> JSONValue {
    try present(unsignedPresentation(credentials, change))
  }

  static func enveloped(_ token: String) -> JSONValue {
    [
      "@context": "https://www.w3.org/ns/credentials/v2", "type": "EnvelopedVerifiableCredential",
      "id": .string("data:application/vc+jwt," + token),
    ]
  }
}

extension JSONValue {
  /// The verdict on a presentation where every issuer is accepted.
  func verdict(_ policy: PresentationPolicy, recipient: RecipientIdentity? = nil) -> Verdict {
    Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), recipient: recipient, presentations: policy)
      .verify(serialized(), at: .noon)
  }
}
