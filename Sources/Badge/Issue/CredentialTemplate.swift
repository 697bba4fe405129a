public import CanonicalJSON

/// A credential with placeholders: JSON in whose string values `{{name}}` stands for a value that is given for each badge.
///
/// Placeholders are filled in the parsed tree, never in the text, so that no value can break out of its string.
public struct CredentialTemplate: Sendable {
  public let json: JSONValue
  /// The names of the placeholders, in the order in which they first appear.
  public let placeholders: [String]

  /// Reads a template.
  ///
  /// - Throws: ``IssueError`` with `template_invalid` and the JSON pointer.
  public init(parsing bytes: [UInt8]) throws(IssueError) {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: bytes)
    } catch {
      throw IssueError(.templateInvalid, "the template is not valid JSON: \(error)")
    }
    guard document.kind(of: document.root) == .object else {
      throw IssueError(.templateInvalid, "the template has to be a JSON object", pointer: "")
    }
    var names: [String] = []
    try Self.collect(document, document.root, into: &names)
    placeholders = names
    json = JSONValue(document)
  }

  /// The tree with every placeholder replaced.
  ///
  /// - Throws: ``IssueError`` with `placeholder_unfilled` or `placeholder_unknown`; nothing is guessed.
  public func filled(with values: [String: String]) throws(IssueError) -> JSONValue {
    let missing = placeholders.filter { values[$0] == nil }
    guard missing.isEmpty else {
      throw IssueError(
        .placeholderUnfilled,
        "the template needs a value for \(missing.map { "'\($0)'" }.joined(separator: ", "))")
    }
    let unknown = values.keys.filter { !placeholders.contains($0) }.sorted()
    guard unknown.isEmpty else {
      throw IssueError(
        .placeholderUnknown,
        "the template has no placeholder \(unknown.map { "'{{\($0)}}'" }.joined(separator: ", "))")
    }
    return Self.fill(json, values)
  }

  private static func collect(
    _ document: JSONDocument, _ node: JSONDocument.Node, into names: inout [String]
  ) throws(IssueError) {
    switch document.kind(of: node) {
    case .string:
      for part in try parts(of: document.text(at: node) ?? "", pointer: document.pointer(to: node)) {
        if case .placeholder(let name) = part, !names.contains(name) { names.append(name) }
      }
    case .array: for element in document.elements(of: node) { try collect(document, element, into: &names) }
    case .object: for member in document.members(of: node) { try collect(document, member.value, into: &names) }
    default: return
    }
  }

  private static func fill(_ value: JSONValue, _ values: [String: String]) -> JSONValue {
    switch value {
    case .string(let text):
      // The template was read, so its placeholders are well formed.
      let parts = (try? parts(of: text, pointer: "")) ?? [.text(text)]
      return .string(
        parts.map { part in
          switch part {
          case .text(let text): text
          case .placeholder(let name): values[name] ?? ""
          }
        }.joined())
    case .array(let elements): return .array(elements.map { fill($0, values) })
    case .object(let members): return .object(members.map { .init($0.name, fill($0.value, values)) })
    default: return value
    }
  }

  private enum Part {
    case text(String)
    case placeholder(String)
  }

  /// Splits a string at its placeholders. A name is of letters, digits, `_`, `-` and `.`; spaces inside the braces do not
  /// count.
  private static func parts(of text: String, pointer: String) throws(IssueError) -> [Part] {
    var parts: [Part] = []
    // By bytes: a combining mark behind a brace makes another character of it.
    var rest = Substring(text).utf8
    while let open = rest.firstPair(of: UInt8(ascii: "{")) {
      parts.append(.text(String(Substring(rest[..<open.lowerBound]))))
      let inside = rest[open.upperBound...]
      guard let close = inside.firstPair(of: UInt8(ascii: "}")) else {
        throw IssueError(.templateInvalid, "'{{' is not closed by '}}'", pointer: pointer)
      }
      var name = inside[..<close.lowerBound].drop { $0 == UInt8(ascii: " ") }
      while name.last == UInt8(ascii: " ") { name.removeLast() }
      guard !name.isEmpty, name.allSatisfy(isNameByte) else {
        throw IssueError(
          .templateInvalid, "the name of a placeholder has to be of letters, digits, '_', '-' and '.'",
          pointer: pointer)
      }
      parts.append(.placeholder(String(Substring(name))))
      rest = inside[close.upperBound...]
    }
    parts.append(.text(String(Substring(rest))))
    return parts
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 <= 9 || byte == 0x5F || byte == 0x2D || byte == 0x2E
  }
}

extension Substring.UTF8View {
  /// The first place of two of a byte in a row.
  fileprivate func firstPair(of byte: UInt8) -> Range<Index>? {
    var at = startIndex
    while at < endIndex {
      let next = index(after: at)
      if next < endIndex, self[at] == byte, self[next] == byte { return at..<index(after: next) }
      at = next
    }
    return nil
  }
}
