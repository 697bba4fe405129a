import Foundation
import Testing

@testable import BadgeCLI

@Suite struct BackupTests {
  @Test("A copy is a register of its own, for its owner alone, and never written over a file")
  func whole() throws {
    let issuer = try IssuerFolder()
    let id = try issuer.issue()
    let result = try issuer.badge("backup copy.sqlite")
    #expect(result.status == 0 && result.errors.contains(" to copy.sqlite\n"))
    #expect(try issuer.folder.mode("copy.sqlite") == 0o600)
    #expect(try issuer.badge("list --count --register copy.sqlite").text == "1\n")
    #expect(try issuer.badge("export \(id) -o - --register copy.sqlite").text == (try issuer.folder.text("alice.json")))
    let again = try issuer.badge("backup copy.sqlite")
    #expect(again.status == 4, "\(again.errors)")
    #expect(try issuer.badge("backup -").status == 2)
    #expect(try issuer.badge("backup missing/copy.sqlite").status == 4)
  }
}
