import CanonicalJSON
import Testing

@testable import Badge

struct StatusListStoreTests {
  private func lookUp(_ lists: [JSONValue], _ url: String) -> StatusListStore.Lookup {
    StatusListStore(lists.map { $0.serialized() }).find(Array(url.utf8))
  }

  @Test func `A list is found by its identifier, byte for byte`() throws {
    let list = try Sample.list()
    guard case .found(let bytes) = lookUp([list], Sample.listURL) else {
      Issue.record("not found")
      return
    }
    #expect(bytes == list.serialized())
    for url in [Sample.listURL + "/", "HTTPS://example.org/status/3", Sample.listURL + "#list"] {
      guard case .missing = lookUp([list], url) else {
        Issue.record("found as \(url)")
        continue
      }
    }
  }

  @Test func `Two different lists with one identifier are ambiguous, the same one twice is not`() throws {
    let list = try Sample.list()
    guard case .found = lookUp([list, list], Sample.listURL) else {
      Issue.record("not found")
      return
    }
    let badge = try Sample.badge(status: Sample.entry())
    let verdict = try badge.verdict(lists: [list, Sample.list(set: [1]), list])
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.statusCode == .statusListAmbiguous)
  }

  @Test func `What has no identifier is found under none`() throws {
    let list = try Sample.list { $0["id"] = nil }
    guard case .missing = lookUp([list, [], "text"], "") else {
      Issue.record("found")
      return
    }
    #expect(StatusListStore.identifier(of: Array("no JSON".utf8)) == nil)
  }

  @Test func `A list that cannot be read is undetermined, with the reason`() throws {
    let store = StatusListStore { _ in .unreadable("permission denied") }
    let verifier = Verifier(trust: TrustPolicy(unvouchedIssuers: .allow), statusLists: store)
    let verdict = try verifier.verify(Sample.badge(status: Sample.entry()).serialized(), at: .noon)
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.statusCode == .statusListUnreadable)
    #expect(verdict[.status].reason?.message.contains("permission denied") == true)
  }
}
