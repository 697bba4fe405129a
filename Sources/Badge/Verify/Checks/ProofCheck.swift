import CanonicalJSON
import Signing

/// Whether the issuer's key signed the document: every proof is looked at, and one by the issuer has to hold.
struct ProofCheck {
  /// A proof may be dated this many seconds ahead of the verifier's clock, which clocks of two machines may differ by.
  static let clockTolerance: Int64 = 300

  private(set) var reports: [ProofReport] = []
  /// The proof that decides: the issuer's that holds, or the one that says best why none does.
  private(set) var deciding = 0

  /// Checks all proofs of a credential.
  init(
    _ credential: CredentialModel, _ proofs: ProofSet, resolver: KeyResolver, at time: Instant,
    using scratch: inout VerifierScratch
  ) {
    scratch.hasher.begin()
    // A proof comes after those that it names, so that their results are there when it needs them.
    var results: [Result?] = Array(repeating: nil, count: proofs.proofs.count)
    while let next = results.indices.first(where: { i in
      results[i] == nil && proofs.previous[i].allSatisfy { results[$0] != nil }
    }) {
      results[next] = Self.check(
        next, of: credential, proofs, previous: proofs.previous[next].compactMap { results[$0] }, resolver, time,
        &scratch)
    }
    let known = results.compactMap { $0 }
    deciding = Self.decide(known)
    reports = zip(proofs.proofs, known).map { Self.report($0, $1, credential.document) }
  }

  private struct Result {
    var key: Finding.Result
    var signature: Finding.Result
    /// Somebody else than the issuer signed; whatever came out says nothing about the badge.
    var isOthers = false

    var holds: Bool { key.isPassed && signature.isPassed }

    /// Whether a proof that builds on this one can still hold. Whose key it is does not matter for that.
    var standing: Standing {
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
  }

  private enum Standing {
    case holds, broken, open
  }

  private static func check(
    _ index: Int, of credential: CredentialModel, _ proofs: ProofSet, previous: [Result],
    _ resolver: KeyResolver, _ time: Instant, _ scratch: inout VerifierScratch
  ) -> Result {
    let document = credential.document
    let proof = proofs.proofs[index]
    guard proof.suite != nil else {
      let reason = Reason(
        .cryptosuiteNotSupported, "proofs of the suite '\(suiteName(proof, document))' are not implemented",
        pointer: document.pointer(to: proof.node))
      return Result(key: .skipped(reason), signature: .unknown(reason))
    }
    var result: Result
    let key: PublicKey
    switch resolver.resolve(proof, issuer: credential.issuer, in: document, at: time) {
    case .issuersKey(let found):
      key = found
      result = Result(key: .passed("the key is the issuer's"), signature: .passed(""))
    case .othersKey(let found, let reason):
      key = found
      result = Result(key: .failed(reason), signature: .passed(""), isOthers: true)
    case .failed(let reason, let isOthers):
      return Result(key: .failed(reason), signature: .skipped(.earlierCheckFailed), isOthers: isOthers)
    case .unknown(let reason):
      return Result(key: .unknown(reason), signature: .skipped(.earlierCheckFailed))
    }
    do throws(Reason) {
      try checkTimes(proof, document, time)
      try checkSignature(proof, credential, proofs, index, key, &scratch)
      result.signature = try checkPrevious(previous, proof, document)
    } catch {
      result.signature = .failed(error)
    }
    return result
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

  private static func checkSignature(
    _ proof: DataIntegrityProof, _ credential: CredentialModel, _ proofs: ProofSet, _ index: Int, _ key: PublicKey,
    _ scratch: inout VerifierScratch
  ) throws(Reason) {
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
        .proofValueInvalid, "'proofValue' is no Ed25519 signature: \(defect)", pointer: document.pointer(to: value))
    }
    try scratch.hasher.hash(
      document, proof: proof, previous: proofs.previousNodes(of: index), contextCount: credential.contextCount,
      hasSeveralProofs: proofs.proofs.count > 1)
    let hashData = scratch.hasher.hashData
    guard scratch.signatures.verify(signature, of: hashData.span, by: key) else {
      throw Reason(
        .signatureInvalid, "the signature does not belong to this document and this key: one of them was changed",
        pointer: document.pointer(to: value))
    }
  }

  /// "Any proof in that subset with a previousProof can only be considered verified if the proofs it references are also
  /// considered verified" (Data Integrity 1.0, section 4.5).
  private static func checkPrevious(
    _ previous: [Result], _ proof: DataIntegrityProof, _ document: JSONDocument
  ) throws(Reason) -> Finding.Result {
    guard !previous.contains(where: { $0.standing == .broken }) else {
      throw Reason(
        .previousProofFailed, "a proof that this one builds on does not hold",
        pointer: document.pointer(to: proof.node) + "/previousProof")
    }
    guard previous.allSatisfy({ $0.standing == .holds }) else {
      return .unknown(
        Reason(
          .previousProofFailed, "a proof that this one builds on could not be checked",
          pointer: document.pointer(to: proof.node) + "/previousProof"))
    }
    return .passed(note(proof, document))
  }

  /// What was signed, for the report. Contexts that were appended after signing are no part of it.
  private static func note(_ proof: DataIntegrityProof, _ document: JSONDocument) -> String {
    let name = suiteName(proof, document)
    guard let context = proof.context, let all = document.member("@context", of: document.root) else { return name }
    let signed = document.kind(of: context) == .array ? document.count(of: context) : 1
    return signed == document.count(of: all) ? name : "\(name), over the first \(signed) contexts and no further ones"
  }

  /// The order of the proofs does not matter for the outcome: one that holds wins, then one of the issuer's that is
  /// broken, then one that cannot be checked, then others'.
  private static func decide(_ results: [Result]) -> Int {
    func rank(_ result: Result) -> Int {
      if result.holds { return 0 }
      if result.isOthers { return 3 }
      if case .failed = result.key { return 1 }
      if case .failed = result.signature { return 1 }
      return 2
    }
    return results.indices.min { rank(results[$0]) < rank(results[$1]) } ?? 0
  }

  private static func report(
    _ proof: DataIntegrityProof, _ result: Result, _ document: JSONDocument
  ) -> ProofReport {
    ProofReport(
      key: result.key, signature: result.signature, cryptosuite: suiteName(proof, document),
      verificationMethod: proof.verificationMethod.flatMap { document.text(at: $0) }, created: proof.created)
  }

  private static func suiteName(_ proof: DataIntegrityProof, _ document: JSONDocument) -> String {
    if let suite = proof.suite { return suite.rawValue }
    let name = document.member("cryptosuite", of: proof.node) ?? document.member("type", of: proof.node)
    return name.flatMap { document.text(at: $0) } ?? ""
  }
}
