import CanonicalJSON
import Signing
import Testing

@testable import Badge

/// Whose key a token is checked with (E2, E3 of the threats: keys and names in the header).
struct TokenKeysTests {
  private static let web = "did:web:example.org"

  /// A token of an issuer, with a header to be changed.
  private func token(
    issuer: String, by label: String = "issuer", _ change: (inout JSONValue) throws -> Void = { _ in }
  ) throws -> String {
    var header: JSONValue = ["alg": "EdDSA"]
    try change(&header)
    return try TokenSample.sign(header, TokenSample.payload(Sample.badge(issuer: issuer)), by: label)
  }

  private func store() throws -> ControllerDocumentStore { try Sample.store(Sample.document(Self.web)) }

  // MARK: names

  @Test(arguments: ["did:web:example.org#key-1", "#key-1", "key-1", nil, "did:web:example.org"] as [String?])
  func `A key is named by its URL, its fragment, or not at all where the issuer has one`(_ kid: String?) throws {
    let token = try token(issuer: Self.web) { $0["kid"] = kid.map { .string($0) } }
    let verdict = token.verdict(documents: try store())
    #expect(verdict.outcome == .accepted, "\(verdict.decidingReason?.message ?? "")")
    #expect(verdict.proofs[0].verificationMethod == "did:web:example.org#key-1")
    #expect(verdict.proofs[0].token?.keyID == kid)
    #expect(verdict.proofs[0].cryptosuite == "EdDSA")
  }

  @Test(arguments: [
    "", "#", "#key-2", "key-2", "did:web:example.org#key-2", "../key-1", "' OR 1=1 --", "key 1", "key-1#",
  ])
  func `A name that is none of the issuer's is rejected`(_ kid: String) throws {
    let verdict = try token(issuer: Self.web) { $0["kid"] = .string(kid) }.verdict(documents: try store())
    #expect(verdict.outcome == .rejected)
    #expect([.verificationMethodNotFound, .verificationMethodInvalid].contains(verdict[.key].reason?.code))
  }

  @Test func `A did:key is named by its URL, itself, its fragment, or not at all`() throws {
    let did = try Sample.did()
    let fragment = String(did.dropFirst(8))
    for kid in [did + "#" + fragment, did, "#" + fragment, fragment, nil] as [String?] {
      let verdict = try token(issuer: did) { $0["kid"] = kid.map { .string($0) } }.verdict()
      #expect(verdict.outcome == .accepted, "\(kid ?? "none"): \(verdict.decidingReason?.message ?? "")")
    }
    let other = String(try Sample.did("attacker").dropFirst(8))
    for kid in [did + "#" + other, "#" + other, other, did + "#key-1", "0"] {
      #expect(try token(issuer: did, by: "attacker") { $0["kid"] = .string(kid) }.verdict().outcome == .rejected)
    }
  }

  @Test func `A did:jwk is named by its URL, its fragment 0, or not at all`() throws {
    let did = "did:jwk:" + Base64URL.encode(Array(try Sample.publicKey().jwk.utf8).span)
    for kid in [did + "#0", "#0", "0", did, nil] as [String?] {
      let verdict = try token(issuer: did) { $0["kid"] = kid.map { .string($0) } }.verdict()
      #expect(verdict.outcome == .accepted, "\(verdict.decidingReason?.message ?? "")")
    }
    #expect(try token(issuer: did) { $0["kid"] = .string(did + "#1") }.verdict().outcome == .rejected)
  }

  @Test func `The name of somebody else's key is rejected, though its signature holds`() throws {
    let victim = try Sample.did()
    for kid in [try Sample.method("attacker"), try Sample.did("attacker")] {
      let verdict = try token(issuer: victim, by: "attacker") { $0["kid"] = .string(kid) }.verdict()
      #expect(verdict.outcome == .rejected)
      #expect(verdict[.key].reason?.code == .keyNotTheIssuers)
      #expect(verdict.proofs[0].isOthers)
    }
    let web = try token(issuer: Self.web, by: "attacker") { $0["kid"] = "did:web:attacker.example#key-1" }
    let documents = try Sample.store(
      Sample.document(Self.web), Sample.document("did:web:attacker.example", key: "attacker"))
    #expect(web.verdict(documents: documents)[.key].reason?.code == .keyNotTheIssuers)
  }

  @Test func `A key may be named by its thumbprint`() throws {
    let thumbprint = VerificationKey.ed25519(try Sample.publicKey()).jwkThumbprint
    for kid in [thumbprint, "urn:ietf:params:oauth:jwk-thumbprint:sha-256:" + thumbprint] {
      let verdict = try token(issuer: Self.web) { $0["kid"] = .string(kid) }.verdict(documents: try store())
      #expect(verdict.outcome == .accepted, "\(verdict.decidingReason?.message ?? "")")
      let other = try token(issuer: Self.web, by: "attacker") { $0["kid"] = .string(kid) }
      #expect(other.verdict(documents: try store())[.signature].reason?.code == .signatureInvalid)
    }
    let attackers = VerificationKey.ed25519(try Sample.publicKey("attacker")).jwkThumbprint
    let verdict = try token(issuer: Self.web, by: "attacker") { $0["kid"] = .string(attackers) }
      .verdict(documents: try store())
    #expect(verdict.outcome == .rejected)
  }

  @Test func `The keys of an issuer that is not known are undetermined`() throws {
    for kid in ["did:web:example.org#key-1", "#key-1", nil] as [String?] {
      let verdict = try token(issuer: Self.web) { $0["kid"] = kid.map { .string($0) } }.verdict()
      #expect(verdict.outcome == .undetermined)
      #expect(verdict[.key].reason?.code == .verificationMethodUnknown)
    }
  }

  @Test func `Of several keys without a name each is tried`() throws {
    var document = try Sample.document(Self.web, key: "old")
    let second = try Sample.document(Self.web)
    guard case .array(let methods)? = document["verificationMethod"], var method = second[at: "/verificationMethod/0"]
    else { throw CancellationError() }
    method["id"] = "did:web:example.org#key-2"
    document["verificationMethod"] = .array(methods + [method])
    document["assertionMethod"] = ["did:web:example.org#key-1", "#key-2"]
    let verdict = try token(issuer: Self.web).verdict(documents: try Sample.store(document))
    #expect(verdict.outcome == .accepted)
    #expect(verdict.proofs[0].verificationMethod == "did:web:example.org#key-2")
    let other = try token(issuer: Self.web, by: "attacker").verdict(documents: try Sample.store(document))
    #expect(other[.signature].reason?.code == .signatureInvalid)
    // What is not for assertions is not tried.
    document["assertionMethod"] = ["did:web:example.org#key-1"]
    let unlisted = try token(issuer: Self.web).verdict(documents: try Sample.store(document))
    #expect(unlisted[.signature].reason?.code == .signatureInvalid)
  }

  // MARK: the key in the header

  @Test func `A key in the header counts where it is the issuer's, and never for itself`() throws {
    func jwk(_ label: String) throws -> JSONValue { try JSONValue(Sample.publicKey(label).jwk) }
    let did = try Sample.did()
    for kid in [nil, try Sample.method()] as [String?] {
      let own = try token(issuer: did) {
        $0["jwk"] = try jwk("issuer")
        $0["kid"] = kid.map { .string($0) }
      }
      #expect(own.verdict().outcome == .accepted)
      let attackers = try token(issuer: did, by: "attacker") {
        $0["jwk"] = try jwk("attacker")
        $0["kid"] = kid.map { .string($0) }
      }
      #expect(attackers.verdict()[.key].reason?.code == .keyNotTheIssuers)
    }
    // Even where the signature is the issuer's.
    let odd = try token(issuer: did) { $0["jwk"] = try jwk("attacker") }
    #expect(odd.verdict()[.key].reason?.code == .keyNotTheIssuers)
    let secret = try token(issuer: did) {
      var key = try jwk("issuer")
      key["d"] = "AAAA"
      $0["jwk"] = key
    }
    #expect(secret.verdict()[.key].reason?.code == .tokenHeaderInvalid)
    let unknown = try token(issuer: Self.web) { $0["jwk"] = try jwk("issuer") }
    #expect(unknown.verdict().outcome == .undetermined)
  }

  @Test(arguments: ["jku", "x5u", "x5c", "x5t"])
  func `Other keys in the header are not looked at`(_ name: String) throws {
    let token = try TokenSample.token { _ in
    } header: {
      $0[name] = "https://attacker.example/keys"
    }
    #expect(token.verdict().outcome == .accepted)
  }

  // MARK: algorithms

  @Test func `The key's own algorithm decides, and a header that names another is rejected`() throws {
    for name in ["ES256", "RS256"] {
      for kid in [try Sample.method(), nil] as [String?] {
        let verdict = try token(issuer: Sample.did()) {
          $0["alg"] = .string(name)
          $0["kid"] = kid.map { .string($0) }
        }.verdict()
        #expect(verdict.outcome == .rejected)
        #expect(verdict[.key].reason?.code == .algorithmMismatch)
      }
    }
  }

  // MARK: trust files

  @Test func `Keys of the trust file are the only ones, by their name or by themselves`() throws {
    func verdict(
      _ keys: [AcceptedKey], by label: String = "issuer", kid: String? = nil, at time: Instant = .noon
    ) throws
      -> Verdict
    {
      let trust = TrustPolicy(
        trustFile: try TrustFile(
          name: nil, issuers: [TrustedIssuer(id: "https://example.org/issuer", name: "Example", keys: keys)]))
      return try token(issuer: "https://example.org/issuer", by: label) { $0["kid"] = kid.map { .string($0) } }
        .verdict(trust: trust, at: time)
    }
    let key = AcceptedKey(key: try Sample.publicKey())
    let old = AcceptedKey(key: try Sample.publicKey("old"))
    for kid in [nil, "https://keys.example/1", "https://example.org/keys#1", "1"] as [String?] {
      #expect(try verdict([old, key], kid: kid).outcome == .accepted)
      #expect(try verdict([old, key], by: "attacker", kid: kid).outcome == .rejected)
    }
    let named = AcceptedKey(key: try Sample.publicKey(), id: "https://keys.example/1")
    #expect(try verdict([named], kid: "https://keys.example/1").outcome == .accepted)
    #expect(try verdict([named]).outcome == .accepted)
    #expect(try verdict([]).outcome == .undetermined)
    #expect(try verdict([], kid: "https://keys.example/1").outcome == .undetermined)
    let revoked = AcceptedKey(key: try Sample.publicKey(), revoked: Instant("2026-11-01T00:00:00Z"))
    #expect(try verdict([revoked])[.key].reason?.code == .keyRevoked)
    // Without `iat` the first moment of the token says when it was signed.
    let rotated = AcceptedKey(key: try Sample.publicKey(), until: Instant("2026-06-01T00:00:00Z"))
    #expect(try verdict([rotated]).outcome == .accepted)
    let early = AcceptedKey(key: try Sample.publicKey(), until: Instant("2026-01-01T00:00:00Z"))
    #expect(try verdict([early])[.key].reason?.code == .keyExpired)
  }
}
