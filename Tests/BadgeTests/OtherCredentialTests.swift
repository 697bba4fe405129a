import CanonicalJSON
import Testing

@testable import Badge

struct OtherCredentialTests {
  private func verdict(_ type: JSONValue, of model: DataModel = .version2) throws -> Verdict {
    var credential = try Sample.badge(of: model)
    credential["type"] = type
    return try Sample.sign(credential).verdict()
  }

  @Test(arguments: [
    ("BitstringStatusListCredential", "status list"), ("StatusList2021Credential", "status list"),
    ("UniversityDegreeCredential", "not an Open Badge"), ("clrCredential", "not an Open Badge"),
  ])
  func `Another credential is named, its signature told, and its claims not judged`(
    _ type: String, _ words: String
  ) throws {
    for model in [DataModel.version1, .version2] {
      let verdict = try verdict(["VerifiableCredential", .string(type)], of: model)
      #expect(verdict.outcome == .undetermined)
      #expect(verdict[.model].reason?.code == .credentialTypeNotSupported)
      #expect(verdict[.model].reason?.message.contains(words) ?? false)
      #expect(verdict[.signature].isPassed)
      #expect(verdict[.dates].isPassed)
    }
  }

  @Test func `A good endorsement and a good record are named, their signatures told, and they are not accepted`() throws
  {
    for (value, words) in [
      (CredentialRulesTests.endorsement, "endorsement"), (CredentialRulesTests.record, "Comprehensive Learner Record"),
    ] {
      var value = value
      value[at: "/issuer/id"] = .string(try Sample.did())
      let verdict = try Sample.sign(value).verdict()
      #expect(verdict.outcome == .undetermined)
      #expect(verdict[.model].reason?.code == .credentialTypeNotSupported)
      #expect(verdict[.model].reason?.message.contains(words) ?? false)
      #expect(verdict[.signature].isPassed)
    }
  }

  @Test(arguments: ["ClrCredential", "EndorsementCredential"])
  func `One that breaks a rule of its class is rejected`(_ type: String) throws {
    var credential = try Sample.badge()
    credential["type"] = ["VerifiableCredential", .string(type)]
    #expect(try CredentialModelTests.reason(credential)?.pointer == "/credentialSubject/type")
  }

  @Test func `A type beside that of a badge makes no other credential of it`() throws {
    #expect(try verdict(["VerifiableCredential", "OpenBadgeCredential", "ClrCredential"]).outcome == .accepted)
  }

  @Test func `A badge of the plugfest's draft is no Open Badge of the specification`() throws {
    var badge = try Sample.badge(of: .version1)
    badge["@context"] = [
      "https://www.w3.org/2018/credentials/v1",
      "https://w3c-ccg.github.io/vc-ed/plugfest-1-2022/jff-vc-edu-plugfest-1-context.json",
    ]
    let model = try CredentialModel(JSONDocument(badge))
    #expect(model.undecided == .draftBadge)
    #expect(model.finding.reason?.code == .credentialTypeNotSupported)
    // Under any other context the types of a badge are those of Open Badges, or a mistake.
    badge["@context"] = ["https://www.w3.org/2018/credentials/v1", "https://example.org/context"]
    #expect(try CredentialModelTests.reason(badge)?.code == .contextInvalid)
  }
}
