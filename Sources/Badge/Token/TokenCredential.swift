import CanonicalJSON

/// The credential in a token, and the claims beside it.
///
/// The credential is taken from one place. In the form of Open Badges 3.0 and of VC-JOSE-COSE the payload is the
/// credential; in that of data model 1.1 (VCDM 1.1, section 6.3.1) it is the claim `vc`, whose members `issuer`, `id`,
/// `credentialSubject.id` and the dates may have been left to the claims that stand for them.
struct TokenCredential: Sendable {
  /// What the signature covers, as a credential: the payload's own bytes, those of `vc`, or `vc` with the members put in
  /// that the claims stand for.
  let document: JSONDocument
  let claims: TokenClaims
  /// Where the payload has the members of a token for selective disclosure (RFC 9901): what its digests stand for, an end or
  /// a status maybe, is not in it.
  let withheld: Reason?
  private let isInClaim: Bool
  private let kind: TokenHeader.Kind

  /// - Throws: a `Reason` for a payload that is no JSON object, has claims of another kind, or holds two credentials.
  init(_ token: SignedToken, reader: inout JSONReader) throws(Reason) {
    let payload = try Self.read(token.payload, &reader)
    guard payload.kind(of: payload.root) == .object else {
      throw Reason(.notACredential, "the token's payload has to be a JSON object", pointer: "")
    }
    claims = try TokenClaims(payload)
    withheld = Self.withheld(token.payload)
    kind = token.header.kind
    guard let vc = payload.member("vc", of: payload.root) else {
      isInClaim = false
      document = payload
      try Self.checkHoldsOne(payload)
      return
    }
    isInClaim = true
    try Self.checkIsAlone(payload, token.header)
    guard payload.kind(of: vc) == .object else {
      throw Reason(.claimInvalid, "the claim 'vc' of the token has to be an object")
    }
    if Self.isComplete(vc, of: payload, claims) {
      document = try Self.read(payload.text(ofMember: vc), &reader)
    } else {
      var credential = JSONValue(payload, at: vc)
      credential.take(claims)
      document = try Self.read(credential.serialized(), &reader)
    }
  }

  /// The issuer signed the text, so nobody else can spell the names otherwise.
  private static func withheld(_ payload: [UInt8]) -> Reason? {
    let text = payload.span
    for at in text.indices where text[at] == UInt8(ascii: "_") && at > 0 && text[at - 1] == UInt8(ascii: "\"") {
      let rest = text.extracting(droppingFirst: at)
      guard isName("_sd\"", rest) || isName("_sd_alg\"", rest) else { continue }
      return Reason(
        .claimsWithheld,
        "the token leaves members out for its holder to disclose ('_sd'), and such tokens are not read")
    }
    return nil
  }

  /// Whether a text starts with a name, and goes on with a colon as names of members do.
  private static func isName(_ name: StaticString, _ text: Span<UInt8>) -> Bool {
    guard URLSyntax.startsWith(text, name) else { return false }
    var at = name.utf8CodeUnitCount
    while at < text.count, [0x20, 0x0A, 0x0D, 0x09].contains(text[at]) { at += 1 }
    return at < text.count && text[at] == UInt8(ascii: ":")
  }

  private static func read(_ bytes: [UInt8], _ reader: inout JSONReader) throws(Reason) -> JSONDocument {
    do throws(JSONError) {
      return try reader.read(bytes)
    } catch {
      throw Reason(
        .jsonInvalid,
        "the token's payload is no JSON: \(error.explanation), at byte \(error.offset) "
          + "(\(error.code.rawValue))")
    }
  }

  /// Members of a credential beside a credential: some readers would show the one, and some the other.
  private static func checkIsAlone(_ payload: JSONDocument, _ header: TokenHeader) throws(Reason) {
    for name in members where payload.member(name, of: payload.root) != nil {
      throw Reason(
        .claimAmbiguous, "the token has a credential in its claim 'vc' and '\(name)' of another one beside it")
    }
    // VC-JOSE-COSE 1.0, section 3.1.3: "The JWT Claim Names vc and vp MUST NOT be present."
    guard header.kind != .credential else {
      throw Reason(.claimAmbiguous, "a token of the type '\(header.typeName ?? "")' has no claim 'vc'")
    }
  }

  /// VC-JOSE-COSE 1.0, section 3.1.3, of a payload that is a credential. A payload that is none is judged as what it is.
  private static func checkHoldsOne(_ payload: JSONDocument) throws(Reason) {
    guard payload.member("vp", of: payload.root) == nil || payload.member("credentialSubject", of: payload.root) == nil
    else { throw Reason(.claimAmbiguous, "the token is a credential and has the claim 'vp' of a presentation") }
  }

  private static let members: [StaticString] = [
    "@context", "type", "id", "issuer", "credentialSubject", "credentialStatus", "validFrom", "validUntil",
    "issuanceDate", "expirationDate", "name", "proof", "vp", "verifiableCredential",
  ]

  /// Whether no claim stands for a member that `vc` does not have.
  private static func isComplete(_ vc: JSONDocument.Node, of payload: JSONDocument, _ claims: TokenClaims) -> Bool {
    func has(_ name: StaticString, _ node: JSONDocument.Node?) -> Bool {
      node.flatMap { payload.member(name, of: $0) } != nil
    }
    let issuer = payload.member("issuer", of: vc)
    let subject = payload.member("credentialSubject", of: vc)
    let hasIssuer = issuer.map { payload.kind(of: $0) != .object || has("id", $0) } ?? false
    let hasSubject = subject.map { payload.kind(of: $0) != .object || has("id", $0) } ?? true
    return (claims.issuer == nil || hasIssuer) && (claims.id == nil || has("id", vc))
      && (claims.subject == nil || hasSubject)
      && (claims.notBefore == nil || has("validFrom", vc) || has("issuanceDate", vc))
      && (claims.expires == nil || has("validUntil", vc) || has("expirationDate", vc))
  }

  /// Checks the claims against the credential's model.
  ///
  /// - Throws: a `Reason` with `claim_mismatch`, `claim_missing` or `audience_not_ours`.
  func check(_ model: CredentialModel, _ header: TokenHeader) throws(Reason) {
    try claims.check(
      model, header: header, areRequired: areClaimsRequired, datesAreTheCredentials: areDatesTheCredentials)
  }

  /// Open Badges asks for the claims; VC-JOSE-COSE, under whose rules a token without any of them stands, does not.
  private var areClaimsRequired: Bool { isInClaim || (kind != .credential && !claims.isWithoutOpenBadgeClaims) }

  /// VC-JOSE-COSE 1.0, section 3.1.3: `iat` and `exp` are about the signature, not about the credential.
  private var areDatesTheCredentials: Bool { areClaimsRequired }

  /// When the token was signed, as it says itself: `iat`; or else its first moment.
  var signed: Instant? { claims.issuedAt ?? claims.notBefore }

  /// The moment from which the credential is no longer valid where the token alone says so.
  var end: Instant? { areDatesTheCredentials ? claims.expires : nil }
}

extension JSONValue {
  /// Puts in what is missing in a credential and a claim stands for (VCDM 1.1, section 6.3.1, "JWT Decoding").
  fileprivate mutating func take(_ claims: TokenClaims) {
    func put(_ text: String?, _ name: String, into object: inout JSONValue) {
      if let text, object[name] == nil { object[name] = .string(text) }
    }
    if case .object? = self["issuer"], var profile = self["issuer"] {
      put(claims.issuer, "id", into: &profile)
      self["issuer"] = profile
    } else {
      put(claims.issuer, "issuer", into: &self)
    }
    put(claims.id, "id", into: &self)
    let isVersion1 = self["@context"].map(Self.isVersion1) ?? false
    if self["validFrom"] == nil {
      put(claims.notBefore?.description, isVersion1 ? "issuanceDate" : "validFrom", into: &self)
    }
    if self["validUntil"] == nil {
      put(claims.expires?.description, isVersion1 ? "expirationDate" : "validUntil", into: &self)
    }
    if case .object? = self["credentialSubject"], var subject = self["credentialSubject"] {
      put(claims.subject, "id", into: &subject)
      self["credentialSubject"] = subject
    }
  }

  private static func isVersion1(_ contexts: JSONValue) -> Bool {
    let first: JSONValue? = if case .array(let values) = contexts { values.first } else { contexts }
    guard case .string(let text)? = first else { return false }
    return text.utf8.elementsEqual(DataModel.version1.context.description.utf8)
  }
}

extension JSONDocument {
  /// The text of an object that is a member of the root, from its opening bracket to its closing one.
  fileprivate func text(ofMember object: Node) -> [UInt8] {
    var last: Node?
    for member in members(of: root) { last = member.value }
    // Behind the last member stands the bracket of the root.
    var brackets = last == object ? 2 : 1
    return withSource(of: object) { source in
      var end = source.count
      while end > 0 {
        if source[end - 1] == UInt8(ascii: "}") { brackets -= 1 }
        if brackets == 0 { break }
        end -= 1
      }
      return [UInt8](capacity: end) { JSONText.append(written: source.extracting(..<end), to: &$0) }
    }
  }
}
