import ArgumentParser
import Testing

@testable import BadgeCLI

@Suite struct HelpTests {
  /// Every command, as it is typed, with its type.
  private static var commands: [(name: String, type: any ParsableCommand.Type)] {
    var found: [(name: String, type: any ParsableCommand.Type)] = []
    func add(_ command: any ParsableCommand.Type, _ name: String) {
      found.append((name, command))
      for next in command.configuration.subcommands { add(next, "\(name) \(next._commandName)") }
    }
    add(BadgeTool.self, "badge")
    return found
  }

  @Test("The help of every command has examples, and they are of that command")
  func examples() {
    for (name, command) in Self.commands {
      let parts = command.configuration.discussion.split(
        separator: "EXAMPLES\n", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        Issue.record("\(name) has no examples")
        continue
      }
      let lines = parts[1].split(separator: "\n").filter { $0.hasPrefix("  badge") || $0.contains("| badge") }
      #expect(lines.contains { $0.contains(name) }, "\(name)")
    }
  }

  @Test("No line of an example is wider than a terminal, so that it can be copied")
  func width() {
    for (name, command) in Self.commands {
      let parts = command.configuration.discussion.split(
        separator: "EXAMPLES\n", maxSplits: 1, omittingEmptySubsequences: false)
      for line in (parts.count == 2 ? parts[1] : "").split(separator: "\n") {
        #expect(line.unicodeScalars.count <= 80, "\(name): \(line)")
      }
    }
  }

  @Test("Shells get completions with every command", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let result = try Tool.badge("--generate-completion-script", shell)
    #expect(result.status == 0)
    for (_, command) in Self.commands.dropFirst() { #expect(result.text.contains(command._commandName)) }
    #expect(result.text.contains("receipt"))
  }
}
