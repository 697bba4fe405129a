import Badge
import CanonicalJSON
import FuzzSupport

/// Dates, DIDs and URLs: short texts with a grammar, where a slip is an index out of range.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzText(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(start, count)
  if let instant = Instant(input.span) {
    let text = instant.description
    // A text has whole seconds and years to nine digits; what is shown can be read, and is the same second.
    if let again = Instant(text) { expect(again.seconds == instant.seconds, "a moment is shown as it is") }
    consumed &+= instant.adding(seconds: .max).description.utf8.count
    consumed &+= instant.adding(seconds: .min).description.utf8.count
  }
  guard let text = String(validating: input, as: UTF8.self) else { return 0 }
  consumed &+= RecipientIdentity(text)?.value.utf8.count ?? 0
  // As an identifier of a document, of an issuer, and of a key.
  let document: JSONValue = ["id": .string(text), "verificationMethod": [["id": .string(text)]]]
  if let json = try? JSONDocument(parsing: document.serialized()),
    let read = try? ControllerDocument(json, at: json.root)
  {
    consumed &+= read.id.utf8.count
  }
  var proof: JSONValue = ["type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "proofValue": "z2"]
  proof["verificationMethod"] = .string(text)
  proof["proofPurpose"] = "assertionMethod"
  let badge: JSONValue = [
    "@context": ["https://www.w3.org/ns/credentials/v2"], "type": "VerifiableCredential",
    "issuer": .string(String(text.prefix { $0 != "#" })), "credentialSubject": ["id": "urn:example:a"],
    "proof": proof,
  ]
  let verdict = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow)).verify(badge.serialized(), at: Samples.time)
  consumed &+= Samples.report(verdict).count
  return 0
}
