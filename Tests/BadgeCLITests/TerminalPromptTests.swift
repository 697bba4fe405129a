import Foundation
import Testing

@testable import BadgeCLI

/// Passphrases typed on a terminal, which `script` provides.
@Suite(.enabled(if: Tool.isInstalled("script"), "needs script"))
struct TerminalPromptTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs a line of sh on a terminal and types each text when its prompt has appeared; gives all that was on the screen.
  private func type(_ answers: [(prompt: String, text: String)], into line: String) async throws -> String {
    // What is typed after the end is an error of this test, and not the end of all tests.
    signal(SIGPIPE, SIG_IGN)
    let screen = try folder.file("screen", Data())
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments = ["120", "script", "-qec", line, "/dev/null"]
    process.currentDirectoryURL = folder.url
    process.environment = ["PATH": "/usr/bin:/bin", "BADGE": Tool.executable.path, "TERM": "dumb", "SHELL": "/bin/sh"]
    let keyboard = Pipe()
    process.standardInput = keyboard
    process.standardOutput = try FileHandle(forWritingTo: screen)
    process.standardError = FileHandle.nullDevice
    try process.run()
    var seen = 0
    for (prompt, text) in answers {
      while process.isRunning {
        let shown = Array(try Data(contentsOf: screen))
        if let range = String(decoding: shown[seen...], as: UTF8.self).range(of: prompt) {
          seen += String(decoding: shown[seen...], as: UTF8.self)[..<range.upperBound].utf8.count
          break
        }
        try await Task.sleep(for: .milliseconds(10))
      }
      try keyboard.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    }
    while process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
    return try folder.text("screen")
  }

  @Test("A new passphrase is asked for twice, unseen, and opens the key")
  func twice() async throws {
    let made = try await type(
      [("New passphrase for the key: ", "correct horse\n"), ("The same again: ", "correct horse\n")],
      into: "\"$BADGE\" keygen -o k; echo status $?; stty -a")
    #expect(made.contains("status 0"))
    #expect(!made.contains("correct"))
    #expect(made.contains(" echo "))
    let read = try await type(
      [("Passphrase for k: ", "correct horse\n")], into: "\"$BADGE\" key k > shown; echo status $?")
    #expect(read.contains("status 0"))
    #expect(try folder.text("shown").contains("multikey"))
  }

  @Test("Two different passphrases make no key")
  func different() async throws {
    let screen = try await type(
      [("New passphrase for the key: ", "correct horse\n"), ("The same again: ", "correct house\n")],
      into: "\"$BADGE\" keygen -o k; echo status $?")
    #expect(screen.contains("(passphrase_mismatch)"))
    #expect(screen.contains("status 4"))
    #expect(try !folder.entries.contains("k"))
  }

  @Test(
    "A short passphrase and none are refused",
    arguments: [("hunter2\n", "passphrase_weak"), ("\n", "passphrase_missing"), ("\u{4}", "passphrase_missing")])
  func weak(_ typed: String, _ code: String) async throws {
    let screen = try await type(
      [("New passphrase for the key: ", typed)], into: "\"$BADGE\" keygen -o k; echo status $?")
    #expect(screen.contains("(\(code))"))
    #expect(screen.contains("status 4"))
    #expect(try !folder.entries.contains("k"))
  }

  @Test("Ctrl-C ends the command, and the terminal shows again what is typed")
  func interrupt() async throws {
    let screen = try await type(
      [("New passphrase for the key: ", "secret\u{3}")],
      into: "trap : INT; \"$BADGE\" keygen -o k; echo status $?; stty -a")
    #expect(screen.contains("status 130"))
    #expect(screen.contains(" echo ") && !screen.contains("-echo "))
    #expect(!screen.contains("secret"))
    #expect(try !folder.entries.contains("k"))
  }
}
