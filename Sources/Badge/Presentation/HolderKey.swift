import CanonicalJSON
import Signing

extension KeyResolver {
  /// Resolves the verification method of a proof for whoever has to have signed a document.
  func resolve(
    _ proof: DataIntegrityProof, of secured: SecuredDocument, at time: Instant, memo: inout VerificationMethodMemo
  ) -> Resolution {
    switch secured.signer {
    case .issuer(let issuer):
      return resolve(proof, issuer: issuer, in: secured.document, at: time, memo: &memo)
    case .holder(let holder):
      return resolve(proof, holder: holder, in: secured.document, at: time, memo: &memo)
    }
  }

  /// Resolves the verification method of a presentation's proof.
  ///
  /// The key is the holder's if its controller is the holder and has it for `authentication` (Data Integrity 1.0, section
  /// 4.3; Controlled Identifiers 1.0, section 2.3.1). Keys that the trust file lists are for issuing; a document in it
  /// counts as any other does.
  private func resolve(
    _ proof: DataIntegrityProof, holder: String?, in document: JSONDocument, at time: Instant,
    memo: inout VerificationMethodMemo
  ) -> Resolution {
    let node = proof.verificationMethod
    guard let node, let method = document.withUTF8(of: node, { memo.method($0) }) ?? nil else {
      let reason = Reason(
        .verificationMethodInvalid, "'verificationMethod' has to be an absolute URL with a fragment",
        pointer: document.pointer(to: node ?? proof.node))
      return .failed(reason, isOthers: true)
    }
    guard let purpose = proof.proofPurpose, document.isString(purpose, "authentication") else {
      let reason = Reason(
        .purposeInvalid, "the 'proofPurpose' of a presentation's proof has to be 'authentication'",
        pointer: document.pointer(to: proof.proofPurpose ?? proof.node))
      return .failed(reason, isOthers: false)
    }
    return resolve(method, holder: holder, at: time) { document.pointer(to: node) }
  }

  /// Resolves a verification method, wherever it is named, for the holder of a presentation.
  ///
  /// - Parameter holder: the identifier; nil for whoever controls the key.
  func resolve(
    _ method: VerificationMethodURL, holder: String?, at time: Instant, pointer: () -> String?
  ) -> Resolution {
    let isHolders = holder.map { method.isControlled(by: Array($0.utf8).span) } ?? true
    do throws(Reason) {
      let published: VerificationKey?
      if let selfDescribed = try method.selfDescribedKey.get() {
        published = selfDescribed
      } else {
        published = try publishedKey(method, at: time)
      }
      guard isHolders else {
        let reason = Reason(
          .keyNotTheHolders, "the key belongs to '\(method.controllerText)', not to the holder", pointer: pointer())
        return published.map { .othersKey($0, reason) } ?? .failed(reason, isOthers: true)
      }
      guard let published else {
        return .unknown(
          Reason(
            .verificationMethodUnknown,
            "the keys of '\(method.controllerText)' are not known here; give its DID or controller document with "
              + "--did-documents", pointer: pointer()))
      }
      return .issuersKey(published)
    } catch {
      var reason = error
      if reason.pointer == nil { reason.pointer = pointer() }
      return .failed(reason, isOthers: !isHolders)
    }
  }

  /// The key that a document gives to a method for authentication; nil where no document is known.
  private func publishedKey(_ method: VerificationMethodURL, at time: Instant) throws(Reason) -> VerificationKey? {
    let controller = Array(method.controller)
    if let entry = trust.issuer(controller.span), entry.hasDocuments { return try entry.holdersKey(method, at: time) }
    return try documents.key(method, for: .authentication, at: time)
  }
}
