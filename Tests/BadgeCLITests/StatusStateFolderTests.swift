import Badge
import Foundation
import Testing

@testable import BadgeCLI

@Suite struct StatusStateFolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func record(_ date: String, url: String = "https://example.org/1") throws -> StatusListRecord {
    try StatusListRecord(
      parsing: Array(
        """
        {"type":"BadgeStatusListState","version":1,"issuer":"did:example:a","statusListCredential":"\(url)",
        "validFrom":"\(date)"}
        """.utf8))
  }

  private func recall(_ state: StatusStateFolder, url: String = "https://example.org/1") -> String {
    switch state.recall(issuer: Array("did:example:a".utf8), url: Array(url.utf8)) {
    case .nothing: "nothing"
    case .record(let record): record.validFrom.description
    case .damaged: "damaged"
    }
  }

  @Test("A record is there for the next run, for its owner alone")
  func remember() throws {
    let state = try StatusStateFolder(folder.path("a/b"))
    #expect(recall(state) == "nothing")
    state.remember(try record("2026-11-24T12:00:00Z"))
    #expect(state.failure == nil)
    #expect(recall(try StatusStateFolder(folder.path("a/b"))) == "2026-11-24T12:00:00Z")
    #expect(recall(state, url: "https://example.org/2") == "nothing")
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "a/b").path).first)
    #expect(try folder.mode("a/b/\(name)") == 0o600)
  }

  @Test("What another process remembered since is not forgotten")
  func merge() throws {
    let state = try StatusStateFolder(folder.path("s"))
    state.remember(try record("2026-11-24T12:00:00Z"))
    state.remember(try record("2026-11-23T12:00:00Z"))
    #expect(recall(state) == "2026-11-24T12:00:00Z")
  }

  @Test("A damaged record, or one of another list, is no record and is not written over")
  func damaged() throws {
    let state = try StatusStateFolder(folder.path("s"))
    state.remember(try record("2026-11-24T12:00:00Z"))
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "s").path).first)
    for bytes in [[], Array("{".utf8), try record("2026-11-24T12:00:00Z", url: "https://example.org/2").serialized()] {
      try folder.file("s/\(name)", Data(bytes))
      #expect(recall(state) == "damaged")
      let other = try StatusStateFolder(folder.path("s"))
      other.remember(try record("2026-11-25T12:00:00Z"))
      #expect(other.failure?.code == .outputUnwritable)
      #expect(try Data(contentsOf: folder.url.appending(path: "s/\(name)")) == Data(bytes))
    }
  }
}
