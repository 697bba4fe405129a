import CanonicalJSON

extension Verifier {
  /// Verifies what stands in a document, each by itself and nothing within it: at most ``NestedVerdict/limit`` of them,
  /// which share the budgets of one credential.
  func verifyNested(
    _ places: NestedPlaces, of document: JSONDocument, at time: Instant, using scratch: inout VerifierScratch
  ) -> [NestedVerdict] {
    scratch.hasher.beginTogether()
    defer { scratch.hasher.endTogether() }
    return places.places.map { place in
      let role: CredentialRole =
        switch place.kind {
        case .credential: .badge
        case .endorsement: .endorsement(of: place.holder.flatMap { document.identifier(of: $0) })
        }
      let verdict: Verdict
      do throws(Reason) {
        let bytes = try Envelope.credentialBytes(of: place.node, in: document)
        verdict = verifyAlone(bytes, at: time, as: role, using: &scratch)
      } catch {
        verdict = .noCredential(error)
      }
      return NestedVerdict(kind: place.kind, pointer: document.pointer(to: place.node), verdict: verdict)
    }
  }
}

extension JSONDocument {
  /// The `id` of an object, or the string that stands for one.
  fileprivate func identifier(of node: Node) -> String? {
    text(at: node) ?? member("id", of: node).flatMap { text(at: $0) }
  }
}

extension Verdict {
  /// The verdict on something that should hold a credential and does not.
  static func noCredential(_ reason: Reason) -> Verdict {
    let findings = Check.allCases.map { check in
      Finding(check: check, result: check == .format ? .failed(reason) : .skipped(.earlierCheckFailed))
    }
    return Verdict(findings: findings, proofs: [], authentic: nil, verified: nil)
  }
}
