import CanonicalJSON
import Foundation
import Testing

@testable import Badge

/// One entry of Tests/TestVectors/manifest.json, or of the one of linked data beside it.
struct Vector: Decodable, Sendable, CustomTestStringConvertible {
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
  let recipient: String?
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
    let vectors: [Vector]
  }

  private static func read(_ name: String) throws -> Manifest {
    try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: Files.vectors.appending(path: name)))
  }
  private static let manifest = Result { try read("manifest.json") }
  /// Empty where a manifest cannot be read, which a test of its own reports.
  private static let listed =
    ((try? manifest.get().vectors) ?? []) + ((try? read("linked-data/manifest.json").vectors) ?? [])
  /// All but those that need a status list.
  static let all = listed.filter { !$0.file.hasPrefix("status/") && !$0.file.hasPrefix("linked-data/status/") }
  /// Those with `credentialStatus` and a folder of status lists.
  static let withStatus = listed.filter { $0.file.hasPrefix("status/") || $0.file.hasPrefix("linked-data/status/") }

  var time: Instant {
    get throws { try #require(Instant(at ?? Self.manifest.get().at)) }
  }

  func bytes() throws -> [UInt8] { try Files.bytes(Files.vectors.appending(path: file)) }

  func verifier() throws -> Verifier {
    Verifier(
      trust: TrustPolicy(issuers: issuer ?? [], unvouchedIssuers: anyIssuer == true ? .allow : .deny),
      documents: try documents(),
      recipient: try recipient.map { try #require(RecipientIdentity($0)) })
  }

  func verdict() throws -> Verdict { try verifier().verify(bytes(), at: time) }

  /// Every document of the folder that can be used, as a folder on the command line is read.
  private func documents() throws -> ControllerDocumentStore {
    var store = ControllerDocumentStore()
    guard let didDocuments else { return store }
    let folder = Files.vectors.appending(path: didDocuments)
    let all = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    for case let file as URL in all where file.pathExtension == "json" {
      guard let json = try? JSONDocument(parsing: Files.bytes(file)),
        let document = try? ControllerDocument(json, at: json.root)
      else { continue }
      store.insert(document)
    }
    return store
  }

  /// What the vector says and the verdict does not; nil where they agree.
  func disagreement(with verdict: Verdict) -> String? {
    guard outcome.values.contains(verdict.outcome.rawValue) else {
      return
        "\(verdict.outcome.rawValue) at \(verdict.decidingCheck ?? "nothing"): \(verdict.decidingReason?.message ?? "")"
    }
    // Where several outcomes are allowed, `check` only says what is in doubt.
    guard outcome.values.count == 1 else { return nil }
    let found = verdict.decidingCheck
    let isRight = found.map { check?.values.contains($0) ?? false } ?? (check == nil)
    return isRight ? nil : "decided by \(found ?? "nothing"): \(verdict.decidingReason?.message ?? "")"
  }
}

/// An entry of Tests/TestVectors/known-divergences.json: a vector that this verifier judges otherwise, and why.
struct Divergence: Decodable, Sendable, CustomTestStringConvertible {
  let id: String
  let outcome: String
  let check: String?
  let clause: String
  let reason: String

  var testDescription: String { "\(id): \(reason)" }

  private static let file = Result {
    try JSONDecoder().decode(
      [Divergence].self, from: Data(contentsOf: Files.vectors.appending(path: "known-divergences.json")))
  }
  static func load() throws -> [Divergence] { try file.get() }
  /// Empty where the file cannot be read, which a test of its own reports.
  static let all = (try? load()) ?? []
}

/// Our own vectors: one file, one property.
struct VectorTests {
  private static let divergent = Set(Divergence.all.map(\.id))
  private static let hostile = Vector.all.filter { $0.file.contains("hostile/") }

  @Test func `The manifest is read, and names every badge file once`() throws {
    #expect(Vector.all.count > 2900)
    #expect(Set(Vector.all.map(\.id)).count == Vector.all.count)
    let listed = Set(Vector.all.map(\.file))
    #expect(listed.count == Vector.all.count)
    var present: Set<String> = []
    for folder in ["", "linked-data/"].flatMap({ part in ["valid", "hostile", "undetermined"].map { part + $0 } }) {
      let names = try FileManager.default.contentsOfDirectory(
        atPath: Files.vectors.appending(path: folder).path(percentEncoded: false))
      present.formUnion(names.map { "\(folder)/\($0)" })
    }
    #expect(present == listed)
  }

  @Test func `The vectors with status lists name badges and folders that are there`() throws {
    #expect(Vector.withStatus.count > 1000)
    #expect(Set((Vector.all + Vector.withStatus).map(\.id)).count == Vector.all.count + Vector.withStatus.count)
    for vector in Vector.withStatus {
      _ = try vector.bytes()
      for path in [vector.status, vector.didDocuments, vector.trust].compactMap({ $0 }) {
        let place = Files.vectors.appending(path: path).path(percentEncoded: false)
        #expect(FileManager.default.fileExists(atPath: place), "\(vector.id)")
      }
    }
  }

  @Test(arguments: Vector.all.filter { !divergent.contains($0.id) })
  func `A vector has the outcome of the manifest, decided by its check`(_ vector: Vector) throws {
    let disagreement = vector.disagreement(with: try vector.verdict())
    #expect(disagreement == nil)
  }

  @Test func `The list of known divergences names vectors, with a reason and a clause`() throws {
    let ids = Set(Vector.all.map(\.id))
    for divergence in try Divergence.load() {
      #expect(ids.contains(divergence.id))
      #expect(!divergence.clause.isEmpty && !divergence.reason.isEmpty)
    }
  }

  @Test(arguments: Divergence.all)
  func `A known divergence is the one that is written down, and no agreement`(_ divergence: Divergence) throws {
    let vector = try #require(Vector.all.first { $0.id == divergence.id })
    let verdict = try vector.verdict()
    #expect(vector.disagreement(with: verdict) != nil)
    #expect(verdict.outcome.rawValue == divergence.outcome)
    #expect(verdict.decidingCheck == divergence.check)
  }

  @Test(arguments: hostile)
  func `A hostile vector is never accepted`(_ vector: Vector) throws {
    #expect(try vector.verdict().outcome != .accepted)
  }

  @Test func `The same vector gives the same report twice, whatever was verified between`() throws {
    var scratch = VerifierScratch()
    for vector in Vector.all {
      let (verifier, bytes, time) = (try vector.verifier(), try vector.bytes(), try vector.time)
      let first = VerdictReport.bytes(verifier.verify(bytes, at: time), at: time)
      let verdict = verifier.verify(bytes, at: time, using: &scratch)
      var second: [UInt8] = []
      VerdictReport(verdict, of: .init(name: "badge.json", sha256: nil), at: time).append(to: &second, using: &scratch)
      #expect(first == second, "\(vector.id)")
    }
  }

  @Test func `The order of the proofs does not change the outcome`() throws {
    var count = 0
    for vector in Vector.all {
      guard let document = try? JSONDocument(parsing: vector.bytes()),
        let proof = document.member("proof", of: document.root),
        document.count(of: proof) > 1, document.kind(of: proof) == .array,
        // What a chained proof covers is hashed in the order of the set, so that order is signed.
        !document.elements(of: proof).contains(where: { element in
          document.member("previousProof", of: element).map { document.count(of: $0) > 1 } ?? false
        })
      else { continue }
      var badge = JSONValue(document)
      guard case .array(let proofs)? = badge["proof"] else { continue }
      badge["proof"] = .array(proofs.reversed())
      let reversed = try vector.verifier().verify(badge.serialized(), at: vector.time)
      let outcome = try vector.verdict().outcome
      #expect(reversed.outcome == outcome, "\(vector.id)")
      count += 1
    }
    #expect(count > 10)
  }
}
