import CanonicalJSON
import LinkedData
import Signing
import Testing

@testable import Badge

/// A badge that defines names of its own: its signature can be checked, but only its maker says what they mean.
struct InlineContextTests {
  private func badge() throws -> JSONValue {
    var badge = try Sample.badge()
    guard case .array(let contexts)? = badge["@context"] else { throw CancellationError() }
    badge["@context"] = .array(contexts + [["grade": "https://university.example/terms#grade"]])
    badge["grade"] = "A"
    return badge
  }

  /// Signed by hand: Badge does not sign what nobody else defines.
  private func signed() throws -> JSONValue {
    let badge = try badge()
    var hash: [UInt8] = []
    let options = try Sample.linkedOptions()
    var jsonld = JSONLDOptions()
    jsonld.allowsInlineContexts = true
    var proof = options
    proof["@context"] = badge["@context"]
    for value in [proof, badge] {
      var processor = JSONLDProcessor(contexts: .bundled, options: jsonld)
      hash += HashAlgorithm.sha256.digest(of: try processor.dataset(of: JSONDocument(value)).canonicalNQuads())
    }
    var signed = badge
    var withValue = options
    withValue["proofValue"] = .string(try Sample.key().sign(hash.span).multibase)
    signed["proof"] = withValue
    return signed
  }

  private func verdict(_ badge: JSONValue, _ inlineContexts: TrustPolicy.InlineContexts) -> Verdict {
    Verifier(trust: TrustPolicy(unvouchedIssuers: .allow, inlineContexts: inlineContexts))
      .verify(badge.serialized(), at: .noon)
  }

  @Test func `The signature is found to hold, and the badge is undetermined`() throws {
    let verdict = verdict(try signed(), .deny)
    #expect(verdict.outcome == .undetermined)
    #expect(verdict[.signature].isPassed)
    #expect(verdict[.model].reason?.code == .inlineContext)
  }

  @Test func `It is accepted where that is asked for`() throws {
    #expect(verdict(try signed(), .allow).outcome == .accepted)
  }

  @Test func `A change is found under its own definitions as well`() throws {
    var signed = try signed()
    signed["grade"] = "B"
    for policy in [TrustPolicy.InlineContexts.allow, .deny] {
      let verdict = verdict(signed, policy)
      #expect(verdict.outcome == .rejected)
      #expect(verdict[.signature].reason?.code == .signatureInvalid)
    }
  }

  @Test func `A protected term is not defined anew`() throws {
    var signed = try signed()
    guard case .array(let contexts)? = signed["@context"] else { throw CancellationError() }
    signed["@context"] = .array(contexts + [["description": "https://university.example/terms#nothing"]])
    #expect(verdict(signed, .allow)[.signature].reason?.code == .jsonLDInvalid)
  }

  @Test func `Nothing is signed with it`() throws {
    #expect(throws: IssueError.self) { try Sample.sign(badge(), .eddsaRDFC2022) }
  }
}
