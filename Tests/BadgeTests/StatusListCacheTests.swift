import CanonicalJSON
import Synchronization
import Testing

@testable import Badge

/// What was seen, kept in memory: the caller's part of ``StatusListMemory``.
private final class Notes: StatusListMemory {
  private let records = Mutex<[StatusListRecord]>([])
  private let damage: String?

  init(damage: String? = nil) { self.damage = damage }

  var all: [StatusListRecord] { records.withLock { $0 } }

  func recall(issuer: [UInt8], url: [UInt8]) -> StatusListRecollection {
    if let damage { return .damaged(damage) }
    let found = all.last { $0.issuer.utf8.elementsEqual(issuer) && $0.url.utf8.elementsEqual(url) }
    return found.map { .record($0) } ?? .nothing
  }

  func remember(_ record: StatusListRecord) {
    // As a file keeps it.
    guard let kept = try? StatusListRecord(parsing: record.serialized()) else { return }
    records.withLock { $0.append(kept) }
  }
}

struct StatusListCacheTests {
  private func list(of date: String?, set: [Int] = [], by label: String = "issuer") throws -> JSONValue {
    try Sample.list(set: set, by: label) { $0["validFrom"] = date.map { .string($0) } }
  }

  @Test func `A list is found, verified and expanded once, whatever asks for it`() async throws {
    let calls = Mutex(0)
    let bytes = try Sample.list().serialized()
    let store = StatusListStore { _ in
      calls.withLock { $0 += 1 }
      return .found(bytes)
    }
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), statusLists: store)
    let badge = try Sample.badge(status: [Sample.entry(), Sample.entry(index: "7")]).serialized()
    await withDiscardingTaskGroup { group in
      for _ in 0..<8 {
        group.addTask {
          var scratch = VerifierScratch()
          for _ in 0..<20 {
            #expect(verifier.verify(badge, at: .noon, using: &scratch).outcome == .accepted)
          }
        }
      }
    }
    #expect(calls.withLock { $0 } == 1)
  }

  @Test func `Lists that do not fit into the memory together are verified anew, with the same result`() throws {
    let bits = StatusBits(bytes: Array(repeating: 0, count: 16 << 20), statusSize: 1)
    let text = bits.encoded()
    var lists: [JSONValue] = []
    var badges: [[UInt8]] = []
    for k in 0..<6 {
      let url = "https://example.org/large/\(k)"
      lists.append(try Sample.list(url) { $0["credentialSubject"]?["encodedList"] = .string(text) })
      badges.append(try Sample.badge(status: Sample.entry(list: url, index: "134217727")).serialized())
    }
    let store = StatusListStore(lists.map { $0.serialized() })
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), statusLists: store)
    var scratch = VerifierScratch()
    for _ in 0..<2 {
      for badge in badges { #expect(verifier.verify(badge, at: .noon, using: &scratch).outcome == .accepted) }
    }
  }

  // MARK: what was seen before (threat row H6)

  @Test func `An older list than one that was seen is refused`() throws {
    let badge = try Sample.badge(status: Sample.entry())
    let notes = Notes()
    let old = try list(of: "2026-11-22T00:00:00Z")
    let new = try list(of: "2026-11-23T00:00:00Z", set: [Sample.index])
    #expect(badge.verdict(lists: [old], memory: notes).outcome == .accepted)
    #expect(badge.verdict(lists: [new], memory: notes).statusCode == .revoked)
    let again = badge.verdict(lists: [old], memory: notes)
    #expect(again.outcome == .undetermined)
    #expect(again.statusCode == .statusListRolledBack)
    #expect(badge.verdict(lists: [try list(of: nil)], memory: notes).statusCode == .statusListRolledBack)
    #expect(badge.verdict(lists: [new], memory: notes).statusCode == .revoked)
    #expect(notes.all.map(\.validFrom.date) == ["2026-11-22", "2026-11-23"])
  }

  @Test func `A revocation that a newer list takes back is reported, time and again`() throws {
    let badge = try Sample.badge(status: Sample.entry())
    let other = try Sample.badge(status: Sample.entry(index: "3"))
    let notes = Notes()
    let set = try list(of: "2026-11-22T00:00:00Z", set: [Sample.index])
    #expect(badge.verdict(lists: [set], memory: notes).statusCode == .revoked)
    for date in ["2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"] {
      let clear = try list(of: date)
      let verdict = badge.verdict(lists: [clear], memory: notes)
      #expect(verdict.outcome == .undetermined)
      #expect(verdict.statusCode == .statusListContradictory)
      #expect(other.verdict(lists: [clear], memory: notes).outcome == .accepted)
    }
  }

  @Test func `A suspension may be taken back`() throws {
    let badge = try Sample.badge(status: Sample.suspension())
    let notes = Notes()
    let set = try Sample.suspensionList(set: [Sample.index])
    let clear = try Sample.list(Sample.suspensionURL, purpose: "suspension") {
      $0["validFrom"] = "2026-11-24T00:00:00Z"
    }
    #expect(badge.verdict(lists: [set], memory: notes).statusCode == .suspended)
    #expect(badge.verdict(lists: [clear], memory: notes).outcome == .accepted)
  }

  @Test func `What is remembered and cannot be read makes the list undetermined`() throws {
    let badge = try Sample.badge(status: Sample.entry())
    let verdict = badge.verdict(lists: [try Sample.list()], memory: Notes(damage: "half a file"))
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.statusCode == .statusStateInvalid)
  }

  @Test func `A stranger's list under the same URL changes nothing for the issuer's own`() throws {
    let notes = Notes()
    let badge = try Sample.badge(status: Sample.entry())
    let foreign = try list(of: "2026-11-24T00:00:00Z", by: "other")
    #expect(badge.verdict(lists: [foreign], memory: notes).statusCode == .statusListNotTheIssuers)
    #expect(badge.verdict(lists: [try list(of: "2026-11-23T00:00:00Z")], memory: notes).outcome == .accepted)
  }

  @Test func `A list that is not believed is not remembered`() throws {
    let notes = Notes()
    let badge = try Sample.badge(status: Sample.entry())
    let future = try list(of: "2027-01-01T00:00:00Z")
    #expect(badge.verdict(lists: [future], memory: notes).statusCode == .statusListNotYetValid)
    let unsigned = try Sample.unsignedList()
    #expect(badge.verdict(lists: [unsigned], memory: notes).outcome == .undetermined)
    #expect(notes.all.isEmpty)
  }
}
