import CanonicalJSON

/// What became of a presentation's own proof.
struct HolderProof {
  let key: Finding.Result
  let signature: Finding.Result
  let reports: [ProofReport]
  /// The identifier of whoever signed, or says that they did.
  let holder: String?
  let challenge: String?
  let domains: [String]

  /// Whether the holder's key signed.
  var holds: Bool { key.isPassed && signature.isPassed }
}

extension Verifier {
  /// Verifies a presentation with proofs in it, and each credential in it by itself; or what is in an envelope, a token
  /// with the one or the other. Nil for a document that is none of them.
  func verifyPresentation(
    _ document: JSONDocument, format note: String, at time: Instant, using scratch: inout VerifierScratch
  ) -> Verdict? {
    if let content = Envelope.content(document.root, in: document) {
      return verifyEnveloped(document, content, at: time, &scratch)
    }
    guard PresentationModel.isOne(document) else { return nil }
    let model: PresentationModel
    let proof: HolderProof
    do throws(Reason) {
      model = try PresentationModel(document)
      proof = try checkProofs(of: model, at: time, &scratch)
    } catch {
      return .presentation(.passed(note), defect: error)
    }
    return verify(model, proof, format: note, at: time, using: &scratch)
  }

  /// Verifies the credentials of a presentation, and puts all together.
  func verify(
    _ model: PresentationModel, _ proof: HolderProof, format note: String, at time: Instant,
    using scratch: inout VerifierScratch
  ) -> Verdict {
    let nested = verifyNested(model.credentials, of: model.document, at: time, using: &scratch)
    let tally = PresentationTally(
      policy: presentations, recipient: recipient, proof: proof, nested: nested)
    var verdict = Verdict(findings: tally.findings(note), proofs: proof.reports, authentic: nil, verified: nil)
    verdict.outcome = tally.outcome(verdict.findings)
    verdict.nested = nested
    verdict.nestedCount = model.credentials.count
    verdict.presentation = PresentationReport(
      holder: proof.holder, isAuthentic: proof.holds, challenge: proof.challenge, domains: proof.domains,
      count: model.credentials.count)
    return verdict
  }

  /// What is in an envelope is a token, and so no further one.
  private func verifyEnveloped(
    _ document: JSONDocument, _ content: Envelope.Content, at time: Instant, _ scratch: inout VerifierScratch
  ) -> Verdict {
    do throws(Reason) {
      let token = try Envelope.token(document.root, content, in: document)
      return verifyAlone(token, at: time, as: .alone, using: &scratch)
    } catch {
      return .noCredential(error)
    }
  }

  /// - Throws: a `Reason` for proofs that have not the shape of any.
  private func checkProofs(
    of model: PresentationModel, at time: Instant, _ scratch: inout VerifierScratch
  ) throws(Reason) -> HolderProof {
    let document = model.document
    let named = model.holder.flatMap { document.text(at: $0) }
    guard model.proof != nil else {
      return HolderProof(
        key: .skipped(.presentationNotSigned), signature: .skipped(.presentationNotSigned), reports: [], holder: named,
        challenge: nil, domains: [])
    }
    let check = ProofCheck(
      model.secured, try ProofSet(of: model.secured), resolver: KeyResolver(documents: documents, trust: trust),
      contexts: knownContexts, at: time, using: &scratch)
    // One of the holder's proofs may be for another verifier, with another challenge.
    let holding = check.reports.filter { $0.key.isPassed && $0.signature.isPassed }
    let deciding = holding.first { presentations.defect(of: $0.terms) == nil } ?? check.deciding
    let terms = deciding.terms
    var signature = deciding.signature
    if signature.isPassed {
      signature = check.openMeaning.map { .unknown($0) } ?? presentations.judge(signature, terms)
    }
    let controller = deciding.verificationMethod.map { String($0.prefix { $0 != "#" }) }
    return HolderProof(
      key: deciding.key, signature: signature, reports: check.reports, holder: named ?? controller,
      challenge: terms.challenge, domains: terms.domains)
  }
}

/// What a proof says that it was made for.
struct PresentationTerms {
  var challenge: String?
  var domains: [String] = []
  /// Where they stand.
  var challengePointer: String?
  var domainPointer: String?
}

extension ProofReport {
  fileprivate var terms: PresentationTerms {
    guard let embedded else { return PresentationTerms() }
    let (document, node) = (embedded.document, embedded.proof.node)
    let challenge = document.member("challenge", of: node)
    let domain = document.member("domain", of: node)
    let values = domain.map { document.kind(of: $0) == .array ? Array(document.elements(of: $0)) : [$0] } ?? []
    let pointer = document.pointer(to: node)
    return PresentationTerms(
      challenge: challenge.flatMap { document.text(at: $0) }, domains: values.compactMap { document.text(at: $0) },
      challengePointer: challenge.map { document.pointer(to: $0) } ?? pointer,
      domainPointer: domain.map { document.pointer(to: $0) } ?? pointer)
  }
}

extension PresentationPolicy {
  /// What is wrong with what a proof was made for (Data Integrity 1.0, section 4.5: the domain and the challenge have to
  /// be those that the verifier gave).
  func defect(of terms: PresentationTerms) -> Reason? {
    if let challenge, !(terms.challenge?.utf8.elementsEqual(challenge.utf8) ?? false) {
      let found = terms.challenge.map { "signed '\($0)'" } ?? "signed none"
      return Reason(
        .challengeMismatch, "the holder was asked to sign the challenge '\(challenge)', and \(found)",
        pointer: terms.challengePointer)
    }
    if let domain, !terms.domains.contains(where: { $0.utf8.elementsEqual(domain.utf8) }) {
      let found =
        terms.domains.isEmpty ? "for nobody in particular" : "for '\(terms.domains.joined(separator: "', '"))'"
      return Reason(
        .domainMismatch, "the presentation has to be made for '\(domain)', and was made \(found)",
        pointer: terms.domainPointer)
    }
    return nil
  }

  /// What is to be said of a signature that holds.
  func judge(_ signature: Finding.Result, _ terms: PresentationTerms) -> Finding.Result {
    if let defect = defect(of: terms) { return .failed(defect) }
    guard case .passed(let note) = signature else { return signature }
    if domain == nil, let meant = terms.domains.first {
      // Whoever got it could hand it on as their own.
      return .unknown(
        Reason(
          .domainNotAsked,
          "the presentation was made for '\(meant)', and whether that is you is not asked; give --domain",
          pointer: terms.domainPointer))
    }
    guard challenge == nil else { return .passed(note + "; the challenge is the one that was asked for") }
    return .passed(note + "; no challenge was asked for, so it may be an older one")
  }
}

/// What a presentation's own proof and the verdicts on its credentials come to.
private struct PresentationTally {
  let policy: PresentationPolicy
  let recipient: RecipientIdentity?
  let proof: HolderProof
  let nested: [NestedVerdict]

  private var isUnsignedAllowed: Bool { policy.unsigned == .allow && !policy.asksForHolder }

  func findings(_ note: String) -> [Finding] {
    Check.allCases.map { Finding(check: $0, result: result(of: $0, note)) }
  }

  /// The same as of a badge, but that each credential has to be accepted too, and that an unsigned one may be allowed.
  func outcome(_ findings: [Finding]) -> Verdict.Outcome {
    var outcome = Verdict.Outcome.accepted
    for finding in findings {
      switch finding.result {
      case .passed: continue
      case .failed: return .rejected
      case .unknown: outcome = .undetermined
      case .skipped(let reason): if !mayBeSkipped(finding.check, reason) { outcome = .undetermined }
      }
    }
    guard !nested.isEmpty, nested.allSatisfy({ $0.verdict.outcome == .accepted }) else { return .undetermined }
    return outcome
  }

  private func mayBeSkipped(_ check: Check, _ reason: Reason) -> Bool {
    switch check {
    case .recipient: reason.code == .recipientNotAsked
    case .key, .signature: reason.code == .presentationNotSigned && isUnsignedAllowed
    default: false
    }
  }

  private func result(of check: Check, _ note: String) -> Finding.Result {
    switch check {
    case .format: return .passed(note + ", a presentation")
    case .model:
      guard !nested.isEmpty else {
        return .unknown(
          Reason(.presentationEmpty, "the presentation has no credential in it", pointer: "/verifiableCredential"))
      }
      // What is no JSON in it has no model either.
      let formats = sum(.format)
      return formats.isPassed ? sum(.model) : formats
    case .key: return joined(proof.key, sum(.key))
    case .signature: return joined(signature, sum(.signature))
    case .issuer, .dates, .status: return sum(check)
    case .recipient: return recipientResult
    }
  }

  /// Without a proof nobody proves to be the holder.
  private var signature: Finding.Result {
    guard case .skipped(let reason) = proof.signature, reason.code == .presentationNotSigned, !isUnsignedAllowed else {
      return proof.signature
    }
    return .unknown(
      Reason(
        .presentationNotSigned,
        "nobody signed the presentation, so nobody proves to be the holder of what is in it; "
          + "--allow-unsigned-presentations takes it as a parcel of badges", pointer: ""))
  }

  /// The holder's first, since credentials are signed by themselves.
  private func joined(_ own: Finding.Result, _ credentials: Finding.Result) -> Finding.Result {
    if case .failed = own { return own }
    if case .failed = credentials { return credentials }
    if case .unknown = own { return own }
    if case .unknown = credentials { return credentials }
    // A check that was left out is no reason to hide that the other ran; but it did not pass.
    return own
  }

  /// The worst of all credentials, with its place.
  private func sum(_ check: Check) -> Finding.Result {
    var open: Finding.Result?
    var skipped: Finding.Result?
    var notes: [String] = []
    for nested in nested {
      switch nested.verdict[check] {
      case .passed(let note): if !notes.contains(note) { notes.append(note) }
      case .failed(let reason): return .failed(place(reason, nested))
      case .unknown(let reason): open = open ?? .unknown(place(reason, nested))
      case .skipped(let reason): skipped = skipped ?? .skipped(reason)
      }
    }
    let many = nested.count == 1 ? "" : "all \(nested.count): "
    return open ?? skipped ?? .passed(many + notes.joined(separator: "; "))
  }

  /// A reason of a credential, with the pointer from the root of the presentation. What is in a token has none.
  private func place(_ reason: Reason, _ nested: NestedVerdict) -> Reason {
    var reason = reason
    let isToken = nested.verdict.proofs.contains { $0.token != nil }
    reason.pointer = nested.pointer + (isToken ? "" : reason.pointer ?? "")
    return reason
  }

  /// Whoever asks for a person gets an answer on that. Otherwise the badges of a signed presentation have to be the
  /// holder's: the subject of each that has an identifier is the holder.
  private var recipientResult: Finding.Result {
    if let holder = policy.holder, !(proof.holder?.utf8.elementsEqual(holder.utf8) ?? false) {
      let found = proof.holder.map { "is by '\($0)'" } ?? "names no holder"
      return .failed(
        Reason(.holderMismatch, "the presentation has to be by '\(holder)', and \(found)", pointer: "/holder"))
    }
    guard recipient == nil else { return sum(.recipient) }
    guard proof.holds, let holder = proof.holder else { return .skipped(.recipientNotAsked) }
    var isUnnamed = false
    for nested in nested {
      guard let subject = nested.verdict.authentic?.subjectID else {
        isUnnamed = true
        continue
      }
      guard subject.utf8.elementsEqual(holder.utf8) else {
        return .unknown(
          Reason(
            .recipientNotTheHolder,
            "the badge was awarded to '\(subject)', and handed in by '\(holder)'; --recipient says who it has to be",
            pointer: nested.pointer))
      }
    }
    guard isUnnamed else { return .passed("awarded to the holder") }
    guard policy.asksForHolder else { return .skipped(.recipientNotAsked) }
    // Whoever asks who hands it in wants to know that it is theirs.
    return .unknown(
      Reason(
        .recipientNotTheHolder,
        "a badge does not say by an identifier whose it is, so nothing shows that it is the holder's; --recipient says "
          + "who it has to be"))
  }
}

extension AuthenticCredential {
  /// The identifier of its subject.
  fileprivate var subjectID: String? {
    document.member("id", of: model.subject).flatMap { document.text(at: $0) }
  }
}

extension Verdict {
  /// The verdict on a presentation that breaks a rule of its own.
  static func presentation(_ format: Finding.Result, defect: Reason) -> Verdict {
    let findings = Check.allCases.map { check in
      switch check {
      case .format: Finding(check: check, result: format)
      case .model: Finding(check: check, result: .failed(defect))
      default: Finding(check: check, result: .skipped(.earlierCheckFailed))
      }
    }
    var verdict = Verdict(findings: findings, proofs: [], authentic: nil, verified: nil)
    verdict.presentation = PresentationReport(
      holder: nil, isAuthentic: false, challenge: nil, domains: [], count: 0)
    return verdict
  }
}

extension Reason {
  fileprivate static let presentationNotSigned = Reason(
    .presentationNotSigned, "nobody signed the presentation, and that is allowed")
  fileprivate static let recipientNotAsked = Reason(.recipientNotAsked, "no --recipient was given")
}
