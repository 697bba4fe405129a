import Badge
import CanonicalJSON
import FuzzSupport

private let method = "did:web:college.example.org#key-1"
private let badge = Samples.badge(issuer: "did:web:college.example.org", verificationMethod: method)

/// A DID or controller document, and the verdict on a badge whose issuer it is for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzControllerDocument(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let json = try? JSONDocument(parsing: bytes(start, count)),
    let document = try? ControllerDocument(json, at: json.root)
  else { return 0 }
  var store = ControllerDocumentStore()
  store.insert(document)
  store.insert(document)
  expect(store.count == 1, "one document twice is one document")
  let verdict = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), documents: store)
    .verify(badge, at: Samples.time)
  consumed &+= Samples.report(verdict).count
  return 0
}
