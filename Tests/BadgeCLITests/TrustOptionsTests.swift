import Badge
import Foundation
import Testing

@testable import BadgeCLI

@Suite struct TrustOptionsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func store(_ paths: String...) throws -> ControllerDocumentStore {
    var options = DocumentOptions()
    options.didDocuments = paths.map { folder.path($0) }
    return try options.store()
  }

  private func document(_ id: String) -> Data { Data("{\"id\":\"\(id)\"}".utf8) }

  @Test("Documents are found by their identifier, in files and in folders below")
  func documents() throws {
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "d/e"), withIntermediateDirectories: true)
    try folder.file("d/a.json", document("did:web:a.example"))
    try folder.file("d/e/b.json", document("did:web:b.example"))
    try folder.file("d/notes.txt", Data("no document".utf8))
    try folder.file("d/lines.jsonl", Data("no document".utf8))
    try folder.file("c", document("did:web:c.example"))
    #expect(try store().count == 0)
    #expect(try store("d").count == 2)
    #expect(try store("d", "c", "d/a.json").count == 3)
  }

  @Test("A file in a folder that is no document is left out, and one that was named is an error")
  func broken() throws {
    try FileManager.default.createDirectory(at: folder.url.appending(path: "d"), withIntermediateDirectories: true)
    try folder.file("d/a.json", document("did:web:a.example"))
    try folder.file("d/b.json", Data("{}".utf8))
    try folder.file("d/c.json", Data("{".utf8))
    try folder.sample("alice.json")
    #expect(try store("d").count == 1)
    let result = try Tool.badge("verify", "alice.json", "--any-issuer", "--did-documents", "d", in: folder.url)
    #expect(result.status == 0)
    #expect(result.errors.split(separator: "\n").count == 2)
    #expect(result.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("warning: left out: d/") })
    for name in ["d/b.json", "d/c.json", "missing"] {
      #expect(throws: CommandError.self) { try store(name) }
    }
  }

  @Test("A trust file that was named has to be one, and of the default one it is asked only if it is there")
  func trustFile() throws {
    try folder.sample("trust.json")
    #expect(try TrustStore.read(folder.path("trust.json"))?.issuers.count == 3)
    #expect(code { () throws(CommandError) in _ = try TrustStore.read(folder.path("missing")) } == .fileUnreadable)
    try folder.file("t", Data("{}".utf8))
    #expect(code { () throws(CommandError) in _ = try TrustStore.read(folder.path("t")) } == .trustFileInvalid)
    try folder.sample("alice.json")
    try FileManager.default.createDirectory(at: folder.url.appending(path: "badge"), withIntermediateDirectories: true)
    let line = "XDG_CONFIG_HOME=$PWD \"$BADGE\" verify alice.json"
    #expect(try Tool.shell(line, in: folder.url).status == 3)
    try folder.file("badge/trust.json", Data("{}".utf8))
    #expect(try Tool.shell(line, in: folder.url).status == 4)
    try folder.sample("trust.json", as: "badge/trust.json")
    #expect(try Tool.shell(line, in: folder.url).status == 0)
    // The one that was named wins.
    try folder.file("t", Data("{\"type\":\"BadgeTrustFile\",\"version\":1,\"issuers\":[]}".utf8))
    #expect(try Tool.shell(line + " --trust t", in: folder.url).status == 3)
  }

  @Test("--issuer narrows the trust file, and --any-issuer widens it")
  func policy() throws {
    try folder.sample("alice.json")
    try folder.sample("trust.json")
    let line = "\"$BADGE\" verify alice.json --trust trust.json"
    #expect(try Tool.shell("\(line) --issuer \(Repository.otherDID)", in: folder.url).status == 3)
    let both = try Tool.shell("\(line) --issuer x --issuer \(Repository.sampleDID)", in: folder.url)
    #expect(both.status == 0 && both.text.contains("(in the local trust file)"))
    let any = try Tool.shell("\(line) --any-issuer", in: folder.url)
    #expect(any.status == 0 && any.text.contains("(in the local trust file)") && !any.text.contains("nobody vouches"))
  }
}
