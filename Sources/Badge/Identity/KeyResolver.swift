import CanonicalJSON
import Signing

/// From a proof's verification method to the key, and the proof that the key is the issuer's.
struct KeyResolver: Sendable {
  let documents: ControllerDocumentStore
  let trust: TrustPolicy

  enum Resolution {
    /// The issuer's key.
    case issuersKey(VerificationKey)
    /// A key of somebody else, who may have signed too; it says nothing for the issuer.
    case othersKey(VerificationKey, Reason)
    /// There is no key to check with. What is wrong with somebody else's proof is no fault of the issuer's.
    case failed(Reason, isOthers: Bool)
    /// The issuer's key is not known here.
    case unknown(Reason)
  }

  /// Resolves the verification method of a proof for an issuer at a moment.
  ///
  /// The key is the issuer's if the controller of the method is the issuer, as whole byte strings (Controlled Identifiers
  /// 1.0, section 3.3). The exceptions are a key that the trust file itself gives to the issuer, and one at an https URL
  /// that the issuer's own document gives to it.
  func resolve(
    _ proof: DataIntegrityProof, issuer: JSONDocument.Node, in document: JSONDocument, at time: Instant,
    memo: inout VerificationMethodMemo
  ) -> Resolution {
    guard let node = proof.verificationMethod,
      let method = document.withUTF8(of: node, { memo.method($0) }) ?? nil
    else {
      let reason = Reason(
        .verificationMethodInvalid, "'verificationMethod' has to be an absolute URL with a fragment",
        pointer: document.pointer(to: proof.verificationMethod ?? proof.node))
      return .failed(reason, isOthers: true)
    }
    // Data Integrity 1.0 section 4.3 step 4: the purpose of a credential's proof is to assert its claims.
    guard let purpose = proof.proofPurpose, document.isString(purpose, "assertionMethod") else {
      let reason = Reason(
        .purposeInvalid, "the 'proofPurpose' of a credential's proof has to be 'assertionMethod'",
        pointer: document.pointer(to: proof.proofPurpose ?? proof.node))
      let isIssuers = document.withUTF8(of: issuer) { method.isControlled(by: $0) } ?? false
      return .failed(reason, isOthers: !isIssuers)
    }
    return resolve(
      method, issuer: issuer, in: document, signed: proof.created, at: time, pointer: { document.pointer(to: node) })
  }

  /// Resolves a verification method, wherever it is named, for an issuer at a moment.
  ///
  /// - Parameters:
  ///   - issuer: the identifier of the issuer, a string of the document.
  ///   - signed: when the signature was made, where that is known.
  ///   - pointer: where the method is named, in the credential; nil where that is not within it.
  func resolve(
    _ method: VerificationMethodURL, issuer: JSONDocument.Node, in document: JSONDocument, signed: Instant?,
    at time: Instant, pointer: () -> String?
  ) -> Resolution {
    let entry = trust.isEmpty ? nil : document.withUTF8(of: issuer) { trust.issuer($0) } ?? nil
    var isIssuers = document.withUTF8(of: issuer) { method.isControlled(by: $0) } ?? false
    do throws(Reason) {
      let selfDescribed = try method.selfDescribedKey.get()
      if let accepted = entry?.key(method, selfDescribed) {
        isIssuers = true
        try entry?.check(accepted, at: time, created: signed)
        return .issuersKey(accepted.key)
      }
      let published: VerificationKey?
      if let selfDescribed {
        published = selfDescribed
      } else if !isIssuers, method.isOnTheWeb, let claimant = try claimant(of: method, issuer, document, entry, time) {
        isIssuers = true
        published = try documents.key(method, claimedBy: claimant, at: time)
      } else {
        published = try publishedKey(method, of: isIssuers ? entry : nil, at: time, created: signed)
      }
      guard isIssuers else {
        let reason = notTheIssuers(method, pointer: pointer())
        return published.map { .othersKey($0, reason) } ?? .failed(reason, isOthers: true)
      }
      let listed = entry?.keys ?? []
      if listed.isEmpty, let published { return .issuersKey(published) }
      // A key of the trust file without an id can be told only by the key itself.
      let nameless = listed.filter { $0.id == nil }
      if let accepted = nameless.first(where: { $0.key == published }) {
        try entry?.check(accepted, at: time, created: signed)
        return .issuersKey(accepted.key)
      }
      guard published == nil, listed.isEmpty || !nameless.isEmpty else {
        throw Reason(.keyNotAccepted, "the trust file lists the keys of this issuer, and this is none of them")
      }
      return .unknown(unknownKeys(of: method, pointer: pointer()))
    } catch {
      var reason = error
      if reason.pointer == nil { reason.pointer = pointer() }
      return .failed(reason, isOthers: !isIssuers)
    }
  }

  /// The issuer's document, where it claims a method of its own host whose URL does not say whose it is. Where the URL has
  /// a document of its own that has the method, that one decides.
  private func claimant(
    of method: VerificationMethodURL, _ issuer: JSONDocument.Node, _ document: JSONDocument, _ entry: TrustedIssuer?,
    _ time: Instant
  ) throws(Reason) -> ControllerDocument? {
    if try documents.document(for: method.controller)?.holds(method) ?? false { return nil }
    guard let id = document.text(at: issuer), method.hasOrigin(of: id) else { return nil }
    var own = entry?.document(at: time)
    if own == nil { own = try documents.document(for: Array(id.utf8)) }
    return own.flatMap { $0.claims(method) ? $0 : nil }
  }

  /// The key that a DID or controller document gives to a method; nil where no document is known.
  private func publishedKey(
    _ method: VerificationMethodURL, of entry: TrustedIssuer?, at time: Instant, created: Instant?
  ) throws(Reason) -> VerificationKey? {
    if let entry, entry.hasDocuments { return try entry.publishedKey(method, at: time, created: created) }
    return try documents.key(method, at: time)
  }

  private func unknownKeys(of method: VerificationMethodURL, pointer: String?) -> Reason {
    Reason(
      .verificationMethodUnknown,
      "the keys of '\(method.controllerText)' are not known here; give its DID or controller document with "
        + "--did-documents, or this key with its id in the trust file", pointer: pointer)
  }

  private func notTheIssuers(_ method: VerificationMethodURL, pointer: String?) -> Reason {
    Reason(
      .keyNotTheIssuers, "the key belongs to '\(method.controllerText)', not to the issuer", pointer: pointer)
  }
}
