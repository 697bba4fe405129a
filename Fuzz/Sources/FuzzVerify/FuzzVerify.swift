import Badge
import CanonicalJSON
import FuzzSupport
import Signing

// Unsafe for threads and safe here: the fuzzer calls the target from one thread.
nonisolated(unsafe) private var kept = VerifierScratch()

private let verifier = Verifier(
  trust: TrustPolicy(unvouchedIssuers: .allow), recipient: RecipientIdentity("email:alice@example.org"))

/// A badge as it comes, and the same with a signature of a key of ours, so that what follows the signature is reached.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzVerify(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(start, count)
  check(input)
  guard let document = try? JSONDocument(parsing: input) else { return 0 }
  let key = Samples.key()
  var credential = JSONValue(document)
  guard case .object = credential else { return 0 }
  credential["proof"] = nil
  credential["issuer"] = .string("did:key:\(key.publicKey.multikey)")
  for suite in Cryptosuite.made {
    let options = ProofOptions(didKey: key.publicKey, cryptosuite: suite, created: nil)
    if let signed = try? DataIntegritySigner.sign(credential, options: options, with: key) {
      check(signed.serialized())
    }
  }
  return 0
}

private func check(_ badge: [UInt8]) {
  let fresh = verifier.verify(badge, at: Samples.time)
  let reused = verifier.verify(badge, at: Samples.time, using: &kept)
  expect(Samples.report(fresh) == Samples.report(reused), "a verdict does not depend on the badge before")
  expect(fresh.findings.count == Check.allCases.count, "there is a finding for each check")
  expect((fresh.outcome == .accepted) == (fresh.verified != nil), "accepted and verified are one")
  expect(fresh.authentic == nil || fresh[.signature].isPassed, "nothing is believed without a signature")
  consumed &+= fresh.proofs.count
}
