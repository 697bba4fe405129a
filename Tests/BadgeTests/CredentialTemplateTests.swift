import CanonicalJSON
import Testing

@testable import Badge

struct CredentialTemplateTests {
  private func template(_ text: String) throws -> CredentialTemplate {
    try CredentialTemplate(parsing: Array(text.utf8))
  }

  private func error(_ body: () throws -> Void) -> IssueError? {
    do {
      try body()
      return nil
    } catch {
      return error as? IssueError
    }
  }

  @Test func `Placeholders are found in every string value, in their order`() throws {
    let template = try template(#"{"a":"{{one}} and {{two}}","b":[{"c":"{{ three }}"},"{{one}}"],"d":1,"{{e}}":"x"}"#)
    #expect(template.placeholders == ["one", "two", "three"])
    let filled = try template.filled(with: ["one": "1", "two": "2", "three": "3"])
    #expect(filled == ["a": "1 and 2", "b": [["c": "3"], "1"], "d": 1, "{{e}}": "x"])
  }

  @Test(arguments: [
    "\"", "\\", "\",\"x\":\"y", "{{two}}", "{{one}}", "}}", "{{", "\n\u{0}\u{1F}", "\u{2028}", "</script>", "",
    "\u{301}", "\u{1F600}", String(repeating: "x", count: 100_000),
  ])
  func `A value stays text, whatever is in it`(_ value: String) throws {
    let template = try template(#"{"a":"<{{one}}>","b":"{{two}}"}"#)
    let filled = try template.filled(with: ["one": value, "two": "2"])
    #expect(filled == ["a": .string("<\(value)>"), "b": "2"])
    // And is the same text once it was written and read.
    #expect(JSONValue(try JSONDocument(filled)) == filled)
  }

  @Test func `Combining marks beside the braces change nothing`() throws {
    let template = try template("{\"a\":\"\u{301}{{one}}\u{301}\",\"b\":\"{\u{301}{two}}\"}")
    #expect(template.placeholders == ["one"])
    #expect(try template.filled(with: ["one": "1"])["a"] == "\u{301}1\u{301}")
  }

  @Test func `Every placeholder has a value, and every value a placeholder`() throws {
    let template = try template(#"{"a":"{{one}}{{two}}"}"#)
    #expect(error { _ = try template.filled(with: ["one": "1"]) }?.code == .placeholderUnfilled)
    #expect(
      error { _ = try template.filled(with: [:]) }
        == IssueError(.placeholderUnfilled, "the template needs a value for 'one', 'two'"))
    #expect(
      error { _ = try template.filled(with: ["one": "1", "two": "2", "z": "", "three": "3"]) }
        == IssueError(.placeholderUnknown, "the template has no placeholder '{{three}}', '{{z}}'"))
  }

  @Test(arguments: [
    "{{", "{{one", "{{one}", "{{}}", "{{ }}", "{{a b}}", "{{\u{e9}}}", "{{{one}}}", "{{a{{b}}}}", "{{a\\n}}", "{{$a}}",
  ])
  func `A placeholder that is malformed is refused at its pointer`(_ text: String) {
    let error = error { _ = try template("{\"a\":[0,\"\(text)\"]}") }
    #expect(error?.code == .templateInvalid)
    #expect(error?.pointer == "/a/1")
  }

  @Test(arguments: ["{one}", "}}", "a } } b", "{ {one} }", "{", "{one}}"])
  func `Braces that are no pair are text`(_ text: String) throws {
    let template = try template("{\"a\":\"\(text)\"}")
    #expect(template.placeholders.isEmpty)
    #expect(try template.filled(with: [:]) == ["a": .string(text)])
  }

  @Test(arguments: ["", "[]", "\"{{one}}\"", "{\"a\":1,\"a\":2}", "{", "null"])
  func `A template is one strict JSON object`(_ text: String) {
    #expect(error { _ = try template(text) }?.code == .templateInvalid)
  }
}
