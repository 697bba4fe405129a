import Testing

@testable import BadgeCLI

@Suite struct TemplateValueTests {
  @Test(
    "The first '=' ends the name",
    arguments: [
      ("a=b", "a", "b"), ("a=", "a", ""), ("a=b=c", "a", "b=c"), ("a==", "a", "="), ("a b=c d", "a b", "c d"),
      // The mark belongs to the value, and hides the '=' from nobody.
      ("a=\u{301}b", "a", "\u{301}b"),
    ])
  func parts(_ argument: String, _ name: String, _ value: String) throws {
    let parsed = try TemplateValue(parsing: argument)
    #expect(Array(parsed.name.utf8) == Array(name.utf8))
    #expect(Array(parsed.value.utf8) == Array(value.utf8))
  }

  @Test("Without a name or an '=' it is none", arguments: ["", "=", "=b", "a"])
  func none(_ argument: String) {
    #expect(throws: (any Error).self) { try TemplateValue(parsing: argument) }
  }

  @Test("A name stands for one value")
  func duplicates() throws {
    let values = try ["a=1", "b=2", "a=1"].map { try TemplateValue(parsing: $0) }
    #expect(code { () throws(CommandError) in _ = try TemplateValue.dictionary(values) } == .usage)
    #expect(try TemplateValue.dictionary(Array(values.prefix(2))) == ["a": "1", "b": "2"])
  }
}
