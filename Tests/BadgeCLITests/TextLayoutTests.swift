import Testing

@testable import BadgeCLI

@Suite struct TextLayoutTests {
  @Test("A short text stays on its line, with the spaces it has")
  func short() {
    #expect(Terminal.row("head  ", "a   b, c") == "head  a   b, c")
    #expect(Terminal.row("head  ", "") == "head  ")
  }

  @Test("A long text goes on under its beginning")
  func long() {
    let text = Terminal.row("head  ", Array(repeating: "word", count: 40).joined(separator: " "))
    let lines = text.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("      word") })
    #expect(Terminal.row("a ", String(repeating: "w ", count: 60), hanging: 2).contains("\n  w"))
  }

  @Test("A word is not broken, and moves only to a line on which it fits")
  func words() {
    let word = String(repeating: "x", count: 74)
    #expect(Terminal.row("head  ", "ab \(word)") == "head  ab\n      \(word)")
    #expect(Terminal.row("head  ", "ab \(word)\(word)") == "head  ab \(word)\(word)")
  }

  @Test("Every kind of space breaks a line", arguments: [" ", "\u{A0}", "\u{2003}", "\u{3000}", "\u{202F}"])
  func spaces(_ space: String) {
    let text = Array(repeating: "word", count: 40).joined(separator: space)
    #expect(Terminal.row("", text).split(separator: "\n").allSatisfy { Terminal.columns(of: String($0)) <= 80 })
  }

  @Test("Wide characters count for two columns")
  func wide() {
    #expect(Terminal.columns(of: "a東b") == 4)
    #expect("東".padded(to: 4) == "東  ")
    #expect("abcde".padded(to: 4) == "abcde")
  }

  @Test("The colour of a head takes no column")
  func color() {
    let text = Array(repeating: "word", count: 20).joined(separator: " ")
    let plain = Terminal.row("ACCEPTED  ", text)
    let painted = Terminal.row(Terminal.paint("ACCEPTED", .green) + "  ", text, headColumns: 10)
    #expect(painted == plain.replacing("ACCEPTED", with: Terminal.paint("ACCEPTED", .green)))
  }
}
