import CanonicalJSON
import LinkedData
import Signing

/// Whether the issuer's key signed the document: every proof is looked at, and one by the issuer has to hold.
struct ProofCheck {
  /// A proof may be dated this many seconds ahead of the verifier's clock, which clocks of two machines may differ by.
  static let clockTolerance: Int64 = 300

  /// One for each proof, in the order of the document.
  let reports: [ProofReport]
  private let decidingIndex: Int

  /// The proof that decides: the issuer's that holds, or the one that says best why none does.
  var deciding: ProofReport { reports[decidingIndex] }

  /// Why nobody vouches for what the names in the document mean: it brings definitions of its own, and the proof that
  /// decides covers what comes of them. Nil where it does not, and where the verifier's user takes them as they stand.
  let openMeaning: Reason?

  /// Checks all proofs of a credential.
  init(
    _ credential: CredentialModel, _ proofs: ProofSet, resolver: KeyResolver, contexts: KnownContexts,
    at time: Instant, using scratch: inout VerifierScratch
  ) {
    scratch.hasher.begin(contexts)
    if proofs.proofs.count == 1 {
      // Nearly every badge has one, and it builds on no other.
      reports = [Self.check(proofs, 0, of: credential, resolver, time, &scratch)]
      decidingIndex = 0
      openMeaning = Self.openMeaning(reports[0], resolver.trust, scratch.hasher.hasReadInlineContexts)
      return
    }
    var done: [ProofReport?] = Array(repeating: nil, count: proofs.proofs.count)
    // A proof comes after those that it names, so that their results are there when it needs them.
    while let next = done.indices.first(where: { i in
      done[i] == nil && proofs.previous(of: i).allSatisfy { done[$0] != nil }
    }) {
      var report = Self.check(proofs, next, of: credential, resolver, time, &scratch)
      if report.signature.isPassed {
        for previous in proofs.previous(of: next) { report.limit(by: done[previous]?.standing ?? .open) }
      }
      done[next] = report
    }
    reports = done.compactMap { $0 }
    decidingIndex = Self.decide(reports)
    openMeaning = Self.openMeaning(reports[decidingIndex], resolver.trust, scratch.hasher.hasReadInlineContexts)
  }

  private static func openMeaning(
    _ deciding: ProofReport, _ trust: TrustPolicy, _ hasReadInlineContexts: Bool
  ) -> Reason? {
    guard hasReadInlineContexts, deciding.signature.isPassed, deciding.embedded?.proof.suite?.isLinkedData ?? false,
      trust.inlineContexts == .deny
    else { return nil }
    return Reason(
      .inlineContext,
      "the badge defines names of its own under '@context', so only its maker says what they mean; "
        + "--allow-inline-contexts takes them as they stand", pointer: "/@context")
  }

  /// Whose key signed, and whether the signature holds by itself.
  private static func check(
    _ proofs: ProofSet, _ index: Int, of credential: CredentialModel, _ resolver: KeyResolver, _ time: Instant,
    _ scratch: inout VerifierScratch
  ) -> ProofReport {
    let document = credential.document
    let proof = proofs.proofs[index]
    func report(
      _ key: Finding.Result, _ signature: Finding.Result, isOthers: Bool = false, contexts: [ContextUse] = []
    ) -> ProofReport {
      ProofReport(
        key: key, signature: signature, isOthers: isOthers, contexts: contexts, document: document, proof: proof)
    }
    guard let name = proof.name else {
      let reason = Reason(
        .cryptosuiteNotSupported, "proofs of the suite '\(proof.suiteName(in: document))' are not implemented",
        pointer: document.pointer(to: proof.node))
      return report(.skipped(reason), .unknown(reason))
    }
    let key: VerificationKey
    let owner: Finding.Result
    var isOthers = false
    switch resolver.resolve(
      proof, issuer: credential.issuer, in: document, at: time, memo: &scratch.methods)
    {
    case .issuersKey(let found):
      key = found
      owner = .passed("the key is the issuer's")
    case .othersKey(let found, let reason):
      key = found
      owner = .failed(reason)
      isOthers = true
    case .failed(let reason, let isOthers) where Self.isForAnotherCurve(reason, name.suite):
      return report(.unknown(reason), .skipped(.earlierCheckFailed), isOthers: isOthers)
    case .failed(let reason, let isOthers):
      return report(.failed(reason), .skipped(.earlierCheckFailed), isOthers: isOthers)
    case .unknown(let reason): return report(.unknown(reason), .skipped(.earlierCheckFailed))
    }
    guard key.algorithm == name.suite.algorithm else {
      let reason = Reason(
        .keyTypeNotSupported, "proofs of the suite '\(name.text)' are not made with a key of \(key.kind)",
        pointer: (proof.verificationMethod).map { document.pointer(to: $0) })
      return report(.failed(reason), .skipped(.earlierCheckFailed), isOthers: isOthers)
    }
    do throws(Reason) {
      try checkTimes(proof, document, time)
      let contexts = try checkSignature(proof, name.suite, credential, proofs, index, key, &scratch)
      let note = scratch.notes.text(name, contexts, signedContexts(proof, name.suite, credential))
      return report(owner, .passed(note), isOthers: isOthers, contexts: contexts)
    } catch {
      // Without a context nothing is known of the document; everything else is a defect of it.
      let result: Finding.Result = error.code == .contextUnknown ? .unknown(error) : .failed(error)
      return report(owner, result, isOthers: isOthers)
    }
  }

  /// Whether the key is of a kind that a suite of ECDSA may have, P-384 as it is, and Badge does not check: no fault of the
  /// badge's.
  private static func isForAnotherCurve(_ reason: Reason, _ suite: Cryptosuite) -> Bool {
    reason.code == .keyTypeNotSupported && suite.algorithm == .es256
  }

  private static func checkTimes(
    _ proof: DataIntegrityProof, _ document: JSONDocument, _ time: Instant
  ) throws(Reason) {
    if let expires = proof.expires, time > expires {
      throw Reason(
        .proofExpired, "the proof expired on \(expires)", pointer: document.pointer(to: proof.node) + "/expires")
    }
    if let created = proof.created, created > time.adding(seconds: clockTolerance) {
      throw Reason(
        .proofFromTheFuture, "the proof is dated \(created), which is still to come",
        pointer: document.pointer(to: proof.node) + "/created")
    }
  }

  /// - Returns: the contexts that the proof holds under, where their URLs do not say all.
  private static func checkSignature(
    _ proof: DataIntegrityProof, _ suite: Cryptosuite, _ credential: CredentialModel, _ proofs: ProofSet,
    _ index: Int, _ key: VerificationKey, _ scratch: inout VerifierScratch
  ) throws(Reason) -> [ContextUse] {
    let document = credential.document
    let value = proof.proofValue ?? proof.node
    var signature: Signature?
    var defect = "it is no string"
    _ = document.withUTF8(of: value) { text in
      do throws(KeyError) {
        signature = try Signature(multibase: text)
      } catch {
        defect = error.message
      }
    }
    guard let signature else {
      throw Reason(
        .proofValueInvalid, "'proofValue' is no signature of the suite '\(suite.rawValue)': \(defect)",
        pointer: document.pointer(to: value))
    }
    let covered = CoveredDocument(
      document: document, proof: proof, previous: proofs.previousNodes(of: index),
      contextCount: credential.contextCount, hasSeveralProofs: proofs.proofs.count > 1)
    let defectOfNewest: Reason
    do throws(Reason) {
      try scratch.hasher.hash(covered, suite, edition: nil)
      let hashData = scratch.hasher.hashData
      if Self.holds(signature, hashData, key, &scratch) {
        return suite.isLinkedData ? scratch.hasher.contextUses(in: document) : []
      }
      defectOfNewest = Reason(
        .signatureInvalid, "the signature does not belong to this document and this key: one of them was changed",
        pointer: document.pointer(to: value))
    } catch {
      defectOfNewest = error
    }
    if suite.isLinkedData, !defectOfNewest.code.isLimit, defectOfNewest.code != .contextUnknown,
      let uses = otherUses(covered, suite, signature, key, &scratch)
    {
      return uses
    }
    throw defectOfNewest
  }

  private static func holds(
    _ signature: Signature, _ hashData: [UInt8], _ key: VerificationKey, _ scratch: inout VerifierScratch
  ) -> Bool {
    if case .ed25519(let key) = key { return scratch.signatures.verify(signature, of: hashData.span, by: key) }
    return signature.withBytes { scratch.signatures.verify($0, of: hashData.span, by: key) }
  }

  /// Publishers have changed contexts under their URLs: whoever signed before has signed what the older edition said.
  ///
  /// - Returns: the contexts with the first other edition, newest first, under which the signature holds; nil where it
  ///   holds under none.
  private static func otherUses(
    _ covered: CoveredDocument, _ suite: Cryptosuite, _ signature: Signature, _ key: VerificationKey,
    _ scratch: inout VerifierScratch
  ) -> [ContextUse]? {
    let uses = scratch.hasher.contextUses(in: covered.document)
    var tried = [scratch.hasher.hashData]
    for edition in scratch.hasher.otherEditions(for: uses) {
      do throws(Reason) {
        try scratch.hasher.hash(covered, suite, edition: edition)
      } catch {
        if error.code.isLimit { return nil }
        continue
      }
      let hashData = scratch.hasher.hashData
      // An edition that says the same of this document is no other document.
      if tried.contains(hashData) { continue }
      if Self.holds(signature, hashData, key, &scratch) {
        return uses.map { use in
          use.url.utf8.elementsEqual(edition.url.utf8)
            ? ContextUse(url: use.url, edition: edition.name, sha256: nil) : use
        }
      }
      tried.append(hashData)
    }
    return nil
  }

  /// How many contexts the proof covers, where that is not all of them: those that were appended after signing are no part
  /// of what a proof over the JSON text covers.
  private static func signedContexts(
    _ proof: DataIntegrityProof, _ suite: Cryptosuite, _ credential: CredentialModel
  ) -> Int? {
    let document = credential.document
    guard !suite.isLinkedData, let context = proof.context, let all = credential.members[.context] else {
      return nil
    }
    let signed = document.kind(of: context) == .array ? document.count(of: context) : 1
    return signed == document.count(of: all) ? nil : signed
  }

  /// The order of the proofs does not matter for the outcome: one that holds wins, then one of the issuer's that is
  /// broken, then one that cannot be checked, then others'.
  private static func decide(_ reports: [ProofReport]) -> Int {
    // There is at least one proof: a credential without any does not come this far.
    var best = 0
    for index in reports.indices where rank(reports[index]) < rank(reports[best]) { best = index }
    return best
  }

  private static func rank(_ report: ProofReport) -> Int {
    if report.key.isPassed, report.signature.isPassed { return 0 }
    // Whatever came out of somebody else's proof says nothing about the badge.
    if report.isOthers { return 3 }
    if case .failed = report.key { return 1 }
    if case .failed = report.signature { return 1 }
    return 2
  }
}

extension ProofReport {
  /// Whether a proof that builds on this one can still hold.
  fileprivate enum Standing {
    case holds, broken, open
  }

  /// Whose key it is does not matter to the proofs that build on this one.
  fileprivate var standing: Standing {
    switch signature {
    case .passed: return .holds
    case .failed: return .broken
    case .unknown: return .open
    case .skipped:
      // Without a key nothing was checked: that key is bad, or its owner's document is not known.
      if case .failed(let reason) = key, reason.code != .keyNotTheIssuers { return .broken }
      return .open
    }
  }

  /// "Any proof in that subset with a previousProof can only be considered verified if the proofs it references are also
  /// considered verified" (Data Integrity 1.0, section 4.5).
  fileprivate mutating func limit(by previous: Standing) {
    let pointer = embedded.map { $0.document.pointer(to: $0.proof.node) + "/previousProof" }
    switch previous {
    case .holds: return
    case .broken:
      signature = .failed(
        Reason(.previousProofFailed, "a proof that this one builds on does not hold", pointer: pointer))
    case .open:
      if case .failed = signature { return }
      signature = .unknown(
        Reason(.previousProofFailed, "a proof that this one builds on could not be checked", pointer: pointer))
    }
  }
}
