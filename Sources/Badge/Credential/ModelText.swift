import CanonicalJSON

/// The ends of the sentences that say which rule of a data model is broken: what was found, and where the rule stands.
enum ModelText {
  /// Characters of a text of the badge that a message shows.
  private static let textLimit = 60

  /// `; found 'today'`, or nothing for a value of which there is nothing to say.
  static func found(_ value: JSONDocument.Node, in document: JSONDocument) -> String {
    "; found " + words(value, in: document)
  }

  /// ` (VCDM 2.0, 4.9)`.
  static func asking(_ clause: StaticString?) -> String { clause.map { " (\($0))" } ?? "" }

  private static func words(_ value: JSONDocument.Node, in document: JSONDocument) -> String {
    switch document.kind(of: value) {
    case .null: return "null"
    case .false: return "false"
    case .true: return "true"
    case .number: return "a number"
    case .string:
      let text = document.text(at: value) ?? ""
      return text.unicodeScalars.count <= textLimit
        ? "'\(text)'" : "'" + String(String.UnicodeScalarView(text.unicodeScalars.prefix(textLimit))) + "…'"
    case .array: return document.count(of: value) == 0 ? "an empty array" : "an array"
    case .object: return document.count(of: value) == 0 ? "an empty object" : "an object"
    }
  }

  static func isSame(_ a: StaticString, _ b: StaticString) -> Bool {
    a.description.utf8.elementsEqual(b.description.utf8)
  }
}
