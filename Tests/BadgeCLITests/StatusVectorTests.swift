import Badge
import Files
import Foundation
import Testing

@testable import BadgeCLI

/// One entry of Tests/TestVectors/manifest.json with a folder of status lists, as the command line that it describes.
struct StatusVector: Decodable, Sendable, CustomTestStringConvertible {
  let id: String
  let file: String
  let outcome: OneOrMore
  let check: OneOrMore?
  let row: String
  let why: String
  let at: String?
  let issuer: [String]?
  let anyIssuer: Bool?
  let didDocuments: String?
  let status: String?
  let minStatusListLength: Int?
  let trust: String?

  var testDescription: String { "\(id) (\(row)): \(why)" }

  /// A string, or an array of them.
  struct OneOrMore: Decodable, Sendable {
    let values: [String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      values = try (try? container.decode(String.self)).map { [$0] } ?? container.decode([String].self)
    }
  }

  private struct Manifest: Decodable {
    let at: String
    let vectors: [StatusVector]
  }

  private static func read(_ name: String) throws -> Manifest {
    try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: Repository.vectors.appending(path: name)))
  }
  private static let manifest = Result { try read("manifest.json") }
  /// Empty where a manifest cannot be read, which a test of its own reports.
  static let all = [try? manifest.get(), try? read("linked-data/manifest.json")].compactMap { $0?.vectors }.joined()
    .filter { $0.file.hasPrefix("status/") || $0.file.hasPrefix("linked-data/status/") }

  /// The vectors of a few hundred each, so that a failing one is told by its name and starting them costs little.
  static let groups = stride(from: 0, to: all.count, by: 100).map { Array(all[$0..<min($0 + 100, all.count)]) }

  private func path(_ name: String) -> String { Repository.vectors.appending(path: name).path }

  /// The verdict of the command with these options, in this process.
  func verdict() throws -> Verdict {
    var lists = StatusOptions()
    lists.status = status.map { [Path(path($0))] } ?? []
    lists.minStatusListLength = minStatusListLength
    lists.statusState = nil
    var documents = DocumentOptions()
    documents.didDocuments = didDocuments.map { [Path(path($0))] } ?? []
    let policy = TrustPolicy(
      trustFile: try trust.map { try TrustStore.load(Path(path($0))) }, issuers: issuer ?? [],
      unvouchedIssuers: anyIssuer == true ? .allow : .deny)
    let verifier = Verifier(trust: policy, documents: try documents.store(), statusLists: try lists.open().store)
    let time = try #require(Instant(try at ?? Self.manifest.get().at))
    return verifier.verify(try InputFile.contents(of: Path(path(file))), at: time)
  }

  /// What the vector says and the verdict does not; nil where they agree.
  func disagreement() throws -> String? {
    let verdict = try verdict()
    let deciding = verdict.findings.first {
      switch $0.result {
      case .failed, .unknown: true
      case .passed, .skipped: false
      }
    }
    let found = deciding.map { "\($0.check.name)" }
    let message = deciding?.result.reason?.message ?? ""
    guard outcome.values.contains(verdict.outcome.rawValue) else {
      return "\(testDescription): \(verdict.outcome.rawValue) at \(found ?? "nothing"): \(message)"
    }
    // Where several outcomes are allowed, `check` only says what is in doubt.
    guard outcome.values.count == 1 else { return nil }
    let isRight = found.map { check?.values.contains($0) ?? false } ?? (check == nil)
    return isRight ? nil : "\(testDescription): decided by \(found ?? "nothing"): \(message)"
  }
}

struct StatusVectorTests {
  @Test func `The manifest has vectors for every row of the table of threats to status lists`() {
    #expect(StatusVector.all.count > 1000)
    let rows = Set(StatusVector.all.map(\.row))
    #expect(rows.isSuperset(of: (1...8).map { "H\($0)" }))
  }

  @Test(arguments: StatusVector.groups.indices)
  func `Vectors with status lists have the outcome of the manifest`(_ group: Int) throws {
    for vector in StatusVector.groups[group] {
      let disagreement = try vector.disagreement()
      #expect(disagreement == nil)
    }
  }
}
