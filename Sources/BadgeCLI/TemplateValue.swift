import ArgumentParser

/// One `--set name=value`: what stands for `{{name}}` in a template.
struct TemplateValue: Hashable, Sendable {
  let name: String
  let value: String

  /// Reads `name=value`; the first `=` ends the name, and the value may hold others.
  ///
  /// - Throws: `ValidationError`.
  init(parsing argument: String) throws {
    // By bytes: a combining character behind it would hide the '=' from a search by characters.
    guard let equals = argument.utf8.firstIndex(of: UInt8(ascii: "=")), equals > argument.startIndex else {
      throw ValidationError("--set takes a name and a value, such as course=Biology")
    }
    name = String(argument[..<equals])
    value = String(argument[argument.utf8.index(after: equals)...])
    try ArgumentText.requireUTF8(argument, "the name or the value")
  }

  /// - Throws: ``CommandError`` where a name is given twice.
  static func dictionary(_ values: [TemplateValue]) throws(CommandError) -> [String: String] {
    var dictionary: [String: String] = [:]
    for value in values where dictionary.updateValue(value.value, forKey: value.name) != nil {
      throw CommandError(
        .usage, "--set gives \(Terminal.quote(value.name)) twice", hint: "leave one of them out", status: .usage)
    }
    return dictionary
  }
}

/// Arguments whose text goes into a badge.
enum ArgumentText {
  /// Bytes that are not UTF-8 arrive as U+FFFD; nobody wants that in a badge, nor to have it signed unseen.
  ///
  /// - Throws: `ValidationError`.
  static func requireUTF8(_ text: String, _ what: String) throws {
    guard text.unicodeScalars.contains("\u{FFFD}") else { return }
    throw ValidationError("\(what) is not UTF-8")
  }
}
