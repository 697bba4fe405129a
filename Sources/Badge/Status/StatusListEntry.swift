import CanonicalJSON

/// Where the status of a new credential will be found: one entry of its `credentialStatus` (Bitstring Status List 1.0,
/// section 2.1).
public struct StatusListEntry: Hashable, Sendable {
  public var purpose: StatusPurpose
  /// The URL of the list, `statusListCredential`.
  public var statusListCredential: String
  /// The credential's place in the list, from 0.
  public var statusListIndex: Int
  /// A URL that names the entry itself; it must not be that of the list. None is needed.
  public var id: String?
  /// For entries of several bits, and for the purpose `message`: one message for each value, that of 0 first.
  public var messages: [String]
  /// A URL that explains the messages.
  public var reference: String?

  public init(
    purpose: StatusPurpose, statusListCredential: String, statusListIndex: Int, id: String? = nil,
    messages: [String] = [], reference: String? = nil
  ) {
    self.purpose = purpose
    self.statusListCredential = statusListCredential
    self.statusListIndex = statusListIndex
    self.id = id
    self.messages = messages
    self.reference = reference
  }

  /// Bits of the entry: 1, or as many as its messages need.
  public var statusSize: Int {
    messages.count <= 2 ? 1 : Int.bitWidth - (messages.count - 1).leadingZeroBitCount
  }

  var json: JSONValue {
    var value: JSONValue = [:]
    if let id { value["id"] = .string(id) }
    value["type"] = "BitstringStatusListEntry"
    value["statusPurpose"] = .string(purpose.name)
    value["statusListIndex"] = .string(String(statusListIndex))
    value["statusListCredential"] = .string(statusListCredential)
    if statusSize > 1 { value["statusSize"] = .number(Double(statusSize)) }
    if !messages.isEmpty { value["statusMessage"] = Self.json(messages) }
    if let reference { value["statusReference"] = .string(reference) }
    return value
  }

  /// One object for each value, with its message; `undefined` is the specification's word where there is none.
  static func json(_ messages: [String]) -> JSONValue {
    var count = 2
    while count < messages.count { count *= 2 }
    return .array(
      (0..<count).map { value in
        [
          "status": .string("0x" + String(value, radix: 16)),
          "message": .string(value < messages.count ? messages[value] : "undefined"),
        ]
      })
  }
}
