import CanonicalJSON
import Testing

@testable import Badge

struct TrustPolicyTests {
  private func decide(_ policy: TrustPolicy, _ id: String = "https://a.example/") throws -> String {
    let document = try JSONDocument(JSONValue.string(id))
    return switch policy.decide(document.root, in: document) {
    case .vouched(let issuer): "vouched: \(issuer.name)"
    case .named: "named"
    case .unvouched: "unvouched"
    case .untrusted: "untrusted"
    }
  }

  private func file(_ ids: String...) throws -> TrustFile {
    try TrustFile(name: nil, issuers: ids.map { TrustedIssuer(id: $0, name: "N") })
  }

  @Test func `By default nobody is trusted`() throws {
    #expect(try decide(TrustPolicy()) == "untrusted")
    #expect(try decide(TrustPolicy(trustFile: file("https://b.example/"))) == "untrusted")
  }

  @Test func `The trust file vouches for its issuers`() throws {
    #expect(try decide(TrustPolicy(trustFile: file("https://b.example/", "https://a.example/"))) == "vouched: N")
    #expect(try decide(TrustPolicy(trustFile: file("https://a.example/"), unvouchedIssuers: .allow)) == "vouched: N")
  }

  @Test func `Issuers that are named exclude all others, those of the trust file and any issuer too`() throws {
    let policy = TrustPolicy(
      trustFile: try file("https://a.example/"), issuers: ["https://b.example/"], unvouchedIssuers: .allow)
    #expect(try decide(policy) == "untrusted")
    #expect(try decide(policy, "https://b.example/") == "named")
    let both = TrustPolicy(trustFile: try file("https://a.example/"), issuers: ["https://a.example/"])
    #expect(try decide(both) == "vouched: N")
  }

  @Test func `Every issuer is accepted only where that is asked`() throws {
    #expect(try decide(TrustPolicy(unvouchedIssuers: .allow)) == "unvouched")
  }

  @Test(arguments: [
    "https://a.example", "https://a.example/ ", "https://A.example/", "https://a.example//", "https://a.example/x", "",
    "https://a.example/\u{200B}",
  ])
  func `Identifiers are compared byte for byte`(_ id: String) throws {
    #expect(try decide(TrustPolicy(issuers: ["https://a.example/"]), id) == "untrusted")
    #expect(try decide(TrustPolicy(trustFile: file("https://a.example/")), id) == "untrusted")
  }

  @Test func `Twins of one look in Unicode are two identifiers`() throws {
    let (nfc, nfd) = ("https://a.example/caf\u{e9}", "https://a.example/cafe\u{301}")
    #expect(nfc == nfd)
    #expect(try decide(TrustPolicy(issuers: [nfc]), nfd) == "untrusted")
    #expect(try decide(TrustPolicy(trustFile: file(nfc)), nfd) == "untrusted")
    #expect(try decide(TrustPolicy(trustFile: file(nfc, nfd)), nfd) == "vouched: N")
  }
}
