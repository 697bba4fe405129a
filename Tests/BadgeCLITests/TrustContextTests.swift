import Foundation
import Testing

@testable import BadgeCLI

@Suite struct TrustContextTests {
  let folder: TemporaryFolder

  private static let url = "https://u.example/v1"
  private static let first = #"{"@context":{"@protected":true,"zz":"https://u.example/zz"}}"#
  private static let second = #"{"@context":{"@protected":true,"zz":"https://u.example/yy"}}"#

  init() throws {
    folder = try TemporaryFolder()
    try folder.file("c.json", Data(Self.first.utf8))
    try folder.file("d.json", Data(Self.second.utf8))
  }

  private func trust(_ line: String) throws -> Tool.Result {
    try Tool.shell("\"$BADGE\" trust \(line) --trust t", in: folder.url)
  }

  private func contexts() throws -> [[String: Any]] {
    let file = try JSONSerialization.jsonObject(with: Data(folder.text("t").utf8)) as? [String: Any]
    return file?["contexts"] as? [[String: Any]] ?? []
  }

  private func expectRefusal(_ line: String, _ status: Int32, _ code: String) throws {
    let before = try? folder.text("t")
    let result = try trust(line)
    #expect(result.status == status && result.errors.contains("(\(code))"), "\(line): \(result.errors)")
    #expect(result.output.isEmpty)
    #expect((try? folder.text("t")) == before)
  }

  @Test("A context is added with its digest, shown, and removed, and issuers stay")
  func whole() throws {
    #expect(try trust("add --name A \(Repository.sampleDID)").status == 0)
    let added = try trust("add-context \(Self.url) c.json")
    #expect(added.status == 0 && added.output.isEmpty)
    let digest = try Tool.shell("sha256sum < c.json | cut -c 1-64", in: folder.url).text.trimmingCharacters(
      in: .newlines)
    #expect(added.errors == "added the context \(Self.url) in t\n  SHA-256 \(digest)\n")
    #expect(try contexts().first?["content"] as? String == Self.first)
    #expect(
      try trust("show").text.hasSuffix(
        "\n\nCONTEXT\n\(Self.url)\n    SHA-256 \(digest)\n    \(Self.first.utf8.count) bytes\n"))
    #expect(try trust("add --name B did:web:b.example").status == 0)
    #expect(try contexts().count == 1)
    #expect(try trust("remove-context \(Self.url)").errors == "removed the context \(Self.url) from t\n")
    #expect(try trust("show").text.contains(Repository.sampleDID))
    #expect(try !folder.text("t").contains("contexts"))
    try expectRefusal("remove-context \(Self.url)", 2, "context_missing")
  }

  @Test("Another content needs --replace, and the same one needs nothing")
  func replacing() throws {
    #expect(try trust("add-context \(Self.url) c.json").status == 0)
    #expect(try trust("add-context \(Self.url) c.json").status == 0)
    try expectRefusal("add-context \(Self.url) d.json", 2, "context_exists")
    #expect(try trust("add-context \(Self.url) d.json --replace").errors.hasPrefix("changed the context"))
    #expect(try contexts().count == 1)
    #expect(try contexts()[0]["content"] as? String == Self.second)
  }

  @Test("With --digest-only the text is not in the file")
  func digestOnly() throws {
    #expect(try trust("add-context \(Self.url) c.json --digest-only").status == 0)
    #expect(try contexts()[0].keys.sorted() == ["sha256", "url"])
    #expect(try trust("show").text.contains("badge verify needs --context"))
  }

  @Test(
    "What no badge could be read with is not taken in",
    arguments: [
      ("https://u.example/v1 x.json", "[]", 1, "context_invalid"),
      ("https://u.example/v1 x.json", #"{"@context":{"a":5}}"#, 4, "invalid_term_definition"),
      ("https://u.example/v1 x.json", #"{"@context":"https://u.example/v2"}"#, 4, "loading_remote_context_failed"),
      ("https://www.w3.org/ns/credentials/v2 c.json", "", 2, "context_bundled"), ("v1 c.json", "", 2, "usage"),
      ("https://u.example/v1 missing", "", 4, "file_unreadable"),
      ("https://u.example/v1 /dev/zero", "", 4, "file_not_regular"),
    ])
  func refused(_ arguments: String, _ text: String, _ status: Int32, _ code: String) throws {
    try folder.file("x.json", Data(text.utf8))
    try expectRefusal("add-context \(arguments)", status, code)
    #expect(try !folder.entries.contains("t"))
  }

  @Test("A context may name one that the file has")
  func nested() throws {
    #expect(try trust("add-context \(Self.url) c.json").status == 0)
    try folder.file("x.json", Data(#"{"@context":["https://u.example/v1",{"a":"urn:a"}]}"#.utf8))
    #expect(try trust("add-context https://u.example/v2 x.json").status == 0)
    #expect(try contexts().count == 2)
  }

  @Test("A text that was changed in the file makes the file void")
  func changed() throws {
    #expect(try trust("add-context \(Self.url) c.json").status == 0)
    try folder.file("t", Data(try folder.text("t").replacing("u.example/zz", with: "u.example/xx").utf8))
    try expectRefusal("show", 4, "trust_file_invalid")
    #expect(try trust("show").errors.contains("/contexts/0/content"))
  }
}
