import CanonicalJSON

/// The registered claims of a token (RFC 7519, section 4.1) that say something of the credential in it.
struct TokenClaims: Sendable {
  let issuer: String?
  let subject: String?
  let id: String?
  /// `nbf`: the token is not to be accepted before.
  let notBefore: Instant?
  /// `exp`: the token is not to be accepted at that moment or later.
  let expires: Instant?
  /// `iat`: when it was signed.
  let issuedAt: Instant?
  /// Somebody whom the token is meant for.
  let hasAudience: Bool

  /// - Parameter payload: a JSON object.
  /// - Throws: a `Reason` with `claim_invalid` for one of another kind.
  init(_ payload: JSONDocument) throws(Reason) {
    let reader = Reader(payload)
    issuer = try reader.text("iss")
    subject = try reader.text("sub")
    id = try reader.text("jti")
    notBefore = try reader.date("nbf")
    expires = try reader.date("exp")
    issuedAt = try reader.date("iat")
    hasAudience = payload.member("aud", of: payload.root) != nil
  }

  /// None of those is there that Open Badges asks for.
  var isWithoutOpenBadgeClaims: Bool { issuer == nil && subject == nil && id == nil && notBefore == nil }

  private struct Reader {
    let document: JSONDocument

    init(_ document: JSONDocument) {
      self.document = document
    }

    func text(_ name: StaticString) throws(Reason) -> String? {
      guard let node = document.member(name, of: document.root) else { return nil }
      guard let text = document.text(at: node) else {
        throw Reason(.claimInvalid, "the claim '\(name)' of the token has to be a string")
      }
      return text
    }

    /// NumericDate: seconds since 1970, which may have a fraction.
    func date(_ name: StaticString) throws(Reason) -> Instant? {
      guard let node = document.member(name, of: document.root) else { return nil }
      // As far as the dates of credentials go: from the year -9999 to 9999.
      guard let number = document.number(at: node), abs(number) < 253_402_300_800 else {
        throw Reason(.claimInvalid, "the claim '\(name)' of the token has to be a number of seconds since 1970")
      }
      let seconds = number.rounded(.down)
      return Instant(seconds: Int64(seconds), nanoseconds: Int32((number - seconds) * 1e9))
    }
  }
}

extension TokenClaims {
  /// Compares what the token's claims say with what the credential in it says. What is said twice has to be the same.
  ///
  /// - Parameters:
  ///   - areRequired: whether the claims have to be there for what the credential has (Open Badges 3.0, section 8.2.6.1).
  ///   - datesAreTheCredentials: whether `nbf` and `exp` mean the validity of the credential; else that of the signature.
  /// - Throws: a `Reason` with `claim_mismatch` or `claim_missing`.
  func check(
    _ credential: CredentialModel, header: TokenHeader, areRequired: Bool, datesAreTheCredentials: Bool
  ) throws(Reason) {
    let document = credential.document
    try compare("iss", issuer, credential.issuer, document, "the issuer's identifier", areRequired)
    if let repeated = header.issuer, !document.isString(credential.issuer, bytes: repeated) {
      throw Self.mismatch("iss", "the issuer's identifier", document.pointer(to: credential.issuer), "header")
    }
    try compare("jti", id, credential.members[.id], document, "the credential's 'id'", areRequired)
    let subject = document.member("id", of: credential.subject)
    try compare("sub", self.subject, subject, document, "the subject's 'id'", areRequired)
    guard datesAreTheCredentials else { return }
    let period = credential.period
    try compare("nbf", notBefore, period.from, document, period.fromNode, "the start of its validity", areRequired)
    // "exp … MUST be used to set the value of validUntil": where the credential has none, the token's end is its own.
    try compare("exp", expires, period.until, document, period.untilNode, "the end of its validity", areRequired)
  }

  private func compare(
    _ name: StaticString, _ claim: String?, _ node: JSONDocument.Node?, _ document: JSONDocument, _ what: String,
    _ isRequired: Bool
  ) throws(Reason) {
    guard let node else { return }
    guard let claim else {
      guard isRequired else { return }
      throw Self.missing(name, what, document.pointer(to: node))
    }
    guard document.isString(node, bytes: claim) else {
      throw Self.mismatch(name, what, document.pointer(to: node), "claim")
    }
  }

  /// Whole seconds are compared: a NumericDate mostly has no fraction, and the credential's date may have one.
  private func compare(
    _ name: StaticString, _ claim: Instant?, _ date: Instant?, _ document: JSONDocument, _ node: JSONDocument.Node?,
    _ what: String, _ isRequired: Bool
  ) throws(Reason) {
    guard let date else { return }
    let pointer = node.map { document.pointer(to: $0) } ?? ""
    guard let claim else {
      guard isRequired else { return }
      throw Self.missing(name, what, pointer)
    }
    guard claim.seconds == date.seconds else { throw Self.mismatch(name, what, pointer, "claim") }
  }

  private static func mismatch(
    _ name: StaticString, _ what: String, _ pointer: String, _ place: String
  ) -> Reason {
    Reason(.claimMismatch, "the \(place) '\(name)' of the token is not \(what) in the credential", pointer: pointer)
  }

  private static func missing(_ name: StaticString, _ what: String, _ pointer: String) -> Reason {
    Reason(
      .claimMissing, "the token needs the claim '\(name)', which repeats \(what) (Open Badges 3.0)", pointer: pointer)
  }

  /// Whether the time lies within the validity of the token itself (RFC 7519, sections 4.1.4 and 4.1.5).
  ///
  /// - Throws: a `Reason` with `expired` or `not_yet_valid`.
  func checkPeriod(at time: Instant) throws(Reason) {
    if let expires, time >= expires {
      throw Reason(.expired, "the token expired on \(expires) (its claim 'exp')")
    }
    if let notBefore, time < notBefore {
      throw Reason(.notYetValid, "the token is valid only from \(notBefore) (its claim 'nbf')")
    }
  }
}

extension JSONDocument {
  /// Whether a string has these bytes.
  func isString(_ node: Node, bytes text: String) -> Bool {
    var text = text
    return text.withUTF8 { text in
      withUTF8(of: node) { $0.isSame(as: unsafe Span(_unsafeElements: text)) } ?? false
    }
  }
}
