import Badge
import FuzzSupport

private let badge = Samples.badge(
  issuer: "did:web:college.example.org", verificationMethod: "did:web:college.example.org#key-1")

/// A trust file: what is read is written and read again as the same, and a badge is judged by it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTrustFile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let file = try? TrustFile(parsing: bytes(start, count)) else { return 0 }
  let written = file.serialized()
  guard let again = try? TrustFile(parsing: written) else { fatalError("a trust file that is written can be read") }
  expect(again.serialized() == written, "a trust file is written as it was read")
  let verdict = Verifier(trust: TrustPolicy(trustFile: file)).verify(badge, at: Samples.time)
  consumed &+= Samples.report(verdict).count
  return 0
}
