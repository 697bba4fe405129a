import CanonicalJSON
import Foundation
import Signing
import Testing

@testable import Badge

/// Random damage to signed badges.
struct HostileMutationTests {
  private struct Subject {
    let id: String
    let bytes: [UInt8]
    let canonical: [UInt8]
    let verifier: Verifier
    let time: Instant
  }

  /// Small accepted vectors of all sorts, of which every byte that means something is signed: with one proof, over all
  /// contexts.
  private static func subjects() throws -> [Subject] {
    try Vector.all.filter { $0.outcome.values == ["accepted"] }.enumerated().filter { $0.offset % 4 == 0 }.compactMap {
      let bytes = try $1.bytes()
      let document = try JSONDocument(parsing: bytes)
      let value = JSONValue(document)
      guard bytes.count < 8_000, value[at: "/proof/@context"] == value["@context"] else { return nil }
      return Subject(
        id: $1.id, bytes: bytes, canonical: document.canonicalBytes(), verifier: try $1.verifier(), time: try $1.time)
    }
  }

  private static func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    let at = Int.random(in: 0..<bytes.count, using: &random)
    let end = Int.random(in: at...min(bytes.count, at + 40), using: &random)
    switch Int.random(in: 0..<9, using: &random) {
    case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes[at] = UInt8.random(in: 0...255, using: &random)
    case 2: bytes.remove(at: at)
    case 3: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
    case 4: bytes.insert(Array(#"{}[]":,\0tfn-eE.u "#.utf8).randomElement(using: &random)!, at: at)
    case 5: bytes.removeSubrange(at..<end)
    case 6: bytes.insert(contentsOf: Array(bytes[at..<end]), at: Int.random(in: 0..<bytes.count, using: &random))
    case 7: bytes.swapAt(at, Int.random(in: 0..<bytes.count, using: &random))
    default: bytes.removeLast(bytes.count - max(at, 1))
    }
  }

  @Test(arguments: 0..<20)
  func `A damaged badge traps nothing, and is accepted only where the damage changed no value`(_ seed: UInt64) throws {
    let subjects = try Self.subjects()
    try #require(subjects.count > 20)
    var random = SplitMix(seed: seed)
    var scratch = VerifierScratch()
    for round in 0..<1_000 {
      let subject = subjects[Int.random(in: 0..<subjects.count, using: &random)]
      var bytes = subject.bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty { Self.mutate(&bytes, &random) }
      let verdict = subject.verifier.verify(bytes, at: subject.time, using: &scratch)
      guard verdict.outcome == .accepted else { continue }
      let canonical = try JSONDocument(parsing: bytes).canonicalBytes()
      let isUnchanged = canonical == subject.canonical
      #expect(isUnchanged, "\(subject.id), round \(round)")
    }
  }

  @Test func `Documents and trust files that are damaged trap nothing`() throws {
    let trust = Array(
      """
      {"type":"BadgeTrustFile","version":1,"issuers":[{"id":"did:web:a.example","name":"A","keys":[{"id":"did:web:a.example#k",
      "publicKeyMultibase":"\(try Sample.publicKey().multikey)","from":"2026-01-01T00:00:00Z"}],"controllerDocument":
      \(String(decoding: try Sample.document("did:web:a.example").serialized(), as: UTF8.self)),
      "statusList":{"minimumLength":131072}}]}
      """.utf8)
    #expect(throws: Never.self) { try TrustFile(parsing: trust) }
    var random = SplitMix(seed: 7)
    var read = 0
    for _ in 0..<3_000 {
      var bytes = trust
      for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty { Self.mutate(&bytes, &random) }
      if let file = try? TrustFile(parsing: bytes) {
        // What was read can be written and read again.
        #expect((try? TrustFile(parsing: file.serialized())) != nil)
        read += 1
      }
    }
    #expect(read > 0)
  }
}
