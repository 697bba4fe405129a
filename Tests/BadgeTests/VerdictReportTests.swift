import CanonicalJSON
import Signing
import Testing

@testable import Badge

struct VerdictReportTests {
  private func report(_ verdict: Verdict, name: String = "badge.json", line: Int? = nil) throws -> JSONDocument {
    var bytes: [UInt8] = []
    VerdictReport(
      verdict, of: .init(name: name, line: line, sha256: HashAlgorithm.sha256.digest(of: [])), at: .noon
    ).append(to: &bytes)
    return try JSONDocument(parsing: bytes)
  }

  private func names(_ document: JSONDocument, _ node: JSONDocument.Node) -> [String] {
    document.members(of: node).compactMap { document.text(at: $0.name) }
  }

  @Test func `The members of an accepted badge's report stand in their order`() throws {
    var badge = try Sample.badge()
    badge["validUntil"] = "2027-01-01T00:00:00Z"
    let report = try report(Sample.sign(badge).verdict(), line: 7)
    #expect(
      names(report, report.root)
        == ["input", "line", "sha256", "outcome", "at", "credential", "findings", "proofs"])
    let credential = try #require(report.member("credential", of: report.root))
    #expect(names(report, credential) == ["issuer", "id", "title", "recipient", "validFrom", "validUntil"])
    let value = JSONValue(report)
    #expect(value["line"] == 7)
    #expect(value["outcome"] == "accepted")
    #expect(value["at"] == "2026-11-24T12:00:00Z")
    #expect(value["sha256"] == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(value[at: "/credential/issuer/name"] == "Example University")
    #expect(value[at: "/credential/issuer/nameIs"] == "claimed")
    #expect(value[at: "/proofs/0/key"] == "passed")
  }

  @Test func `A finding that did not pass has a code, a message, a pointer and the problem type`() throws {
    var badge = try Sample.badge()
    badge["validUntil"] = "2026-02-01T00:00:00Z"
    let value = JSONValue(try report(Sample.sign(badge).verdict()))
    #expect(value[at: "/findings/5/check"] == "dates")
    #expect(value[at: "/findings/5/result"] == "failed")
    #expect(value[at: "/findings/5/code"] == "expired")
    #expect(value[at: "/findings/5/pointer"] == "/validUntil")
    #expect(value[at: "/findings/5/type"] == "https://www.w3.org/TR/vc-data-model#RANGE_ERROR")
    #expect(value[at: "/findings/5/message"] == "the credential expired on 2026-02-01T00:00:00Z")
    #expect(value[at: "/findings/0/code"] == nil)
  }

  @Test func `A name that the trust file vouches for is not called claimed`() throws {
    let trust = TrustPolicy(
      trustFile: try TrustFile(name: nil, issuers: [TrustedIssuer(id: Sample.did(), name: "Real name")]))
    let value = JSONValue(try report(Sample.signedBadge().verdict(trust: trust)))
    #expect(value[at: "/credential/issuer/name"] == "Real name")
    #expect(value[at: "/credential/issuer/nameIs"] == "vouched")
  }

  @Test func `Nothing is said of a credential whose signature does not hold`() throws {
    var badge = try Sample.signedBadge()
    badge["name"] = "SECRET"
    let report = try report(badge.verdict())
    #expect(report.member("credential", of: report.root) == nil)
    #expect(!String(decoding: report.bytes, as: UTF8.self).contains("SECRET"))
  }

  @Test(arguments: [
    "a\nb", "\u{1B}[31mred\u{1B}[0m", "\",\"outcome\":\"accepted\",\"x\":\"", "\\\"", "\u{0}",
    "\r\n{\"outcome\":\"accepted\"}",
    "\u{202E}gnp.exe", "</script>", "\u{2028}", "\u{85}",
  ])
  func `A hostile name stays one string of a report of one line`(_ name: String) throws {
    var badge = try Sample.badge()
    badge[at: "/issuer/name"] = .string(name)
    let report = try report(Sample.sign(badge).verdict(), name: name)
    #expect(!report.bytes.contains(0x0A) && !report.bytes.contains { $0 < 0x20 })
    let value = JSONValue(report)
    #expect(value["input"] == .string(name))
    #expect(value["outcome"] == "accepted")
    #expect(value[at: "/credential/issuer/name"] == .string(name))
  }

  @Test(arguments: [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFF, 0x10FFFE, 0x10FFFF] as [UInt32])
  func `The noncharacters that a file's name may hold do not make the report unreadable`(_ point: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(point))
    let report = try report(Sample.signedBadge().verdict(), name: "a\(scalar)b")
    #expect(JSONValue(report)["input"] == "a\u{FFFD}b")
  }

  @Test(arguments: [0xFDCF, 0xFDF0, 0xFFFD, 0x1FFFD, 0x1F600] as [UInt32])
  func `The neighbours of noncharacters stay as they are`(_ point: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(point))
    let report = try report(Sample.signedBadge().verdict(), name: "a\(scalar)b")
    #expect(JSONValue(report)["input"] == .string("a\(scalar)b"))
  }

  @Test func `Hostile text of a refused badge stays inside its message`() throws {
    let hostile = "\",\"outcome\":\"accepted\"}\n{\"outcome\":\"accepted\""
    var badge = try Sample.signedBadge()
    badge[at: "/proof/cryptosuite"] = .string(hostile)
    let report = try report(badge.verdict())
    #expect(!report.bytes.contains(0x0A))
    #expect(JSONValue(report)["outcome"] == "undetermined")
    #expect(JSONValue(report)[at: "/proofs/0/cryptosuite"] == .string(hostile))
  }

  @Test func `The longest escapes and the longest texts fit, in every member`() throws {
    let worst = String(repeating: "\u{1}", count: 2_000)
    var badge = try Sample.badge()
    badge[at: "/issuer/name"] = .string(worst)
    badge[at: "/credentialSubject/achievement/name"] = .string(worst)
    badge[at: "/credentialSubject/identifier"] = [
      "type": "IdentityObject", "hashed": false, "identityHash": .string(worst), "identityType": "name",
    ]
    badge["id"] = .string("urn:" + String(repeating: "x", count: 2_000))
    badge["validUntil"] = "999999999-12-31T23:59:59.999999999Z"
    let accepted = try report(
      Sample.sign(badge).verdict(recipient: RecipientIdentity(type: "name", value: worst)), name: worst, line: .max)
    #expect(JSONValue(accepted)["outcome"] == "accepted")
    #expect(JSONValue(accepted)["input"] == .string(worst))
    #expect(JSONValue(accepted)[at: "/credential/recipient"] == .string(worst))

    // Sixteen proofs with hostile names, and a pointer made of a hostile name.
    var many = try Sample.badge()
    many["proof"] = .array(
      Array(
        repeating: ["type": "DataIntegrityProof", "cryptosuite": .string(worst), "verificationMethod": .string(worst)],
        count: 16))
    let proofs = try report(many.verdict(), name: worst, line: .max)
    #expect(JSONValue(proofs)[at: "/proofs/15/cryptosuite"] == .string(worst))
    var deep = try Sample.badge()
    deep["image"] = .object([.init("id", "urn:a:b"), .init("type", "Image"), .init(worst, 1)])
    #expect(JSONValue(try report(deep.verdict()))[at: "/findings/1/pointer"] == .string("/image/" + worst))
  }

  @Test func `The pretty form says the same, over several lines`() throws {
    let verdict = try Sample.signedBadge().verdict()
    let report = VerdictReport(verdict, of: .init(name: "a", sha256: nil), at: .noon)
    var compact: [UInt8] = []
    report.append(to: &compact)
    let pretty = report.pretty()
    #expect(pretty.last == 0x0A && pretty.filter { $0 == 0x0A }.count > 10)
    #expect(JSONValue(try JSONDocument(parsing: pretty)) == JSONValue(try JSONDocument(parsing: compact)))
  }

  @Test func `A badge that was not read has a report without a digest`() throws {
    let report = try JSONDocument(parsing: VerdictReport.bytes(.unreadable("no"), name: "-"))
    #expect(names(report, report.root) == ["input", "outcome", "at", "findings"])
  }
}
