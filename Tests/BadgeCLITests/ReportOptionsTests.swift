import Badge
import CanonicalJSON
import Foundation
import Signing
import Testing

@testable import BadgeCLI

/// `badge verify --report`.
@Suite struct ReportOptionsTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.sample("alice.json")
    try folder.sample("issuer.pkcs8.pem", as: "issuer.pem")
    let text = String(decoding: try Repository.sample("alice.json"), as: UTF8.self)
    try folder.file("changed.json", Data(text.replacing("Teamwork", with: "Mastery").utf8))
    try folder.file(
      "issuers.json",
      TrustFile(name: nil, issuers: [TrustedIssuer(id: Repository.sampleDID, name: "Example University")]).serialized()
        .data)
  }

  private func verify(_ options: String) throws -> Tool.Result {
    try Tool.shell(
      "\"$BADGE\" verify --trust issuers.json --at 2026-11-24T12:00:00Z \(options)", in: folder.url)
  }

  private func value(_ name: String) throws -> JSONValue {
    JSONValue(try JSONDocument(parsing: Array(Data(contentsOf: folder.url.appending(path: name)))))
  }

  @Test(
    "A report is made beside what the command prints, and the exit status is the same", arguments: ReportKind.allCases)
  func file(kind: ReportKind) throws {
    let plain = try verify("alice.json changed.json")
    let result = try verify("alice.json changed.json --report \(kind.rawValue) -o report")
    #expect(result.status == 1 && result.output == plain.output && result.errors.isEmpty)
    let report = try folder.text("report")
    for fact in ["alice.json", "changed.json", "signature_invalid", "issuers.json", "badge \(badgeVersion)"] {
      #expect(report.contains(fact))
    }
    // The digest that sha256sum has of the file.
    let digest = try Tool.shell("sha256sum < changed.json", in: folder.url).text.prefix(64)
    #expect(report.contains(digest))
  }

  @Test("The same input, trust and time give the same bytes, with any number of jobs", arguments: ReportKind.allCases)
  func deterministic(kind: ReportKind) throws {
    for name in 0..<40 { try folder.sample("alice.json", as: "more-\(name).json") }
    let reports = try [1, 2, 7].map { jobs in
      try verify("*.json --report \(kind.rawValue) --jobs \(jobs)").output
    }
    #expect(reports[0].count > 10_000 && reports[0] == reports[1] && reports[1] == reports[2])
  }

  @Test("Without a file the report is what is printed, and nothing else is")
  func standardOutput() throws {
    let result = try verify("alice.json --report json")
    let value = JSONValue(try JSONDocument(parsing: result.output))
    #expect(value["type"] == "BadgeReport" && result.status == 0)
    #expect(try folder.entries == ["alice.json", "changed.json", "issuer.pem", "issuers.json"])
  }

  @Test("A file that is there is replaced only with --force, and refused before anything is verified")
  func existing() throws {
    try folder.file("report", Data("mine".utf8))
    let refused = try verify("alice.json --report csv -o report")
    #expect(refused.status == 4 && refused.errors.contains("(file_exists)") && refused.output.isEmpty)
    #expect(try folder.text("report") == "mine")
    #expect(try verify("alice.json --report csv -o report --force").status == 0)
    #expect(try folder.text("report").hasPrefix("\"input\""))
  }

  @Test("A run that fails leaves neither a report nor a part of one")
  func failure() throws {
    #expect(try verify("missing.json --report csv -o report").status == 4)
    try FileManager.default.createDirectory(at: folder.url.appending(path: "empty"), withIntermediateDirectories: true)
    #expect(try verify("empty --report json -o report").status == 2)
    #expect(try !folder.entries.contains { $0.contains("report") || $0.hasSuffix(".tmp") })
  }

  @Test("A badge that cannot be read among others is in the report, and the run ends with 4")
  func unreadable() throws {
    #expect(try verify("alice.json missing.json --report json -o report").status == 4)
    let report = try value("report")
    #expect(report["counts"]?["accepted"] == 1 && report["counts"]?["undetermined"] == 1)
  }

  @Test("What was given to the verifier is told with its digest")
  func provenance() throws {
    try folder.file("context.json", Data(#"{"@context":{"grade":"https://example.org/grade"}}"#.utf8))
    let result = try verify(
      "alice.json --report json -o report --context https://example.org/c=context.json "
        + "--did-documents '\(Repository.samples.path)/documents' --recipient email:alice@example.org")
    #expect(result.status == 0, "\(result.errors)")
    let report = try value("report")
    let digest = try Tool.shell("sha256sum < context.json", in: folder.url).text.prefix(64)
    guard case .array(let contexts)? = report["contexts"], case .array(let documents)? = report["documents"] else {
      throw Defect()
    }
    #expect(contexts == [["url": "https://example.org/c", "sha256": .string(String(digest))]])
    #expect(!documents.isEmpty)
    #expect(report["policy"]?["recipient"] == ["type": "emailAddress", "value": "alice@example.org"])
  }

  private struct Defect: Error {}

  @Test("The list that a verdict looked into is told with its digest", arguments: ReportKind.allCases)
  func statusList(kind: ReportKind) throws {
    let issuer = try IssuerFolder()
    try issuer.issue()
    let list = try #require(
      try FileManager.default.contentsOfDirectory(atPath: issuer.folder.url.appending(path: "lists").path)
        .first { $0.hasSuffix("revocation.json") })
    let result = try issuer.verify("alice.json", "--report \(kind.rawValue)")
    #expect(result.status == 0, "\(result.errors)")
    let digest = try Tool.shell("sha256sum < lists/\(list)", in: issuer.folder.url).text.prefix(64)
    #expect(result.text.contains(digest))
  }

  @Test(
    "Of a trust bundle its curator, version and dates are told, and the digest of its file",
    arguments: ReportKind.allCases)
  func bundle(kind: ReportKind) throws {
    let made = try Tool.shell(
      "\"$BADGE\" trust export -o bundle.json --trust issuers.json --key issuer.pem --valid-for 90d --allow-sample-key",
      in: folder.url)
    try #require(made.status == 0, "\(made.errors)")
    let result = try Tool.shell(
      "\"$BADGE\" verify alice.json --trust bundle.json --curator \(Repository.sampleDID) --report \(kind.rawValue)",
      in: folder.url)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.text.contains(try Tool.shell("sha256sum < bundle.json", in: folder.url).text.prefix(64)))
    if kind != .csv {
      #expect(result.text.contains("urator") && result.text.contains(Repository.sampleDID))
    }
    if kind == .json { #expect(result.text.contains(#""kind":"signed""#)) }
  }

  // MARK: receipts

  @Test("A receipt is for its report and by its key, and for no other", arguments: ReportKind.allCases)
  func receipt(kind: ReportKind) throws {
    let made = try verify(
      "alice.json changed.json --report \(kind.rawValue) -o report --receipt issuer.pem --allow-sample-key -q")
    #expect(made.status == 1, "\(made.errors)")
    func check(_ options: String) throws -> Tool.Result {
      try Tool.shell("\"$BADGE\" receipt report.receipt.json \(options)", in: folder.url)
    }
    let good = try check("--report report --signer \(Repository.sampleDID)")
    #expect(good.status == 0 && good.text.hasPrefix("ACCEPTED"), "\(good.text)")
    #expect(try check("--report report --signer issuer.pem").status == 0)
    #expect(try check("--report alice.json --signer \(Repository.sampleDID)").status == 1)
    #expect(try check("--report report --signer \(Repository.otherDID)").status == 1)
    let open = try check("--report report --format json")
    #expect(open.status == 3 && open.text.contains("signer_not_named"))
    let subject = try #require(try value("report.receipt.json")["credentialSubject"])
    #expect(subject["counts"] == ["accepted": 1, "rejected": 1, "undetermined": 0])
    // It is no badge.
    #expect(try Tool.shell("\"$BADGE\" verify report.receipt.json --any-issuer", in: folder.url).status == 3)
  }

  @Test("A sample key signs only where that is allowed, and no receipt goes over another")
  func receiptRefused() throws {
    let sample = try verify("alice.json --report csv -o report --receipt issuer.pem")
    #expect(sample.status == 4 && sample.errors.contains("(sample_key)"))
    try folder.file("report.receipt.json", Data())
    let existing = try verify("alice.json --report csv -o report --receipt issuer.pem --allow-sample-key")
    #expect(existing.status == 4 && existing.errors.contains("(file_exists)"))
    #expect(try !folder.entries.contains("report"))
  }

  @Test(
    "Options that mean nothing together are refused",
    arguments: [
      "-o report", "--force", "--receipt issuer.pem", "--report csv --receipt issuer.pem", "--report pdf",
      "--report csv -o - --receipt issuer.pem",
    ])
  func usage(options: String) throws {
    #expect(try verify("alice.json \(options)").status == 2)
  }

  @Test("No secret is in a report, a receipt or what is printed")
  func secrets() throws {
    try folder.file("passphrase.txt", Data("correct horse battery staple\n".utf8), mode: 0o600)
    #expect(
      try Tool.shell("\"$BADGE\" keygen -o ours.pem --passphrase-file passphrase.txt", in: folder.url).status == 0)
    let made = try verify(
      "alice.json --report html -o report --receipt ours.pem --passphrase-file passphrase.txt")
    #expect(made.status == 0, "\(made.errors)")
    let plain = try Tool.shell(
      "openssl pkey -in ours.pem -passin file:passphrase.txt -outform DER | tail -c 32 | xxd -p -c 64", in: folder.url)
    let seed = plain.text.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(seed.count == 64)
    for text in [made.text, made.errors, try folder.text("report"), try folder.text("report.receipt.json")] {
      #expect(!text.contains("horse") && !text.lowercased().contains(seed))
    }
  }
}

extension [UInt8] {
  fileprivate var data: Data { Data(self) }
}
