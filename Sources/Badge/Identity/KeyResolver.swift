import CanonicalJSON
import Signing

/// From a proof's verification method to the key, and the proof that the key is the issuer's.
struct KeyResolver: Sendable {
  let documents: ControllerDocumentStore
  let trust: TrustPolicy

  enum Resolution {
    /// The issuer's key.
    case issuersKey(PublicKey)
    /// A key of somebody else, who may have signed too; it says nothing for the issuer.
    case othersKey(PublicKey, Reason)
    case failed(Reason)
    case unknown(Reason)
  }

  /// Resolves the verification method of a proof for an issuer at a moment.
  ///
  /// The key is the issuer's if the controller of the method is the issuer, as whole byte strings (Controlled Identifiers
  /// 1.0, section 3.3). The one exception is a key that the trust file itself gives to the issuer.
  func resolve(
    _ proof: DataIntegrityProof, issuer: JSONDocument.Node, in document: JSONDocument, at time: Instant,
    memo: inout VerificationMethodMemo
  ) -> Resolution {
    // Data Integrity 1.0 section 4.3 step 4: the purpose of a credential's proof is to assert its claims.
    guard let purpose = proof.proofPurpose, document.isString(purpose, "assertionMethod") else {
      return .failed(
        Reason(
          .purposeInvalid, "the 'proofPurpose' of a credential's proof has to be 'assertionMethod'",
          pointer: document.pointer(to: proof.proofPurpose ?? proof.node)))
    }
    do throws(Reason) {
      return try resolveMethod(proof, issuer: issuer, in: document, at: time, memo: &memo)
    } catch {
      var reason = error
      if reason.pointer == nil { reason.pointer = document.pointer(to: proof.verificationMethod ?? proof.node) }
      return .failed(reason)
    }
  }

  private func resolveMethod(
    _ proof: DataIntegrityProof, issuer: JSONDocument.Node, in document: JSONDocument, at time: Instant,
    memo: inout VerificationMethodMemo
  ) throws(Reason) -> Resolution {
    let read = proof.verificationMethod.flatMap { node in
      document.withUTF8(of: node) { text in Result { () throws(Reason) in try memo.read(text) } }
    }
    guard let (method, selfDescribed) = try read?.get() else {
      throw Reason(.verificationMethodInvalid, "the proof names no verification method")
    }
    let trusted = trust.isEmpty ? nil : document.withUTF8(of: issuer) { trust.issuer($0) } ?? nil
    let isIssuers = document.withUTF8(of: issuer) { method.isControlled(by: $0) } ?? false
    if let trusted, let accepted = trusted.key(method, selfDescribed) {
      try accepted.check(at: time, created: proof.created)
      return .issuersKey(accepted.key)
    }
    if isIssuers, let trusted, !trusted.keys.isEmpty {
      throw Reason(.keyNotAccepted, "the trust file lists the keys of this issuer, and this is none of them")
    }
    let key: PublicKey
    if let selfDescribed {
      key = selfDescribed
    } else {
      if method.controller.starts(with: "did:web:".utf8),
        !DIDSyntax.isSoundWebDID(Array(method.controller).span)
      {
        throw Reason(.verificationMethodInvalid, "this is no sound did:web identifier")
      }
      guard method.controller.starts(with: "did:".utf8) || method.controller.starts(with: "https:".utf8) else {
        guard isIssuers else { throw notTheIssuers(method) }
        return .unknown(
          Reason(
            .verificationMethodUnknown,
            "the keys of '\(method.controllerText)' cannot be known: only DIDs and https URLs name keys here",
            pointer: proof.verificationMethod.map { document.pointer(to: $0) }))
      }
      var found = isIssuers ? trusted?.controllerDocument : nil
      if found == nil { found = try documents.document(for: method.controller) }
      guard let found else {
        guard isIssuers else { throw notTheIssuers(method) }
        return .unknown(
          Reason(
            .verificationMethodUnknown,
            "the keys of '\(method.controllerText)' are not known here; give its DID or controller document with "
              + "--did-documents, or its key in the trust file",
            pointer: proof.verificationMethod.map { document.pointer(to: $0) }))
      }
      key = try found.key(method, at: time)
    }
    return isIssuers ? .issuersKey(key) : .othersKey(key, notTheIssuers(method))
  }

  private func notTheIssuers(_ method: VerificationMethodURL) -> Reason {
    Reason(.keyNotTheIssuers, "the key belongs to '\(method.controllerText)', not to the issuer")
  }
}
