import Badge
import FuzzSupport

private let badge = Samples.badge(
  issuer: "did:web:college.example.org", verificationMethod: "did:web:college.example.org#key-1")

/// A trust file: what is read is written and read again as the same, and a badge is judged by it. The same input as a
/// bundle, a registry of issuers, `allowed_signers`, a set of keys and what is remembered of a bundle.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTrustFile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(start, count)
  readOthers(input)
  if let file = try? TrustFile(parsing: input) { judge(file) }
  if let bundle = try? TrustBundle(parsing: input) {
    let file = bundle.unverifiedContents
    judge(file)
    consumed &+= TrustBundleRecord(file)?.newest ?? 0
    // Nobody signed what the fuzzer makes, but for the seed, whose curator is another one.
    let pins = TrustBundle.CuratorPins(
      keys: [.ed25519(Samples.key().publicKey)], identifiers: [bundle.curation.curator])
    consumed &+= (try? bundle.authenticate(pinnedTo: pins, at: Samples.time))?.issuers.count ?? 1
    expect(
      (try? bundle.authenticate(pinnedTo: TrustBundle.CuratorPins(), at: Samples.time)) == nil,
      "without a pin no bundle is used")
  }
  return 0
}

private func judge(_ file: TrustFile) {
  let written = file.serialized()
  guard let again = try? TrustFile(parsing: written) else { fatalError("a trust file that is written can be read") }
  expect(again.serialized() == written, "a trust file is written as it was read")
  let verdict = Verifier(trust: TrustPolicy(trustFile: file)).verify(badge, at: Samples.time)
  consumed &+= Samples.report(verdict).count
}

private func readOthers(_ input: [UInt8]) {
  if let registry = try? IssuerRegistry(parsing: input) { consumed &+= registry.entries.count }
  let signers = AllowedSigners(parsing: input)
  for entry in signers.entries { expect(URLSyntax.isAbsolute(entry.id), "an issuer is named by a URL") }
  consumed &+= signers.entries.count &+ signers.skipped.count
  consumed &+= KeySetDocument.make(of: input, for: "https://college.example.org/")?.serialized().count ?? 0
  if let record = try? TrustBundleRecord(parsing: input) {
    expect((try? TrustBundleRecord(parsing: record.serialized())) == record, "a record is read as it was written")
  }
}
