import Foundation
import Testing

@testable import BadgeCLI

@Suite struct ExportTests {
  let issuer: IssuerFolder
  var folder: TemporaryFolder { issuer.folder }

  init() throws {
    issuer = try IssuerFolder()
    try issuer.issueClass(of: 3)
  }

  private func files(_ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: name).path).sorted()
  }

  @Test("One badge comes back byte by byte, to a file, a folder or standard output")
  func one() throws {
    let kept = try folder.text("out/p1@example.org.json")
    let id = try issuer.id(of: "out/p1@example.org.json")
    #expect(try issuer.badge("export \(id) -o again.json").status == 0)
    #expect(try folder.text("again.json") == kept)
    #expect(try issuer.badge("export \(id) -o -").text == kept)
    try FileManager.default.createDirectory(at: folder.url.appending(path: "back"), withIntermediateDirectories: true)
    #expect(try issuer.badge("export \(id) -o back").status == 0)
    #expect(try folder.text("back/p1@example.org.json") == kept)
  }

  @Test("All badges, of which those that are there are left alone")
  func all() throws {
    #expect(try issuer.badge("export --all -o missing").status == 2)
    try FileManager.default.createDirectory(at: folder.url.appending(path: "back"), withIntermediateDirectories: true)
    #expect(try issuer.badge("export --all -o back").errors == "wrote 3 to back\n")
    #expect(try files("back") == (1...3).map { "p\($0)@example.org.json" })
    try FileManager.default.removeItem(at: folder.url.appending(path: "back/p2@example.org.json"))
    #expect(try issuer.badge("export --csv out/result.csv -o back").errors == "wrote 1 to back; 2 were there already\n")
    #expect(try folder.text("back/p2@example.org.json") == (try folder.text("out/p2@example.org.json")))
  }

  @Test("Two badges with one file name both come out, and nothing else is written over")
  func collisions() throws {
    #expect(
      try issuer.sign("issue --template teamwork.json --csv class.csv --set project=Q -o out2").status == 0)
    try FileManager.default.createDirectory(at: folder.url.appending(path: "back"), withIntermediateDirectories: true)
    #expect(try issuer.badge("export --all -o back").errors == "wrote 6 to back\n")
    #expect(try files("back").count == 6)
    try folder.file("back/p1@example.org.json", Data("mine".utf8))
    let refused = try issuer.badge("export --all -o back")
    #expect(refused.status == 4 && refused.errors.contains("(file_exists)"))
    #expect(try folder.text("back/p1@example.org.json") == "mine")
    #expect(try issuer.badge("export --all -o back --force").status == 0)
  }

  @Test("Nothing, too much, and what is not there")
  func usage() throws {
    #expect(try issuer.badge("export -o x").status == 2)
    #expect(try issuer.badge("export --all urn:x:1 -o .").status == 2)
    #expect(try issuer.badge("export urn:x:1").status == 2)
    #expect(try issuer.badge("export urn:x:1 -o x").status == 1)
    #expect(try !folder.entries.contains("x"))
  }
}
