import Foundation
import Testing

@testable import BadgeCLI

/// Copies and new registers on a disk that does not take what is written to it.
@Suite(.enabled(if: Tool.isInstalled("strace"), "needs strace"))
struct SyncFaultTests {
  private static let calls = ["fdatasync", "fsync"]

  /// Runs a command once whole and then with each call failing, first alone and then with all after it.
  ///
  /// - Parameter check: is given the folder and the result of each run that failed, or did not.
  private func everyCall(
    _ line: String, _ base: TemporaryFolder, _ check: (TemporaryFolder, Tool.Result, String) throws -> Void
  ) throws {
    for call in Self.calls {
      var number = 1
      // Until a run comes to its end before the call that would fail.
      while number < 64 {
        var wasReached = false
        for effect in ["EIO:when=\(number)", "ENOSPC:when=\(number)+"] {
          let folder = try TemporaryFolder()
          let result = try Tool.shell(
            "cp -a '\(base.url.path)/.' . && strace -f --seccomp-bpf -o trace -e trace=\(call) -e inject=\(call):error=\(effect) "
              + "\"$BADGE\" \(line)", in: folder.url)
          wasReached = try wasReached || folder.text("trace").contains("(INJECTED)")
          try FileManager.default.removeItem(at: folder.url.appending(path: "trace"))
          try check(folder, result, "\(call) \(effect): \(result.status) \(result.errors)")
        }
        guard wasReached else { break }
        number += 1
      }
      #expect(number > 2 && number < 64, "\(call)")
    }
  }

  @Test("A backup that is said to be made is whole, and one that failed leaves nothing")
  func backup() throws {
    let issuer = try IssuerFolder()
    try issuer.issueClass(of: 3)
    // Who reads the register leaves files beside it.
    func entries(_ folder: TemporaryFolder) throws -> [String] {
      try folder.entries.filter { !$0.hasPrefix("badge-register") }
    }
    let before = try entries(issuer.folder)
    try everyCall("backup copy.sqlite", issuer.folder) { folder, result, name throws in
      if result.status == 0 {
        #expect(try Tool.badge("list", "--count", "--register", "copy.sqlite", in: folder.url).text == "3\n", "\(name)")
      } else {
        #expect(result.status == 4 && result.errors.contains("error: "), "\(name)")
        #expect(try entries(folder) == before, "\(name)")
      }
    }
  }

  @Test("A register that could not be made leaves nothing, so that the command can be repeated")
  func create() throws {
    let base = try TemporaryFolder()
    try base.sample("issuer.pkcs8.pem", as: "issuer.pem")
    let line = "init --name A --status-url https://a.example/status --key issuer.pem --allow-sample-key"
    try everyCall(line, base) { folder, result, name throws in
      if result.status != 0 {
        #expect(result.status == 4 && result.errors.contains("error: "), "\(name)")
        #expect(try folder.entries == ["issuer.pem"], "\(name)")
        let again = try Tool.shell("\"$BADGE\" \(line)", in: folder.url)
        #expect(again.status == 0, "\(name): \(again.errors)")
      }
      #expect(try Tool.badge("doctor", in: folder.url).status == 0, "\(name)")
    }
  }
}
