import CanonicalJSON
import Testing

@testable import Badge

struct LanguageValueTests {
  private func isOneOrMore(_ value: JSONValue) throws -> Bool {
    let document = try JSONDocument(value)
    return LanguageValue.isOneOrMore(document.root, in: document)
  }

  @Test(
    arguments: [
      ["@value": "a"], ["@value": "a", "@language": "en"], ["@value": "a", "@language": "ar", "@direction": "rtl"],
      ["@value": "", "@direction": "ltr"], [["@value": "a"]], [["@value": "a", "@language": "en"], ["@value": "b"]],
    ] as [JSONValue])
  func `A value with its language and direction is one`(_ value: JSONValue) throws {
    #expect(try isOneOrMore(value))
  }

  @Test(
    arguments: [
      [:], [], "a", ["@language": "en"], ["@value": 1], ["@value": nil], ["@value": "a", "@language": 1],
      ["@value": "a", "@direction": "up"], ["@value": "a", "@direction": nil], ["@value": "a", "more": 1],
      [["@value": "a"], "b"], [[["@value": "a"]]], ["en": "a"],
    ] as [JSONValue])
  func `Anything else is none`(_ value: JSONValue) throws {
    #expect(try !isOneOrMore(value))
  }
}
