import CanonicalJSON
import Signing

/// A presentation in a token: the payload itself (VC-JOSE-COSE 1.0, section 3.1.2), or its claim `vp` (Verifiable
/// Credentials Data Model 1.1, section 6.3.1).
struct TokenPresentation {
  let document: JSONDocument
  let claims: TokenClaims
  let terms: PresentationTerms

  /// Nil for a token that says in no way that it holds one.
  ///
  /// - Throws: a `Reason` for a payload that holds two things, or claims of another kind.
  init?(_ token: SignedToken, reader: inout JSONReader) throws(Reason) {
    guard let payload = try? JSONDocument(parsing: token.payload), payload.kind(of: payload.root) == .object else {
      return nil
    }
    let claim = payload.member("vp", of: payload.root)
    guard claim != nil || token.header.isPresentation || PresentationModel.isOne(payload) else { return nil }
    claims = try TokenClaims(payload)
    terms = PresentationTerms(challenge: try Self.text("nonce", payload), domains: try Self.texts("aud", payload))
    guard let claim else {
      document = payload
      return
    }
    for name in ["@context", "type", "verifiableCredential", "holder", "proof", "vc"] as [StaticString]
    where payload.member(name, of: payload.root) != nil {
      throw Reason(.claimAmbiguous, "the token has a presentation in its claim 'vp' and '\(name)' beside it")
    }
    // VC-JOSE-COSE 1.0, section 3.1.3: "The JWT Claim Names vc and vp MUST NOT be present."
    guard !token.header.isPresentation else {
      throw Reason(.claimAmbiguous, "a token of the type '\(token.header.typeName ?? "")' has no claim 'vp'")
    }
    guard payload.kind(of: claim) == .object else {
      throw Reason(.claimInvalid, "the claim 'vp' of the token has to be an object")
    }
    do throws(JSONError) {
      document = try reader.read(payload.credentialBytes(of: claim))
    } catch {
      throw Reason(.jsonInvalid, "the claim 'vp' of the token is no JSON: \(error.explanation)")
    }
  }

  private static func text(_ name: StaticString, _ payload: JSONDocument) throws(Reason) -> String? {
    guard let node = payload.member(name, of: payload.root) else { return nil }
    guard let text = payload.text(at: node) else {
      throw Reason(.claimInvalid, "the claim '\(name)' of the token has to be a string")
    }
    return text
  }

  /// A string, or an array of strings (RFC 7519, section 4.1.3).
  private static func texts(_ name: StaticString, _ payload: JSONDocument) throws(Reason) -> [String] {
    guard let node = payload.member(name, of: payload.root), payload.kind(of: node) == .array else {
      return try text(name, payload).map { [$0] } ?? []
    }
    let texts = payload.elements(of: node).map { payload.text(at: $0) }
    guard !texts.contains(nil) else {
      throw Reason(.claimInvalid, "the claim '\(name)' of the token has to hold strings")
    }
    return texts.compactMap(\.self)
  }
}

extension TokenHeader {
  /// Whether `typ` says that the token is a presentation by the rules of VC-JOSE-COSE 1.0, or of its drafts.
  var isPresentation: Bool {
    var type = typeName.map { RecipientCheck.lowercased($0) } ?? ""
    if type.hasPrefix("application/") { type.removeFirst("application/".count) }
    return ["vp+jwt", "vp+ld+jwt", "vp+ld+json+jwt"].contains(type)
  }
}

extension Verifier {
  /// Verifies a presentation in a token, and each credential in it by itself; nil where the token holds none.
  func verifyPresentation(
    _ token: SignedToken, format note: String, at time: Instant, using scratch: inout VerifierScratch
  ) -> Verdict? {
    let model: PresentationModel
    let proof: HolderProof
    do throws(Reason) {
      guard let content = try TokenPresentation(token, reader: &scratch.reader) else { return nil }
      model = try PresentationModel(content.document)
      proof = try check(token, content, model, at: time, &scratch)
    } catch {
      return .presentation(.passed(note), defect: error)
    }
    return verify(model, proof, format: note, at: time, using: &scratch)
  }

  /// Whether the holder's key signed the token.
  ///
  /// - Throws: a `Reason` for claims that are not what the presentation says.
  private func check(
    _ token: SignedToken, _ content: TokenPresentation, _ model: PresentationModel, at time: Instant,
    _ scratch: inout VerifierScratch
  ) throws(Reason) -> HolderProof {
    let holder = try holder(content, model)
    let header = token.header
    let claims = content.claims
    func proof(
      _ key: Finding.Result, _ signature: Finding.Result, _ method: String? = nil
    ) -> HolderProof {
      let report = ProofReport(
        key: key, signature: signature, isOthers: false,
        token: TokenProof(header, claims, verificationMethod: method))
      return HolderProof(
        key: key, signature: signature, reports: [report],
        holder: holder ?? method.map { String($0.prefix { $0 != "#" }) }, challenge: content.terms.challenge,
        domains: content.terms.domains)
    }
    guard case .allowed(let algorithm) = header.algorithm else {
      let isRefused = header.algorithm == .refused
      return proof(
        .skipped(header.algorithmReason), isRefused ? .failed(header.algorithmReason) : .unknown(header.algorithmReason)
      )
    }
    guard header.kind == .unstated || header.isPresentation else {
      let reason = Reason(
        .tokenTypeNotSupported, "tokens of the type '\(header.typeName ?? "")' are not read as presentations")
      return proof(.skipped(reason), .unknown(reason))
    }
    guard let name = Self.keyName(header, holder), let method = VerificationMethodURL(Array(name.utf8).span) else {
      let reason = Reason(
        .verificationMethodInvalid,
        "the token does not say which key of the holder's signed it: its header needs a 'kid' that is the URL of one")
      return proof(.failed(reason), .skipped(.earlierCheckFailed))
    }
    let key: VerificationKey
    switch KeyResolver(documents: documents, trust: trust)
      .resolve(method, holder: holder, at: time, pointer: { nil })
    {
    case .issuersKey(let found): key = found
    case .othersKey(_, let reason), .failed(let reason, _):
      return proof(.failed(reason), .skipped(.earlierCheckFailed), name)
    case .unknown(let reason): return proof(.unknown(reason), .skipped(.earlierCheckFailed), name)
    }
    guard key.algorithm == algorithm else {
      let reason = Reason(
        .algorithmMismatch,
        "the token says that it is signed with \(algorithm.rawValue), and the holder's key is for "
          + key.algorithm.rawValue)
      return proof(.failed(reason), .skipped(.earlierCheckFailed), name)
    }
    if let shown = header.key, (try? shown.get()) != key {
      let reason = Reason(.keyNotTheHolders, "the key in the token's header ('jwk') is not the holder's")
      return proof(.failed(reason), .skipped(.earlierCheckFailed), name)
    }
    let owner = Finding.Result.passed(SecuredDocument.Signer.holder(holder).ownership)
    guard token.isSigned(by: key, using: &scratch.signatures) else {
      let reason = Reason(
        .signatureInvalid, "the signature does not belong to this token and this key: one of them was changed")
      return proof(owner, .failed(reason), name)
    }
    do throws(Reason) {
      try claims.checkPeriod(at: time)
    } catch {
      return proof(owner, .failed(error), name)
    }
    if let signed = claims.issuedAt, signed > time.adding(seconds: ProofCheck.clockTolerance) {
      let reason = Reason(
        .proofFromTheFuture, "the token is dated \(signed) (its claim 'iat'), which is still to come")
      return proof(owner, .failed(reason), name)
    }
    let note = Finding.Result.passed("JSON Web Token, \(key.algorithm.rawValue)")
    return proof(owner, presentations.judge(note, content.terms), name)
  }

  /// `iss` stands for the holder, and `jti` for the identifier of the presentation (VCDM 1.1, section 6.3.1): what is said
  /// twice has to be the same.
  private func holder(_ content: TokenPresentation, _ model: PresentationModel) throws(Reason) -> String? {
    let document = content.document
    let named = model.holder.flatMap { document.text(at: $0) }
    if let named, let issuer = content.claims.issuer, !named.utf8.elementsEqual(issuer.utf8) {
      throw Reason(
        .claimMismatch, "the claim 'iss' of the token is not the holder in the presentation", pointer: "/holder")
    }
    let id = document.member("id", of: document.root)
    if let id, let claim = content.claims.id, !document.isString(id, bytes: claim) {
      throw Reason(.claimMismatch, "the claim 'jti' of the token is not the presentation's 'id'", pointer: "/id")
    }
    return named ?? content.claims.issuer
  }

  /// The URL of the key: `kid`, whole or within the holder's document; without one the only key of a DID that is one.
  private static func keyName(_ header: TokenHeader, _ holder: String?) -> String? {
    if let name = header.keyID, !(holder.map { $0.utf8.elementsEqual(name.utf8) } ?? false) {
      if URLSyntax.isAbsolute(name) { return name }
      return holder.map { name.utf8.first == UInt8(ascii: "#") ? $0 + name : $0 + "#" + name }
    }
    guard let holder else { return nil }
    if holder.hasPrefix("did:key:") { return holder + "#" + holder.dropFirst(8) }
    return holder.hasPrefix("did:jwk:") ? holder + "#0" : nil
  }
}
