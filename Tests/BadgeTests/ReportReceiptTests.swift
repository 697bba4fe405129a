import CanonicalJSON
import Signing
import Testing

@testable import Badge

@Suite struct ReportReceiptTests {
  private static let digest = HashAlgorithm.sha256.digest(of: Array("report".utf8))

  private static func contents(_ names: [String] = ["alice.json"]) -> ReportReceipt.Contents {
    var rows = ReportReceipt.Rows()
    var counts = OutcomeCounts()
    for name in names {
      rows.add(ReportReceipt.Row(input: Sample.input(name, Array(name.utf8)), outcome: .accepted))
      counts.add(.accepted)
    }
    return ReportReceipt.Contents(
      mediaType: "text/html", sha256: digest, provenance: Sample.provenance(), counts: counts, rows: rows)
  }

  private static func receipt(_ contents: ReportReceipt.Contents = contents()) throws -> [UInt8] {
    try ReportReceipt.issue(contents, at: .noon, with: Sample.key())
  }

  @Test("A receipt holds the digest of the report, with what, and the outcome of each badge")
  func contents() throws {
    let receipt = JSONValue(try JSONDocument(parsing: Self.receipt()))
    #expect(receipt["issuer"] == .string(try Sample.did()))
    let subject = try #require(receipt["credentialSubject"])
    #expect(subject["sha256"] == .string(Hexadecimal.string(Self.digest)) && subject["mediaType"] == "text/html")
    #expect(subject[at: "/trust/file"] == "issuers.json" && subject["at"] == .string(Instant.noon.description))
    #expect(subject[at: "/badges/0/input"] == "alice.json" && subject[at: "/badges/0/outcome"] == "accepted")
    #expect(subject[at: "/counts/accepted"] == 1)
  }

  @Test("It is accepted for the report, by a signer who is named")
  func accepted() throws {
    let verdict = ReceiptVerdict(
      try Self.receipt(), report: Self.digest, signers: ["did:example:a", try Sample.did()], at: .noon)
    let did = try Sample.did()
    #expect(verdict.outcome == .accepted && verdict.signer == did)
  }

  @Test("It is rejected for another report, and by another signer; with nobody named nothing is decided")
  func others() throws {
    let receipt = try Self.receipt()
    let did = try Sample.did()
    let other = ReceiptVerdict(receipt, report: HashAlgorithm.sha256.digest(of: []), signers: [did], at: .noon)
    #expect(other.outcome == .rejected && other.reason?.code == .reportMismatch)
    let stranger = ReceiptVerdict(receipt, report: Self.digest, signers: [try Sample.did("other")], at: .noon)
    #expect(stranger.outcome == .rejected && stranger.reason?.code == .signerMismatch)
    let nobody = ReceiptVerdict(receipt, report: Self.digest, signers: [], at: .noon)
    #expect(nobody.outcome == .undetermined && nobody.reason?.code == .signerNotNamed)
  }

  @Test(
    "A change of anything in it ends it",
    arguments: [
      "/credentialSubject/sha256", "/credentialSubject/badges/0/outcome", "/validFrom", "/credentialSubject/at",
    ])
  func changed(pointer: String) throws {
    var receipt = JSONValue(try JSONDocument(parsing: Self.receipt()))
    receipt[at: pointer] = "2026-01-01T00:00:00Z"
    let verdict = ReceiptVerdict(receipt.serialized(), report: Self.digest, signers: [try Sample.did()], at: .noon)
    #expect(verdict.outcome == .rejected && verdict.signer == nil)
    #expect(verdict.findings.count == ReceiptVerdict.Question.allCases.count)
  }

  @Test("A badge is no receipt, and neither is a text that is none")
  func notAReceipt() throws {
    let badge = ReceiptVerdict(
      try Sample.signedBadge().serialized(), report: Self.digest, signers: [try Sample.did()], at: .noon)
    #expect(badge.outcome == .rejected && badge.findings[0].result.reason?.code == .notAReceipt)
    #expect(ReceiptVerdict([], report: Self.digest, signers: [], at: .noon).outcome == .rejected)
  }

  @Test("A receipt is no badge: verify never accepts it")
  func noBadge() throws {
    let verdict = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow)).verify(try Self.receipt(), at: .noon)
    #expect(verdict.outcome == .undetermined && verdict[.signature].isPassed)
  }

  @Test("Of many badges the digest of the report is signed, and no list of them")
  func many() throws {
    let names = (0...ReportReceipt.Rows.limit).map { "badge-\($0).json" }
    let receipt = JSONValue(try JSONDocument(parsing: Self.receipt(Self.contents(names))))
    #expect(receipt[at: "/credentialSubject/badges"] == nil)
    #expect(receipt[at: "/credentialSubject/counts/accepted"] == .number(Double(names.count)))
    let few = JSONValue(try JSONDocument(parsing: Self.receipt(Self.contents(Array(names.dropLast())))))
    #expect(few[at: "/credentialSubject/badges/\(names.count - 2)/input"] == .string(names[names.count - 2]))
    let long = Self.contents(Array(repeating: String(repeating: "x", count: 1 << 20), count: 3))
    #expect(long.rows.rows == nil)
  }

  @Test("Names of files that are no I-JSON are signed all the same")
  func strangeNames() throws {
    #expect(try !Self.receipt(Self.contents(["a\u{FFFF}b", "\u{0}\n\""])).isEmpty)
  }
}
