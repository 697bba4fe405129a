import Testing

@testable import BadgeCLI

@Suite struct HelpTests {
  @Test("Shells get completions with every command", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let result = try Tool.badge("--generate-completion-script", shell)
    #expect(result.status == 0)
    for command in BadgeTool.commands {
      let name = command.split(separator: " ").last ?? ""
      #expect(result.text.contains(name), "\(command)")
    }
  }
}
