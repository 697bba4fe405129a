/// What is asked of presentations beside the badges in them.
public struct PresentationPolicy: Hashable, Sendable {
  /// What the verifier had asked the holder to sign, so that nobody can hand in an old presentation again; nil where
  /// nothing was asked.
  public var challenge: String?
  /// For whom the presentation has to be made; nil where that is not asked.
  public var domain: String?
  /// Who has to have made it; nil where that is not asked.
  public var holder: String?
  /// Whether presentations are taken that nobody signed: parcels of badges.
  public var unsigned: UnsignedPresentations

  public enum UnsignedPresentations: Sendable {
    case allow, deny
  }

  public init(
    challenge: String? = nil, domain: String? = nil, holder: String? = nil, unsigned: UnsignedPresentations = .deny
  ) {
    self.challenge = challenge
    self.domain = domain
    self.holder = holder
    self.unsigned = unsigned
  }

  /// Whether something is asked that only a signed presentation can have.
  public var asksForHolder: Bool { challenge != nil || domain != nil || holder != nil }
}
