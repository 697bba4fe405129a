import CanonicalJSON
import Signing
import Synchronization
import Testing

@testable import Badge

struct SnapshotChoiceTests {
  private static let august = Instant("2026-08-15T00:00:00Z" as StaticString)

  private func list(_ date: String, set: [Int] = [], by label: String = "issuer") throws -> StatusListSnapshot {
    let list = try Sample.list(set: set, by: label) {
      $0["validFrom"] = .string(date + "T00:00:00Z")
    }
    return StatusListSnapshot(content: list.serialized(), retrieved: .noon)
  }

  private func verdict(
    _ snapshots: [StatusListSnapshot], at time: Instant, memory: (any StatusListMemory)? = nil
  ) throws -> Verdict {
    let store = StatusListStore(memory: memory) { url in
      url == Array(Sample.listURL.utf8) ? .snapshots(snapshots) : .missing
    }
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), statusLists: store)
    return try verifier.verify(Sample.badge(status: Sample.entry()).serialized(), at: time)
  }

  @Test func `The newest list that is not later counts, in whatever order they are`() throws {
    let (june, october) = (try list("2026-06-01"), try list("2026-10-01", set: [Sample.index]))
    for snapshots in [[june, october], [october, june]] {
      #expect(try verdict(snapshots, at: .noon).statusCode == .revoked)
      let then = try verdict(snapshots, at: Self.august)
      #expect(then.outcome == .accepted)
      #expect(
        then.statusText
          == "not revoked (list of 2026-06-01, 75 days old); revoked later, by the list of 2026-10-01")
    }
    #expect(
      try verdict([june, list("2026-10-01")], at: Self.august).statusText
        == "not revoked (list of 2026-06-01, 75 days old)")
  }

  @Test func `Where all lists are later nobody knows`() throws {
    let verdict = try verdict([list("2026-10-01"), list("2026-09-01")], at: Self.august)
    #expect(verdict.outcome == .undetermined && verdict.statusCode == .statusListNotYetValid)
    #expect(try self.verdict([], at: Self.august).statusCode == .statusListMissing)
  }

  @Test func `A list that was revoked then is not made good by a later one`() throws {
    let lists = [try list("2026-06-01", set: [Sample.index]), try list("2026-10-01")]
    #expect(try verdict(lists, at: Self.august).statusCode == .revoked)
  }

  @Test func `A later list of somebody else tells nothing, and one in force that is broken is not passed over`() throws
  {
    let june = try list("2026-06-01")
    let foreign = try list("2026-10-01", set: [Sample.index], by: "attacker")
    #expect(try verdict([june, foreign], at: Self.august).statusText?.contains("later") == false)
    #expect(try verdict([june, foreign], at: .noon).outcome == .undetermined)
    let broken = StatusListSnapshot(content: Array("{}".utf8), retrieved: Self.august)
    #expect(try verdict([june, broken], at: .noon).outcome == .undetermined)
    #expect(try verdict([june, broken], at: Instant("2026-07-01T00:00:00Z" as StaticString)).outcome == .accepted)
  }

  private final class Memory: StatusListMemory {
    let records = Mutex<[StatusListRecord]>([])
    func recall(issuer: [UInt8], url: [UInt8]) -> StatusListRecollection {
      records.withLock { $0.last }.map { .record($0) } ?? .nothing
    }
    func remember(_ record: StatusListRecord) { records.withLock { $0.append(record) } }
  }

  @Test func `What an earlier list had revoked is not good again, whether that list was the last or not`() throws {
    let set = try list("2026-06-01", set: [Sample.index])
    let clear = try list("2026-10-01")
    for snapshots in [[set, clear], [clear, set], [set, try list("2026-08-01"), clear]] {
      let verdict = try verdict(snapshots, at: .noon)
      #expect(verdict.outcome == .undetermined && verdict.statusCode == .statusListContradictory)
    }
    // A list of somebody else has revoked nothing.
    let foreign = try list("2026-06-01", set: [Sample.index], by: "attacker")
    #expect(try verdict([foreign, clear], at: .noon).outcome == .accepted)
    // Beyond the limit nobody looks: the oldest are left out.
    let many = (0...SnapshotChoice.earlierLimit + 1).map { k in
      StatusListSnapshot(content: Array("[\(k)]".utf8), retrieved: Self.august.adding(seconds: Int64(k)))
    }
    let choice = SnapshotChoice(of: many, at: .noon)
    #expect(choice.inForce?.sha256 == many.last?.sha256)
    #expect(
      choice.earlier.map(\.sha256) == many.dropLast().suffix(SnapshotChoice.earlierLimit).reversed().map(\.sha256))
  }

  @Test func `Looking back is no roll-back, and a bundle without the newest list is one`() throws {
    let memory = Memory()
    let (june, october) = (try list("2026-06-01"), try list("2026-10-01"))
    #expect(try verdict([june, october], at: .noon, memory: memory).outcome == .accepted)
    #expect(try verdict([june, october], at: Self.august, memory: memory).outcome == .accepted)
    let old = try verdict([june], at: .noon, memory: memory)
    #expect(old.outcome == .undetermined && old.statusCode == .statusListRolledBack)
  }
}
