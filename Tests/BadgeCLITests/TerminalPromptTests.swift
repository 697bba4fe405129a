import Files
import Foundation
import Testing

@testable import BadgeCLI

/// Passphrases typed on a terminal, which `script` provides.
@Suite(.enabled(if: Tool.isInstalled("script"), "needs script"))
struct TerminalPromptTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs a line of sh on a terminal and types each text when its prompt has appeared; gives all that was on the screen.
  ///
  /// It waits by sleeping on its thread: the other tests keep Swift's pool busy, and nobody types with a delay of minutes.
  private func type(_ answers: [(prompt: String, text: String)], into line: String) throws -> String {
    let screen = folder.url.appending(path: "screen")
    var keyboard: [Int32] = [0, 0]
    guard pipe(&keyboard) == 0 else { throw SystemError.last }
    for end in keyboard { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { for end in keyboard { close(end) } }
    let process = try ChildProcess(
      ["/usr/bin/timeout", "60", "script", "-qec", line, "/dev/null"],
      ["PATH": "/usr/bin:/bin", "BADGE": Tool.executable.path, "TERM": "dumb", "SHELL": "/bin/sh"],
      in: folder.url.path, input: .descriptor(keyboard[0]), output: screen, errors: URL(filePath: "/dev/null"))
    var seen = 0
    for (prompt, text) in answers {
      while !process.hasEnded {
        let shown = String(decoding: Array(try Data(contentsOf: screen))[seen...], as: UTF8.self)
        if let range = shown.range(of: prompt) {
          seen += shown[..<range.upperBound].utf8.count
          break
        }
        usleep(10_000)
      }
      // Both ends are open here, so this is never written into a void.
      _ = write(keyboard[1], text, text.utf8.count)
    }
    _ = try process.wait()
    return try folder.text("screen")
  }

  @Test("A new passphrase is asked for twice, unseen, and opens the key")
  func twice() throws {
    let made = try type(
      [("New passphrase for the key: ", "correct horse\n"), ("The same again: ", "correct horse\n")],
      into: "\"$BADGE\" keygen -o k; echo status $?; stty -a")
    #expect(made.contains("status 0"))
    #expect(!made.contains("correct"))
    #expect(made.contains(" echo "))
    let read = try type(
      [("Passphrase for k: ", "correct horse\n")], into: "\"$BADGE\" key k > shown; echo status $?")
    #expect(read.contains("status 0"))
    #expect(try folder.text("shown").contains("multikey"))
  }

  @Test("Two different passphrases make no key")
  func different() throws {
    let screen = try type(
      [("New passphrase for the key: ", "correct horse\n"), ("The same again: ", "correct house\n")],
      into: "\"$BADGE\" keygen -o k; echo status $?")
    #expect(screen.contains("(passphrase_mismatch)"))
    #expect(screen.contains("status 4"))
    #expect(try !folder.entries.contains("k"))
  }

  @Test(
    "A short passphrase and none are refused",
    arguments: [("hunter2\n", "passphrase_weak"), ("\n", "passphrase_missing"), ("\u{4}", "passphrase_missing")])
  func weak(_ typed: String, _ code: String) throws {
    let screen = try type(
      [("New passphrase for the key: ", typed)], into: "\"$BADGE\" keygen -o k; echo status $?")
    #expect(screen.contains("(\(code))"))
    #expect(screen.contains("status 4"))
    #expect(try !folder.entries.contains("k"))
  }

  @Test("After its questions init takes another passphrase for one that is short or not repeated, three in all")
  func initAgain() throws {
    let prompt = "New passphrase for the key: "
    let line =
      "\"$BADGE\" init --name A --url https://a.example --email a@a.example --status-url https://a.example/status"
    let made = try type(
      [
        (prompt, "hunter2\n"), (prompt, "correct horse\n"), ("The same again: ", "correct house\n"),
        (prompt, "correct horse\n"), ("The same again: ", "correct horse\n"),
      ], into: "\(line); echo status $?")
    #expect(made.contains("status 0"), "\(made)")
    #expect(made.contains("the two passphrases differ; once more"))
    #expect(try folder.entries.contains("badge-register.sqlite"))
    let refused = try type([(prompt, "a\n"), (prompt, "b\n"), (prompt, "c\n")], into: "\(line) b; echo status $?")
    #expect(refused.contains("(passphrase_weak)") && refused.contains("status 4"), "\(refused)")
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "b/issuer.pem").path))
  }

  @Test(
    "Init tells of what is there already before it asks anything", arguments: ["badge-register.sqlite", "issuer.pem"])
  func initTold(_ name: String) throws {
    try folder.file(name, Data("x".utf8))
    let screen = try type([], into: "\"$BADGE\" init; echo status $?")
    #expect(screen.contains("already: \(name)") && screen.contains("status 4"), "\(screen)")
    #expect(!screen.contains("Name of the issuer"))
  }

  @Test("Ctrl-C ends the command, and the terminal shows again what is typed")
  func interrupt() throws {
    let screen = try type(
      [("New passphrase for the key: ", "secret\u{3}")],
      into: "trap : INT; \"$BADGE\" keygen -o k; echo status $?; stty -a")
    #expect(screen.contains("status 130"))
    #expect(screen.contains(" echo ") && !screen.contains("-echo "))
    #expect(!screen.contains("secret"))
    #expect(try !folder.entries.contains("k"))
  }
}
