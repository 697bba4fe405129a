import Badge
import FuzzSupport

/// A template: filled, issued, and verified as anybody would.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTemplate(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let template = try? CredentialTemplate(parsing: bytes(start, count)) else { return 0 }
  // A value that would break out of a string, were it put into the text.
  let values = Dictionary(uniqueKeysWithValues: template.placeholders.map { ($0, "\"}],{{\($0)}}\u{202E}\n") })
  guard let filled = try? template.filled(with: values) else { fatalError("all placeholders have a value") }
  let request = CredentialIssuer.Request(
    id: "urn:uuid:00000000-0000-4000-8000-000000000000", recipient: RecipientIdentity("email:alice@example.org"),
    salt: count % 2 == 0 ? "salt" : nil, time: Samples.time)
  guard let badge = try? CredentialIssuer().issue(filled, request, with: Samples.key()) else { return 0 }
  let verdict = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), recipient: request.recipient)
    .verify(badge, at: Samples.time)
  // It may be valid later only, or have a status list.
  expect(verdict[.signature].isPassed && verdict[.recipient].isPassed, "what was issued is authentic")
  consumed &+= badge.count
  return 0
}
