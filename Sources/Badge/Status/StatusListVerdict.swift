import CanonicalJSON

/// What a verification of a status list found: the list is a credential, and is verified as one before anything in it is
/// believed (Bitstring Status List 1.0, section 3.2).
///
/// A status of the list itself is not followed: a list that needs another one to be believed would have no end.
public struct StatusListVerdict: Sendable {
  /// Nil where the list could not be read.
  public let list: StatusListCredential?
  /// The list's values; nil where they could not be expanded, or a check before that did not pass.
  public let bits: StatusBits?
  /// Format, model, key, signature, dates, and as `status` the values themselves. A check that cannot follow one before
  /// it is skipped.
  public let findings: [Finding]

  /// Whether every check passed.
  public var isVerified: Bool { findings.allSatisfy { $0.result.isPassed } }

  /// The first check that did not pass.
  var defect: (check: Check, reason: Reason)? {
    for finding in findings {
      if let reason = finding.result.reason { return (finding.check, reason) }
    }
    return nil
  }

  static let checks: [Check] = [.format, .model, .key, .signature, .dates, .status]

  /// Verifies a list at a moment. Total: whatever the bytes are, there is a verdict.
  init(
    _ bytes: [UInt8], resolver: KeyResolver, contexts: KnownContexts, at time: Instant,
    using scratch: inout VerifierScratch
  ) {
    var findings: [Finding] = []
    func add(_ check: Check, _ result: Finding.Result) { findings.append(Finding(check: check, result: result)) }
    func rest() -> [Finding] {
      findings
        + Self.checks.dropFirst(findings.count).map { Finding(check: $0, result: .skipped(.earlierCheckFailed)) }
    }

    let list: StatusListCredential
    do throws(FormatCheck.Failure) {
      let document = try StatusListCredential.document(bytes)
      add(.format, .passed("JSON"))
      do throws(Reason) {
        list = try StatusListCredential(document)
      } catch {
        throw FormatCheck.Failure(error)
      }
    } catch {
      add(findings.isEmpty ? .format : .model, error.result)
      self.list = nil
      bits = nil
      self.findings = rest()
      return
    }
    self.list = list
    add(.model, .passed(list.kind.title))

    let check = ProofCheck(
      list.model, list.proofs, resolver: resolver, contexts: contexts, at: time, using: &scratch)
    add(.key, check.deciding.key)
    let signature = Self.signature(check)
    if let openness = check.openMeaning, signature.isPassed {
      add(.signature, .unknown(openness))
    } else {
      add(.signature, signature)
    }
    guard findings.allSatisfy({ $0.result.isPassed }) else {
      bits = nil
      self.findings = rest()
      return
    }
    add(.dates, DatesCheck.run(list.model, at: time, memo: &scratch.periods))
    do throws(Reason) {
      let bits = try list.bits()
      add(.status, .passed("\(bits.length) entries"))
      self.bits = bits
    } catch {
      add(.status, .failed(error))
      bits = nil
    }
    self.findings = findings
  }

  /// "Ensure that all proofs verify successfully" (section 3.2): unlike a badge, a list is not believed for the sake of one
  /// proof where another one does not hold or cannot be checked.
  private static func signature(_ check: ProofCheck) -> Finding.Result {
    guard check.deciding.signature.isPassed else { return check.deciding.signature }
    var open: Reason?
    for report in check.reports {
      switch report.signature {
      case .passed: continue
      case .failed: return report.signature
      case .unknown(let reason): open = open ?? reason
      case .skipped:
        guard let reason = report.key.reason else { continue }
        open = open ?? reason
      }
    }
    return open.map { .unknown($0) } ?? check.deciding.signature
  }
}
