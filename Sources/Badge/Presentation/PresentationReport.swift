/// What a presentation says of itself beside the credentials in it (Verifiable Credentials Data Model 2.0, section 4.13).
///
/// Its verdict has the eight findings that a badge's has, over the presentation and each credential in it: those of key
/// and signature are the holder's first, and every one passes only if it passed for each credential.
public struct PresentationReport: Sendable {
  /// The identifier of whoever presents the credentials; nil where the presentation names nobody.
  public let holder: String?
  /// Whether the holder's key signed the presentation. What ``holder`` and the others say is anybody's word without.
  public let isAuthentic: Bool
  /// What the verifier had asked the holder to sign, as the proof has it.
  public let challenge: String?
  /// For whom the proof was made, as it says.
  public let domains: [String]
  /// The credentials in it, also those beyond ``NestedVerdict/limit``.
  public let count: Int

  init(holder: String?, isAuthentic: Bool, challenge: String?, domains: [String], count: Int) {
    self.holder = holder
    self.isAuthentic = isAuthentic
    self.challenge = challenge
    self.domains = domains
    self.count = count
  }
}
