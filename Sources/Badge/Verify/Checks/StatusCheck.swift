import CanonicalJSON

/// Whether the credential is revoked or suspended. Status lists are not read yet: a credential that has one is never
/// taken for good.
enum StatusCheck {
  static func run(_ credential: CredentialModel) -> Finding.Result {
    guard credential.members[.credentialStatus] != nil else {
      return .passed("the badge has no status list; its issuer cannot revoke it")
    }
    return .unknown(
      Reason(
        .statusNotChecked,
        "the badge can be revoked, and whether it was is not known: status lists are not implemented yet",
        pointer: "/credentialStatus"))
  }
}
