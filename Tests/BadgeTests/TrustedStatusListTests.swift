import Testing

@testable import Badge

struct TrustedStatusListTests {
  private func snapshot(_ text: String, _ seconds: Int64) -> StatusListSnapshot {
    StatusListSnapshot(content: Array(text.utf8), retrieved: Instant(seconds: seconds))
  }

  @Test func `What is new is added, what is the same confirms, and the past is closed`() throws {
    var list = TrustedStatusList(url: "https://a.example/1")
    #expect(try list.add(snapshot("a", 10)))
    #expect(try !list.add(snapshot("a", 20)))
    #expect(try list.add(snapshot("b", 30)))
    #expect(try list.add(snapshot("a", 40)))
    #expect(list.snapshots.map(\.retrieved.seconds) == [10, 30, 40])
    #expect(list.snapshots[0].confirmed == Instant(seconds: 20))
    #expect(throws: Reason.self) { try list.add(snapshot("c", 39)) }
    let file = try TrustFile(name: nil, issuers: [], statusLists: [list])
    let read = try TrustFile(parsing: file.serialized()).statusLists
    #expect(read.count == 1 && read[0].snapshots.map(\.content) == list.snapshots.map(\.content))
    #expect(read[0].snapshots.map(\.confirmed) == list.snapshots.map(\.confirmed))
    list.keepNewest(1)
    #expect(list.snapshots.map(\.retrieved.seconds) == [40])
    list.keepNewest(0)
    #expect(list.snapshots.count == 1)
  }

  @Test func `There are limits to the number and the size of snapshots`() throws {
    var list = TrustedStatusList(url: "https://a.example/1")
    for k in 0..<TrustedStatusList.Limits.snapshots { try list.add(snapshot("\(k)", Int64(k))) }
    #expect(throws: Reason.self) { try list.add(snapshot("more", 5000)) }
    #expect(list.snapshots.count == TrustedStatusList.Limits.snapshots)
    var other = TrustedStatusList(url: "https://a.example/1")
    let limit = TrustedStatusList.Limits.bytes
    try other.add(StatusListSnapshot(content: Array(repeating: 0x20, count: limit), retrieved: Instant(seconds: 0)))
    #expect(throws: Reason.self) {
      try other.add(
        StatusListSnapshot(content: Array(repeating: 0x20, count: limit + 1), retrieved: Instant(seconds: 1)))
    }
  }

  @Test func `A snapshot whose digest is another's is refused`() throws {
    var list = TrustedStatusList(url: "https://a.example/1")
    try list.add(snapshot("a", 10))
    let text = String(
      decoding: try TrustFile(name: nil, issuers: [], statusLists: [list]).serialized(), as: UTF8.self)
    let bytes = Array(text.replacing("\"content\": \"a\"", with: "\"content\": \"b\"").utf8)
    #expect(throws: TrustFileError.self) { try TrustFile(parsing: bytes) }
  }
}
