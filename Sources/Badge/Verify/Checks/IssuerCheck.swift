import CanonicalJSON

/// Whether somebody that the verifier trusts vouches for the issuer.
enum IssuerCheck {
  static func run(
    _ credential: CredentialModel, _ decision: TrustPolicy.Decision, trust: TrustPolicy, at time: Instant
  ) -> Finding.Result {
    let document = credential.document
    switch decision {
    case .vouched(let issuer):
      guard let file = trust.trustFile else { return .passed(issuer.name) }
      // What an old bundle says of an issuer, and of its keys, need not be so any more.
      if case .refused(let reason) = file.freshness(at: time) { return .unknown(reason) }
      return .passed("\(issuer.name) (\(file.place(at: time)))")
    case .named: return .passed("asked for by its identifier; its name is only claimed")
    case .unvouched: return .passed("holds the key to its identifier; nobody vouches for its name")
    case .untrusted:
      let id = document.text(at: credential.issuer) ?? ""
      return .unknown(
        Reason(
          .issuerNotTrusted, "nothing here vouches for the issuer '\(id)'; name it with --issuer or in a trust file",
          pointer: document.pointer(to: credential.issuer)))
    }
  }
}
