import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct EdDSAJCS2022Tests {
  private static let base = "https://www.w3.org/ns/credentials/v2"
  private static let badges = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

  /// The badge with `contexts`, signed under the contexts `signed`; nil leaves them out of the proof.
  private func badge(_ contexts: JSONValue, signed: JSONValue?) throws -> JSONValue {
    var badge = try Sample.badge()
    badge["@context"] = contexts
    var options = try Sample.options(badge)
    options["@context"] = signed
    return badge.adding(try Sample.prove(badge, options))
  }

  @Test func `The options are hashed first, then the document`() throws {
    let badge = try Sample.badge()
    let options = try Sample.options(badge)
    let document = try JSONDocument(badge.adding(options))
    let node = try #require(document.member("proof", of: document.root))
    // Only its shape matters here: what is signed does not hold the signature.
    var withValue = options
    withValue["proofValue"] = "z"
    let shaped = try JSONDocument(badge.adding(withValue))
    let proof = try DataIntegrityProof(#require(shaped.member("proof", of: shaped.root)), in: shaped)
    var hasher = EdDSAJCS2022()
    var hashData: [UInt8] = []
    try hasher.hash(
      CoveredDocument(document: shaped, proof: proof, previous: [], contextCount: 2, hasSeveralProofs: false),
      into: &hashData)
    var canonical: [UInt8] = []
    document.canonicalize(node, into: &canonical)
    let expected =
      HashAlgorithm.sha256.digest(of: canonical)
      + HashAlgorithm.sha256.digest(of: try badge.canonicalBytes())
    #expect(hashData == expected)
  }

  @Test func `A signature over the hashes in the other order does not hold`() throws {
    let badge = try Sample.badge()
    var options = try Sample.options(badge)
    let hash =
      HashAlgorithm.sha256.digest(of: try badge.canonicalBytes())
      + HashAlgorithm.sha256.digest(of: try options.canonicalBytes())
    options["proofValue"] = .string(try Sample.key().sign(hash.span).multibase)
    #expect(badge.adding(options).verdict()[.signature].reason?.code == .signatureInvalid)
  }

  @Test(
    arguments: [
      // the same, none, a prefix
      ([.string(base), .string(badges)], [.string(base), .string(badges)]),
      ([.string(base), .string(badges)], nil),
      ([.string(base), .string(badges), "https://example.org/c"], [.string(base), .string(badges)]),
      ([.string(base), .string(badges), ["a": "https://example.org/a"]], [.string(base), .string(badges)]),
      (
        [.string(base), .string(badges), ["a": "https://example.org/a", "b": "https://example.org/b"]],
        [.string(base), .string(badges), ["b": "https://example.org/b", "a": "https://example.org/a"]]
      ),
    ] as [(JSONValue, JSONValue?)])
  func `The contexts of the document start with those that were signed`(
    _ contexts: JSONValue, _ signed: JSONValue?
  ) throws {
    #expect(try badge(contexts, signed: signed).verdict().outcome == .accepted)
  }

  @Test(
    arguments: [
      [.string(badges), .string(base)], [.string(base)], .string(base), [], nil, [:],
      [.string(base), .string(badges), "https://example.org/more"],
      [.string(base), "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"],
      [.string(base), .string(badges), .string(badges)], [[.string(base)], .string(badges)], 7,
    ] as [JSONValue])
  func `Contexts that the document does not start with, or too few of them, are refused`(_ signed: JSONValue) throws {
    let verdict = try badge([.string(Self.base), .string(Self.badges)], signed: signed).verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict[.signature].reason?.code == .proofContextMismatch)
  }

  @Test func `The report says that appended contexts are not signed`() throws {
    let contexts: JSONValue = [.string(Self.base), .string(Self.badges), "https://example.org/c"]
    let appended = try badge(contexts, signed: [.string(Self.base), .string(Self.badges)]).verdict()
    #expect(appended[.signature] == .passed("eddsa-jcs-2022, over the first 2 contexts and no further ones"))
    let signed = try badge(contexts, signed: contexts).verdict()
    #expect(signed[.signature] == .passed("eddsa-jcs-2022"))
  }

  @Test func `A context that is swapped in document and proof at once does not hold`() throws {
    let contexts: JSONValue = [.string(Self.base), .string(Self.badges)]
    var badge = try badge(contexts, signed: contexts)
    let other: JSONValue = [.string(Self.base), "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"]
    badge["@context"] = other
    badge[at: "/proof/@context"] = other
    #expect(badge.verdict()[.signature].reason?.code == .signatureInvalid)
  }

  @Test func `Proofs with different contexts are each judged by their own`() throws {
    let contexts: JSONValue = [.string(Self.base), .string(Self.badges), "https://example.org/c"]
    var badge = try Sample.badge()
    badge["@context"] = contexts
    var short = try Sample.options(badge, by: "notary")
    short["@context"] = [.string(Self.base), .string(Self.badges)]
    let all = try badge.adding(
      Sample.prove(badge, short, by: "notary"), Sample.prove(badge, Sample.options(badge)),
      Sample.prove(badge, short, by: "notary"))
    let verdict = all.verdict()
    #expect(verdict.outcome == .accepted)
    #expect(verdict.proofs.map(\.signature.isPassed) == [true, true, true])
  }

  @Test func `A large document is not hashed without end for many proofs`() throws {
    // Sixteen chained proofs over 2 MiB: each is hashed with others in it, and only so many fit in the budget.
    var badge = try Sample.badge()
    badge["filler"] = .string(String(repeating: "x", count: 2_300_000))
    var proofs: [JSONValue] = []
    for k in 0..<16 {
      var options = try Sample.options(badge)
      options["id"] = .string("urn:example:\(k)")
      if k > 0 { options["previousProof"] = .string("urn:example:\(k - 1)") }
      options["proofValue"] = .string(try Sample.key().sign([1, 2, 3].span).multibase)
      proofs.append(options)
    }
    badge["proof"] = .array(proofs)
    let verdict = badge.verdict()
    #expect(verdict.outcome == .rejected)
    #expect(verdict.proofs.last?.signature.reason?.code == .timeBudgetExceeded)
  }
}
