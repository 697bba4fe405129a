import CanonicalJSON
public import LinkedData
import Signing

/// Verifies badges: from bytes to a verdict that explains itself.
///
/// Everything that a verdict depends on is given: the bytes, the trust, the documents, the time. There is no network, no
/// file and no clock in here, so the same input gives the same verdict, byte for byte. A verifier can be used from several
/// threads at once.
public struct Verifier: Sendable {
  public let trust: TrustPolicy
  public let documents: ControllerDocumentStore
  /// The contexts that badges may name. What names another one cannot be decided where its proof covers linked data.
  public var contexts: ContextStore { knownContexts.store }
  /// Where the status lists of badges are; nil where none are looked at.
  public var statusLists: StatusListStore? { lists?.store }
  /// The person the badges have to be awarded to, where that is asked.
  public let recipient: RecipientIdentity?
  /// What is asked of presentations of badges.
  public let presentations: PresentationPolicy

  /// The lists that were verified, which all copies of this verifier share.
  private let lists: StatusListCache?
  let knownContexts: KnownContexts

  public init(
    trust: TrustPolicy, documents: ControllerDocumentStore = ControllerDocumentStore(),
    contexts: ContextStore = .bundled, statusLists: StatusListStore? = nil, recipient: RecipientIdentity? = nil,
    presentations: PresentationPolicy = PresentationPolicy()
  ) {
    self.init(
      trust: trust, documents: documents, knownContexts: KnownContexts(contexts, readsInlineContexts: true),
      statusLists: statusLists, recipient: recipient, presentations: presentations)
  }

  init(
    trust: TrustPolicy, documents: ControllerDocumentStore, knownContexts: KnownContexts,
    statusLists: StatusListStore? = nil, recipient: RecipientIdentity? = nil,
    presentations: PresentationPolicy = PresentationPolicy()
  ) {
    self.trust = trust
    self.documents = documents
    self.knownContexts = knownContexts
    self.recipient = recipient
    self.presentations = presentations
    let resolver = KeyResolver(documents: documents, trust: trust)
    lists = statusLists.map { StatusListCache($0, resolver: resolver, contexts: knownContexts) }
  }

  /// Verifies one badge, or a presentation of several, at a moment. Total: whatever the bytes are, there is a verdict.
  public func verify(_ bytes: [UInt8], at time: Instant) -> Verdict {
    var scratch = VerifierScratch()
    return verify(bytes, at: time, using: &scratch)
  }

  /// Verifies one badge with storage that a worker keeps from badge to badge.
  public func verify(_ bytes: [UInt8], at time: Instant, using scratch: inout VerifierScratch) -> Verdict {
    var verdict = verifyAlone(bytes, at: time, as: .alone, using: &scratch)
    if let model = verdict.authentic?.model, model.nested.count > 0 {
      verdict.nestedCount = model.nested.count
      verdict.nested = verifyNested(model.nested, of: model.document, at: time, using: &scratch)
    }
    return verdict
  }

  /// Verifies one credential, and nothing within it.
  func verifyAlone(
    _ bytes: [UInt8], at time: Instant, as role: CredentialRole, using scratch: inout VerifierScratch
  ) -> Verdict {
    var findings = FindingList()

    // bytes → document, or token
    let badge: FormatCheck.Badge
    do throws(FormatCheck.Failure) {
      badge = try FormatCheck.run(bytes, reader: &scratch.reader)
    } catch {
      return findings.end(at: .format, error.result)
    }
    switch badge.content {
    case .document(let document):
      if role.isAlone, let verdict = verifyPresentation(document, format: badge.note, at: time, using: &scratch) {
        return verdict
      }
      findings.add(.format, .passed(badge.note))
      return verify(document, at: time, as: role, findings, &scratch)
    case .token(let text): return verify(token: text, of: badge, at: time, as: role, findings, &scratch)
    }
  }

  /// A credential with proofs in it.
  private func verify(
    _ document: JSONDocument, at time: Instant, as role: CredentialRole, _ before: FindingList,
    _ scratch: inout VerifierScratch
  ) -> Verdict {
    var findings = before
    // document → credential with proofs
    let credential: CredentialModel
    let proofs: ProofSet
    do throws(Reason) {
      (credential, proofs) = try Self.read(document, &scratch.models)
    } catch {
      return findings.end(at: .model, .failed(error))
    }

    // proofs → keys and signatures
    let resolver = KeyResolver(documents: documents, trust: trust)
    let check = ProofCheck(
      credential, proofs, resolver: resolver, contexts: knownContexts, at: time, using: &scratch)
    // What the names of a badge mean is a question of its model that shows only when its statements are read.
    let finding = role.finding(credential)
    if let openness = check.openMeaning, finding.isPassed {
      findings.add(.model, .unknown(openness))
    } else {
      findings.add(.model, finding)
    }
    return judge(
      Signed(credential: credential, role: role, reports: check.reports, deciding: check.deciding), at: time, findings,
      &scratch)
  }

  /// A credential within a token.
  private func verify(
    token text: [UInt8], of badge: FormatCheck.Badge, at time: Instant, as role: CredentialRole,
    _ before: FindingList, _ scratch: inout VerifierScratch
  ) -> Verdict {
    var findings = before
    // text → header, payload, signature → credential and claims
    let token: SignedToken
    let content: TokenCredential
    do throws(Reason) {
      token = try SignedToken(text, memo: &scratch.headers)
      // Its name says it, or its claim; else it shows when it is no credential.
      if role.isAlone, token.header.isPresentation,
        let verdict = verifyPresentation(token, format: badge.note, at: time, using: &scratch)
      {
        return verdict
      }
      content = try TokenCredential(token, reader: &scratch.reader)
    } catch {
      guard error.code.isAboutFormat else {
        findings.add(.format, .passed(badge.note))
        return findings.end(at: .model, .failed(error))
      }
      return findings.end(at: .format, .failed(error))
    }
    findings.add(.format, .passed(badge.note))
    let credential: CredentialModel
    do throws(Reason) {
      credential = try Self.read(content, token.header, &scratch.models)
    } catch {
      if role.isAlone, error.code == .notACredential,
        let verdict = verifyPresentation(token, format: badge.note, at: time, using: &scratch)
      {
        return verdict
      }
      return findings.end(at: .model, .failed(error))
    }
    let finding = role.finding(credential)
    if let withheld = content.withheld, finding.isPassed {
      findings.add(.model, .unknown(withheld))
    } else {
      findings.add(.model, finding)
    }

    // header and issuer → key, and signature
    let resolver = KeyResolver(documents: documents, trust: trust)
    let report = TokenCheck.run(token, content, credential, resolver: resolver, at: time, using: &scratch)
    return judge(
      Signed(credential: credential, role: role, reports: [report], deciding: report, claims: content.claims),
      at: time, findings, &scratch)
  }

  /// A credential and what became of its signatures.
  private struct Signed {
    let credential: CredentialModel
    let role: CredentialRole
    let reports: [ProofReport]
    let deciding: ProofReport
    /// Those of the token.
    var claims: TokenClaims?
  }

  /// All that comes after the model, once it is known who signed.
  private func judge(
    _ signed: Signed, at time: Instant, _ before: FindingList, _ scratch: inout VerifierScratch
  ) -> Verdict {
    var findings = before
    let credential = signed.credential
    findings.add(.key, signed.deciding.key)
    findings.add(.signature, signed.deciding.signature)
    guard signed.deciding.key.isPassed, signed.deciding.signature.isPassed, credential.defect == nil else {
      return findings.end(proofs: signed.reports)
    }
    let authentic = AuthenticCredential(credential)

    // what the issuer's key signed → what it is worth
    let decision = trust.decide(credential.issuer, in: credential.document)
    findings.add(.issuer, IssuerCheck.run(credential, decision, trust: trust, at: time))
    findings.add(.dates, DatesCheck.run(credential, signed.claims, at: time, memo: &scratch.periods))
    let status = StatusCheck(credential, lists: lists, trust: trust, at: time, memo: &scratch.statuses)
    findings.add(.status, status.result)
    let isHolderAsked = signed.role.isAlone && presentations.asksForHolder
    findings.add(
      .recipient,
      isHolderAsked
        ? .unknown(.holderNotProven) : RecipientCheck.run(credential, signed.role.isAwarded ? recipient : nil))
    return Verdict(
      findings: findings.list, proofs: signed.reports, authentic: authentic,
      verified: findings.isAccepted ? VerifiedCredential(authentic) : nil,
      vouchedIssuerName: decision.vouchedName, statuses: status.reports)
  }

  /// Whether a badge that breaks a rule of its data model is signed is worth knowing all the same: nothing in it is
  /// believed, but whoever asks its issuer to mend it can say that it was the issuer's.
  private static func read(
    _ document: JSONDocument, _ memo: inout ModelMemo
  ) throws(Reason) -> (CredentialModel, ProofSet) {
    do throws(Reason) {
      let credential = try CredentialModel(document, memo: &memo)
      return (credential, try ProofSet(of: credential, memo: memo))
    } catch {
      guard let broken = CredentialModel(document, breaking: error), let proofs = try? ProofSet(of: broken) else {
        throw error
      }
      return (broken, proofs)
    }
  }

  /// The model of a token's credential, or one that breaks a rule, of its data model or of the claims beside it.
  private static func read(
    _ content: TokenCredential, _ header: TokenHeader, _ memo: inout ModelMemo
  ) throws(Reason) -> CredentialModel {
    do throws(Reason) {
      let credential = try CredentialModel(content.document, memo: &memo)
      try content.check(credential, header)
      return content.end.map { credential.ending(at: $0) } ?? credential
    } catch {
      guard let broken = CredentialModel(content.document, breaking: error) else { throw error }
      return broken
    }
  }

  /// Verifies a status list by itself, as the checks of badges do it. Whether it is the list of a certain badge is not
  /// asked. Total: whatever the bytes are, there is a verdict.
  public func verifyStatusList(_ bytes: [UInt8], at time: Instant) -> StatusListVerdict {
    var scratch = VerifierScratch()
    return StatusListVerdict(
      bytes, resolver: KeyResolver(documents: documents, trust: trust), contexts: knownContexts, at: time,
      using: &scratch)
  }
}

/// A credential for which every check ran and passed. Only a verifier makes one.
public struct VerifiedCredential: Sendable {
  public let credential: AuthenticCredential

  fileprivate init(_ credential: AuthenticCredential) {
    self.credential = credential
  }
}

/// Storage that one worker reuses from badge to badge: the last texts that were read and their canonical forms, what
/// contexts amount to, OpenSSL's contexts by key, the buffers of the hash, what the URL of a verification method says by itself, the texts of objects
/// that passed the model, the last status lists, and parts of reports. All of it only saves work: no verdict depends on
/// what was verified before.
public struct VerifierScratch: ~Copyable {
  var reader = JSONReader(limits: .credential)
  var signatures = SignatureChecker()
  var hasher = ProofHasher()
  var notes = SignatureNoteMemo()
  var methods = VerificationMethodMemo()
  var headers = TokenHeaderMemo()
  var models = ModelMemo()
  var statuses = StatusMemo()
  var periods = PeriodMemo()
  var reports = ReportMemo()

  private var inputs = Digester(.sha256)

  public init() {}

  /// SHA-256 of a badge's bytes, for the report on it.
  public mutating func digest(of bytes: [UInt8]) -> [UInt8] {
    var digest: [UInt8] = []
    digest.reserveCapacity(32)
    inputs.append(of: bytes.span, to: &digest)
    return digest
  }
}

/// The findings so far, in the order of the checks.
private struct FindingList {
  private(set) var list: [Finding] = []

  init() {
    list.reserveCapacity(Check.allCases.count)
  }

  mutating func add(_ check: Check, _ result: Finding.Result) {
    list.append(Finding(check: check, result: result))
  }

  /// Every check has run, and none failed or stayed open.
  var isAccepted: Bool {
    list.count == Check.allCases.count
      && list.allSatisfy { finding in
        switch finding.result {
        case .passed: true
        // The only check that may be left out is the one that nobody asked for.
        case .skipped(let reason): finding.check == .recipient && reason.code == .recipientNotAsked
        case .failed, .unknown: false
        }
      }
  }

  /// The verdict after a check that nothing can follow.
  mutating func end(at check: Check, _ result: Finding.Result) -> Verdict {
    add(check, result)
    return end(proofs: [])
  }

  /// The verdict with all checks that are left shown as skipped.
  mutating func end(proofs: [ProofReport]) -> Verdict {
    for check in Check.allCases.dropFirst(list.count) { add(check, .skipped(.earlierCheckFailed)) }
    return Verdict(findings: list, proofs: proofs, authentic: nil, verified: nil)
  }
}

extension Reason.Code {
  /// Whether what is wrong is that the bytes are no badge of their form.
  fileprivate var isAboutFormat: Bool {
    [.inputTooLarge, .jsonInvalid, .tokenMalformed, .tokenHeaderInvalid].contains(self)
  }
}

extension Reason {
  static let holderNotProven = Reason(
    .holderNotProven, "a badge by itself does not prove who hands it in, and that is asked; ask for a presentation",
    pointer: "")
  static let earlierCheckFailed = Reason(.earlierCheckFailed, "not run, because of the finding above")
}
