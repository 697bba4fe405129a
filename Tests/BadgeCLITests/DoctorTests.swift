import Foundation
import Testing

@testable import BadgeCLI

@Suite struct DoctorTests {
  let issuer: IssuerFolder
  var folder: TemporaryFolder { issuer.folder }

  init() throws {
    issuer = try IssuerFolder()
    try issuer.issueClass(of: 2)
  }

  @Test("A register that is well is said to be")
  func well() throws {
    for options in ["", "--mend", "--mend --no-publish"] {
      let result = try issuer.badge("doctor \(options)")
      #expect(result.status == 0 && result.text == "everything is as it should be\n", "\(result.text)")
    }
    #expect(try issuer.badge("doctor --format json").text == "{\n  \"findings\": []\n}\n")
    #expect(try issuer.badge("doctor --restored").status == 2)
  }

  @Test("What is open is told, and nothing is touched before --mend")
  func mending() throws {
    #expect(try issuer.badge("revoke out/p1@example.org.json --reason x --no-publish").status == 0)
    try folder.file("lists/.badge-1abc.tmp", Data("half".utf8))
    try FileManager.default.removeItem(at: folder.url.appending(path: "lists/1-suspension.json"))
    let seen = try issuer.badge("doctor --format json")
    #expect(seen.status == 1)
    for code in ["list_outdated", "temporary_left"] {
      #expect(seen.text.contains("\"code\": \"\(code)\""), "\(seen.text)")
    }
    #expect(try !folder.entries.contains("lists/1-suspension.json"))
    #expect(FileManager.default.fileExists(atPath: folder.url.appending(path: "lists/.badge-1abc.tmp").path))
    let half = try issuer.badge("doctor --mend")
    #expect(half.status == 1 && half.errors.contains("the lists could not be published"), "\(half.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "lists/.badge-1abc.tmp").path))
    let mended = try issuer.sign("doctor --mend")
    #expect(mended.status == 0 && mended.text.contains("mended  "), "\(mended.text)")
    #expect(try issuer.verify("out/p1@example.org.json").status == 1)
    #expect(try issuer.verify("out/p2@example.org.json").status == 0)
    #expect(try issuer.badge("doctor").status == 0)
  }
}
