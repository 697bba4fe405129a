import CanonicalJSON
import Signing

@testable import Badge

/// Badges with a status, and the lists that have it.
extension Sample {
  static let suspensionURL = "https://example.org/status/4"
  static let index = 70_001
  static let listDate = Instant("2026-11-23T08:00:00Z" as StaticString)

  static func entry(
    _ purpose: String = "revocation", list: String = listURL, index: String = "\(index)"
  ) -> JSONValue {
    [
      "type": "BitstringStatusListEntry", "statusPurpose": .string(purpose), "statusListIndex": .string(index),
      "statusListCredential": .string(list),
    ]
  }

  static func suspension(index: String = "\(index)") -> JSONValue {
    entry("suspension", list: suspensionURL, index: index)
  }

  static func badge(status: JSONValue) throws -> JSONValue {
    var badge = try Sample.badge()
    badge["credentialStatus"] = status
    return try sign(badge)
  }

  /// A list without a proof, of one bit for each entry.
  static func unsignedList(
    _ url: String = listURL, purpose: JSONValue = "revocation", set indexes: [Int] = [],
    bits: StatusBits? = nil, issuer: String? = nil
  ) throws -> JSONValue {
    var values = try bits ?? StatusBits()
    for index in indexes { values.set(1, at: index) }
    return [
      "@context": ["https://www.w3.org/ns/credentials/v2"],
      "id": .string(url),
      "type": ["VerifiableCredential", "BitstringStatusListCredential"],
      "issuer": .string(try issuer ?? did()),
      "validFrom": .string(listDate.description),
      "credentialSubject": [
        "id": .string(url + "#list"), "type": "BitstringStatusList", "statusPurpose": purpose,
        "encodedList": .string(values.encoded()),
      ],
    ]
  }

  static func list(
    _ url: String = listURL, purpose: JSONValue = "revocation", set indexes: [Int] = [], by label: String = "issuer",
    _ change: (inout JSONValue) throws -> Void = { _ in }
  ) throws -> JSONValue {
    var list = try unsignedList(url, purpose: purpose, set: indexes, issuer: did(label))
    try change(&list)
    return try sign(list, by: label)
  }

  static func suspensionList(set indexes: [Int] = []) throws -> JSONValue {
    try list(suspensionURL, purpose: "suspension", set: indexes)
  }
}

extension JSONValue {
  /// The verdict on the badge with these lists at hand.
  func verdict(
    lists: [JSONValue], trust: TrustPolicy = TrustPolicy(unvouchedIssuers: .allow), minimumLength: Int = 131_072,
    memory: (any StatusListMemory)? = nil, at time: Instant = .noon
  ) -> Verdict {
    let store = StatusListStore(lists.map { $0.serialized() }, minimumLength: minimumLength, memory: memory)
    return Verifier(trust: trust, statusLists: store).verify(serialized(), at: time)
  }
}

extension Verdict {
  var statusCode: Reason.Code? { self[.status].reason?.code }

  var statusText: String? {
    if case .passed(let text) = self[.status] { text } else { nil }
  }
}
