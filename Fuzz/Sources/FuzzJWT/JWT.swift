import Badge
import CanonicalJSON
import FuzzSupport
import Signing

// Unsafe for threads and safe here: the fuzzer calls the target from one thread.
nonisolated(unsafe) private var kept = VerifierScratch()

private let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow))

/// A token as it comes; and a header and a payload, with a line feed between, that are signed with a key of ours, so that
/// what follows the shape and the signature is reached.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJWT(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(start, count)
  check(input)
  if let credential = try? UnverifiedCredential(parsing: input) { consumed &+= credential.types.count }
  let parts = input.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.count == 2 else { return 0 }
  let signed = Base64URL.encode(Array(parts[0]).span) + "." + Base64URL.encode(Array(parts[1]).span)
  guard let signature = try? Samples.key().sign(Array(signed.utf8).span) else { return 0 }
  check(Array((signed + "." + Base64URL.encode(signature.bytes.span)).utf8))
  return 0
}

private func check(_ token: [UInt8]) {
  let fresh = verifier.verify(token, at: Samples.time)
  let reused = verifier.verify(token, at: Samples.time, using: &kept)
  expect(Samples.report(fresh) == Samples.report(reused), "a verdict does not depend on the token before")
  expect(fresh.findings.count == Check.allCases.count, "there is a finding for each check")
  expect((fresh.outcome == .accepted) == (fresh.verified != nil), "accepted and verified are one")
  expect(fresh.authentic == nil || fresh[.signature].isPassed, "nothing is believed without a signature")
  consumed &+= fresh.proofs.count
}
