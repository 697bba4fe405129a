/// What the bits of a status list mean (Bitstring Status List 1.0, section 2.1 "statusPurpose").
public enum StatusPurpose: Hashable, Sendable {
  /// A value other than 0 cancels the credential, for good.
  case revocation
  /// A value other than 0 forbids to accept the credential, for a time.
  case suspension
  /// A value other than 0 says that the credential's refresh service has a newer one; it invalidates nothing.
  case refresh
  /// The value stands for one of the messages in the credential's entry.
  case message
  /// A purpose that the specification does not define.
  case other(String)

  public init(_ name: String) {
    switch name {
    case _ where name.utf8.elementsEqual("revocation".utf8): self = .revocation
    case _ where name.utf8.elementsEqual("suspension".utf8): self = .suspension
    case _ where name.utf8.elementsEqual("refresh".utf8): self = .refresh
    case _ where name.utf8.elementsEqual("message".utf8): self = .message
    default: self = .other(name)
    }
  }

  /// The purpose as it stands in credentials.
  public var name: String {
    switch self {
    case .revocation: "revocation"
    case .suspension: "suspension"
    case .refresh: "refresh"
    case .message: "message"
    case .other(let name): name
    }
  }

  // Names are compared as bytes: Swift's strings would call some different ones equal.

  public static func == (a: StatusPurpose, b: StatusPurpose) -> Bool {
    switch (a, b) {
    case (.revocation, .revocation), (.suspension, .suspension), (.refresh, .refresh), (.message, .message): true
    case (.other(let a), .other(let b)): a.utf8.elementsEqual(b.utf8)
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) { for byte in name.utf8 { hasher.combine(byte) } }
}
